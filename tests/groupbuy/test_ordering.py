"""Ordering on the real store: totals, more, less, for others, within stock and limits, or refused by name."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from groupbuy import errors, opening, ordering
from groupbuy.directory import Limits
from groupbuy.ordering import DISTRUST_AHEAD, Wish, spoken_at, worth
from tests.groupbuy.day import Day, wishes
from tests.groupbuy.made import CUTOFF, OPENED, SHANGHAI, D, a_directory


@pytest.fixture(autouse=True)
async def opened(day: Day) -> None:
    await day.opens()


async def test_an_order_has_a_number_a_code_a_point_and_an_amount(day: Day) -> None:
    placed = (await day.says("wang", wishes({1: 2, 3: "1.5"})))[0]
    order = placed.order
    assert (order.seq_no, order.resident, order.placed_by, order.point) == (1, "wang", "wang", "north")
    assert len(order.code) == 6
    assert order.code.isdigit()
    assert order.amount == 2 * 2500 + 5970 == worth(placed.changes)
    assert (placed.new, placed.provisional) == (True, True)
    assert (await day.buy()).items[1].taken == 2


async def test_said_again_is_the_new_total_and_unnamed_items_stay(day: Day) -> None:
    await day.orders("wang", {1: 2, 2: 1})
    order = await day.orders("wang", {1: 3})
    assert {no: line.ordered for no, line in order.lines.items()} == {1: 3, 2: 1}
    assert (await day.buy()).items[1].taken == 3


@pytest.mark.parametrize(
    ("mode", "qty", "after"), [("add", 1, 3), ("sub", 1, 1), ("sub", 5, 0), ("set", 0, 0)]
)
async def test_more_and_less_count_from_what_stands(day: Day, mode: str, qty: int, after: int) -> None:
    await day.orders("wang", {1: 2})
    assert (await day.orders("wang", {1: qty}, mode)).line(1).ordered == after
    assert (await day.buy()).items[1].taken == after


async def test_one_item_named_twice_in_a_message_adds_up(day: Day) -> None:
    placed = await day.says("wang", [Wish(1, D(1)), Wish(2, D(1)), Wish(1, D(2))])
    assert placed[0].order.line(1).ordered == 3
    placed = await day.says("wang", [Wish(1, D(1)), Wish(1, D(1), "add")])
    assert placed[0].order.line(1).ordered == 2


async def test_participation_numbers_count_up_and_are_kept_when_cancelled(day: Day) -> None:
    assert [(await day.orders(who, {2: 1})).seq_no for who in ("a", "b", "c")] == [1, 2, 3]
    await day.cancels("b")
    assert (await day.orders("d", {2: 1})).seq_no == 4
    back = await day.orders("b", {2: 2})
    assert (back.seq_no, back.amount) == (2, 3980)


async def test_cancelling_gives_everything_back_or_only_what_is_named(day: Day) -> None:
    await day.orders("wang", {1: 2, 2: 1})
    placed = await day.cancels("wang", items=[1])
    assert [(it.item.no, it.before, it.after) for it in placed[0].changes] == [(1, 2, 0)]
    assert (await day.order("wang")).amount == 1990
    await day.cancels("wang")
    assert not (await day.order("wang")).active
    assert [it.taken for it in (await day.buy()).items.values()] == [0, 0, 0]


async def test_nothing_ordered_is_nothing_to_cancel(day: Day) -> None:
    with pytest.raises(errors.NothingOrdered, match="1号团还没订"):
        await day.cancels("wang")
    await day.orders("wang", {1: 1})
    with pytest.raises(errors.NothingOrdered):
        await day.cancels("wang", items=[2])
    with pytest.raises(errors.NothingOrdered):
        await day.orders("li", {1: 1}, "sub")
    assert await day.store.reads.order_of(day.number, "li") is None, "a refused first order leaves no number"


async def test_an_order_for_somebody_else_is_theirs_placed_by_the_sender(day: Day) -> None:
    guest = (await day.run(lambda books: books.guest_of("wang", "妈妈"))).id
    placed = await day.says("wang", [Wish(1, D(1)), Wish(1, D(2), whom=guest)])
    assert [(it.order.resident, it.order.placed_by, it.order.seq_no) for it in placed] == [
        ("wang", "wang", 1),
        (guest, "wang", 2),
    ]
    assert placed[0].order.code != placed[1].order.code
    await day.cancels("wang", whom=guest)
    assert (await day.order("wang")).active
    assert not (await day.order(guest)).active


async def test_nobody_changes_or_cancels_another_persons_order(day: Day) -> None:
    await day.orders("wang", {1: 2})
    with pytest.raises(errors.NotYourOrder):
        await day.says("li", [Wish(1, D(1), whom="wang")])
    with pytest.raises(errors.NotYourOrder):
        await day.cancels("li", whom="wang")
    assert (await day.order("wang")).line(1).ordered == 2


async def test_a_limit_counts_own_and_ordered_for_together(day: Day) -> None:
    await day.orders("wang", {1: 3})
    with pytest.raises(errors.OverLimit, match=r"每人限购5盒.*现在是6盒"):
        await day.says("wang", [Wish(1, D(3), whom="mother")])
    await day.says("wang", [Wish(1, D(2), whom="mother")])
    with pytest.raises(errors.OverLimit):
        await day.orders("wang", {1: 1}, "add")
    await day.orders("wang", {1: 2})
    await day.says("wang", [Wish(1, D(3), whom="mother")])


async def test_a_limit_met_is_no_reason_to_refuse_less_or_other_things(day: Day) -> None:
    await day.orders("wang", {1: 5})
    await day.orders("wang", {2: 3})
    assert (await day.orders("wang", {1: 1}, "sub")).line(1).ordered == 4


async def test_what_is_sold_out_says_what_is_left_and_books_nothing_of_the_message(day: Day) -> None:
    for n in range(3):
        await day.orders(f"r{n}", {1: 5})
    await day.orders("r3", {1: 3})
    with pytest.raises(errors.SoldOut, match="草莓只剩2盒了，再要3盒不够"):
        await day.orders("wang", {2: 4, 1: 3})
    assert await day.store.reads.order_of(day.number, "wang") is None
    assert (await day.orders("wang", {1: 2})).seq_no == 5, "no number was used up"
    assert (await day.buy()).items[1].left == 0
    await day.orders("r0", {1: 4})
    await day.orders("wang", {1: 3})


async def test_fractions_of_a_stock_are_taken_exactly(day: Day) -> None:
    await day.orders("wang", {3: "12.4"})
    with pytest.raises(errors.SoldOut, match=r"只剩0\.1斤"):
        await day.orders("li", {3: "0.2"})
    await day.orders("li", {3: "0.1"})
    assert (await day.buy()).items[3].left == 0


async def test_later_quantities_cost_the_later_price(day: Day) -> None:
    await day.orders("wang", {1: 2})
    await day.leads(lambda books, buy: opening.reprice(books, buy, buy.item(1), 3000))
    assert (await day.orders("wang", {1: 3})).amount == 2 * 2500 + 3000
    assert (await day.orders("li", {1: 1})).amount == 3000
    assert (await day.orders("wang", {1: 2})).amount == 2 * 2500


@pytest.mark.parametrize("qty", ["0.0001", "-1", "NaN", "sNaN", "Infinity", "1E+9", "100000"])
async def test_a_quantity_that_is_none_is_refused_early_or_late(day: Day, qty: str) -> None:
    for sent in (CUTOFF - timedelta(hours=1), CUTOFF + timedelta(hours=1)):
        day.at = sent
        with pytest.raises(errors.BadQuantity):
            await day.says("wang", [Wish(1, Decimal(qty))], sent_at=sent)
    assert await day.store.reads.orders(day.number) == []
    assert await day.store.reads.late_orders(day.number) == []


async def test_more_than_the_operator_allows_at_once_is_sent_to_the_leader(day: Day) -> None:
    with pytest.raises(errors.TooMuch, match="一次最多99盒，要更多请直接找梅姐"):
        await day.orders("wang", {2: 100})
    day.directory = a_directory(limits=Limits(max_lines_per_message=2, max_order_amount=10_000))
    with pytest.raises(errors.TooManyLines):
        await day.orders("wang", {1: 1, 2: 1, 3: 1})
    with pytest.raises(errors.AmountTooHigh, match="一单最多100元"):
        await day.orders("wang", {2: 6})
    await day.orders("wang", {2: 5})


async def test_the_same_again_is_no_change_and_an_unknown_item_is_refused(day: Day) -> None:
    await day.orders("wang", {1: 2})
    with pytest.raises(errors.NothingChanged):
        await day.orders("wang", {1: 2})
    with pytest.raises(errors.NoSuchItem):
        await day.orders("wang", {9: 1})
    with pytest.raises(errors.NoSuchBuy):
        await day.orders("wang", {1: 1}, number=99)


async def test_a_remark_is_kept_beside_its_line(day: Day) -> None:
    placed = await day.says("wang", [Wish(1, D(1), note="要熟一点的")])
    assert await day.store.reads.notes(day.number) == {(placed[0].order.id, 1): "要熟一点的"}


async def test_a_leader_amends_an_order_and_its_owner_is_told(day: Day) -> None:
    await day.orders("wang", {1: 2})
    await day.for_order(ordering.amend, "wang", wishes({1: 1, 2: 1}))
    order = await day.order("wang")
    assert {no: line.ordered for no, line in order.lines.items()} == {1: 1, 2: 1}
    told = await day.told("resident:wang", "amended")
    assert told == ["【1号团】团长帮你改了单，你的订单（1号）现为 草莓1盒、蓝莓1盒，44.9元。"]
    await day.for_order(ordering.amend, "wang", wishes({1: 0, 2: 0}))
    assert "已取消，0元" in (await day.told("resident:wang", "amended"))[-1]


async def test_amending_one_who_was_ordered_for_keeps_who_ordered(day: Day) -> None:
    await day.says("wang", [Wish(1, D(1), whom="mother")])
    await day.for_order(ordering.amend, "mother", wishes({1: 2}))
    order = await day.order("mother")
    assert (order.placed_by, order.line(1).ordered) == ("wang", 2)
    assert await day.kinds_told("resident:wang") == ["amended"]


@pytest.mark.parametrize(
    ("ahead", "distrusted"), [(timedelta(0), False), (DISTRUST_AHEAD, False), (DISTRUST_AHEAD * 2, True)]
)
def test_a_time_far_in_the_future_is_distrusted(ahead: timedelta, distrusted: bool) -> None:
    assert spoken_at(OPENED + ahead, OPENED) == (OPENED if distrusted else OPENED + ahead)
    assert spoken_at(None, OPENED) == OPENED
    assert spoken_at((OPENED - ahead).astimezone(SHANGHAI), OPENED) == OPENED - ahead


async def test_every_amount_owed_has_its_cause_in_the_journal(day: Day) -> None:
    order = await day.orders("wang", {1: 2})
    await day.orders("wang", {1: 3})
    entries: list[Any] = [it.event for it in await day.store.reads.journal(order=order.id)]
    assert [(type(it).__name__, getattr(it, "because", None)) for it in entries] == [
        ("OrderPlaced", None),
        ("PickupSet", None),
        ("QtyChanged", "resident"),
        ("QtyChanged", "resident"),
    ]
    assert sum((it.after - it.before) * it.price for it in entries[2:]) == (await day.order("wang")).amount
