"""重开: a buy that has closed takes orders again until a new cutoff."""

from bot.commands.base import Who, command
from bot.commands.extend import new_cutoff
from bot.parsing.forms import with_number
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import State
from groupbuy.closing import reopen as open_again
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.notices.facts import when

USAGE = "重开 12 30分钟（或：重开 12 21:00）"
STATES = {State.CLOSED, State.NOT_FORMED}


class StillOpen(Refusal):
    text = "{buy}号团还开着，截单 {cutoff}；要改时间发“延长 {buy} 30分钟”"


@command(
    "重开",
    "重新开团",
    usage=USAGE,
    says="截单后接着收单，到新的截单时间为止",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def reopen(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.OPEN, STATES, usage=USAGE, bare_number=False
    )
    if buy.state is State.OPEN:
        raise StillOpen(buy=buy.number, cutoff=when(buy.cutoff_at, talk.directory))
    await open_again(books, buy, new_cutoff(rest, talk.at, talk, USAGE))
    return f"{buy.number}号团又开了，截单 {when(buy.cutoff_at, talk.directory)}，群里会说一声。"
