"""Refusals: what the rules say no to, each by name, with its default wording as `text`."""

from typing import Any, ClassVar


class Refusal(Exception):
    """A rule said no. `text` is the default wording (a str.format template over the facts given).

    A refusal is not a crash: the use case's work is undone, the answer is remembered and sent.
    """

    text: ClassVar[str] = ""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args)
        self.facts: dict[str, Any] = facts

    @property
    def name(self) -> str:
        """How wording files and metrics call it: `refusal.SoldOut`."""
        return f"refusal.{type(self).__name__}"

    def __str__(self) -> str:
        return self.text.format_map(self.facts)


class UnknownChat(Refusal):
    text = "这个群还没登记"


class UnknownPoint(Refusal):
    text = "没有这个自提点，发“自提点”看看有哪些"


class BadAmount(Refusal):
    text = "“{text}”不像金额，请写成 12.8 这样"


class BadPrice(Refusal):
    """Goods are never offered for nothing: a forgotten figure would give them away."""

    text = "{name}的价格不能是{price}元，最少0.01元，请写成 12.8 这样"


class BadQuantity(Refusal):
    text = "“{text}”不像数量，请写成 2 或 1.5 这样"


class NoSuchItem(Refusal):
    text = "{buy}号团没有第{no}样，发“团购”看看有什么"


class NoSuchBuy(Refusal):
    text = "没有{buy}号团，发“团购”看看有什么"


class WrongState(Refusal):
    text = "{buy}号团{now}，不能变成{wanted}"


class NoSuchOrder(Refusal):
    text = "没找到这个订单，发“我的订单”看看"


class SoldOut(Refusal):
    """`left` sale units can still be had."""

    text = "{name}只剩{left}{unit}了，再要{wanted}{unit}不够"


class AllGone(SoldOut):
    text = "{name}已经订完了"


class NoSuchLate(Refusal):
    text = "迟单里没有 {no} 号（或已经收下）"


class ProxyTooLate(Refusal):
    text = "{seq_no}号的代领码过期了，请本人报取货码，或重新发“代领”"


class NothingToFetch(Refusal):
    text = "你现在没有要取的东西，不用代领"


class NoProxy(Refusal):
    text = "没有代领码可以取消"


class NoSuchPickup(Refusal):
    text = "没有可撤销的核销"


class NoSuchArrival(Refusal):
    text = "{name}还没有到货或缺货记录，没有可撤销的"


class WrongCode(Refusal):
    text = "没有取货码 {code} 的待取订单，请对一下码或用跟团号（核销 #12）"


class NotYourBuy(Refusal):
    """A leader asks for something that another leader (`leader`) answers for."""

    text = "{buy}号团是{leader}的，请找{leader}"


class NotAllowed(Refusal):
    """The sender lacks the role for it; `leader` is whom to ask."""

    text = "这是团长的操作，请找{leader}"


class RightMissing(Refusal):
    """`leader` names those who have the right in that community, else the admins."""

    text = "你没有“{right}”这项权限，请找{leader}"


class NotYourOrder(Refusal):
    text = "这不是你的订单"


class TooLate(Refusal):
    """After the cutoff. What was wanted is kept as late order `no`; `late` is what to keep."""

    text = "{buy}号团{cutoff}已截单，这单记在迟单 {no}，{leader}同意就算数"


class TooLateToBook(Refusal):
    """Sent in time, but handled when the list had gone to the supplier; kept likewise."""

    text = "{buy}号团已在采购，你是截单前发的，记在迟单 {no}，等{leader}确认"


class BuyOver(Refusal):
    text = "{buy}号团{now}，不能再改了"


class OverLimit(Refusal):
    """`limit` per resident counts what they ordered for others."""

    text = "{name}每人限购{limit}{unit}（帮别人订的也算），现在是{wanted}{unit}"


class TooMuch(Refusal):
    text = "{name}一次最多{most}{unit}，要更多请直接找{leader}"


class TooManyLines(Refusal):
    text = "一条消息最多写{most}样，请分几条发"


class AmountTooHigh(Refusal):
    text = "一单最多{most}元，要更多请直接找{leader}"


class NothingOrdered(Refusal):
    text = "你在{buy}号团还没订，不用取消"


class NothingChanged(Refusal):
    text = "和现在的一样，没有变化"


class NoPoint(Refusal):
    text = "这个小区还没有自提点，请找{admin}"


class NoRoom(Refusal):
    """No open point has room for the order as a whole: what it needs of the storage classes that are
    short, and the most that one point has left of them. `buy` and `classes` are for those who can help."""

    text = "自提点放不下：这单要{need}，最多的{point}还剩{most}。请少订一点，或找{leader}"


class OnePointOnly(Refusal):
    text = "{buy}号团那天只有一个自提点能取，没有可分的"


class PointShut(Refusal):
    text = "{point}那天不开，请换一个点"


class PointFull(Refusal):
    text = "{point}放不下了，还差{lacks}。{ways}"


class StockBelowOrders(Refusal):
    text = "{name}已经订出{taken}{unit}，库存不能少于这个数"


class BadCutoff(Refusal):
    text = "截单时间 {cutoff} 已经过了，请写一个以后的时间"


class BadPickup(Refusal):
    text = "取货时间（{pickup}）要晚于截单（{cutoff}）"


class NotReached(Refusal):
    """Before forming: `have` of `need`."""

    text = "{buy}号团还没成团（{have}/{need}）。回“延长 {buy} 到 时间”“照常成团 {buy}”或“取消团购 {buy}”"


class EmptyBuy(Refusal):
    """There is nothing to buy and nothing that could arrive."""

    text = "{buy}号团没有人下单，回“取消团购 {buy}”"


class MiscountedArrival(Refusal):
    text = "{name}账上订了{sold}{unit}，不是{said}{unit}，请再核对"


class ArrivedAlready(Refusal):
    text = "{name}已记到货，要改请先“撤销到货 {name}”"


class PickedSince(Refusal):
    text = "{name}已有人取走，先撤销那几单的核销"


class NotArrived(Refusal):
    text = "{name}还没到货，不能核销"


class NothingToPick(Refusal):
    text = "跟团号 {seq_no} 没有待取的东西"


class MoreThanBilled(Refusal):
    text = "{name}只有{most}{unit}可取，不能核销{wanted}{unit}"


class StillWaiting(Refusal):
    text = "{buy}号团还有{count}单没取完，确定完成请回“完成 {buy} 确认”"


class TooManyBuys(Refusal):
    text = "同时最多开{most}个团，先完成或取消几个"


class RetiredLeader(Refusal):
    """Retired in the configuration; `admin` is whom to ask."""

    text = "你已经退任：手上的团可以做完，新团开不了，要回来请找{admin}"


class NotReady(Refusal):
    """A leader's next `step` before opening, and `how` it is done."""

    text = "开团前还差“{step}”：{how}"


class LeadsAlready(Refusal):
    text = "你已经是团长了，发“我的团长”看看；要改请找{admin}"


class NobodyApplies(Refusal):
    text = "这里还不能在聊天里申请团长，请找{admin}"


class NotAdmin(Refusal):
    text = "这是管理员的操作，请找{admin}"


class NotThatFar(Refusal):
    """A leadership is not in the state for it."""

    text = "团长申请现在是“{now}”，这一步做不了，发“我的团长”看看"


class BadDraft(Refusal):
    text = "{problem}"


class StillInUse(Refusal):
    """A configuration would drop what undelivered orders need; `missing` names it with the buys."""

    text = "不能删掉还有未取订单在用的：{missing}"


class NotClaimable(Refusal):
    text = "{buy}号团{seq_no}号是别人自己下的单，不能认领"


class NobodyClaims(Refusal):
    text = "还没有人认领{buy}号团{seq_no}号"


class HasOwnOrder(Refusal):
    text = "你在{buy}号团已有{own}号单，要并到一起请找{leader}"


class NothingToPay(Refusal):
    text = "你现在没有要付的款"
