"""Money: integer fen in, out and between; yuan only when people read or write it."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from groupbuy.errors import BadAmount

MAX_FEN = 100_000_000
_YUAN = re.compile(r"(\d{1,7})(?:\.(\d{1,2}))?", re.ASCII)


def cost(qty: Decimal, price: int) -> int:
    """Fen for `qty` sale units at `price` fen each, rounded half up to the whole fen."""
    return int((qty * price).to_integral_value(rounding=ROUND_HALF_UP))


def yuan(fen: int) -> str:
    """Fen as people write yuan: 1280 -> "12.8", 500 -> "5", -5 -> "-0.05"."""
    sign, whole, rest = "-" if fen < 0 else "", abs(fen) // 100, abs(fen) % 100
    return f"{sign}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


def parse_yuan(text: str) -> int:
    """Yuan as people write them ("12.8", "12.80元", "¥5", "5块") in fen.

    Raises BadAmount for anything else, for more than two decimals, below 0 or above a million yuan.
    """
    written = _YUAN.fullmatch(text.strip().lstrip("¥￥").rstrip("元块").strip())
    if written is None:
        raise BadAmount(text=text[:20])
    fen = int(written[1]) * 100 + int((written[2] or "").ljust(2, "0"))
    if fen > MAX_FEN:
        raise BadAmount(text=text[:20])
    return fen


def split(total: int, weights: Sequence[int]) -> list[int]:
    """`total` fen shared by weight so that the shares sum to it exactly (largest remainders first)."""
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("weights must sum to more than zero")
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares
