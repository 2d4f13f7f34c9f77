"""催付 and 催取: those who have not paid, or not fetched what is there, are reminded once, each in one message."""

from bot.commands.base import Who, command
from bot.commands.unpaid import STATES, unsettled
from bot.commands.unpicked import buy_to_fetch
from bot.handing import may_hand_out
from bot.parsing.forms import nothing_more, with_number
from bot.parsing.whose import find_order
from bot.people import Called, called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy, without_name
from groupbuy.buy import GroupBuy
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.money import yuan
from groupbuy.notices.facts import waiting_facts, when
from groupbuy.order import Order
from groupbuy.reminding import Reminding, remind

PAY, FETCH = "催付 12", "催取 12"
MOST_NAMED = 8


class RemindOfWhat(Refusal):
    text = "催什么？催付款回“催付”，催取货回“催取”"


@command(
    "催",
    "催一下",
    usage="催",
    says="催付款还是催取货，见 催付、催取",
    who=Who.LEADER,
    right=Right.ORDERS,
    bare=True,
)
async def which_reminder(talk: Talk, books: UnitBooks, words: str) -> str:
    raise RemindOfWhat()


@command(
    "催付",
    "催款",
    "催付款",
    usage=PAY,
    says="提醒还没付的人付款，每人一条；只催一位：催付 王姐",
    who=Who.LEADER,
    right=Right.MONEY,
)
async def remind_to_pay(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.MONEY, STATES, usage=PAY, bare_number=False, past=unsettled
    )
    owing = [it for it in await books.orders(buy.number) if it.owed > 0]
    if not owing:
        nothing_more(rest, PAY)
        return f"{buy.number}号团没有人欠款，不用催。"
    chosen = await _chosen(talk, books, buy, owing, rest, PAY)
    done = await remind(books, buy, chosen, "paying", leader=talk.speaker.id)
    told = f"，共{yuan(sum(it.owed for it in done.told))}元" if done.told else ""
    return await _report(talk, books, f"{buy.number}号团催付", done, told)


@command(
    "催取",
    "催取货",
    usage=FETCH,
    says="提醒货到了还没取的人，每人一条；只催一位：催取 王姐",
    who=Who.LEADER,
    right=Right.VERIFY,
)
async def remind_to_fetch(talk: Talk, books: UnitBooks, words: str) -> str:
    """Of the orders the speaker may hand out, those whose goods are there."""
    named = with_number(words)
    buy = await buy_to_fetch(talk, books, named, FETCH)
    rest = without_name(named)
    waiting = [
        it
        for it in await books.orders(buy.number)
        if waiting_facts(buy, it, list(buy.items)) and may_hand_out(talk, buy, it)
    ]
    if not waiting:
        nothing_more(rest, FETCH)
        return f"{buy.number}号团到的货都取走了，不用催。"
    chosen = await _chosen(talk, books, buy, waiting, rest, FETCH)
    done = await remind(books, buy, chosen, "fetching", leader=talk.speaker.id)
    return await _report(talk, books, f"{buy.number}号团催取", done, "")


async def _chosen(
    talk: Talk, books: UnitBooks, buy: GroupBuy, orders: list[Order], words: str, usage: str
) -> list[Order]:
    """All of them, or the one named behind the command."""
    if not words:
        return orders
    names = await books.residents({it.resident for it in orders})
    order, rest = find_order(words, orders, names, buy=buy.number, usage=usage, private=talk.private)
    nothing_more(rest, usage)
    return [order]


async def _report(talk: Talk, books: UnitBooks, head: str, done: Reminding, total: str) -> str:
    """How many are told, and why others are not."""
    names = await called(talk, books, [*done.claimed, *done.own])
    rows = [f"{head}：提醒了{done.people}户{total}。" if done.told else f"{head}：这次没有要提醒的。"]
    if done.told and done.held_until:
        rows.append(f"现在是休息时间，{when(done.held_until, talk.directory)} 再发。")
    if done.lately:
        rows.append(f"{len(done.lately)}单刚提醒过，先不重复。")
    if done.claimed:
        rows.append(f"说已付、等你确认：{_listed(done.claimed, names)}")
    if done.unwilling:
        rows.append(f"{len(done.unwilling)}单的人不要提醒，请自己说一声。")
    if done.own:
        rows.append(f"你代订的，请自己说一声：{_listed(done.own, names)}")
    return "\n".join(rows)


def _listed(orders: list[Order], names: Called) -> str:
    more = f"等{len(orders)}单" if len(orders) > MOST_NAMED else ""
    return "、".join(numbered(it, names) for it in orders[:MOST_NAMED]) + more
