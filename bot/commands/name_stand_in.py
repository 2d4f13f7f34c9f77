"""指派代班: an admin, or the leader who is away, names who stands in where nobody could be found."""

from bot.commands.base import Who, command
from bot.parsing.forms import BadForm
from bot.parsing.plain import same
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.covering import assign
from groupbuy.directory import Leader, PickupPoint, Right
from groupbuy.errors import Refusal, UnknownPoint
from groupbuy.leave import Cover, Leave, Search
from groupbuy.leave_errors import NobodyAway, NotYourLeave
from groupbuy.notices.cover_asked import point_name
from groupbuy.notices.facts import days
from groupbuy.pickup import find_point
from groupbuy.rights import admins_to_ask, leader_name

USAGE = "指派代班 王姐 小林"


class NoSuchLeader(Refusal):
    text = "没有叫“{name}”的团长，名字要和团长名单上的一样"


@command(
    "指派代班",
    usage=USAGE,
    says="请假没人代时定一位；后面可以写几号点",
    who=Who.LEADER,
    right=Right.OPEN,
    private=True,
    admins=True,
)
async def name_stand_in(talk: Talk, books: UnitBooks, words: str) -> str:
    """王姐 小林 2号点: for that point; without one for every point of hers that has nobody."""
    absent, substitute, rest = _people(talk, words)
    if talk.speaker.admin is None and (talk.speaker.leader is None or talk.speaker.leader.id != absent.id):
        raise NotYourLeave(admin=admins_to_ask(talk.directory))
    found = [(leave, it) for leave in await books.leaves_of(absent.id) for it in leave.open_covers]
    if not found:
        raise NobodyAway(name=absent.name)
    if rest:
        found = [it for it in found if _named(talk, it[1], rest)]
        if not found:
            raise UnknownPoint()
    else:
        found = [it for it in found if it[1].state is not Search.ACCEPTED] or found
    rows = [await _assigned(talk, books, leave, it, substitute) for leave, it in found]
    return "\n".join([*rows, f"已经告诉{absent.name}、{substitute.name}和邻居们。"])


async def _assigned(talk: Talk, books: UnitBooks, leave: Leave, cover: Cover, substitute: Leader) -> str:
    await assign(books, leave, cover.no, substitute)
    point = point_name(cover.point, talk.directory)
    name = leader_name(substitute.id, talk.directory)
    return f"{point} {days(cover.first, cover.last)}由{name}代班。"


def _people(talk: Talk, words: str) -> tuple[Leader, Leader, str]:
    """Who is away, who is to stand in, and what follows; a leader who names one person is away themselves."""
    tokens = words.split()
    named: list[Leader] = []
    while tokens and len(named) < 2:
        leader = _called(talk, tokens[0])
        if leader is None:
            break
        named.append(leader)
        tokens.pop(0)
    if len(named) == 1 and talk.speaker.leader is not None and (not tokens or tokens[0][0].isdigit()):
        named.insert(0, talk.speaker.leader)
    if len(named) < 2 and tokens:
        raise NoSuchLeader(name=tokens[0][:20])
    if len(named) < 2:
        raise BadForm(usage=USAGE)
    return named[0], named[1], " ".join(tokens)


def _called(talk: Talk, said: str) -> Leader | None:
    fits = [it for it in talk.directory.leaders.values() if same(it.name) == same(said)]
    return fits[0] if len(fits) == 1 else None


def _named(talk: Talk, cover: Cover, words: str) -> bool:
    mine: PickupPoint = talk.directory.points[cover.point]
    wanted = words.strip().removesuffix("点").removesuffix("号").strip()
    found = find_point(wanted, mine.community, talk.directory)
    return found is not None and found.id == mine.id
