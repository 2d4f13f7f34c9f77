"""汇总: what a buy has come to: per item, households, money, paid and unpaid."""

from bot.commands.base import Who, command
from bot.parsing.forms import with_number
from bot.parsing.goods import find_good
from bot.parsing.targets import SPLIT
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import OVER, GroupBuy, State, measure
from groupbuy.directory import Right
from groupbuy.money import yuan
from groupbuy.notices.facts import when
from groupbuy.quantity import show
from groupbuy.summing import BuySum, ItemSum, reached, totals

USAGE = "汇总 12"
STATES = set(State) - OVER - {State.DRAFT}


@command(
    "汇总",
    "统计",
    usage=USAGE,
    says="每样订了多少、几户、多少钱、收了多少（可只写某样）",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def summary(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.ORDERS, STATES, usage=USAGE, bare_number=False
    )
    wanted = {find_good(buy, it).no for it in SPLIT.split(rest) if it}
    sums = totals(buy, await books.orders(buy.number))
    items = [it for it in sums.items if (it.item.no in wanted if wanted else it.ordered)]
    rows = [f"{buy.number}号团《{buy.title}》{buy.state_name}"]
    rows += [_item(it) for it in items] or ["没有人下单"]
    if not wanted:
        rows += _totals(talk, buy, sums)
        late = 0 if buy.state in OVER else sum(not it.accepted for it in await books.late_orders(buy.number))
        rows += [f"另有{late}条迟单，发“迟单 {buy.number}号团”看"] if late else []
    return "\n".join(rows)


def _item(it: ItemSum) -> str:
    """草莓 12盒 300元（5户），余8盒"""
    unit, left = it.item.unit, it.item.left
    short = it.ordered - it.billed
    more = f"，缺{show(short)}{unit}" if short else ""
    if left is not None and not more:
        more = f"，余{show(left)}{unit}" if left else "，售罄"
    return f"{it.item.name} {show(it.ordered)}{unit} {yuan(it.amount)}元（{it.orders}户）{more}"


def _totals(talk: Talk, buy: GroupBuy, sums: BuySum) -> list[str]:
    unpaid = sums.amount - sums.paid
    due = f"未收{yuan(unpaid)}元" if unpaid >= 0 else f"要退{yuan(-unpaid)}元"
    rows = [f"合计 {sums.orders}户 {yuan(sums.amount)}元，已收{yuan(sums.paid)}元，{due}"]
    if buy.minimum and buy.state in (State.OPEN, State.CLOSED, State.NOT_FORMED):
        have = measure(buy.minimum, reached(buy.minimum, sums))
        rows.append(f"成团 {have}/{measure(buy.minimum, buy.minimum.need)}")
    if buy.state is State.OPEN:
        rows.append(f"截单 {when(buy.cutoff_at, talk.directory)}")
    return [*rows, f"明细发“名单 {buy.number}”"]
