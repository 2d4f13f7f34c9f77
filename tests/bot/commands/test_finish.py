"""完成: the buy is done when everything is fetched, or when the leader is sure."""

import pytest

from groupbuy.buy import State
from tests.bot.commands.days import LAKE, arrived, book, bought


async def test_all_fetched_and_paid_is_finished_with_thanks() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1 #2 #3", chat=LAKE)
        await v.say("王姐", "已付 1 2 3", chat=LAKE)
        assert "款也都清了" in await v.say("王姐", "完成", chat=LAKE)
        assert (await book(v)).state is State.FINISHED


async def test_what_is_unpaid_is_said_and_can_still_be_listed_and_confirmed() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1 #2 #3", chat=LAKE)
        assert "待收195元" in await v.say("王姐", "完成 1", chat=LAKE)
        assert "2号 赵六 75元" in await v.say("王姐", "未付 1", chat=LAKE)
        assert "收款75元" in await v.say("王姐", "已付 1号团 2", chat=LAKE)


async def test_with_goods_waiting_the_leader_must_be_sure() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1", chat=LAKE)
        answer = await v.say("王姐", "完成", chat=LAKE)
        assert "还有2单没取完" in answer
        assert "完成 1 确认" in answer
        assert (await book(v)).state is State.ARRIVED
        assert "1号团完成了" in await v.say("王姐", "完成 1 确认", chat=LAKE)
        assert (await book(v)).state is State.FINISHED


@pytest.mark.parametrize("said", ["完成 确认", "完成团购 1 确认", "完成 1号团 确定", "完成1 确认"])
async def test_it_is_said_in_several_ways(said: str) -> None:
    async with arrived() as v:
        assert "1号团完成了" in await v.say("王姐", said, chat=LAKE)


async def test_before_arrival_there_is_nothing_to_finish() -> None:
    async with bought() as v:
        assert "没有" in await v.say("王姐", "完成", chat=LAKE)
        assert "不能变成已完成" in await v.say("王姐", "完成 1", chat=LAKE)
        assert "没有99号团" in await v.say("王姐", "完成 99号团", chat=LAKE)
        assert "没有99号团" in await v.say("王姐", "完成 99", chat=LAKE)


async def test_finished_twice_is_refused_by_name() -> None:
    async with arrived() as v:
        await v.say("王姐", "完成 1 确认", chat=LAKE)
        assert "已完成" in await v.say("王姐", "完成 1号团", chat=LAKE)


async def test_residents_and_strangers_may_not() -> None:
    async with arrived() as v:
        assert "团长的操作" in await v.say("赵六", "完成 1 确认", chat=LAKE, mention=True)
        assert "请找王姐" in await v.say("老周", "完成 1 确认", chat=LAKE)
        assert "请找王姐" in await v.say("老周", "完成 1号团 确认")
        assert (await book(v)).state is State.ARRIVED


async def test_the_talk_of_being_done_is_not_the_command() -> None:
    async with arrived() as v:
        await v.say("王姐", "完成得不错呀", chat=LAKE)
        await v.say("王姐", "核销 #1 #2 #3", chat=LAKE)
        assert "没看懂后面的话" in await v.say("王姐", "完成，谢谢大家", chat=LAKE)
        assert (await book(v)).state is State.ARRIVED
