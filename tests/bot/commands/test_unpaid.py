"""未付: who owes and who is owed."""

import pytest

from tests.bot.commands.days import LAKE, bought, ordered, second_buy
from tests.conversation import village


@pytest.mark.parametrize("said", ["未付", "未付 1", "谁没付", "未付款", "未付 1号团", "未付1"])
async def test_those_who_owe_are_listed_with_their_claims(said: str) -> None:
    async with ordered() as v:
        await v.say("李阿姨", "已付", chat=LAKE)
        await v.say("王姐", "已付 2", chat=LAKE)
        answer = await v.say("王姐", said)
        assert "1号团 待收120元" in answer
        assert "1号 3-1203 李阿姨 65元（说已付）" in answer
        assert "3号 6-101 陈伯 55元\n" in answer
        assert "赵六" not in answer
        assert "已付 1" in answer


async def test_in_a_group_rooms_are_left_out() -> None:
    async with ordered() as v:
        answer = await v.say("王姐", "未付", chat=LAKE)
        assert "1号 李阿姨 65元" in answer
        assert "3-1203" not in answer


async def test_who_paid_for_what_did_not_come_gets_money_back() -> None:
    async with bought() as v:
        await v.say("王姐", "已付 1 2 3", chat=LAKE)
        assert "都付清了" in await v.say("王姐", "未付", chat=LAKE)
        await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        answer = await v.say("王姐", "未付", chat=LAKE)
        assert "待收0元，要退25元" in answer
        assert "3号 陈伯 要退25元" in answer


async def test_a_cancelled_order_that_was_paid_is_owed_its_money() -> None:
    async with ordered() as v:
        await v.say("王姐", "已付 2", chat=LAKE)
        await v.say("赵六", "取消", chat=LAKE)
        assert "2号 赵六 要退75元" in await v.say("王姐", "未付", chat=LAKE)


async def test_a_long_list_comes_in_pages() -> None:
    async with village() as v:
        await v.open(text="开团 蛋\n鸡蛋 20/板\n截单 今晚20:00\n取货 明天17:00-20:00")
        for no in range(1, 33):
            await v.say(f"邻居{no}", "鸡蛋1板", chat=LAKE)
        assert "“未付 1 第2页”" in await v.say("王姐", "未付")
        second = await v.say("王姐", "未付 1 第2页")
        assert "待收640元" in second
        assert "32号 " in second
        assert "第2/2页" in second


async def test_with_two_buys_the_leader_says_which() -> None:
    async with ordered() as v:
        number = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        assert "是哪个团" in await v.say("王姐", "未付", chat=LAKE)
        assert "待收20元" in await v.say("王姐", f"未付 {number}", chat=LAKE)


async def test_only_who_may_handle_money_reads_it() -> None:
    async with ordered() as v:
        assert "没有“收款”这项权限" in await v.say("小林", "未付", chat=LAKE)
        assert "团长的操作" in await v.say("赵六", "未付", chat=LAKE, mention=True)
        assert "请找王姐" in await v.say("老周", "未付 1", chat=LAKE)
        assert "没有99号团" in await v.say("王姐", "未付 99", chat=LAKE)
        assert "没看懂后面的话" in await v.say("王姐", "未付 李阿姨", chat=LAKE)
