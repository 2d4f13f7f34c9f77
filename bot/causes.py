"""What happened to an order, in words: one line for each event that moved a quantity or an amount."""

from decimal import Decimal

from groupbuy import events as ev
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.money import yuan
from groupbuy.quantity import ZERO, show
from groupbuy.rights import leader_name

BY = {"resident": "", "leader": "团长代改：", "late": "团长收迟单：", "cancelled": "团取消了："}


def cause(event: ev.Event, buy: GroupBuy, directory: Directory) -> str:
    """The line, "" for what changes neither quantity, amount nor place."""
    match event:
        case ev.OrderPlaced(seq_no=seq, resident=resident, placed_by=by):
            return f"下单，跟团号{seq}" + ("（别人代下）" if by != resident else "")
        case ev.OrderClaimed():
            return "认领到本人名下"
        case ev.QtyChanged():
            return _changed(event, buy)
        case ev.PriceChanged(item=no, price=price):
            item = buy.item(no)
            return f"{item.name}改价为{yuan(price)}元/{item.unit}（之后加的按新价）"
        case ev.LineShorted(item=no, qty=qty):
            return f"{_some(buy, no, qty)}没到，不用付（后下单的先缺）"
        case ev.ShortageLifted(item=no, qty=qty):
            return f"更正：{_some(buy, no, qty)}照常"
        case ev.PointChosen(point=point):
            found = directory.points.get(point)
            return f"改到{found.name if found else point}取"
        case ev.GoodsPickedUp(picked=picked):
            return f"取走{_picked(buy, picked)}"
        case ev.PickupReversed():
            return "撤销了一次核销"
        case ev.Reminded(about=about):
            return "团长提醒付款" if about == "paying" else "团长提醒取货"
        case ev.PaymentClaimed():
            return "说已付，等团长确认"
        case ev.PaymentConfirmed(amount=amount):
            who = leader_name(buy.leader, directory)
            return f"{who}确认收到{yuan(amount)}元" if amount > 0 else f"{who}退了{yuan(-amount)}元"
    return ""


def _changed(event: ev.QtyChanged, buy: GroupBuy) -> str:
    item = buy.item(event.item)
    before, after = show(event.before), show(event.after)
    price = f"每{item.unit}{yuan(event.price)}元"
    if event.before == ZERO:
        what = f"订{item.name}{after}{item.unit}，{price}"
    elif event.after == ZERO:
        what = f"取消{item.name}{before}{item.unit}"
    elif event.after > event.before:
        what = f"{item.name}{before}→{after}{item.unit}，加的{price}"
    else:
        what = f"{item.name}{before}→{after}{item.unit}"
    return BY[event.because] + what


def _some(buy: GroupBuy, no: int, qty: Decimal) -> str:
    return f"{buy.item(no).name}{show(qty)}{buy.item(no).unit}"


def _picked(buy: GroupBuy, picked: tuple[ev.Picked, ...]) -> str:
    return "、".join(_some(buy, it.item, it.qty) for it in picked)
