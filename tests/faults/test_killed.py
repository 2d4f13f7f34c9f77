"""C1: kill -9 of any process at any moment, the senders send again: nothing lost, doubled, unbalanced, untold."""

from pathlib import Path

import pytest

from bot.sender import AT_ONCE
from tests.faults import killing
from tests.faults.budget import LIMIT, fresh, noted, rounds
from tests.faults.cluster import cluster, database


async def killed(
    folder: Path, kind: str, workers: int, seed: int, messages: int, kills: int, late: int
) -> int:
    """How many kills there were."""
    async with (
        database(kind, folder) as url,
        cluster(folder, url, ("all",) * workers, seed, messages // killing.EACH) as it,
    ):
        found = await killing.run(it, messages, kills, late)
        noted(f"C1 {kind}, {workers} processes, seed {seed}: {found}")
        assert (found.lost, found.doubled, found.unbalanced, found.noticeless) == (0, 0, [], 0)
        assert found.repeats <= late, "read twice: at most one a kill"
        assert found.repeats + found.left_out <= late * AT_ONCE
        assert found.seen["apology"] == 0
        return found.kills


@pytest.mark.timeout(240)  # processes start on busy cores
async def test_a_killed_process_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    assert await killed(tmp_path, "sqlite", 1, 1, messages=60, kills=1, late=0) == 1


@pytest.mark.faults
@pytest.mark.timeout(LIMIT)
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_thousands_of_messages_and_ten_kills_a_seed(tmp_path: Path, kind: str, workers: int) -> None:
    kills = 0
    for seed in rounds(60, at_most=10):
        kills += await killed(fresh(tmp_path, seed), kind, workers, seed, messages=2000, kills=8, late=2)
    noted(f"C1 {kind}, {workers} processes: {kills} kills in all")
