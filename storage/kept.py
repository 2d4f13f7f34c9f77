"""What the units of one transaction have loaded, for those after them: the locks are held to its end."""

from dataclasses import dataclass, field, replace

from groupbuy.buy import OVER, GroupBuy
from groupbuy.directory import Identity
from groupbuy.fold import Book
from groupbuy.order import Order
from groupbuy.places import Spot
from groupbuy.resident import Resident
from groupbuy.standins import Standin


@dataclass(slots=True)
class Kept:
    """As the units have left it. Where one is undone all of it is thrown away; what is not in it is not known."""

    book: Book = field(default_factory=Book)
    people: dict[str, Resident] = field(default_factory=dict)
    met: dict[Identity, str] = field(default_factory=dict)
    bindings: dict[tuple[str, str], str | None] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    """Those written down, by id."""
    notes: dict[str, dict[int, str]] = field(default_factory=dict)
    """All remarks of an order, by item."""
    touched: set[str] = field(default_factory=set)
    """Orders that changed, or remarks on them, since the innermost savepoint began."""
    changed: dict[int, GroupBuy] = field(default_factory=dict)
    """Buys that changed since then, as they were before it."""
    without: set[tuple[int, str]] = field(default_factory=set)
    """Who had no order in a buy when it was looked for; an order of theirs since then is in `book`."""
    whole: set[str] = field(default_factory=set)
    """Whose orders, past ones too, are all in `book`."""
    live: dict[str, set[int]] = field(default_factory=dict)
    """Whose orders in buys not over are all in `book`, and which buys those were when they were read."""
    standins: tuple[Standin, ...] | None = None

    def changes(self, number: int) -> None:
        """To be said before a buy changes."""
        if number in self.book.buys and number not in self.changed:
            self.changed[number] = _copied(self.book.buys[number])

    def before(self, remembers: bool) -> "Before":
        """For whoever may be undone: what is kept now. Of buys and orders it is the same ones (`Before.again`
        sees to them), and leaderships and leaves are read again."""
        copy = None
        if remembers:
            copy = Kept(
                book=Book(dict(self.book.buys), dict(self.book.orders)),
                people=dict(self.people),
                met=dict(self.met),
                bindings=dict(self.bindings),
                spots=dict(self.spots),
                notes=dict(self.notes),
                without=set(self.without),
                whole=set(self.whole),
                live=dict(self.live),
                standins=self.standins,
            )
        before = Before(copy, self.touched, self.changed)
        self.touched, self.changed = set(), {}
        return before

    def went_on(self, before: "Before") -> None:
        """A savepoint is over and was not undone: what it did is its surroundings'."""
        self.touched |= before.touched
        self.changed |= before.changed

    def order_of(self, buy: int, resident: str) -> Order | None:
        for it in self.book.orders.values():
            if it.resident == resident and it.buy == buy:
                return it
        return None

    def knows_none(self, buy: int, resident: str) -> bool:
        """Nothing but what `order_of` finds is there."""
        if resident in self.whole or (buy, resident) in self.without:
            return True
        return resident in self.live and buy in self.book.buys and self.is_live(buy, resident)

    def is_live(self, buy: int, resident: str) -> bool:
        """Whether a buy is not over, as it is now or as it was when the orders of `resident` were read."""
        known = self.book.buys.get(buy)
        return buy in self.live[resident] if known is None else known.state not in OVER

    def orders_by(self, resident: str) -> list[Order]:
        """Latest buy first."""
        of = [it for it in self.book.orders.values() if it.resident == resident or it.placed_by == resident]
        return sorted(of, key=lambda it: (-it.buy, it.seq_no))


@dataclass(frozen=True, slots=True)
class Before:
    """What was kept when a savepoint began, None where that is not remembered, and what had changed before it."""

    kept: Kept | None
    touched: set[str]
    changed: dict[int, GroupBuy]

    def again(self, undone: Kept) -> Kept:
        """As it was: buys that changed since are as they were before; orders that were touched are read again.
        Whoever is undone around it does the same."""
        kept = self.kept or Kept()
        kept.touched, kept.changed = self.touched | undone.touched, undone.changed | self.changed
        for number in undone.changed.keys() & kept.book.buys.keys():
            kept.book.buys[number] = _copied(undone.changed[number])
        for it in undone.touched:
            kept.notes.pop(it, None)
            if kept.book.orders.pop(it, None) is not None:
                for known in (kept.whole, kept.live, kept.without):
                    known.clear()
        return kept


def _copied(buy: GroupBuy) -> GroupBuy:
    """One of its own, down to what changes in place."""
    return replace(
        buy,
        items=dict(buy.items),
        arrivals=dict(buy.arrivals),
        delays=dict(buy.delays),
        transfers=dict(buy.transfers),
    )
