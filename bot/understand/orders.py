"""Wishes → an order, a cancellation or a question back, by what the buy offers and what the sender has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .amounts import in_sale_units
from .catalogue import Catalogue
from .intent import AskIntent, AskReason, CancelIntent, Context, Intent, NoIntent, OrderIntent, WishLine
from .persons import another_room
from .units import GRAMS
from .wishes import Reading, Wish

_RANK: dict[AskReason, int] = {
    "unknown_product": 0,
    "ambiguous_product": 1,
    "missing_qty": 2,
    "over_vague": 3,
}
#: several pieces in one of it: 狮子头4个装
_SEVERAL = re.compile(r"\d+[个只片粒枚]")
JOKE = Decimal(99)
#: nobody means so many of anything counted, 二十万份
ABSURD = Decimal(999)
ZERO = Decimal(0)


class Unclear(Exception):
    """One wish that cannot be booked without a question."""

    def __init__(
        self, reason: AskReason, term: str = "", choices: tuple[int, ...] = (), qty: Decimal | None = None
    ) -> None:
        super().__init__(reason)
        self.ask = AskIntent(reason, term, choices, qty)


@dataclass(slots=True)
class Line:
    """A wish that is settled: a product, a quantity in sale units (None: drop it)."""

    product: int
    qty: Decimal | None
    wish: Wish


def resolve(reading: Reading, context: Context, goods: Catalogue) -> Intent | None:
    """The intent of what was read; None if it asks for nothing."""
    if len(reading.wishes) > 2 and all(
        w.mention is None and w.amount and w.amount.bare for w in reading.wishes
    ):
        return None  # counting aloud
    wishes = reading.wishes
    if len(wishes) > 1:
        wishes = _without_prices(_completed(wishes), goods)
        if not reading.wanting and _equates(wishes):
            return None
        wishes = _without_total(wishes)
    wishes = _attribute(wishes, context)
    if any(map(_is_joke, wishes)):
        return NoIntent()
    if reading.everything_off and not wishes:
        return _cancel_all(reading, context)
    if not wishes:
        return _no_wish(reading, goods)
    if _says_twice(wishes):
        return AskIntent("missing_qty" if goods.only else "ambiguous_product", choices=goods.numbers)
    lines: list[Line] = []
    unclear: list[AskIntent] = []
    swap = _swapped(wishes, context.prior)
    for wish in wishes:
        try:
            lines.extend(_settle(wish, context, goods, swap))
        except Unclear as found:
            unclear.append(found.ask)
    if unclear:
        return min(unclear, key=lambda ask: _RANK[ask.reason])
    if reading.everything_off:
        asked = {line.product for line in lines}
        lines = [Line(no, None, Wish(None, None, "drop")) for no in context.prior if no not in asked] + lines
    return _intent(lines, reading, context)


def _says_twice(wishes: list[Wish]) -> bool:
    """1+1, 一份两份都行: two bare amounts for one person, of which one only can be meant."""
    if len(wishes) < 2:
        return False
    bare = [
        (w.whom, w.mine) for w in wishes if w.mention is None and not w.every and w.manner in ("plain", "add")
    ]
    return len(bare) > len(set(bare))


def _is_joke(wish: Wish) -> bool:
    amount = wish.amount
    if amount is None or amount.number is None or amount.unit in GRAMS:
        return False
    return amount.number > (JOKE if amount.bare else ABSURD)


def _cancel_all(reading: Reading, context: Context) -> Intent | None:
    back = reading.pointing_back
    if back and len(context.prior) > 1:
        return AskIntent("ambiguous_product", choices=tuple(context.prior))
    if (
        reading.everything_off.startswith(
            ("不", "别", "先", "都", "全不", "全都不", "全部不", "算", "那", "还")
        )
        and not context.prior
    ):
        return NoIntent()
    if reading.kept and not reading.off_whom:  # 除了草莓都不要了
        rest = tuple(no for no in context.prior if no not in reading.kept)
        return CancelIntent(rest) if rest else NoIntent()
    return CancelIntent(None, reading.off_whom)


def _no_wish(reading: Reading, goods: Catalogue) -> Intent | None:
    if reading.same:
        return AskIntent("over_vague")
    if reading.wanting or reading.vague:
        return AskIntent("missing_qty" if goods.only else "over_vague")
    return None


def _attribute(wishes: list[Wish], context: Context) -> list[Wish]:
    """A name before an order is the sender's own signature unless others are set apart from it."""
    people = {w.whom for w in wishes} - {None, ""}
    if not people:
        return wishes
    apart = any(w.mine or (w.whom and not w.signed) for w in wishes) or len(people) > 1
    for wish in wishes:
        if wish.whom and wish.signed:
            own = wish.whom in (context.sender or "\0") or (context.sender and context.sender in wish.whom)
            keep = apart or context.role == "leader" or another_room(wish.whom, context.sender)
            if own or not keep:
                wish.whom = None
    return wishes


def _completed(wishes: list[Wish]) -> list[Wish]:
    """芒果多拿点，拿五斤吧: the number behind a vague amount says how much was meant."""
    out: list[Wish] = []
    for wish in wishes:
        last = out[-1] if out else None
        vague = last is not None and last.amount is not None and last.amount.number is None
        if last is not None and vague and wish.mention is None and wish.amount and wish.whom == last.whom:
            last.amount = wish.amount
        else:
            out.append(wish)
    return out


def _without_prices(wishes: list[Wish], goods: Catalogue) -> list[Wish]:
    """草莓2盒29.9, 草莓2盒共59.8: a bare number that is the price, or what it all comes to, counts no goods."""
    out: list[Wish] = []
    sums: set[Decimal] = set()
    total = ZERO
    for wish in wishes:
        amount = wish.amount
        bare = amount is not None and amount.bare and not amount.plus and not amount.times
        if wish.mention is None and not wish.every and bare and amount and amount.number in sums:
            continue
        out.append(wish)
        if wish.mention and len(wish.mention.products) == 1 and amount and amount.number:
            price = Decimal(goods.products[wish.mention.products[0]].price)
            total += price * amount.number
            sums |= {price, price * amount.number, total}
    return out


def _equates(wishes: list[Wish]) -> bool:
    """一盒草莓20颗, 楼下2盒草莓25: a second amount right behind counted goods tells something about them."""
    for one, other in pairwise(wishes):
        glued = not other.every and other.start == one.end
        named = one.mention is None or other.mention is None  # 一箱42个橙子, 一顿3个
        if not glued or not named or one.amount is None or other.amount is None:
            continue
        if other.manner == "plain" and one.manner == "plain" and other.amount.unit != one.amount.unit:
            return True
    return False


def _without_total(wishes: list[Wish]) -> list[Wish]:
    """共3箱，我2箱老王1箱: only the split counts."""
    if len(wishes) < 3:
        return wishes
    total, rest = wishes[0], wishes[1:]
    split = all(w.whom or w.mine for w in rest) and not total.whom and not total.mine
    if not split or total.amount is None or any(w.amount is None for w in rest):
        return wishes
    parts = [w.amount.number for w in rest if w.amount is not None and w.amount.number is not None]
    if sum(parts) != total.amount.number:
        return wishes
    for wish in rest:
        wish.mention = wish.mention or total.mention
    return rest


def _swapped(wishes: list[Wish], prior: Mapping[int, Decimal]) -> Decimal | None:
    """The quantity a swap without a number keeps: that of the product given up."""
    if len(wishes) < 2:
        return None
    given = [w for w in wishes if w.manner == "drop" and w.mention and len(w.mention.products) == 1]
    taken = [w for w in wishes if w.manner == "set" and w.amount is None]
    if len(given) == 1 and len(taken) == 1 and given[0].mention:
        return prior.get(given[0].mention.products[0])
    return None


def _settle(wish: Wish, context: Context, goods: Catalogue, swap: Decimal | None) -> list[Line]:
    if wish.every and wish.mention is None:
        return [
            Line(no, _quantity(wish, no, goods, context), wish) for no in goods.numbers if no not in wish.but
        ]
    product = _product(wish, context, goods)
    if wish.manner == "drop":
        return [Line(product, None, wish)]
    if wish.amount is None and wish.manner == "set" and swap is not None:
        return [Line(product, swap, wish)]
    return [Line(product, _quantity(wish, product, goods, context), wish)]


def _product(wish: Wish, context: Context, goods: Catalogue) -> int:
    if wish.mention is None:
        if goods.only is not None:
            return goods.only
        if wish.manner != "plain" and len(context.prior) == 1:
            return next(iter(context.prior))
        if wish.manner == "less" and not context.prior:
            raise Unclear("over_vague")
        raise Unclear("ambiguous_product", wish.term, tuple(context.prior) or goods.numbers)
    if not wish.mention.products:
        like = [no for no, p in goods.products.items() if wish.term in p.name] if len(wish.term) == 1 else []
        if len(like) > 1:
            raise Unclear("ambiguous_product", wish.term, tuple(like))
        raise Unclear("unknown_product", wish.term)
    if len(wish.mention.products) > 1:
        held = [no for no in wish.mention.products if no in context.prior]
        if wish.manner == "drop" and len(held) == 1:
            return held[0]
        raise Unclear("ambiguous_product", wish.term, wish.mention.products)
    return wish.mention.products[0]


def _quantity(wish: Wish, product: int, goods: Catalogue, context: Context) -> Decimal | None:
    amount = wish.amount
    if amount is None:
        raise Unclear("missing_qty", wish.term, (product,))
    offered = goods.products[product]
    several = amount.unit in ("个", "只", "片", "粒", "枚") and _SEVERAL.search(offered.name)
    qty = None if several and amount.unit != offered.unit else in_sale_units(amount, offered.unit)
    if qty is None:
        raise Unclear("missing_qty", wish.term, (product,))
    if wish.manner == "less" and wish.whom:
        raise Unclear("over_vague", wish.term, (product,))  # what they have is not known here
    if wish.manner == "less":
        held = context.prior.get(product)
        if held is None or held < qty:
            raise Unclear("over_vague", wish.term, (product,))
        return held - qty if held > qty else None
    return qty


def _intent(lines: list[Line], reading: Reading, context: Context) -> Intent:
    if all(line.qty is None for line in lines):
        if all(
            line.wish.refused and not line.wish.whom and line.product not in context.prior for line in lines
        ):
            return NoIntent()
        people = {line.wish.whom for line in lines}
        if len(people) == 1:
            return CancelIntent(tuple(dict.fromkeys(line.product for line in lines)), people.pop())
    adds = [line for line in lines if line.wish.manner == "add"]
    mode = "add" if len(adds) == len(lines) else "set"
    out: list[WishLine] = []
    seen: set[int] = set()
    for line in lines:
        qty = ZERO if line.qty is None else line.qty
        whom = line.wish.whom
        if mode == "set" and line.wish.manner == "add" and not whom and line.product not in seen:
            qty += context.prior.get(line.product, ZERO)
        if not whom:
            seen.add(line.product)
        note = " ".join(filter(None, (line.wish.note, *reading.notes))) or None
        out.append(WishLine(line.product, qty, whom, note, (line.wish.start, line.wish.end)))
    return OrderIntent(tuple(out), "add" if mode == "add" else "set")
