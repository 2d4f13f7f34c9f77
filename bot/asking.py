"""An order that cannot be booked as it stands: one short question, and what its answer does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from bot.commands.base import answers
from bot.commands.offers import example
from bot.commands.order import order
from bot.counting import amount_said
from bot.parsing.goods import fitting
from bot.parsing.plain import plain
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.understand import understand
from bot.understand.intent import AskIntent, Intent, OrderIntent, WishLine
from groupbuy.buy import GroupBuy, Item
from groupbuy.money import yuan
from groupbuy.ports import Pending
from groupbuy.quantity import show
from groupbuy.telling import QUESTION_LIVES

MOST = 12
BARE = re.compile(r"(\d{1,3})(?:号|个)?\s*([?？吗么]*)[。.!！~吧]*")
BOTH = "都要的话请写全，例如“{example}”。"
FIGURE = re.compile(r"[\d零〇一二两三四五六七八九十百千半俩仨几多]")
ORDINAL = re.compile(r"第[\d一二两三四五六七八九十]{1,3}[个号样种]?|[\d一二三四五六七八九十]{1,3}[号样种]")


async def ask_back(talk: Talk, books: UnitBooks, buy: GroupBuy, intent: AskIntent) -> str:
    """The question for this reason, remembered for 10 minutes where a number can answer it."""
    items = [buy.items[no] for no in sorted(set(intent.choices)) if no in buy.items]
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
    return await _ask_count(talk, books, item, data)


async def _ask_count(talk: Talk, books: UnitBooks, item: Item, data: dict[str, Any]) -> str:
    await books.ask(Pending(talk.speaker.id, talk.chat, "quantity", data, talk.at + QUESTION_LIVES))
    return f"{item.name}要几{item.unit}？（{yuan(item.price)}元/{item.unit}）回数字就行。"


@answers("choice")
async def chosen(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """A number from the list, or a name that fits one of its items; then the order as it was said.

    A number that is not in the list, or one in doubt (2吗), is no amount: asked again. Two names are not
    one of them.
    """
    buy = await books.buy(data["buy"])
    several = _named(buy, data["choices"], text)
    if len(several) > 1:
        return BOTH.format(example=_each(several, data["qty"] or "1")) if _only_names(several, text) else None
    if _in_doubt(data["choices"], text):
        await books.ask(Pending(talk.speaker.id, talk.chat, "choice", data, talk.at + QUESTION_LIVES))
        return f"哪一种？回编号：{_numbered([buy.items[no] for no in data['choices']])}"
    item = _pointed_at(talk, buy, data["choices"], text)
    if item is None:
        return None
    said = _said_again(talk, buy, data, item, item.name)
    if said is None and data["qty"] is not None:
        said = Said(f"{data['text']}，{text}", _plain_order(item, Decimal(data["qty"])))
    return await _go_on(talk, books, buy, said or Said(item.name, AskIntent("missing_qty", "", (item.no,))))


def _named(buy: GroupBuy, choices: Sequence[int], text: str) -> list[Item]:
    """Those of the choices whose whole name stands in the text, none of them inside another's."""
    said = plain(text)
    found = [buy.items[no] for no in choices if no in buy.items and plain(buy.items[no].name) in said]
    return [it for it in found if not any(it is not one and it.name in one.name for one in found)]


def _only_names(items: Sequence[Item], text: str) -> bool:
    left = plain(text)
    for it in items:
        left = left.replace(plain(it.name), "")
    return FIGURE.search(left) is None


def _each(items: Sequence[Item], qty: str) -> str:
    return " ".join(f"{it.name}{qty}{it.unit}" for it in items)


def _in_doubt(choices: Sequence[int], text: str) -> bool:
    found = BARE.fullmatch(plain(text).strip())
    return found is not None and (bool(found[2]) or int(found[1]) not in choices)


def _pointed_at(talk: Talk, buy: GroupBuy, choices: Sequence[int], text: str) -> Item | None:
    """2, 小樱桃, 小的; or what is understood as that item without a quantity: 第二个, 要小樱桃."""
    said = plain(text).strip("。.!！~吧呀啊哦 ").removesuffix("的")
    fits = [it for it in fitting(buy, said) if it.no in choices]
    if len(fits) == 1:
        return fits[0]
    match understand(text, talk.context(buy)):
        case AskIntent(reason="missing_qty", choices=(no,)) if no in choices:
            return None if _has_own_figure(buy.items[no], said) else buy.items[no]
    return None


def _has_own_figure(item: Item, said: str) -> bool:
    """草莓0盒, 草莓半盒 and 草莓-1盒 say an amount that was not taken: no bare choice, so that the amount
    asked about before must not stand in for it. A figure in the item's own name (五花肉) is none."""
    for name in sorted((item.name, *item.aliases), key=len, reverse=True):
        said = said.replace(plain(name), "")
    return FIGURE.search(ORDINAL.sub("", said)) is not None


@answers("quantity")
async def counted(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    buy = await books.buy(data["buy"])
    item = buy.item(data["item"])
    amount = amount_said(text, item, talk.context(buy), addressed=talk.incoming.addressed)
    if amount is None:
        return None
    qty = amount.qty
    if qty is None:
        return await _ask_count(talk, books, item, data)
    both = f"{data['text']}，{text}"
    said = _said_again(talk, buy, data, item, f"{item.name}{show(qty)}{item.unit}", qty)
    if amount.order is not None and not (said and _says_more(said.intent, item)):
        return await _go_on(talk, books, buy, Said(both, _unspanned(amount.order)))
    return await _go_on(talk, books, buy, said or Said(both, _plain_order(item, qty)))


def _says_more(intent: Intent, item: Item) -> bool:
    """The first message has something of its own besides how much of the good: more goods, for whom, 再."""
    if not isinstance(intent, OrderIntent):
        return True
    return intent.mode != "set" or any(it.product != item.no or it.whom for it in intent.lines)


def _unspanned(intent: OrderIntent) -> OrderIntent:
    """Its lines rest on the whole: the words that were read are not the message's."""
    return replace(intent, lines=tuple(replace(it, span=None) for it in intent.lines))


@dataclass(frozen=True, slots=True)
class Said:
    """What was said with the doubtful word made plain, and what it means now."""

    text: str
    intent: Intent


async def _go_on(talk: Talk, books: UnitBooks, buy: GroupBuy, said: Said) -> str:
    """Book it, or ask about what else in it is unclear."""
    await books.asked(talk.speaker.id, talk.chat)
    again = replace(talk, incoming=replace(talk.incoming, text=said.text))
    if isinstance(said.intent, OrderIntent):
        return await order(again, books, buy, said.intent)
    asks = said.intent if isinstance(said.intent, AskIntent) else AskIntent("over_vague")
    return await ask_back(again, books, buy, asks)


def _said_again(
    talk: Talk, buy: GroupBuy, data: dict[str, Any], item: Item, instead: str, qty: Decimal | None = None
) -> Said | None:
    """What was said, read anew with the doubtful word made plain: 再来2盒草莓 keeps its 再.

    None where that gives neither an order that has the item (and the quantity) nor another question.
    """
    readings = [Said(it, understand(it, talk.context(buy))) for it in _plainer(data, instead)]
    for said in readings:
        if isinstance(said.intent, OrderIntent) and any(_is(it, item, qty) for it in said.intent.lines):
            return said
    settled = (data["term"], instead)  # what was doubtful, and the plain words that stand for it now
    for said in readings:
        if isinstance(said.intent, AskIntent) and said.intent.term and not _within(said.intent.term, settled):
            return said
    return None


def _within(term: str, words: Sequence[str]) -> bool:
    return any(term in it for it in words)


def _plainer(data: dict[str, Any], instead: str) -> list[str]:
    """The text with `instead` for the doubtful word, before it where that is a number, or in front."""
    text, term = plain(data["text"]), data["term"]
    if term and term in text:
        return [text.replace(term, instead, 1), text.replace(term, instead + term, 1)]
    return [f"{instead} {text}"]


def _is(line: WishLine, item: Item, qty: Decimal | None) -> bool:
    return line.product == item.no and (qty is None or line.qty == qty)


def _plain_order(item: Item, qty: Decimal) -> OrderIntent:
    return OrderIntent((WishLine(item.no, qty),))


def _all(buy: GroupBuy) -> list[Item]:
    return [it for _, it in sorted(buy.items.items())]


def _numbered(items: Sequence[Item]) -> str:
    more = " …" if len(items) > MOST else ""
    return " ".join(f"{it.no} {it.name}" for it in items[:MOST]) + more
