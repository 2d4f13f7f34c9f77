"""Gathering: the orders of a buy as households, one for all who live together, with what is known of each."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from groupbuy.assigning import facts
from groupbuy.assigning.model import Household
from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.directory import Directory, PickupPoint
from groupbuy.households import Household as Home
from groupbuy.order import Order
from groupbuy.places import StorageClass
from groupbuy.ports import Reads
from groupbuy.room import need
from groupbuy.told import Told

NOT_FETCHED = OVER | {State.DRAFT}
"""States in which nobody comes for a buy's goods."""


async def households(
    reads: Reads, directory: Directory, buy: GroupBuy, orders: Sequence[Order], points: Iterable[PickupPoint]
) -> dict[str, tuple[Household, list[Order]]]:
    """Households by key, with their orders by 跟团号; one placed by hand is a household of its own."""
    others = await that_day(reads, buy)
    ids = {it.resident for it in orders} | {it.placed_by for it in orders}
    people = await reads.residents(ids | {who for it in others for who in (it.resident, it.placed_by)})
    told, bindings = await reads.told(ids), await reads.bindings(buy.community)
    groups: dict[str, list[Order]] = {}
    homes = {}

    def home_of(order: Order) -> tuple[Home | None, str]:
        owner, sender = people.get(order.resident), people.get(order.placed_by)
        home = facts.home_of(owner, sender, buy.community, directory)
        return home, home.key if home else f"~{order.resident}"

    for order in orders:
        home, of = home_of(order)
        key = of + (f"@{order.point}" if order.by_hand else "")
        homes[key] = home, of
        groups.setdefault(key, []).append(order)
    to_go_to, beside = {it.id for it in points}, dict[str, set[str]]()
    for order in others:
        if order.point in to_go_to:
            beside.setdefault(home_of(order)[1], set()).add(order.point)
    found = {}
    for key, those in groups.items():
        first = those[0]
        needs: dict[StorageClass, int] = {}
        for order in those:
            for kind, units in need(buy, order).items():
                needs[kind] = needs.get(kind, 0) + units
        said = [told[who] for it in those for who in (it.resident, it.placed_by) if who in told]
        bound = [bindings.get(it.resident) or bindings.get(it.placed_by) for it in those]
        household = facts.household(
            key,
            needs,
            buy,
            directory,
            home=homes[key][0],
            told=Told(next((it.free for it in said if it.free), ()), any(it.step_free for it in said)),
            last=first.point,
            promised=first.point if buy.assigned else None,
            bound=next((it for it in bound if it), None),
            pinned=first.point if first.by_hand else None,
            delivered=frozenset(it for it in to_go_to if any(brought(buy, order, it) for order in those)),
            that_day=frozenset(beside.get(homes[key][1], ())),
        )
        found[key] = household, those
    return found


async def that_day(reads: Reads, buy: GroupBuy) -> list[Order]:
    """The orders of the community's other buys that wait to be fetched on the same day."""
    found = []
    for other in await reads.buys_in_community(buy.community):
        if (
            other.number != buy.number
            and other.pickup.day == buy.pickup.day
            and other.state not in NOT_FETCHED
        ):
            orders = await reads.orders(other.number)
            found += [it for it in orders if it.waiting and it.day in (None, buy.pickup.day)]
    return found


def brought(buy: GroupBuy, order: Order, point: str) -> dict[int, Decimal]:
    """What of an order would have to be brought to a point after the rest of it, by item: sale units."""
    lines = order.lines.items()
    return {no: it.waiting for no, it in lines if it.waiting > 0 and buy.item(no).arrived_at(point)}
