"""确认: a draft opens after its question has been forgotten, or from another chat."""

from datetime import timedelta

from groupbuy.buy import State
from tests.conversation import FRUIT, village


async def test_a_draft_opens_from_another_chat():
    async with village() as v:
        await v.say("王姐", FRUIT, chat="lake-1")
        assert "开了" in await v.say("王姐", "确认")
        assert (await v.store.reads.buy(1)).state is State.OPEN


async def test_a_draft_opens_after_the_question_was_forgotten():
    async with village() as v:
        await v.say("王姐", FRUIT, chat="lake-1")
        await v.pass_time(timedelta(hours=1))
        assert "开了" in await v.say("王姐", "确认 1", chat="lake-1")


async def test_without_a_draft_an_overheard_yes_is_met_with_silence():
    async with village() as v:
        await v.talk(("王姐", "lake-1", "确认", ""), ("王姐", None, "确认", "现在没有能用“确认”的团"))


async def test_an_open_buy_needs_no_yes():
    async with village() as v:
        await v.open()
        assert "1号团现在是开团中" in await v.say("王姐", "确认 1")


async def test_words_too_many_are_refused_with_the_form():
    async with village() as v:
        await v.say("王姐", FRUIT, chat="lake-1")
        assert "确认 12" in await v.say("王姐", "确认 1 草莓", chat="lake-1")
        assert (await v.store.reads.buy(1)).state is State.DRAFT


async def test_a_leader_elsewhere_may_not_open_it():
    async with village() as v:
        await v.say("王姐", FRUIT, chat="lake-1")
        assert "请找王姐" in await v.say("老周", "确认 1")
        assert "没有“开团”这项权限" in await v.say("小林", "确认 1")
        assert (await v.store.reads.buy(1)).state is State.DRAFT
