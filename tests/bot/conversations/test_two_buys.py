"""Two group buys open in one chat: by number, by quote, by item, and a question where neither tells."""

from datetime import timedelta

import pytest

from tests.bot.commands.days import LAKE, book, second_buy
from tests.conversation import Village, village

MORE_FRUIT = "开团 早市\n草莓 28/盒 库存10\n香蕉 9.9/把\n截单 今晚21:00\n取货 后天17:00-20:00"


async def two_with_strawberries(v: Village) -> None:
    await v.open()
    assert await v.open(text=MORE_FRUIT) == 2


async def taken(v: Village) -> tuple[int, int]:
    """Strawberries ordered in the first and in the second buy."""
    return int((await book(v, 1)).item(1).taken), int((await book(v, 2)).item(1).taken)


async def test_what_only_one_of_them_has_is_not_asked_about() -> None:
    async with village() as v:
        await v.open()
        await second_buy(v)
        await v.talk(
            ("李阿姨", LAKE, "鸡蛋1板", "2号团"),
            ("李阿姨", LAKE, "草莓2盒", "1号团"),
            ("李阿姨", LAKE, "鸡蛋多少钱", "20元/板"),
            ("李阿姨", LAKE, "蓝莓还有吗", "蓝莓"),
            ("李阿姨", LAKE, "团购", "2号团"),
            ("李阿姨", None, "我的订单", "1号团"),
        )


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("1", (2, 0)), ("2", (0, 2)), ("2号团", (0, 2)), ("团1", (2, 0)), ("2号", (0, 2))],
)
async def test_what_both_have_is_asked_and_answered_by_number(answer: str, expected: tuple[int, int]) -> None:
    async with village() as v:
        await two_with_strawberries(v)
        asked = await v.say("李阿姨", "草莓2盒", chat=LAKE)
        assert "是哪个？回团号" in asked
        assert "1 周末水果" in asked
        assert "2 早市" in asked
        assert await taken(v) == (0, 0)
        assert "记好了" in await v.say("李阿姨", answer, chat=LAKE)
        assert await taken(v) == expected


@pytest.mark.parametrize(
    "said", ["2号团草莓2盒", "2号团 草莓2盒", "草莓2盒 2号团", "团2 草莓2盒", "第2号团的草莓2盒"]
)
async def test_the_number_said_at_once_saves_the_question(said: str) -> None:
    async with village() as v:
        await two_with_strawberries(v)
        assert "记好了：2号团" in await v.say("李阿姨", said, chat=LAKE)
        assert await taken(v) == (0, 2)


async def test_quoting_the_offer_says_which() -> None:
    async with village() as v:
        await two_with_strawberries(v)
        assert "记好了：2号团" in await v.say(
            "李阿姨", "草莓2盒", chat=LAKE, quote="【2号团】早市 草莓 28元/盒"
        )
        assert "记好了：1号团" in await v.say(
            "赵六", "草莓1盒", chat=LAKE, quote="1号团 周末水果\n草莓 25元/盒"
        )
        assert "2号团" in await v.say("赵六", "香蕉多少钱", chat=LAKE, quote="【2号团】") or await taken(
            v
        ) == (1, 2)


async def test_a_change_is_for_the_buy_one_is_in() -> None:
    async with village() as v:
        await two_with_strawberries(v)
        await v.talk(
            ("李阿姨", LAKE, "2号团草莓2盒", "2号团"),
            ("李阿姨", LAKE, "草莓加1盒", "草莓 3盒"),
            ("李阿姨", LAKE, "草莓改成1盒", "草莓 1盒 28元"),
            ("李阿姨", LAKE, "取消", "2号团"),
        )
        assert await taken(v) == (0, 0)


async def test_cancelling_where_one_is_in_both_is_asked() -> None:
    async with village() as v:
        await two_with_strawberries(v)
        await v.talk(
            ("李阿姨", LAKE, "1号团草莓2盒", "1号团"),
            ("李阿姨", LAKE, "2号团草莓1盒", "2号团"),
            ("李阿姨", LAKE, "不要了", "是哪个"),
            ("李阿姨", LAKE, "1", "1号团"),
        )
        assert await taken(v) == (0, 1)


async def test_after_the_first_closes_the_second_is_meant() -> None:
    async with village() as v:
        await two_with_strawberries(v)
        await v.talk(("王姐", LAKE, "截单 1", "1号团"))
        await v.pass_time(timedelta(minutes=5))
        await v.talk(("李阿姨", LAKE, "草莓2盒", "2号团"), ("李阿姨", LAKE, "1号团草莓1盒", "迟单"))
        assert await taken(v) == (0, 2)


async def test_a_number_that_is_no_buy_here() -> None:
    async with village() as v:
        await two_with_strawberries(v)
        await v.say("李阿姨", "9号团草莓2盒", chat=LAKE)
        assert await taken(v) == (0, 0)
        await v.say("李阿姨", "9号团草莓2盒")
        assert await taken(v) == (0, 0)


async def test_the_leader_names_the_buy_or_is_asked() -> None:
    async with village() as v:
        await two_with_strawberries(v)
        await v.say("李阿姨", "2号团草莓2盒", chat=LAKE)
        await v.talk(
            ("王姐", None, "截单", "哪个团"),
            ("王姐", None, "汇总", "哪个团"),
            ("王姐", None, "汇总 2", "草莓"),
            ("王姐", None, "改价 草莓 30", "哪个团"),
            ("王姐", None, "改价 2号团 草莓 30", "2号团"),
            ("王姐", None, "库存 香蕉 5", "香蕉"),
            ("王姐", None, "名单 2", "草莓2盒"),
            ("王姐", None, "截单 2", "2号团"),
            ("王姐", None, "截单", "1号团"),
        )


async def test_two_groups_each_with_their_own_buy() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=MORE_FRUIT, chat="lake-2")
        await v.talk(
            ("李阿姨", LAKE, "草莓1盒", "1号团"),
            ("李阿姨", "lake-2", "草莓1盒", "2号团"),
            ("李阿姨", None, "我的订单", "2号团"),
            ("赵六", "lake-2", "蓝莓1盒", "没有"),
            ("赵六", None, "草莓1盒", "是哪个"),
        )
