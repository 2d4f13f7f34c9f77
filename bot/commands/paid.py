"""已付: a resident's word is a claim; the leader's 已付 3 8 12 confirms the money."""

import re
from collections.abc import Sequence

from bot.commands.base import command
from bot.commands.unpaid import STATES, unsettled
from bot.parsing.plain import plain
from bot.parsing.targets import seq_numbers
from bot.parsing.whose import find_order
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy, named_in, without_name
from groupbuy.buy import GroupBuy
from groupbuy.directory import Right
from groupbuy.errors import BadAmount, NothingToPay, Refusal
from groupbuy.money import parse_yuan, yuan
from groupbuy.order import Order
from groupbuy.rights import leader_name
from groupbuy.settling import claim, confirm

USAGE = "已付"
MOST = 50
NAMED = re.compile(r"[^\W\d_]{2,}|\d+\s*[-—–栋幢单室]|#?\d+号\s*\d+(?:\.\d+)?元")


class PaidWho(Refusal):
    text = "写收到谁的款，用跟团号或名字：“已付 3 8 12”“已付 王姐”；几个团同时在就带上团号：“已付 12号团 3 8”"


class PaidOtherwise(Refusal):
    text = "{who}（{seq_no}号）待付{owed}元，不是{said}元，没有记。收齐了回“已付 {buy}号团 {seq_no}”"


class NoSuchSeqs(Refusal):
    text = "{buy}号团没有跟团号 {numbers}，都还没记，请对一下再发"


@command(
    "已付",
    "已付款",
    "付了",
    "付款了",
    "钱付了",
    "付过了",
    "已经付了",
    "已转账",
    "钱转了",
    "转账了",
    "转过去了",
    usage=USAGE,
    says="付过款说一声；团长确认：已付 3 8 12",
)
async def paid(talk: Talk, books: UnitBooks, words: str) -> str:
    """With numbers from a leader of this community: confirmed. Anything else is the speaker's claim."""
    leader = talk.speaker.leader
    leads = leader is not None and (talk.group is None or talk.community in leader.communities)
    if leads and words.strip():
        return await _confirm(talk, books, words)
    return await _claim(talk, books)


async def _confirm(talk: Talk, books: UnitBooks, words: str) -> str:
    numbers = seq_numbers(without_name(words) if named_in(words) else words)
    if not numbers and _names_somebody(words):
        return await _confirm_called(talk, books, words)
    if not numbers or len(numbers) > MOST:
        raise PaidWho()
    buy, orders = await orders_meant(talk, books, words, numbers, usage="已付 12号团")
    amounts = {it.seq_no: await confirm(books, it) for it in orders}
    return await _receipt(talk, books, buy, orders, amounts)


def _names_somebody(words: str) -> bool:
    """Something else than figures stands in it: a name, or a room (3-1203)."""
    return NAMED.search(without_name(plain(words))) is not None


async def _confirm_called(talk: Talk, books: UnitBooks, words: str) -> str:
    """By name or room; where an amount is said it must be what is owed, or nothing is noted."""
    buy, rest = await leaders_buy(
        talk, books, words, Right.MONEY, STATES, usage="已付 12号团", bare_number=False, past=unsettled
    )
    orders = [it for it in await books.orders(buy.number) if it.active or it.owed]
    names = await books.residents({it.resident for it in orders})
    found, said = find_order(
        rest, orders, names, buy=buy.number, usage=f"已付 {buy.number}号团 3", private=talk.private
    )
    order = await books.own_order(found.id)
    if said and order.owed:
        _must_be_owed(buy, order, (await called(talk, books, [order]))[order.resident], said)
    return await _receipt(talk, books, buy, [order], {order.seq_no: await confirm(books, order)})


def _must_be_owed(buy: GroupBuy, order: Order, who: str, said: str) -> None:
    try:
        amount = parse_yuan(said)
    except BadAmount:
        raise PaidWho() from None
    if amount != order.owed:
        facts = {"buy": buy.number, "seq_no": order.seq_no, "who": who}
        raise PaidOtherwise(said=yuan(amount), owed=yuan(order.owed), **facts)


async def orders_meant(
    talk: Talk, books: UnitBooks, words: str, numbers: Sequence[int], *, usage: str
) -> tuple[GroupBuy, list[Order]]:
    """The buy and its orders of these 跟团号, in a buy that is over where no live one fits; NoSuchSeqs
    where one of them does not exist, and what `leaders_buy` raises."""
    buy, _ = await leaders_buy(
        talk, books, words, Right.MONEY, STATES, usage=usage, bare_number=False, past=unsettled
    )
    by_seq = {it.seq_no: it for it in await books.orders(buy.number)}
    missing = [no for no in numbers if no not in by_seq]
    if missing:
        raise NoSuchSeqs(buy=buy.number, numbers="、".join(map(str, missing)))
    return buy, [await books.own_order(by_seq[no].id) for no in numbers]


async def _receipt(
    talk: Talk, books: UnitBooks, buy: GroupBuy, orders: Sequence[Order], amounts: dict[int, int]
) -> str:
    names = await called(talk, books, orders)
    got = [f"{numbered(it, names)} {yuan(amounts[it.seq_no])}元" for it in orders if amounts[it.seq_no] > 0]
    gave = [f"{numbered(it, names)} {yuan(-amounts[it.seq_no])}元" for it in orders if amounts[it.seq_no] < 0]
    none = [numbered(it, names) for it in orders if not amounts[it.seq_no]]
    total = sum(amounts[it.seq_no] for it in orders if amounts[it.seq_no] > 0)
    rows = [f"{buy.number}号团收款{yuan(total)}元：{'、'.join(got)}"] if got else []
    rows += [f"已退：{'、'.join(gave)}"] if gave else []
    rows += [f"本来就没有欠款：{'、'.join(none)}"] if none else []
    return "\n".join(rows)


async def _claim(talk: Talk, books: UnitBooks) -> str:
    try:
        owing = await claim(books, talk.speaker.id)
    except NothingToPay:
        if talk.incoming.addressed:
            raise
        return ""
    rows = []
    for order in sorted(owing, key=lambda it: (it.buy, it.seq_no)):
        buy = await books.buy(order.buy)
        leader = leader_name(buy.leader, talk.directory)
        rows.append(f"{buy.number}号团 {order.seq_no}号 {yuan(order.owed)}元，等{leader}确认")
    return "\n".join(["记下了，你说已付：", *rows])
