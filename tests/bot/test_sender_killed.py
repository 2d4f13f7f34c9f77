"""kill -9 of the sender in the middle (C2): every notice goes out, repeats are few and counted."""

import asyncio
import random
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sender import AT_ONCE, LEASE
from tests.bot.posting import PLENTY, Post, posting
from tests.bot.rows import change, rows
from tests.conversation import START
from tests.servers.life import die_with_the_parent

ROOT = Path(__file__).parents[2]
PEOPLE, KILLS, SEED = 240, 3, 20261121


async def full_outbox(p: Post, people: int = PEOPLE) -> None:
    """One arrival notice for each of many people."""
    await p.open(PLENTY)
    await asyncio.gather(*(p.say(f"邻居{it}", "草莓1盒") for it in range(people)))
    await p.arrive()
    change(p.village.path, "UPDATE outbox SET state = 'expired' WHERE kind <> 'arrived'")


async def sent_until_killed(store: Path, seconds: float, lines: int | None = None) -> list[str]:
    """To whom a sender spoke before it was killed at its `lines`-th message (None: it may finish)."""
    at = START + timedelta(seconds=seconds)
    most = "inf" if lines is None else str(lines + AT_ONCE)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.killed_sender", str(store), at.isoformat(), "", most),
        cwd=ROOT,
        preexec_fn=die_with_the_parent,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    got: list[str] = []
    while line := await process.stdout.readline():
        got.append(line.decode().strip())
        if len(got) == lines:
            process.kill()
    assert (await process.wait() == 0) is (lines is None)
    return got


async def killed(seed: int, people: int, kills: int) -> int:
    """How many messages were repeated."""
    dice = random.Random(seed)
    async with posting() as p:
        await full_outbox(p, people)
        got: Counter[str] = Counter()
        for turn in range(1, kills + 1):
            seconds = turn * (LEASE.total_seconds() + 1)  # what the dead one held is free again
            stop = dice.randint(5, people // kills - 10)
            got.update(await sent_until_killed(p.village.path, seconds, stop))
        got.update(await sent_until_killed(p.village.path, seconds + LEASE.total_seconds() + 1))
        states = Counter(rows(p.village.path, "SELECT state FROM outbox WHERE kind = 'arrived'"))
        repeats = got.total() - len(got)
        print(
            f"C2: {people} notices, {kills} kills, {repeats} repeats (at most {kills * AT_ONCE}), seed {seed}"
        )
        assert set(got) == {f"邻居{it}" for it in range(people)}
        assert states == {("sent",): people}
        assert repeats <= kills * AT_ONCE
        return repeats


@pytest.mark.timeout(240)  # five processes start on busy cores
async def test_a_sender_killed_at_random_moments_loses_nothing_and_repeats_little() -> None:
    await killed(SEED, PEOPLE, KILLS)
