"""kill -9 at any moment loses nothing that was acknowledged."""

import random
import subprocess
import sys
from pathlib import Path

from tests.storage.book import World

ROOT = Path(__file__).parent.parent.parent
KILLS = 4


def killed_after(url: str, name: str, acknowledged: int) -> list[str]:
    """What a process that orders said was booked before it was killed."""
    command = [sys.executable, "-m", "tests.storage.crashing", url, name]
    said: list[str] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.strip())
            if len(said) == acknowledged:
                process.kill()  # what is in the pipe already was acknowledged too
    assert process.returncode == -9
    return said


async def test_a_killed_process_loses_no_acknowledged_order(world: World) -> None:
    buy = await world.open_buy()
    dice, acknowledged = random.Random(5), set()
    for kill in range(KILLS):
        acknowledged |= set(killed_after(world.url, f"k{kill}", dice.randint(1, 90)))
    orders = await world.store.reads.orders(buy)
    booked = {it.resident for it in orders}
    print(f"{KILLS} kills, {len(acknowledged)} acknowledged, {len(booked)} booked")
    assert acknowledged - booked == set()
    assert len(booked) == len(orders)
    assert await world.store.disagreements() == []
    assert (await world.store.reads.buy(buy)).item(2).taken == len(orders)
