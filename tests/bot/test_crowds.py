"""A crowd in one community (H10): the others' messages do not wait behind it, and nothing of the crowd's is lost."""

import asyncio
from collections import Counter
from decimal import Decimal

import pytest

from bot.crowds import Crowds
from groupbuy.ports import Unavailable
from tests.conversation import FRUIT, village


class Work:
    """Messages that are under way until they are told to end; `began` in the order they had their turn."""

    def __init__(self, crowds: Crowds) -> None:
        self.crowds = crowds
        self.began: list[str] = []
        self.ending: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def _one(self, name: str, community: str | None) -> None:
        async with self.crowds.turn(community):
            self.began.append(name)
            await self.ending[name].wait()

    async def come(self, names: str, community: str | None) -> None:
        for name in names:
            self.ending[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self._one(name, community))
        await self.settled()

    async def end(self, names: str) -> None:
        for name in names:
            self.ending[name].set()
        await self.settled()

    async def settled(self) -> None:
        for _ in range(5):
            await asyncio.sleep(0)

    async def all_over(self) -> None:
        await self.end("".join(self.tasks))
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)
        assert not +self.crowds._under_way
        assert self.crowds._lines == {}


async def test_nobody_waits_where_only_one_community_speaks_or_there_is_room() -> None:
    alone = Work(Crowds(at_once=2))
    await alone.come("abcde", "lake")
    assert alone.began == [*"abcde"]
    await alone.all_over()

    few = Work(Crowds(at_once=2))
    await few.come("x", "maple")
    await few.come("ab", "lake")
    await few.come("yz", None)  # those of whom nobody knows where they belong are like a community
    assert few.began == [*"xabyz"]
    await few.all_over()


async def test_a_crowd_waits_in_its_own_line_in_the_order_it_came_and_others_have_their_places() -> None:
    it = Work(Crowds(at_once=2))
    await it.come("x", "maple")
    await it.come("abcde", "lake")
    assert it.began == [*"xab"]
    await it.come("y", "maple")
    assert it.began == [*"xaby"]
    await it.end("b")
    assert it.began == [*"xabyc"]
    await it.come("f", "lake")  # who comes now does not pass those in line
    await it.end("ac")
    assert it.began == [*"xabycde"]
    await it.end("xy")
    assert it.began[-1] == "e"  # what is free elsewhere is not the crowd's
    await it.end("d")
    assert it.began[-1] == "f"
    await it.all_over()


async def test_what_was_begun_alone_is_finished_before_more_of_it_begins_beside_others() -> None:
    it = Work(Crowds(at_once=2))
    await it.come("abcd", "lake")
    await it.come("x", "maple")
    await it.come("e", "lake")
    await it.end("ab")
    assert it.began == [*"abcdx"]
    await it.end("c")
    assert it.began == [*"abcdxe"]
    await it.all_over()


async def test_who_gives_up_in_line_holds_nobody_up_also_when_their_turn_has_just_come() -> None:
    it = Work(Crowds(at_once=1))
    await it.come("x", "maple")
    await it.come("abcd", "lake")
    it.tasks["b"].cancel()
    await it.end("a")
    assert it.began == [*"xac"]
    it.ending["c"].set()
    await asyncio.sleep(0)  # c has ended and d been given its place, without having begun
    it.tasks["d"].cancel()
    await it.come("e", "lake")
    assert it.began[-1] == "e"
    await it.all_over()


async def test_a_line_that_is_too_long_takes_no_more_and_says_that_nothing_was_stored() -> None:
    it = Work(Crowds(at_once=1, most_waiting=2))
    await it.come("x", "maple")
    await it.come("abcd", "lake")
    with pytest.raises(Unavailable, match="2 messages of one community wait"):
        await it.tasks["d"]
    await it.come("y", None)
    assert it.began == [*"xay"]
    await it.all_over()
    assert it.began == [*"xaybc"]


async def test_an_order_from_elsewhere_is_answered_while_a_crowd_waits_and_the_crowd_loses_nothing() -> None:
    """Counted, not timed: how many of the crowd are answered before it."""
    async with village() as v:
        await v.open(text=FRUIT.replace("库存20", "库存500"))
        await v.open(leader="老周", chat="maple-1")
        app, crowd, answered = v.parts.app, 60, Counter[str]()
        app.crowds = Crowds(at_once=6)

        async def says(who: str, chat: str) -> str:
            answer = await app.handle(v.message(who, "草莓2盒", chat=chat), at=v.clock.now()) or ""
            answered[chat] += 1
            return answer

        assert "记好了" in await says("小林", "maple-1")
        tasks = [asyncio.create_task(says(f"P{no}", "lake-1")) for no in range(crowd)]
        await asyncio.sleep(0)
        assert "记好了" in await says("小陈", "maple-1")
        first = answered["lake-1"]
        print(f"H10: {first} of a crowd of {crowd} were answered before the one from elsewhere")
        assert first <= crowd / 2
        assert all("记好了" in it for it in await asyncio.gather(*tasks))
        assert (await v.store.reads.buy(1)).item(1).taken == Decimal(2 * crowd)
