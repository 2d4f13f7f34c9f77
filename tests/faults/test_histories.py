"""S3 and S4: random days beside a dict, on both databases; the same day in another order, in parts, or played again."""

import time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.budget import LIMIT, MINUTES
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
    began, examples = time.monotonic(), 0
    while time.monotonic() - began < 50 * MINUTES / 20:
        lived(day, 20, 50, database=None, phases=[Phase.generate, Phase.shrink])
        examples += 20
    print(f"S3 {day.kind}: {examples} days of up to 50 messages, after each the database as the dict")
