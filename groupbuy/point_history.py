"""How an order came to the pickup point it is at, read off its journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.events import OrderPlaced, PointChosen
from groupbuy.order import Order
from groupbuy.ports import JournalEntry
from groupbuy.reassigning import to_choose_from
from groupbuy.standins import Standin
from groupbuy.whereabouts import of_point


class How(StrEnum):
    """`chosen`: by themselves; `by_hand`: by a leader; `covered`: its households come along to a substitute's
    point, `back` again; `outgrown`: the order grew beyond the room it was at; `gone`: that point cannot serve it
    any more; `solved`: the whole was solved and sent it there, `kept`: left it there; `only`: there is no other;
    `for_now`: until the whole is solved."""

    DOOR = "door"
    CHOSEN = "chosen"
    BY_HAND = "by_hand"
    COVERED = "covered"
    BACK = "back"
    OUTGROWN = "outgrown"
    GONE = "gone"
    SOLVED = "solved"
    KEPT = "kept"
    ONLY = "only"
    FOR_NOW = "for_now"


@dataclass(frozen=True, slots=True)
class History:
    """`before`: the point it was at, "" none; `cover`: by which it came along to a substitute."""

    how: How
    before: str = ""
    cover: Standin | None = None


def history(
    order: Order, buy: GroupBuy, entries: Sequence[JournalEntry], bound: str | None, directory: Directory
) -> History:
    """`entries` are the order's own, `bound` the point its people chose for themselves."""
    steps = [(it.event, it.actor) for it in entries if isinstance(it.event, OrderPlaced | PointChosen)]
    last, actor = steps[-1]
    before = steps[-2][0].point if len(steps) > 1 else ""
    because = last.because if isinstance(last, PointChosen) else "placed"
    point = directory.points.get(order.point)
    if point is not None and point.at_door:
        return History(How.DOOR, before)
    if because == "hand":
        return History(How.CHOSEN if actor in (order.resident, order.placed_by) else How.BY_HAND, before)
    cover = _came_along(order, buy, before, directory)
    if cover is not None:
        return History(How.COVERED, before, cover)
    if because == "bound" or bound == order.point:
        return History(How.CHOSEN, before)
    return History(_moved(because, before, buy, directory) or _placed(buy, directory), before)


def _came_along(order: Order, buy: GroupBuy, before: str, directory: Directory) -> Standin | None:
    day = order.day or buy.pickup.day
    return next(
        (it for it in directory.standins if it.to == order.point and it.point == before and it.holds(day)),
        None,
    )


def _moved(because: str, before: str, buy: GroupBuy, directory: Directory) -> How | None:
    if because == "assigned":
        point = directory.points.get(before)
        return How.SOLVED if point is not None and of_point(point, buy, directory) else How.GONE
    return {"cover": How.BACK, "full": How.OUTGROWN}.get(because)


def _placed(buy: GroupBuy, directory: Directory) -> How:
    if len(to_choose_from(buy, directory)) < 2:
        return How.ONLY
    return How.KEPT if buy.assigned else How.FOR_NOW
