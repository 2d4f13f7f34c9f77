"""核销: goods handed out against pickup codes, 跟团号 or rooms, several in one message, partly where named."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from bot.at_door import named_first, orders_at, says_room
from bot.commands.base import Who, command
from bot.handing import Found, buy_named, order_called, orders_for
from bot.parsing.figures import figures
from bot.parsing.goods import find_good
from bot.parsing.plain import plain
from bot.parsing.targets import Target, targets
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import without_name
from groupbuy.buy import GroupBuy
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.events import Picked
from groupbuy.money import yuan
from groupbuy.order import Order
from groupbuy.quantity import ZERO, checked, show
from groupbuy.verifying import hand_out

USAGE = "核销 123456"
USAGE_NAMED = "核销 #12"
MOST = 30
DONE = "✓"


class VerifyWhat(Refusal):
    text = "核销谁的？写取货码、跟团号、房号或名字：“核销 123456”“核销 #12”“核销 3-1203”“核销 #12 草莓1”"


class WhichOfHome(Refusal):
    """A part is named and the household has several orders."""

    text = "这户有{count}单，只取一部分请写跟团号：\n{choices}"


class TooManyAtOnce(Refusal):
    text = "一次最多核销{most}单，请分几条发"


@command(
    "核销",
    usage=USAGE,
    says="取货码、#跟团号、房号或名字；只取一部分写 核销 #12 草莓1",
    who=Who.LEADER,
    right=Right.VERIFY,
)
async def verify(talk: Talk, books: UnitBooks, words: str) -> str:
    """Each order in its own savepoint: one wrong code does not hold up the queue. A room is everything its
    household has there. What is none of these is somebody's name, with what they take behind it."""
    number = buy_named(talk, words)
    person = without_name(plain(words)).strip()
    wanted = targets(person, partial(says_room, talk))
    if person and not wanted:
        found, goods = await order_called(talk, books, person, number, usage=USAGE_NAMED)
        return await _give(talk, books, found, goods.split())
    _must_be_some(wanted)
    if len(wanted) == 1:
        return "\n".join(await _hand_out(talk, books, wanted[0], number))
    rows, done, failed = [], 0, 0
    for target in wanted:
        try:
            async with books.savepoint():
                given = await _hand_out(talk, books, target, number)
                rows += given
                done += sum(it.startswith(DONE) for it in given)
        except Refusal as refusal:
            rows.append(f"✗ {shown(talk, target)}：{talk.texts.refusal(refusal)}")
            failed += 1
    return "\n".join([f"核销了{done}单" + (f"，{failed}单没成：" if failed else "："), *rows])


def _must_be_some(found: Sequence[Target]) -> None:
    if not found:
        raise VerifyWhat()
    if len(found) > MOST:
        raise TooManyAtOnce(most=MOST)


def shown(talk: Talk, target: Target) -> str:
    """As the leader wrote it; in a group neither code nor room."""
    if talk.private or target.seq is not None:
        return target.shown
    if target.code is None:
        return "房号"
    return f"****{target.code[-2:]}"


async def _hand_out(talk: Talk, books: UnitBooks, target: Target, number: int | None) -> list[str]:
    if target.room:
        return await _to_household(talk, books, target, number)
    found = await orders_for(talk, books, target, number, past=_waits)
    return [await _give(talk, books, it, target.goods) for it in found]


async def _to_household(talk: Talk, books: UnitBooks, target: Target, number: int | None) -> list[str]:
    """One at the door fetches for all who live there; each order says whose it is."""
    found = await orders_at(talk, books, target.room, number)
    people = await books.residents({it.order.resident for it in found})
    found, goods = named_first(found, people, target.goods)
    if goods and len(found) > 1:
        names = await called(talk, books, [it.order for it in found])
        choices = "\n".join(f"{it.buy.number}号团 {numbered(it.order, names)}" for it in found)
        raise WhichOfHome(count=len(found), choices=choices)
    head = [f"{target.room if talk.private else '这户'}共{len(found)}单："] if len(found) > 1 else []
    return [*head, *[await _give(talk, books, it, goods) for it in found]]


async def _give(talk: Talk, books: UnitBooks, found: Found, goods: Sequence[str]) -> str:
    buy = await books.locked(found.buy.number)
    order = await books.own_order(found.order.id)
    picked = await hand_out(books, buy, order, _wanted(buy, goods), by_proxy=found.by_proxy)
    names = await called(talk, books, [order])
    rest = _rest(buy, order)
    owing = f"，未付{yuan(order.owed)}元" if order.owed > 0 else ""
    proxy = "（代领）" if found.by_proxy else ""
    return f"{DONE} {buy.number}号团 {numbered(order, names)}{proxy}：{in_words(buy, picked)}，{rest}{owing}"


def _waits(order: Order) -> bool:
    """Fetched after its buy was called finished."""
    return order.waiting


def _wanted(buy: GroupBuy, goods: Sequence[str]) -> Mapping[int, Decimal] | None:
    """The quantities named, None for everything that is there."""
    if not goods:
        return None
    wanted: dict[int, Decimal] = {}
    for it in figures(buy, " ".join(goods)):
        if it.qty is None or it.of is not None:
            raise VerifyWhat()
        item = find_good(buy, it.name)
        wanted[item.no] = wanted.get(item.no, ZERO) + checked(it.qty)
    return wanted


def in_words(buy: GroupBuy, picked: Sequence[Picked]) -> str:
    """草莓2盒、蓝莓1盒"""
    return "、".join(f"{buy.item(it.item).name}{show(it.qty)}{buy.item(it.item).unit}" for it in picked)


def _rest(buy: GroupBuy, order: Order) -> str:
    """What still waits, and what of it has not arrived."""
    left = []
    for no, line in sorted(order.lines.items()):
        item = buy.item(no)
        if line.waiting > 0:
            coming = "" if item.arrived_at(order.point) else "（未到货）"
            left.append(f"{item.name}{show(line.waiting)}{item.unit}{coming}")
    return f"还剩{'、'.join(left)}" if left else "取完了"
