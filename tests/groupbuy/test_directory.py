"""Looking things up in what the operator wrote, and finding a point by what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuy.directory import Limits, Reminders
from groupbuy.errors import NoPoint, UnknownChat, UnknownPoint
from groupbuy.pickup import choose, find_point
from tests.for_each import for_each
from tests.groupbuy.made import DIRECTORY, POINTS, a_buy, a_directory, an_identity, hours, minutes


@for_each(
    ("chat", "found"),
    [("wrABC", "garden-1"), ("wrabc", "garden-2"), ("wrXYZ", "river-1"), ("WRABC", None), ("", None)],
)
def test_a_group_is_found_by_its_platform_id_letter_by_letter(chat: str, found: str | None) -> None:
    group = DIRECTORY.chat_at("bot", chat)
    assert (group and group.id) == found
    assert DIRECTORY.chat_at("app", chat) is None


def test_a_group_or_point_that_is_not_configured_is_refused_by_name() -> None:
    assert DIRECTORY.chat("garden-1").name == "花园一群"
    assert DIRECTORY.point("east").name == "东门驿站"
    with pytest.raises(UnknownChat):
        DIRECTORY.chat("nowhere")
    with pytest.raises(UnknownPoint):
        DIRECTORY.point("nowhere")


def test_groups_and_points_belong_to_one_community() -> None:
    assert [it.id for it in DIRECTORY.chats_in("garden")] == ["garden-1", "garden-2"]
    assert [it.id for it in DIRECTORY.chats_in("nowhere")] == []
    assert [it.id for it in DIRECTORY.points_in("river")] == ["pier"]


def test_points_are_listed_by_their_number_whatever_the_files_order() -> None:
    turned = a_directory(points=dict(reversed(POINTS.items())))
    assert [it.no for it in turned.points_in("garden")] == [1, 2, 3]


def test_roles_come_from_identities_and_a_realm_is_part_of_one() -> None:
    found = DIRECTORY.leader_of(an_identity("u-mei"))
    assert found is not None
    assert found.id == "mei"
    assert DIRECTORY.leader_of(("another corp", "u-mei")) is None
    assert DIRECTORY.leader_of(an_identity("u-root")) is None
    assert DIRECTORY.admin_of(an_identity("u-root")) is not None
    assert DIRECTORY.admin_of(an_identity("u-mei")) is None


@for_each(
    ("typed", "found"),
    [
        *(("1", "east"), ("2", "north"), (" 3 ", "clinic"), ("１", "east"), ("01", "east")),
        *(("东门驿站", "east"), ("东门", "east"), ("便利店", "north"), ("诊所", "clinic")),
        *(("北门", None), ("", None), (" ", None), ("4", None), ("码头", None), ("西门", None), ("-1", None)),
        *(("1.5", None), ("9" * 5000, None), ("²", None)),
    ],
)
def test_a_point_is_found_by_number_or_by_a_part_of_its_name_that_fits_one(
    typed: str, found: str | None
) -> None:
    point = find_point(typed, "garden", DIRECTORY)
    assert (point and point.id) == found


@given(st.text(max_size=40))
def test_whatever_is_typed_finds_a_point_of_this_community_or_none(typed: str) -> None:
    point = find_point(typed, "garden", DIRECTORY)
    assert point is None or point.community == "garden"


def test_the_full_name_wins_over_a_longer_one_that_contains_it() -> None:
    east = POINTS["east"]
    longer = a_directory(
        points={"b": POINTS["north"].__class__("b", 5, "东门驿站二店", "garden", "mei", ""), "a": east}
    )
    assert find_point("东门驿站", "garden", longer) == east
    assert find_point("东门", "garden", longer) is None


def test_who_has_not_chosen_gets_the_leaders_first_point() -> None:
    assert choose(a_buy(), DIRECTORY, {}, {}).point.id == "north"
    others = {key: it for key, it in POINTS.items() if it.leader != "mei"}
    assert choose(a_buy(), a_directory(points=others), {}, {}).point.id == "east"
    with pytest.raises(NoPoint):
        choose(a_buy(), a_directory(points={}), {}, {})


def test_an_operator_who_writes_nothing_gets_sensible_bounds() -> None:
    assert Reminders().before_cutoff == (hours(2), minutes(15))
    assert Limits().grace == minutes(1)
    assert Limits().max_qty_per_line == 99
