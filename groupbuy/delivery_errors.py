"""Refusals on the way to the points: what was signed for, late goods."""

from groupbuy.errors import Refusal


class DelayPast(Refusal):
    text = "{time} 已经过了，请写一个以后的时间，例如“晚到 到19:30”"


class DelayTooLong(Refusal):
    text = "最多晚{days}天，再晚请取消团购或另约取货的日子"


class NobodyWaits(Refusal):
    text = "{buy}号团没有还在等货的人，不用改时间"


class NotThoseStops(Refusal):
    text = "要送的点是 {numbers}，请每个写一次"


class SamePoint(Refusal):
    text = "两个点是同一个，请写“调货 草莓 3 1号点 到 2号点”这样"


class NotThereYet(Refusal):
    text = "{point}的{name}还没签收，先“签收 {point}”"


class NoSuchTransfer(Refusal):
    text = "没有等收的调货 {no}，发“调货单”看看"


class TransferredSince(Refusal):
    text = "{name}已经调过货，先“撤回调货”，收了的请调回来"


class SignedAlready(Refusal):
    text = "{point}的{name}已经签收了，记错了先“撤销签收 {point}”"


class FetchedAlready(Refusal):
    text = "跟团号 {seq_no} 已经取完了。记错了回“撤销核销 #{seq_no}”"


class NotSigned(Refusal):
    text = "{point}的{name}还没有签收，没有可撤销的"


class GoodsMissing(Refusal):
    """Somebody would owe for goods that never came; `example` names what waits at the first such point."""

    text = "{buy}号团还有货没到：{goods}。到了回“签收”，不来了回“缺货 {buy} {example}”，再回“完成 {buy}”"


class TransferOpen(Refusal):
    text = "调货 {no} 还没人收：到了回“收到调货 {no}”，没去成回“撤回调货 {no}”，再回“完成 {buy}”"
