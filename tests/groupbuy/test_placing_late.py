"""A point drops out after goods have come to some: who waits for what has not come goes elsewhere, nobody else does."""

from datetime import timedelta

import pytest

from groupbuy import delivering, errors, renewing, verifying
from groupbuy.buy import State
from groupbuy.events import PointChosen
from tests.groupbuy.day import Day
from tests.groupbuy.made import PICKUP
from tests.groupbuy.test_placing import C, asked, at, closed, lives, opened, settled, task, town

SHUT = {"closed": frozenset({PICKUP.day})}
OVER = {"capacity": {C: 0}}


async def bought(day: Day, *homes: str) -> None:
    """Everybody orders two boxes at their own door, and is placed there for good."""
    await opened(day)
    for no, room in enumerate(homes):
        await day.orders(await lives(day, f"p{no}", room), {1: 2})
    await closed(day)
    assert await settled(day, await task(day))


async def comes(day: Day, point: str, item: int = 1) -> None:
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(item)], point=point))


async def now(day: Day, **changed: object) -> None:
    """The configuration says something else from now on, and the ticks do what is due."""
    day.directory = town(**changed)  # type: ignore[arg-type]
    await day.run(renewing.renew_all)
    await day.comes(day.at)


async def who(day: Day, no: int) -> str:
    return (await day.store.reads.orders(day.number))[no].resident


async def moved(day: Day) -> list[str]:
    return [
        f"{it.event.point}:{it.event.because}"
        for it in await day.store.reads.journal()
        if isinstance(it.event, PointChosen)
    ]


async def test_who_waits_for_what_has_not_come_goes_elsewhere_and_everybody_else_stays(day: Day) -> None:
    """Goods are at the first point, one has fetched there; the third one closes, and then the first one too."""
    await bought(day, "1-101", "1-201", "2-101", "3-101", "3-201")
    assert await at(day) == ["east", "east", "north", "clinic", "clinic"]
    await comes(day, "east")
    await day.for_order(verifying.hand_out, await who(day, 0))
    assert (await day.buy()).state is State.ARRIVED
    await now(day, clinic=SHUT)
    assert await at(day) == ["east", "east", "north", "north", "north"], "nobody has been to the north yet"
    assert await moved(day) == ["north:assigned"] * 2
    for no in (3, 4):
        (told,) = await day.told(f"resident:{await who(day, no)}", "point_assigned")
        assert "北门诊所那天取不了，你的货改到这里取：\n北门便利店" in told
        assert (await day.store.reads.orders(day.number))[no].day == PICKUP.day
    for no in (0, 1, 2):
        assert await day.told(f"resident:{await who(day, no)}", "point_assigned") == []
    (summary,) = await day.told("leader:mei", "points_assigned")
    assert "2单换了点，已通知本人" in summary
    assert "要补送" not in summary
    await now(day, clinic=SHUT, east=SHUT)
    assert (await at(day))[:2] == ["east", "east"], "one has fetched, the other's goods lie there"
    assert len(await moved(day)) == 2
    assert len(await day.told(f"resident:{await who(day, 1)}", "pickup_moved")) == 1, (
        "another day, as they lie there"
    )
    await now(day, clinic=SHUT, east=SHUT)
    assert len(await day.told("leader:mei", "points_assigned")) == 1, "nothing to do again"


async def test_where_only_a_point_that_has_its_goods_has_room_the_leader_reads_what_to_bring_after(
    day: Day,
) -> None:
    await bought(day, "1-101", "3-101", "3-201")
    await comes(day, "east")
    assert await at(day) == ["east", "clinic", "clinic"]
    await now(day, clinic=SHUT, north=OVER)
    assert await at(day) == ["east"] * 3
    (summary,) = await day.told("leader:mei", "points_assigned")
    assert summary.splitlines()[-1] == "要补送到1号点：草莓4盒"


async def test_goods_of_which_some_are_there_and_goods_that_are_everywhere_hold_an_order(day: Day) -> None:
    await opened(day)
    both = await lives(day, "both", "3-101")
    await day.orders(both, {1: 1, 2: 1})
    await day.orders(await lives(day, "rice", "3-201"), {2: 1})
    await closed(day)
    assert await settled(day, await task(day))
    await comes(day, "clinic", 1)
    await now(day, clinic=SHUT)
    assert await at(day) == ["clinic", "north"]
    await comes(day, "", 2)
    await now(day, clinic=SHUT, north=SHUT)
    assert await at(day) == ["clinic", "north"], "all of it is there"


async def test_without_room_the_leader_hears_it_and_asks_again_once_there_is_some(day: Day) -> None:
    """Meanwhile they were put off to the next day that their point is open."""
    await bought(day, "1-101", "3-101", "3-201")
    await comes(day, "east")
    tight = {"east": OVER, "north": {"capacity": {C: 3}}}
    await now(day, clinic=SHUT, **tight)
    assert await at(day) == ["east", "clinic", "clinic"]
    (short,) = await day.told("leader:mei", "points_short")
    assert "北门诊所" not in short
    assert "差 1 格" in short
    days = [it.day for it in await day.store.reads.orders(day.number)]
    assert days == [PICKUP.day, *[PICKUP.day + timedelta(days=1)] * 2]
    day.directory = town(clinic=SHUT, north={"capacity": {C: 4}})
    await asked(day)
    await day.comes(day.at)
    assert await at(day) == ["east", "north", "north"]
    assert {it.day for it in await day.store.reads.orders(day.number)} == {PICKUP.day}
    with pytest.raises(errors.BuyOver):
        await asked(day)


async def test_once_goods_came_nobody_moves_for_a_better_place_and_a_request_in_between_is_answered(
    day: Day,
) -> None:
    await bought(day, "1-101", "3-101")
    await asked(day)
    await comes(day, "east")
    await lives(day, "p1", "2-101")
    await day.comes(day.at)
    assert await at(day) == ["east", "clinic"]
    assert "都不用换" in (await day.told("leader:mei", "points_assigned"))[-1]


async def test_put_off_before_anything_came_they_move_too_once_there_is_room(day: Day) -> None:
    await bought(day, "3-101", "3-201")
    await now(day, clinic=SHUT, east=OVER, north={"capacity": {C: 3}})
    assert {it.day for it in await day.store.reads.orders(day.number)} == {PICKUP.day + timedelta(days=1)}
    day.directory = town(clinic=SHUT, east=OVER)
    await asked(day)
    await day.comes(day.at)
    assert await at(day) == ["north", "north"]
    assert {it.day for it in await day.store.reads.orders(day.number)} == {PICKUP.day}
