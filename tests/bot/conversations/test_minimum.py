"""The minimum is missed: the leader is asked and has three ways out, and silence is the fourth."""

from datetime import timedelta

import pytest

from tests.bot.commands.days import LAKE, book
from tests.conversation import START, Village, village

CUTOFF = START + timedelta(hours=10)
TEN = "开团 枣\n红枣 18/袋\n满10份成团\n截单 今晚20:00\n取货 后天17:00-20:00"


async def missed(v: Village) -> None:
    await v.open(text=TEN)
    await v.say("李阿姨", "红枣3袋", chat=LAKE)
    await v.say("赵六", "红枣2袋", chat=LAKE)
    await v.pass_time(CUTOFF + timedelta(minutes=2))


async def test_the_leader_is_asked_and_told_what_each_way_does() -> None:
    async with village() as v:
        await missed(v)
        asked = v.heard(user="王姐")[-1]
        for way in ("延长", "照常成团", "取消团购"):
            assert way in asked
        assert "10" in asked
        assert (await book(v)).state == "not_formed"


async def test_first_way_goes_ahead_with_what_there_is() -> None:
    async with village() as v:
        await missed(v)
        await v.talk(
            ("王姐", None, "照常成团", "成团"),
            ("王姐", None, "已采购", "采购"),
            ("王姐", None, "到货", "红枣"),
            ("李阿姨", None, "我的订单", "红枣 3袋 54元"),
        )
        assert any("红枣3袋" in it for it in v.heard(user="李阿姨"))


async def test_second_way_gives_it_longer_and_it_forms() -> None:
    async with village() as v:
        await missed(v)
        await v.talk(
            ("王姐", None, "延长 1小时", "21:0"),
            ("陈伯", LAKE, "红枣5袋", "记好了"),
        )
        await v.pass_time(timedelta(hours=2))
        assert (await book(v)).state == "formed"


async def test_third_way_calls_it_off_and_everybody_is_told() -> None:
    async with village() as v:
        await missed(v)
        await v.talk(("王姐", None, "取消团购", "2"), ("王姐", None, "确认", "取消"))
        assert (await book(v)).state == "cancelled"
        await v.pass_time(timedelta(hours=13))
        for who in ("李阿姨", "赵六"):
            assert any("取消" in it for it in v.heard(user=who)), who


async def test_silence_calls_it_off_but_not_while_people_sleep() -> None:
    async with village() as v:
        await missed(v)
        await v.pass_time(CUTOFF + timedelta(hours=11))
        assert (await book(v)).state == "not_formed", "07:00: two hours were awake, ten were night"
        await v.pass_time(CUTOFF + timedelta(hours=13, minutes=5))
        assert (await book(v)).state == "cancelled"
        assert any("取消" in it for it in v.heard(user="李阿姨"))


async def test_an_answer_just_before_the_silence_counts_is_enough() -> None:
    async with village() as v:
        await missed(v)
        await v.pass_time(CUTOFF + timedelta(hours=12, minutes=50))
        await v.talk(("王姐", None, "照常成团", "成团"))
        await v.pass_time(timedelta(hours=3))
        assert (await book(v)).state == "formed"


@pytest.mark.parametrize("who", ["赵六", "老周", "小林"])
async def test_nobody_else_decides(who: str) -> None:
    async with village() as v:
        await missed(v)
        for said in ("照常成团 1", "延长 1号团 1小时", "取消团购 1 确认"):
            await v.say(who, said)
        assert (await book(v)).state == "not_formed"


async def test_a_resident_may_ask_how_far_it_is() -> None:
    async with village() as v:
        await v.open(text=TEN)
        await v.talk(
            ("李阿姨", LAKE, "红枣3袋", "记好了"),
            ("赵六", LAKE, "成团了吗", "还差7份"),
            ("赵六", LAKE, "红枣7袋", "记好了"),
            ("赵六", LAKE, "够了吗 成团了没", "成团"),
        )


async def test_one_cancelling_makes_it_miss_after_all() -> None:
    async with village() as v:
        await v.open(text=TEN)
        await v.talk(
            ("李阿姨", LAKE, "红枣8袋", "记好了"),
            ("赵六", LAKE, "红枣2袋", "记好了"),
            ("赵六", LAKE, "取消", "取消"),
        )
        await v.pass_time(CUTOFF + timedelta(minutes=2))
        assert (await book(v)).state == "not_formed"


@pytest.mark.parametrize(
    ("minimum", "orders", "state"),
    [
        ("满2户成团", ("红枣1袋",), "not_formed"),
        ("满2户成团", ("红枣1袋", "红枣1袋"), "formed"),
        ("满50元成团", ("红枣2袋",), "not_formed"),
        ("满50元成团", ("红枣2袋", "红枣1袋"), "formed"),
        ("满3份成团", ("红枣1袋", "红枣2袋"), "formed"),
    ],
)
async def test_households_portions_or_money(minimum: str, orders: tuple[str, ...], state: str) -> None:
    async with village() as v:
        await v.open(text=TEN.replace("满10份成团", minimum))
        for who, said in zip(("李阿姨", "赵六"), orders, strict=False):
            assert "记好了" in await v.say(who, said, chat=LAKE)
        await v.pass_time(CUTOFF + timedelta(minutes=31))
        assert (await book(v)).state == state
