"""What one person may have counts what they order for mother, neighbour and themself, in one buy."""

import pytest

from groupbuy import errors
from groupbuy.ordering import Wish
from tests.groupbuy.day import Day, wishes
from tests.groupbuy.made import D, a_directory, offered

Said = tuple[str, str, object]
"""Who says it, for whom ("" for themself), how many boxes of strawberries (five at most)."""


async def say(day: Day, said: Said, mode: str = "set") -> None:
    who, whom, qty = said
    await day.says(who, wishes({1: qty}, mode, whom))


async def boxes(day: Day) -> dict[str, object]:
    return {it.resident: it.line(1).ordered for it in await day.store.reads.orders(day.number)}


@pytest.mark.parametrize(
    ("before", "too_much", "wanted"),
    [
        ([("wang", "", 5)], ("wang", "", 6), "6"),
        ([("wang", "", 5)], ("wang", "mother", "0.001"), "5.001"),
        ([("wang", "mother", 5)], ("wang", "", 1), "6"),
        ([("wang", "", 2), ("wang", "mother", 2)], ("wang", "uncle", 2), "6"),
        ([("wang", "", 2), ("wang", "mother", 2)], ("wang", "mother", 4), "6"),
        ([("wang", "a", 1), ("wang", "b", 1), ("wang", "c", 1), ("wang", "d", 1)], ("wang", "e", 2), "6"),
        ([("wang", "mother", 2)], ("mother", "", 6), "6"),
    ],
)
async def test_one_over_the_limit_is_refused_with_the_sum_and_changes_nothing(
    day: Day, before: list[Said], too_much: Said, wanted: str
) -> None:
    await day.opens()
    for said in before:
        await say(day, said)
    stands = await boxes(day)
    with pytest.raises(errors.OverLimit) as refused:
        await say(day, too_much)
    assert str(refused.value) == f"草莓每人限购5盒（帮别人订的也算），现在是{wanted}盒"
    assert await boxes(day) == stands
    assert (await day.buy()).items[1].taken == sum(stands.values(), D(0))


@pytest.mark.parametrize(
    "said",
    [
        [("wang", "", 5), ("li", "", 5)],
        [("wang", "mother", 5), ("li", "uncle", 5)],
        [("wang", "", 5), ("wang", "", 1), ("wang", "mother", 4)],
        [("wang", "mother", 5), ("wang", "mother", 0), ("wang", "", 5)],
        [("wang", "mother", 3), ("mother", "", 5)],
        [("wang", "", "2.5"), ("wang", "mother", "2.5")],
    ],
)
async def test_up_to_the_limit_it_may_be_for_anybody(day: Day, said: list[Said]) -> None:
    await day.opens()
    for it in said:
        await say(day, it)
    last = {(whom or who): D(str(qty)) for who, whom, qty in said}
    assert {who: qty for who, qty in (await boxes(day)).items() if qty} == {
        who: qty for who, qty in last.items() if qty
    }


async def test_a_message_for_three_people_stands_or_falls_as_a_whole(day: Day) -> None:
    await day.opens()
    for_all = [Wish(1, D(2), whom=whom) for whom in ("", "mother", "uncle")]
    with pytest.raises(errors.OverLimit, match="现在是6盒"):
        await day.says("wang", for_all)
    assert await boxes(day) == {}
    await day.says("wang", [*for_all[:2], Wish(1, D(1), whom="uncle")])
    assert await boxes(day) == {"wang": 2, "mother": 2, "uncle": 1}
    assert [it.seq_no for it in await day.store.reads.orders(day.number)] == [1, 2, 3]


async def test_a_mother_who_was_ordered_too_much_for_may_only_take_less(day: Day) -> None:
    """Five through her son and one of her own would be six: hers alone are what counts for her."""
    await day.opens()
    await say(day, ("wang", "mother", 5))
    with pytest.raises(errors.OverLimit):
        await say(day, ("mother", "", 1), mode="add")
    await say(day, ("mother", "", 2), mode="sub")
    await say(day, ("wang", "", 2))
    assert await boxes(day) == {"mother": 3, "wang": 2}


async def test_another_buy_has_a_limit_of_its_own(day: Day) -> None:
    await day.opens()
    await say(day, ("wang", "", 5))
    await day.opens()
    await say(day, ("wang", "", 5))
    with pytest.raises(errors.OverLimit):
        await say(day, ("wang", "mother", 1))


async def test_a_limit_on_one_thing_is_none_on_another(day: Day) -> None:
    await day.opens()
    await say(day, ("wang", "", 5))
    await day.orders("wang", {2: 50})
    await day.says("wang", wishes({2: 50}, whom="mother"))
    with pytest.raises(errors.OverLimit, match="草莓"):
        await day.says("wang", [Wish(2, D(51)), Wish(1, D(6))])
    assert (await day.order("wang")).line(2).ordered == 50


async def test_a_stock_smaller_than_the_limit_is_what_is_said(day: Day) -> None:
    (strawberry, *_) = offered()
    few = type(strawberry)(1, "草莓", "盒", 2500, stock=D(2), limit=D(5))
    await day.opens(items=(few,))
    with pytest.raises(errors.SoldOut, match="草莓只剩2盒了，再要3盒不够"):
        await say(day, ("wang", "", 3))
    await say(day, ("wang", "mother", 2))
    with pytest.raises(errors.SoldOut, match="草莓已经订完了"):
        await say(day, ("li", "", 1))


async def test_the_highest_amount_is_of_each_order_not_of_all_together(day: Day) -> None:
    limits = type(day.directory.limits)(max_order_amount=10_000)
    day.directory = a_directory(limits=limits)
    await day.opens()
    await day.orders("wang", {2: 5})  # 99.50
    await day.says("wang", wishes({2: 5}, whom="mother"))
    with pytest.raises(errors.AmountTooHigh, match="一单最多100元，要更多请直接找梅姐"):
        await day.says("wang", wishes({2: 6}, whom="mother"))
    with pytest.raises(errors.AmountTooHigh):
        await day.orders("wang", {3: "0.02"})
    await day.orders("wang", {3: "0.01"})  # 0.398, forty fen: 99.90
    assert ((await day.order("wang")).amount, (await day.order("mother")).amount) == (9990, 9950)


@pytest.mark.parametrize("lines", [30, 31])
async def test_a_message_has_so_many_lines_and_not_one_more(day: Day, lines: int) -> None:
    await day.opens()
    said = [Wish(2, D(1), whom=f"guest{n}") for n in range(lines)]
    if lines > 30:
        with pytest.raises(errors.TooManyLines, match="一条消息最多写30样"):
            await day.says("wang", said)
    else:
        assert len(await day.says("wang", said)) == 30
