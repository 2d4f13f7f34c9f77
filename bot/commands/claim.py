"""认领: an order that the leader entered under one's name becomes one's own, once the leader agrees."""

from bot.commands.base import Who, command
from bot.parsing.targets import seq_numbers
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import WhichBuy, leaders_buy, list_of, named_in, without_name
from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.claiming import ask, grant
from groupbuy.directory import Right
from groupbuy.errors import NoSuchOrder, Refusal
from groupbuy.order import Order

LIVE = frozenset(State) - OVER - {State.DRAFT}
USAGE = "认领 5号"


class ClaimWhich(Refusal):
    text = "认领哪一单？写跟团号，例如“认领 5号”（几个团时“认领 5号 12号团”）"


@command("认领", usage=USAGE, says="团长用我的名字代接的单，记到我名下")
async def claim(talk: Talk, books: UnitBooks, words: str) -> str:
    number, seq = named_in(words), _seq(words)
    fits = [it for it in talk.buys if number in (None, it.number)]
    found = [(buy, order) for buy in fits for order in await _with_seq(books, buy, seq)]
    if not found:
        raise NoSuchOrder()
    if len(found) > 1:
        buys = [buy for buy, _ in found]
        raise WhichBuy(example=f"认领 {seq}号 {buys[0].number}号团", choices=list_of(buys))
    buy, order = await books.locked(found[0][0].number), await books.own_order(found[0][1].id)
    await ask(books, buy, order, talk.speaker.id)
    return f"已告诉团长，同意后 {buy.number}号团 {order.seq_no}号 就记在你名下。"


@command(
    "同意认领",
    usage="同意认领 5号",
    says="代接的单交给本人",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def agree(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, words, Right.ORDERS, LIVE, usage="同意认领 5号", bare_number=False
    )
    orders = await _with_seq(books, buy, _seq(rest))
    if not orders:
        raise NoSuchOrder()
    order = await books.own_order(orders[0].id)
    await grant(books, buy, order)
    names = await called(talk, books, [order])
    return f"好，{buy.number}号团 {numbered(order, names)} 现在是本人的单了。"


def _seq(words: str) -> int:
    numbers = seq_numbers(without_name(words))
    if not numbers or len(numbers) != 1:
        raise ClaimWhich()
    return numbers[0]


async def _with_seq(books: UnitBooks, buy: GroupBuy, seq: int) -> list[Order]:
    return [it for it in await books.orders(buy.number) if it.seq_no == seq and it.active]
