"""kill -9 at any moment loses nothing that was acknowledged."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.storage.book import World

ROOT = Path(__file__).parent.parent.parent
KILLS = 4


def killed_after(url: str, acknowledged: Sequence[int]) -> list[list[str]]:
    """What processes that order said was booked before each was killed, at its turn after so many of them."""
    names = [f"k{turn}" for turn in range(len(acknowledged))]
    said: list[list[str]] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.crashing", url, *names],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        pid, ended = 0, []
        for line in process.stdout:
            word, _, number = line.strip().partition(" ")
            if word == "pid":
                pid = int(number)
                said.append([])
            elif word == "ended":
                ended.append(int(number))
            else:
                said[-1].append(word)
                if len(said[-1]) == acknowledged[len(said) - 1]:
                    os.kill(pid, signal.SIGKILL)  # what is in the pipe already was acknowledged too
    assert ended == [-9] * len(acknowledged)
    return said


async def test_a_killed_process_loses_no_acknowledged_order(world: World) -> None:
    buy = await world.open_buy()
    dice = random.Random(5)
    said = killed_after(world.url, [dice.randint(1, 90) for _ in range(KILLS)])
    acknowledged = {it for of_one in said for it in of_one}
    orders = await world.store.reads.orders(buy)
    booked = {it.resident for it in orders}
    print(f"{KILLS} kills, {len(acknowledged)} acknowledged, {len(booked)} booked")
    assert acknowledged - booked == set()
    assert len(booked) == len(orders)
    assert await world.store.disagreements() == []
    assert (await world.store.reads.buy(buy)).item(2).taken == len(orders)
