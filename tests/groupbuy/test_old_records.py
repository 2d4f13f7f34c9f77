"""What older versions wrote is still read: fields that came later take their defaults, others are needed."""

import json
from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groupbuy import events as ev
from groupbuy.notices import notice_kinds
from groupbuy.notices.facts import ItemFact
from groupbuy.ordering import Wish
from groupbuy.ports import LateOrder
from groupbuy.record import event_from, event_types, from_json, to_json
from tests.for_each import for_each
from tests.groupbuy.facts import any_made
from tests.groupbuy.made import CUTOFF, D

RECORDED: dict[str, Any] = {
    **{name: cls for name, cls in event_types().items() if not name.endswith("Event")},
    **notice_kinds(),
    "Wish": Wish,
    "OfferedItem": ev.OfferedItem,
    "ItemFact": ItemFact,
}


def default_of(it: Any) -> Any:
    return it.default if it.default is not MISSING else it.default_factory()


def may_lack(cls: Any) -> dict[str, Any]:
    """The fields that have a default, with it."""
    optional = [it for it in fields(cls) if (it.default, it.default_factory) != (MISSING, MISSING)]
    return {it.name: default_of(it) for it in optional}


@for_each("name", sorted(name for name, cls in RECORDED.items() if may_lack(cls)))
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_each_field_with_a_default_may_be_missing_and_is_then_the_default(
    name: str, data: st.DataObject
) -> None:
    cls = RECORDED[name]
    stored = to_json(data.draw(any_made(cls)))
    for missing, default in may_lack(cls).items():
        back = from_json(cls, {key: it for key, it in stored.items() if key != missing})
        assert getattr(back, missing) == default
        assert to_json(back) == {**stored, missing: to_json(back)[missing]}


@for_each("name", sorted(RECORDED))
@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_field_without_a_default_may_not_be_missing(name: str, data: st.DataObject) -> None:
    cls = RECORDED[name]
    stored = to_json(data.draw(any_made(cls)))
    for needed in set(stored) - set(may_lack(cls)):
        with pytest.raises(TypeError):
            from_json(cls, {key: it for key, it in stored.items() if key != needed})


OLDEST = """
{"buy":3,"community":"garden","leader":"mei","title":"水果","items":[{"no":1,"name":"草莓","unit":"盒",
"price":2500},{"no":2,"name":"米","unit":"斤","price":333,"stock":"12.5","limit":null}],"chats":["g1","g2"],
"cutoff_at":"2026-11-21T12:00:00+00:00","pickup_day":"2026-11-22","pickup_opens":"17:00:00",
"pickup_closes":"20:00:00"}
"""


def test_a_draft_as_the_first_version_wrote_it_is_a_draft_without_what_came_later() -> None:
    event = event_from("BuyDrafted", json.loads(OLDEST))
    assert isinstance(event, ev.BuyDrafted)
    assert event.items == (
        ev.OfferedItem(1, "草莓", "盒", 2500),
        ev.OfferedItem(2, "米", "斤", 333, D("12.5")),
    )
    assert (event.minimum_of, event.minimum_need, event.cutoff_at) == (None, 0, CUTOFF)
    assert event.chats == ("g1", "g2")


@for_each(
    ("kind", "stored", "event"),
    [
        ("BuyOpened", '{"buy":7}', ev.BuyOpened(7)),
        (
            "BuyClosed",
            '{"buy":7,"cutoff_at":"2026-11-21T20:00:00+08:00","by_hand":true}',
            ev.BuyClosed(7, CUTOFF, by_hand=True),
        ),
        ("BuyNotFormed", '{"buy":7,"have":1,"need":2}', ev.BuyNotFormed(7, 1, 2)),
        (
            "GoodsArrived",
            '{"buy":7,"arrival":1,"item":2,"point":"","short":"0"}',
            ev.GoodsArrived(7, 1, 2, "", D(0)),
        ),
        ("StockChanged", '{"buy":7,"item":1,"stock":null}', ev.StockChanged(7, 1, None)),
        (
            "QtyChanged",
            '{"buy":7,"order":"o","item":1,"before":"0","after":"1.5","price":2500,"because":"late"}',
            ev.QtyChanged(7, "o", 1, D(0), D("1.5"), 2500, "late"),
        ),
        (
            "GoodsPickedUp",
            '{"buy":7,"order":"o","verification":"v","picked":[{"item":1,"qty":"0.25"}],"by_proxy":true}',
            ev.GoodsPickedUp(7, "o", "v", (ev.Picked(1, D("0.25")),), by_proxy=True),
        ),
        (
            "PaymentConfirmed",
            '{"buy":7,"order":"o","amount":-1280}',
            ev.PaymentConfirmed(7, "o", -1280),
        ),
        (
            "PointBound",
            '{"resident":"r","community":"garden","point":"东门"}',
            ev.PointBound("r", "garden", "东门"),
        ),
    ],
)
def test_the_text_in_the_journal_is_this_and_stays_readable(kind: str, stored: str, event: ev.Event) -> None:
    """Journals live longer than versions: whoever renames a field has to read the old name too."""
    assert event_from(kind, json.loads(stored)) == event
    assert set(to_json(event)) == set(json.loads(stored))


def test_goods_handed_out_before_there_were_proxies_were_fetched_by_their_owner() -> None:
    stored = {"buy": 7, "order": "o", "verification": "v", "picked": [{"item": 1, "qty": "0.25"}]}
    event = event_from("GoodsPickedUp", stored)
    assert isinstance(event, ev.GoodsPickedUp)
    assert not event.by_proxy


def test_a_late_order_kept_before_remarks_and_modes_is_a_plain_new_total() -> None:
    late = LateOrder(1, 7, "r1", CUTOFF, False, [{"item": 1, "qty": "2"}])
    assert [from_json(Wish, it) for it in late.wishes] == [Wish(1, D(2), "set", "", "")]


def test_a_notice_of_an_older_version_goes_out_under_the_key_it_was_stored_with() -> None:
    for kind, cls in notice_kinds().items():
        assert {"to", "subject", "version", "buy", "good_until"} <= {it.name for it in fields(cls)}
        assert {"version", "buy", "good_until"} <= set(may_lack(cls)), kind
