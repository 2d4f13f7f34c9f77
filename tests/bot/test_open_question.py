"""A question that is open is answered by anything clear, and gone once something else is clear."""

import pytest

from tests.bot.commands.days import LAKE, ordered, second_buy
from tests.conversation import Village, village


async def booked(v: Village, who: str = "路人") -> dict[str, str]:
    """What stands in the book for somebody, by the goods."""
    found = {}
    buy = await v.store.reads.buy(1)
    for it in await v.store.reads.orders(1):
        person = await v.store.reads.resident(it.resident)
        if person and any(user == who for _, user in person.identities):
            found |= {buy.item(no).name: str(line.ordered) for no, line in it.lines.items() if line.ordered}
    return found


async def test_a_range_a_half_or_another_unit_asks_the_same_question_again_and_a_number_answers() -> None:
    async with village() as v:
        await v.open()
        await v.say("路人", "草莓来点", chat=LAKE)
        for answer in ("两三盒", "一两盒", "三五盒", "1.5", "半盒", "两斤", "2-3", "大概2", "2吗"):
            assert "草莓要几盒？" in await v.say("路人", answer, chat=LAKE), answer
        assert "草莓" not in await v.say("路人", "3点", chat=LAKE)
        assert await booked(v) == {}
        assert "草莓 2盒 50元" in await v.say("路人", "2", chat=LAKE)


async def test_an_order_that_is_clear_drops_the_question() -> None:
    async with village() as v:
        await v.open()
        assert "哪一种" in await v.say("路人", "来2份", chat=LAKE)
        assert "草莓 1盒" in await v.say("路人", "草莓1盒", chat=LAKE)
        await v.say("路人", "1", chat=LAKE)
        assert await booked(v) == {"草莓": "1"}


@pytest.mark.parametrize("said", ["算了", "不要了", "不用了", "取消"])
async def test_giving_up_drops_the_question(said: str) -> None:
    async with village() as v:
        await v.open()
        await v.say("路人", "来2份", chat=LAKE)
        assert "不记了" in await v.say("路人", said, chat=LAKE)
        await v.say("路人", "1", chat=LAKE)
        assert await booked(v) == {}


async def test_giving_up_a_question_leaves_what_was_ordered_before() -> None:
    async with village() as v:
        await v.open()
        await v.say("路人", "蓝莓1盒", chat=LAKE)
        await v.say("路人", "草莓来点", chat=LAKE)
        assert "不记了" in await v.say("路人", "不要了", chat=LAKE)
        assert await booked(v) == {"蓝莓": "1"}
        await v.say("路人", "草莓来点", chat=LAKE)
        assert "已取消" in await v.say("路人", "取消", chat=LAKE)


async def test_a_number_that_is_no_choice_or_in_doubt_does_not_become_the_amount() -> None:
    async with village() as v:
        await v.open()
        await v.say("路人", "来3份", chat=LAKE)
        for answer in ("9", "2?", "2吗"):
            assert "哪一种？回编号：1 草莓 2 蓝莓" in await v.say("路人", answer, chat=LAKE), answer
        assert "蓝莓 3盒" in await v.say("路人", "2吧", chat=LAKE)


async def test_two_names_for_one_question_are_not_one_of_them() -> None:
    async with village() as v:
        await v.open()
        await v.say("路人", "来3份", chat=LAKE)
        assert "写全，例如“草莓1盒 蓝莓1盒”" in await v.say("路人", "草莓和蓝莓", chat=LAKE)
        assert await booked(v) == {}
        await v.say("路人", "草莓3盒 蓝莓3盒", chat=LAKE)
        assert await booked(v) == {"草莓": "3", "蓝莓": "3"}
        await v.say("路人", "1", chat=LAKE)
        assert await booked(v) == {"草莓": "3", "蓝莓": "3"}


async def test_a_yes_that_comes_too_late_is_told_once() -> None:
    async with ordered() as v:
        assert "确认" in await v.say("王姐", "截单了", chat=LAKE)
        await v.say("王姐", "截单 1", chat=LAKE)
        await v.say("王姐", "确认", chat=LAKE)
        assert await v.say("王姐", "确认", chat=LAKE) == ""


async def test_a_choice_of_buys_is_left_by_a_clear_order_too() -> None:
    async with ordered() as v:
        await second_buy(v)
        await v.say("路人", "来2份", chat=LAKE)
        await v.say("路人", "草莓1盒", chat=LAKE)
        await v.say("路人", "1", chat=LAKE)
        assert await booked(v) == {"草莓": "1"}
