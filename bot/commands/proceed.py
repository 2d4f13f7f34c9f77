"""照常成团: the leader goes ahead although the minimum was missed."""

from bot.commands.base import Who, command
from bot.parsing.forms import nothing_more, with_number
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import State
from groupbuy.closing import proceed as go_ahead
from groupbuy.directory import Right

USAGE = "照常成团 12"


@command(
    "照常成团",
    "照常开",
    usage=USAGE,
    says="没到成团数也照样成团",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def proceed(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.OPEN, {State.NOT_FORMED}, usage=USAGE, bare_number=False
    )
    nothing_more(rest, USAGE)
    await go_ahead(books, buy)
    return f"{buy.number}号团照常成团，大家会收到消息。下单给供货商后回“已采购 {buy.number}”。"
