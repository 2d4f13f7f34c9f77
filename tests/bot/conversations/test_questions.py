"""What people ask: answered from the book, whether the bot was spoken to or only overheard."""

import pytest

from tests.bot.commands.days import LAKE, arrived, bought, ordered
from tests.conversation import village

ASKED = [
    ("草莓多少钱", "草莓 25元/盒"),
    ("草莓怎么卖的", "25元"),
    ("今天有什么卖的", "草莓"),
    ("有什么团", "周末水果"),
    ("草莓还有吗", "还剩14盒"),
    ("蓝莓还有没有", "蓝莓"),
    ("草莓还剩多少", "14盒"),
    ("几点截单", "20:00"),
    ("截单时间是几点", "20:00"),
    ("最晚几点下单", "20:00"),
    ("什么时候截止", "20:00"),
    ("什么时候到货", "11月22日"),
    ("什么时候取货", "17:00"),
    ("在哪里取", "东门驿站"),
    ("哪里自提", "东门驿站"),
    ("多少人订了", "3户"),
    ("成团了吗", "没有起订量"),
]


@pytest.mark.parametrize(("text", "piece"), ASKED)
async def test_asked_in_the_group_and_one_to_one_it_is_answered_alike(text: str, piece: str) -> None:
    async with ordered() as v:
        assert piece in await v.say("李阿姨", text), "1:1"
        assert piece in await v.say("李阿姨", text, chat=LAKE, mention=True), "mentioned"


@pytest.mark.parametrize("text", ["我订了什么", "我的订单", "我订了几盒", "我下单了吗", "帮我看看我订了啥"])
async def test_what_i_ordered(text: str) -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", text)
        assert "草莓 2盒 50元" in answer
        assert "合计 65元" in answer
        assert "赵六" not in answer


async def test_questions_about_the_goods_after_the_cutoff() -> None:
    async with bought() as v:
        await v.talk(
            ("李阿姨", LAKE, "到货了吗", "还没到"),
            ("李阿姨", LAKE, "草莓还有吗", "不能再订"),
            ("路人", None, "什么时候到货", "小区"),
        )
        await v.say("王姐", "到货 草莓", chat=LAKE)
        await v.talk(("李阿姨", LAKE, "到货了吗", "草莓2盒到了"), ("李阿姨", None, "在哪取", "东门驿站"))


async def test_the_cutoff_is_told_to_who_asks_the_group() -> None:
    async with ordered() as v:
        await v.talk(("路人", LAKE, "几点截单啊", "11月21日(六) 20:00 截单"), ("王姐", LAKE, "截单", "截单"))
        assert "不能再订" in await v.say("路人", "什么时候截单", chat=LAKE)


async def test_a_question_is_no_order() -> None:
    async with ordered() as v:
        for said in (
            "草莓两盒多少钱",
            "买两盒草莓能便宜吗",
            "2盒草莓够吃吗",
            "草莓3盒有优惠吗",
        ):
            await v.say("路人", said, chat=LAKE)
        assert len(await v.store.reads.orders(1)) == 3


async def test_nobody_learns_what_another_ordered() -> None:
    async with arrived() as v:
        for said in (
            "赵六订了什么",
            "2号订了什么",
            "赵六的订单",
            "为什么 2号",
            "5-402订了几盒",
            "谁订了草莓",
        ):
            answer = await v.say("路人", said, chat=LAKE, mention=True)
            assert "75" not in answer, said
            assert "5-402" not in answer, said


async def test_help_is_by_role() -> None:
    async with ordered() as v:
        resident, leader = await v.say("李阿姨", "帮助"), await v.say("王姐", "帮助")
        assert "开团" in leader
        assert "核销" in leader
        assert "核销" not in resident
        assert "我的订单" in resident
        await v.talk(("王姐", None, "帮助 截单", "截单"), ("李阿姨", None, "帮助 取货码", "取货码"))


async def test_nothing_on_offer_is_said_to_who_asks() -> None:
    async with village() as v:
        await v.talk(
            ("李阿姨", LAKE, "团购", "没有"),
            ("李阿姨", LAKE, "有什么团", "没有开着的团"),
            ("李阿姨", None, "有什么团", "没有"),
            ("李阿姨", None, "我的订单", "没有"),
            ("李阿姨", None, "取货码", "没有"),
        )
