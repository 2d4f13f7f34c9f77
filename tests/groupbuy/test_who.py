"""Whose name stands in a chain: one person's, several people's, nobody's; whoever writes it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuy.chains import ChainLine, Entry, Snapshot, merge
from groupbuy.resident import Resident
from groupbuy.who import WhoIsWho, who_is_who

T0 = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
LI = Resident("li", name="李阿姨", room="3-1203")
UNCLE = Resident("uncle", name="李叔", room="3-1203")
ZHANG = Resident("z1", name="张叔", room="5-501")
OTHER = Resident("z2", name="张叔", room="6-601")
MOTHER = Resident("guest", name="我妈", sponsor="li")
NOBODY = Resident("new")


@pytest.fixture
def who() -> WhoIsWho:
    return who_is_who([LI, UNCLE, ZHANG, OTHER, MOTHER, NOBODY])


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("李阿姨", "#li"),
        ("3-1203李阿姨", "#li"),
        ("李阿姨 3-1203", "#li"),
        ("3-1203", "?31203"),
        ("张叔", "?张叔"),
        ("5-501 张叔", "#z1"),
        ("6-601", "#z2"),
        ("李阿姨🌸", ""),
        ("小李阿姨", ""),
        ("我妈", ""),
        ("，", ""),
    ],
)
def test_a_name_stands_for_the_only_one_called_so(who: WhoIsWho, name: str, stands: str) -> None:
    assert who.who(name) == stands


def sent(author: str, *names: str, own: str = "") -> Snapshot:
    return Snapshot(author, T0, tuple(Entry(it, (ChainLine(1, Decimal(2)),)) for it in names), own=own)


def test_all_names_of_one_person_are_one_line(who: WhoIsWho) -> None:
    merged = merge([who.snapshot(sent("li", "李阿姨", "3-1203 李阿姨"))])
    assert merged.owners == {"#li": "li"}
    assert merged.entries["#li"].wants == ((1, Decimal(4)),)


def test_a_room_of_two_is_whose_of_them_sends_it_and_nobody_elses(who: WhoIsWho) -> None:
    assert merge([who.snapshot(sent("uncle", "3-1203"))]).owners == {"?31203": "uncle"}
    assert merge([who.snapshot(sent("z1", "3-1203"))]).owners == {}


def test_the_only_new_line_under_somebodys_name_is_not_the_senders(who: WhoIsWho) -> None:
    merged = merge([who.snapshot(sent("new", "李阿姨"))])
    assert (merged.owners, merged.unsure) == ({}, ())
    assert merge([who.snapshot(sent("new", "小美"))]).owners == {"小美": "new"}


def test_choosing_somebody_elses_line_as_ones_own_does_not_make_it_ones_own(who: WhoIsWho) -> None:
    assert merge([who.snapshot(sent("new", "李阿姨", "小美", own="李阿姨"))]).owners == {"小美": "new"}
    assert merge([who.snapshot(sent("li", "李阿姨", "小美", own="李阿姨"))]).owners["#li"] == "li"


@given(st.lists(st.sampled_from(["李阿姨", "3-1203", "张叔", "6-601", "李叔"]), min_size=1, max_size=6))
def test_whatever_a_stranger_writes_under_known_names_is_never_theirs(names: list[str]) -> None:
    known = who_is_who([LI, UNCLE, ZHANG, OTHER])
    assert "new" not in merge([known.snapshot(sent("new", *names))]).owners.values()
