"""截单: a leader closes a buy before its time."""

from bot.commands.base import Who, command
from bot.parsing.forms import nothing_more, with_number
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import GroupBuy, State, measure
from groupbuy.closing import close
from groupbuy.directory import Right
from groupbuy.money import yuan
from groupbuy.summing import BuySum, reached, totals

USAGE = "截单 12"


@command(
    "截单",
    "截团",
    usage=USAGE,
    says="现在就截单，汇总随后发给你",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def close_buy(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.OPEN, {State.OPEN}, usage=USAGE, bare_number=False
    )
    nothing_more(rest, USAGE)
    await close(books, buy, by_hand=True)
    sums = totals(buy, await books.orders(buy.number))
    return f"{buy.number}号团截单了，{sums.orders}单，共{yuan(sums.amount)}元。\n{_next(buy, sums)}"


def _next(buy: GroupBuy, sums: BuySum) -> str:
    number = buy.number
    if buy.state is State.NOT_FORMED and buy.minimum:
        have, need = measure(buy.minimum, reached(buy.minimum, sums)), measure(buy.minimum, buy.minimum.need)
        ways = f"回“延长 {number} 30分钟”、“照常成团 {number}”或“取消团购 {number}”。"
        return f"还没成团（{have}/{need}）：{ways}"
    if not sums.orders:
        return f"没有人下单：不开了回“取消团购 {number}”，接着收单回“重开 {number} 30分钟”。"
    return f"接着收单回“重开 {number} 30分钟”，下单给供货商后回“已采购 {number}”。"
