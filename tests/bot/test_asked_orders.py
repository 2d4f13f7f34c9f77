"""Whose orders a question is about, asked of the book as it is, without a unit and inside one."""

from dataclasses import replace

import pytest

from bot.asked_orders import Asked, asked_for
from bot.commands.base import OutOfDate
from bot.commands.why import Looked, look, why
from bot.listening import listen
from bot.parsing.point_question import PointQuestion
from bot.parsing.whose import NoSuchPerson, WhichPerson
from bot.point_reasons import in_words
from bot.talk import Talk
from bot.which import WhichBuy
from groupbuy.errors import NoSuchBuy, NoSuchOrder, NotAllowed, NotYourBuy, Refusal, RightMissing
from groupbuy.standins import Standin
from tests.bot.commands.days import LAKE, ordered, second_buy
from tests.conversation import Village


async def talk(v: Village, who: str, text: str, chat: str | None = None) -> Talk:
    heard = v.message(who, text, chat=chat)
    found, _ = await listen(heard, v.store.reads, v.parts.settings, at=v.clock.now())
    return found


async def asks(v: Village, who: str, words: str, chat: str | None = None) -> Asked | None:
    return await asked_for(await talk(v, who, f"为什么 {words}", chat), v.store.reads, words)


async def numbers(v: Village, who: str, words: str, chat: str | None = None) -> list[tuple[int, int]] | None:
    """(buy, 跟团号) of what is asked about; None is silence."""
    found = await asks(v, who, words, chat)
    return None if found is None else [(it.buy, it.seq_no) for it in found.orders]


async def refused(v: Village, who: str, words: str, chat: str | None = None) -> type[Refusal]:
    with pytest.raises(Refusal) as caught:
        await asks(v, who, words, chat)
    return type(caught.value)


async def test_everybody_is_answered_about_what_they_may_know() -> None:
    async with ordered() as v:
        two = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        own = {
            "": [(two, 1), (1, 2)],
            "1号团": [(1, 2)],
            "2号": [(1, 2)],
            "5-402": [(two, 1), (1, 2)],
            "这么多": [(two, 1), (1, 2)],
            "是2号点": [(two, 1), (1, 2)],
            "1号团 2号点": [(1, 2)],
        }
        for words, found in own.items():
            assert await numbers(v, "赵六", words) == found, words
        for words, refusal in {"3-1203": NotAllowed, "3号": NotAllowed, "9号团": NoSuchOrder}.items():
            assert await refused(v, "赵六", words) is refusal, words
        leaders = {
            "5-402": [(two, 1), (1, 2)],
            "五栋402": [(two, 1), (1, 2)],
            "赵六": [(two, 1), (1, 2)],
            "1号团 赵六": [(1, 2)],
            f"{two}-1": [(two, 1)],
            "1-3": [(1, 3)],
            "1号团 3号": [(1, 3)],
            "陈伯在1号点": [(1, 3)],
        }
        for who in ("王姐", "小林", "陈经理"):
            for words, found in leaders.items():
                assert await numbers(v, who, words) == found, (who, words)
            assert await refused(v, who, "1号") is WhichBuy, who
            assert await refused(v, who, "钱多") is NoSuchPerson, who
            assert await refused(v, who, "1号团 9号") is NoSuchOrder, who
            assert await refused(v, who, "99号团 1号") is NoSuchBuy, who
        assert await refused(v, "老周", "1号团 赵六") in (NotAllowed, NotYourBuy)
        assert await refused(v, "老周", "5-402") is NoSuchOrder


async def test_what_is_overheard_and_names_nobody_is_talk() -> None:
    async with ordered() as v:
        for who in ("赵六", "王姐", "路人"):
            for words in ("草莓这么贵", "今天下雨", "王姐还没来"):
                assert await numbers(v, who, words, LAKE) is None, (who, words)
        assert await numbers(v, "路人", "是2号点", LAKE) is None
        assert await numbers(v, "赵六", "80元", LAKE) == [(1, 2)]
        assert await numbers(v, "赵六", "5-402", LAKE) is None
        assert await numbers(v, "王姐", "5-402", LAKE) == [(1, 2)]
        found = await asks(v, "王姐", "赵六 不在2号点", LAKE)
        assert found is not None
        assert found.point == PointQuestion(2)
        assert await asks(v, "路人", "是2号点") == Asked((), PointQuestion(2))


async def test_namesakes_are_a_question_and_a_leader_without_the_right_is_refused() -> None:
    async with ordered() as v:
        await v.say("小赵", "我叫 2-101 赵六")
        await v.say("小赵", "蓝莓1盒", chat=LAKE)
        assert await refused(v, "王姐", "赵六") is WhichPerson
        assert await numbers(v, "王姐", "2-101") == [(1, 4)]
        here = await talk(v, "小林", "为什么 赵六")
        assert here.speaker.leader is not None
        cover = Standin("leave", 1, "wang", "lake-gate", v.clock.now().date(), v.clock.now().date(), "lin")
        less = replace(here.speaker.leader, rights=frozenset({"verify"}), minds=(cover,))
        with pytest.raises(RightMissing):
            await asked_for(replace(here, speaker=replace(here.speaker, leader=less)), v.store.reads, "5-402")


async def test_an_order_that_goes_elsewhere_while_its_reasons_are_read_is_read_again() -> None:
    """What was read ahead names the old point: the unit notices, and what is answered is what holds."""
    async with ordered() as v:
        here = await talk(v, "赵六", "为什么是1号点")
        before = await look(here, v.store.reads, "是1号点")
        assert isinstance(before, Looked)
        (reason,) = before.why.values()
        assert "你在1号点（东门驿站）取" in in_words(here, reason)
        await v.say("赵六", "自提点 3", chat=LAKE)
        with pytest.raises(OutOfDate):
            await v.store.run(
                lambda books: why(replace(here, worked=before), books, "是1号点"),
                at=v.clock.now(),
                directory=v.directory,
            )
        assert "你在3号点（小林家车库）取：自己选的" in await v.say("赵六", "为什么是1号点")
