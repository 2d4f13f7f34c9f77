"""A table of rows in one test: all are tried, and all that are wrong are told together.

pytest's own `parametrize` makes a test of each row, which costs milliseconds in each process of a run, whatever
the row costs. `for_each` is for rows that share nothing and cost next to nothing; rows that take long, or need
a fixture of their own each, stay `parametrize`d.
"""

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

import pytest

Test = Callable[..., Any]
Row = dict[str, Any]
# What `pytest.raises` and `pytest.fail` raise is no Exception; a row that skips itself would pass unseen.
WRONG = (Exception, pytest.fail.Exception, pytest.skip.Exception)

tried = {"rows": 0, "tables": 0}


def for_each(names: str | Sequence[str], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """Call the test once for each row, as `pytest.mark.parametrize(names, rows)` would, but in one test: its
    other arguments are fixtures, which the rows share. Wrong rows fail it as one group of exceptions, each with
    its traceback and a note that shows the row. Stacked, every row meets every other; no rows are a mistake."""
    wanted = [it.strip() for it in names.split(",")] if isinstance(names, str) else list(names)
    own = [
        dict(zip(wanted, (it,) if isinstance(names, str) and len(wanted) == 1 else it, strict=True))
        for it in rows
    ]
    if not own:
        raise ValueError(f"no rows for {wanted}")

    def decorate(inner: Test) -> Test:
        test: Test = getattr(inner, "of_each", inner)
        table = [{**row, **more} for row in own for more in getattr(inner, "rows", [{}])]
        signature = inspect.signature(inner)
        if unknown := set(wanted) - set(signature.parameters):
            raise TypeError(f"{test.__name__} takes no {sorted(unknown)}")

        if inspect.iscoroutinefunction(test):

            @wraps(test)
            async def run(**fixtures: Any) -> None:
                wrong = []
                for row in table:
                    try:
                        await test(**row, **fixtures)
                    except WRONG as error:
                        wrong.append(_noted(error, row))
                _judge(test, table, wrong)

        else:

            @wraps(test)
            def run(**fixtures: Any) -> None:
                wrong = []
                for row in table:
                    try:
                        test(**row, **fixtures)
                    except WRONG as error:
                        wrong.append(_noted(error, row))
                _judge(test, table, wrong)

        fixtures = [it for name, it in signature.parameters.items() if name not in wanted]
        vars(run).update(rows=table, of_each=test, __signature__=signature.replace(parameters=fixtures))
        return run

    return decorate


def _noted(error: BaseException, row: Row) -> BaseException:
    error.add_note("where " + ", ".join(f"{name}={value!r}" for name, value in row.items()))
    return error


def _judge(test: Test, table: list[Row], wrong: list[BaseException]) -> None:
    tried["rows"] += len(table)
    tried["tables"] += 1
    if wrong:
        raise BaseExceptionGroup(f"{len(wrong)} of the {len(table)} rows of {test.__name__}", wrong)
