"""Early or late is decided by when a message was sent, whenever and in whatever order it is handled."""

import random
from datetime import datetime, timedelta

import pytest

from groupbuy import closing, delivering, errors, ordering
from groupbuy.buy import Minimum, State
from groupbuy.ordering import Wish
from tests.groupbuy.day import Day, wishes
from tests.groupbuy.made import CUTOFF, DIRECTORY, D, hours, minutes

GRACE = DIRECTORY.limits.grace
CLOSES = CUTOFF + GRACE
SECOND = timedelta(seconds=1)


async def late_list(day: Day) -> list[tuple[int, str, bool, bool]]:
    return [
        (it.no, it.resident, it.on_time, it.accepted) for it in await day.store.reads.late_orders(day.number)
    ]


@pytest.mark.parametrize("after", [timedelta(0), SECOND, GRACE])
async def test_an_order_up_to_the_grace_is_on_time(day: Day, after: timedelta) -> None:
    await day.opens()
    day.at = CUTOFF + after
    assert (await day.orders("wang", {1: 2})).line(1).ordered == 2


async def test_a_late_order_is_refused_with_what_to_do_next_and_kept(day: Day) -> None:
    await day.opens()
    day.at = CLOSES + SECOND
    with pytest.raises(errors.TooLate, match="1号团20:00已截单，这单记在迟单 1，梅姐同意就算数"):
        await day.orders("wang", {1: 2})
    with pytest.raises(errors.TooLate, match="迟单 2"):
        await day.orders("li", {1: 1}, "add")
    assert await late_list(day) == [(1, "wang", False, False), (2, "li", False, False)]
    assert await day.store.reads.orders(day.number) == []
    assert await day.told("leader:mei") == [
        "【1号团】迟单 1：3-1203 王姐 要 草莓2盒。收下请回“收迟单 1”",
        "【1号团】迟单 2：3-1203 王姐 要 加草莓1盒。收下请回“收迟单 2”",
    ]


async def test_a_late_wish_for_less_is_told_as_less(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 3, 2: 1})
    await day.comes(CLOSES)
    day.at = CLOSES + minutes(2)
    with pytest.raises(errors.TooLate):
        await day.says("wang", [Wish(1, D(1), "sub"), Wish(2, D(0))])
    assert "要 减草莓1盒、取消蓝莓。" in (await day.told("leader:mei", "late_order_kept"))[0]


async def test_sent_in_time_but_handled_after_the_close_is_booked_and_the_leader_corrected(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 2})
    assert await day.comes(CLOSES) == ["cutoff_soon", "cutoff_soon", "close"]
    day.at = CLOSES + minutes(5)
    await day.orders("li", {2: 1}, sent_at=CUTOFF)
    assert (await day.buy()).state is State.CLOSED
    told = await day.told("leader:mei", "summary_corrected")
    assert told == [
        "【1号团】汇总有更正：3-1203 王姐（2号）现为 蓝莓1盒\n更正后 2单，69.9元\n草莓 2盒（1户）\n蓝莓 1盒（1户）"
    ]


async def test_sent_in_time_is_booked_once_formed_too_but_after_purchasing_it_is_listed(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 2})
    await day.comes(CLOSES + minutes(31))
    assert (await day.buy()).state is State.FORMED
    await day.orders("li", {2: 1}, sent_at=CUTOFF)
    await day.leads(closing.order_goods)
    with pytest.raises(errors.TooLateToBook, match="已在采购，你是截单前发的，记在迟单 1，等梅姐确认"):
        await day.orders("zhao", {2: 1}, sent_at=CUTOFF)
    assert await late_list(day) == [(1, "zhao", True, False)]
    assert "（截单前发的）" in (await day.told("leader:mei", "late_order_kept"))[0]


async def test_an_on_time_order_handled_late_can_carry_a_buy_over_its_minimum(day: Day) -> None:
    await day.opens(Minimum("orders", 2))
    await day.orders("wang", {1: 2})
    await day.comes(CLOSES)
    assert (await day.buy()).state is State.NOT_FORMED
    await day.orders("li", {1: 1}, sent_at=CUTOFF)
    assert (await day.buy()).state is State.FORMED
    assert "formed" in await day.kinds_told("chat:garden-1")


async def test_cancelling_in_time_counts_when_it_is_handled_late(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 2})
    await day.comes(CLOSES)
    day.at = CLOSES + minutes(1)
    await day.cancels("wang", sent_at=CUTOFF)
    assert not (await day.order("wang")).active
    assert "现为 已取消" in (await day.told("leader:mei", "summary_corrected"))[0]


async def test_a_platform_time_far_in_the_future_or_absent_counts_as_received(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1}, sent_at=CUTOFF + hours(5))
    day.at = CLOSES + SECOND
    with pytest.raises(errors.TooLate):
        await day.orders("li", {1: 1}, sent_at=CUTOFF + hours(5))
    with pytest.raises(errors.TooLate):
        await day.run(lambda books: ordering.place(books, day.number, "li", wishes({1: 1}), sent_at=None))


async def test_sent_in_time_still_needs_stock(day: Day) -> None:
    await day.opens()
    for n in range(4):
        await day.orders(f"r{n}", {1: 5})
    await day.comes(CLOSES)
    with pytest.raises(errors.SoldOut):
        await day.orders("wang", {1: 1}, sent_at=CUTOFF)


async def test_the_leader_accepts_a_late_order_once(day: Day) -> None:
    await day.opens()
    await day.comes(CLOSES + minutes(31))
    with pytest.raises(errors.TooLate):
        await day.says("wang", wishes({1: 2, 3: "1.5"}))
    placed = await day.leads(ordering.accept_late, 1)
    assert placed[0].order.amount == 5000 + 5970
    assert await late_list(day) == [(1, "wang", False, True)]
    assert (await day.told("resident:wang"))[0].startswith(
        "【1号团】团长收下了你的迟单，你的订单（1号）现为 草莓2盒、排骨1.5斤"
    )
    assert "summary_corrected" in await day.kinds_told("leader:mei")
    for no in (1, 2):
        with pytest.raises(errors.NoSuchLate):
            await day.leads(ordering.accept_late, no)


async def test_an_accepted_late_order_is_held_to_stock_and_limits(day: Day) -> None:
    await day.opens()
    for n in range(4):
        await day.orders(f"r{n}", {1: 5})
    day.at = CLOSES + SECOND
    for wanted in ({1: 1}, {2: 1}):
        with pytest.raises(errors.TooLate):
            await day.orders("wang", wanted)
    with pytest.raises(errors.SoldOut):
        await day.leads(ordering.accept_late, 1)
    assert await late_list(day) == [(1, "wang", False, False), (2, "wang", False, False)]
    await day.leads(ordering.accept_late, 2)


async def test_when_the_goods_are_there_nothing_is_accepted_or_amended_any_more(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 2})
    day.at = CLOSES + minutes(1)
    with pytest.raises(errors.TooLate):
        await day.orders("li", {1: 1})
    await day.comes(CLOSES + minutes(31))
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)]))
    with pytest.raises(errors.BuyOver, match="已到货"):
        await day.leads(ordering.accept_late, 1)
    with pytest.raises(errors.BuyOver):
        await day.for_order(ordering.amend, "wang", wishes({1: 1}))
    for sent in (CUTOFF, day.at):
        with pytest.raises(errors.BuyOver):
            await day.orders("zhao", {1: 1}, sent_at=sent)


async def test_a_draft_takes_no_orders(day: Day) -> None:
    await day.opens()
    await day.leads(closing.cancel_buy, "leader")
    with pytest.raises(errors.BuyOver, match="1号团已取消，不能再改了"):
        await day.orders("wang", {1: 1})
    assert await late_list(day) == []


async def outcome(day: Day, who: str, sent_at: datetime, handled_at: datetime) -> bool:
    day.at = handled_at
    try:
        await day.orders(who, {2: 1}, sent_at=sent_at)
    except errors.TooLate:
        return False
    return True


async def in_any_order(day: Day, seed: int) -> None:
    """Messages sent around the cutoff and its grace, handled before, during and after the close."""
    dice = random.Random(seed)
    await day.opens()
    sent = [
        edge + timedelta(milliseconds=dice.randrange(-2000, 2001))
        for edge in (CUTOFF, CLOSES)
        for _ in range(12)
    ]
    sent += [CLOSES, CLOSES + timedelta(microseconds=1)]
    messages = list(enumerate(sent))
    dice.shuffle(messages)
    handled = sorted(
        max(at, CUTOFF + timedelta(seconds=dice.choice([-1, 30, 59, 60, 61, 300, 2400])))
        + timedelta(milliseconds=dice.choice([0, 200]))
        for _, at in messages
    )
    closed = False
    for (n, at), when in zip(messages, handled, strict=True):
        if when >= CLOSES and not closed and dice.random() < 0.5:
            await day.comes(when)
            closed = True
        # Nothing is handled before it was sent; a platform's clock may be ahead of ours by less than the trust.
        assert await outcome(day, f"r{n}", at, max(when, at)) == (at <= CLOSES), (seed, n, at)
    on_time = {f"r{n}" for n, at in messages if at <= CLOSES}
    assert {it.resident for it in await day.store.reads.orders(day.number)} == on_time
    assert {it.resident for it in await day.store.reads.late_orders(day.number)} == {
        f"r{n}" for n, _ in messages
    } - on_time


@pytest.mark.parametrize("seed", range(10))
async def test_the_outcome_is_the_sent_time_alone_in_any_order_of_handling(day: Day, seed: int) -> None:
    """T1; the short form of what tests/faults tries with many more seeds."""
    await in_any_order(day, seed)
