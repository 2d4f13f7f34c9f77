"""What the units of one transaction have loaded, for those after them: the locks are held to its end."""

from dataclasses import dataclass, field

from groupbuy.buy import OVER
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
    placed: set[str] = field(default_factory=set)
    """Orders that were not there when the transaction began."""
    without: set[tuple[int, str]] = field(default_factory=set)
    """Who had no order in a buy when it was looked for; an order of theirs since then is in `book`."""
    whole: set[str] = field(default_factory=set)
    """Whose orders, past ones too, are all in `book`."""
    live: dict[str, set[int]] = field(default_factory=dict)
    """Whose orders in buys not over are all in `book`, and which buys those were when they were read."""
    standins: tuple[Standin, ...] | None = None

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
