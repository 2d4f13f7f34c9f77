"""Entities to rows, whole; but never what is taken conditionally in SQL: `taken` and `last_seq`."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from groupbuy import events as ev
from groupbuy.buy import OVER, GroupBuy
from groupbuy.order import Order
from groupbuy.quantity import milli
from groupbuy.room import need
from storage.fields import milli_or_none, stamp, stamp_or_none, to_text
from storage.spots import CLASSES
from storage.sql import Sql
from storage.waiting import Counted, Key, Pile, Sum

BUY = (
    "buys (number, community, leader, title, cutoff_at, pickup_day, pickup_opens, pickup_closes,"
    " minimum_of, minimum_need, state, state_since, last_seq, last_arrival, passed, delays,"
    " route, by_hand, transfers, next_look_at)"
)
BUY_AGAIN = (
    "ON CONFLICT (number) DO UPDATE SET cutoff_at = excluded.cutoff_at, state = excluded.state,"
    " state_since = excluded.state_since, last_arrival = excluded.last_arrival, passed = excluded.passed,"
    " delays = excluded.delays, route = excluded.route, by_hand = excluded.by_hand,"
    " transfers = excluded.transfers,"
    " next_look_at = excluded.next_look_at"
)
ITEM = "items (buy_id, no, name, unit, price, stock, most, aliases, product, taken, arrived, storage, room)"
ITEM_AGAIN = (
    "ON CONFLICT (buy_id, no) DO UPDATE SET price = excluded.price, stock = excluded.stock,"
    " arrived = excluded.arrived"
)
ORDER = (
    "orders (id, buy_id, resident, placed_by, seq_no, point, code, held, claimed, paid, proxy_code, proxy_until,"
    " spot, pickup_day, pickup_hours, pickup_until, room_normal, room_chilled, room_frozen, by_hand)"
)
ORDER_AGAIN = (
    "ON CONFLICT (id) DO UPDATE SET resident = excluded.resident, placed_by = excluded.placed_by,"
    " point = excluded.point, code = excluded.code,"
    " held = excluded.held, claimed = excluded.claimed, paid = excluded.paid,"
    " proxy_code = excluded.proxy_code, proxy_until = excluded.proxy_until,"
    " spot = excluded.spot, pickup_day = excluded.pickup_day, pickup_hours = excluded.pickup_hours,"
    " pickup_until = excluded.pickup_until, room_normal = excluded.room_normal,"
    " room_chilled = excluded.room_chilled, room_frozen = excluded.room_frozen, by_hand = excluded.by_hand"
)
ORDERS = Pile(ORDER, 1, ORDER_AGAIN)
LINE = "lines (order_id, item, parts, ordered, short, picked)"
LINE_AGAIN = (
    "ON CONFLICT (order_id, item) DO UPDATE SET parts = excluded.parts, ordered = excluded.ordered,"
    " short = excluded.short, picked = excluded.picked"
)
LINES = Pile(LINE, 2, LINE_AGAIN)
TAKEN = Sum("items", "taken", ("buy_id", "no"), "stock")
SEQ = Sum("buys", "last_seq", ("number",))


def sums_of(buy: GroupBuy) -> dict[tuple[Sum, Key], Counted]:
    """What the sums of a buy that was just loaded have come to."""
    taken = {
        (TAKEN, (buy.number, no)): (milli(it.taken), milli_or_none(it.stock)) for no, it in buy.items.items()
    }
    return {(SEQ, (buy.number,)): (buy.last_seq, None), **taken}


def room_taken(buy: GroupBuy, order: Order) -> list[int]:
    """What an order takes of its point's room, class by class."""
    wanted = need(buy, order)
    return [wanted.get(it, 0) for it in CLASSES]


def hours_text(order: Order) -> str | None:
    if order.day is None:
        return None
    return to_text([[it.opens.isoformat(), it.closes.isoformat()] for it in order.hours])


def held(point: str, code: str) -> str:
    """What makes a pickup code unique at its point."""
    return f"{point}/{code}"


async def save_buy(sql: Sql, buy: GroupBuy, look_at: datetime | None) -> None:
    """The buy with its items; where it is over its orders' codes become free."""
    row = (
        *(buy.number, buy.community, buy.leader, buy.title, stamp(buy.cutoff_at)),
        *(str(buy.pickup.day), buy.pickup.opens.isoformat(), buy.pickup.closes.isoformat()),
        *((buy.minimum.of, buy.minimum.need) if buy.minimum else (None, 0)),
        *(buy.state.value, stamp_or_none(buy.state_since), 0, buy.last_arrival, to_text(sorted(buy.passed))),
        to_text({point: stamp(at) for point, at in sorted(buy.delays.items())}) if buy.delays else None,
        *(to_text(buy.route) if buy.route else None, buy.by_hand),
        transfers_text(buy),
        stamp_or_none(look_at),
    )
    await sql.insert(BUY, [row], BUY_AGAIN)
    items = [
        (
            *(
                buy.number,
                it.no,
                it.name,
                it.unit,
                it.price,
                milli_or_none(it.stock),
                milli_or_none(it.limit),
            ),
            *(to_text(it.aliases), it.product, 0, to_text(sorted(it.arrived)), it.storage.value),
            milli(it.units),
        )
        for it in buy.items.values()
    ]
    await sql.insert(ITEM, items, ITEM_AGAIN)
    if buy.state in OVER:
        await sql.run("UPDATE orders SET held = NULL WHERE buy_id = ? AND held IS NOT NULL", buy.number)


def transfers_text(buy: GroupBuy) -> str | None:
    rows = [
        [it.no, it.item, milli(it.qty), it.origin, it.target, it.cut, it.state, milli(it.lifted)]
        for _, it in sorted(buy.transfers.items())
    ]
    return to_text(rows) if rows else None


async def save_chats(sql: Sql, buy: GroupBuy) -> None:
    """Where the buy is open: written once, as it never changes."""
    chats = [(buy.number, place, chat) for place, chat in enumerate(dict.fromkeys(buy.chats))]
    await sql.insert("buy_chats (buy_id, place, chat)", chats)


async def save_arrivals(sql: Sql, buy: GroupBuy) -> None:
    await sql.run("DELETE FROM arrivals WHERE buy_id = ?", buy.number)
    rows = [
        (buy.number, no, isinstance(it, ev.GoodsArrived), it.item, it.point, milli(it.short))
        for no, it in buy.arrivals.items()
    ]
    await sql.insert("arrivals (buy_id, no, came, item, point, short)", rows)


def pickup_until(order: Order) -> str | None:
    """The local end of an order's last pickup hours, as text whose order is that of time."""
    if order.day is None or not order.hours:
        return None
    return f"{order.day}T{max(it.closes for it in order.hours).isoformat()}"


async def save_orders(sql: Sql, orders: Sequence[Order], buys: Mapping[int, GroupBuy]) -> None:
    """Orders with their lines, and the room they take; a code is held until its buy is over."""

    def over(order: Order) -> bool:
        return buys[order.buy].state in OVER

    rows = [
        (
            *(it.id, it.buy, it.resident, it.placed_by, it.seq_no, it.point, it.code),
            *(held(it.point, it.code) if it.code and not over(it) else None, it.claimed, it.paid),
            *((it.proxy.code, stamp(it.proxy.until)) if it.proxy else (None, None)),
            *(it.spot, str(it.day) if it.day else None, hours_text(it), pickup_until(it)),
            *(*room_taken(buys[it.buy], it), it.by_hand),
        )
        for it in orders
    ]
    await sql.later(ORDERS, rows)
    lines = [
        (
            *(it.id, line.item, to_text([[milli(part.qty), part.price] for part in line.parts])),
            *(milli(line.ordered), milli(line.short), milli(line.picked)),
        )
        for it in orders
        for line in it.lines.values()
    ]
    await sql.later(LINES, lines)


async def save_verifications(sql: Sql, order: Order) -> None:
    await sql.run("DELETE FROM verifications WHERE order_id = ?", order.id)
    rows = [
        (key, order.id, place, to_text([[it.item, milli(it.qty)] for it in picked]))
        for place, (key, picked) in enumerate(order.verifications.items())
    ]
    await sql.insert("verifications (id, order_id, place, picked)", rows)
