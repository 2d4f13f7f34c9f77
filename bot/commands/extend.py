"""延长: another cutoff; a buy that has just closed or has not formed takes orders again."""

from datetime import datetime

from bot.commands.base import Who, command
from bot.parsing.forms import BadForm, with_number
from bot.parsing.times import BadTime, read_length, read_moment
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import State
from groupbuy.closing import extend as move_cutoff
from groupbuy.directory import Right
from groupbuy.notices.facts import when

USAGE = "延长 12 30分钟（或：延长 12 到 21:00）"
STATES = {State.OPEN, State.NOT_FORMED}


@command(
    "延长截单",
    "延长",
    "推迟截单",
    usage=USAGE,
    says="把截单时间往后推，或者改到某个时间",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def extend(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.OPEN, STATES, usage=USAGE, bare_number=False
    )
    cutoff_at = new_cutoff(rest, max(buy.cutoff_at, talk.at), talk, USAGE)
    await move_cutoff(books, buy, cutoff_at)
    return f"{buy.number}号团截单改到 {when(buy.cutoff_at, talk.directory)}，群里会说一声。"


def new_cutoff(words: str, counted_from: datetime, talk: Talk, usage: str) -> datetime:
    """A moment, or a length of time after `counted_from`. BadForm where nothing is said, BadTime."""
    if not words:
        raise BadForm(usage=usage)
    length = read_length(words)
    if length is not None:
        return counted_from + length
    at = read_moment(words, talk.at.astimezone(talk.directory.zone))
    if at is None:
        raise BadTime(said=words[:20])
    return at
