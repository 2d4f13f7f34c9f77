"""自提点 and 地址: chosen once, remembered, changeable."""

import pytest

from tests.bot.commands.days import LAKE, MAPLE, arrived, order, ordered, second_buy


@pytest.mark.parametrize("said", ["自提点", "取货点", "提货点"])
async def test_the_points_of_the_community_are_listed_with_hours(said: str) -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", said, chat=LAKE)
        assert "1 东门驿站 湖畔花园东门门卫室旁，16:00–20:30" in answer
        assert "2 会所一楼 湖畔花园会所一楼前台，周一二三四五 17:00–20:00，周六日 10:00–18:00" in answer
        assert "便利店" not in answer
        assert "你还没选" in answer


@pytest.mark.parametrize(
    "said",
    ["自提点 2", "自提点2", "自提点 2号", "自提点 2号点", "自提点 会所一楼", "自提点 会所", "换自提点 2"],
)
async def test_a_point_is_chosen_by_number_or_name_and_orders_move_along(said: str) -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", said, chat=LAKE)
        assert "以后你的货都到 会所一楼" in answer
        assert "1号团也改过去了" in answer
        assert (await order(v, 1)).point == "lake-club"
        assert "你现在在 2 会所一楼" in await v.say("李阿姨", "自提点", chat=LAKE)


@pytest.mark.parametrize("said", ["自提点 在哪里呀", "自提点，几点关门", "自提点 有吗"])
async def test_a_question_about_them_is_answered_with_the_list(said: str) -> None:
    async with ordered() as v:
        assert "1 东门驿站 湖畔花园东门门卫室旁" in await v.say("李阿姨", said, chat=LAKE)


async def test_it_is_remembered_for_the_next_order() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "自提点 3", chat=LAKE)
        number = await second_buy(v)
        answer = await v.say("李阿姨", "鸡蛋1板", chat=LAKE)
        assert "自提：小林家车库" in answer
        assert (await order(v, 1, number)).point == "lake-6"


async def test_goods_that_lie_at_the_old_point_stay_there() -> None:
    async with arrived() as v:
        answer = await v.say("李阿姨", "自提点 2", chat=LAKE)
        assert "1号团的货已经到原来的点了" in answer
        assert (await order(v, 1)).point == "lake-gate"


@pytest.mark.parametrize("said", ["自提点 9", "自提点 便利店", "自提点 0", "自提点 -1"])
async def test_no_such_point(said: str) -> None:
    async with ordered() as v:
        assert "没有这个自提点" in await v.say("李阿姨", said, chat=LAKE)
        assert (await order(v, 1)).point == "lake-gate"


async def test_the_same_number_is_another_point_elsewhere() -> None:
    async with ordered() as v:
        assert "老周便利店" in await v.say("小周", "自提点 1", chat=MAPLE)


async def test_a_stranger_1_to_1_says_the_community_first() -> None:
    async with ordered() as v:
        assert "哪个小区" in await v.say("生人", "自提点 2")
        assert "会所一楼" in await v.say("生人", "湖畔花园")
        assert "你的自提点：2 会所一楼" in await v.say("生人", "地址")


@pytest.mark.parametrize("said", ["地址", "取货地址", "自提地址"])
async def test_the_address_is_where_the_order_goes(said: str) -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", said, chat=LAKE)
        assert "1号团 11月22日(日) 17:00–20:00，东门驿站（湖畔花园东门门卫室旁）" in answer


async def test_how_to_get_in_is_told_1_to_1_only() -> None:
    async with ordered() as v:
        assert "门卫登记" not in await v.say("李阿姨", "地址", chat=LAKE)
        assert "门卫登记" in await v.say("李阿姨", "地址")


async def test_without_order_or_choice_the_address_asks_to_choose() -> None:
    async with ordered() as v:
        assert "选或换回“自提点" in await v.say("路人", "地址", chat=LAKE)


async def test_moving_keeps_codes_apart() -> None:
    async with ordered() as v:
        for who in ("李阿姨", "赵六", "陈伯"):
            await v.say(who, "自提点 2", chat=LAKE)
        codes = {(await order(v, seq)).code for seq in (1, 2, 3)}
        assert len(codes) == 3
