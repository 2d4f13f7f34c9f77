"""催付 and 催取: who is reminded, who is not, and what the leader is told."""

from datetime import timedelta

from tests.bot.commands.days import LAKE, arrived, bought, order, ordered, second_buy
from tests.conversation import Village, village


def reminders(v: Village, user: str, word: str) -> list[str]:
    return [it for it in v.heard(user=user) if word in it]


async def test_those_who_owe_are_reminded_once_with_what_and_how() -> None:
    async with ordered() as v:
        await v.say("王姐", "已付 3", chat=LAKE)
        await v.say("赵六", "已付", chat=LAKE)
        answer = await v.say("王姐", "催付", chat=LAKE)
        assert "1号团催付：提醒了1户，共65元。" in answer
        assert "说已付、等你确认：2号 赵六" in answer
        (told,) = reminders(v, "李阿姨", "没付")
        assert "你的1号单（草莓2盒、蓝莓1盒）还有65元没付" in told
        assert "微信转账" in told
        assert not reminders(v, "赵六", "没付")
        assert not reminders(v, "陈伯", "没付")
        again = await v.say("王姐", "催一下没付款的", chat=LAKE)
        assert "这次没有要提醒的" in again
        assert "1单刚提醒过" in again
        assert len(reminders(v, "李阿姨", "没付")) == 1
        assert "团长提醒付款" in await v.say("李阿姨", "为什么")
        await v.pass_time(timedelta(hours=4, minutes=1))
        assert "提醒了1户" in await v.say("王姐", "提醒大家付款", chat=LAKE)
        assert len(reminders(v, "李阿姨", "没付")) == 2


async def test_orders_for_others_come_in_the_same_message() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "帮张奶奶带蓝莓2盒", chat=LAKE)
        assert "提醒了3户，共225元" in await v.say("王姐", "催付")
        (told,) = reminders(v, "李阿姨", "没付")
        assert "你的1号单" in told
        assert "张奶奶的4号单（蓝莓2盒）还有30元没付" in told


async def test_who_wants_no_reminders_gets_none_and_the_leader_hears_it() -> None:
    async with ordered() as v:
        await v.say("赵六", "别提醒我")
        answer = await v.say("王姐", "催付", chat=LAKE)
        assert "提醒了2户，共120元" in answer
        assert "1单的人不要提醒" in answer
        assert not reminders(v, "赵六", "没付")


async def test_at_night_it_waits_for_the_morning_and_is_dropped_where_it_is_paid_by_then() -> None:
    async with ordered() as v:
        await v.pass_time(timedelta(hours=13))
        answer = await v.say("王姐", "催付 李阿姨")
        assert "提醒了1户，共65元" in answer
        assert "现在是休息时间" in answer
        await v.say("王姐", "催付 5-402")
        assert not reminders(v, "李阿姨", "没付")
        await v.say("王姐", "已付 2")
        await v.pass_time(timedelta(hours=10))
        assert len(reminders(v, "李阿姨", "没付")) == 1
        assert not reminders(v, "赵六", "没付")


async def test_those_whose_goods_are_there_are_reminded_to_fetch_them() -> None:
    async with bought() as v:
        await v.say("王姐", "到货 蓝莓", chat=LAKE)
        answer = await v.say("王姐", "提醒大家取货", chat=LAKE)
        assert "1号团催取：提醒了2户。" in answer
        (told,) = reminders(v, "陈伯", "还没取")
        assert "你的蓝莓2盒还没取：东门驿站" in told
        assert "取货码" in told
        assert not reminders(v, "赵六", "还没取")
        assert "2单刚提醒过" in await v.say("王姐", "催取 1")
        assert "团长提醒取货" in await v.say("王姐", "为什么 3号")


async def test_one_may_be_named_and_namesakes_are_asked_about() -> None:
    async with arrived() as v:
        assert "提醒了1户" in await v.say("王姐", "催取 3-1203")
        assert len(reminders(v, "李阿姨", "还没取")) == 1
        assert not reminders(v, "赵六", "还没取")
        await v.say("赵六", "我叫 5-402 李阿姨")
        answer = await v.say("王姐", "催付 李阿姨")
        assert "“李阿姨”有2位，请用跟团号" in answer
        assert "没有“钱七”" in await v.say("王姐", "催取 钱七")


async def test_nothing_to_remind_of_is_said() -> None:
    async with arrived() as v:
        await v.say("王姐", "已付 1 2 3")
        await v.say("王姐", "核销 #1 #2 #3")
        assert "没有人欠款，不用催" in await v.say("王姐", "催付 1")
        assert "都取走了，不用催" in await v.say("王姐", "催取")
        assert "没看懂后面的话" in await v.say("王姐", "催取 蓝莓")


async def test_a_leader_says_which_buy_and_which_reminder() -> None:
    async with ordered() as v:
        await second_buy(v)
        assert "是哪个团" in await v.say("王姐", "催付", chat=LAKE)
        assert "提醒了3户" in await v.say("王姐", "催付 1", chat=LAKE)
        assert "催付款回“催付”" in await v.say("王姐", "催", chat=LAKE)
        assert "没有已到货的团" in await v.say("王姐", "催取", chat=LAKE)


async def test_what_a_leader_entered_for_others_is_theirs_to_say() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "帮张奶奶带蓝莓2盒", chat=LAKE)
        answer = await v.say("王姐", "催付")
        assert "你代订的，请自己说一声：1号 张奶奶" in answer
        assert not reminders(v, "王姐", "没付")


async def test_residents_remind_nobody() -> None:
    async with ordered() as v:
        assert "团长的操作" in await v.say("李阿姨", "催付", chat=LAKE, mention=True)
        assert not reminders(v, "赵六", "没付")
        assert (await order(v, 2)).owed == 7500
