"""Goods with figures behind them, as leaders write them: 草莓 18/20 蓝莓, 草莓2盒 蓝莓 1."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.parsing.goods import exactly
from bot.parsing.plain import plain
from groupbuy.buy import GroupBuy
from groupbuy.quantity import parse_qty

SPLIT = re.compile(r"[\s,、;]+")
NUM = r"\d{1,6}(?:\.\d{1,3})?"
UNIT = r"[^\W\d_]{0,2}"
OF = re.compile(rf"(.*?)({NUM}){UNIT}/({NUM}){UNIT}")
QTY = re.compile(rf"(.*?)[x×*]?({NUM}){UNIT}")
LOOSE_SLASH = re.compile(r"\s*/\s*")
ORDINAL = re.compile(r"第?\d{1,3}[号样种]|第\d{1,3}个")


@dataclass(frozen=True, slots=True)
class Figure:
    """A name as written, a quantity in sale units where one was given, and "of how many"."""

    name: str
    qty: Decimal | None = None
    of: Decimal | None = None


def figures(buy: GroupBuy, words: str) -> list[Figure]:
    """Names, each with the figure glued to it or standing next: 草莓 18/20, 草莓2盒, 2号 3.

    A number that stands alone belongs to the name before it; with no name before it (or one that
    has its figure already) it is itself a name: an item's number. Raises BadQuantity.
    """
    found: list[Figure] = []
    for token in _tokens(buy, words):
        figure = _figure(buy, token)
        last = found[-1] if found else None
        if figure.name:
            found.append(figure)
        elif last is not None and last.qty is None:
            found[-1] = Figure(last.name, figure.qty, figure.of)
        else:
            found.append(Figure(token))
    return found


def _tokens(buy: GroupBuy, words: str) -> list[str]:
    """The words apart; an item's name that has spaces in it stays one."""
    text = LOOSE_SLASH.sub("/", plain(words).strip())
    for item in buy.items.values():
        name = plain(item.name)
        if " " in name:
            text = text.replace(name, name.replace(" ", ""))
    return [it for it in SPLIT.split(text) if it]


def _figure(buy: GroupBuy, token: str) -> Figure:
    if ORDINAL.fullmatch(token) or exactly(buy, token):
        return Figure(token)
    of = OF.fullmatch(token)
    if of:
        return Figure(of[1], parse_qty(of[2], zero=True), parse_qty(of[3], zero=True))
    qty = QTY.fullmatch(token)
    return Figure(qty[1], parse_qty(qty[2], zero=True)) if qty else Figure(token)
