"""到货: what came, for whom, and who goes without."""

from decimal import Decimal

import pytest

from groupbuy.buy import State
from tests.bot.commands.days import LAKE, arrived, book, bought, order, ordered, second_buy
from tests.conversation import village


async def test_with_nothing_behind_it_everything_is_there() -> None:
    async with bought() as v:
        answer = await v.say("王姐", "到货", chat=LAKE)
        assert "1号团到货" in answer
        assert "草莓 6盒\n蓝莓 3盒" in answer
        assert "3单可以取了" in answer
        assert "都到齐了" in answer
        assert (await book(v)).state is State.ARRIVED


async def test_those_whose_goods_came_are_told_with_their_code_1_to_1_only() -> None:
    async with bought() as v:
        await v.say("王姐", "到货 蓝莓", chat=LAKE)
        code = (await order(v, 1)).code
        assert any(code in it for it in v.heard(user="李阿姨"))
        assert not any(code in it for it in v.heard(chat=LAKE))
        assert not any("到货" in it for it in v.heard(user="赵六"))


async def test_some_items_first_and_the_rest_later() -> None:
    async with bought() as v:
        answer = await v.say("王姐", "到货 草莓", chat=LAKE)
        assert "草莓 6盒" in answer
        assert "还没到：蓝莓" in answer
        answer = await v.say("王姐", "到货", chat=LAKE)
        assert "蓝莓 3盒" in answer
        assert "草莓" not in answer
        assert "都到齐了" in answer


async def test_several_items_in_one_message() -> None:
    async with bought() as v:
        assert "草莓 6盒\n蓝莓 3盒" in await v.say("王姐", "到货 草莓、蓝莓", chat=LAKE)


async def test_of_18_in_20_the_latest_orders_go_without() -> None:
    async with bought() as v:
        answer = await v.say("王姐", "到货 草莓 4/6", chat=LAKE)
        assert "草莓 4盒，缺2盒" in answer
        assert "3号 陈伯 缺1盒、2号 赵六 缺1盒" in answer
        assert [(await order(v, seq)).line(1).billed for seq in (1, 2, 3)] == [
            Decimal(2),
            Decimal(2),
            Decimal(0),
        ]
        assert (await order(v, 2)).amount == 5000
        assert any("缺1盒" in it for it in v.heard(user="赵六"))
        assert not any("抱歉" in it for it in v.heard(user="李阿姨"))


@pytest.mark.parametrize("said", ["到货 草莓 18/20", "到货 草莓 5/7", "到货 草莓 5"])
async def test_a_total_that_is_not_the_books_changes_nothing(said: str) -> None:
    async with bought() as v:
        assert "账上订了6盒" in await v.say("王姐", said, chat=LAKE)
        assert (await book(v)).state is State.PURCHASING
        assert v.heard(user="李阿姨") == []


async def test_an_item_named_twice_arrives_once() -> None:
    async with bought() as v:
        assert "写了两次" in await v.say("王姐", "到货 草莓 5/6 草莓 4/6", chat=LAKE)
        assert "草莓 6盒\n3单" in await v.say("王姐", "到货 草莓 草莓", chat=LAKE)
        assert len((await book(v)).arrivals) == 1


async def test_a_quantity_alone_is_taken_where_it_is_the_books() -> None:
    async with bought() as v:
        assert "草莓 6盒\n" in await v.say("王姐", "到货 草莓 6盒", chat=LAKE)


async def test_more_than_was_ordered_cannot_come() -> None:
    async with bought() as v:
        assert "“7/6”不对" in await v.say("王姐", "到货 草莓 7/6", chat=LAKE)


async def test_figures_of_several_items_stand_beside_them() -> None:
    async with bought() as v:
        answer = await v.say("王姐", "到货 草莓 5/6 蓝莓 3/3", chat=LAKE)
        assert "蓝莓 3盒\n" in answer
        assert "草莓 5盒，缺1盒" in answer
        assert "3号 陈伯 缺1盒" in answer


async def test_one_point_at_a_time() -> None:
    async with ordered() as v:
        await v.say("赵六", "自提点 2", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        answer = await v.say("王姐", "到货 2号点 草莓", chat=LAKE)
        assert "会所一楼" in answer
        assert "草莓 3盒" in answer
        assert "1单可以取了" in answer
        assert "还没到：草莓、蓝莓" in answer
        assert not any("到货" in it for it in v.heard(user="李阿姨"))
        answer = await v.say("王姐", "到货", chat=LAKE)
        assert "草莓 3盒" in answer
        assert "蓝莓 3盒" in answer
        assert "都到齐了" in answer


@pytest.mark.parametrize(
    "said", ["到货 会所一楼", "到货 会所", "到货 2号自提点", "到货 草莓 2号点", "到货 草莓 会所一楼"]
)
async def test_a_point_is_named_by_number_or_name_before_or_after(said: str) -> None:
    async with ordered() as v:
        await v.say("赵六", "自提点 2", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        answer = await v.say("王姐", said, chat=LAKE)
        assert "会所一楼" in answer
        assert "草莓 3盒" in answer


async def test_shortage_at_a_point_is_counted_there() -> None:
    async with ordered() as v:
        await v.say("赵六", "自提点 2", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        assert "账上订了3盒" in await v.say("王姐", "到货 草莓 5/6 2号点", chat=LAKE)
        assert "2号 赵六 缺1盒" in await v.say("王姐", "到货 草莓 2/3 2号点", chat=LAKE)


async def test_a_point_that_is_none_is_refused() -> None:
    async with bought() as v:
        assert "没有这个自提点" in await v.say("王姐", "到货 9号点", chat=LAKE)


async def test_what_has_arrived_is_not_marked_twice() -> None:
    async with arrived() as v:
        assert "都已经记过到货了" in await v.say("王姐", "到货", chat=LAKE)
        assert "已记到货" in await v.say("王姐", "到货 草莓", chat=LAKE)


async def test_an_unknown_item_is_refused_with_what_there_is() -> None:
    async with bought() as v:
        answer = await v.say("王姐", "到货 香蕉", chat=LAKE)
        assert "没有“香蕉”" in answer
        assert "1 草莓、2 蓝莓" in answer


async def test_an_item_nobody_ordered_does_not_arrive() -> None:
    async with village() as v:
        await v.open()
        await v.say("赵六", "草莓1盒", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        assert "没有人订蓝莓" in await v.say("王姐", "到货 蓝莓", chat=LAKE)


async def test_an_open_buy_has_nothing_to_arrive() -> None:
    async with ordered() as v:
        assert "没有" in await v.say("王姐", "到货", chat=LAKE)
        assert (await book(v)).state is State.OPEN
        assert "不能变成已到货" in await v.say("王姐", "到货 1号团", chat=LAKE)


async def test_a_number_that_may_be_a_buy_or_an_item_is_not_guessed_at() -> None:
    async with bought() as v:
        assert "是团号还是第几样" in await v.say("王姐", "到货 1", chat=LAKE)
        assert (await book(v)).state is State.PURCHASING
        assert "草莓 6盒\n3单" in await v.say("王姐", "到货 第1样", chat=LAKE)
        assert "蓝莓 3盒" in await v.say("王姐", "到货 1号团", chat=LAKE)


async def test_items_are_named_by_number_where_no_buy_is_meant() -> None:
    async with bought() as v:
        assert "蓝莓 3盒\n" in await v.say("王姐", "到货 2", chat=LAKE)


async def test_with_two_buys_the_leader_says_which() -> None:
    async with bought() as v:
        number = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        await v.say("王姐", f"截单 {number}", chat=LAKE)
        assert "是哪个团" in await v.say("王姐", "到货", chat=LAKE)
        assert "鸡蛋 1板" in await v.say("王姐", f"到货 {number}号团", chat=LAKE)


async def test_the_quoted_buy_is_meant() -> None:
    async with bought() as v:
        number = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        await v.say("王姐", f"截单 {number}", chat=LAKE)
        answer = await v.say("王姐", "到货", chat=LAKE, quote=f"【{number}号团】蛋 已截单")
        assert "鸡蛋 1板" in answer


async def test_a_deputy_with_the_right_marks_the_arrival() -> None:
    async with bought() as v:
        assert "草莓 6盒" in await v.say("小林", "到货 草莓", chat=LAKE)


async def test_neither_a_resident_nor_another_communitys_leader_may() -> None:
    async with bought() as v:
        assert "团长的操作" in await v.say("赵六", "到货", chat=LAKE, mention=True)
        assert "请找王姐" in await v.say("老周", "到货", chat=LAKE)
        assert (await book(v)).state is State.PURCHASING


async def test_chit_chat_about_arrivals_is_not_the_command() -> None:
    async with bought() as v:
        assert "到货：" not in await v.say("王姐", "到货了吗", chat=LAKE)
        assert (await book(v)).state is State.PURCHASING


async def test_goods_that_reach_nobody_are_told_to_nobody() -> None:
    async with bought() as v:
        answer = await v.say("王姐", "到货 草莓 0/6", chat=LAKE)
        assert "还没有谁能取。" in answer
        assert "0单" not in answer
