"""Somebody who asks to be forgotten is: their name is in no table, no index and no free page of the file."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import storage
from groupbuy import events as ev
from groupbuy import leader_events as lead
from groupbuy.chains import ChainLine, Entry, Snapshot
from groupbuy.ports import LateOrder, Pending
from groupbuy.resident import Resident
from tests.storage.book import AT, World

NAME, ROOM, USER = "欧阳晓燕", "17-2504", "wmQ7-ouyang"
GUEST, REMARK = "欧阳老先生", "放门口鞋柜上"
SECRETS = (NAME, ROOM, USER, GUEST, REMARK)


def line(name: str, qty: int, note: str = "") -> Entry:
    return Entry(name, (ChainLine(1, Decimal(qty), note),))


async def known(world: World, user: str, name: str = "", room: str = "") -> Resident:
    met = await world.run(lambda books: books.meet(("corp", user)))
    named = replace(met, name=name, room=room)
    await world.run(lambda books: books.update_resident(named))
    return named


async def lived(world: World) -> tuple[Resident, int]:
    """Somebody who did everything that leaves something behind, in one buy."""
    her = await known(world, USER, NAME, ROOM)
    buy = await world.open_buy()
    order = await world.order(buy, her.id)

    async def unit(books) -> None:
        guest = await books.guest_of(her.id, GUEST)
        await books.note(order, 1, REMARK)
        await books.keep_words(order, 1, f"{NAME}{REMARK}")
        await books.ask(Pending(her.id, "g1", "name", {"said": f"我是{NAME}"}, AT + timedelta(hours=1)))
        await books.ask(Pending(guest.id, "", "name", {"said": GUEST}, AT + timedelta(hours=1)))
        for who in (her.id, guest.id):
            wish = {"item": 1, "qty": "2", "mode": "set", "whom": who, "note": REMARK}
            await books.keep_late(LateOrder(0, buy, who, AT, False, [wish]))
        await books.record(ev.PointBound(her.id, "riverside", "p1"))
        await books.record(lead.ApplicationBegun("a1", her.id))
        await books.keep_answers("a1", {"address": ROOM, "contact": NAME})
        await books.keep_chain(buy, Snapshot(her.id, AT, (line(NAME, 1, REMARK), line("老白", 2))))

    await world.run(unit)
    return her, buy


async def forgotten(world: World, who: str) -> None:
    async def unit(books) -> None:
        await books.record(ev.ResidentErased(who))
        await books.erase(who)
        await books.audit("erased", who)

    await world.run(unit, actor=who)


def rows_with(file: Path, secret: str) -> set[str]:
    """Every table and column in which a text stands."""
    found = set()
    with closing(sqlite3.connect(file)) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for _, column, *_ in db.execute(f"PRAGMA table_info({table})").fetchall():
                query = f'SELECT 1 FROM "{table}" WHERE instr("{column}", ?)'  # noqa: S608
                found |= {f"{table}.{column}" for _ in db.execute(query, (secret,))}
    return found


async def test_everything_is_there_before_so_that_its_absence_means_something(
    world: World, file: Path
) -> None:
    await lived(world)
    assert rows_with(file, NAME) == {
        "residents.name",
        "pending.data",
        "chains.entries",
        "words.text",
        "answers.text",
    }
    assert rows_with(file, ROOM) == {"residents.room", "answers.text"}
    assert rows_with(file, USER) == {"identities.user_id"}
    assert rows_with(file, GUEST) == {"residents.name", "pending.data"}
    assert rows_with(file, REMARK) == {"notes.text", "late_orders.wishes", "chains.entries", "words.text"}


async def test_no_table_has_anything_left_that_says_who_it_was(world: World, file: Path) -> None:
    her, _ = await lived(world)
    await forgotten(world, her.id)
    assert {secret: rows_with(file, secret) for secret in SECRETS} == {secret: set() for secret in SECRETS}


async def test_no_page_of_the_file_has_it_either(migrated: Path, tmp_path: Path) -> None:
    file = tmp_path / "linli.db"
    shutil.copy(migrated, file)
    async with storage.open(file) as store:
        world = World(store, str(file))
        her, _ = await lived(world)
        await forgotten(world, her.id)
    assert os.listdir(tmp_path) == ["linli.db"], "the last one out takes the log along"
    left = file.read_bytes()
    assert [secret for secret in SECRETS if secret.encode() in left] == []
    assert her.id.encode() in left, "the opaque id stays, orders hang on it"


async def test_a_backup_made_afterwards_has_nothing_of_it(world: World, tmp_path: Path) -> None:
    her, buy = await lived(world)
    await forgotten(world, her.id)
    copy = tmp_path / "copy.db"
    await storage.backup(world.url, copy)
    found_in = copy.read_bytes()
    assert [secret for secret in SECRETS if secret.encode() in found_in] == []
    async with storage.open(copy) as found:
        assert len(await found.reads.orders(buy)) == 1


@pytest.mark.parametrize("written", [NAME, f"{ROOM} {NAME}", f"{NAME}（{ROOM}）", ROOM, GUEST])
async def test_their_line_goes_from_the_chains_that_others_sent(
    world: World, file: Path, written: str
) -> None:
    her, buy = await lived(world)
    other = Snapshot("bo", AT, (line("老白", 2), line(written, 3, "一样的")), own="老白")
    await world.run(lambda books: books.keep_chain(buy, other))
    await forgotten(world, her.id)
    assert await world.store.reads.chains(buy) == [replace(other, entries=other.entries[:1])]
    assert [secret for secret in SECRETS if rows_with(file, secret)] == []


async def test_a_name_that_somebody_else_has_too_stays_theirs(world: World) -> None:
    her, buy = await lived(world)
    await known(world, "u-other", NAME, "1-101")
    chain = Snapshot("bo", AT, (line(NAME, 2), line(f"{NAME}{ROOM}", 1), line("1-101", 1)))
    await world.run(lambda books: books.keep_chain(buy, chain))
    await forgotten(world, her.id)
    (left,) = await world.store.reads.chains(buy)
    assert [it.name for it in left.entries] == [NAME, "1-101"]


async def test_a_room_that_a_family_shares_stays_the_familys(world: World) -> None:
    her, buy = await lived(world)
    await known(world, "u-husband", "诸葛", ROOM)
    chain = Snapshot("bo", AT, (line(ROOM, 2), line(f"{ROOM}诸葛", 1), line(NAME, 1)))
    await world.run(lambda books: books.keep_chain(buy, chain))
    await forgotten(world, her.id)
    (left,) = await world.store.reads.chains(buy)
    assert [it.name for it in left.entries] == [ROOM, f"{ROOM}诸葛"]


async def test_who_has_no_name_takes_nobodys_line_along(world: World) -> None:
    silent, buy = await known(world, "u-silent"), await world.open_buy()
    chain = Snapshot("bo", AT, (line("老白", 2), line("，。", 1)))
    await world.run(lambda books: books.keep_chain(buy, chain))
    await forgotten(world, silent.id)
    assert await world.store.reads.chains(buy) == [chain]


async def test_only_the_one_who_asked_is_forgotten(world: World) -> None:
    her, _ = await lived(world)
    neighbour = await known(world, "u-neighbour", "诸葛", "17-2503")
    his = await world.run(lambda books: books.guest_of(neighbour.id, "诸葛太太"))
    await forgotten(world, her.id)
    reads = world.store.reads
    assert await reads.resident(neighbour.id) == neighbour
    assert await reads.sponsored(neighbour.id) == [his]
    assert await reads.resident_at(("corp", "u-neighbour")) == neighbour


async def test_forgetting_twice_is_forgetting_once(world: World) -> None:
    her, buy = await lived(world)
    await forgotten(world, her.id)
    before = await world.store.stored()
    await forgotten(world, her.id)
    assert await world.store.stored() == before
    assert (await world.store.reads.orders(buy))[0].resident == her.id


async def test_a_forgetting_that_is_undone_forgets_nothing(world: World) -> None:
    her, buy = await lived(world)

    async def unit(books) -> None:
        await books.record(ev.ResidentErased(her.id))
        await books.erase(her.id)
        raise KeyError("the unit fails after it")

    with pytest.raises(KeyError):
        await world.run(unit)
    assert await world.store.reads.resident(her.id) == her
    assert await world.store.reads.binding(her.id, "riverside") == "p1"
    assert len(await world.store.reads.chains(buy)) == 1
