"""签收: the goods of one stop are there, all as on the delivery note or counted; 撤销签收 takes it back."""

from collections.abc import Sequence

from bot.at_stops import AtStop, at_stop
from bot.coming import Came, book, shortages, went_without, what_came
from bot.commands.base import Who, command
from bot.parsing.figures import figures
from bot.parsing.goods import find_good
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import Item
from groupbuy.delivering import unsign
from groupbuy.delivery_errors import NotSigned, SignedAlready
from groupbuy.directory import Right
from groupbuy.order import Order
from groupbuy.quantity import ZERO, show
from groupbuy.routing.stops import stops

USAGE = "签收 2号点"
USAGE_BACK = "撤销签收 2号点"


@command("签收", usage=USAGE, says="这个点的货到了；少了写 到的/账上的", who=Who.LEADER, right=Right.GOODS)
async def sign(talk: Talk, books: UnitBooks, words: str) -> str:
    """By whoever runs the point, leads the buy or drives; shortages go to the latest orders at this point,
    and only those whose goods were signed for are told."""
    here = await at_stop(talk, books, words, USAGE, done=False)
    buy, point = here.buy, here.stop.point
    came = _came(here, await books.orders(buy.number))
    before = {it.item.no: await shortages(books, buy, it.item) for it in came}
    there = await book(books, buy, came, point.id)
    without = [await went_without(talk, books, buy, it.item, before[it.item.no]) for it in came if it.short]
    count = len({it.id for it in there})
    told = f"{count}单可以取了，马上通知他们。" if count else "还没有谁能取。"
    head = f"{buy.number}号团 {here.stop.name} 签收："
    return "\n".join([head, *(it.row for it in came), told, *without, await _still(talk, books, here)])


@command(
    "撤销签收",
    "取消签收",
    usage=USAGE_BACK,
    says="签收记错了，重新来",
    who=Who.LEADER,
    right=Right.GOODS,
)
async def unsigned(talk: Talk, books: UnitBooks, words: str) -> str:
    """Everything signed for at the stop, or the items named; those who were told hear the correction."""
    here = await at_stop(talk, books, words, USAGE_BACK, done=True)
    buy, point = here.buy, here.stop.point
    back = []
    for item in _signed(here):
        short = await unsign(books, buy, item, point)
        back.append(item.name + (f"（缺的{show(short)}{item.unit}补回账上）" if short else ""))
    return (
        f"已撤销：{buy.number}号团 {here.stop.name} {'、'.join(back)}的签收。受影响的邻居会收到更正。\n"
        f"点清了再发“签收 {point.no}号点”。"
    )


def _came(here: AtStop, orders: Sequence[Order]) -> list[Came]:
    """What is named, else all that is to come; SignedAlready where it is there."""
    buy, point = here.buy, here.stop.point
    no = f"{point.no}号点"
    if not here.words:
        came = [Came(it.item, it.qty, ZERO) for it in here.stop.coming]
        if not came:
            raise SignedAlready(point=no, name="货")
        return came
    for named in figures(buy, here.words):  # said again, its figures are those from before it was cut
        if (item := find_good(buy, named.name)).arrived_at(point.id):
            raise SignedAlready(point=no, name=item.name)
    return what_came(buy, here.words, orders, point)


def _signed(here: AtStop) -> list[Item]:
    """The items named, else all that have been signed for."""
    if here.words:
        return [find_good(here.buy, it.name) for it in figures(here.buy, here.words)]
    signed = [it.item for it in here.stop.loads if it.signed]
    if not signed:
        raise NotSigned(point=f"{here.stop.point.no}号点", name="货")
    return signed


async def _still(talk: Talk, books: UnitBooks, here: AtStop) -> str:
    """还没到：蓝莓。 where something is to come here, else which stops are left."""
    there = stops(here.buy, await books.orders(here.buy.number), talk.directory)
    now = next((it for it in there if it.point.id == here.stop.point.id), None)
    if now and now.coming:
        return f"这个点还没到：{'、'.join(it.item.name for it in now.coming)}。"
    left = [f"{it.point.no}号点" for it in there if not it.done]
    if left:
        return f"这个点齐了，还有{len(left)}站：{'、'.join(left)}。"
    return f"都送到了，取完回“完成 {here.buy.number}”。"
