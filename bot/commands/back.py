"""销假: a leader is back sooner; 取消请假: a leave that has not begun is called off."""

from bot.commands.base import Who, command
from bot.parsing.forms import BadForm, nothing_more
from bot.parsing.times import read_day
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import Right
from groupbuy.leave import Leave
from groupbuy.leaving import cancel, come_back
from groupbuy.notices.cover_asked import point_name
from groupbuy.notices.facts import days
from groupbuy.rights import leader_name

USAGE = "取消请假"


@command(
    "销假",
    "回来了",
    "我回来了",
    usage="销假",
    says="提前回来：自提点还归你",
    who=Who.LEADER,
    right=Right.VERIFY,
    private=True,
    chatty=True,
)
async def back(talk: Talk, books: UnitBooks, words: str) -> str:
    nothing_more(words, "销假")
    leader = talk.speaker.leader
    assert leader is not None, "asked only of leaders"  # noqa: S101 - narrows the type
    over = await come_back(books, leader)
    return "\n".join(["欢迎回来！没取的都还归你，邻居们会收到通知。", *_thanks(talk, over)])


@command(
    "取消请假",
    "不请假了",
    usage=USAGE,
    says="还没开始的假不请了",
    who=Who.LEADER,
    right=Right.VERIFY,
    private=True,
    chatty=True,
)
async def call_off(talk: Talk, books: UnitBooks, words: str) -> str:
    leader = talk.speaker.leader
    assert leader is not None, "asked only of leaders"  # noqa: S101 - narrows the type
    day = None
    if words.strip():
        day, rest = read_day(words, talk.at.astimezone(talk.directory.zone))
        if day is None:
            raise BadForm(usage=f"{USAGE} 11-24")
        nothing_more(rest, f"{USAGE} 11-24")
    over = await cancel(books, leader, day)
    return "\n".join([f"好，{days(over.first, over.last)}不请假了。", *_thanks(talk, over)])


def _thanks(talk: Talk, over: Leave) -> list[str]:
    """Who had stood in where."""
    had = [it for it in over.covers.values() if it.substitute]
    rows = {
        f"{point_name(it.point, talk.directory)}：告诉{leader_name(it.substitute, talk.directory)}不用代了"
        for it in had
    }
    return sorted(rows)
