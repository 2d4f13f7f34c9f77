"""代取消: a leader cancels a resident's order, or some of it."""

from bot.commands.amend import changed, whose
from bot.commands.base import Who, command
from bot.parsing.goods import find_good
from bot.parsing.targets import SPLIT
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.ordering import Wish
from groupbuy.quantity import ZERO

USAGE = "代取消 12号 草莓"


class NothingToCancel(Refusal):
    text = "{seq_no}号现在没有订{what}，不用取消"


@command(
    "代取消",
    "帮取消",
    usage=USAGE,
    says="替居民取消：跟团号或名字，后面可以只写某几样",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def amend_cancel(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, order, rest = await whose(talk, books, words, USAGE)
    named = [find_good(buy, it) for it in SPLIT.split(rest) if it]
    ordered = [no for no, line in sorted(order.lines.items()) if line.ordered]
    gone = [no for no in ordered if not named or no in {it.no for it in named}]
    if not gone:
        raise NothingToCancel(seq_no=order.seq_no, what="、".join(it.name for it in named) or "东西")
    return await changed(talk, books, buy, order, [Wish(no, ZERO) for no in gone])
