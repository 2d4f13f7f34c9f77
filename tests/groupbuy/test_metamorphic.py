"""What must not matter: who came first, whether three boxes were asked for at once, how often a journal is read."""

import json
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from groupbuy import closing, delivering, ordering, settling, verifying
from groupbuy.fold import Book
from groupbuy.ordering import Wish
from groupbuy.record import event_from, event_kind, to_json
from groupbuy.summing import BuySum, totals
from tests.groupbuy.day import Day, wishes
from tests.groupbuy.made import CUTOFF, OPENED, D, hours

Basket = tuple[str, dict[int, object]]
STEPS = ("0.5", "1", "1.25", "2", "0.333")


def baskets(dice: Random, people: int = 7) -> list[Basket]:
    """One message each, within every limit and stock, so that none depends on another."""
    return [
        (f"r{n}", {1: dice.randint(1, 2), 2: dice.randint(1, 4), 3: dice.choice(STEPS[:3])})
        for n in range(people)
    ]


async def sums(day: Day) -> BuySum:
    """What it all comes to; the state and times of the items left out."""
    buy = await day.buy()
    found = totals(buy, await day.store.reads.orders(day.number))
    return replace(found, items=tuple(replace(it, item=replace(it.item, taken=D(0))) for it in found.items))


async def run_through(day: Day, messages: Sequence[Basket], mode: str = "set") -> None:
    await day.opens()
    for who, wants in messages:
        await day.orders(who, wants, mode)


@pytest.mark.parametrize("seed", range(4))
async def test_independent_orders_come_to_the_same_whoever_was_first(day: Day, seed: int) -> None:
    dice = Random(seed)
    messages = baskets(dice)
    await run_through(day, messages)
    first, stock = await sums(day), [it.left for it in (await day.buy()).items.values()]
    bills = {it.resident: it.amount for it in await day.store.reads.orders(day.number)}
    await run_through(day, dice.sample(messages, len(messages)))
    assert await sums(day) == first
    assert [it.left for it in (await day.buy()).items.values()] == stock
    assert {it.resident: it.amount for it in await day.store.reads.orders(day.number)} == bills


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("3", ["1", "1", "1"]),
        ("5", ["2", "3"]),
        ("1.5", ["0.5", "0.5", "0.5"]),
        ("2.001", ["1.999", "0.001", "0.001"]),
        ("4", ["0.8"] * 5),
    ],
)
@pytest.mark.parametrize("item", [1, 3])
async def test_an_order_in_parts_is_the_order_at_once(
    day: Day, item: int, whole: str, parts: list[str]
) -> None:
    await run_through(day, [("wang", {item: whole})])
    at_once = await sums(day)
    (one,) = await day.store.reads.orders(day.number)
    await run_through(day, [("wang", {item: part}) for part in parts], mode="add")
    (other,) = await day.store.reads.orders(day.number)
    assert await sums(day) == at_once
    assert (other.lines, other.amount, other.seq_no) == (one.lines, one.amount, one.seq_no)


async def test_an_order_in_one_message_is_the_order_line_by_line(day: Day) -> None:
    await run_through(day, [("wang", {1: 2, 2: 1, 3: "1.5"})])
    whole = await sums(day)
    await day.opens()
    for it in wishes({1: 2, 2: 1, 3: "1.5"}):
        await day.says("wang", [it])
    assert await sums(day) == whole
    await day.opens()
    await day.says("wang", [Wish(1, D(1)), Wish(3, D("1.5")), Wish(2, D(1)), Wish(1, D(1))])
    assert await sums(day) == whole


async def test_what_is_ordered_and_taken_back_was_never_ordered(day: Day) -> None:
    await run_through(day, [("wang", {1: 2})])
    plain = await sums(day)
    await run_through(day, [("wang", {1: 2}), ("li", {1: 5, 3: "0.333"})])
    await day.orders("wang", {3: 4})
    await day.cancels("li")
    await day.cancels("wang", items=[3])
    assert await sums(day) == plain


async def test_two_buys_in_turns_are_two_buys_one_after_the_other(day: Day) -> None:
    dice = Random(11)
    plans = [baskets(dice), baskets(dice)]
    alone = []
    for plan in plans:
        await run_through(day, plan)
        alone.append(await sums(day))
    numbers = [await day.opens(), await day.opens()]
    for pair in zip(*plans, strict=True):
        for number, (who, wants) in zip(numbers, pair, strict=True):
            await day.orders(who, wants, number=number)
    for number, expected in zip(numbers, alone, strict=True):
        day.number = number
        assert await sums(day) == expected


async def a_whole_day(day: Day) -> None:
    """Orders, a change of mind, a shortage taken back, money, goods handed out and the end."""
    await run_through(day, baskets(Random(3)))
    await day.orders("r1", {2: 9})
    await day.cancels("r2")
    await day.says("r3", wishes({2: 1}, whom="mother"))
    await day.comes(CUTOFF + hours(1))
    await day.leads(lambda books, buy: delivering.fall_short(books, buy, buy.item(2), D(3)))
    await day.leads(lambda books, buy: delivering.reverse_arrival(books, buy, buy.item(2)))
    await day.for_order(ordering.amend, "r4", [Wish(2, D(1))])
    await day.leads(lambda books, buy: delivering.arrive(books, buy, list(buy.items.values())))
    await day.for_order(lambda books, buy, order: settling.confirm(books, order), "r5")
    await day.for_order(verifying.hand_out, "r5")
    await day.leads(delivering.finish, sure=True)
    day.at = OPENED


async def test_a_journal_read_into_an_empty_book_is_the_book(day: Day) -> None:
    await a_whole_day(day)
    await day.opens(title="第二个团")
    await day.leads(closing.cancel_buy, "leader")
    entries = await day.store.reads.journal()
    for _ in range(2):
        book = Book()
        for it in entries:
            book.apply(it.event, it.at)
        assert book == await day.store.stored()
    assert len(entries) >= 60


async def test_every_line_of_the_journal_written_again_is_the_same_text(day: Day) -> None:
    await a_whole_day(day)
    for it in await day.store.reads.journal():
        text = json.dumps(to_json(it.event), ensure_ascii=False)
        again = event_from(event_kind(it.event), json.loads(text))
        assert again == it.event
        assert json.dumps(to_json(again), ensure_ascii=False) == text


async def test_any_beginning_of_the_journal_is_the_book_as_it_was_then(day: Day) -> None:
    await day.opens()
    seen = [(len(await day.store.reads.journal()), await day.store.stored())]
    for who, wants in baskets(Random(5), people=4):
        await day.orders(who, wants)
        seen.append((len(await day.store.reads.journal()), await day.store.stored()))
    await day.comes(CUTOFF + hours(1))
    entries = await day.store.reads.journal()
    for many, then in seen:
        book = Book()
        for it in entries[:many]:
            book.apply(it.event, it.at)
        assert book == then


async def test_of_a_journal_only_the_lines_about_a_buy_are_needed_for_that_buy(day: Day) -> None:
    await a_whole_day(day)
    first = day.number
    await run_through(day, baskets(Random(6), people=3))
    whole = await day.store.folded()
    part = Book()
    for it in await day.store.reads.journal(buy=first):
        part.apply(it.event, it.at)
    assert part.buys == {first: whole.buys[first]}
    assert part.orders == {key: it for key, it in whole.orders.items() if it.buy == first}
