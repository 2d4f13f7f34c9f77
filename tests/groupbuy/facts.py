"""Any event and any notice, from the types of its fields: what hypothesis plays with here."""

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
FROM = datetime(2020, 1, 1, tzinfo=UTC)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(-1_000_000, 1_000_000),
    str: WORDS,
    Decimal: st.decimals(0, 99_999, places=3),
    datetime: st.timedeltas(timedelta(0), timedelta(days=6000)).map(lambda after: FROM + after),
    date: st.dates(date(2020, 1, 1), date(2038, 1, 1)),
    time: st.times(),
}


def any_of(hint: Any, words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Any]:
    """Whatever a field of this type may hold; tuples have something in them."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint is str:
        return words
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(any_of(inner[0], words), min_size=1, max_size=3).map(tuple)
    if origin in (Union, types.UnionType):
        return st.one_of(st.none() if it is type(None) else any_of(it, words) for it in inner)
    return any_made(hint, words) if is_dataclass(hint) else PLAIN[hint]


@cache
def any_made(cls: Any, words: st.SearchStrategy[str] = WORDS, **given: Any) -> st.SearchStrategy[Any]:
    """Any instance of a dataclass; `given` fields are as they are."""
    hints = get_type_hints(cls)
    free = {it.name: any_of(hints[it.name], words) for it in fields(cls) if it.name not in given}
    return st.builds(cls, **free, **{name: st.just(it) for name, it in given.items()})
