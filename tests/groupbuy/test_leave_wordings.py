"""Every refusal about absence as people read it: short, Chinese, and with what to do next where there is something."""

import re
from typing import Any

from groupbuy import leave_errors as errors
from groupbuy.errors import Refusal
from tests.for_each import for_each

DAYS = {"days": "11月24日–26日"}
GATE = {"point": "东门驿站"}
SAID: dict[type[Refusal], tuple[dict[str, Any], str]] = {
    errors.OnlyLeaders: ({"leader": "梅姐"}, "请假、代班是团长之间的事，有事请找梅姐"),
    errors.LeaveInPast: ({"day": "11月20日"}, "11月20日已经过了，请假从今天或以后的日子开始"),
    errors.LeaveBackwards: ({}, "结束的日子要在开始以后，例如“请假 11-24 到 11-26”"),
    errors.LeaveTooLong: ({"most": 60, "admin": "阿管"}, "一次最多请60天假，再长请找阿管"),
    errors.LeaveOverlaps: (DAYS, "你已经请了11月24日–26日的假，要改先回“取消请假”（已经开始的回“销假”）"),
    errors.LeaveTooFar: ({}, "这次请假已经开始或结束了，发“我的请假”看看"),
    errors.NotOnLeave: ({}, "你现在没有在请假，要请就说“请假 11-24 到 11-26”"),
    errors.NoLeavePlanned: ({}, "没有还没开始的请假可以取消；已经开始的回“销假”"),
    errors.CoverTooFar: ({}, "这个代班已经有结果了，发“代班”看看"),
    errors.NotAsked: ({}, "现在没有请你代班"),
    errors.CoverTaken: ({**GATE, "name": "强哥"}, "谢谢，东门驿站已经由强哥代班了"),
    errors.AskedSomebodyElse: ({**GATE, "name": "强哥"}, "谢谢，东门驿站已经在问强哥了，需要时再找你"),
    errors.CoverOver: ({"leader": "梅姐"}, "不用代了，梅姐已经回来或不请假了"),
    errors.AwayThemselves: ({"name": "强哥"}, "强哥那几天自己也请假，代不了"),
    errors.NoRoomThere: (
        {"point": "车库", "at": "东门驿站"},
        "车库放不下这些货，只能到东门驿站代，行就回“代班 1”",
    ),
    errors.GoodsLieThere: (GATE, "货已经到东门驿站了，只能去那里代，行就回“代班 1”"),
    errors.NobodyAway: ({"name": "梅姐"}, "梅姐没有在请假"),
    errors.NotYourLeave: ({"admin": "阿管"}, "只有请假的团长本人和管理员能指派，请找阿管"),
    errors.CannotStandIn: (
        {"name": "老周", "community": "花园里"},
        "老周不能代这里：要是花园里的团长，而且不是请假的本人",
    ),
    errors.LeaveNotBegun: (DAYS, "11月24日–26日的假还没开始，不请了就回“取消请假”"),
    errors.WhichLeave: (
        {"first": "11-24", "choices": "11月24日(二)"},
        "是哪一次？写上日子，例如“取消请假 11-24”\n11月24日(二)",
    ),
}
NOTHING_TO_DO = {
    *(errors.NotAsked, errors.CoverTaken, errors.AskedSomebodyElse, errors.CoverOver),
    *(errors.AwayThemselves, errors.NobodyAway, errors.CannotStandIn),
}


def test_the_table_above_leaves_no_refusal_out() -> None:
    found = {it for it in vars(errors).values() if isinstance(it, type) and issubclass(it, Refusal)}
    assert set(SAID) == found - {Refusal}


@for_each("cls", sorted(SAID, key=lambda it: it.__name__))
def test_a_refusal_says_exactly_this_in_short_chinese_and_what_to_do(cls: type[Refusal]) -> None:
    facts, said = SAID[cls]
    assert str(cls(**facts)) == said
    assert len(said) <= 60
    assert not re.search("[A-Za-z,;!?{}]|。$", said)
    assert bool(re.search("请找|“|请假从", said)) is (cls not in NOTHING_TO_DO)
