"""Handing out: in parts, back again, and never above what is billed."""

from decimal import Decimal

import pytest

from groupbuy import delivering, errors, verifying
from groupbuy.delivery_errors import FetchedAlready
from groupbuy.events import Picked
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, D, hours


@pytest.fixture(autouse=True)
async def arrived(day: Day) -> None:
    """wang has 3 boxes of strawberries there and a jar of blueberries still to come."""
    await day.opens()
    await day.orders("wang", {1: 3, 2: 1})
    await day.comes(CUTOFF + hours(1))
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)]))


async def hands_out(day: Day, wanted: dict[int, object] | None = None) -> object:
    asked = None if wanted is None else {no: Decimal(str(qty)) for no, qty in wanted.items()}
    return await day.for_order(verifying.hand_out, "wang", asked)


async def waiting(day: Day) -> dict[int, Decimal]:
    return {no: line.waiting for no, line in (await day.order("wang")).lines.items()}


async def test_everything_that_is_there_is_handed_out_and_the_rest_still_waits(day: Day) -> None:
    assert await hands_out(day) == (Picked(1, D(3)),)
    assert await waiting(day) == {1: 0, 2: 1}
    with pytest.raises(errors.NotArrived, match="蓝莓还没到货"):
        await hands_out(day)


async def test_a_part_is_handed_out_and_the_latest_is_taken_back_first(day: Day) -> None:
    await hands_out(day, {1: 1})
    await hands_out(day, {1: "1.5"})
    assert await waiting(day) == {1: D("0.5"), 2: 1}
    assert await day.for_order(verifying.take_back, "wang") == (Picked(1, D("1.5")),)
    assert await waiting(day) == {1: 2, 2: 1}
    await day.for_order(verifying.take_back, "wang")
    with pytest.raises(errors.NoSuchPickup):
        await day.for_order(verifying.take_back, "wang")
    assert await waiting(day) == {1: 3, 2: 1}


async def test_never_more_than_is_billed_is_handed_out(day: Day) -> None:
    with pytest.raises(errors.MoreThanBilled, match="草莓只有3盒可取，不能核销4盒"):
        await hands_out(day, {1: 4})
    await hands_out(day, {1: 2})
    with pytest.raises(errors.MoreThanBilled, match="只有1盒可取"):
        await hands_out(day, {1: 2})
    await day.leads(lambda books, buy: delivering.fall_short(books, buy, buy.item(1), D(1)))
    with pytest.raises(errors.MoreThanBilled, match="只有0盒可取"):
        await hands_out(day, {1: 1})


@pytest.mark.parametrize("qty", ["0", "-1", "NaN", "0.0001", "1E+9"])
async def test_what_is_no_quantity_is_not_handed_out(day: Day, qty: str) -> None:
    with pytest.raises(errors.BadQuantity):
        await hands_out(day, {1: qty})
    assert await waiting(day) == {1: 3, 2: 1}


async def test_what_is_not_there_or_not_offered_is_refused(day: Day) -> None:
    with pytest.raises(errors.NotArrived):
        await hands_out(day, {1: 1, 2: 1})
    with pytest.raises(errors.NoSuchItem):
        await hands_out(day, {9: 1})
    assert await waiting(day) == {1: 3, 2: 1}


async def test_an_order_with_nothing_waiting_says_so(day: Day) -> None:
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(2)]))
    await hands_out(day)
    with pytest.raises(FetchedAlready, match="跟团号 1 已经取完了。记错了回“撤销核销 #1”"):
        await hands_out(day)
