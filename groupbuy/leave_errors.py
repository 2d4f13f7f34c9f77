"""Refusals about absence: leave, and standing in for somebody."""

from groupbuy.errors import Refusal


class OnlyLeaders(Refusal):
    text = "请假、代班是团长之间的事，有事请找{leader}"


class LeaveInPast(Refusal):
    text = "{day}已经过了，请假从今天或以后的日子开始"


class LeaveBackwards(Refusal):
    text = "结束的日子要在开始以后，例如“请假 11-24 到 11-26”"


class LeaveTooLong(Refusal):
    text = "一次最多请{most}天假，再长请找{admin}"


class LeaveOverlaps(Refusal):
    text = "你已经请了{days}的假，要改先回“取消请假”（已经开始的回“销假”）"


class LeaveTooFar(Refusal):
    text = "这次请假已经开始或结束了，发“我的请假”看看"


class NotOnLeave(Refusal):
    text = "你现在没有在请假，要请就说“请假 11-24 到 11-26”"


class NoLeavePlanned(Refusal):
    text = "没有还没开始的请假可以取消；已经开始的回“销假”"


class CoverTooFar(Refusal):
    text = "这个代班已经有结果了，发“代班”看看"


class NotAsked(Refusal):
    text = "现在没有请你代班"


class CoverTaken(Refusal):
    text = "谢谢，{point}已经由{name}代班了"


class AskedSomebodyElse(Refusal):
    text = "谢谢，{point}已经在问{name}了，需要时再找你"


class CoverOver(Refusal):
    text = "不用代了，{leader}已经回来或不请假了"


class AwayThemselves(Refusal):
    text = "{name}那几天自己也请假，代不了"


class NoRoomThere(Refusal):
    text = "{point}放不下这些货，只能到{at}代，行就回“代班 1”"


class GoodsLieThere(Refusal):
    text = "货已经到{point}了，只能去那里代，行就回“代班 1”"


class NobodyAway(Refusal):
    text = "{name}没有在请假"


class NotYourLeave(Refusal):
    text = "只有请假的团长本人和管理员能指派，请找{admin}"


class CannotStandIn(Refusal):
    text = "{name}不能代这里：要是{community}的团长，而且不是请假的本人"


class LeaveNotBegun(Refusal):
    text = "{days}的假还没开始，不请了就回“取消请假”"


class WhichLeave(Refusal):
    text = "是哪一次？写上日子，例如“取消请假 {first}”\n{choices}"
