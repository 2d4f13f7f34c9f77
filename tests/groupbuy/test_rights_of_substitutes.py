"""Who stands in may take in and hand out at that point on those days; everything else stays with whoever had it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, Leader, Right
from groupbuy.errors import NotAllowed, NotYourBuy, Refusal, RightMissing
from groupbuy.order import Order
from groupbuy.resident import Speaker
from groupbuy.rights import (
    COVERED,
    minds_for,
    must_deliver,
    must_hand_out,
    must_lead,
    must_run,
    on_duty,
    runs,
)
from groupbuy.standins import Standin
from tests.for_each import for_each
from tests.groupbuy.absence import HONG, PICKUP, garden
from tests.groupbuy.made import MEI, QIANG, a_buy, a_resident, an_order

DAY = timedelta(days=1)
OUTSIDER = Leader("fang", "方姐", ("river",), (("corp", "u-fang"),))


def covering(leader: Leader, point: str = "north", to: str = "") -> Directory:
    """梅姐 is away on the pickup day and the day after, somebody stands in at one of her points."""
    known = Standin("l1", 1, "mei", point, PICKUP, PICKUP + DAY, leader.id, to)
    return replace(garden(), standins=(known,))


def speaking(leader: Leader, directory: Directory, day: date = PICKUP) -> Speaker:
    user = leader.identities[0]
    return Speaker(a_resident(user[1]), user, on_duty(leader, directory, day))


def refusal(rule: Callable[[], object]) -> type[Refusal] | None:
    try:
        rule()
    except Refusal as refused:
        return type(refused)
    return None


def of_mei() -> tuple[GroupBuy, Order]:
    return a_buy(), an_order({1: 1}, point="north")


@pytest.mark.parametrize(
    ("day", "on"), [(-1, False), (0, True), (1, True), (2, False)], ids=lambda it: str(it)
)
def test_the_days_count_with_both_ends(day: int, on: bool) -> None:
    directory = covering(QIANG)
    leader = on_duty(QIANG, directory, PICKUP + day * DAY)
    assert bool(leader.minds) is on
    assert minds_for(leader, "mei") is on
    assert runs(leader, directory.points["north"]) is on
    assert runs(leader, directory.points["east"]), "their own point is theirs on any day"
    assert not runs(leader, directory.points["clinic"])


@for_each("right", Right)
def test_the_absent_leaders_buys_are_run_as_far_as_goods_and_pickups_go(right: Right) -> None:
    buy, _ = of_mei()
    directory = covering(QIANG)
    allowed = refusal(lambda: must_run(speaking(QIANG, directory), buy, right, directory))
    assert allowed is (None if right in COVERED else NotYourBuy)
    before = refusal(lambda: must_run(speaking(QIANG, directory, PICKUP - DAY), buy, right, directory))
    assert before is NotYourBuy


@for_each("right", Right)
def test_somebody_with_few_rights_has_goods_and_pickups_there_and_no_more_than_that(right: Right) -> None:
    """红姐 may only change orders."""
    directory = covering(HONG)
    found = refusal(lambda: must_lead(speaking(HONG, directory), "garden", right, directory))
    assert found is (None if right in COVERED | HONG.rights else RightMissing)
    later = refusal(
        lambda: must_lead(speaking(HONG, directory, PICKUP + 2 * DAY), "garden", right, directory)
    )
    assert later is (None if right in HONG.rights else RightMissing)


@pytest.mark.parametrize(
    ("point", "handed_out"), [("north", None), ("west", None), ("clinic", NotYourBuy), ("east", NotYourBuy)]
)
def test_orders_are_handed_out_and_goods_signed_for_at_that_point_and_at_their_own(
    point: str, handed_out: type[Refusal] | None
) -> None:
    directory = covering(HONG)
    speaker, buy = speaking(HONG, directory), a_buy()
    order = an_order({1: 1}, point=point)
    assert refusal(lambda: must_hand_out(speaker, buy, order, directory)) is handed_out
    assert refusal(lambda: must_deliver(speaker, buy, directory.points[point], directory)) is handed_out


def test_who_lets_the_households_come_may_also_hand_out_what_lies_at_the_old_point() -> None:
    directory = covering(HONG, to="west")
    speaker, (buy, order) = speaking(HONG, directory), of_mei()
    assert must_hand_out(speaker, buy, order, directory).id == "hong"
    assert must_hand_out(speaker, buy, replace_point(order, "west"), directory).id == "hong"


def replace_point(order: Order, point: str) -> Order:
    return an_order({1: 1}, seq_no=order.seq_no, point=point)


def test_standing_in_opens_no_other_community() -> None:
    directory = covering(OUTSIDER)
    speaker, (buy, order) = speaking(OUTSIDER, directory), of_mei()
    for rule in (
        lambda: must_hand_out(speaker, buy, order, directory),
        lambda: must_run(speaker, buy, Right.GOODS, directory),
    ):
        assert refusal(rule) is NotAllowed


def test_the_absent_leader_keeps_every_right() -> None:
    directory = covering(QIANG)
    speaker, (buy, order) = speaking(MEI, directory), of_mei()
    for right in Right:
        assert must_run(speaker, buy, right, directory).id == "mei"
    assert must_hand_out(speaker, buy, order, directory).id == "mei"
    assert on_duty(MEI, directory, PICKUP).minds == ()


def test_nobody_stands_in_while_somebody_is_only_sought() -> None:
    sought = replace(garden(), standins=(Standin("l1", 1, "mei", "north", PICKUP, PICKUP),))
    assert on_duty(QIANG, sought, PICKUP).minds == ()
    nameless = replace(QIANG, id="")
    assert on_duty(nameless, sought, PICKUP - DAY).minds == ()
