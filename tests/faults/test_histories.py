"""S3 and S4: random days beside a dict, on both databases; the same day in another order, in parts, or played again."""

import re
from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.sheets import make
from bot.sheets.formats.as_csv import as_csv
from bot.sheets.kinds import all_kinds
from tests.conversation import START, village
from tests.faults.budget import LIMIT, noted, rounds
from tests.faults.history import Day, DayOnPostgres


def lived(day: type[Day], examples: int, steps: int, **how: object) -> None:
    run_state_machine_as_test(
        day,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            **how,  # type: ignore[arg-type]
        ),
    )


def test_a_random_day_leaves_in_the_database_what_a_dict_holds() -> None:
    lived(Day, 6, 12)


@pytest.mark.faults
@pytest.mark.timeout(LIMIT)
@pytest.mark.parametrize("day", [Day, DayOnPostgres])
def test_many_random_days(day: type[Day]) -> None:
    examples = 0
    for _ in rounds(35):
        lived(day, 20, 50, database=None, phases=[Phase.generate, Phase.shrink])
        examples += 20
    noted(f"S3 {day.kind}: {examples} days of up to 50 messages, after each the database as the dict")


Said = tuple[str, str]
"""Who says what."""
RANDOM = re.compile(rb"[0-9a-f]{16}|'?\b\d{6}\b")
"""Ids and pickup codes."""


async def played(
    said: Sequence[Said], kind: str
) -> tuple[dict[str, dict[int, int]], dict[int, int], dict[str, bytes]]:
    """Each person's order, what is taken of each item, and every sheet as CSV."""
    async with village(kind=kind) as v:
        await v.open(text="开团 大团\n草莓 25/盒 库存400\n蓝莓 15/盒\n截单 今晚20:00\n取货 明天17:00-20:00")
        for no, (who, text) in enumerate(said):
            heard = v.message(who, text, chat="lake-1", message_id=f"d{no}", sent_at=START)
            assert "记好了" in (await v.hear(heard) or "")
        of = {}
        for who in {name for name, _ in said}:
            found = await v.store.reads.resident_at((v.channel, who))
            assert found is not None
            [order] = [it for it in await v.store.reads.orders(1) if it.resident == found.id]
            of[who] = {no: int(line.ordered) for no, line in order.lines.items()}
            name = f"{who}号家"
            await v.say(who, f"我叫 3-1203 {name}")
        buy = await v.store.reads.buy(1)
        await v.pass_time(timedelta(hours=11))
        directory = v.directory
        sheets = {
            kind: RANDOM.sub(
                b"",
                as_csv(
                    await v.store.run(
                        lambda books, kind=kind: make(kind, 1, books, directory),
                        at=v.clock.now(),
                        directory=directory,
                    )
                ),
            )
            for kind in all_kinds()
        }
        return of, {no: int(buy.item(no).taken) for no in (1, 2)}, sheets


async def one_day(seed: int, kind: str = "sqlite") -> None:
    dice = Random(seed)
    day = [(f"P{no}", f"再来{dice.choice((1, 2, 3))}盒{dice.choice(('草莓', '蓝莓'))}") for no in range(12)]
    base, totals, sheets = await played(day, kind)
    shuffled = dice.sample(day, len(day))
    parts = [(who, f"再来1盒{text[-2:]}") for who, text in day for _ in range(int(text[2]))]
    for other in (shuffled, parts):
        assert (await played(other, kind))[:2] == (base, totals), (seed, other)
    again = (await played(day, kind))[2]
    assert [kind for kind in sheets if again[kind] != sheets[kind]] == [], seed


async def test_orders_come_to_the_same_in_any_order_in_parts_and_played_again() -> None:
    """S4."""
    await one_day(1)


@pytest.mark.faults
@pytest.mark.timeout(LIMIT)
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_many_days_come_to_the_same(kind: str) -> None:
    done = 0
    for seed in rounds(15):
        await one_day(seed, kind)
        done += 1
    noted(
        f"S4 {kind}: {done} days, each also in another order, in parts, and played again: the same totals and sheets"
    )
