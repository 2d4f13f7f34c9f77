"""The table in one test: every row is tried, and none that is wrong is hidden by another."""

import asyncio
import inspect

import pytest

from tests.for_each import for_each, tried


def told_by(run) -> list[str]:
    """The notes of the rows that failed."""
    with pytest.raises(BaseExceptionGroup) as found:
        run()
    return [note for error in found.value.exceptions for note in error.__notes__]


def test_every_wrong_row_is_told_and_the_right_ones_are_tried_too() -> None:
    seen = []

    @for_each(("one", "two"), [(1, 1), (1, 2), (2, 2), (3, 2)])
    def check(one, two):
        seen.append((one, two))
        assert one == two

    assert told_by(check) == ["where one=1, two=2", "where one=3, two=2"]
    assert seen == [(1, 1), (1, 2), (2, 2), (3, 2)]


def test_a_row_that_did_not_raise_or_would_skip_itself_is_wrong() -> None:
    @for_each("it", ["3", "skipped", "raised"])
    def check(it):
        if it == "skipped":
            pytest.skip("not today")
        with pytest.raises(ValueError, match="invalid literal"):
            int(it)

    assert told_by(check) == ["where it='3'", "where it='skipped'"]


def test_coroutines_are_awaited_row_by_row() -> None:
    @for_each("it", [0, 1, 2])
    async def check(it):
        await asyncio.sleep(0)
        assert it != 1

    assert told_by(lambda: asyncio.run(check())) == ["where it=1"]


def test_stacked_tables_meet_row_by_row_and_are_counted_once() -> None:
    seen, before = [], dict(tried)

    @for_each("a", [1, 2])
    @for_each("b, c", [(3, 4), (5, 6)])
    def check(a, b, c, fixture):
        seen.append((a, b, c, fixture))

    check(fixture="f")
    assert seen == [(1, 3, 4, "f"), (1, 5, 6, "f"), (2, 3, 4, "f"), (2, 5, 6, "f")]
    assert list(inspect.signature(check).parameters) == ["fixture"]
    assert {it: tried[it] - before[it] for it in tried} == {"rows": 4, "tables": 1}


def test_a_table_without_rows_or_for_an_argument_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no rows for"):
        for_each("it", [])
    with pytest.raises(TypeError, match="takes no"):
        for_each("it", [1])(lambda other: None)
    with pytest.raises(ValueError, match="zip"):
        for_each("a, b", [(1, 2), (1, 2, 3)])
