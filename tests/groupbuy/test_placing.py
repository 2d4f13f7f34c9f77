"""A whole buy's orders among its points: what is read, what is solved, what is written down, and to whom it is told."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from groupbuy import delivering, errors, pickup, placing, reassigning
from groupbuy.assigning.costs import Costs
from groupbuy.assigning.loads import Loads
from groupbuy.buy import State
from groupbuy.closing import close
from groupbuy.directory import Building, Community, Directory, Place
from groupbuy.events import MomentPassed, OfferedItem, PointChosen
from groupbuy.ordering import Wish
from groupbuy.places import PointKind, Replacement, StorageClass
from groupbuy.solving import Answer, Task, explained, solved
from groupbuy.told import Told
from tests.groupbuy.day import Day
from tests.groupbuy.made import PICKUP, POINTS, D, a_directory, hours

C = StorageClass.CHILLED
OFFER = (
    OfferedItem(1, "草莓", "盒", 2500, storage="chilled"),
    OfferedItem(2, "大米", "袋", 5000),
)
AT = {
    "east": Place(31.2000, 121.4000),
    "north": Place(31.2030, 121.4000),
    "clinic": Place(31.2060, 121.4000),
}
"""Some 334 m of straight line, 434 m of walking, from one to the next."""
HOMES = Community(
    "garden",
    "花园里",
    (
        Building("1号楼", AT["east"]),
        Building("2号楼", AT["north"]),
        Building("3号楼", AT["clinic"]),
    ),
)


def town(**changed: dict[str, Any]) -> Directory:
    """Points at the doors of 1号楼, 2号楼 and 3号楼; what is changed of each."""
    points = {it: replace(POINTS[it], place=AT[it], **changed.get(it, {})) for it in AT}
    return a_directory(points=points, communities={"garden": HOMES})


async def lives(day: Day, who: str, room: str) -> str:
    """Somebody with a home; their id."""

    async def unit(books: Any) -> str:
        met = await books.meet(("corp", who))
        await books.update_resident(replace(met, name=who, room=room, community="garden", home="garden"))
        return str(met.id)

    return await day.run(unit)


async def asked(day: Day) -> None:
    await day.leads(reassigning.ask_again)


async def task(day: Day) -> Task:
    found = await placing.task_of(day.store.reads, day.directory, day.number, day.at)
    assert found is not None
    return found


async def settled(day: Day, what: Task, answer: Answer | None = None) -> bool:
    return await day.run(lambda books: placing.settle(books, what, answer or solved(what)))


async def at(day: Day) -> list[str]:
    return [it.point for it in await day.store.reads.orders(day.number)]


async def closed(day: Day) -> None:
    """Closed by hand, without what the ticks do then."""
    await day.leads(lambda books, buy: close(books, buy, by_hand=True))


async def opened(day: Day, **changed: dict[str, Any]) -> None:
    day.directory = town(**changed)
    await day.opens(items=OFFER)


async def test_a_household_is_one_whoever_of_it_orders_and_its_needs_add_up(day: Day) -> None:
    await opened(day)
    wang, li, alone = (
        await lives(day, "wang", "1-101"),
        await lives(day, "li", "1号楼101室"),
        await lives(day, "alone", ""),
    )
    for who, qty in ((wang, 2), (li, 3), (alone, 1)):
        await day.orders(who, {1: qty})
    await closed(day)
    found = await task(day)
    needs = sorted((len(found.orders[it.id]), it.need[C]) for it in found.problem.households)
    assert needs == [(1, 1), (2, 5)]
    (together,) = [it for it in found.problem.households if it.need[C] == 5]
    assert together.place == AT["east"]
    assert (together.last, together.promised, together.pinned) == ("east", None, None)


async def test_who_is_ordered_for_lives_with_who_ordered_but_not_with_a_leader(day: Day) -> None:
    await opened(day)
    wang = await lives(day, "wang", "3-101")
    mei = await lives(day, "u-mei", "1-101")

    async def guest(of: str, name: str) -> str:
        return await day.run(lambda books: _guest(books, of, name))

    mother, pasted = await guest(wang, "妈妈"), await guest(mei, "张姐")
    await day.says(wang, [Wish(1, D(1)), Wish(1, D(1), whom=mother)])
    await day.says(mei, [Wish(1, D(1), whom=pasted)])
    await closed(day)
    found = await task(day)
    assert sorted(len(it) for it in found.orders.values()) == [1, 2]
    (entered,) = [it for it in found.problem.households if len(found.orders[it.id]) == 1]
    assert entered.place is None, "the leader's home is not that of a name in a chain"


async def _guest(books: Any, of: str, name: str) -> str:
    return str((await books.guest_of(of, name)).id)


async def test_what_is_free_for_the_buy_is_what_others_leave(day: Day) -> None:
    await opened(day, east={"capacity": {C: 9}}, north={"capacity": {C: 4}})
    await day.orders("other", {1: 3})
    await day.orders("bound", {1: 2})
    first = day.number
    await day.opens(items=OFFER)
    await day.orders("mine", {1: 1})
    await closed(day)
    found = await task(day)
    free = {it.id: dict(it.capacity) for it in found.problem.points}
    lying = dict.fromkeys(AT, 0)
    for order in await day.store.reads.orders(first):
        lying[order.point] += int(order.line(1).ordered)
    assert free["east"] == {C: 9 - lying["east"]}
    assert free["north"] == {C: 4 - lying["north"]}
    assert free["clinic"] == {}, "without limit"


async def test_what_was_cancelled_or_is_brought_to_the_door_is_none_of_it(day: Day) -> None:
    await opened(day, clinic={"kind": PointKind.DOOR})
    await day.run(lambda books: pickup.bind(books, "door", day.directory.points["clinic"]))
    for who in ("wang", "gone", "door"):
        await day.orders(who, {1: 1})
    await day.cancels("gone")
    await closed(day)
    found = await task(day)
    assert {it.id for it in found.problem.points} == {"east", "north"}
    assert sorted(found.present) == [(await day.order("wang")).id]


async def test_chosen_by_hand_after_the_cutoff_stays_and_chosen_before_is_a_wish(day: Day) -> None:
    await opened(day)
    wang, li = await lives(day, "wang", "1-101"), await lives(day, "li", "1-201")
    await day.orders(wang, {1: 1})
    await day.orders(li, {1: 1})
    await day.run(lambda books: pickup.bind(books, wang, day.directory.points["clinic"]))
    assert not (await day.order(wang)).by_hand
    await closed(day)
    await day.run(lambda books: pickup.bind(books, li, day.directory.points["clinic"]))
    assert (await day.order(li)).by_hand
    found = await task(day)
    assert [it.pinned for it in found.problem.households] == [None, "clinic"]
    assert await settled(day, found)
    assert (await day.order(li)).point == "clinic"


async def test_those_whom_it_helps_move_and_nobody_else_hears_of_it(day: Day) -> None:
    await opened(day)
    near, far = await lives(day, "near", ""), await lives(day, "far", "")
    await day.orders(near, {1: 1})
    await day.orders(far, {1: 1})
    assert await at(day) == ["north", "north"], "the leader's own, as nothing is known"
    await lives(day, "near", "2-101")
    await lives(day, "far", "1-101")
    await closed(day)
    assert await settled(day, await task(day))
    assert await at(day) == ["north", "east"]
    (told,) = await day.told(f"resident:{far}", "point_assigned")
    assert told.startswith("【1号团】自提点统一排过了，你的货改到这里取：\n东门驿站")
    assert (await day.order(far)).code in told
    assert await day.told(f"resident:{near}", "point_assigned") == []
    (summary,) = await day.told("leader:mei", "points_assigned")
    assert "1单换了点，已通知本人，平均走0米（原来217米）" in summary
    assert summary.splitlines()[1:] == ["1 东门驿站：1户", "2 北门便利店：1户", "3 北门诊所：0户"]
    moved = [it.event for it in await day.store.reads.journal() if isinstance(it.event, PointChosen)]
    assert [it.because for it in moved] == ["assigned"]


async def test_steps_and_times_weigh_as_told(day: Day) -> None:
    await opened(day, clinic={"step_free": True})
    lame, late = await lives(day, "lame", "1-101"), await lives(day, "late", "1-201")
    await day.orders(lame, {1: 1})
    await day.orders(late, {1: 1})
    assert await at(day) == ["east", "east"]
    await day.run(lambda books: books.keep_told(lame, Told(step_free=True)))
    await closed(day)
    found = await task(day)
    assert [it.step_free for it in found.problem.households] == [True, False]
    assert await settled(day, found)
    assert await at(day) == ["clinic", "east"]


async def test_room_that_binds_sends_those_who_lose_least(day: Day) -> None:
    await opened(day)
    people = [await lives(day, f"p{n}", f"1-{n}01") for n in range(1, 4)]
    for who in people:
        await day.orders(who, {1: 2})
    assert await at(day) == ["east"] * 3
    await closed(day)
    day.directory = town(east={"capacity": {C: 4}})
    assert await settled(day, await task(day))
    assert sorted(await at(day)) == ["east", "east", "north"]


async def test_what_does_not_fit_moves_nobody_and_is_asked_for_again_once_there_is_room(day: Day) -> None:
    await opened(day)
    for n in range(3):
        await day.orders(await lives(day, f"p{n}", f"2-{n + 1}01"), {1: 2})
    before = await at(day)
    await closed(day)
    day.directory = town(**{it: {"capacity": {C: 1}} for it in AT})
    assert await settled(day, await task(day))
    assert await at(day) == before
    (told,) = await day.told("leader:mei", "points_short")
    assert "自提点放不下，先都不动" in told
    assert "加起来还差 3 格" in told
    assert await placing.task_of(day.store.reads, day.directory, day.number, day.at) is None, "told once"
    day.directory = town()
    await asked(day)
    assert await settled(day, await task(day))
    assert "都不用换" in (await day.told("leader:mei", "points_assigned"))[-1]


@pytest.mark.parametrize("change", ["order", "room", "told", "binding", "configuration"])
async def test_whatever_changes_while_it_is_solved_makes_it_solved_again(day: Day, change: str) -> None:
    await opened(day)
    wang = await lives(day, "wang", "1-101")
    await day.orders(wang, {1: 1})
    await asked(day)
    found = await task(day)
    answer = solved(found)
    match change:
        case "order":
            await day.orders("li", {1: 1})
        case "room":
            await day.orders(wang, {1: 2})
        case "told":
            await day.run(lambda books: books.keep_told(wang, Told(step_free=True)))
        case "binding":
            await day.run(lambda books: pickup.bind(books, wang, day.directory.points["east"]))
        case "configuration":
            day.directory = town(north={"step_free": True})
    assert not await settled(day, found, answer)
    assert (await day.buy()).assignment_waits
    assert await settled(day, await task(day))
    assert not (await day.buy()).assignment_waits


async def test_two_workers_and_a_restart_between_solving_and_writing_do_it_once(day: Day) -> None:
    await opened(day)
    await day.orders("wang", {1: 1})
    await closed(day)
    one, other = await task(day), await task(day)
    assert one == other
    assert await settled(day, one)
    assert await settled(day, other), "somebody was first"
    passed = [it.event for it in await day.store.reads.journal() if isinstance(it.event, MomentPassed)]
    assert [it.moment for it in passed] == [one.moment]
    assert (await day.buy()).assigned


async def test_asking_again_is_refused_where_there_is_nothing_to_choose_or_all_is_over(day: Day) -> None:
    day.directory = a_directory(points={"north": POINTS["north"]})
    await day.opens(items=OFFER)
    with pytest.raises(errors.OnePointOnly, match="1号团那天只有一个自提点能取"):
        await asked(day)
    day.directory = town(east={"kind": PointKind.DOOR}, clinic={"closed": frozenset({PICKUP.day})})
    with pytest.raises(errors.OnePointOnly):
        await asked(day)
    day.directory = town()
    await day.orders("wang", {1: 1})
    await asked(day)
    await asked(day)
    assert (await day.buy()).assignments_asked == 1, "once is enough until it is done"
    await closed(day)
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1), buy.item(2)]))
    assert (await day.buy()).state is State.ARRIVED
    with pytest.raises(errors.BuyOver):
        await asked(day)


async def test_a_solution_is_kept_where_it_is_solved_again(day: Day) -> None:
    """After the cutoff a point is promised: another is worth it only where much is gained."""
    await opened(day)
    wang = await lives(day, "wang", "1-101")
    await day.orders(wang, {1: 1})
    await closed(day)
    assert await settled(day, await task(day))
    await lives(day, "wang", "2-101")
    await asked(day)
    found = await task(day)
    assert [it.promised for it in found.problem.households] == ["east"]
    assert await settled(day, found)
    assert await at(day) == ["east"], "434 m are less than a second message"


async def test_whatever_is_ordered_the_solution_keeps_the_room_and_another_one_moves_nobody(day: Day) -> None:
    """Some dozens of orders by chance in each of several buys; at the end the tables equal the fold."""
    dice = Random(11)
    people = [await lives(day, f"p{n}", f"{dice.randint(1, 3)}-{n // 2 + 1}01") for n in range(24)]
    for _ in range(4):
        day.directory = town()
        day.at += hours(1 / 60)
        await day.opens(items=OFFER)
        for who in dice.sample(people, 16):
            await day.orders(who, {1: dice.randint(1, 3), 2: 1})
        orders = await day.store.reads.orders(day.number)
        need = sum(int(it.line(1).ordered) for it in orders)
        await closed(day)
        found = await task(day)
        lying = dict.fromkeys(AT, 0)
        for other in range(1, day.number):
            for order in await day.store.reads.orders(other):
                lying[order.point] += int(order.line(1).ordered)
        day.directory = town(**{it: {"capacity": {C: lying[it] + need // 3 + 6}} for it in AT})
        found = await task(day)
        assert await settled(day, found)
        loads = dict.fromkeys(AT, 0)
        for order in await day.store.reads.orders(day.number):
            loads[order.point] += int(order.line(1).ordered)
        assert all(loads[it] <= need // 3 + 6 for it in AT)
        points = {it.id: it.point for it in await day.store.reads.orders(day.number)}
        assert all(len({points[it] for it in ids}) == 1 for ids in found.orders.values())
        before = await at(day)
        await asked(day)
        again = await task(day)
        assert not Loads.of(again.problem, again.at).over()
        assert await settled(day, again)
        assert await at(day) == before


def measured(
    walks: dict[str, dict[str, int]], farthest: int | None = None, **changed: dict[str, Any]
) -> Directory:
    """The town with walks that somebody measured."""
    here = replace(HOMES, walks=walks, farthest_walk=farthest)
    return replace(town(**changed), communities={"garden": here})


async def test_a_measured_walk_is_used_wherever_a_point_is_chosen(day: Day) -> None:
    """1号楼 stands at the east point and a wall between; from its second unit there is a gap in the wall."""
    day.directory = measured({"1号楼": {"east": 700}, "1号楼/2": {"east": 90}})
    await day.opens(items=OFFER)
    far, gap = await lives(day, "far", "1号楼1单元101"), await lives(day, "gap", "1号楼2单元101")
    await day.orders(far, {1: 1})
    await day.orders(gap, {1: 1})
    assert await at(day) == ["north", "east"], "434 m by the coordinates beat 700 that were walked"
    await closed(day)
    found = await task(day)
    costs = Costs(found.problem)
    points = {it.id: it for it in found.problem.points}
    walks = {one.building: costs.metres(one, points["east"]) for one in found.problem.households}
    assert walks == {"garden/1号楼": 700, "garden/1号楼/2": 90}
    day.directory = measured({})
    assert await task(day) != found, "another table is another problem"


async def test_what_was_measured_says_nothing_of_the_days_a_point_stands_elsewhere(day: Day) -> None:
    elsewhere = Replacement(PICKUP.day, PICKUP.day, "西门", AT["clinic"])
    same = replace(elsewhere, place=None)
    await opened(day)
    wang = await lives(day, "wang", "1-101")
    await day.orders(wang, {1: 1})
    await closed(day)
    for moved, metres in ((same, 700), (elsewhere, 867)):
        day.directory = measured({"1号楼": {"east": 700}}, east={"replacements": (moved,)})
        found = await task(day)
        (east,) = [it for it in found.problem.points if it.id == "east"]
        assert Costs(found.problem).metres(found.problem.households[0], east) == metres


async def test_nobody_is_sent_beyond_the_farthest_walk_unasked(day: Day) -> None:
    """Each of 1号楼 to 3号楼 is 434 m from the next: 500 is one of them. Whoever goes further already, as there was
    no room, comes nearer once there is, and hinders nobody until then."""
    day.directory = measured({}, 500, east={"capacity": {C: 2}}, north={"capacity": {C: 1}})
    await day.opens(items=OFFER)
    near, own, left = [await lives(day, it, f"1-{n}01") for n, it in enumerate(("near", "own", "left"), 1)]
    await day.run(lambda books: pickup.bind(books, own, day.directory.points["clinic"]))
    for who in (near, own):
        await day.orders(who, {1: 2})
    await day.orders(left, {1: 2})
    assert await at(day) == ["east", "clinic", "clinic"], "an order gets a point, even far away"
    await closed(day)
    assert await settled(day, await task(day))
    assert await day.told("leader:mei", "points_short") == []
    assert await at(day) == ["east", "clinic", "clinic"], "all have room where they are"
    day.directory = measured({}, 500, east={"capacity": {C: 2}}, north={"capacity": {C: 9}})
    await asked(day)
    assert await settled(day, await task(day))
    assert await at(day) == ["east", "clinic", "north"], "who chose it goes as far as they like"


async def test_one_order_is_explained_beside_the_others_wherever_it_is(day: Day) -> None:
    """A door, a point torn down and goods that are there are no choice; placed by hand is compared all the same."""
    await opened(day, clinic={"kind": PointKind.DOOR}, east={"capacity": {C: 2}})
    wang, li = await lives(day, "wang", "1-101"), await lives(day, "li", "1-201")
    await day.run(lambda books: pickup.bind(books, "door", day.directory.points["clinic"]))
    for who, qty in ((wang, 2), (li, 1), ("door", 1)):
        await day.orders(who, {1: qty})
    assert await at(day) == ["east", "north", "clinic"]

    async def why(who: str) -> Any:
        order = (await day.order(who)).id
        buy = await day.buy()
        found = await placing.read_task(day.store.reads, day.directory, buy, day.at, also=(order,))
        return explained(found, order)

    own = await why(li)
    assert (own.own.point, own.own.metres, own.runner_up.point) == ("north", 434, "east")
    assert (own.runner_up.metres, own.runner_up.lacks, own.next_with_room) == (0, {C: 1}, None)
    assert await why("door") is None
    await closed(day)
    await day.for_order(
        lambda books, buy, order: pickup.move_by_hand(books, buy, order, day.directory.points["north"]), wang
    )
    by_hand = await why(wang)
    assert (by_hand.own.point, by_hand.pinned, by_hand.next_with_room.point) == ("north", False, "east")
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)]))
    there = await why(wang)
    assert there.own.point == "north", "explained though it cannot move any more"
    day.directory = a_directory(points={"east": POINTS["east"]})
    assert await why(wang) is None
