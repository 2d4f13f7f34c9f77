"""重开: a buy that has closed takes orders again until a new cutoff."""

from bot.commands.base import Who, command
from bot.commands.extend import new_cutoff
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import State
from groupbuy.closing import reopen as open_again
from groupbuy.directory import Right
from groupbuy.notices.facts import when

USAGE = "重开 12 30分钟（或：重开 12 21:00）"
STATES = {State.CLOSED, State.NOT_FORMED}


@command(
    "重开",
    "重新开团",
    usage=USAGE,
    says="截单后接着收单，到新的截单时间为止",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def reopen(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(talk, books, words, Right.OPEN, STATES, usage=USAGE)
    await open_again(books, buy, new_cutoff(rest, talk.at, talk, USAGE))
    return f"{buy.number}号团又开了，截单 {when(buy.cutoff_at, talk.directory)}，群里会说一声。"
