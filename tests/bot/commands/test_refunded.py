"""已退: money that went back is noted, also when the buy is over."""

import pytest

from tests.bot.commands.days import LAKE, bought, order, ordered


async def test_what_was_paid_for_goods_that_did_not_come_goes_back() -> None:
    async with bought() as v:
        await v.say("王姐", "已付 3", chat=LAKE)
        await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        assert "1号团退款25元：3号 陈伯 25元" in await v.say("王姐", "已退 3", chat=LAKE)
        assert (await order(v, 3)).owed == 0
        assert "已确认付30元" in await v.say("王姐", "为什么 3号", chat=LAKE, mention=True)


@pytest.mark.parametrize("said", ["已退 2", "已退款 #2", "已退 1号团 2号", "退款了 2", "已退2"])
async def test_it_is_said_in_several_ways(said: str) -> None:
    async with ordered() as v:
        await v.say("王姐", "已付 2", chat=LAKE)
        await v.say("赵六", "取消", chat=LAKE)
        assert "退款75元：2号 赵六 75元" in await v.say("王姐", said, chat=LAKE)
        assert (await order(v, 2)).paid == 0


async def test_where_one_is_owed_nothing_all_of_it_waits() -> None:
    async with ordered() as v:
        await v.say("王姐", "已付 2", chat=LAKE)
        await v.say("赵六", "取消", chat=LAKE)
        assert "1号 李阿姨 没有要退的款，都还没记" in await v.say("王姐", "已退 1 2", chat=LAKE)
        assert (await order(v, 2)).paid == 7500
        assert "没有跟团号 9" in await v.say("王姐", "已退 2 9", chat=LAKE)
        assert "已退 3 8" in await v.say("王姐", "已退 赵六", chat=LAKE)
        assert "已退 3 8" in await v.say("王姐", "已退", chat=LAKE)


async def test_the_unpaid_list_of_a_cancelled_buy_leads_to_the_refund() -> None:
    async with ordered() as v:
        await v.say("王姐", "已付 1 2", chat=LAKE)
        assert "发“未付 1号团”看" in await v.say("王姐", "取消团购 1 确认", chat=LAKE)
        listed = await v.say("王姐", "未付", chat=LAKE)
        assert "要退140元" in listed
        assert listed.endswith("\n退了回“已退 1号团 1”。")
        assert "退款65元" in await v.say("王姐", "已退 1号团 1", chat=LAKE)
        assert "退款75元" in await v.say("王姐", "已退 2", chat=LAKE)
        assert "1号团都付清了" in await v.say("王姐", "未付 1", chat=LAKE)


async def test_it_is_for_those_who_may_handle_money() -> None:
    async with ordered() as v:
        await v.say("王姐", "已付 2", chat=LAKE)
        await v.say("赵六", "取消", chat=LAKE)
        assert "没有“收款”这项权限" in await v.say("小林", "已退 2", chat=LAKE)
        assert "团长的操作" in await v.say("赵六", "已退 2", chat=LAKE, mention=True)
        assert (await order(v, 2)).paid == 7500
