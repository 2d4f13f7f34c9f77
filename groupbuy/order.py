"""An order: one per person and group buy; its lines know every price they were ordered at."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from groupbuy import events as ev
from groupbuy.money import cost
from groupbuy.places import Hours, Spot
from groupbuy.quantity import ZERO


@dataclass(frozen=True, slots=True)
class Part:
    """So many sale units at one price (fen each)."""

    qty: Decimal
    price: int


@dataclass(frozen=True, slots=True)
class Line:
    """Ordered, short and picked up of one item, in sale units.

    Parts are in the order they were added; what is taken away goes last in, first out, so the
    quantity a person keeps keeps the price it was ordered at.
    """

    item: int
    parts: tuple[Part, ...] = ()
    short: Decimal = ZERO
    picked: Decimal = ZERO

    @property
    def ordered(self) -> Decimal:
        if len(self.parts) == 1:  # as nearly all have, and it is asked again and again
            return self.parts[0].qty
        return sum((part.qty for part in self.parts), ZERO)

    @property
    def billed(self) -> Decimal:
        return self.ordered - self.short if self.short else self.ordered

    @property
    def billed_parts(self) -> tuple[Part, ...]:
        """What is billed, at which prices."""
        return _first(self.parts, self.billed) if self.short else self.parts

    @property
    def amount(self) -> int:
        """Fen for what is billed, each priced part rounded half up."""
        return sum(cost(part.qty, part.price) for part in self.billed_parts)

    @property
    def waiting(self) -> Decimal:
        """What is billed and not yet picked up."""
        return self.billed - self.picked

    def to(self, after: Decimal, price: int) -> "Line":
        """The line with `after` sale units ordered; what does not come is never more than that."""
        more = after - self.ordered
        if more <= 0:
            return replace(self, parts=_first(self.parts, after), short=min(self.short, after))
        *earlier, last = self.parts or (Part(ZERO, price),)
        grown = (Part(last.qty + more, price),) if last.price == price else (last, Part(more, price))
        parts = (*earlier, *[part for part in grown if part.qty])
        return Line(self.item, parts, self.short, self.picked)

    def with_parts(self, parts: Sequence[Part]) -> "Line":
        """The line with these parts alone, those that cost the same joined."""
        line = self.to(ZERO, 0)
        for part in parts:
            line = line.to(line.ordered + part.qty, part.price)
        return line

    def shared(self, parts: Sequence[Part]) -> Decimal:
        """How many of its first sale units have the prices that the first of `parts` have."""
        same = ZERO
        for mine, other in zip(self.parts, Line(self.item).with_parts(parts).parts, strict=False):
            if mine.price == other.price:
                same += min(mine.qty, other.qty)
            if mine != other:
                break
        return same

    def given_back(self, before: "Line") -> tuple[Part, ...]:
        """The prices that what is ordered next has where part of what was taken away since `before` is
        given back: first the line as it was then, and after that what was added meanwhile."""
        same = self.shared(before.parts)
        return (*before.parts, *_rest(self.parts, same))

    def steps(self, after: Decimal, parts: Sequence[Part], price: int) -> list[Part]:
        """The totals to go through, one after another, each with the price (fen) of what it adds, so that
        `after` sale units cost what `parts` cost, and what goes beyond them `price`."""
        wanted = Line(self.item).with_parts(parts).to(after, price).parts
        total = self.shared(wanted)
        steps = [Part(total, price)] if total < self.ordered else []
        for part in _rest(wanted, total):
            total += part.qty
            steps.append(Part(total, part.price))
        return steps


def _rest(parts: Sequence[Part], qty: Decimal) -> tuple[Part, ...]:
    """What is left of the parts without the first `qty`."""
    left: list[Part] = []
    for part in parts:
        if part.qty > qty:
            left.append(replace(part, qty=part.qty - qty))
        qty = max(qty - part.qty, ZERO)
    return tuple(left)


def _first(parts: tuple[Part, ...], qty: Decimal) -> tuple[Part, ...]:
    kept: list[Part] = []
    for part in parts:
        if qty <= 0:
            break
        kept.append(part if part.qty <= qty else replace(part, qty=qty))
        qty -= part.qty
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Proxy:
    """A neighbour's leave to fetch an order against a code of its own, until a moment (UTC)."""

    code: str
    until: datetime


@dataclass(slots=True)
class Order:
    """`resident` is whose it is, `placed_by` who spoke for them; changes only by `apply`.

    `spot`, `day` and `hours` are where and when it is fetched as it was decided; `where` is what stands
    under `spot`, read beside the book (None: erased, or of a version that kept none). `by_hand`: no solution
    may choose another point.
    """

    id: str
    buy: int
    resident: str
    placed_by: str
    seq_no: int
    point: str
    code: str
    lines: dict[int, Line] = field(default_factory=dict)
    claimed: bool = False
    paid: int = 0
    verifications: dict[str, tuple[ev.Picked, ...]] = field(default_factory=dict)
    proxy: Proxy | None = None
    spot: str | None = None
    day: date | None = None
    hours: tuple[Hours, ...] = ()
    where: Spot | None = field(default=None, compare=False)
    by_hand: bool = False

    @property
    def active(self) -> bool:
        """Something is (still) ordered; a cancelled order keeps its seq_no and has nothing."""
        return any(line.ordered for line in self.lines.values())

    @property
    def amount(self) -> int:
        """Fen for everything billed."""
        return sum(line.amount for line in self.lines.values())

    @property
    def owed(self) -> int:
        """Fen still to pay; negative: to give back."""
        return self.amount - self.paid

    @property
    def waiting(self) -> bool:
        """Something billed has not been picked up."""
        return any(line.waiting > 0 for line in self.lines.values())

    def line(self, item: int) -> Line:
        return self.lines.get(item) or Line(item)

    def apply(self, event: ev.OrderEvent) -> None:
        """The only way an order changes; the fold of the journal calls the same."""
        match event:
            case ev.QtyChanged(item=item, after=after, price=price):
                self.lines[item] = self.line(item).to(after, price)
            case ev.OrderClaimed(resident=resident):
                self.resident = self.placed_by = resident
            case ev.PointChosen(point=point, code=code, because=because):
                self.point, self.code = point, code
                self.by_hand = because in ("hand", "cover")
            case ev.PickupSet(spot=spot, day=day, hours=hours):
                self.spot, self.day, self.hours = spot, day, hours
            case ev.LineShorted(item=item, qty=qty):
                self.lines[item] = replace(self.line(item), short=self.line(item).short + qty)
            case ev.ShortageLifted(item=item, qty=qty):
                self.lines[item] = replace(self.line(item), short=max(ZERO, self.line(item).short - qty))
            case ev.GoodsPickedUp(verification=verification, picked=picked):
                self.verifications[verification] = picked
                self._pick(picked, 1)
            case ev.PickupReversed(verification=verification):
                self._pick(self.verifications.pop(verification), -1)
            case ev.ProxyNamed(code=code, until=until):
                self.proxy = Proxy(code, until)
            case ev.ProxyWithdrawn():
                self.proxy = None
            case ev.PaymentClaimed():
                self.claimed = True
            case ev.PaymentConfirmed(amount=amount):
                self.paid += amount
                self.claimed = False

    def _pick(self, picked: tuple[ev.Picked, ...], sign: int) -> None:
        for it in picked:
            line = self.line(it.item)
            self.lines[it.item] = replace(line, picked=line.picked + sign * it.qty)
