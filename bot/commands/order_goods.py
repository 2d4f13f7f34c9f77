"""已采购: the list went to the supplier; the buy waits for its goods."""

from bot.commands.base import Who, command
from bot.parsing.forms import nothing_more, with_number
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import State
from groupbuy.closing import order_goods as send_list
from groupbuy.directory import Right
from groupbuy.notices.facts import window

USAGE = "已采购 12"


@command(
    "已采购",
    "已订货",
    usage=USAGE,
    says="已经向供货商下单，之后不再自动改单",
    who=Who.LEADER,
    right=Right.GOODS,
)
async def order_goods(talk: Talk, books: UnitBooks, words: str) -> str:
    states = {State.CLOSED, State.FORMED}
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.GOODS, states, usage=USAGE, bare_number=False
    )
    nothing_more(rest, USAGE)
    await send_list(books, buy)
    return f"{buy.number}号团采购中，取货 {window(buy)}。货到了回“到货 {buy.number}号团”，少货回“缺货 {buy.number} 草莓 2”。"
