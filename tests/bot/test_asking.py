"""An unclear order is met with one short question, and its answer places the order that was meant."""

from decimal import Decimal

import pytest

from tests.bot.commands.days import LAKE, order, ordered, second_buy
from tests.conversation import START, Village, village

BERRIES = """开团 樱桃
大樱桃 25/盒 库存20
小樱桃 30/盒
蓝莓 15/盒
截单 今晚20:00
取货 明天17:00-20:00"""


async def berries(v: Village) -> None:
    await v.open(text=BERRIES)


async def qty(v: Village, seq: int, item: int) -> Decimal:
    return (await order(v, seq)).line(item).ordered


@pytest.mark.parametrize("answer", ["1", "1号", "①", "第1个", "大", "大樱桃"])
async def test_which_of_two_is_answered_by_number_or_name(answer: str) -> None:
    async with village() as v:
        await berries(v)
        question = await v.say("李阿姨", "樱桃2盒", chat=LAKE)
        assert "哪一种？回编号：1 大樱桃 2 小樱桃" in question
        assert "蓝莓" not in question
        assert "大樱桃 2盒 50元" in await v.say("李阿姨", answer, chat=LAKE)


async def test_more_on_top_stays_more_on_top() -> None:
    async with village() as v:
        await berries(v)
        await v.say("李阿姨", "大樱桃1盒", chat=LAKE)
        await v.say("李阿姨", "再来2盒樱桃", chat=LAKE)
        assert "大樱桃 3盒" in await v.say("李阿姨", "1", chat=LAKE)


async def test_the_clear_part_of_the_message_is_booked_with_the_answer() -> None:
    async with village() as v:
        await berries(v)
        await v.say("李阿姨", "樱桃2盒 蓝莓1盒", chat=LAKE)
        answer = await v.say("李阿姨", "2", chat=LAKE)
        assert "小樱桃 2盒 60元" in answer
        assert "蓝莓 1盒 15元" in answer


async def test_an_order_for_somebody_else_stays_theirs() -> None:
    async with village() as v:
        await berries(v)
        await v.say("李阿姨", "帮我妈带2盒樱桃", chat=LAKE)
        assert "我妈" in await v.say("李阿姨", "2", chat=LAKE)


async def test_a_number_without_goods_asks_which_of_all() -> None:
    async with ordered() as v:
        question = await v.say("路人", "+1", chat=LAKE)
        assert "1 草莓 2 蓝莓" in question
        assert "蓝莓 1盒 15元" in await v.say("路人", "2", chat=LAKE)


async def test_something_not_on_sale_is_said_with_what_there_is() -> None:
    async with ordered() as v:
        question = await v.say("路人", "芒果2盒", chat=LAKE)
        assert "没有“芒果" in question
        assert "1 草莓 2 蓝莓" in question
        assert len(await v.store.reads.orders(1)) == 3


@pytest.mark.parametrize("answer", ["2", "2盒", "两盒", "两", "２", "2份", "2。"])
async def test_how_many_is_answered_by_a_number(answer: str) -> None:
    async with ordered() as v:
        question = await v.say("路人", "来点蓝莓", chat=LAKE)
        assert "蓝莓要几盒？（15元/盒）" in question
        assert "蓝莓 2盒 30元" in await v.say("路人", answer, chat=LAKE)


async def test_which_and_then_how_many() -> None:
    async with village() as v:
        await berries(v)
        first = await v.say("李阿姨", "要樱桃", chat=LAKE)
        assert "1 大樱桃 2 小樱桃" in first
        assert "小樱桃要几盒" in await v.say("李阿姨", "2", chat=LAKE)
        assert "小樱桃 3盒 90元" in await v.say("李阿姨", "3", chat=LAKE)


@pytest.mark.parametrize("answer", ["不知道", "几盒都行", "9999999", "-1", "0", "1e9", "NaN", "哈哈"])
async def test_what_is_no_answer_books_nothing(answer: str) -> None:
    async with ordered() as v:
        await v.say("路人", "来点蓝莓", chat=LAKE)
        await v.say("路人", answer, chat=LAKE)
        assert len(await v.store.reads.orders(1)) == 3


async def test_a_number_outside_the_choices_books_nothing() -> None:
    async with village() as v:
        await berries(v)
        await v.say("李阿姨", "樱桃2盒", chat=LAKE)
        await v.say("李阿姨", "蓝莓", chat=LAKE)
        assert await v.store.reads.orders(1) == [] or not (await order(v, 1)).line(1).ordered


async def test_a_whole_order_instead_of_an_answer_is_taken_as_it_is() -> None:
    async with village() as v:
        await berries(v)
        await v.say("李阿姨", "樱桃2盒", chat=LAKE)
        answer = await v.say("李阿姨", "小樱桃1盒", chat=LAKE)
        assert "小樱桃 1盒 30元" in answer
        assert "大" not in answer


async def test_the_neighbours_number_is_not_my_answer() -> None:
    async with ordered() as v:
        await v.say("路人", "来点蓝莓", chat=LAKE)
        await v.say("邻人", "2", chat=LAKE)
        assert len(await v.store.reads.orders(1)) == 3
        assert "蓝莓 2盒" in await v.say("路人", "2", chat=LAKE)


async def test_an_answer_elsewhere_is_none() -> None:
    async with ordered() as v:
        await v.say("路人", "来点蓝莓", chat=LAKE)
        assert "记好了" not in await v.say("路人", "2")


async def test_after_ten_minutes_the_question_is_forgotten() -> None:
    async with ordered() as v:
        await v.say("路人", "来点蓝莓", chat=LAKE)
        await v.pass_time(START.replace(minute=11))
        assert "蓝莓 2盒" not in await v.say("路人", "2", chat=LAKE)


async def test_the_answer_counts_once() -> None:
    async with ordered() as v:
        await v.say("路人", "来点蓝莓", chat=LAKE)
        await v.say("路人", "2", chat=LAKE)
        await v.say("路人", "5", chat=LAKE)
        assert await qty(v, 4, 2) == Decimal(2)


async def test_the_answer_after_the_cutoff_is_late_like_any_order() -> None:
    async with ordered() as v:
        await v.say("路人", "来点蓝莓", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        await v.pass_time(START.replace(minute=5))
        answer = await v.say("路人", "2", chat=LAKE)
        assert "记在迟单" in answer
        assert len(await v.store.reads.orders(1)) == 3


async def test_more_than_there_is_is_refused_after_the_answer_too() -> None:
    async with ordered() as v:
        await v.say("路人", "来点草莓", chat=LAKE)
        assert "只剩14盒" in await v.say("路人", "15", chat=LAKE)


async def test_two_unclear_things_are_asked_one_after_the_other() -> None:
    async with ordered() as v:
        assert "草莓要几盒" in await v.say("路人", "草莓和蓝莓", chat=LAKE)
        assert "蓝莓要几盒" in await v.say("路人", "2", chat=LAKE)
        answer = await v.say("路人", "3", chat=LAKE)
        assert "草莓 2盒 50元" in answer
        assert "蓝莓 3盒 45元" in answer


async def test_one_more_of_which_stays_one_more() -> None:
    async with ordered() as v:
        assert "1 草莓 2 蓝莓" in await v.say("李阿姨", "再加1盒", chat=LAKE)
        assert "草莓 3盒" in await v.say("李阿姨", "1", chat=LAKE)


async def test_a_strawberry_of_two_kinds_is_ordered_by_its_own_name() -> None:
    async with village() as v:
        await v.open(text=BERRIES.replace("大樱桃", "红颜草莓").replace("小樱桃", "奶油草莓"))
        assert "奶油草莓 2盒 60元" in await v.say("李阿姨", "奶油草莓2盒", chat=LAKE)
        assert "1 红颜草莓 2 奶油草莓" in await v.say("李阿姨", "草莓2盒", chat=LAKE)
        assert "红颜草莓 2盒 50元" in await v.say("李阿姨", "红颜草莓", chat=LAKE)


async def test_of_several_buys_the_one_that_has_it_asks() -> None:
    async with ordered() as v:
        await second_buy(v)
        assert "鸡蛋要几板" in await v.say("路人", "来点鸡蛋", chat=LAKE)
        assert "鸡蛋 2板 40元" in await v.say("路人", "2", chat=LAKE)


@pytest.mark.parametrize("text", ["来点草莓", "整点草莓", "草莓来些", "想要点草莓"])
async def test_the_quantity_answered_is_not_asked_about_again(text: str) -> None:
    async with village() as v:
        await v.open()
        assert "草莓要几盒" in await v.say("路人", text, chat=LAKE)
        assert "草莓 3盒" in await v.say("路人", "3", chat=LAKE)
        assert await qty(v, 1, 1) == 3


async def test_neither_what_nor_how_many_asks_for_both() -> None:
    async with ordered() as v:
        answer = await v.say("路人", "照旧", chat=LAKE)
        assert answer == "" or "例如“草莓2盒 蓝莓1盒”" in answer


@pytest.mark.parametrize(
    "said",
    [
        "草莓-1盒",
        "草莓0盒",
        "草莓零盒",
        "草莓半盒",
        "草莓负一盒",
        "草莓1e9盒",
        "草莓几盒",
        "-1",
        "0",
        "草莓99999盒",
    ],
)
async def test_an_amount_that_cannot_be_taken_is_no_answer_to_which(said: str) -> None:
    async with village() as v:
        await v.open()
        assert "回编号：1 草莓 2 蓝莓" in await v.say("李阿姨", "改成2盒", chat=LAKE)
        assert "记好了" not in await v.say("李阿姨", said, chat=LAKE)
        assert await v.store.reads.orders(1) == []


@pytest.mark.parametrize("said", ["草莓", "1", "要草莓", "第一个", "第1个", "要第一种", "草莓的", "草莓吧"])
async def test_a_bare_choice_takes_the_amount_asked_about(said: str) -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "改成2盒", chat=LAKE)
        assert "草莓 2盒 50元" in await v.say("李阿姨", said, chat=LAKE)


async def test_an_answer_with_an_amount_of_its_own_is_an_order_of_that() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "改成2盒", chat=LAKE)
        assert "草莓 3盒 75元" in await v.say("李阿姨", "草莓3盒", chat=LAKE)


async def test_a_figure_in_the_goods_own_name_is_no_amount() -> None:
    async with village() as v:
        await v.open(text="开团 肉\n五花肉 25/斤\n三文鱼 60/份\n截单 今晚20:00\n取货 明天17:00-20:00")
        await v.say("李阿姨", "改成2份", chat=LAKE)
        assert "三文鱼 2份 120元" in await v.say("李阿姨", "要三文鱼", chat=LAKE)


@pytest.mark.parametrize("said", ["蓝莓草莓要一些", "蓝莓还是草莓呢，来2盒", "莓2盒", "蓝莓和草莓"])
async def test_choices_stand_in_the_order_of_the_offer(said: str) -> None:
    async with village() as v:
        await v.open()
        answer = await v.say("李阿姨", said, chat=LAKE, mention=True)
        if "回编号" in answer:
            assert "1 草莓 2 蓝莓" in answer
        assert "2 蓝莓 1 草莓" not in answer
