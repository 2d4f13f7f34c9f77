"""What a directory remembers of what follows from it: the same answers as worked out afresh, and never another's."""

from dataclasses import fields, replace
from datetime import date, time, timedelta
from itertools import count, product

from groupbuy import directory as directories
from groupbuy.assigning.costs import Terms
from groupbuy.assigning.facts import homes_in, problem, stop
from groupbuy.buy import GroupBuy, Pickup
from groupbuy.directory import Community, Directory
from groupbuy.places import PickupWindow, Place, Replacement, StorageClass
from groupbuy.standins import Standin
from groupbuy.whereabouts import of_point, open_for
from tests.for_each import for_each
from tests.groupbuy.made import PICKUP, POINTS, a_buy, a_directory

SUNDAY, MONDAY = PICKUP.day, PICKUP.day + timedelta(days=1)
EVENING = PickupWindow(frozenset({6}), time(16), time(18))
MOVED = Replacement(MONDAY, MONDAY, "旁边", place=Place(31.0, 121.0), why="修路")
AWAY = Standin("l1", 1, "mei", "north", SUNDAY, SUNDAY, substitute="qiang")
WALKS = {"3栋": {"east": 120, "north": 300}}


def town(**changed: object) -> Directory:
    """Points that differ from day to day, in a community where walks were measured."""
    points = POINTS | {
        "east": replace(POINTS["east"], windows=(EVENING,), place=Place(31.1, 121.1)),
        "north": replace(
            POINTS["north"], replacements=(MOVED,), closed=frozenset({MONDAY + timedelta(days=1)})
        ),
    }
    garden = Community("garden", "花园", walks=WALKS)
    return a_directory(**({"points": points, "communities": {"garden": garden}} | changed))


def told(directory: Directory, buy: GroupBuy, day: date | None = None) -> list[object]:
    """Everything that is kept of a buy's points."""
    points = [it for it in directory.points.values() if it.community == buy.community]
    stops = [stop(it, buy, directory) for it in points]
    return [
        directory.points_in(buy.community),
        open_for(buy, directory),
        stops,
        problem((), stops, buy, directory),
        *(directory.stands(it, day or buy.pickup.day) for it in points),
        *(of_point(it, buy, directory, day) for it in points),
    ]


BUYS = [
    replace(a_buy(pickup=Pickup(day, time(opens), time(20))), community=community)
    for community, day, opens in product(("garden", "river"), (SUNDAY, MONDAY), (9, 17, 19))
]
CHANGES: list[dict[str, object]] = [
    {"standins": (AWAY,)},
    {"standins": (replace(AWAY, substitute="lan"),)},
    {"holidays": frozenset({SUNDAY})},
    {"points": {key: it for key, it in POINTS.items() if key != "east"}},
    {"points": POINTS | {"east": replace(POINTS["east"], address="搬了", closed=frozenset({MONDAY}))}},
    {"communities": {"garden": Community("garden", "花园", farthest_walk=200)}},
]


def test_what_is_asked_again_is_what_would_be_worked_out_afresh() -> None:
    """In whatever order buys, days and points are asked for; every answer differs from some other."""
    directory = town()
    for buy, day in [*product(BUYS, (None, SUNDAY, MONDAY))] * 2:
        assert told(directory, buy, day) == told(town(), buy, day)
    garden, river = told(directory, BUYS[0]), told(directory, BUYS[6])
    assert garden != river
    assert garden != told(directory, BUYS[3])


@for_each("change", CHANGES)
def test_what_changes_is_seen_at_once_and_what_was_before_is_not_touched(change: dict[str, object]) -> None:
    before = town()
    old = [told(before, it) for it in BUYS]
    after = replace(before, **change)  # type: ignore[arg-type]  # a dict's values have no names
    assert [told(after, it) for it in BUYS] == [told(town(**change), it) for it in BUYS]
    assert [told(after, it) for it in BUYS] != old
    assert [told(before, it) for it in BUYS] == old


def test_a_point_that_is_not_the_directorys_is_judged_by_what_it_says_itself() -> None:
    """Somebody holds the point of an older configuration, of the same id."""
    directory, buy = town(), a_buy()
    known = of_point(directory.points["east"], buy, directory)
    moved = replace(directory.points["east"], address="以前的门", windows=())
    found = of_point(moved, buy, directory)
    assert known is not None
    assert found is not None
    assert (known.spot.address, found.spot.address) == ("东门岗亭旁", "以前的门")
    assert directory.stands(moved, MONDAY) is not None
    assert directory.stands(directory.points["east"], MONDAY) is None
    assert stop(moved, buy, directory).windows != stop(directory.points["east"], buy, directory).windows
    assert of_point(directory.points["east"], buy, directory) == known


def test_the_same_absences_are_the_same_directory_and_others_another() -> None:
    directory = town()
    covered = directory.covered_by((AWAY,))
    assert covered is directory.covered_by((replace(AWAY),))
    assert covered.standins == (AWAY,)
    assert directory.standins == ()
    assert of_point(directory.points["north"], a_buy(), covered) != of_point(
        directory.points["north"], a_buy(), directory
    )
    back = covered.covered_by(())
    assert back == directory
    assert told(back, a_buy()) == told(directory, a_buy())
    later = directory.covered_by((replace(AWAY, first=MONDAY, last=MONDAY),))
    assert told(later, a_buy()) == told(directory, a_buy())


def test_a_stop_with_room_is_the_same_stop_with_that_room_and_no_other() -> None:
    directory, buy = town(), a_buy()
    bare, room = stop(directory.points["east"], buy, directory), {StorageClass.CHILLED: 3}
    full = stop(directory.points["east"], buy, directory, room)
    room[StorageClass.CHILLED] = 9
    assert full == replace(bare, capacity={StorageClass.CHILLED: 3})
    assert stop(directory.points["east"], buy, directory).capacity == {}


def test_measured_walks_hold_only_where_a_point_stands_at_its_own_place() -> None:
    directory = town()
    walks = [
        problem((), [stop(it, buy, directory) for it in directory.points_in("garden")], buy, directory).walks
        for buy in (a_buy(), a_buy(pickup=replace(PICKUP, day=MONDAY)))
    ]
    east, north = (("garden/3栋", point) for point in ("east", "north"))
    assert walks == [{east: 120, north: 300}, {east: 120}]


def test_a_directory_remembers_so_much_and_then_begins_afresh() -> None:
    """A buy may have any day: what is kept stays bounded, and whatever was forgotten is found again."""
    directory, times = town(), count(1)

    def work() -> int:
        return next(times)

    assert [directory.once("a", work), directory.once("a", work), directory.once("b", work)] == [1, 1, 2]
    for n in range(directories.MOST_KEPT + 10):
        assert directory.once(n, lambda n=n: n) == n  # type: ignore[misc]  # bound here and now
        assert len(directory._kept) <= directories.MOST_KEPT
    assert directory.once("a", work) == 3
    assert told(directory, a_buy()) == told(town(), a_buy())


def test_nothing_found_is_kept_as_well_and_a_failure_is_not() -> None:
    directory = town()
    assert [directory.once("none", lambda: None), directory.once("none", lambda: 1)] == [None, None]
    for _ in range(2):
        try:
            directory.once("fails", lambda: 1 // 0)
        except ZeroDivisionError:
            continue
        raise AssertionError("a failure was swallowed")
    assert directory.once("fails", lambda: 2) == 2


def test_what_is_remembered_makes_no_difference_between_directories() -> None:
    """They are compared when a configuration is applied, and written out by name."""
    used, fresh = town(), town()
    told(used, a_buy())
    homes_in(used)
    assert used == fresh
    assert repr(used) == repr(fresh)
    assert homes_in(used) is homes_in(used)
    assert homes_in(used) is not homes_in(fresh)


def test_of_two_leaders_with_the_same_identity_the_first_one_speaks() -> None:
    mei, lan = (
        town().leaders["mei"],
        replace(town().leaders["lan"], identities=town().leaders["mei"].identities),
    )
    for leaders in ({"mei": mei, "lan": lan}, {"lan": lan, "mei": mei}):
        directory = town(leaders=leaders)
        found = [directory.leader_of(mei.identities[0]) for _ in range(2)]
        assert found == [next(iter(leaders.values()))] * 2
    assert town(leaders={}).leader_of(mei.identities[0]) is None


def test_the_sum_of_the_terms_is_the_sum_of_all_of_them() -> None:
    names = [it.name for it in fields(Terms)]
    assert Terms(**{name: 10**n for n, name in enumerate(names)}).total == int("1" * len(names))
    assert Terms().total == 0
