"""Leaving for some days: asking for it, coming back sooner, calling it off; and what time and configuration do."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from groupbuy import covering
from groupbuy import leave_errors as errors
from groupbuy.directory import Directory, Leader, PickupPoint
from groupbuy.due import Moment
from groupbuy.handing_over import give_back, renew_at
from groupbuy.leave import MORNING, Cover, Leave, Search, State
from groupbuy.leave_events import LeaveBegun, LeaveCancelled, LeaveEnded, LeaveTaken
from groupbuy.notices.facts import days
from groupbuy.ports import Books
from groupbuy.rights import admins_to_ask
from groupbuy.touched import Touched, led_by, today, touched

LONGEST = 60
"""Days of one leave: longer is no leave but a change of leaders, which the configuration makes."""
AHEAD = 300
"""Days: 11-20 said on 22 November was meant as two days ago, not as next year's."""


async def effects(
    books: Books, leader: Leader, first: date, last: date
) -> Sequence[tuple[PickupPoint, Sequence[Touched]]]:
    """What a leave on these days would touch, point by point. Raises what `take` would."""
    await _must_be_free(books, leader, first, last)
    return [(it, await touched(books, it, first, last)) for it in led_by(leader.id, books.directory)]


async def take(books: Books, leader: Leader, first: date, last: date) -> Leave:
    """Both days included. For each of the leader's points somebody is asked at once.

    Raises LeaveInPast, LeaveBackwards, LeaveTooLong, LeaveOverlaps.
    """
    await _must_be_free(books, leader, first, last)
    key = books.new_id()
    await books.record(LeaveTaken(key, leader.id, first, last))
    leave = await books.own_leave(key)
    if first <= today(books):
        await books.record(LeaveBegun(key))
    for point in led_by(leader.id, books.directory):
        await covering.seek(books, leave, point.id, first, last)
    await covering.step_aside(books, leader.id, first, last)
    return leave


async def come_back(books: Books, leader: Leader) -> Leave:
    """Back sooner: covers end now, what is undelivered returns. Raises NotOnLeave, LeaveNotBegun."""
    mine = await books.leaves_of(leader.id)
    found = next((it for it in mine if it.state is State.RUNNING), None)
    if found is None and mine:
        raise errors.LeaveNotBegun(days=days(mine[0].first, mine[0].last))
    if found is None:
        raise errors.NotOnLeave()
    await end(books, found)
    return found


async def cancel(books: Books, leader: Leader, day: date | None = None) -> Leave:
    """Call off a leave that has not begun, the one `day` lies in where there are several. Raises
    NoLeavePlanned, WhichLeave."""
    mine = [it for it in await books.leaves_of(leader.id) if it.state is State.PLANNED]
    fits = [it for it in mine if day is None or it.first <= day <= it.last]
    if not fits:
        raise errors.NoLeavePlanned()
    if len(fits) > 1:
        first = fits[0].first
        choices = "\n".join(days(it.first, it.last) for it in fits)
        raise errors.WhichLeave(first=f"{first.month}-{first.day}", choices=choices)
    await end(books, fits[0], called_off=True)
    return fits[0]


async def end(books: Books, leave: Leave, *, called_off: bool = False) -> None:
    """Every cover ends, then the leave; what came along to other points goes back."""
    for cover in leave.open_covers:
        await covering.end(books, leave, cover.no)
    for cover in leave.covers.values():
        if cover.moved:
            await give_back(books, cover)
    await books.record(LeaveCancelled(leave.id) if called_off else LeaveEnded(leave.id))


async def pass_leave(books: Books, key: str) -> list[Moment]:
    """Everything of a leave whose time has come: unanswered questions, its first morning, its end."""
    leave = await books.own_leave(key)
    zone, done = books.directory.zone, []
    while (at := leave.next_look(zone)) is not None and at <= books.at:
        silent = next((it for it in leave.covers.values() if _unanswered(it, books.at)), None)
        if silent is not None:
            await covering.fall_silent(books, leave, silent.no)
        elif datetime.combine(leave.last + timedelta(days=1), MORNING, zone) <= books.at:
            await end(books, leave)
        else:
            await books.record(LeaveBegun(key))
            for cover in leave.open_covers:
                await renew_at(books, books.directory.points[cover.point])
        done.append(Moment("leave", at, f"leave:{key}"))
    return done


async def settle(books: Books, new: Directory) -> None:
    """Bring leaves and covers in line with a configuration that has just been applied."""
    for leave in await books.live_leaves():
        if leave.leader not in new.leaders:
            await end(books, leave)
            continue
        led = {it.id for it in led_by(leave.leader, new)}
        for cover in leave.open_covers:
            if cover.point not in led:
                await covering.end(books, leave, cover.no)
            elif cover.candidate and not _leads(cover.candidate, cover, new):
                await covering.fall_silent(books, leave, cover.no)
            elif cover.state is Search.ACCEPTED and not _can_still(cover, new):
                await covering.lose(books, leave, cover)
        for point in sorted(led - {it.point for it in leave.open_covers}):
            await covering.seek(books, leave, point, leave.first, leave.last)


def _can_still(cover: Cover, new: Directory) -> bool:
    theirs = not cover.to or (cover.to in new.points and new.points[cover.to].leader == cover.substitute)
    return theirs and _leads(cover.substitute, cover, new)


def _leads(leader: str, cover: Cover, new: Directory) -> bool:
    return leader in new.leaders and new.points[cover.point].community in new.leaders[leader].communities


def _unanswered(cover: Cover, at: datetime) -> bool:
    return cover.state is Search.ASKED and cover.until is not None and cover.until <= at


async def _must_be_free(books: Books, leader: Leader, first: date, last: date) -> None:
    now = today(books)
    if first < now or first > now + timedelta(days=AHEAD):
        raise errors.LeaveInPast(day=f"{first.month}月{first.day}日")
    if last < first:
        raise errors.LeaveBackwards()
    if last - first >= timedelta(days=LONGEST):
        raise errors.LeaveTooLong(most=LONGEST, admin=admins_to_ask(books.directory))
    for it in await books.leaves_of(leader.id):
        if it.overlaps(first, last):
            raise errors.LeaveOverlaps(days=days(it.first, it.last))
