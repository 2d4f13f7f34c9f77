"""核销: goods handed out against pickup codes or 跟团号, several in one message, partly where named."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

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


class VerifyWhat(Refusal):
    text = "核销谁的？写取货码、跟团号或名字：“核销 123456”“核销 #12”“核销 王姐”“核销 #12 草莓1”"


class TooManyAtOnce(Refusal):
    text = "一次最多核销{most}单，请分几条发"


@command(
    "核销",
    usage=USAGE,
    says="取货码、#跟团号或名字；只取一部分写 核销 #12 草莓1",
    who=Who.LEADER,
    right=Right.VERIFY,
)
async def verify(talk: Talk, books: UnitBooks, words: str) -> str:
    """Each order in its own savepoint: one wrong code does not hold up the queue. What is neither code
    nor 跟团号 is somebody's name or room, with what they take behind it."""
    number = buy_named(talk, words)
    person = without_name(plain(words)).strip()
    if person and not targets(person):
        found, goods = await order_called(talk, books, person, number, usage=USAGE_NAMED)
        return await _give(talk, books, found, goods.split())
    wanted = read_targets(words)
    if len(wanted) == 1:
        return await _hand_out(talk, books, wanted[0], number)
    rows, done = [], 0
    for target in wanted:
        try:
            async with books.savepoint():
                rows.append(await _hand_out(talk, books, target, number))
                done += 1
        except Refusal as refusal:
            rows.append(f"✗ {shown(talk, target)}：{talk.texts.refusal(refusal)}")
    return "\n".join(
        [f"核销了{done}单" + (f"，{len(wanted) - done}单没成：" if done < len(wanted) else "："), *rows]
    )


def read_targets(words: str) -> list[Target]:
    """The orders meant, at most `MOST`; VerifyWhat where that is not clear."""
    found = targets(without_name(plain(words)))
    if not found:
        raise VerifyWhat()
    if len(found) > MOST:
        raise TooManyAtOnce(most=MOST)
    return found


def shown(talk: Talk, target: Target) -> str:
    """As the leader wrote it; in a group never the code."""
    if target.code is None or talk.private:
        return target.shown
    return f"****{target.code[-2:]}"


async def _hand_out(talk: Talk, books: UnitBooks, target: Target, number: int | None) -> str:
    found = await orders_for(talk, books, target, number, past=_waits)
    return "\n".join([await _give(talk, books, it, target.goods) for it in found])


async def _give(talk: Talk, books: UnitBooks, found: Found, goods: Sequence[str]) -> str:
    buy = await books.locked(found.buy.number)
    order = await books.own_order(found.order.id)
    picked = await hand_out(books, buy, order, _wanted(buy, goods), by_proxy=found.by_proxy)
    names = await called(talk, books, [order])
    rest = _rest(buy, order)
    owing = f"，未付{yuan(order.owed)}元" if order.owed > 0 else ""
    proxy = "（代领）" if found.by_proxy else ""
    return f"✓ {buy.number}号团 {numbered(order, names)}{proxy}：{in_words(buy, picked)}，{rest}{owing}"


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
