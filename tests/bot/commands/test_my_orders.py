"""我的订单: lines, amounts, where to fetch it."""

import pytest

from tests.bot.commands.days import LAKE, MAPLE, arrived, bought, code_of, order, ordered, second_buy


@pytest.mark.parametrize("said", ["我的订单", "我的单", "查订单", "我订了什么", "我订的"])
async def test_lines_total_point_and_state(said: str) -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", said, chat=LAKE)
        assert "1号团 周末水果 1号，开团中" in answer
        assert "草莓 2盒 50元\n蓝莓 1盒 15元\n合计 65元。付款：取货时付" in answer
        assert "自提：东门驿站，11月22日(日) 17:00–20:00" in answer
        assert "不要了回“取消”" in answer


async def test_paid_short_and_overpaid_are_told() -> None:
    async with bought() as v:
        await v.say("王姐", "已付 3", chat=LAKE)
        assert "已付清" in await v.say("陈伯", "我的订单", chat=LAKE)
        await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        answer = await v.say("陈伯", "我的订单", chat=LAKE)
        assert "（缺1盒）" in answer
        assert "多付 25元" in answer
        assert "采购中" in answer
        assert "取消" not in answer


async def test_orders_for_others_are_shown_with_their_name() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "帮我妈带2盒草莓", chat=LAKE)
        answer = await v.say("李阿姨", "我的订单")
        assert "（给我妈）" in answer
        assert "1号团 周末水果 1号，" in answer


async def test_a_cancelled_order_is_gone_unless_money_is_owed() -> None:
    async with ordered() as v:
        await v.say("赵六", "取消", chat=LAKE)
        assert "没有订单" in await v.say("赵六", "我的订单", chat=LAKE)
        await v.say("王姐", "已付 1", chat=LAKE)
        await v.say("李阿姨", "取消", chat=LAKE)
        assert "已取消，多付 65元" in await v.say("李阿姨", "我的订单", chat=LAKE)


async def test_without_orders_it_says_what_next() -> None:
    async with ordered() as v:
        assert "发“团购”" in await v.say("路人", "我的订单", chat=LAKE)


async def test_no_code_and_no_room_in_a_group() -> None:
    async with arrived() as v:
        answer = await v.say("李阿姨", "我的订单", chat=LAKE)
        assert (await order(v, 1)).code not in answer
        assert "3-1203" not in answer


async def test_a_group_sees_only_its_own_buys() -> None:
    async with ordered() as v:
        assert "没有订单" in await v.say("李阿姨", "我的订单", chat=MAPLE)
        assert "草莓" in await v.say("李阿姨", "我的订单")


async def test_newest_buy_first() -> None:
    async with ordered() as v:
        number = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        answer = await v.say("赵六", "我的订单")
        assert answer.index(f"{number}号团") < answer.index("1号团 周末")


@pytest.mark.parametrize("said", ["取货码", "提货码", "我的取货码"])
async def test_the_code_is_told_1_to_1(said: str) -> None:
    async with arrived() as v:
        answer = await v.say("李阿姨", said)
        assert f"取货码 {(await order(v, 1)).code}" in answer
        assert "东门驿站（湖畔花园东门门卫室旁），11月22日(日) 17:00–20:00" in answer
        assert "可取：草莓2盒、蓝莓1盒" in answer


async def test_in_a_group_the_code_is_refused_with_the_hint() -> None:
    async with arrived() as v:
        answer = await v.say("李阿姨", "取货码", chat=LAKE)
        assert "私聊" in answer
        assert (await order(v, 1)).code not in answer


async def test_before_arrival_the_code_is_there_and_says_so() -> None:
    async with bought() as v:
        assert "还没到货" in await v.say("李阿姨", "取货码")


async def test_fetched_is_fetched() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1", chat=LAKE)
        assert "没有待取" in await v.say("李阿姨", "取货码")
        assert "没有待取" in await v.say("生人", "取货码")


async def test_codes_of_neighbours_differ_and_stay() -> None:
    async with arrived() as v:
        codes = [await code_of(v, who) for who in ("李阿姨", "赵六", "陈伯")]
        assert len(set(codes)) == 3
        assert codes[0] == await code_of(v, "李阿姨")
