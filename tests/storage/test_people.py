"""People and what stands beside the book: known by identity, erasable, asked once."""

import contextlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from groupbuy import events as ev
from groupbuy.ports import LateOrder, Pending
from groupbuy.resident import Resident
from groupbuy.told import Told
from tests.storage.book import AT, World


async def meet(world: World, user: str, realm: str = "corp") -> Resident:
    return await world.run(lambda books: books.meet((realm, user)))


async def test_somebody_is_met_once_per_realm_and_user(world: World) -> None:
    ann = await meet(world, "u1")
    assert await meet(world, "u1") == ann
    assert (await meet(world, "U1")).id != ann.id
    assert (await meet(world, "u1", realm="other")).id != ann.id
    assert await world.store.reads.resident_at(("corp", "u1")) == ann
    assert await world.store.reads.resident_at(("corp", "u2")) is None
    assert ann.identities == (("corp", "u1"),)


async def test_a_new_persons_id_says_nothing_about_them(world: World) -> None:
    ids = {(await meet(world, f"u{i}")).id for i in range(5)}
    assert len(ids) == 5
    assert all("u" not in it and len(it) >= 16 for it in ids)


async def test_name_room_home_quiet_and_community_are_kept(world: World) -> None:
    ann = await meet(world, "u1")
    named = replace(ann, name="王姐", room="3-1203", quiet=True, community="riverside", home="hilltop")
    await world.run(lambda books: books.update_resident(named))
    assert await world.store.reads.resident(ann.id) == named
    assert await world.store.reads.residents([ann.id, "nobody", ann.id]) == {ann.id: named}
    assert await world.store.reads.residents([]) == {}


async def test_a_unit_knows_whom_it_met_as_they_are_after_each_change(world: World) -> None:
    """Read once in a unit, and again whenever it wrote about them or was undone."""
    known = await meet(world, "u1")

    async def unit(books) -> list[str]:
        ann, bo = await books.meet(("corp", "u1")), await books.meet(("corp", "u2"))
        seen = [(await books.residents([ann.id]))[ann.id].name]
        await books.update_resident(replace(ann, name="王姐"))
        seen.append((await books.residents([ann.id, bo.id]))[ann.id].name)
        with contextlib.suppress(RuntimeError):
            async with books.savepoint():
                await books.update_resident(replace(ann, name="李姐"))
                seen.append((await books.residents([ann.id]))[ann.id].name)
                raise RuntimeError
        seen.append((await books.residents([ann.id]))[ann.id].name)
        await books.erase(ann.id)
        gone = (await books.residents([ann.id]))[ann.id]
        assert gone == Resident(ann.id)
        await books.update_resident(replace(ann, name="王姐"))
        assert (await books.residents([ann.id, bo.id])) == {ann.id: gone, bo.id: bo}
        return seen

    assert await world.run(unit) == ["", "王姐", "李姐", "王姐"]
    assert await world.store.reads.resident(known.id) == Resident(known.id)


async def test_many_people_are_read_at_once(world: World) -> None:
    async def unit(books) -> list[str]:
        return [(await books.meet(("corp", f"u{i}"))).id for i in range(1200)]

    ids = await world.run(unit)
    assert list(await world.store.reads.residents(ids)) != []
    assert len(await world.store.reads.residents(ids)) == 1200


async def test_a_guest_is_the_same_person_for_the_same_sponsor_and_name(world: World) -> None:
    ann, bo = await meet(world, "u1"), await meet(world, "u2")
    mother = await world.run(lambda books: books.guest_of(ann.id, "妈妈"))
    assert mother.sponsor == ann.id
    assert await world.run(lambda books: books.guest_of(ann.id, "妈妈")) == mother
    assert (await world.run(lambda books: books.guest_of(bo.id, "妈妈"))).id != mother.id
    await world.run(lambda books: books.guest_of(ann.id, "李叔"))
    assert {it.name for it in await world.store.reads.sponsored(ann.id)} == {"妈妈", "李叔"}


async def test_a_point_is_bound_once_per_community_and_can_be_changed(world: World) -> None:
    await world.record(ev.PointBound("ann", "riverside", "p1"), ev.PointBound("ann", "hilltop", "p9"))
    await world.record(ev.PointBound("ann", "riverside", "p2"))
    assert await world.store.reads.binding("ann", "riverside") == "p2"
    assert await world.store.reads.binding("ann", "hilltop") == "p9"
    assert await world.store.reads.binding("bo", "riverside") is None
    assert await world.store.disagreements() == []


async def test_erasing_leaves_the_book_and_nothing_that_says_who_it_was(world: World, file: Path) -> None:
    ann = await meet(world, "u1")
    await world.run(
        lambda books: books.update_resident(replace(ann, name="王姐", room="3-1203", home="riverside"))
    )
    await world.run(lambda books: books.keep_told(ann.id, Told(step_free=True)))
    await world.run(lambda books: books.guest_of(ann.id, "妈妈王氏"))
    buy = await world.open_buy()
    order = await world.order(buy, ann.id)

    async def said(books) -> None:
        await books.note(order, 1, "放门口王姐")
        await books.ask(Pending(ann.id, "", "name", {"said": "王姐"}, AT + timedelta(hours=1)))
        await books.keep_words(order, 1, "王姐要两盒")
        wish = {"item": 1, "qty": "2", "note": "王姐要大的", "words": "王姐要两盒"}
        await books.keep_late(LateOrder(0, buy, ann.id, AT, False, [wish]))
        await books.record(ev.PointBound(ann.id, "riverside", "p1"))

    async def erased(books) -> None:
        await books.record(ev.ResidentErased(ann.id))
        await books.erase(ann.id)

    await world.run(said)
    await world.run(erased)
    reads = world.store.reads
    assert await reads.resident(ann.id) == Resident(ann.id)
    assert await reads.resident_at(("corp", "u1")) is None
    assert await reads.sponsored(ann.id) == []
    assert (await reads.notes(buy), await reads.pending(ann.id, "", AT)) == ({}, None)
    assert await reads.words(order) == {}
    assert [it.wishes for it in await reads.late_orders(buy)] == [[{"item": 1, "qty": "2"}]]
    assert await reads.binding(ann.id, "riverside") is None
    assert len(await reads.orders(buy)) == 1
    assert await world.store.disagreements() == []
    with closing(sqlite3.connect(file)) as db:
        assert "王" not in "\n".join(db.iterdump())


async def test_somebody_erased_stays_erased_and_comes_back_as_a_stranger(world: World) -> None:
    ann = await meet(world, "u1")
    await world.run(lambda books: books.erase(ann.id))
    await world.run(lambda books: books.update_resident(replace(ann, name="王姐")))
    assert (await world.store.reads.resident(ann.id)).name == ""
    assert (await meet(world, "u1")).id != ann.id


async def test_a_remark_is_kept_replaced_and_taken_back(world: World) -> None:
    buy = await world.open_buy()
    order = await world.order(buy, "ann")
    for text, left in (("要红的", {(order, 1): "要红的"}), ("要绿的", {(order, 1): "要绿的"}), ("", {})):
        await world.run(lambda books, text=text: books.note(order, 1, text))
        assert await world.store.reads.notes(buy) == left


async def test_late_orders_are_numbered_within_their_buy_and_can_be_accepted(world: World) -> None:
    buy, other = await world.open_buy(), await world.open_buy()
    wish = [{"item": 1, "qty": "1.5"}]

    async def keep(books, number: int) -> LateOrder:
        return await books.keep_late(LateOrder(0, number, "ann", AT, True, wish))

    kept = [await world.run(lambda books, n=n: keep(books, n)) for n in (buy, buy, other)]
    assert [it.no for it in kept] == [1, 2, 1]
    await world.run(lambda books: books.keep_late(replace(kept[0], accepted=True)))
    assert await world.store.reads.late_orders(buy) == [replace(kept[0], accepted=True), kept[1]]
    assert kept[1].wishes == wish


async def test_a_question_is_replaced_forgotten_and_dies(world: World) -> None:
    first = Pending("ann", "g1", "which", {"buys": [1, 2]}, AT + timedelta(minutes=10))
    second = replace(first, kind="sure", data={"cutoff": str(Decimal(1))})
    reads = world.store.reads
    await world.run(lambda books: books.ask(first))
    await world.run(lambda books: books.ask(replace(first, chat="")))
    await world.run(lambda books: books.ask(second))
    assert await reads.pending("ann", "g1", AT) == second
    assert await reads.pending("ann", "g1", second.expires_at) is None
    await world.run(lambda books: books.asked("ann", "g1"))
    assert await reads.pending("ann", "g1", AT) is None
    assert await reads.pending("ann", "", AT) == replace(first, chat="")


async def test_a_hint_is_given_once(world: World) -> None:
    given = [await world.run(lambda books: books.once("unknown group g7")) for _ in range(3)]
    assert given == [True, False, False]


async def test_an_answer_is_kept_as_it_was_and_forgotten_after_its_days(world: World) -> None:
    await world.run(lambda books: books.remember("m1", "", "silence"))
    await world.run(lambda books: books.remember("m2", "好" * 1365, "ok"), at=AT + timedelta(days=1))
    assert await world.store.reads.remembered("m1") == ""
    assert await world.store.reads.remembered("m2") == "好" * 1365
    assert await world.store.reads.remembered("m3") is None
    await world.store.forget(before=AT + timedelta(hours=1))
    assert await world.store.reads.remembered("m1") is None
    assert await world.store.reads.remembered("m2") is not None


async def test_an_answer_the_inbox_cannot_hold_is_refused(world: World) -> None:
    with pytest.raises(ValueError, match="4098 bytes"):
        await world.run(lambda books: books.remember("m1", "好" * 1366, "ok"))


async def test_forgetting_drops_dead_questions_and_keeps_live_ones(world: World) -> None:
    for chat, hours in (("g1", 1), ("g2", 5)):
        ask = Pending("ann", chat, "k", {}, AT + timedelta(hours=hours))
        await world.run(lambda books, ask=ask: books.ask(ask))
    await world.store.forget(before=AT + timedelta(hours=2))
    assert await world.store.reads.pending("ann", "g1", AT) is None
    assert await world.store.reads.pending("ann", "g2", AT) is not None


async def test_a_key_is_not_readable_in_the_inbox(world: World) -> None:
    await world.run(lambda books: books.remember("corp\x1fzhangsan\x1fm1", "好", "ok"))
    rows = await world.store._read.rows("SELECT * FROM inbox")
    assert "zhangsan" not in str(rows)


async def test_the_clocks_offset_only_grows(world: World) -> None:
    assert await world.store.offset() == timedelta(0)
    await world.store.move(timedelta(hours=2, microseconds=5))
    await world.store.move(timedelta(hours=1))
    assert await world.store.offset() == timedelta(hours=2, microseconds=5)


async def test_the_applied_configuration_is_known_by_its_version(world: World) -> None:
    assert await world.store.config_version() == ""
    await world.record(ev.ConfigApplied("v1"), ev.ConfigApplied("v2"))
    assert await world.store.config_version() == "v2"
    assert await world.store.disagreements() == []


async def test_pickup_codes_are_six_digits_and_free_at_their_point(world: World) -> None:
    buy = await world.open_buy()
    for i in range(30):
        await world.order(buy, f"r{i}", item=2)
    codes = [it.code for it in await world.store.reads.orders(buy)]
    assert len(set(codes)) == 30
    assert all(len(code) == 6 and code.isdigit() for code in codes)


async def test_words_are_kept_by_message_and_cut_to_what_a_reader_needs(world: World) -> None:
    order = await world.order(await world.open_buy(), "ann")
    for message, text in (("m1", "草莓两盒"), ("m1", "草莓两盒，大的"), ("m2", "长" * 500)):
        await world.run(lambda books, text=text: books.keep_words(order, 1, text), message=message)
    assert await world.store.reads.words(order) == {(1, "m1"): "草莓两盒，大的", (1, "m2"): "长" * 200}
