"""An order that cannot be booked as it stands: one short question, and what its answer does."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bot.commands.base import answers
from bot.commands.offers import example
from bot.commands.order import order
from bot.parsing.goods import fitting
from bot.parsing.plain import plain
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.understand import understand
from bot.understand.intent import AskIntent, OrderIntent, WishLine
from bot.understand.numerals import chinese
from groupbuy.buy import GroupBuy, Item
from groupbuy.errors import BadQuantity
from groupbuy.money import yuan
from groupbuy.ports import Pending
from groupbuy.quantity import parse_qty, show
from groupbuy.telling import QUESTION_LIVES

MOST = 12


async def ask_back(talk: Talk, books: UnitBooks, buy: GroupBuy, intent: AskIntent) -> str:
    """The question for this reason, remembered for 10 minutes where a number can answer it."""
    items = [buy.items[no] for no in intent.choices if no in buy.items]
    match intent.reason:
        case "unknown_product":
            no_such = f"没有“{intent.term[:12]}”。" if intent.term else ""
            return no_such + await _which(talk, books, buy, _all(buy), intent)
        case "ambiguous_product":
            return await _which(talk, books, buy, items if len(items) > 1 else _all(buy), intent)
        case "missing_qty" if len(items) == 1 or len(buy.items) == 1:
            return await _how_many(talk, books, buy, (items or _all(buy))[0], intent.term)
        case "missing_qty":
            names = "、".join(it.name for it in items) or "每样"
            return f"{names}各要多少？请带上数量，例如“{example(buy)}”。"
        case "over_vague":
            return f"要哪样、要几份？例如“{example(buy)}”。{_numbered(_all(buy))}"


async def _which(
    talk: Talk, books: UnitBooks, buy: GroupBuy, items: Sequence[Item], intent: AskIntent
) -> str:
    data = {
        "buy": buy.number,
        "choices": [it.no for it in items],
        "qty": show(intent.qty) if intent.qty is not None else None,
        "term": intent.term,
        "text": talk.incoming.text,
    }
    await books.ask(Pending(talk.speaker.id, talk.chat, "choice", data, talk.at + QUESTION_LIVES))
    return f"哪一种？回编号：{_numbered(items)}"


async def _how_many(talk: Talk, books: UnitBooks, buy: GroupBuy, item: Item, term: str) -> str:
    data = {"buy": buy.number, "item": item.no, "term": term, "text": talk.incoming.text}
    await books.ask(Pending(talk.speaker.id, talk.chat, "quantity", data, talk.at + QUESTION_LIVES))
    return f"{item.name}要几{item.unit}？（{yuan(item.price)}元/{item.unit}）回数字就行。"


@answers("choice")
async def chosen(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """A number from the list, or a name that fits one of its items; then the order as it was said."""
    buy = await books.buy(data["buy"])
    fits = [it for it in fitting(buy, text) if it.no in data["choices"]]
    if len(fits) != 1:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    item = fits[0]
    said = _said_again(talk, buy, data, item, item.name)
    if said is not None:
        return await order(talk, books, buy, said)
    if data["qty"] is None:
        return await _how_many(talk, books, buy, item, "")
    return await order(talk, books, buy, _plain_order(item, Decimal(data["qty"])))


@answers("quantity")
async def counted(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    buy = await books.buy(data["buy"])
    item = buy.item(data["item"])
    qty = read_count(text, item.unit)
    if qty is None:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    said = _said_again(talk, buy, data, item, f"{item.name}{show(qty)}{item.unit}")
    return await order(talk, books, buy, said or _plain_order(item, qty))


def read_count(text: str, unit: str) -> Decimal | None:
    """A bare quantity: 2, 2盒, 两盒, 1.5; None for anything else."""
    said = plain(text).strip().strip("。.!！~ ")
    for word in (unit, "份", "个"):
        said = said.removesuffix(word)
    numeral = chinese(said.strip())
    try:
        return parse_qty(show(numeral) if numeral is not None else said)
    except BadQuantity:
        return None


def _said_again(
    talk: Talk, buy: GroupBuy, data: dict[str, Any], item: Item, instead: str
) -> OrderIntent | None:
    """What was said, read anew with the doubtful word made plain: 再来2盒草莓 keeps its 再.

    None where that gives no order that has the item.
    """
    text, term = plain(data["text"]), data["term"]
    again = text.replace(term, instead, 1) if term and term in text else f"{instead} {text}"
    found = understand(again, talk.context(buy))
    if isinstance(found, OrderIntent) and any(it.product == item.no for it in found.lines):
        return found
    return None


def _plain_order(item: Item, qty: Decimal) -> OrderIntent:
    return OrderIntent((WishLine(item.no, qty),))


def _all(buy: GroupBuy) -> list[Item]:
    return [it for _, it in sorted(buy.items.items())]


def _numbered(items: Sequence[Item]) -> str:
    more = " …" if len(items) > MOST else ""
    return " ".join(f"{it.no} {it.name}" for it in items[:MOST]) + more
