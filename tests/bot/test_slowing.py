"""A flood of one person (H10): what is over the limit is not read, is said once a minute, and concerns nobody else."""

from collections import Counter

import storage
from bot.app import App
from bot.slowing import Slowing, TooFast
from tests.bot.rows import fingerprint
from tests.conversation import START, village

GROUP = "lake-1"
SAID = TooFast.text


async def test_who_says_more_than_the_limit_is_told_once_and_is_not_read_for_the_rest_of_the_minute() -> None:
    async with village() as v:
        await v.open()
        counted: Counter[str] = Counter()
        shelf = storage.LocalShelf()
        app = App(
            v.store,
            v.parts.settings,
            lambda channel, outcome: counted.update([outcome]),
            slowing=Slowing(shelf.may_hear),
        )
        most = v.directory.limits.messages_per_minute

        async def says(who: str, text: str, message_id: str, mention: bool = True) -> str | None:
            heard = v.message(who, text, chat=GROUP, mention=mention, message_id=message_id)
            return await app.handle(heard, at=START)

        first = [await says("急先锋", "加1盒蓝莓", f"a{no}") for no in range(most)]
        assert all("记好了" in (it or "") for it in first)
        before = fingerprint(v.path, but=())
        over = [await says("急先锋", "加1盒蓝莓", f"b{no}") for no in range(5)]
        assert over == [SAID, None, None, None, None]
        assert fingerprint(v.path, but=()) == before, "nothing was stored of it"
        # A repeat of what was heard is answered as it was; others are heard as ever.
        assert await says("急先锋", "加1盒蓝莓", "a0") == first[0]
        assert "记好了" in (await says("李阿姨", "加1盒蓝莓", "c") or "")
        assert counted == {"done": most + 1, "too fast": 5, "repeat": 1}
        # What is only overheard is met with silence, here as elsewhere.
        chatter = [await says("话多", "今天天气好", f"d{no}", mention=False) for no in range(most + 2)]
        assert chatter[-2:] == [None, None]
        [order] = [it for it in await v.store.reads.orders(1) if it.seq_no == 1]
        assert order.line(2).ordered == most


async def test_the_limit_is_the_operators_and_one_channels_people_are_not_anothers() -> None:
    async with village() as v:
        shelf = storage.LocalShelf()
        slowing = Slowing(shelf.may_hear)
        most = v.directory.limits.messages_per_minute
        heard = [await slowing.refusal(v.message("甲", "在吗"), v.parts.settings) for _ in range(most + 1)]
        assert heard == [None] * most + [SAID]
        assert await shelf.may_hear("another", "甲", most)
        assert await slowing.refusal(v.message("乙", "在吗"), v.parts.settings) is None


async def test_where_the_clock_is_moved_by_hand_nobody_is_too_fast() -> None:
    async with village() as v:
        said = [await v.say("甲", "在吗") for _ in range(v.directory.limits.messages_per_minute + 2)]
        assert SAID not in said
