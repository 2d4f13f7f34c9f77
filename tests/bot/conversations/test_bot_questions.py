"""The bot asks back: answered by number, in words, too late, by somebody else, or with something quite different."""

from datetime import timedelta

import pytest

from tests.bot.commands.days import LAKE, book, order, ordered
from tests.conversation import village

CHERRIES = "开团 樱桃\n大樱桃 25/盒 库存20\n小樱桃 30/盒\n蓝莓 15/盒\n截单 今晚20:00\n取货 明天17:00-20:00"


@pytest.mark.parametrize("answer", ["2", "2号", "第二个", "小樱桃", "小的", "要小樱桃"])
async def test_which_one_in_any_words(answer: str) -> None:
    async with village() as v:
        await v.open(text=CHERRIES)
        await v.talk(("李阿姨", LAKE, "樱桃2盒", "哪一种"), ("李阿姨", LAKE, answer, "小樱桃 2盒 60元"))


async def test_two_people_are_asked_at_once_and_each_answers_their_own() -> None:
    async with village() as v:
        await v.open(text=CHERRIES)
        await v.talk(
            ("李阿姨", LAKE, "樱桃2盒", "哪一种"),
            ("赵六", LAKE, "樱桃3盒", "哪一种"),
            ("赵六", LAKE, "1", "大樱桃 3盒"),
            ("李阿姨", LAKE, "2", "小樱桃 2盒"),
        )
        items = (await book(v)).items
        assert (items[1].taken, items[2].taken) == (3, 2)


async def test_somebody_elses_number_is_nobodys_answer() -> None:
    async with village() as v:
        await v.open(text=CHERRIES)
        await v.talk(
            ("李阿姨", LAKE, "樱桃2盒", "哪一种"),
            ("赵六", LAKE, "1", "哪一种"),
            ("王姐", LAKE, "1", ""),
            ("李阿姨", None, "1", "哪一种"),
        )
        assert await v.store.reads.orders(1) == []


async def test_too_late_an_answer_is_just_a_number() -> None:
    async with village() as v:
        await v.open(text=CHERRIES)
        await v.say("李阿姨", "樱桃2盒", chat=LAKE)
        await v.pass_time(timedelta(minutes=9, seconds=59))
        await v.talk(("李阿姨", LAKE, "1", "大樱桃 2盒"))
        await v.say("赵六", "樱桃2盒", chat=LAKE)
        await v.pass_time(timedelta(minutes=10, seconds=1))
        await v.talk(("赵六", LAKE, "1", "哪一种"))
        assert len(await v.store.reads.orders(1)) == 1


async def test_something_else_in_between_does_not_lose_the_question() -> None:
    async with village() as v:
        await v.open(text=CHERRIES)
        await v.talk(
            ("李阿姨", LAKE, "樱桃2盒", "哪一种"),
            ("李阿姨", LAKE, "蓝莓多少钱", "15元"),
            ("李阿姨", LAKE, "谢谢", ""),
            ("李阿姨", LAKE, "1", "大樱桃 2盒"),
        )


async def test_never_mind_is_understood() -> None:
    async with village() as v:
        await v.open(text=CHERRIES)
        await v.say("李阿姨", "樱桃2盒", chat=LAKE)
        await v.say("李阿姨", "算了不要了", chat=LAKE)
        assert await v.store.reads.orders(1) == []


async def test_the_answer_is_used_up_by_a_new_order() -> None:
    async with village() as v:
        await v.open(text=CHERRIES)
        await v.talk(
            ("李阿姨", LAKE, "樱桃2盒", "哪一种"),
            ("李阿姨", LAKE, "大樱桃1盒", "大樱桃 1盒 25元"),
        )
        assert (await book(v)).items[1].taken == 1


async def test_an_answer_to_the_leaders_question_is_the_leaders() -> None:
    async with ordered() as v:
        await v.say("王姐", "取消团购", chat=LAKE)
        await v.say("李阿姨", "确认", chat=LAKE)
        assert (await book(v)).state == "open"
        await v.pass_time(timedelta(minutes=11))
        await v.say("王姐", "确认", chat=LAKE)
        assert (await book(v)).state == "open", "the question was forgotten"
        await v.talk(("王姐", LAKE, "取消团购 1 确认", "取消"))
        assert (await book(v)).state == "cancelled"


async def test_a_no_leaves_the_buy_alone() -> None:
    async with ordered() as v:
        await v.say("王姐", "取消团购", chat=LAKE)
        await v.say("王姐", "算了", chat=LAKE)
        await v.say("王姐", "确认", chat=LAKE)
        assert (await book(v)).state == "open"


async def test_how_many_is_left_by_another_order_and_a_number_then_means_no_goods() -> None:
    async with ordered() as v:
        await v.talk(
            ("路人", LAKE, "来点蓝莓", "要几盒"),
            ("路人", LAKE, "草莓2盒", "草莓 2盒"),
            ("路人", LAKE, "3", "哪一种"),
            ("路人", LAKE, "蓝莓", "蓝莓 3盒 45元"),
        )
        assert (await order(v, 4)).amount == 5000 + 4500
