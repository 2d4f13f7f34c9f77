"""改价: another price for what is ordered from now on."""

import re

from bot.commands.base import Who, command
from bot.parsing.forms import BadForm, with_number
from bot.parsing.goods import find_good
from bot.parsing.plain import plain
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import State
from groupbuy.directory import Right
from groupbuy.money import parse_yuan, yuan
from groupbuy.opening import reprice as change_price
from groupbuy.quantity import show

USAGE = "改价 草莓 22"
LIVE = {State.OPEN, State.CLOSED, State.NOT_FORMED, State.FORMED, State.PURCHASING}
_PRICE = re.compile(
    r"(?P<item>.+?)\s*(?:改成|改为|改到|调到|到|为|[:=])?\s*[¥￥]?(?<![\d.-])(?P<price>\d{1,7}(?:\.\d{1,2})?)\s*(?:元|块钱|块)?"
    r"(?:\s*[/一每]\s*[^\W\d_]{1,4})?"
)


@command(
    "改价",
    "调价",
    usage=USAGE,
    says="改一样的价格，之后下的单按新价（可加“12号团”）",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def reprice(talk: Talk, books: UnitBooks, words: str) -> str:
    words = with_number(words) if len(words.split()) > 2 else words
    buy, rest = await leaders_buy(talk, books, words, Right.OPEN, LIVE, usage=USAGE, bare_number=False)
    said = _PRICE.fullmatch(plain(rest).strip())
    if said is None:
        raise BadForm(usage=USAGE)
    item = find_good(buy, said["item"])
    await change_price(books, buy, item, parse_yuan(said["price"]))
    now = buy.item(item.no)
    kept = f"，已订的{show(now.taken)}{now.unit}还是原价" if now.taken else ""
    return f"{buy.number}号团 {now.name} 改为 {yuan(now.price)}元/{now.unit}（原来 {yuan(item.price)}元）{kept}。"
