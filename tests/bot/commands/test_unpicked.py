"""未取: whose goods lie at the point."""

import pytest

from tests.bot.commands.days import LAKE, arrived, bought, second_buy
from tests.conversation import village


@pytest.mark.parametrize("said", ["未取", "未取 1", "谁没取", "未取 1号团", "未取1"])
async def test_those_who_have_not_come_are_listed_with_what_waits_and_owes(said: str) -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #2", chat=LAKE)
        await v.say("王姐", "已付 3", chat=LAKE)
        answer = await v.say("王姐", said)
        assert "还有2单没取" in answer
        assert "1号 3-1203 李阿姨 草莓2盒、蓝莓1盒（东门驿站，未付65元）" in answer
        assert "3号 6-101 陈伯 草莓1盒、蓝莓2盒（东门驿站）" in answer
        assert "赵六" not in answer


async def test_in_a_group_rooms_are_left_out() -> None:
    async with arrived() as v:
        answer = await v.say("王姐", "未取", chat=LAKE)
        assert "1号 李阿姨 草莓2盒" in answer
        assert "3-1203" not in answer


async def test_all_fetched() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1 #2 #3", chat=LAKE)
        assert "都取走了" in await v.say("王姐", "未取", chat=LAKE)


async def test_those_who_wait_for_goods_are_not_reproached() -> None:
    async with bought() as v:
        await v.say("王姐", "到货 蓝莓", chat=LAKE)
        answer = await v.say("王姐", "未取", chat=LAKE)
        assert "还有2单没取" in answer
        assert "赵六" not in answer
        await v.say("王姐", "核销 #1 #3", chat=LAKE)
        assert "到的货都取走了，3单在等货" in await v.say("王姐", "未取", chat=LAKE)


async def test_a_long_list_comes_in_pages() -> None:
    async with village() as v:
        await v.open(text="开团 蛋\n鸡蛋 20/板\n截单 今晚20:00\n取货 明天17:00-20:00")
        for no in range(1, 36):
            await v.say(f"邻居{no}", "鸡蛋1板", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        await v.say("王姐", "到货", chat=LAKE)
        first = await v.say("王姐", "未取")
        assert "还有35单没取" in first
        assert "第1/2页，下一页：“未取 1 第2页”" in first
        second = await v.say("王姐", "未取 1 第2页")
        assert "\n35号 " in second
        assert "\n30号 " not in second


async def test_before_anything_arrived_there_is_no_such_buy() -> None:
    async with bought() as v:
        assert "没有已到货的团" in await v.say("王姐", "未取", chat=LAKE)
        assert "没有99号团" in await v.say("王姐", "未取 99", chat=LAKE)
        assert "没看懂后面的话" in await v.say("王姐", "未取 李阿姨", chat=LAKE)


async def test_with_two_buys_the_leader_says_which() -> None:
    async with arrived() as v:
        number = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        await v.say("王姐", f"截单 {number}", chat=LAKE)
        await v.say("王姐", f"到货 {number}号团", chat=LAKE)
        assert "是哪个团" in await v.say("王姐", "未取", chat=LAKE)
        assert "鸡蛋1板" in await v.say("王姐", f"未取 {number}", chat=LAKE)


async def test_a_deputy_reads_it_and_nobody_else() -> None:
    async with arrived() as v:
        assert "3单没取" in await v.say("小林", "未取")
        assert "团长的操作" in await v.say("赵六", "未取", chat=LAKE, mention=True)
        assert "请找王姐" in await v.say("老周", "未取 1", chat=LAKE)
        assert "请找王姐" in await v.say("老周", "未取 1"), "1:1 as well"
        assert "没有已到货的团" in await v.say("老周", "未取")
