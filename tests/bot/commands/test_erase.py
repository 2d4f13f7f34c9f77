"""删除我的资料: after one 确认 nobody can tell who it was."""

import pytest

from tests.bot.commands.days import LAKE, arrived, order, ordered
from tests.conversation import START


async def test_it_is_asked_once_and_done_on_yes() -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", "删除我的资料", chat=LAKE)
        assert "确定就回“确认”" in answer
        assert await v.store.reads.resident_at((v.channel, "李阿姨")) is not None
        assert "删好了" in await v.say("李阿姨", "确认", chat=LAKE)
        assert await v.store.reads.resident_at((v.channel, "李阿姨")) is None


@pytest.mark.parametrize("said", ["删除我的信息", "注销"])
async def test_aliases(said: str) -> None:
    async with ordered() as v:
        assert "确定就回“确认”" in await v.say("李阿姨", said, chat=LAKE)


async def test_open_orders_stay_with_the_leader_without_a_name() -> None:
    async with arrived() as v:
        answer = await v.say("李阿姨", "删除我的资料")
        assert "还有1单没取" in answer
        assert "1号团1号" in answer
        before = await order(v, 1)
        await v.say("李阿姨", "确认")
        after = await order(v, 1)
        assert (after.amount, after.code) == (before.amount, before.code)
        shown = await v.say("王姐", "未取")
        assert "李阿姨" not in shown
        assert "3-1203" not in shown
        assert f"1号 邻居{before.resident[-4:]} 草莓2盒" in shown
        assert "取完了" in await v.say("王姐", f"核销 {before.code}")


async def test_the_people_they_ordered_for_go_too() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "帮王奶奶带2盒草莓", chat=LAKE)
        assert "王奶奶" in await v.say("王姐", "未付")
        await v.say("李阿姨", "删除我的资料")
        await v.say("李阿姨", "确认")
        assert "王奶奶" not in await v.say("王姐", "未付")


async def test_the_journal_holds_no_name() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "删除我的资料")
        await v.say("李阿姨", "确认")
        story = str([it.event for it in await v.store.reads.journal()])
        assert "李阿姨" not in story
        assert "3-1203" not in story


async def test_who_comes_back_is_somebody_new() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "自提点 2", chat=LAKE)
        await v.say("李阿姨", "删除我的资料", chat=LAKE)
        await v.say("李阿姨", "确认", chat=LAKE)
        assert "没有订单" in await v.say("李阿姨", "我的订单", chat=LAKE)
        assert "你还没选" in await v.say("李阿姨", "自提点", chat=LAKE)
        assert "4号" in await v.say("李阿姨", "草莓1盒", chat=LAKE)


@pytest.mark.parametrize("said", ["算了", "不删", "取消", "不要"])
async def test_no_means_no_and_cancels_nothing_else(said: str) -> None:
    async with ordered() as v:
        await v.say("李阿姨", "删除我的资料", chat=LAKE)
        assert "没有删" in await v.say("李阿姨", said, chat=LAKE)
        assert (await order(v, 1)).active
        await v.say("李阿姨", "确认", chat=LAKE)
        assert await v.store.reads.resident_at((v.channel, "李阿姨")) is not None


async def test_something_else_is_read_as_what_it_is() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "删除我的资料", chat=LAKE)
        assert "记好了" in await v.say("李阿姨", "草莓3盒", chat=LAKE)
        assert await v.store.reads.resident_at((v.channel, "李阿姨")) is not None


async def test_the_yes_of_somebody_else_or_elsewhere_counts_for_nothing() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "删除我的资料", chat=LAKE)
        await v.say("赵六", "确认", chat=LAKE)
        await v.say("李阿姨", "确认")
        assert await v.store.reads.resident_at((v.channel, "李阿姨")) is not None
        assert await v.store.reads.resident_at((v.channel, "赵六")) is not None


async def test_after_ten_minutes_the_question_is_forgotten() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "删除我的资料", chat=LAKE)
        await v.pass_time(START.replace(minute=11))
        await v.say("李阿姨", "确认", chat=LAKE)
        assert await v.store.reads.resident_at((v.channel, "李阿姨")) is not None
