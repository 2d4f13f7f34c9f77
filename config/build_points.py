"""From a checked entry of points.yaml to the pickup point the rules read."""

from collections.abc import Sequence
from datetime import date, timedelta

from config.schema import points
from groupbuy.directory import Place, StorageClass
from groupbuy.places import PickupPoint, PickupWindow, PointKind, Replacement


def point(key: str, it: points.Point) -> PickupPoint:
    return PickupPoint(
        id=key,
        no=it.no,
        name=it.name,
        community=it.community,
        leader=it.leader,
        address=it.address,
        place=_place(it.place),
        windows=_windows(it.windows),
        capacity={StorageClass(name): most for name, most in it.capacity.items()},
        access_note=it.access_note,
        kind=PointKind(it.kind),
        managers=tuple(dict.fromkeys(it.managers)),
        step_free=it.step_free,
        keeps_holidays=it.holidays,
        closed=frozenset(day for one in it.closed for day in _days(one)),
        replacements=tuple(_replacement(one) for one in sorted(it.replacements, key=lambda one: one.first)),
    )


def _replacement(it: points.Replacement) -> Replacement:
    return Replacement(
        first=it.first,
        last=it.last,
        address=it.address,
        place=_place(it.place),
        windows=_windows(it.windows),
        access_note=it.access_note,
        why=it.why or "",
    )


def _place(it: points.Place | None) -> Place | None:
    return Place(it.lat, it.lon) if it else None


def _windows(found: Sequence[points.Window]) -> tuple[PickupWindow, ...]:
    return tuple(
        PickupWindow(frozenset(points.ALL_DAYS.index(day) for day in it.days), it.opens, it.closes)
        for it in found
    )


def _days(it: points.Closed) -> list[date]:
    return [it.first + timedelta(n) for n in range(((it.last or it.first) - it.first).days + 1)]
