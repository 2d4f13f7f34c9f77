"""撤销到货: the latest arrival or shortage of an item was a mistake; what it cut stands again."""

from bot.coming import STATES
from bot.commands.base import Who, command
from bot.parsing.goods import before_name, find_good
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import GroupBuy, Item
from groupbuy.delivering import reverse_arrival
from groupbuy.directory import Right
from groupbuy.errors import NotYourBuy, Refusal
from groupbuy.events import GoodsArrived
from groupbuy.quantity import show
from groupbuy.rights import leader_name, runs, stands_for

USAGE = "撤销到货 草莓"


class ReverseWhat(Refusal):
    text = "要撤销哪一样的到货？例如“撤销到货 草莓”"


@command(
    "撤销到货",
    "撤销缺货",
    "取消到货",
    usage=USAGE,
    says="撤销一样的到货或缺货",
    who=Who.LEADER,
    right=Right.GOODS,
)
async def unarrived(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, words, Right.GOODS, STATES, usage=USAGE, bare_number=before_name(words)
    )
    if not rest:
        raise ReverseWhat()
    item = find_good(buy, rest)
    records = dict(buy.arrivals)
    _must_be_theirs(talk, buy, item)
    gone = records[await reverse_arrival(books, buy, item)]
    what = "到货" if isinstance(gone, GoodsArrived) else "缺货"
    back = f"，缺的{show(gone.short)}{item.unit}补回各人账上" if gone.short else ""
    return f"已撤销：{buy.number}号团 {item.name}的{what}{back}。受影响的邻居会收到更正。\n真到了再发“到货 {item.name}”。"


def _must_be_theirs(talk: Talk, buy: GroupBuy, item: Item) -> None:
    """Who only stands in takes back what came where they do, and nothing that came everywhere."""
    leader = talk.speaker.leader
    latest = max((no for no, it in buy.arrivals.items() if it.item == item.no), default=0)
    if leader is None or stands_for(leader, buy.leader) or not latest:
        return
    point = talk.directory.points.get(buy.arrivals[latest].point)
    if point is None or not runs(leader, point):
        raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, talk.directory))
