"""Cutoff, forming or not, the leader's ways out, and what downtime does not change."""

import pytest

from groupbuy import closing, errors, passing, settling
from groupbuy.buy import Minimum, State
from groupbuy.directory import Reminders
from tests.groupbuy.day import Day, wishes
from tests.groupbuy.made import CUTOFF, DIRECTORY, OPENED, QUIET, a_directory, at_home, hours, minutes

CLOSES = CUTOFF + DIRECTORY.limits.grace
FORMS = CLOSES + DIRECTORY.reminders.reopen_within
TWO = Minimum("orders", 2)


async def state(day: Day) -> State:
    return (await day.buy()).state


async def test_a_buy_without_a_minimum_closes_and_forms_by_itself(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 2})
    assert await day.comes(CUTOFF) == ["cutoff_soon", "cutoff_soon"]
    assert await day.comes(CLOSES) == ["close"]
    assert await state(day) is State.CLOSED
    assert await day.comes(FORMS) == ["form"]
    assert await state(day) is State.FORMED
    assert await day.comes(FORMS + hours(99)) == []


async def test_group_and_leader_get_the_closing_note_with_the_summary(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 2})
    await day.orders("li", {1: 1, 3: "1.5"})
    await day.comes(CLOSES)
    assert (await day.told("chat:garden-1", "closed"))[0] == (
        "【1号团】周末水果 已截单，共2户\n草莓 3盒（2户）\n排骨 1.5斤（1户）\n取货 11月22日(日) 17:00–20:00，到货再通知。"
    )
    assert (await day.told("leader:mei"))[0] == (
        "【1号团】周末水果 截单汇总：2单，134.7元，已收0元\n草莓 3盒（2户）\n排骨 1.5斤（1户）\n"
        "下单给供货商后回“已采购 1”；要接着收单回“重开 1 30分钟”。"
    )
    assert await day.kinds_told("chat:garden-2") == ["opened", "closed"]


async def test_nobody_ordered_is_said_plainly(day: Day) -> None:
    await day.opens()
    await day.comes(CLOSES)
    assert (await day.told("chat:garden-1", "closed"))[0] == (
        "【1号团】周末水果 已截单，共0户\n没有人下单\n还开不开，团长决定后告诉大家。"
    )
    assert (await day.told("leader:mei"))[0].endswith(
        "没有人下单\n不开了回“取消团购 1”；要接着收单回“重开 1 30分钟”。"
    )


async def test_an_empty_list_goes_to_no_supplier(day: Day) -> None:
    await day.opens()
    await day.comes(CLOSES)
    with pytest.raises(errors.EmptyBuy, match="1号团没有人下单，回“取消团购 1”"):
        await day.leads(closing.order_goods)
    await day.comes(FORMS)
    with pytest.raises(errors.EmptyBuy):
        await day.leads(closing.order_goods)
    await day.leads(closing.cancel_buy, "leader")
    assert await state(day) is State.CANCELLED


async def test_each_reminder_is_told_once_with_what_is_missing(day: Day) -> None:
    await day.opens(TWO)
    await day.orders("wang", {1: 1})
    await day.comes(CUTOFF - hours(2))
    await day.comes(CUTOFF - hours(1))
    assert await day.told("chat:garden-1", "cutoff_soon") == [
        "【1号团】周末水果 11月21日(六) 20:00 截单，已有1户下单，还差1户成团。还要的请直接说。"
    ]
    await day.orders("li", {1: 1})
    await day.comes(CUTOFF - minutes(15))
    told = await day.told("chat:garden-1", "cutoff_soon")
    assert len(told) == 2
    assert "还差" not in told[1]


async def test_reminders_that_fall_on_one_moment_are_told_once(day: Day) -> None:
    day.directory = a_directory(quiet=QUIET)
    await day.opens(cutoff_at=at_home("2026-11-22 07:00"))
    assert await day.comes(at_home("2026-11-21 21:59")) == ["cutoff_soon", "cutoff_soon"]
    assert len(await day.told("chat:garden-1", "cutoff_soon")) == 1


async def test_after_downtime_only_one_reminder_is_told_and_none_after_the_cutoff(day: Day) -> None:
    await day.opens()
    await day.comes(CUTOFF - minutes(10))
    assert len(await day.told("chat:garden-1", "cutoff_soon")) == 1
    await day.opens(title="第二个团")
    await day.comes(CUTOFF + minutes(10))
    assert len(await day.told("chat:garden-1", "cutoff_soon")) == 1


@pytest.mark.parametrize(
    ("minimum", "formed"),
    [
        (Minimum("orders", 2), True),
        (Minimum("orders", 3), False),
        (Minimum("units", 4), True),
        (Minimum("units", 5), False),
        (Minimum("amount", 11_965), True),
        (Minimum("amount", 11_966), False),
    ],
)
async def test_a_minimum_is_reached_in_its_own_measure(day: Day, minimum: Minimum, formed: bool) -> None:
    await day.opens(minimum)
    await day.orders("wang", {1: 2})
    await day.orders("li", {2: 1, 3: "1.25"})
    await day.comes(CLOSES)
    assert await state(day) is (State.CLOSED if formed else State.NOT_FORMED)


async def missed(day: Day) -> None:
    day.at = OPENED
    await day.opens(TWO)
    await day.orders("wang", {1: 2})
    await day.comes(CLOSES)
    assert await state(day) is State.NOT_FORMED


async def test_a_missed_minimum_asks_the_leader_and_says_what_each_way_out_does(day: Day) -> None:
    await missed(day)
    asked = await day.told("leader:mei", "not_formed")
    assert "没到起订量（1户/2户）" in asked[0]
    for way in ("延长 1", "照常成团 1", "取消团购 1", "到 11月21日(六) 23:01 没有答复就自动取消"):
        assert way in asked[0]
    assert "还没到起订量" in (await day.told("chat:garden-1", "closed"))[0]


async def test_without_an_answer_it_is_cancelled_everybody_told_and_nothing_owed(day: Day) -> None:
    await missed(day)
    assert await day.comes(CLOSES + hours(3) - minutes(1)) == []
    assert await day.comes(CLOSES + hours(3)) == ["give_up"]
    assert await state(day) is State.CANCELLED
    order = await day.order("wang")
    assert (order.amount, order.active, order.seq_no) == (0, False, 1)
    assert (await day.buy()).items[1].taken == 0
    assert "取消了（没到起订量），订单不用付款" in (await day.told("chat:garden-1", "buy_off"))[0]
    assert "没到起订量" in (await day.told("resident:wang"))[0]


async def test_the_night_does_not_count_as_time_to_answer(day: Day) -> None:
    day.directory = a_directory(quiet=QUIET)
    await missed(day)
    assert await day.comes(at_home("2026-11-22 09:00")) == []
    assert await day.comes(at_home("2026-11-22 09:01")) == ["give_up"]


async def test_the_leader_goes_ahead_extends_or_cancels(day: Day) -> None:
    await missed(day)
    await day.leads(closing.proceed)
    assert await state(day) is State.FORMED
    assert "成团了" in (await day.told("chat:garden-1", "formed"))[0]
    await missed(day)
    day.at = CLOSES + minutes(5)
    await day.leads(closing.extend, CLOSES + minutes(35))
    assert await state(day) is State.OPEN
    await day.orders("li", {1: 1})
    await day.comes(CLOSES + minutes(36))
    assert await state(day) is State.CLOSED
    await missed(day)
    await day.leads(closing.cancel_buy, "leader")
    assert await state(day) is State.CANCELLED


async def test_closing_by_hand_holds_from_now_on(day: Day) -> None:
    await day.opens()
    day.at = CUTOFF - hours(1)
    await day.leads(closing.close, by_hand=True)
    assert (await day.buy()).cutoff_at == CUTOFF - hours(1)
    day.at = CUTOFF - minutes(30)
    with pytest.raises(errors.TooLate, match="19:00已截单"):
        await day.orders("wang", {1: 1})
    with pytest.raises(errors.WrongState):
        await day.leads(closing.close, by_hand=True)


async def test_reopening_needs_a_cutoff_ahead_and_before_the_pickup(day: Day) -> None:
    await day.opens()
    await day.comes(CLOSES)
    for wrong, refusal in [
        (CLOSES, errors.BadCutoff),
        (CUTOFF - hours(1), errors.BadCutoff),
        (CUTOFF + hours(24), errors.BadPickup),
    ]:
        with pytest.raises(refusal):
            await day.leads(closing.reopen, wrong)
    await day.leads(closing.reopen, CUTOFF + hours(1))
    assert await state(day) is State.OPEN
    assert "截单改到 11月21日(六) 21:00" in (await day.told("chat:garden-1", "cutoff_moved"))[0]
    assert await day.comes(FORMS) == [], "the moment of the first closing has no say any more"
    await day.orders("wang", {1: 1})
    assert "close" in await day.comes(CLOSES + hours(1))


async def test_extending_an_open_buy_moves_its_cutoff_and_says_so(day: Day) -> None:
    await day.opens()
    await day.leads(closing.extend, CUTOFF + hours(1))
    with pytest.raises(errors.NothingChanged):
        await day.leads(closing.extend, CUTOFF + hours(1))
    assert await day.comes(CLOSES) == ["cutoff_soon"]
    assert "close" in await day.comes(CLOSES + hours(1))


async def test_an_answer_once_given_is_not_reversed_by_a_moved_cutoff(day: Day) -> None:
    await day.opens()
    await day.comes(CLOSES)
    day.at = CLOSES + minutes(2)
    with pytest.raises(errors.TooLate):
        await day.orders("wang", {1: 1})
    await day.leads(closing.reopen, CUTOFF + hours(1))
    assert await day.store.reads.orders(day.number) == []
    assert len(await day.store.reads.late_orders(day.number)) == 1


async def test_ordering_the_goods_forms_on_the_way_or_says_what_is_missing(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    await day.comes(CLOSES)
    await day.leads(closing.order_goods)
    assert await state(day) is State.PURCHASING
    await missed(day)
    with pytest.raises(errors.NotReached, match="还没成团（1户/2户）"):
        await day.leads(closing.order_goods)
    day.at = OPENED
    await day.opens()
    with pytest.raises(errors.WrongState, match="开团中，不能变成采购中"):
        await day.leads(closing.order_goods)


async def test_a_buy_whose_orders_melt_while_closed_does_not_form(day: Day) -> None:
    await day.opens(TWO)
    await day.orders("wang", {1: 1})
    await day.orders("li", {1: 1})
    await day.comes(CLOSES)
    await day.cancels("li", sent_at=CUTOFF)
    assert await day.comes(FORMS) == ["form"]
    assert await state(day) is State.NOT_FORMED
    assert "（1户/2户）" in (await day.told("leader:mei", "not_formed"))[0]


async def test_who_paid_for_a_cancelled_buy_is_told_once_what_comes_back_for_all_they_ordered(
    day: Day,
) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    await day.says("wang", wishes({2: 1}, whom="mother"))
    for who in ("wang", "mother"):
        await day.for_order(lambda books, buy, order: settling.confirm(books, order), who)
    await day.leads(closing.cancel_buy, "leader")
    told = await day.told("resident:wang", "buy_off")
    assert told == ["【1号团】周末水果 取消了（团长取消），订单不用付款。你已付的44.9元由梅姐退给你。"]
    assert ((await day.order("wang")).owed, (await day.order("mother")).owed) == (-2500, -1990)


@pytest.mark.parametrize("minimum", [None, TWO])
async def test_after_downtime_over_a_cutoff_the_state_is_as_without_it(
    day: Day, minimum: Minimum | None
) -> None:
    await day.opens(minimum)
    await day.orders("wang", {1: 2})
    with_ticks = day.number
    await day.opens(minimum)
    await day.orders("wang", {1: 2})
    for at in (CUTOFF - hours(2), CUTOFF - minutes(15), CLOSES, FORMS, FORMS + hours(4)):
        day.at = at
        await day.run(lambda books: passing.pass_due(books, with_ticks))
    await day.comes(FORMS + hours(4))
    one, other = await day.store.reads.buy(with_ticks), await day.buy()
    assert one.cutoff_at == other.cutoff_at
    if minimum:
        assert other.state is State.NOT_FORMED, "the leader was not asked while nobody was there to ask"
        await day.comes(FORMS + hours(8))
        other = await day.buy()
    assert one.state is other.state is (State.CANCELLED if minimum else State.FORMED)


async def test_the_reminders_lead_times_are_the_operators(day: Day) -> None:
    day.directory = a_directory(reminders=Reminders(before_cutoff=(minutes(5),), reopen_within=minutes(1)))
    day.at = OPENED
    await day.opens()
    assert await day.comes(CUTOFF - minutes(6)) == []
    assert await day.comes(CUTOFF - minutes(5)) == ["cutoff_soon"]
    await day.comes(CLOSES)
    assert await day.comes(CLOSES + minutes(1)) == ["form"]
