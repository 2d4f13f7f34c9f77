"""Leaders' words about stock: sold out, only so many left, more came in, some broke."""

import re
from decimal import Decimal

from bot.understand.amounts import in_sale_units
from bot.understand.intent import CommandIntent
from bot.understand.shapes import plain

from . import cuewords as words
from .cues import Said, has

#: 草莓再加10盒库存: so many more, not so many in all
PLUS = re.compile(r"[加添补] ?[0-9一二两三四五六七八九十半]")


#: 限购2盒, 每户限2份, 数量有限 2盒起: what one may take, not what is left
_EACH = re.compile(r"限购|有限|[每一]\s?[人户单家位]|起[卖订送拍购]|[盒箱斤份袋只条瓶包件个]起")


def stock(said: Said) -> CommandIntent | None:
    """虾饺还剩8盒 (set), 木瓜补货20个 (add), 满天星售罄 (set 0), 坏了3箱库存减3 (sub)."""
    text = said.text
    if said.asks or said.how_many:
        return None
    product = said.products[0] if len(said.products) == 1 else said.goods.only if not said.products else None
    if product is None:
        return None
    qty = _quantity(said, product)
    if (
        has(text, words.GONE)
        and qty is None
        and not has(
            text, ("快卖完", "快没", "就没了", "要没了", "卖完就", "快售罄", "卖完为止", "抢完为止", "手慢")
        )
    ):
        return _command(product, "set", Decimal(0)) if len(text) <= 24 else None
    if qty is None:
        return None
    if has(text, words.FEWER) and ("库存" in text or "扣" in text or "减" in text):
        return _command(product, "sub", qty)
    if (has(text, words.MORE) or ("库存" in text and PLUS.search(text))) and not has(text, ("到了吗",)):
        return _command(product, "add", qty)
    if has(text, words.LEFT) and not has(text, ("剩下的", "家里")) and not _EACH.search(text):
        return _command(product, "set", qty)
    return None


def _quantity(said: Said, product: int) -> Decimal | None:
    unit = said.goods.products[product].unit
    other = {t.start for t in said.tokens if t.kind in ("word", "time", "number")}
    amounts = [t for t in said.tokens if t.kind == "amount" and t.value.number is not None]
    ours = [t.value for t in amounts if t.value.unit or t.end not in other]  # 只剩半天了 counts no goods
    found = [in_sale_units(a, unit) or a.number for a in ours]
    return found[-1] if found else None


def _command(product: int, op: str, qty: Decimal) -> CommandIntent:
    return CommandIntent("stock", {"product": product, "op": op, "qty": plain(qty)})
