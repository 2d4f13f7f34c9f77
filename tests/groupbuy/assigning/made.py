"""Short ways to make points and households on a line: one unit of `at` is 100 metres of walking, no more, no less."""

from datetime import UTC, datetime, timedelta
from typing import Any

from groupbuy.assigning.model import Household, Point, Problem, Span, Weights
from groupbuy.directory import Place, StorageClass

NORMAL, CHILLED, FROZEN = StorageClass.NORMAL, StorageClass.CHILLED, StorageClass.FROZEN
MIDDAY = datetime(2026, 11, 24, 4, tzinfo=UTC)
PLAIN = Weights(load=())


def span(start: float, end: float) -> Span:
    """Hours after midday in Shanghai."""
    return Span(MIDDAY + timedelta(hours=start), MIDDAY + timedelta(hours=end))


def home(id: str, at: float, normal: int = 1, chilled: int = 0, **more: Any) -> Household:
    return Household(id, {NORMAL: normal, CHILLED: chilled}, building=f"{at}", **more)


def stop(id: str, at: float, normal: int | None = None, chilled: int | None = None, **more: Any) -> Point:
    room = {kind: units for kind, units in ((NORMAL, normal), (CHILLED, chilled)) if units is not None}
    return Point(id, Place(0, at), capacity=room, **more)


def problem(homes: list[Household], stops: list[Point], weights: Weights = PLAIN, **more: Any) -> Problem:
    """The walks as a table, so that every figure in a test can be checked by eye."""
    walks = {
        (it.building, stop.id): round(abs(float(it.building) - stop.place.lon) * 100)
        for it in homes
        for stop in stops
        if stop.place
    }
    return Problem(tuple(homes), tuple(stops), walks, weights, **more)
