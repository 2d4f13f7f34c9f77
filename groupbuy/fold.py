"""The book as the journal tells it: the one place that turns events into state."""

from dataclasses import dataclass, field
from datetime import datetime

from groupbuy import events as ev
from groupbuy import leader_events as lead
from groupbuy import leadership, leave
from groupbuy import leave_events as away
from groupbuy.buy import GroupBuy, Item, Minimum, Pickup
from groupbuy.order import Order
from groupbuy.places import StorageClass


@dataclass(slots=True)
class Book:
    """Buys by number, orders, leaderships and leaves by id, pickup points by (resident, community).

    A unit of work holds the part of it that it has loaded; folding the whole journal gives all.
    """

    buys: dict[int, GroupBuy] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    bindings: dict[tuple[str, str], str] = field(default_factory=dict)
    config: str = ""
    leaderships: dict[str, leadership.Leadership] = field(default_factory=dict)
    leaves: dict[str, leave.Leave] = field(default_factory=dict)

    def apply(self, event: ev.Event, at: datetime) -> None:
        match event:
            case ev.BuyDrafted():
                self.buys[event.buy] = _drafted(event, at)
            case ev.BuyEvent():
                self.buys[event.buy].apply(event, at)
            case ev.OrderPlaced():
                self._place(event)
            case ev.OrderEvent():
                self.orders[event.order].apply(event)
                if isinstance(event, ev.QtyChanged):
                    self.buys[event.buy].count(event.item, event.after - event.before)
            case ev.PointBound(resident=resident, community=community, point=point):
                self.bindings[resident, community] = point
            case ev.ResidentErased(resident=resident):
                self.bindings = {key: it for key, it in self.bindings.items() if key[0] != resident}
            case ev.ConfigApplied(version=version):
                self.config = version
            case lead.ApplicationBegun() | lead.LeaderKnown():
                self.leaderships[event.leadership] = leadership.begun(event, at)
            case lead.LeadershipEvent():
                self.leaderships[event.leadership].apply(event, at)
            case away.LeaveTaken():
                self.leaves[event.leave] = leave.taken(event, at)
            case away.LeaveEvent():
                self.leaves[event.leave].apply(event, at)

    def _place(self, event: ev.OrderPlaced) -> None:
        self.orders[event.order] = Order(
            id=event.order,
            buy=event.buy,
            resident=event.resident,
            placed_by=event.placed_by,
            seq_no=event.seq_no,
            point=event.point,
            code=event.code,
        )
        buy = self.buys[event.buy]
        buy.last_seq = max(buy.last_seq, event.seq_no)


def _drafted(event: ev.BuyDrafted, at: datetime) -> GroupBuy:
    items = {
        it.no: Item(
            no=it.no,
            name=it.name,
            unit=it.unit,
            price=it.price,
            stock=it.stock,
            limit=it.limit,
            aliases=it.aliases,
            product=it.product,
            storage=StorageClass(it.storage),
            units=it.units,
        )
        for it in event.items
    }
    return GroupBuy(
        number=event.buy,
        community=event.community,
        leader=event.leader,
        title=event.title,
        items=items,
        chats=event.chats,
        cutoff_at=event.cutoff_at,
        pickup=Pickup(event.pickup_day, event.pickup_opens, event.pickup_closes),
        minimum=Minimum(event.minimum_of, event.minimum_need) if event.minimum_of else None,
        state_since=at,
    )
