"""Setting a route: the order in which a buy's goods are brought to their points, worked out or by hand."""

from collections.abc import Sequence

from groupbuy.buy import GroupBuy
from groupbuy.delivery_errors import NotThoseStops
from groupbuy.delivery_events import RouteSet
from groupbuy.ports import Books
from groupbuy.routing.stops import Stop


def covered(buy: GroupBuy, there: Sequence[Stop]) -> bool:
    """Whether the route knows every stop there is now."""
    return {it.point.id for it in there} <= set(buy.route)


async def set_route(
    books: Books, buy: GroupBuy, there: Sequence[Stop], order: Sequence[str], *, by_hand: bool
) -> None:
    """Every stop once; nothing is written where that is the route already. Raises NotThoseStops."""
    if sorted(order) != sorted(it.point.id for it in there):
        raise NotThoseStops(
            numbers="\u3001".join(f"{it.point.no}" for it in sorted(there, key=lambda it: it.point.no))
        )
    if (tuple(order), by_hand) != (buy.route, buy.by_hand):
        await books.record(RouteSet(buy.number, tuple(order), by_hand))
