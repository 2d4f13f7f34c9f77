"""Gathering: the orders of a buy as households, one for all who live together, with what is known of each."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from groupbuy.assigning import facts
from groupbuy.assigning.model import Household
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, PickupPoint
from groupbuy.order import Order
from groupbuy.places import StorageClass
from groupbuy.ports import Reads
from groupbuy.room import need
from groupbuy.told import Told


async def households(
    reads: Reads, directory: Directory, buy: GroupBuy, orders: Sequence[Order], points: Iterable[PickupPoint]
) -> dict[str, tuple[Household, list[Order]]]:
    """Households by key, with their orders by 跟团号; one placed by hand is a household of its own."""
    ids = {it.resident for it in orders} | {it.placed_by for it in orders}
    people, told = await reads.residents(ids), await reads.told(ids)
    bindings = await reads.bindings(buy.community)
    groups: dict[str, list[Order]] = {}
    homes = {}
    for order in orders:
        owner, sender = people.get(order.resident), people.get(order.placed_by)
        home = facts.home_of(owner, sender, buy.community, directory)
        key = (home.key if home else f"~{order.resident}") + (f"@{order.point}" if order.by_hand else "")
        homes[key] = home
        groups.setdefault(key, []).append(order)
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
            home=homes[key],
            told=Told(next((it.free for it in said if it.free), ()), any(it.step_free for it in said)),
            last=first.point,
            promised=first.point if buy.assigned else None,
            bound=next((it for it in bound if it), None),
            pinned=first.point if first.by_hand else None,
            delivered=frozenset(it.id for it in points if any(brought(buy, order, it.id) for order in those)),
        )
        found[key] = household, those
    return found


def brought(buy: GroupBuy, order: Order, point: str) -> dict[int, Decimal]:
    """What of an order would have to be brought to a point after the rest of it, by item: sale units."""
    lines = order.lines.items()
    return {no: it.waiting for no, it in lines if it.waiting > 0 and buy.item(no).arrived_at(point)}
