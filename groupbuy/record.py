"""Events and notices as plain JSON values and back: what the journal and the outbox hold."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from groupbuy import delivery_events, events, leader_events, leave_events, point_events
from groupbuy.quantity import show

Json = dict[str, Any]
T = TypeVar("T")
AS_IT_IS = frozenset({str, int, bool, type(None)})
"""What JSON has itself; most fields are of these."""


def event_kind(event: events.Event) -> str:
    return type(event).__name__


@cache
def event_types() -> dict[str, type[events.Event]]:
    """Every kind the journal may hold, by name."""
    modules = (events, delivery_events, leader_events, leave_events, point_events)
    every = {name: it for module in modules for name, it in vars(module).items()}
    found = {name: it for name, it in every.items() if isinstance(it, type)}
    return {name: it for name, it in found.items() if issubclass(it, events.Event)}


def to_json(value: Any) -> Json:
    """A dataclass of plain facts as JSON values: decimals as text, times in ISO 8601."""
    kind: Any = type(value)
    return {name: it if type(it := getattr(value, name)) in AS_IT_IS else _out(it) for name in _names(kind)}


def from_json(cls: type[T], data: Json) -> T:
    """The inverse of `to_json`; KeyError or ValueError where the data is not of `cls`."""
    plain: Any = cls
    return cls(**{name: read(data[name]) for name, read in _readers(plain).items() if name in data})


def event_from(kind: str, data: Json) -> events.Event:
    return from_json(event_types()[kind], data)


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(it.name for it in fields(cls))


def _out(value: Any) -> Any:
    if type(value) in AS_IT_IS:
        return value
    if isinstance(value, Decimal):
        return show(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_out(it) for it in value]
    return to_json(value) if is_dataclass(value) else value


@cache
def _readers(cls: Any) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(cls)
    return {it.name: _reader(hints[it.name]) for it in fields(cls)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(it for it in get_args(hint) if it is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        inner = _reader(get_args(hint)[0])
        return lambda value: tuple(inner(it) for it in value)
    if origin is Literal or not isinstance(hint, type):
        return lambda value: value
    if hint is Decimal:
        return Decimal
    if hint in (datetime, date, time):
        parse: Callable[[Any], Any] = hint.fromisoformat
        return parse
    return (lambda value: from_json(hint, value)) if is_dataclass(hint) else (lambda value: value)
