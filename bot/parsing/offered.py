"""Items of a group buy as leaders name them: number, name, alias, or a part that fits only one."""

import re
from collections.abc import Iterable

from bot.parsing.plain import plain, same
from groupbuy.buy import GroupBuy, Item
from groupbuy.directory import Product
from groupbuy.errors import Refusal

NUMBERED = re.compile(r"(?:第\s*)?(\d{1,3})\s*(?:号|样|个)?")


class WhichItem(Refusal):
    """Nothing, or several things, are called so; `choices` lists what there is."""

    text = "{buy}号团里“{said}”是哪样？\n{choices}"


def find_item(said: str, buy: GroupBuy) -> Item:
    """The one item meant. WhichItem where none or several fit."""
    fits = _fitting(said, buy)
    if len(fits) == 1:
        return fits[0]
    shown = fits or [it for _, it in sorted(buy.items.items())]
    choices = "\n".join(f"{it.no}. {it.name}" for it in shown)
    raise WhichItem(buy=buy.number, said=said.strip()[:20], choices=choices)


def find_items(said: str, buy: GroupBuy) -> list[Item]:
    """Several items, each once: 草莓 蓝莓, 草莓、蓝莓. WhichItem as `find_item`."""
    whole = _fitting(said, buy)
    names = [it for it in re.split(r"[\s,，、;；和]+", said.strip()) if it]
    found = whole if len(whole) == 1 else [find_item(it, buy) for it in names]
    return list({it.no: it for it in found}.values())


def find_product(name: str, products: Iterable[Product]) -> Product | None:
    """The configured product of that very name or alias."""
    wanted = same(name)
    fits = [it for it in products if wanted in {same(word) for word in (it.name, *it.aliases)}]
    return fits[0] if len(fits) == 1 else None


def _fitting(said: str, buy: GroupBuy) -> list[Item]:
    items = [it for _, it in sorted(buy.items.items())]
    wanted = same(said)
    exact = [it for it in items if wanted in {same(word) for word in (it.name, *it.aliases)}]
    if exact or not wanted:
        return exact
    number = NUMBERED.fullmatch(plain(said).strip())
    if number:
        return [it for it in items if it.no == int(number[1])]
    return [it for it in items if any(wanted in same(word) for word in (it.name, *it.aliases))]
