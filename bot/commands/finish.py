"""完成: everything is handed out, or the leader says so all the same."""

import re

from bot.commands.base import Who, command
from bot.parsing.forms import nothing_more, with_number
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import State
from groupbuy.delivering import finish
from groupbuy.directory import Right
from groupbuy.money import yuan
from groupbuy.settling import unpaid

USAGE = "完成 12"
SURE = re.compile(r"(?:确认|确定)\s*$")


@command("完成", "完成团购", usage=USAGE, says="货取完了，结束这个团", who=Who.LEADER, right=Right.GOODS)
async def finished(talk: Talk, books: UnitBooks, words: str) -> str:
    """With 确认 also while some goods have not been fetched."""
    sure = bool(SURE.search(words))
    buy, rest = await leaders_buy(
        talk, books, with_number(SURE.sub("", words)), Right.GOODS, {State.ARRIVED}, usage=USAGE
    )
    nothing_more(rest, USAGE)
    await finish(books, buy, sure=sure)
    owing = unpaid(await books.orders(buy.number))
    if not owing:
        return f"{buy.number}号团完成了，款也都清了，辛苦。"
    due = sum(it.owed for it in owing if it.owed > 0)
    back = -sum(it.owed for it in owing if it.owed < 0)
    open_ones = "，".join(f"{word}{yuan(fen)}元" for word, fen in (("待收", due), ("要退", back)) if fen)
    return f"{buy.number}号团完成了，辛苦。还有{len(owing)}户款没清（{open_ones}），看名单回“未付 {buy.number}号团”。"
