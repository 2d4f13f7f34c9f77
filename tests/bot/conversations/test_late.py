"""Too late: refused with what to do next, kept for the leader, taken with one word."""

from datetime import timedelta

from tests.bot.commands.days import LAKE, book, order
from tests.conversation import START, village

CUTOFF = START + timedelta(hours=10)


async def test_who_comes_too_late_waits_for_the_leader() -> None:
    async with village() as v:
        await v.open()
        await v.say("赵六", "我叫 5-402 赵六", chat=LAKE)
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        await v.pass_time(CUTOFF + timedelta(minutes=5))
        await v.talk(
            ("赵六", LAKE, "草莓1盒", "迟单"),
            ("王姐", None, "迟单", "5-402 赵六"),
            ("王姐", None, "收迟单 1", "草莓"),
            ("赵六", None, "我的订单", "草莓 1盒 25元"),
            ("王姐", None, "迟单", "没有"),
        )
        assert (await book(v)).item(1).taken == 3
        assert any("草莓" in it for it in v.heard(user="赵六"))


async def test_within_the_minute_of_grace_it_is_in_time() -> None:
    async with village() as v:
        await v.open()
        await v.pass_time(CUTOFF + timedelta(seconds=59))
        await v.talk(("赵六", LAKE, "草莓1盒", "记好了"))
        await v.pass_time(CUTOFF + timedelta(seconds=61))
        await v.talk(("李阿姨", LAKE, "草莓1盒", "迟单"))


async def test_sent_in_time_and_handled_late_is_booked_and_the_leader_told() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        await v.pass_time(CUTOFF + timedelta(minutes=5))
        before = len(v.heard(user="王姐"))
        answer = await v.say("赵六", "草莓3盒", chat=LAKE, sent_at=CUTOFF - timedelta(seconds=5))
        assert "记好了" in answer
        assert any("5盒" in it for it in v.heard(user="王姐")[before:])


async def test_all_late_orders_are_taken_at_once_within_stock() -> None:
    async with village() as v:
        await v.open(text="开团 果\n草莓 25/盒 库存3\n截单 今晚20:00\n取货 明天17:00-20:00")
        await v.say("李阿姨", "草莓1盒", chat=LAKE)
        await v.pass_time(CUTOFF + timedelta(minutes=5))
        await v.talk(
            ("赵六", LAKE, "草莓1盒", "迟单"),
            ("陈伯", LAKE, "草莓2盒", "迟单"),
            ("小张", LAKE, "草莓1盒", "迟单"),
        )
        answer = await v.say("王姐", "收迟单 全部")
        assert "迟单1收下了" in answer
        assert "迟单2没收成：草莓只剩1盒" in answer
        assert "迟单3收下了" in answer
        assert (await book(v)).item(1).taken == 3
        assert "迟单2" in await v.say("王姐", "迟单")


async def test_a_late_change_is_not_a_new_order() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        await v.pass_time(CUTOFF + timedelta(minutes=5))
        await v.talk(
            ("李阿姨", LAKE, "草莓改成5盒", "迟单"),
            ("李阿姨", None, "我的订单", "草莓 2盒 50元"),
            ("王姐", None, "收迟单 1", "5"),
            ("李阿姨", None, "我的订单", "草莓 5盒 125元"),
        )
        assert len(await v.store.reads.orders(1)) == 1


async def test_a_late_cancellation_is_the_leaders_to_decide() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        await v.pass_time(CUTOFF + timedelta(minutes=5))
        answer = await v.say("李阿姨", "取消", chat=LAKE)
        assert "王姐" in answer or "团长" in answer
        assert (await order(v, 1)).amount == 5000
        await v.talk(("王姐", None, "代取消 1号", "取消"))
        assert not (await order(v, 1)).active


async def test_late_numbers_that_are_not_there_and_strangers() -> None:
    async with village() as v:
        await v.open()
        await v.pass_time(CUTOFF + timedelta(minutes=5))
        await v.say("赵六", "草莓1盒", chat=LAKE)
        await v.talk(
            ("王姐", None, "收迟单 9", "没有"),
            ("赵六", None, "收迟单 1", "团长"),
            ("老周", None, "收迟单 1", "没有"),
            ("老周", None, "收迟单 1号团 1", "王姐"),
        )
        assert await v.store.reads.orders(1) == []


async def test_the_only_late_order_needs_no_number() -> None:
    async with village() as v:
        await v.open()
        await v.pass_time(CUTOFF + timedelta(minutes=5))
        await v.talk(
            ("赵六", LAKE, "草莓1盒", "迟单"),
            ("王姐", None, "收迟单", "现在是 草莓1盒 25元"),
            ("王姐", None, "收迟单", "没有等着的迟单"),
            ("王姐", None, "收迟单 全部", "没有等着的迟单"),
        )


async def test_after_reopening_everybody_may_order_again() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        await v.pass_time(CUTOFF + timedelta(minutes=5))
        await v.talk(
            ("赵六", LAKE, "草莓1盒", "迟单"),
            ("王姐", LAKE, "重开 30分钟", "20:3"),
            ("赵六", LAKE, "草莓1盒", "记好了"),
        )
        await v.pass_time(CUTOFF + timedelta(minutes=40))
        await v.talk(("陈伯", LAKE, "草莓1盒", "迟单"))


async def test_goods_already_bought_still_leave_a_way() -> None:
    async with village() as v:
        await v.open()
        await v.say("赵六", "我叫 5-402 赵六", chat=LAKE)
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        await v.talk(("王姐", LAKE, "截单", "截单"), ("王姐", LAKE, "已采购", "采购"))
        await v.pass_time(timedelta(minutes=5))
        await v.talk(
            ("赵六", LAKE, "草莓1盒", "迟单"),
            ("王姐", None, "迟单", "5-402 赵六"),
            ("王姐", None, "收迟单 1", "草莓"),
        )
