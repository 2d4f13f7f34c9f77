"""An item of a group buy as a leader writes it: its number, its name, an alias, a part only it has."""

import re
from collections.abc import Iterable

from bot.parsing.plain import same
from groupbuy.buy import GroupBuy, Item
from groupbuy.errors import Refusal

NUMBER = re.compile(r"第?(\d{1,3})(?:号商品|[号样个种])?")

BEFORE_NAME = re.compile(r"\s*\d+\s+(?:[^\d\s]|\d{1,3}\s*号(?:自提)?点)")


class NoItemCalled(Refusal):
    text = "{buy}号团没有“{name}”，有：{items}"


class SeveralItems(Refusal):
    text = "“{name}”是哪一样？{items}"


def find_good(buy: GroupBuy, text: str) -> Item:
    """The item a text names: 2, 2号, 第2样, ②, 草莓. NoItemCalled or SeveralItems unless exactly one fits."""
    fits = fitting(buy, text)
    if len(fits) == 1:
        return fits[0]
    said = text.strip()[:12]
    if not fits:
        raise NoItemCalled(buy=buy.number, name=said, items=listed(buy.items.values()))
    raise SeveralItems(name=said, items=listed(fits))


def fitting(buy: GroupBuy, text: str) -> list[Item]:
    """Every item the text may mean: an exact name or alias first, a number, then parts of names."""
    wanted = same(text)
    return exactly(buy, wanted) or _numbered(buy, wanted) or _partly(buy, wanted)


def exactly(buy: GroupBuy, text: str) -> list[Item]:
    """Those of that very name, else those with that alias."""
    wanted = same(text)
    called = [it for it in buy.items.values() if wanted == same(it.name)]
    return called or [it for it in buy.items.values() if wanted in map(same, it.aliases)]


def before_name(words: str) -> bool:
    """Whether a number stands before a name or a point, and so is a group buy's: 12 草莓 2, 12 1号点 草莓,
    but not 1 2."""
    return BEFORE_NAME.match(words) is not None


def listed(items: Iterable[Item], most: int = 10) -> str:
    """1 红颜草莓、2 蓝莓"""
    found = sorted(items, key=lambda it: it.no)
    return "、".join(f"{it.no} {it.name}" for it in found[:most]) + ("…" if len(found) > most else "")


def _numbered(buy: GroupBuy, wanted: str) -> list[Item]:
    found = NUMBER.fullmatch(wanted)
    item = buy.items.get(int(found[1])) if found else None
    return [item] if item else []


def _partly(buy: GroupBuy, wanted: str) -> list[Item]:
    if not wanted or wanted.isdecimal():
        return []
    return [it for it in buy.items.values() if any(wanted in same(name) for name in (it.name, *it.aliases))]
