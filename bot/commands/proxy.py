"""代领: a code for a neighbour who fetches one's goods; 取消代领 ends it."""

from collections.abc import Sequence
from datetime import datetime

from bot.commands.base import command
from bot.parsing.forms import BadForm, with_number
from bot.parsing.times import read_moment
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import named_in, without_name
from groupbuy.errors import Refusal
from groupbuy.notices.facts import in_brief, order_facts, when
from groupbuy.order import Order
from groupbuy.proxying import allow, withdraw

USAGE = "代领"
USAGE_UNTIL = "代领 12号团 到20:00"


class TooLateAlready(Refusal):
    text = "这个时间已经过了，写晚一点的：“代领 到20:00”"


class BroughtToYou(Refusal):
    text = "送上门的货不用代领码：送来时家里有人或请邻居收一下就行"


@command("代领", "找人代领", "代取", usage=USAGE, says="给邻居一个代领码，帮你取货", private=True)
async def proxy(talk: Talk, books: UnitBooks, words: str) -> str:
    """For everything of the speaker's that is to be fetched, or of the buy named; until the goods are
    handed out no more, or the moment given."""
    said = with_number(words)
    until = _moment(talk, without_name(said))
    mine = await _to_fetch(talk, books, named_in(said))
    fetched = [it for it in mine if it.where is None or not it.where.at_door]
    if mine and not fetched:
        raise BroughtToYou()
    named = await allow(books, fetched, until)
    rows = []
    for order, it in named:
        buy = await books.buy(order.buy)
        what = in_brief([fact for fact in order_facts(buy, order) if fact.qty])
        rows.append(f"{it.code}：{buy.number}号团 {what}，到{when(it.until, talk.directory)}有效")
    told = "把代领码转给帮你的邻居，取货时报它就行；取走了我告诉你。不用了回“取消代领”。"
    return "\n".join([*rows, told])


@command("取消代领", "撤销代领", usage="取消代领", says="收回代领码")
async def no_proxy(talk: Talk, books: UnitBooks, words: str) -> str:
    said = with_number(words)
    if without_name(said):
        raise BadForm(usage="取消代领")
    ended = await withdraw(books, await _to_fetch(talk, books, named_in(said)))
    return f"好，{ended}单的代领码收回了，只能你本人取。"


async def _to_fetch(talk: Talk, books: UnitBooks, number: int | None) -> Sequence[Order]:
    """What the speaker ordered, for themself and for others, and has not fetched."""
    found = await books.orders_by(talk.speaker.id)
    return [it for it in found if it.waiting and number in (None, it.buy)]


def _moment(talk: Talk, words: str) -> datetime | None:
    if not words.strip():
        return None
    until = read_moment(words, talk.at.astimezone(talk.directory.zone))
    if until is None:
        raise BadForm(usage=USAGE_UNTIL)
    if until <= talk.at:
        raise TooLateAlready()
    return until
