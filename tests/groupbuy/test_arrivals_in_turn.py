"""Goods come point by point, fall short here and there, and are taken back: who is billed what after each step."""

from random import Random

import pytest

from groupbuy import delivering, errors, pickup, settling, verifying
from groupbuy.buy import State
from groupbuy.delivering import expected
from groupbuy.ordering import Wish, amend
from groupbuy.quantity import show
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, POINTS, D, hours

WHO = ("wang", "li", "zhao", "sun", "qian")
AT = {"wang": "north", "li": "north", "zhao": "east", "sun": "clinic", "qian": "east"}


@pytest.fixture(autouse=True)
async def formed(day: Day) -> None:
    """3, 2, 4, 2 and 1 boxes at north, north, east, clinic and east; a jar of blueberries each."""
    await day.opens()
    for who, qty in zip(WHO, (3, 2, 4, 2, 1), strict=True):
        await day.run(lambda books, who=who: pickup.bind(books, who, POINTS[AT[who]]))
        await day.orders(who, {1: qty, 2: 1})
    await day.comes(CUTOFF + hours(1))


async def step(day: Day, what: str) -> None:
    """`come north`, `come east 1` (one short there), `come`, `short 2`, `short 2 east`, `back`."""
    word, *rest = what.split()
    item = (await day.buy()).item(1)
    numbers = [it for it in rest if it.isdecimal()]
    point = next((it for it in rest if not it.isdecimal()), "")
    much = D(numbers[0] if numbers else 0)
    match word:
        case "come":
            await day.leads(lambda books, buy: delivering.arrive(books, buy, [item], point=point, short=much))
        case "short":
            await day.leads(lambda books, buy: delivering.fall_short(books, buy, item, much, point=point))
        case "back":
            await day.leads(lambda books, buy: delivering.reverse_arrival(books, buy, item))


async def billed(day: Day) -> list[int]:
    return [int(it.line(1).billed) for it in await day.store.reads.orders(day.number)]


@pytest.mark.parametrize(
    "plot",
    [
        [
            ("come east 1", [3, 2, 4, 2, 0]),
            ("come north 3", [2, 0, 4, 2, 0]),
            ("come clinic", [2, 0, 4, 2, 0]),
            ("back", [2, 0, 4, 2, 0]),
            ("back", [3, 2, 4, 2, 0]),
            ("back", [3, 2, 4, 2, 1]),
        ],
        [
            ("short 4", [3, 2, 3, 0, 0]),
            ("come east 2", [3, 2, 1, 0, 0]),
            ("come north", [3, 2, 1, 0, 0]),
            ("back", [3, 2, 1, 0, 0]),
            ("come north 1", [3, 1, 1, 0, 0]),
        ],
        [
            ("short 1 clinic", [3, 2, 4, 1, 1]),
            ("short 1 clinic", [3, 2, 4, 0, 1]),
            ("back", [3, 2, 4, 1, 1]),
            ("come", [3, 2, 4, 1, 1]),
            ("short 9", [2, 0, 0, 0, 0]),
            ("back", [3, 2, 4, 1, 1]),
            ("back", [3, 2, 4, 1, 1]),
            ("back", [3, 2, 4, 2, 1]),
        ],
        [("come 12", [0, 0, 0, 0, 0]), ("back", [3, 2, 4, 2, 1]), ("come", [3, 2, 4, 2, 1])],
    ],
)
async def test_after_each_step_exactly_these_are_billed(day: Day, plot: list[tuple[str, list[int]]]) -> None:
    for what, left in plot:
        await step(day, what)
        assert await billed(day) == left, what
        orders = await day.store.reads.orders(day.number)
        item = (await day.buy()).item(1)
        assert expected(item, orders) == sum(left)
        assert expected(item, orders, "east") == left[2] + left[4]
        assert [it.amount for it in orders] == [n * 2500 + 1990 for n in left]


@pytest.mark.parametrize(
    ("before", "what", "refusal"),
    [
        (["come east"], "come east", "草莓已记到货"),
        (["come east"], "come", "草莓已记到货"),
        (["come"], "come clinic", "草莓已记到货"),
        ([], "come east 6", "草莓账上订了5盒，不是6盒"),
        (["short 5 east"], "come east 1", "草莓账上订了0盒，不是1盒"),
        ([], "come pier 1", "草莓账上订了0盒，不是1盒"),
        ([], "short 13", "草莓账上订了12盒，不是13盒"),
        ([], "back", "草莓还没有到货或缺货记录"),
        (["come", "back"], "back", "草莓还没有到货或缺货记录"),
    ],
)
async def test_what_cannot_be_is_refused_and_leaves_no_trace(
    day: Day, before: list[str], what: str, refusal: str
) -> None:
    for it in before:
        await step(day, it)
    buy, lines = await day.buy(), len(await day.store.reads.journal())
    with pytest.raises(errors.Refusal, match=refusal):
        await step(day, what)
    assert await day.buy() == buy
    assert len(await day.store.reads.journal()) == lines


async def test_of_several_items_one_that_is_there_already_stops_them_all(day: Day) -> None:
    await step(day, "come north")
    with pytest.raises(errors.ArrivedAlready, match="草莓"):
        await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(2), buy.item(1)]))
    buy = await day.buy()
    assert (buy.items[2].arrived, buy.last_arrival) == (frozenset(), 1)


async def test_a_point_where_nobody_ordered_is_arrived_at_and_nobody_told(day: Day) -> None:
    there = await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)], point="pier"))
    assert there == []
    assert (await day.buy()).state is State.ARRIVED
    assert [it for who in WHO for it in await day.kinds_told(f"resident:{who}")] == []


async def test_the_same_mistake_made_twice_is_told_and_withdrawn_twice(day: Day) -> None:
    for _ in range(2):
        await step(day, "come east 1")
        await step(day, "back")
    assert await day.kinds_told("resident:qian") == ["shorted", "shortage_lifted"] * 2
    assert await day.kinds_told("resident:zhao") == ["arrived", "arrival_withdrawn"] * 2
    assert await day.kinds_told("resident:wang") == []
    assert (await day.buy()).last_arrival == 2, "the number of an arrival is never given again"


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_came_and_fell_short_taking_all_back_is_as_if_nothing_had(day: Day, seed: int) -> None:
    dice, before = Random(seed), await day.store.reads.orders(day.number)
    words = ["come north", "come east 1", "come clinic 2", "come", "short 1", "short 3", "short 2 east"]
    done = 0
    for _ in range(7):
        try:
            await step(day, dice.choice(words))
            done += 1
        except errors.Refusal:
            continue
        assert sum(await billed(day)) + sum(it.line(1).short for it in await orders(day)) == 12
    assert len((await day.buy()).arrivals) == done
    assert done > 0
    for _ in range(done):
        await step(day, "back")
    assert await orders(day) == before
    assert ((await day.buy()).arrivals, (await day.buy()).items[1].arrived) == ({}, frozenset())


async def orders(day: Day):
    return await day.store.reads.orders(day.number)


async def confirmed(day: Day, who: str) -> int:
    return await day.for_order(lambda books, buy, order: settling.confirm(books, order), who)


async def test_money_follows_a_shortage_back_and_forth(day: Day) -> None:
    assert await confirmed(day, "qian") == 4490
    await step(day, "short 1")
    assert (await day.order("qian")).owed == -2500
    assert [it.resident for it in settling.unpaid(await orders(day))] == list(WHO), "and who is owed"
    with pytest.raises(errors.NothingToPay):
        await day.run(lambda books: settling.claim(books, "qian"))
    assert await confirmed(day, "qian") == -2500
    await step(day, "back")
    assert (await day.order("qian")).owed == 2500
    assert [it.resident for it in await day.run(lambda books: settling.claim(books, "qian"))] == ["qian"]
    assert (await day.order("qian")).claimed
    assert await confirmed(day, "qian") == 2500
    assert await confirmed(day, "qian") == 0
    order = await day.order("qian")
    assert (order.owed, order.paid, order.claimed) == (0, 4490, False)


async def test_a_leader_who_amends_after_a_shortage_bills_what_comes(day: Day) -> None:
    await step(day, "short 3")  # qian's one and both of sun's
    assert await billed(day) == [3, 2, 4, 0, 0]
    await day.for_order(amend, "sun", [Wish(1, D(3))])
    assert (await day.order("sun")).line(1).billed == 1, "three ordered, two of which do not come"
    await day.for_order(amend, "sun", [Wish(1, D(0))])
    await step(day, "back")
    assert await billed(day) == [3, 2, 4, 0, 1], "what is no longer wanted does not come back"
    assert (await day.buy()).items[1].taken == 10


async def test_what_is_handed_out_at_one_point_does_not_stop_another_from_being_corrected(day: Day) -> None:
    await step(day, "come north")
    await step(day, "come east 1")
    await day.for_order(verifying.hand_out, "wang")
    await step(day, "back")
    assert await billed(day) == [3, 2, 4, 2, 1]
    with pytest.raises(errors.PickedSince, match="草莓已有人取走"):
        await step(day, "back")


@pytest.mark.parametrize("seed", range(4))
async def test_handing_out_and_taking_back_at_random_is_a_stack(day: Day, seed: int) -> None:
    dice, stack, said = Random(seed), [], []
    await step(day, "come")
    for _ in range(24):
        assert (await day.order("zhao")).line(1).picked == sum(stack)
        qty = dice.choice([D("0.5"), D(1), D("1.5"), D(3)])
        try:
            if dice.random() < 0.4:
                await day.for_order(verifying.take_back, "zhao")
                stack.pop()
            else:
                await day.for_order(verifying.hand_out, "zhao", {1: qty})
                stack.append(qty)
        except errors.NoSuchPickup:
            assert stack == []
        except errors.MoreThanBilled as refused:
            said.append((refused.facts["most"], show(4 - sum(stack, D(0)))))
    assert sum(stack) <= 4
    assert said
    assert all(most == left for most, left in said), "what can still be fetched is what is said"
