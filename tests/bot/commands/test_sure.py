"""Free words that are hard to take back are said back first; the typed command is done at once."""

import pytest

from tests.conversation import village


@pytest.mark.parametrize(
    ("free", "said"),
    [("今天就到这里，截单吧", "截单"), ("草莓调价到28", "改价 1号团 草莓 28")],
)
async def test_free_words_are_said_back_and_done_on_a_yes(free: str, said: str) -> None:
    async with village() as v:
        await v.open()
        asked = await v.say("王姐", free, chat="lake-1")
        assert said.split()[0] in asked
        assert "确认" in asked
        buy = await v.store.reads.buy(1)
        assert (buy.state, buy.item(1).price) == ("open", 2500)
        assert await v.say("王姐", "确认", chat="lake-1")
        buy = await v.store.reads.buy(1)
        assert (buy.state, buy.item(1).price) != ("open", 2500)


async def test_a_no_drops_it_and_other_talk_leaves_it_open() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "今天就到这里，截单吧", chat="lake-1")
        assert await v.say("王姐", "算了", chat="lake-1") == "@王姐 好，没有动。"
        assert (await v.store.reads.buy(1)).state == "open"
        await v.say("王姐", "今天就到这里，截单吧", chat="lake-1")
        assert "草莓 1盒" in await v.say("王姐", "草莓1盒", chat="lake-1")
        await v.say("王姐", "确认", chat="lake-1")
        assert (await v.store.reads.buy(1)).state == "closed"


async def test_somebody_elses_yes_does_nothing() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "今天就到这里，截单吧", chat="lake-1")
        await v.say("李阿姨", "确认", chat="lake-1")
        assert (await v.store.reads.buy(1)).state == "open"


async def test_the_typed_command_is_done_at_once() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "截单", chat="lake-1")
        assert (await v.store.reads.buy(1)).state == "closed"


async def test_a_resident_who_says_it_in_free_words_is_not_obeyed() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "今天就到这里，截单吧", chat="lake-1")
        await v.say("李阿姨", "确认", chat="lake-1")
        assert (await v.store.reads.buy(1)).state == "open"
