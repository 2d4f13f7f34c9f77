"""The demo's own account of who ordered what at which price: kept by hand, beside the product's rules.

It shares no arithmetic with `groupbuy`, so that the two cannot be wrong in the same way.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from bot.demo.cast import Person
from bot.demo.goods import OFFERS, Good

NONE = Decimal(0)
Wanted = Mapping[Good, Decimal]


@dataclass(slots=True)
class Tab:
    """What one person is to get in one buy. `bought` holds (quantity, fen a unit) as it was agreed;
    what is given up goes from its end. `seq` is the 跟团号 the bot named."""

    buy: int
    owner: str
    buyer: Person
    seq: int = 0
    bought: dict[str, list[tuple[Decimal, int]]] = field(default_factory=dict)
    short: dict[str, Decimal] = field(default_factory=dict)
    picked: dict[str, Decimal] = field(default_factory=dict)
    paid: int = 0

    def qty(self, name: str) -> Decimal:
        return sum((qty for qty, _ in self.bought.get(name, [])), NONE)

    def due(self, name: str) -> Decimal:
        """What is to be handed out in all."""
        return self.qty(name) - self.short.get(name, NONE)

    def left(self, name: str) -> Decimal:
        return self.due(name) - self.picked.get(name, NONE)

    def cost(self, name: str) -> int:
        """Fen for what comes of an item: the earliest agreed first, each price rounded half up."""
        fen, rest = 0, self.due(name)
        for qty, price in self.bought.get(name, []):
            part = min(qty, rest)
            fen += int((part * price).quantize(Decimal(1), rounding=ROUND_HALF_UP))
            rest -= part
        return fen

    @property
    def names(self) -> list[str]:
        return [name for name in self.bought if self.qty(name)]

    @property
    def amount(self) -> int:
        return sum(self.cost(name) for name in self.bought)


@dataclass(slots=True)
class Ledger:
    """All tabs, by buy and whose they are; stock and prices as the leaders named them."""

    tabs: dict[tuple[int, str], Tab] = field(default_factory=dict)
    prices: dict[tuple[int, str], int] = field(default_factory=dict)
    accepted: dict[tuple[int, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    cancelled: dict[tuple[int, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def __post_init__(self) -> None:
        self.prices = {(buy, it.name): it.price for buy, goods in OFFERS.items() for it in goods}

    def of(self, buy: int) -> list[Tab]:
        """By 跟团号."""
        return sorted((it for it in self.tabs.values() if it.buy == buy), key=lambda it: it.seq)

    def tab(self, buy: int, owner: str) -> Tab:
        return self.tabs[buy, owner]

    def sold(self, buy: int, name: str) -> Decimal:
        return sum((it.qty(name) for it in self.of(buy)), NONE)

    def refuses(self, buy: int, buyer: Person, owner: str, after: Wanted) -> str:
        """A word of the refusal that must come ("" = it is to be booked)."""
        before = {good: self._qty(buy, owner, good) for good in after}
        if all(after[good] == before[good] for good in after):
            return "没有变化"
        for good in after:
            more = after[good] - before[good]
            if good.stock is not None and more > 0 and self.sold(buy, good.name) + more > good.stock:
                return "只剩|订完"
        for good in after:
            held = sum((it.qty(good.name) for it in self.of(buy) if it.buyer == buyer), NONE)
            if good.limit is not None and held + after[good] - before[good] > good.limit:
                return "限购"
        return ""

    def afterwards(self, buy: int, owner: str, wanted: Wanted, mode: str) -> Wanted:
        """The totals a message asks for; "add" is on top of what there is."""
        if mode == "set":
            return dict(wanted)
        return {good: self._qty(buy, owner, good) + qty for good, qty in wanted.items()}

    def book(self, buy: int, buyer: Person, owner: str, after: Wanted) -> Tab:
        tab = self.tabs.setdefault((buy, owner), Tab(buy, owner, buyer))
        for good, qty in after.items():
            self._change(tab, good.name, qty)
        return tab

    def cancel(self, buy: int, owner: str, names: Sequence[str] | None = None) -> Tab:
        tab = self.tabs[buy, owner]
        for name in tab.names if names is None else names:
            self._change(tab, name, NONE)
        return tab

    def go_short(self, buy: int, name: str, qty: Decimal, tabs: Sequence[Tab] | None = None) -> list[Tab]:
        """The latest (of `tabs`, where they are at one point) go without; those affected, latest first."""
        affected = []
        for tab in reversed(self.of(buy) if tabs is None else tabs):
            part = min(qty, tab.left(name))
            if part > 0:
                tab.short[name] = tab.short.get(name, NONE) + part
                affected.append(tab)
                qty -= part
        return affected

    def _qty(self, buy: int, owner: str, good: Good) -> Decimal:
        tab = self.tabs.get((buy, owner))
        return tab.qty(good.name) if tab else NONE

    def _change(self, tab: Tab, name: str, after: Decimal) -> None:
        held, more = tab.bought.setdefault(name, []), after - tab.qty(name)
        key = (tab.buy, name)
        if more > 0:
            self.accepted[key] += more
            same = held.pop()[0] if held and held[-1][1] == self.prices[key] else NONE
            held.append((same + more, self.prices[key]))
            return
        self.cancelled[key] -= more
        while more < 0:
            qty, price = held.pop()
            if qty + more > 0:
                held.append((qty + more, price))
            more += qty
