"""How many, where that was asked: read by the same rules as an order's amounts."""

from dataclasses import dataclass
from decimal import Decimal

from bot.understand.amounts import in_sale_units, read
from bot.understand.normal import fold

LEADS = ("那就", "我要", "那", "就", "要", "来", "拿")
ROUGHLY = ("大概", "大约", "差不多", "可能", "约")
TAIL = "吧呀啊哦哈呢了的嘛。.!！~ "
DOUBT = "吗么?？"
JOKE = 99
"""A bare number above is none (LABELS §2)."""


@dataclass(frozen=True, slots=True)
class Count:
    """An amount and nothing else was said; `qty` in sale units, None where it has to be asked again."""

    qty: Decimal | None


def count_in(text: str, unit: str) -> Count | None:
    """2, 两盒, 就2盒吧; without a value 两三盒, 半盒, 大概2, 2吗; None where more or something else is said."""
    said = fold(text).strip().rstrip(TAIL)
    asked = said != said.rstrip(DOUBT)
    said = said.rstrip(DOUBT).rstrip(TAIL)
    rough = next((it for it in ROUGHLY if said.startswith(it)), "")
    said = said.removeprefix(rough or next((it for it in LEADS if said.startswith(it)), "")).strip()
    found = read(said, 0) if said else None
    if found is None or found[1] < len(said):
        return None
    amount = found[0]
    qty = in_sale_units(amount, unit)
    if rough or asked or (amount.bare and qty is not None and qty > JOKE):
        qty = None
    return Count(qty)
