"""Every step of the search for a substitute taken by the use case that takes it, and who hears of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

import pytest

from groupbuy import leaving
from groupbuy.leave import COVER_STEPS, Search
from groupbuy.leave_errors import AskedSomebodyElse, CoverTaken, NotOnLeave
from groupbuy.leave_events import CoverEvent
from tests.groupbuy.absence import (
    PICKUP,
    accepts,
    comes_back,
    cover,
    covers,
    declines,
    garden,
    is_named,
    only_north,
    takes_leave,
    the_leave,
)
from tests.groupbuy.day import Day
from tests.groupbuy.made import MEI, OPENED, at_home, hours

S = Search
Act = Callable[[Day], Awaitable[object]]


@dataclass(frozen=True)
class Step:
    """`before` brings a cover into the state the step starts from; `does` takes it; `hears` are who is told
    by it, with the kind."""

    steps: tuple[Search, ...]
    before: tuple[Act, ...]
    does: Act
    hears: frozenset[tuple[str, str]] = frozenset()


async def goes(day: Day) -> None:
    await takes_leave(day)


async def nobody_leads(day: Day) -> None:
    """Only 梅姐 is left, and whoever is named later."""
    made = only_north()
    mine = {key: it for key, it in made.points.items() if it.leader == "mei"}
    day.directory = replace(made, leaders={"mei": MEI}, points=mine)


def yes(who: str) -> Act:
    return lambda day: accepts(day, who)


def no(who: str) -> Act:
    return lambda day: declines(day, who)


def named(who: str) -> Act:
    return lambda day: is_named(day, who)


def later(many: float) -> Act:
    return lambda day: day.comes(day.at + hours(many))


async def called_off(day: Day) -> None:
    await day.run(lambda books: leaving.cancel(books, MEI))


async def away_too(day: Day) -> None:
    await takes_leave(day, "qiang")


AT_THE_PIER = {("admin:root", "cover_missing"), ("leader:qiang", "cover_missing")}
"""强哥 leads a point in another community too, where nobody else does."""
TABLE: dict[str, Step] = {
    "请假: the first one is asked": Step(
        (S.SOUGHT, S.ASKED), (), goes, frozenset({("leader:qiang", "cover_asked")})
    ),
    "请假 where nobody leads: exhausted": Step(
        (S.SOUGHT, S.EXHAUSTED),
        (nobody_leads,),
        goes,
        frozenset({("admin:root", "cover_missing"), ("leader:mei", "cover_missing")}),
    ),
    "asked and yes": Step(
        (S.ASKED, S.ACCEPTED),
        (goes,),
        yes("qiang"),
        frozenset({("leader:mei", "cover_found"), ("resident:r1", "handed_over")}),
    ),
    "asked and no: the next one": Step(
        (S.ASKED, S.DECLINED, S.ASKED), (goes,), no("qiang"), frozenset({("leader:hong", "cover_asked")})
    ),
    "asked and no, nobody left": Step(
        (S.ASKED, S.DECLINED, S.EXHAUSTED),
        (goes, no("qiang")),
        no("hong"),
        frozenset({("admin:root", "cover_missing"), ("leader:mei", "cover_missing")}),
    ),
    "asked and silent: the next one": Step(
        (S.ASKED, S.SILENT, S.ASKED), (goes,), later(2), frozenset({("leader:hong", "cover_asked")})
    ),
    "asked and silent, nobody left": Step(
        (S.ASKED, S.SILENT, S.EXHAUSTED),
        (goes, later(2)),
        later(2),
        frozenset({("admin:root", "cover_missing"), ("leader:mei", "cover_missing")}),
    ),
    "asked and away too: the next one": Step(
        (S.ASKED, S.DECLINED, S.ASKED),
        (goes,),
        away_too,
        frozenset({("leader:hong", "cover_asked"), *AT_THE_PIER}),
    ),
    "asked and somebody is named": Step(
        (S.ASKED, S.ACCEPTED),
        (goes,),
        named("hong"),
        frozenset(
            {
                ("leader:qiang", "cover_over"),
                ("leader:hong", "cover_found"),
                ("leader:mei", "cover_found"),
                ("resident:r1", "handed_over"),
            }
        ),
    ),
    "asked and called off": Step(
        (S.ASKED, S.ENDED), (goes,), called_off, frozenset({("leader:qiang", "cover_over")})
    ),
    "exhausted and a second thought": Step(
        (S.EXHAUSTED, S.ACCEPTED),
        (goes, no("qiang"), no("hong")),
        yes("qiang"),
        frozenset({("leader:mei", "cover_found"), ("resident:r1", "handed_over")}),
    ),
    "exhausted and somebody is named": Step(
        (S.EXHAUSTED, S.ACCEPTED),
        (goes, no("qiang"), no("hong")),
        named("hong"),
        frozenset(
            {
                ("leader:hong", "cover_found"),
                ("leader:mei", "cover_found"),
                ("resident:r1", "handed_over"),
            }
        ),
    ),
    "exhausted and called off": Step(
        (S.EXHAUSTED, S.ENDED), (goes, no("qiang"), no("hong")), called_off, frozenset()
    ),
    "accepted and called off": Step(
        (S.ACCEPTED, S.ENDED),
        (goes, yes("qiang")),
        called_off,
        frozenset({("leader:qiang", "cover_over"), ("resident:r1", "handed_over")}),
    ),
    "accepted and away too: another is sought": Step(
        (S.ACCEPTED, S.ENDED),
        (goes, yes("qiang")),
        away_too,
        frozenset({("leader:hong", "cover_asked"), *AT_THE_PIER}),
    ),
    "accepted and somebody else is named": Step(
        (S.ACCEPTED, S.ENDED),
        (goes, yes("qiang")),
        named("hong"),
        frozenset(
            {
                ("leader:hong", "cover_found"),
                ("leader:mei", "cover_found"),
                ("resident:r1", "handed_over"),
            }
        ),
    ),
}
NAMES = {
    "SubstituteAsked": S.ASKED,
    "CoverDeclined": S.DECLINED,
    "CoverSilent": S.SILENT,
    "CoverAccepted": S.ACCEPTED,
    "CoverExhausted": S.EXHAUSTED,
    "CoverEnded": S.ENDED,
}
EVERYBODY = ("admin:root", "leader:mei", "leader:qiang", "leader:hong", "resident:r1")
NEVER_STAYED_IN = {
    *((S.SOUGHT, to) for to in (S.ACCEPTED, S.ENDED)),
    *((now, to) for now in (S.DECLINED, S.SILENT) for to in (S.ACCEPTED, S.ENDED)),
}
"""Steps out of states that no unit of work ends in; the table has them so that a journal may be read."""


async def waiting(day: Day) -> list[tuple[str, str]]:
    return [(to, kind) for to in EVERYBODY for kind in await day.kinds_told(to)]


@pytest.mark.parametrize("name", TABLE)
async def test_the_step_is_taken_and_told_to_those_and_nobody_else(day: Day, name: str) -> None:
    step = TABLE[name]
    day.directory = only_north()
    await day.opens()
    await day.orders("r1", {1: 1})
    for act in step.before:
        await act(day)
    known, told = len(await day.store.reads.journal()), await waiting(day)
    await step.does(day)
    first = [it.event for it in (await day.store.reads.journal())[known:] if isinstance(it.event, CoverEvent)]
    mine = (await the_leave(day)).id if await day.store.reads.leaves_of("mei") else first[0].leave
    reached = [
        NAMES[type(it).__name__]
        for it in first
        if (it.leave, it.cover) == (mine, 1) and type(it).__name__ in NAMES
    ]
    assert reached == list(step.steps[1:])
    new = list(await waiting(day))
    for it in told:
        new.remove(it)
    assert set(new) >= step.hears, (step.hears, new)
    extra = {it for it in set(new) - step.hears if it[1] != "cover_asked"}
    assert not extra, extra


def test_the_table_above_takes_every_step_that_a_unit_can_begin_with() -> None:
    taken = {pair for it in TABLE.values() for pair in pairwise(it.steps)}
    every = {(now, to) for now, tos in COVER_STEPS.items() for to in tos}
    assert every - taken == NEVER_STAYED_IN
    assert taken <= every


async def test_answers_that_cross_each_other_leave_one_substitute(day: Day) -> None:
    """The deadline passes while a yes is on its way; the next one was asked and says yes as well."""
    day.directory = only_north()
    await takes_leave(day)
    await day.comes(OPENED + hours(2))
    assert (await cover(day)).candidate == "hong"

    with pytest.raises(AskedSomebodyElse):
        await accepts(day, "qiang")
    await accepts(day, "hong")
    with pytest.raises(CoverTaken):
        await accepts(day, "qiang")
    assert [it.substitute for it in await covers(day)] == ["hong"]


async def test_back_twice_is_back_once(day: Day) -> None:

    day.directory = garden()
    await takes_leave(day, last=PICKUP + timedelta(days=2))
    await day.comes(at_home("2026-11-22 09:00"))
    assert (await the_leave(day)).state == "running"
    await comes_back(day)
    with pytest.raises(NotOnLeave):
        await comes_back(day)
    await takes_leave(day, first=PICKUP, last=PICKUP)
    assert (await the_leave(day)).first == PICKUP, "the days are free again"
