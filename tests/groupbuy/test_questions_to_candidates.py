"""A bare number answers the question somebody was asked, unless they are in the middle of another one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from groupbuy import covering, leaving
from groupbuy.leave import Cover
from groupbuy.ports import Pending
from groupbuy.resident import Resident
from storage.unit import Unit
from tests.groupbuy.absence import (
    PICKUP,
    accepts,
    cover,
    declines,
    only_north,
    takes_leave,
)
from tests.groupbuy.day import Day
from tests.groupbuy.made import MEI, OPENED, QIANG, hours

DAY = timedelta(days=1)


async def met(day: Day) -> Resident:
    """强哥 has talked to 邻里, so there is somebody to ask."""
    day.directory = only_north()
    return await day.run(lambda books: books.meet(QIANG.identities[0]))


async def asked(day: Day, person: Resident) -> Pending | None:
    return await day.store.reads.pending(person.id, "", day.at)


async def another(day: Day, person: Resident) -> None:
    """They are asked whether to open a draft."""
    question = Pending(person.id, "", "draft", {"buy": 1}, day.at + hours(1))
    await day.run(lambda books: books.ask(question))


def about(leave: str, of: Cover) -> dict[str, Any]:
    return {"leave": leave, "cover": of.no}


async def test_who_has_never_talked_is_told_and_can_answer_by_a_number_all_the_same(day: Day) -> None:
    day.directory = only_north()
    assert await day.store.reads.resident_at(QIANG.identities[0]) is None
    leave = await takes_leave(day)
    assert len(await day.told("leader:qiang", "cover_asked")) == 1
    person = await day.store.reads.resident_at(QIANG.identities[0])
    assert person is not None, "they are known from then on, by the account that the configuration names"
    assert (person.name, person.room) == ("", "")
    found = await asked(day, person)
    assert found is not None
    assert found.data == about(leave.id, await cover(day))
    again = await met(day)
    assert again.id == person.id


async def test_the_question_waits_until_the_deadline(day: Day) -> None:
    person = await met(day)
    leave = await takes_leave(day)
    found = await asked(day, person)
    assert found is not None
    assert (found.kind, found.data) == (covering.QUESTION, about(leave.id, await cover(day)))
    assert found.expires_at == (await cover(day)).until == OPENED + hours(2)
    day.at = OPENED + hours(2)
    assert await asked(day, person) is None


async def test_another_question_is_not_overwritten(day: Day) -> None:
    person = await met(day)
    await another(day, person)
    await takes_leave(day)
    found = await asked(day, person)
    assert found is not None
    assert found.kind == "draft"


async def test_of_two_points_the_first_is_asked_until_it_is_answered(day: Day) -> None:
    person = await met(day)
    clinic_of_mei = replace(only_north().points["clinic"], leader="mei")
    day.directory = only_north(clinic=clinic_of_mei)
    leave = await takes_leave(day)
    north, clinic = await cover(day), await cover(day, "clinic")
    assert (north.candidate, clinic.candidate) == ("qiang", "qiang")
    found = await asked(day, person)
    assert found is not None
    assert found.data == about(leave.id, north)
    await accepts(day, "qiang")

    async def again(books: Unit) -> None:
        now = await books.own_leave(leave.id)
        await covering.put_question(books, QIANG, now, now.covers[clinic.no])

    await day.run(again)
    found = await asked(day, person)
    assert found is not None
    assert found.data == about(leave.id, clinic)


@pytest.mark.parametrize("over", ["declined", "called off", "silent"])
async def test_a_question_that_waits_for_nobody_gives_way_to_the_next_one(day: Day, over: str) -> None:
    person = await met(day)
    first = await takes_leave(day)
    if over == "declined":
        await declines(day, "qiang")
    elif over == "called off":
        await day.run(lambda books: leaving.cancel(books, MEI))
    else:
        await day.run(lambda books: silence(books, first.id))
    second = await takes_leave(day, first=PICKUP + 4 * DAY, last=PICKUP + 4 * DAY)
    found = await asked(day, person)
    assert found is not None
    assert found.data["leave"] == second.id


async def silence(books: Unit, leave: str) -> None:
    await covering.fall_silent(books, await books.own_leave(leave), 1)


async def test_one_that_still_waits_is_answered_first(day: Day) -> None:
    person = await met(day)
    first = await takes_leave(day)
    await takes_leave(day, first=PICKUP + 4 * DAY, last=PICKUP + 4 * DAY)
    found = await asked(day, person)
    assert found is not None
    assert found.data["leave"] == first.id
    assert (await the_leave_of(day, first.id)).open_covers[0].candidate == "qiang"


async def the_leave_of(day: Day, key: str) -> Any:
    return await day.run(lambda books: books.own_leave(key))
