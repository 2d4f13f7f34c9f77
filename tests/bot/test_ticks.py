"""When to look: what is due is dealt with once, each in its own unit; one failure holds up nobody."""

import asyncio
from datetime import timedelta

import structlog

from bot.ticks import Ticks
from tests.bot.rows import change, rows
from tests.conversation import START, Village, village

SECOND = "开团 第二个\n香蕉 5/把\n截单 今晚20:00\n取货 明天17:00-20:00"
AFTER = timedelta(hours=10, minutes=1)


async def states(v: Village) -> list[str]:
    return [str(state) for (state,) in rows(v.path, "SELECT state FROM buys ORDER BY number")]


async def test_nothing_is_due_before_its_time() -> None:
    async with village() as v:
        await v.open()
        assert await v.parts.worker.ticks.tick(at=START + timedelta(hours=7, minutes=59)) == []


async def test_a_moment_is_dealt_with_once() -> None:
    async with village() as v:
        await v.open()
        [soon] = await v.parts.worker.ticks.tick(at=START + timedelta(hours=8))
        assert soon.what == "cutoff_soon"
        assert await v.parts.worker.ticks.tick(at=START + timedelta(hours=8)) == []
        closed = await v.parts.worker.ticks.tick(at=START + AFTER)
        assert "close" in [it.what for it in closed]
        assert await states(v) == ["closed"]


async def test_two_looks_at_the_same_instant_close_once() -> None:
    async with village() as v:
        await v.open()
        found = await asyncio.gather(*(v.parts.worker.ticks.tick(at=START + AFTER) for _ in range(5)))
        assert sum(it.what == "close" for passed in found for it in passed) == 1
        assert rows(v.path, "SELECT COUNT(*) FROM outbox WHERE kind = 'closed'") == [(1,)]


async def test_one_buy_that_fails_does_not_hold_up_the_others_and_is_tried_again() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND)
        change(v.path, "UPDATE buys SET minimum_of = 'people', minimum_need = 'many' WHERE number = 1")
        with structlog.testing.capture_logs() as logged:
            await v.parts.worker.ticks.tick(at=START + AFTER)
        assert await states(v) == ["open", "closed"]
        assert [(it["event"], it["buy"]) for it in logged] == [("due buy failed", 1)]
        change(v.path, "UPDATE buys SET minimum_of = NULL, minimum_need = 0 WHERE number = 1")
        await v.parts.worker.ticks.tick(at=START + AFTER)
        assert await states(v) == ["closed", "closed"]


async def test_how_late_a_moment_was_dealt_with_is_told() -> None:
    late: list[float] = []
    async with village() as v:
        await v.open()
        ticks = Ticks(v.parts.worker.ticks.turns, v.parts.settings, late.append)
        await ticks.tick(at=START + timedelta(hours=8, seconds=3))
        assert late == [3.0]


async def test_a_tick_writes_the_clock_as_the_actor() -> None:
    async with village() as v:
        await v.open()
        await v.parts.worker.ticks.tick(at=START + AFTER)
        actors = rows(v.path, "SELECT DISTINCT actor FROM journal WHERE kind IN ('buy_closed', 'BuyClosed')")
        assert actors == [("clock",)]


async def test_answers_are_forgotten_after_a_week_and_not_before() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        kept = rows(v.path, "SELECT COUNT(*) FROM inbox")
        await v.parts.worker.ticks.tidy(at=START + timedelta(days=7))
        assert rows(v.path, "SELECT COUNT(*) FROM inbox") == kept
        await v.parts.worker.ticks.tidy(at=START + timedelta(days=7, seconds=1))
        assert rows(v.path, "SELECT COUNT(*) FROM inbox") == [(0,)]
