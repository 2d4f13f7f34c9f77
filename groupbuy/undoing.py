"""Undoing: what one message did to the book, whether that still stands as it left it, and how it is undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from groupbuy.events import Event, OrderPlaced, PickupSet, PointChosen, QtyChanged
from groupbuy.order import Line, Order, Part
from groupbuy.ordering import Wish
from groupbuy.ports import Books, JournalEntry

_Lines = dict[tuple[str, int], Line]


@dataclass(frozen=True, slots=True)
class Moved:
    """A line that a message took from `before` to `after` sale units; `stands`: nobody moved it since.
    `parts` are the prices it has again where that is given back: those it was ordered at."""

    order: str
    resident: str
    item: int
    before: Decimal
    after: Decimal
    stands: bool
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What a message did in one buy: the lines it moved for its sender, and everything `else_` (a
    leader's command, a payment), which words taken back do not undo."""

    buy: int
    moved: tuple[Moved, ...]
    else_: tuple[Event, ...] = ()

    @property
    def stands(self) -> bool:
        return all(it.stands for it in self.moved)

    def undone(self, sender: str) -> list[Wish]:
        """What brings every line back to where it was before the message."""
        return [
            Wish(it.item, it.before, "set", _whom(it.resident, sender), parts=it.parts) for it in self.moved
        ]

    def before(self, order: Order) -> Order:
        """The order as it would be without the message; only its quantities mean anything."""
        lines = {no: _of(no, line.ordered) for no, line in order.lines.items() if line.ordered}
        for it in self.moved:
            if it.order == order.id:
                lines[it.item] = _of(it.item, it.before)
        return replace(order, lines={no: line for no, line in lines.items() if line.ordered})


def answers_key(origin: str, answer: str) -> str:
    """Under which it is remembered that a message answered the question about another."""
    return f"answers:{origin}:{answer}"


async def made_by(
    books: Books, origin: str, orders: Sequence[Order], buys: Sequence[int] = ()
) -> Made | None:
    """What the messages of an origin (one message, its edits, its recall) did to these orders and buys;
    None where they did nothing, or what was undone or changed back since by one of them."""
    story: dict[int, JournalEntry] = {}
    for order in orders:
        story |= {it.no: it for it in await books.journal(order=order.id)}
    for buy in buys:
        story |= {it.no: it for it in await books.journal(buy=buy)}
    entries = [it for _, it in sorted(story.items())]
    mine = {it.id for it in orders}
    said = {it.message[:32] for it in entries if getattr(it.event, "order", "") in mine} - {"", origin}
    ours = {origin} | {it for it in said if await books.seen(answers_key(origin, it))}
    own = [it for it in entries if it.message[:32] in ours]
    owners = {it.id: it.resident for it in orders}
    last = {(it.event.order, it.event.item): it.no for it in entries if isinstance(it.event, QtyChanged)}
    now, then = _lines(entries, own)
    moved: dict[tuple[str, int], Moved] = {}
    other: list[Event] = []
    number = 0
    for it in own:
        match it.event:
            case QtyChanged(
                buy=number, order=order_id, item=item, before=before, after=after, because="resident"
            ):
                key = (order_id, item)
                first = moved[key].before if key in moved else before
                if order_id not in owners:  # somebody's own by now, who has claimed it
                    owners[order_id] = (await books.own_order(order_id)).resident
                parts = now[key].given_back(then[key])
                moved[key] = Moved(order_id, owners[order_id], item, first, after, last[key] == it.no, parts)
            case OrderPlaced() | PickupSet():
                pass
            case event:
                other.append(event)
                number = number or getattr(event, "buy", 0)
    booked = {order for order, _ in moved}  # what went elsewhere for want of room went with its quantity
    other = [it for it in other if not (isinstance(it, PointChosen) and it.order in booked)]
    still = tuple(it for it in moved.values() if it.before != it.after)
    return Made(number, still, tuple(other)) if still or other else None


def all_in_all(made: Made, sender: str, wanted: Mapping[str, Mapping[int, Decimal]]) -> list[Wish]:
    """The lines that a changed message wants in the end, by owner and item, and those that it moved
    before and does not name any more, which go back."""
    undone = made.undone(sender)
    parts = {(it.whom, it.item): it.parts for it in undone}
    return [it for it in undone if it.item not in wanted.get(it.whom, {})] + [
        Wish(item, qty, "set", whom, parts=parts.get((whom, item), ()))
        for whom, lines in wanted.items()
        for item, qty in lines.items()
    ]


def _lines(entries: Sequence[JournalEntry], own: Sequence[JournalEntry]) -> tuple[_Lines, _Lines]:
    """Every line of the story as it is now, and as it was before the first of a message's `own` entries."""
    now: _Lines = {}
    then: _Lines = {}
    ours = {it.no for it in own}
    for it in entries:
        match it.event:
            case QtyChanged(order=order, item=item, after=after, price=price):
                line = now.get((order, item), Line(item))
                if it.no in ours:
                    then.setdefault((order, item), line)
                now[order, item] = line.to(after, price)
    return now, then


def _whom(resident: str, sender: str) -> str:
    return "" if resident == sender else resident


def _of(item: int, qty: Decimal) -> Line:
    return Line(item, (Part(qty, 0),))
