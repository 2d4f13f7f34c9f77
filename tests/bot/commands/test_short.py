"""缺货: what does not come is taken from the latest orders."""

from decimal import Decimal

import pytest

from tests.bot.commands.days import LAKE, arrived, bought, order, ordered


async def test_the_latest_order_goes_without_and_is_told() -> None:
    async with bought() as v:
        answer = await v.say("王姐", "缺货 蓝莓 1", chat=LAKE)
        assert "蓝莓缺1盒" in answer
        assert "3号 陈伯 缺1盒" in answer
        assert "撤销到货 蓝莓" in answer
        assert (await order(v, 3)).line(2).billed == Decimal(1)
        assert (await order(v, 3)).amount == 2500 + 1500
        assert any("缺1盒" in it for it in v.heard(user="陈伯"))


@pytest.mark.parametrize(
    "said",
    [
        "缺货 草莓2盒",
        "缺货 草莓 2盒",
        "少货 草莓 2",
        "缺货 1 2",
        "缺货 1号 2",
        "缺货 1 草莓 2",
        "缺货 1号团 草莓2",
    ],
)
async def test_it_is_said_in_several_ways(said: str) -> None:
    async with bought() as v:
        answer = await v.say("王姐", said, chat=LAKE)
        assert "草莓缺2盒" in answer
        assert "3号 陈伯 缺1盒、2号 赵六 缺1盒" in answer


async def test_several_items_at_once() -> None:
    async with bought() as v:
        answer = await v.say("王姐", "缺货 草莓 1 蓝莓 1", chat=LAKE)
        assert "草莓缺1盒" in answer
        assert "蓝莓缺1盒" in answer


async def test_a_second_shortage_names_only_who_is_hit_by_it() -> None:
    async with bought() as v:
        await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        answer = await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        assert "2号 赵六 缺1盒" in answer
        assert "陈伯" not in answer


async def test_a_shortage_known_before_counts_when_the_rest_arrives() -> None:
    async with bought() as v:
        await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        assert "账上订了5盒" in await v.say("王姐", "到货 草莓 5/6", chat=LAKE)
        assert "草莓 5盒" in await v.say("王姐", "到货 草莓 5/5", chat=LAKE)


async def test_who_paid_is_told_that_money_comes_back() -> None:
    async with bought() as v:
        await v.say("王姐", "已付 3", chat=LAKE)
        await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        assert any("25元由王姐退" in it for it in v.heard(user="陈伯"))


@pytest.mark.parametrize("said", ["缺货", "缺货 草莓", "缺货 草莓 18/20", "缺货 2"])
async def test_without_item_or_quantity_the_form_is_shown(said: str) -> None:
    async with bought() as v:
        assert "例如“缺货 草莓 2”" in await v.say("王姐", said, chat=LAKE)


@pytest.mark.parametrize("said", ["缺货 草莓 0", "缺货 草莓 7", "缺货 草莓 99999", "缺货 香蕉 1"])
async def test_impossible_shortages_change_nothing(said: str) -> None:
    async with bought() as v:
        answer = await v.say("王姐", said, chat=LAKE)
        assert "记下了" not in answer
        assert answer
        assert [(await order(v, it)).amount for it in (1, 2, 3)] == [6500, 7500, 5500]


async def test_in_a_message_of_two_the_second_refused_undoes_the_first() -> None:
    async with bought() as v:
        assert "没有“香蕉”" in await v.say("王姐", "缺货 草莓 1 香蕉 1", chat=LAKE)
        assert (await order(v, 3)).amount == 5500


async def test_after_arrival_too_but_not_while_ordering_goes_on() -> None:
    async with arrived() as v:
        assert "3号 陈伯 缺1盒" in await v.say("王姐", "缺货 草莓 1", chat=LAKE)
    async with ordered() as v:
        assert "开团中" in await v.say("王姐", "缺货 1号团 草莓 1", chat=LAKE)


async def test_only_those_who_run_the_buy_may() -> None:
    async with bought() as v:
        assert "团长的操作" in await v.say("陈伯", "缺货 草莓 1", chat=LAKE, mention=True)
        assert "请找王姐" in await v.say("老周", "缺货 草莓 1", chat=LAKE)
        assert (await order(v, 3)).amount == 5500


async def test_rooms_are_named_1_to_1_only() -> None:
    async with bought() as v:
        assert "6-101" not in await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        assert "2号 5-402 赵六" in await v.say("王姐", "缺货 草莓 1")
