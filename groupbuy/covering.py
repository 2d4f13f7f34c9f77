"""Covering: a point whose leader is away finds somebody, one asked after the other, until one says yes."""

from datetime import date, timedelta

from groupbuy import leave_errors as errors
from groupbuy.candidates import away, may_move, next_candidate, own_point
from groupbuy.directory import Leader
from groupbuy.handing_over import give_back, hand_over
from groupbuy.leave import Cover, Leave, Search
from groupbuy.leave_events import (
    CoverAccepted,
    CoverDeclined,
    CoverEnded,
    CoverExhausted,
    CoverSilent,
    CoverSought,
    SubstituteAsked,
)
from groupbuy.notices import cover_asked, cover_found, cover_missing, cover_over
from groupbuy.ports import Books, Pending
from groupbuy.rights import leader_name
from groupbuy.telling import awake
from groupbuy.touched import has_room, households, touched

QUESTION = "cover"
"""How the question to a candidate is remembered; `bot` takes the answer."""


async def seek(books: Books, leave: Leave, point: str, first: date, last: date) -> None:
    """A new cover for a point, and the first one to be asked."""
    no = _next_no(leave)
    await books.record(CoverSought(leave.id, no, point, first, last))
    await ask_next(books, leave, no)


async def ask_next(books: Books, leave: Leave, no: int) -> None:
    """Ask whoever comes next; where nobody is left the admins are told."""
    cover = leave.covers[no]
    found = await next_candidate(books, leave, cover)
    waiting = households(await touched(books, books.directory.points[cover.point], cover.first, cover.last))
    if found is None:
        await books.record(CoverExhausted(leave.id, no))
        await cover_missing.tell(books, leave, cover, waiting)
        return
    until = awake(books.at, books.directory.reminders.cover_answer, books.directory)
    await books.record(SubstituteAsked(leave.id, no, found.leader.id, until, found.offer))
    await cover_asked.tell(books, leave, leave.covers[no], waiting)
    await put_question(books, found.leader, leave, leave.covers[no])


async def put_question(books: Books, leader: Leader, leave: Leave, cover: Cover) -> None:
    """Let a bare number answer it, also of a leader who never wrote before, unless they are in the middle of
    another question."""
    if cover.until is None:
        return
    for identity in leader.identities:
        person = await books.meet(identity)
        if not await _in_the_middle(books, person.id, leader.id):
            data = {"leave": leave.id, "cover": cover.no}
            await books.ask(Pending(person.id, "", QUESTION, data, cover.until))


async def _in_the_middle(books: Books, resident: str, leader: str) -> bool:
    """Of another question; one about a cover that waits for them no more is none."""
    asked = await books.pending(resident, "", books.at)
    if asked is None or asked.kind != QUESTION:
        return asked is not None
    leave = await books.own_leave(asked.data["leave"])
    return leave.live and leave.covers[asked.data["cover"]].candidate == leader


async def accept(books: Books, leave: Leave, no: int, leader: Leader, *, there: bool = False) -> None:
    """`there`: the households come to the leader's own point. Raises NotAsked, CoverOver, CoverTaken,
    AskedSomebodyElse, AwayThemselves, NoRoomThere, GoodsLieThere."""
    cover = leave.covers[no]
    _must_be_open(books, leave, cover, leader)
    to = await _place(books, cover, leader) if there else ""
    if await away(books, leader.id, cover):
        raise errors.AwayThemselves(name=leader.name)
    await _take_over(books, leave, no, leader, to)


async def decline(books: Books, leave: Leave, no: int, leader: Leader) -> None:
    """The next one is asked. Raises as `accept`."""
    cover = leave.covers[no]
    _must_be_open(books, leave, cover, leader)
    if cover.candidate == leader.id:
        await books.record(CoverDeclined(leave.id, no))
        await ask_next(books, leave, no)


async def fall_silent(books: Books, leave: Leave, no: int) -> None:
    """The deadline has passed, or the one asked leads no more."""
    await books.record(CoverSilent(leave.id, no))
    await ask_next(books, leave, no)


async def assign(books: Books, leave: Leave, no: int, leader: Leader) -> None:
    """An admin or the absent leader names who stands in, whoever has been asked or has it already."""
    cover = leave.covers[no]
    community = books.directory.points[cover.point].community
    if leader.id == leave.leader or community not in leader.communities:
        named = books.directory.communities[community].name
        raise errors.CannotStandIn(name=leader.name, community=named)
    if not cover.live:
        raise errors.CoverOver(leader=leader_name(leave.leader, books.directory))
    if cover.substitute == leader.id:
        raise errors.CoverTaken(name=leader.name, point=books.directory.points[cover.point].name)
    if await away(books, leader.id, cover):
        raise errors.AwayThemselves(name=leader.name)
    if cover.state is Search.ACCEPTED:
        cover = await _anew(books, leave, cover, cover.first, cover.last)
    elif cover.candidate and cover.candidate != leader.id:
        await cover_over.tell(books, leave, cover, whom=cover.candidate)
    await _take_over(books, leave, cover.no, leader, "")
    await cover_found.tell(books, leave, leave.covers[cover.no], whom=leader.id)


async def end(books: Books, leave: Leave, no: int) -> None:
    """The point is its leader's again; whoever had it or was asked hears of it, unless the days are past."""
    cover = leave.covers[no]
    whom = cover.substitute or cover.candidate
    await books.record(CoverEnded(leave.id, no))
    if whom and cover.last >= books.at.astimezone(books.directory.zone).date():
        await cover_over.tell(books, leave, cover, whom=whom)
    await give_back(books, cover)


async def step_aside(books: Books, leader: str, first: date, last: date) -> None:
    """Somebody is away on these days: what they were asked or had promised for others is asked anew, for
    those days alone. Households that come to their own point stay with whoever stands in there."""
    for leave in await books.live_leaves():
        for cover in leave.open_covers:
            if not cover.overlaps(first, last):
                continue
            if cover.candidate == leader:
                await books.record(CoverDeclined(leave.id, cover.no))
                await ask_next(books, leave, cover.no)
            elif cover.substitute == leader and not cover.to:
                await _split(books, leave, cover, max(first, cover.first), min(last, cover.last))


async def lose(books: Books, leave: Leave, cover: Cover) -> None:
    """Whoever stands in leads no more: somebody else is sought, and people are told once there is one."""
    again = await _anew(books, leave, cover, cover.first, cover.last)
    await ask_next(books, leave, again.no)


async def _split(books: Books, leave: Leave, cover: Cover, first: date, last: date) -> None:
    """The days before and after stay with whoever has them; nobody hears of those."""
    day = timedelta(days=1)
    again = await _anew(books, leave, cover, first, last)
    for start, stop in ((cover.first, first - day), (last + day, cover.last)):
        if start <= stop:
            no = _next_no(leave)
            await books.record(CoverSought(leave.id, no, cover.point, start, stop))
            await books.record(CoverAccepted(leave.id, no, cover.substitute))
    await ask_next(books, leave, again.no)


async def _anew(books: Books, leave: Leave, cover: Cover, first: date, last: date) -> Cover:
    """A cover in place of one that somebody had."""
    no = _next_no(leave)
    await books.record(CoverEnded(leave.id, cover.no))
    await books.record(CoverSought(leave.id, no, cover.point, first, last))
    return leave.covers[no]


async def _take_over(books: Books, leave: Leave, no: int, leader: Leader, to: str) -> None:
    await books.record(CoverAccepted(leave.id, no, leader.id, to))
    cover = leave.covers[no]
    await hand_over(books, cover)
    for before in leave.covers.values():
        if before.moved and before.point == cover.point and before.no != no:
            await give_back(books, before)
    await cover_found.tell(books, leave, leave.covers[no], whom=leave.leader)


async def _place(books: Books, cover: Cover, leader: Leader) -> str:
    """The leader's own point, if the households can come there as things are now."""
    point = books.directory.points[cover.point]
    own = books.directory.points.get(cover.offer) or own_point(leader.id, point, books)
    if own is None or not may_move(point, own):
        raise errors.NoRoomThere(point="你的点", at=point.name)
    found = await touched(books, point, cover.first, cover.last)
    if any(it.lies for it in found):
        raise errors.GoodsLieThere(point=point.name)
    if not await has_room(books, own, found):
        raise errors.NoRoomThere(point=own.name, at=point.name)
    return own.id


def _must_be_open(books: Books, leave: Leave, cover: Cover, leader: Leader) -> None:
    point = books.directory.points.get(cover.point)
    name = point.name if point else cover.point
    if leader.id not in cover.asked:
        raise errors.NotAsked()
    if not leave.live or not cover.live:
        raise errors.CoverOver(leader=leader_name(leave.leader, books.directory))
    if cover.substitute:
        whom = "你" if cover.substitute == leader.id else leader_name(cover.substitute, books.directory)
        raise errors.CoverTaken(point=name, name=whom)
    if cover.candidate and cover.candidate != leader.id:
        raise errors.AskedSomebodyElse(point=name, name=leader_name(cover.candidate, books.directory))


def _next_no(leave: Leave) -> int:
    return max(leave.covers, default=0) + 1
