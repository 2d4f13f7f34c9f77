"""T1, T2 and T4: messages around a cutoff in any order by two clocks, clocks that jump, a server of another year."""

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
import time_machine

import storage
from bot.app import App
from main import assembled, real_time
from tests.conversation import Lived, Village, left, village
from tests.faults.budget import LIMIT, noted, rounds
from tests.faults.cluster import offer
from tests.migrated import migrated_copy

OFFER = "开团 大团\n草莓 25/盒\n截单 今晚20:00\n取货 明天17:00-20:00"
MESSAGES = 12
SKEW = timedelta(milliseconds=200)


async def opened() -> Lived:
    async with village(kind="sqlite") as v:
        await v.open(text=OFFER)
        return await left(v)


async def shuffled(since: Lived, seed: int) -> tuple[int, int]:
    """How many were on time, and how many of those were handled after the closing summary."""
    dice = Random(seed)
    async with village(since=since, kind="sqlite") as v, storage.open(v.url) as beside:
        apps = [App(v.store, v.parts.settings), App(beside, v.parts.settings)]
        last = (await v.store.reads.buy(1)).cutoff_at + v.directory.limits.grace
        heard = []
        for no in range(MESSAGES):
            sent = last + timedelta(milliseconds=dice.randint(-2000, 2000))
            wait = timedelta(seconds=dice.choice((0, 0, 1, 3, 60, 1200, 2400)))
            heard.append((sent + wait, v.message(f"u{no}", "草莓1盒", chat="lake-1", sent_at=sent)))
        ticks = [last + timedelta(seconds=it) for it in (-1, 0, 1, 2, 30, 600, 1900)]
        told = [False] * MESSAGES
        late_summary = 0
        for at, message in sorted(
            [*heard, *((it, None) for it in ticks)], key=lambda it: (it[0], dice.random())
        ):
            which = dice.randrange(2)
            v.clock.at = max(at + which * SKEW - SKEW / 2, v.clock.at)
            if message is None:
                await v.parts.settle()
                continue
            closed = (await v.store.reads.buy(1)).state != "open"
            answer = await apps[which].handle(message, at=at + which * SKEW - SKEW / 2)
            no = int(message.sender[1:])
            told[no] = "记好了" in (answer or "")
            assert told[no] is (message.sent_at <= last), (seed, message.sent_at, last, answer)
            late_summary += told[no] and closed
        await v.parts.settle()
        orders = await v.store.reads.orders(1)
        assert len(orders) == sum(told)
        await v.pass_time(timedelta(hours=1))
        corrected = [it for it in v.heard(user="王姐") if "更正" in it]
        assert bool(corrected) is bool(late_summary), seed
        return sum(told), late_summary


async def test_around_a_cutoff_the_time_of_sending_alone_decides() -> None:
    since = await opened()
    for seed in range(4):
        await shuffled(since, seed)


@pytest.mark.faults
@pytest.mark.timeout(LIMIT)
async def test_around_a_cutoff_in_many_shuffles() -> None:
    """T1, two workers with clocks 200 ms apart."""
    since, done, on_time, corrected = await opened(), 0, 0, 0
    for seed in rounds(40, at_most=1000):
        booked, late = await shuffled(since, seed)
        done, on_time, corrected = done + 1, on_time + booked, corrected + late
    noted(
        f"T1: {done} shuffles of {MESSAGES} messages within 2 s of the last moment: {on_time} booked, "
        f"{corrected} of them after the summary; all by the time of sending alone"
    )


async def jumped(since: Lived, seed: int) -> int:
    """T2: a clock that is wrong by up to a day, back and forth over the cutoff; how often it jumped."""
    dice, jumps = Random(seed), 0
    async with village(since=since, kind="sqlite") as v:
        true = v.clock.at
        for who in ("李阿姨", "小张"):
            await v.hear(v.message(who, "草莓1盒", chat="lake-1"))
        for _ in range(25):
            true += timedelta(minutes=dice.randint(10, 60))
            wrong = dice.choice((0, 0, 0, -1, 1, -24, 24))
            jumps += bool(wrong)
            v.clock.at = true + timedelta(hours=wrong)
            await v.parts.settle()
        v.clock.at = true + timedelta(days=2)
        await v.parts.settle()
        events = [it.event for it in await v.store.reads.journal(buy=1)]
        passed = Counter(it.moment for it in events if type(it).__name__ == "MomentPassed")
        assert max(passed.values()) == 1, (seed, passed)
        assert sum(type(it).__name__ == "BuyClosed" for it in events) == 1, seed
        shown = Counter(it for it in v.heard(chat="lake-1") if "已截单" in it)
        assert sum(shown.values()) <= 1, seed
    return jumps


async def test_a_clock_that_jumps_closes_once_and_skips_nothing() -> None:
    since = await opened()
    for seed in range(3):
        await jumped(since, seed)


@pytest.mark.faults
@pytest.mark.timeout(LIMIT)
async def test_a_clock_that_jumps_many_times() -> None:
    since, done, jumps = await opened(), 0, 0
    for seed in rounds(20):
        done, jumps = done + 1, jumps + await jumped(since, seed)
    noted(
        f"T2: {done} days with {jumps} jumps of an hour or a day: each moment passed once, each buy closed once"
    )


@pytest.mark.parametrize(
    "when", ["2027-01-01T00:00:30+08:00", "2028-02-29T12:00+08:00", "2038-01-20T12:00+08:00"]
)
async def test_the_system_starts_and_takes_orders_in_another_year(tmp_path: Path, when: str) -> None:
    """T4, in process: only this process's clock is another's."""
    there = datetime.fromisoformat(when)
    config = Path(__file__).parents[2] / "config" / "sample"
    with (
        patch.dict(os.environ, {"LINLI_DATABASE_URL": f"sqlite://{migrated_copy(tmp_path)}"}),
        time_machine.travel(there, tick=True),
    ):
        async with assembled(config) as (_, store, parts):
            assert real_time() - there.astimezone(UTC) < timedelta(minutes=1)
            world = parts.world
            assert world is not None
            for who, text, piece in (
                ("王姐", offer(20), "我记的是"),
                ("王姐", "确认", "开了"),
                ("李阿姨", "草莓2盒", "草莓 2盒 50元"),
            ):
                heard = Village(parts, store, parts.clock, world.channel, "").message(
                    who, text, chat="lake-1"
                )
                assert piece in (await world.say(heard) or "")
            await parts.settle()
            assert await store.disagreements() == []
