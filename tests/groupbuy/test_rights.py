"""Who may do what comes from the configuration alone."""

from dataclasses import replace

import pytest

from groupbuy.directory import Directory, Leader, Right
from groupbuy.errors import NotAllowed, NotYourBuy, RightMissing
from groupbuy.resident import Resident, Speaker
from groupbuy.rights import (
    RIGHT_NAMES,
    leader_name,
    must_deliver,
    must_hand_out,
    must_lead,
    must_run,
    role_word,
    stands_for,
    whom_to_ask,
)
from tests.for_each import for_each
from tests.groupbuy.made import (
    DEPUTY,
    DIRECTORY,
    MEI,
    POINTS,
    QIANG,
    a_buy,
    a_resident,
    an_identity,
    an_order,
)


def speaking(leader: Leader | None = None, name: str = "") -> Speaker:
    user = leader.identities[0] if leader else an_identity("u-wang")
    return Speaker(a_resident(user[1], name=name), user, leader)


@for_each("right", Right)
@for_each("name", ["", "梅姐", "团长", "@团长", "管理员", "梅\u200b姐", "\u202e姐梅"])
def test_nobody_leads_by_what_they_call_themselves(name: str, right: Right) -> None:
    able = "梅姐、小兰、强哥" if right in DEPUTY.rights else "梅姐、强哥"
    with pytest.raises(NotAllowed, match=f"请找{able}$"):
        must_lead(speaking(name=name), "garden", right, DIRECTORY)


@for_each("right", Right)
def test_a_leader_leads_where_the_configuration_says_and_nowhere_else(right: Right) -> None:
    assert must_lead(speaking(MEI), "garden", right, DIRECTORY) == MEI
    with pytest.raises(NotAllowed, match="强哥"):
        must_lead(speaking(MEI), "river", right, DIRECTORY)


@for_each("right", Right)
def test_a_deputy_has_the_rights_given_and_no_other(right: Right) -> None:
    if right in DEPUTY.rights:
        assert must_run(speaking(DEPUTY), a_buy(), right, DIRECTORY) == DEPUTY
    else:
        with pytest.raises(RightMissing, match=f"“{RIGHT_NAMES[right]}”这项权限，请找梅姐、强哥$"):
            must_run(speaking(DEPUTY), a_buy(), right, DIRECTORY)


def test_a_buy_is_run_by_its_own_leader_or_the_deputy_not_by_a_neighbour() -> None:
    assert must_run(speaking(MEI), a_buy(), Right.GOODS, DIRECTORY) == MEI
    with pytest.raises(NotYourBuy, match="7号团是梅姐的"):
        must_run(speaking(QIANG), a_buy(), Right.GOODS, DIRECTORY)


def test_goods_are_handed_out_by_whoever_runs_the_point_and_by_their_deputy() -> None:
    bo = Leader("bo", "阿波", ("garden",), (an_identity("u-bo"),))
    shared = replace(
        DIRECTORY, points={**DIRECTORY.points, "east": replace(POINTS["east"], managers=("bo", "mei"))}
    )
    at_east = an_order({1: 1}, point="east")
    for leader in (bo, QIANG, MEI, DEPUTY):
        assert must_hand_out(speaking(leader), a_buy(), at_east, shared) == leader
    with pytest.raises(NotYourBuy):
        must_hand_out(speaking(bo), a_buy(), at_east, DIRECTORY)


def test_goods_are_handed_out_by_the_leader_of_the_point_too() -> None:
    at_east, at_north = an_order({1: 1}, point="east"), an_order({1: 1}, point="north")
    assert must_hand_out(speaking(QIANG), a_buy(), at_east, DIRECTORY) == QIANG
    assert must_hand_out(speaking(MEI), a_buy(), at_east, DIRECTORY) == MEI
    assert must_hand_out(speaking(DEPUTY), a_buy(), at_north, DIRECTORY) == DEPUTY
    with pytest.raises(NotYourBuy):
        must_hand_out(speaking(QIANG), a_buy(), at_north, DIRECTORY)
    with pytest.raises(NotAllowed):
        must_hand_out(speaking(), a_buy(), at_north, DIRECTORY)


def test_a_point_that_is_gone_leaves_its_orders_to_the_buys_leader() -> None:
    lost = an_order({1: 1}, point="gone")
    assert must_hand_out(speaking(MEI), a_buy(), lost, DIRECTORY) == MEI
    with pytest.raises(NotYourBuy):
        must_hand_out(speaking(QIANG), a_buy(), lost, DIRECTORY)


def test_a_deputy_stands_for_one_leader() -> None:
    assert stands_for(DEPUTY, "mei")
    assert stands_for(DEPUTY, "lan")
    assert not stands_for(DEPUTY, "qiang")
    assert not stands_for(MEI, "lan")


def test_who_to_ask_is_named_and_where_there_is_nobody_the_admin() -> None:
    assert whom_to_ask("river", DIRECTORY) == "强哥"
    assert whom_to_ask("nowhere", DIRECTORY) == "阿管"
    assert whom_to_ask("nowhere", replace(DIRECTORY, admins={})) == "管理员"
    many = {str(n): replace(MEI, id=str(n), name=f"团{n}") for n in range(5)}
    assert whom_to_ask("garden", Directory("x", DIRECTORY.zone, leaders=many)) == "团0、团1、团2"
    assert leader_name("mei", DIRECTORY) == "梅姐"
    assert leader_name("gone", DIRECTORY) == "团长"


SPLIT = replace(
    MEI,
    communities=("garden", "river"),
    rights=frozenset({Right.OPEN, Right.VERIFY}),
    rights_by={"garden": frozenset({Right.OPEN}), "river": frozenset({Right.VERIFY})},
)


def test_rights_hold_in_the_community_they_are_written_for_and_a_refusal_names_who_has_them_there() -> None:
    directory = replace(DIRECTORY, leaders={"mei": SPLIT, "lan": DEPUTY, "qiang": QIANG})
    for community, right in (("garden", Right.OPEN), ("river", Right.VERIFY)):
        assert must_lead(speaking(SPLIT), community, right, directory) == SPLIT
    with pytest.raises(RightMissing, match="“核销”这项权限，请找小兰、强哥"):
        must_lead(speaking(SPLIT), "garden", Right.VERIFY, directory)
    with pytest.raises(RightMissing, match="“开团”这项权限，请找强哥"):
        must_lead(speaking(SPLIT), "river", Right.OPEN, directory)
    assert SPLIT.rights_in("elsewhere") == frozenset()


def test_nobody_is_sent_to_somebody_retired_and_where_nobody_is_left_to_the_admins() -> None:
    gone = {key: replace(it, retired=True) for key, it in DIRECTORY.leaders.items()}
    assert whom_to_ask("garden", replace(DIRECTORY, leaders=gone), Right.OPEN) == "阿管"
    with pytest.raises(NotAllowed, match="请找阿管"):
        must_lead(speaking(), "garden", Right.OPEN, replace(DIRECTORY, leaders=gone))


def test_a_verifier_hands_out_at_every_point_of_the_community_and_is_called_so() -> None:
    verifier = replace(QIANG, communities=("garden",), rights=frozenset({Right.VERIFY}))
    at_north = an_order({1: 1}, point="north")
    assert must_hand_out(speaking(verifier), a_buy(), at_north, DIRECTORY) == verifier
    with pytest.raises(NotYourBuy):
        must_hand_out(speaking(replace(verifier, deputy_of="qiang")), a_buy(), at_north, DIRECTORY)
    words = [role_word(it) for it in (MEI, DEPUTY, verifier, replace(verifier, role="仓管"))]
    assert words == ["团长", "副团长", "核销员", "仓管"]


def test_a_driver_delivers_to_every_point_of_the_community_and_is_called_so() -> None:
    driver = replace(QIANG, communities=("garden",), rights=frozenset({Right.GOODS}))
    buy, north, east = a_buy(), DIRECTORY.points["north"], DIRECTORY.points["east"]
    assert must_deliver(speaking(driver), buy, north, DIRECTORY) == driver
    assert must_deliver(speaking(MEI), buy, east, DIRECTORY) == MEI
    assert must_deliver(speaking(QIANG), buy, east, DIRECTORY) == QIANG
    for nobody in (QIANG, replace(driver, deputy_of="qiang")):
        with pytest.raises(NotYourBuy):
            must_deliver(speaking(nobody), buy, north, DIRECTORY)
    with pytest.raises(RightMissing):
        must_deliver(speaking(DEPUTY), buy, north, DIRECTORY)
    assert role_word(driver) == "送货员"


def test_a_speaker_leads_a_community_only_as_a_leader() -> None:
    assert speaking(QIANG).leads("river")
    assert not speaking(MEI).leads("river")
    assert not speaking().leads("garden")


def test_people_are_shown_by_room_and_name_to_leaders_and_by_a_short_name_to_groups() -> None:
    wang = Resident("0123456789", name="王小明阿姨好", room="3-1203")
    assert wang.label == "3-1203 王小明阿姨好"
    assert wang.masked == "王小明阿"
    nobody = Resident("0123456789")
    assert nobody.label == nobody.masked == "邻居6789"
    roomy = Resident("0123456789", room="3-1203")
    assert roomy.label == "3-1203"
    assert "3-1203" not in roomy.masked
