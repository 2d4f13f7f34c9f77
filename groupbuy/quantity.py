"""Quantities: exact decimals in an item's sale unit, never floats, never guessed."""

from decimal import Decimal, InvalidOperation

from groupbuy.errors import BadQuantity

ZERO = Decimal(0)
STEP = Decimal("0.001")
MAX = Decimal(99_999)


def checked(qty: Decimal, *, zero: bool = False) -> Decimal:
    """`qty` in its shortest exact form; BadQuantity unless finite, positive (or 0 where `zero`),
    at most three decimals and below 100,000."""
    fits = qty.is_finite() and 0 <= qty <= MAX and qty == qty.quantize(STEP)
    if not fits or (qty == 0 and not zero):
        raise BadQuantity(text=str(qty)[:20])
    return shortest(qty)


def parse_qty(text: str, *, zero: bool = False) -> Decimal:
    """A plain number ("2", "1.5") as a quantity; BadQuantity for 1e9, NaN, -1 and the like."""
    plain = text.strip()
    try:
        if not plain.isascii() or not plain.replace(".", "", 1).isdigit():
            raise BadQuantity(text=plain[:20])
        return checked(Decimal(plain), zero=zero)
    except InvalidOperation:
        raise BadQuantity(text=plain[:20]) from None


def shortest(qty: Decimal) -> Decimal:
    """The same value without trailing zeros and without an exponent."""
    return Decimal(show(qty))


def show(qty: Decimal) -> str:
    """A quantity as people write it: 2, 1.5, 0.25."""
    text = f"{qty:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def milli(qty: Decimal) -> int:
    """Thousandths, as stored."""
    return int(qty * 1000)


def from_milli(stored: int) -> Decimal:
    return shortest(Decimal(stored) / 1000)
