"""The answer to "how many?" in whatever words: the amount of that good, what else it says, or no answer."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.parsing.counts import count_in
from bot.parsing.plain import plain
from bot.router import find_command
from bot.understand import understand
from bot.understand.intent import AskIntent, Context, NoIntent, OrderIntent
from groupbuy.buy import Item

AT = re.compile(r"^\s*@\S+\s+")
ONLY_FIGURES = re.compile(r"[-+]?[\d.,，、e]+(?:号|个)?[.。!！~]*")


@dataclass(frozen=True, slots=True)
class Amount:
    """`qty` in sale units, None where it has to be asked again; `order` is all that was said where that is
    more than an amount (a remark, somebody it is for, other goods)."""

    qty: Decimal | None
    order: OrderIntent | None = None


def amount_said(text: str, item: Item, context: Context, *, addressed: bool) -> Amount | None:
    """What the answer says of `item`; None where it is about something else: other goods, a command, a
    question, and what is overheard and holds no amount."""
    text = AT.sub("", text)
    count = count_in(text, item.unit)
    if count is not None:
        return Amount(count.qty)
    if find_command(text) is not None:
        return None
    if ONLY_FIGURES.fullmatch(plain(text).strip()):
        return _of_item(text.strip(" 。.!！~,，、"), item, context)
    match understand(text, context):
        case AskIntent() as asks if _without_goods(asks, item, context):
            return _of_item(text, item, context)
        case NoIntent() if addressed:
            return Amount(None)
    return None


def _without_goods(asks: AskIntent, item: Item, context: Context) -> bool:
    """An amount and no goods: asked about whatever there is, or whatever the speaker has."""
    every = {it.no for it in context.products}
    open_to_all = asks.reason == "over_vague" or set(asks.choices) in (every, set(context.prior), set())
    named = asks.term and count_in(asks.term, item.unit) is None
    return asks.reason != "unknown_product" and open_to_all and not named


def _of_item(text: str, item: Item, context: Context) -> Amount:
    """As if the good's name had been said before it."""
    said = understand(f"{item.name} {text}", context)
    lines = said.lines if isinstance(said, OrderIntent) else ()
    mine = [it for it in lines if it.product == item.no]
    if not isinstance(said, OrderIntent) or not mine:
        return Amount(None)
    plainly = len(lines) == 1 and mine[0].whom is None and said.mode == "set" and not mine[0].note
    return Amount(mine[0].qty, None if plainly else said)
