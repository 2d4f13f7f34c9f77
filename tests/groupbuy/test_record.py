"""Everything the journal and the outbox hold comes back from JSON as it was."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groupbuy import events as ev
from groupbuy.notices import notice_kinds
from groupbuy.ordering import Wish
from groupbuy.record import event_from, event_kind, event_types, from_json, to_json
from tests.for_each import for_each
from tests.groupbuy.facts import any_made
from tests.groupbuy.made import CUTOFF, D


@for_each("kind", sorted(event_types()))
@settings(max_examples=12)
@given(data=st.data())
def test_every_event_comes_back_as_it_was(kind: str, data: st.DataObject) -> None:
    event = data.draw(any_made(event_types()[kind]))
    stored = json.loads(json.dumps(to_json(event)))
    assert event_from(event_kind(event), stored) == event


@for_each("kind", sorted(notice_kinds()))
@settings(max_examples=12)
@given(data=st.data())
def test_every_notice_comes_back_as_it_was_under_its_key(kind: str, data: st.DataObject) -> None:
    cls = notice_kinds()[kind]
    notice = data.draw(any_made(cls))
    back = from_json(cls, json.loads(json.dumps(to_json(notice))))
    assert back == notice
    assert back.key == notice.key


@given(any_made(Wish))
def test_a_wish_in_the_late_list_comes_back_as_it_was(wish: Wish) -> None:
    assert from_json(Wish, json.loads(json.dumps(to_json(wish)))) == wish


def test_the_journal_knows_every_event_there_is() -> None:
    assert {"BuyDrafted", "OrderPlaced", "QtyChanged", "PointBound", "ConfigApplied"} <= set(event_types())
    assert "OfferedItem" not in event_types()
    assert "Picked" not in event_types()


def test_quantities_are_text_and_times_keep_their_moment() -> None:
    stored = to_json(ev.QtyChanged(7, "o", 1, D("0"), D("1.50"), 2500, "resident"))
    assert (stored["before"], stored["after"]) == ("0", "1.5")
    east = CUTOFF.astimezone(timezone(timedelta(hours=8)))
    back = from_json(ev.BuyExtended, to_json(ev.BuyExtended(7, east)))
    assert back.cutoff_at == CUTOFF
    assert back.cutoff_at.utcoffset() is not None


def test_what_was_written_before_a_field_existed_reads_with_its_default() -> None:
    stored = to_json(ev.BuyClosed(7, CUTOFF))
    del stored["by_hand"]
    assert from_json(ev.BuyClosed, stored) == ev.BuyClosed(7, CUTOFF)


def test_what_a_later_version_wrote_beside_it_is_passed_over() -> None:
    assert from_json(ev.BuyOpened, {"buy": 7, "colour": "red"}) == ev.BuyOpened(7)


@pytest.mark.parametrize(
    ("kind", "data"),
    [("Nonsense", {}), ("BuyExtended", {"buy": 1, "cutoff_at": "tomorrow"}), ("", {"buy": 1})],
)
def test_what_is_not_an_event_is_an_error_and_no_event(kind: str, data: dict[str, object]) -> None:
    with pytest.raises((KeyError, ValueError)):
        event_from(kind, data)


def test_an_amount_with_an_exponent_is_stored_plainly() -> None:
    assert to_json(Wish(1, Decimal("1E+1")))["qty"] == "10"
    assert from_json(Wish, {"item": 1, "qty": "10"}) == Wish(1, D(10))


def test_microseconds_survive() -> None:
    at = datetime(2026, 11, 21, 12, 0, 0, 123456, tzinfo=UTC)
    assert from_json(ev.BuyReopened, to_json(ev.BuyReopened(7, at))).cutoff_at == at


class Colour(StrEnum):
    """A word of ours, as some facts have them."""

    RED = "red"


@dataclass(frozen=True)
class Odd:
    """Facts of every kind at once."""

    flag: bool
    count: int
    nothing: str | None
    colour: Colour
    qty: Decimal
    day: date
    parts: tuple[object, ...]
    inner: Wish | None = None


def test_what_json_has_itself_goes_in_as_it_is_and_all_else_as_text() -> None:
    day = date(2026, 11, 22)
    odd = Odd(True, 0, None, Colour.RED, D("2.50"), day, (D(1), (day, "x"), time(17), None), Wish(1, D(2)))
    plain = to_json(odd)
    inner = {**to_json(Wish(1, D(2)))}
    assert inner["qty"] == "2"
    assert plain == {
        "flag": True,
        "count": 0,
        "nothing": None,
        "colour": "red",
        "qty": "2.5",
        "day": "2026-11-22",
        "parts": ["1", ["2026-11-22", "x"], "17:00:00", None],
        "inner": inner,
    }
    assert list(plain) == ["flag", "count", "nothing", "colour", "qty", "day", "parts", "inner"]
    assert plain["flag"] is True
    assert json.loads(json.dumps(plain)) == plain


def test_two_kinds_of_facts_with_like_fields_are_each_written_by_their_own() -> None:
    wish, bound = Wish(1, D(2), whom="o1"), ev.PointBound("r1", "lake", "east")
    assert [to_json(it) for it in (wish, bound, wish)] == [to_json(it) for it in (wish, bound, replace(wish))]
    assert set(to_json(bound)) == {"resident", "community", "point"}


def test_an_event_once_read_can_be_given_to_everybody() -> None:
    """Who compares a book with its journal reads it several times, and is given the same events again."""
    for kind, it in event_types().items():
        assert vars(it)["__dataclass_params__"].frozen, kind
        for name, hint in get_type_hints(it).items():
            assert get_origin(hint) not in (list, dict, set), (kind, name)
            assert hint not in (list, dict, set), (kind, name)
