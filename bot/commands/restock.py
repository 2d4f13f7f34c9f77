"""库存: how much of an item there is: a total, more, less, what is left, no limit, sold out."""

import re
from decimal import Decimal

from bot.commands.base import Who, command
from bot.parsing.forms import BadForm, with_number
from bot.parsing.goods import find_good
from bot.parsing.plain import plain
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import Item, State
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.opening import restock as change_stock
from groupbuy.quantity import parse_qty, show

USAGE = "库存 草莓 30（或 +10、-5、剩8、不限、售罄）"
LIVE = {State.OPEN, State.CLOSED, State.NOT_FORMED, State.FORMED, State.PURCHASING}
_STOCK = re.compile(
    r"(?P<item>.+?)\s*(?:(?P<word>不限量?|售罄|卖完|没了)"
    r"|(?P<op>[+-]|加|补|减|还?剩下?|只剩|改成|改为|共)?\s*(?P<n>\d{1,6}(?:\.\d{1,3})?)\s*[^\W\d_]{0,2})"
)
MORE, LESS, LEFT = {"+", "加", "补"}, {"-", "减"}, {"剩", "还剩", "只剩", "剩下", "还剩下"}


class NoStockYet(Refusal):
    text = "{name}现在不限量，直接写总数就行，例如“库存 {name} 30”"


class StockBelowZero(Refusal):
    text = "{name}库存只有{stock}{unit}，减不了这么多"


@command(
    "改库存",
    "库存",
    usage=USAGE,
    says="改一样的库存：总数、加减、还剩、不限、售罄（可加“12号团”）",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def restock(talk: Talk, books: UnitBooks, words: str) -> str:
    words = with_number(words) if len(words.split()) > 2 else words
    buy, rest = await leaders_buy(talk, books, words, Right.OPEN, LIVE, usage=USAGE, bare_number=False)
    said = _STOCK.fullmatch(plain(rest).strip())
    if said is None:
        raise BadForm(usage=USAGE)
    item = find_good(buy, said["item"])
    await change_stock(books, buy, item, _wanted(item, said))
    return f"{buy.number}号团 {_told(buy.item(item.no))}"


def _wanted(item: Item, said: re.Match[str]) -> Decimal | None:
    """The whole stock meant; None is unlimited."""
    if said["word"]:
        return None if said["word"].startswith("不限") else item.taken
    qty, op = parse_qty(said["n"], zero=True), said["op"]
    if op in LEFT:
        return item.taken + qty
    if op not in MORE | LESS:
        return qty
    if item.stock is None:
        raise NoStockYet(name=item.name)
    stock = item.stock + qty if op in MORE else item.stock - qty
    if stock < 0:
        raise StockBelowZero(name=item.name, stock=show(item.stock), unit=item.unit)
    return stock


def _told(item: Item) -> str:
    taken = f"已订{show(item.taken)}{item.unit}"
    if item.stock is None or item.left is None:
        return f"{item.name} 改为不限量，{taken}。"
    if not item.left:
        return f"{item.name} 售罄了，{taken}。补货发“库存 {item.name} +10”。"
    return f"{item.name} 库存 {show(item.stock)}{item.unit}，{taken}，还剩{show(item.left)}{item.unit}。"
