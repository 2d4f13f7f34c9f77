"""A pasted chain and the book: everybody's own line is booked, nobody's line by another's hand."""

from dataclasses import replace

import pytest

from groupbuy import chaining, errors, ordering
from groupbuy.chaining import Chain, Stands, enter_for, own_wishes, read_chain
from groupbuy.chains import ChainLine, Entry, Snapshot, key_of
from groupbuy.notices import chain_differs
from groupbuy.ordering import Placed, Wish
from groupbuy.resident import Resident
from groupbuy.sendings import keep
from groupbuy.who import names_of
from tests.for_each import for_each
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, D, hours, minutes


def line(name: str, *wants: tuple[int, object], note: str = "") -> Entry:
    return Entry(name, tuple(ChainLine(item, D(str(qty)), note) for item, qty in wants))


async def known(day: Day, name: str, room: str = "") -> Resident:
    """Somebody met before, by the name given."""
    met = await day.run(lambda books: books.meet(("corp", f"u-{name}{room}")))
    named = replace(met, name=name, room=room)
    await day.run(lambda books: books.update_resident(named))
    return named


async def pastes(day: Day, who: Resident, *entries: Entry, own: str = "") -> list[Wish]:
    """What a sending asks for, as the bot asks: it is kept first, then read with all the others."""
    day.at += minutes(1)
    sent = Snapshot(who.id, day.at, entries, own=own)

    async def unit(books) -> list[Wish]:
        buy = await books.locked(day.number)
        kept = await keep(books, buy.number, sent)
        own = await own_wishes(books, buy, who, kept, await read_chain(books, buy))
        wanted = list(own.wishes)
        if wanted:
            await ordering.place(books, buy.number, who.id, wanted, sent_at=day.at)
        return wanted

    return await day.run(unit)


async def chain_of(day: Day) -> Chain:
    return await read_chain(day.store.reads, await day.store.reads.buy(day.number))


async def booked(day: Day) -> dict[str, dict[int, object]]:
    """By name, what the book has for somebody."""
    orders = await day.store.reads.orders(day.number)
    people = await day.store.reads.residents([it.resident for it in orders])
    return {
        people[it.resident].name: {no: one.ordered for no, one in it.lines.items() if one.ordered}
        for it in orders
    }


@pytest.fixture(autouse=True)
async def opened(day: Day) -> None:
    await day.opens()


async def test_ones_own_line_is_booked_and_the_copied_ones_are_not(day: Day) -> None:
    yun, bai = await known(day, "阿云"), await known(day, "老白")
    assert await pastes(day, yun, line("阿云", (1, 2))) == [Wish(1, D(2))]
    await pastes(day, bai, line("阿云", (1, 5), (2, 9)), line("老白", (2, 1)))
    assert await booked(day) == {"阿云": {1: 2}, "老白": {2: 1}}


async def test_the_same_chain_pasted_again_asks_for_nothing(day: Day) -> None:
    yun = await known(day, "阿云")
    for wanted in ([Wish(1, D(2)), Wish(3, D("1.5"))], [], []):
        assert await pastes(day, yun, line("阿云", (1, 2), (3, "1.5"))) == wanted


async def test_a_line_is_the_whole_of_what_its_owner_wants_by_chain(day: Day) -> None:
    yun = await known(day, "阿云")
    await pastes(day, yun, line("阿云", (1, 2), (2, 1)))
    assert await pastes(day, yun, line("阿云", (2, 3))) == [Wish(2, D(3)), Wish(1, D(0))]
    assert await booked(day) == {"阿云": {2: 3}}
    assert await pastes(day, yun, line("阿云")) == [Wish(2, D(0))]
    assert await booked(day) == {"阿云": {}}


async def test_what_was_ordered_by_word_and_never_stood_in_the_chain_stays(day: Day) -> None:
    yun = await known(day, "阿云")
    await day.orders(yun.id, {3: "2.5"})
    await pastes(day, yun, line("阿云", (1, 2)))
    await pastes(day, yun, line("阿云", (1, 1)))
    assert await booked(day) == {"阿云": {1: 1, 3: D("2.5")}}


async def test_a_line_for_somebody_one_orders_for_is_theirs(day: Day) -> None:
    yun = await known(day, "阿云")
    mother = await day.run(lambda books: books.guest_of(yun.id, "阿云妈妈"))
    wanted = await pastes(day, yun, line("阿云", (1, 2)), line("阿云妈妈", (1, 1), (2, 1)))
    assert wanted == [Wish(1, D(2)), Wish(1, D(1), whom=mother.id), Wish(2, D(1), whom=mother.id)]
    await pastes(day, yun, line("阿云", (1, 2)), line("阿云妈妈", (2, 1)))
    assert await booked(day) == {"阿云": {1: 2}, "阿云妈妈": {2: 1}}


async def test_who_brings_two_lines_and_is_known_by_neither_books_nothing_until_they_say(day: Day) -> None:
    stranger = await known(day, "")
    lines = (line("小陈", (1, 1)), line("小李", (2, 2)))
    assert await pastes(day, stranger, *lines) == []
    assert [it.author for it in (await chain_of(day)).merged.unsure] == [stranger.id]
    assert await pastes(day, stranger, *lines, own=key_of("小李")) == [Wish(2, D(2))]
    assert (await chain_of(day)).merged.unsure == ()


async def test_a_remark_in_a_line_is_kept_beside_the_order(day: Day) -> None:
    yun = await known(day, "阿云")
    await pastes(day, yun, line("阿云", (1, 2), note="要红的"))
    (order,) = await day.store.reads.orders(day.number)
    assert await day.store.reads.notes(day.number) == {(order.id, 1): "要红的"}


async def test_a_line_over_the_limit_or_the_stock_books_nothing_of_the_chain(day: Day) -> None:
    yun = await known(day, "阿云")
    with pytest.raises(errors.OverLimit):
        await pastes(day, yun, line("阿云", (1, 6), (2, 1)))
    with pytest.raises(errors.SoldOut):
        await pastes(day, yun, line("阿云", (3, 13), (2, 1)))
    assert await booked(day) == {}


async def test_a_chain_sent_after_the_cutoff_is_late_as_words_are(day: Day) -> None:
    yun = await known(day, "阿云")
    day.at = CUTOFF + hours(0.1)
    with pytest.raises(errors.TooLate):
        await pastes(day, yun, line("阿云", (1, 2)))


async def entered(day: Day, leader: Resident, entry: Entry, whose: str = "") -> Placed:
    async def unit(books) -> Placed:
        buy = await books.locked(day.number)
        order = await books.order_of(buy.number, whose) if whose else None
        return await enter_for(books, buy, leader, entry, order)

    return await day.run(unit)


async def test_a_leaders_list_is_entered_each_under_the_name_it_has_there(day: Day) -> None:
    mei = await known(day, "梅姐", "1-101")
    for name in ("小陈", "小李", "梅姐"):
        await entered(day, mei, line(name, (1, 5)))
    assert await booked(day) == {"小陈": {1: 5}, "小李": {1: 5}, "梅姐": {1: 5}}
    placed = await day.store.reads.orders(day.number)
    assert {it.placed_by for it in placed} == {mei.id}
    assert [it.resident == mei.id for it in placed] == [False, False, True]


async def test_a_leader_who_enters_a_list_again_changes_what_they_entered(day: Day) -> None:
    mei = await known(day, "梅姐")
    first = await entered(day, mei, line("小陈", (1, 2), (2, 1)))
    again = await entered(day, mei, line("小陈", (1, 3)), whose=first.order.resident)
    assert again.order.id == first.order.id
    assert await booked(day) == {"小陈": {1: 3}}
    with pytest.raises(errors.NothingChanged):
        await entered(day, mei, line("小陈", (1, 3)), whose=first.order.resident)


async def test_a_leaders_list_holds_to_each_ones_limit_and_not_to_the_leaders(day: Day) -> None:
    mei = await known(day, "梅姐")
    await entered(day, mei, line("小陈", (1, 5)))
    with pytest.raises(errors.OverLimit, match="现在是6盒"):
        await entered(day, mei, line("小李", (1, 6)))
    assert await booked(day) == {"小陈": {1: 5}}


async def beside(day: Day, *entries: Entry) -> list[Stands]:
    return await day.run(lambda books: _beside(books, day.number, entries))


async def _beside(books, number: int, entries: tuple[Entry, ...]) -> list[Stands]:
    return (await read_chain(books, await books.buy(number))).beside(entries)


async def test_beside_the_book_each_line_agrees_differs_or_is_unknown(day: Day) -> None:
    yun, bai = await known(day, "阿云"), await known(day, "老白", "3-502")
    await day.orders(yun.id, {1: 2})
    await day.orders(bai.id, {1: 1, 2: 1})
    names = [
        line("阿云", (1, 2)),
        line("老白 3-502", (2, 1)),
        line("3-502", (2, 1), (1, 1)),
        line("谁", (1, 1)),
    ]
    found = await beside(day, *names)
    assert [it.agrees for it in found] == [True, False, True, False]
    owners = [it.order.resident if it.order else None for it in found]
    assert owners == [yun.id, bai.id, bai.id, None]


async def test_of_two_who_are_called_the_same_neither_is_meant_until_one_has_sent_it(day: Day) -> None:
    one, other = await known(day, "王姐", "1-101"), await known(day, "王姐", "2-202")
    for who in (one, other):
        await day.orders(who.id, {1: 1})
    assert [it.order for it in await beside(day, line("王姐", (1, 1)))] == [None]
    (exact,) = await beside(day, line("王姐2-202", (1, 1)))
    assert exact.order is not None
    assert exact.order.resident == other.id
    await pastes(day, one, line("王姐", (1, 2)))
    (found,) = await beside(day, line("王姐", (1, 2)))
    assert (found.order and found.order.resident, found.agrees) == (one.id, True)


async def test_a_cancelled_order_is_nobodys_line(day: Day) -> None:
    yun = await known(day, "阿云")
    await day.orders(yun.id, {1: 2})
    await day.cancels(yun.id)
    assert [it.order for it in await beside(day, line("阿云", (1, 2)))] == [None]


async def test_the_leader_is_told_once_of_the_same_differences_and_no_name_is_kept_of_them(day: Day) -> None:
    yun = await known(day, "阿云")

    async def tell(books, version: str) -> None:
        buy = await books.buy(day.number)
        await chain_differs.tell(books, buy, yun.id, changed=1, unknown=0, version=version)

    for version in ("老白((1, 2),)", "老白((1, 2),)", "老白((1, 3),)"):
        await day.run(lambda books, version=version: tell(books, version))
    waiting = await day.store.outbox.waiting("leader:mei")
    assert [it.kind for it in waiting] == ["chain_differs"] * 2
    assert "老白" not in str([it.facts for it in waiting]), "somebody who is forgotten may be among them"


@for_each(
    ("name", "room", "keys"),
    [
        ("", "", set()),
        ("，。", "—", set()),
        ("阿云", "", {"阿云"}),
        ("", "3-502", {"3502"}),
        ("Amy", "3-502", {"amy", "3502", "3502amy", "amy3502"}),
    ],
)
def test_a_person_is_known_by_name_by_room_and_by_both(name: str, room: str, keys: set[str]) -> None:
    assert names_of(Resident("r1", name=name, room=room)) == keys


def test_nobody_is_known_by_nothing() -> None:
    assert names_of(None) == frozenset()
    assert not chaining.Stands(line("阿云"), None).agrees
