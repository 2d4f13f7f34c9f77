"""撤销核销: the latest handing-out of an order was a mistake."""

from bot.commands.base import Who, command
from bot.commands.verify import in_words
from bot.handing import buy_named, order_for
from bot.parsing.plain import plain
from bot.parsing.targets import targets
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import without_name
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.order import Order
from groupbuy.verifying import take_back

USAGE = "撤销核销 #12"


def _handed_out(order: Order) -> bool:
    return bool(order.verifications)


class UnverifyWhat(Refusal):
    text = "撤销谁的？写跟团号或取货码，例如“撤销核销 #12”"


class OneAtATime(Refusal):
    text = "一次撤销一单，例如“撤销核销 #12”"


@command("撤销核销", "取消核销", usage=USAGE, says="撤销最近一次核销", who=Who.LEADER, right=Right.VERIFY)
async def unverify(talk: Talk, books: UnitBooks, words: str) -> str:
    wanted = targets(without_name(plain(words)))
    if not wanted:
        raise UnverifyWhat()
    if len(wanted) > 1 or wanted[0].goods:
        raise OneAtATime()
    found = await order_for(talk, books, wanted[0], buy_named(talk, words), past=_handed_out)
    buy = await books.locked(found.buy.number)
    order = await books.own_order(found.order.id)
    picked = await take_back(books, buy, order)
    names = await called(talk, books, [order])
    return f"已撤销 {buy.number}号团 {numbered(order, names)} 最近一次核销：{in_words(buy, picked)}，又记回待取。"
