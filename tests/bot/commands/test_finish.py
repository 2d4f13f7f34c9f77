"""完成: the buy is done when everything is fetched, or when the leader is sure."""

import pytest

from groupbuy.buy import State
from tests.bot.commands.days import LAKE, arrived, book, bought
from tests.bot.commands.deliveries import on_the_way


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


async def test_goods_that_never_came_are_settled_before_the_end_so_that_nobody_owes_for_them() -> None:
    async with on_the_way() as v:
        await v.say("小林", "签收 3号点")
        for said in ("完成 1", "完成 1 确认"):
            answer = await v.say("王姐", said)
            assert "还有货没到：草莓6盒、蓝莓3盒" in answer
            assert "缺货 1 2号点 草莓 3" in answer
        await v.say("王姐", "签收 1号点")
        assert "还有货没到：草莓3盒" in await v.say("王姐", "完成 1 确认")
        assert "2号 赵六" not in await v.say("王姐", "未取 1")
        assert "2号点 草莓缺3盒" in await v.say("王姐", "缺货 1 2号点 草莓 3")
        assert "待收170元" in await v.say("王姐", "完成 1 确认")
        assert (await book(v)).state is State.FINISHED


async def test_what_is_on_its_way_between_points_is_answered_before_the_end() -> None:
    async with on_the_way() as v:
        await v.say("王姐", "到货")
        await v.say("小林", "调货 草莓 1 3号点 到 1号点 匀")
        assert "调货 1 还没人收：到了回“收到调货 1”" in await v.say("王姐", "完成 1 确认")
        await v.say("王姐", "收到调货 1")
        assert "1号团完成了" in await v.say("王姐", "完成 1 确认")
