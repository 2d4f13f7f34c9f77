"""Work that one process does at a time: the others leave it alone, and take over when its holder is gone."""

from contextlib import AsyncExitStack
from datetime import timedelta

import structlog

import storage
from bot.assigning import LASTS, _assigned, assign
from bot.ticks import TIDYING
from bot.turns import Turns
from groupbuy.ports import Unavailable
from tests.conversation import START, Village, village

LATER = timedelta(seconds=61)


def turns(v: Village, shelf: storage.Shelf | None = None) -> Turns:
    """Another process over the same store."""
    return Turns(v.store, shelf or storage.LocalShelf())


async def test_one_has_its_turn_whether_the_shelf_is_shared_or_each_has_its_own() -> None:
    async with village() as v:
        for shelf in (storage.LocalShelf(), None):
            one, two = turns(v, shelf), turns(v, shelf)
            async with one.turn("work", at=START, lasts=LASTS) as mine:
                assert mine is not None
                async with two.turn("work", at=START, lasts=LASTS) as theirs:
                    assert theirs is None
            async with two.turn("work", at=START, lasts=LASTS) as theirs:
                assert theirs is not None
                assert theirs > mine


async def test_a_turn_ends_with_an_error_and_outlasts_a_store_that_fails_then() -> None:
    async with village() as v:
        one, two = turns(v), turns(v)
        try:
            async with one.turn("work", at=START, lasts=LASTS):
                raise KeyError
        except KeyError:
            pass
        async with two.turn("work", at=START, lasts=LASTS) as theirs:
            assert theirs is not None

        class Gone:
            async def take(self, lease: str, **_: object) -> int:
                return 7

            async def give_back(self, lease: str, number: int) -> None:
                raise Unavailable("nothing could be stored")

        class Failing:
            leases = Gone()

        async with Turns(Failing(), storage.LocalShelf()).turn("work", at=START, lasts=LASTS) as held:  # type: ignore[arg-type]
            assert held == 7


async def test_points_are_solved_by_one_worker_and_by_another_when_that_one_is_gone() -> None:
    async with village() as v, AsyncExitStack() as gone:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        for text in ("重新分配", "截单"):
            await v.hear(v.message("王姐", text, chat="lake-1"))
        dead, alive = turns(v), turns(v)
        at = v.clock.now()
        assert await gone.enter_async_context(dead.turn("assign:1", at=at, lasts=LASTS)) is not None
        assert await assign(alive, v.parts.settings, 1, at=at) == []
        assert not (await v.store.reads.buy(1)).assigned
        [moment] = await assign(alive, v.parts.settings, 1, at=at + LATER)
        assert moment.what == "assign"
        assert await assign(alive, v.parts.settings, 1, at=at + LATER) == []


async def test_what_a_replaced_worker_has_solved_is_not_written() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        for text in ("重新分配", "截单"):
            await v.hear(v.message("王姐", text, chat="lake-1"))
        at = v.clock.now()
        async with turns(v).turn("assign:1", at=at - LATER, lasts=LASTS) as held:
            assert held is not None
            async with turns(v).turn("assign:1", at=at, lasts=LASTS) as taken:
                assert taken is not None
                with structlog.testing.capture_logs() as logged:
                    assert await _assigned(v.store, v.parts.settings, 1, "assign:1", held, at) == []
        assert [it["event"] for it in logged] == ["points not assigned, as another worker has taken over"]
        assert not (await v.store.reads.buy(1)).assigned


async def test_the_tidying_of_an_hour_is_done_by_one() -> None:
    async with village() as v:
        await v.say("李阿姨", "团购", message_id="m1")
        week = v.clock.now() + timedelta(days=7, seconds=1)
        async with turns(v).turn("tidy", at=week, lasts=TIDYING):
            await v.parts.worker.ticks.tidy(at=week)
            assert await v.say("李阿姨", "团购", message_id="m1")
            assert v.parts.metrics.text().count(b'outcome="repeat"') >= 1
        await v.parts.worker.ticks.tidy(at=week)
