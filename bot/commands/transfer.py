"""调货: goods go from one point to another; 收到调货 and 拒收调货 answer it, 调货单 shows all of them."""

import re

from bot.at_points import buy_to_pack
from bot.commands.base import Who, command
from bot.handing import may_serve, served
from bot.parsing.forms import BadForm, nothing_more, with_number
from bot.parsing.goods import find_good
from bot.parsing.plain import plain
from bot.parsing.points import AT_POINT
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import WhichBuy, list_of, named_in, without_name
from groupbuy.buy import GroupBuy, State
from groupbuy.delivery_errors import NoSuchTransfer
from groupbuy.directory import PickupPoint, Right
from groupbuy.errors import NotYourBuy, UnknownPoint
from groupbuy.pickup import find_point
from groupbuy.quantity import parse_qty, show
from groupbuy.rights import leader_name, must_deliver, must_lead
from groupbuy.transferring import balance, receive, refuse, send, waiting

USAGE = "调货 草莓 3 1号点 到 2号点"
ANSWERED = "收到调货 5"
NUMBER = r"(\d{1,3})\s*号(?:自提)?点"
SENT = re.compile(
    rf"(?P<first>匀\s*)?(?P<name>\d{{1,3}}(?=\s)|.*[^\d.\s-])\s*(?P<qty>\d{{1,6}}(?:\.\d{{1,3}})?)[^\W\d]{{0,2}}\s*从?\s*{NUMBER}\s*[到至→]+\s*{NUMBER}"
    r"\s*(?P<cut>从单里扣|扣单|匀)?"
)
STATES = {"sent": "等收", "received": "已收", "refused": "没收"}


@command("调货", usage=USAGE, says="一个点的货调到另一个点", who=Who.LEADER, right=Right.GOODS)
async def transfer(talk: Talk, books: UnitBooks, words: str) -> str:
    """What came over its orders leaves the first point; with 匀 at the end its latest orders go without it."""
    if not AT_POINT.search(plain(words)):
        raise BadForm(usage=USAGE)
    buy, rest = await buy_to_pack(talk, books, words, Right.GOODS, USAGE, frozenset({State.ARRIVED}))
    said = SENT.fullmatch(plain(rest).strip())
    if said is None:
        raise BadForm(usage=USAGE)
    item, qty = find_good(buy, said["name"]), parse_qty(said["qty"])
    ends = _point(talk, buy, said[4]), _point(talk, buy, said[5])
    must_deliver(talk.speaker, buy, ends[0], talk.directory)
    cut = bool(said["first"] or said["cut"])
    it = await send(books, await books.locked(buy.number), item, qty, ends, cut=cut)
    how = f"，{ends[0].no}号点后下单的先缺" if cut else f"，算{ends[0].no}号点多到的，不动那里的单"
    return (
        f"调货 {it.no}：{buy.number}号团 {item.name}{show(qty)}{item.unit}，{ends[0].no}号点到{ends[1].no}号点{how}。\n"
        f"那边点清了回“收到调货 {it.no}”才算数。"
    )


@command("收到调货", usage=ANSWERED, says="调来的货到了", who=Who.LEADER, right=Right.GOODS)
async def received(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, no = await _answered(talk, books, words)
    must_deliver(talk.speaker, buy, talk.directory.point(waiting(buy, no).target), talk.directory)
    helped = await receive(books, buy, no)
    it = buy.transfers[no]
    item, left = buy.item(it.item), it.qty - it.lifted
    rows = [f"收到：{buy.number}号团 {item.name}{show(it.qty)}{item.unit}。"]
    if helped:
        rows.append(f"补给了{'、'.join(f'{one.seq_no}号' for one in helped)}（先下单的先补），马上通知他们。")
    if left:
        rows.append(f"多{show(left)}{item.unit}放着，要再调发“{USAGE.split()[0]}”。")
    return "\n".join(rows)


@command("拒收调货", "撤回调货", usage="拒收调货 5", says="调来的货不收", who=Who.LEADER, right=Right.GOODS)
async def refused(talk: Talk, books: UnitBooks, words: str) -> str:
    """By either side, until the goods have been received."""
    buy, no = await _answered(talk, books, words)
    it = waiting(buy, no)
    ends = [talk.directory.point(point) for point in (it.target, it.origin)]
    leader = talk.speaker.leader
    sides = [leader is not None and leader.id in end.run_by for end in ends]
    if not any(sides):
        must_deliver(talk.speaker, buy, ends[0], talk.directory)
    await refuse(books, buy, no, recalled=sides[1] and not sides[0])
    item = buy.item(it.item)
    return f"好，调货 {no} 不算了：{item.name}{show(it.qty)}{item.unit}还在{ends[1].no}号点。"


@command("调货单", usage="调货单 12", says="各点之间调了什么", who=Who.LEADER, right=Right.GOODS)
async def transfers(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await buy_to_pack(talk, books, words, Right.GOODS, "调货单 12")
    nothing_more(rest, "调货单 12")
    if not buy.transfers:
        return f"{buy.number}号团没有调过货。"
    rows = []
    for no, it in sorted(buy.transfers.items()):
        item, ends = buy.item(it.item), [talk.directory.point(one).no for one in (it.origin, it.target)]
        rows.append(
            f"{no}. {item.name}{show(it.qty)}{item.unit} {ends[0]}号点→{ends[1]}号点 {STATES[it.state]}"
        )
    for point in talk.directory.points_in(buy.community):
        for number, item in sorted(buy.items.items()):
            now = balance(buy, number, point.id)
            if now.sent or now.received:
                rows.append(
                    f"{point.no}号点 {item.name}：调出{show(now.sent)}，调入{show(now.received)}，"
                    f"多到{show(now.over)}，还放着{show(now.lying)}{item.unit}"
                )
    return "\n".join([f"{buy.number}号团调货：", *rows])


def _point(talk: Talk, buy: GroupBuy, number: str) -> PickupPoint:
    found = find_point(number, buy.community, talk.directory)
    if found is None:
        raise UnknownPoint()
    return found


async def _answered(talk: Talk, books: UnitBooks, words: str) -> tuple[GroupBuy, int]:
    """The buy (held) and number of a transfer that waits for its answer."""
    named, rest = named_in(words), without_name(plain(words)).strip()
    if named is None and len(rest.split()) == 2:
        named, rest = named_in(with_number(rest)), rest.split()[1]
    if not rest.isdecimal() or len(rest) > 6:
        raise BadForm(usage=ANSWERED)
    no = int(rest)
    if named is not None and not may_serve(talk, buy := await books.buy(named)):
        must_lead(talk.speaker, buy.community, Right.GOODS, talk.directory)
        raise NotYourBuy(buy=named, leader=leader_name(buy.leader, talk.directory))
    there = [it for it in await served(talk, books) if named in (None, it.number)]
    fits = [it for it in there if no in it.transfers and it.transfers[no].state == "sent"]
    if len(fits) > 1:
        raise WhichBuy(example=f"收到调货 {fits[0].number}号团 {no}", choices=list_of(fits))
    if not fits:
        raise NoSuchTransfer(no=no)
    return await books.locked(fits[0].number), no
