"""确认: open a draft whose question has been forgotten (another chat, another day)."""

from bot.commands.base import Who, command
from bot.commands.open_buy import open_now
from bot.parsing.forms import nothing_more, with_number
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import NoBuyHere, leaders_buy
from groupbuy.buy import State
from groupbuy.directory import Right

USAGE = "确认 12"


@command(
    "确认开团",
    "确认",
    usage=USAGE,
    says="把还没开的草稿开出来",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def confirm(talk: Talk, books: UnitBooks, words: str) -> str:
    try:
        buy, rest = await leaders_buy(
            talk, books, with_number(words), Right.OPEN, {State.DRAFT}, usage=USAGE, bare_number=False
        )
    except NoBuyHere:
        if talk.incoming.addressed:
            raise
        return ""
    nothing_more(rest, USAGE)
    return await open_now(talk, books, buy)
