"""A leader's orders point by point: which buy is packed now, and what of it lies in whose hands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.handing import buy_named, may_serve, served
from bot.parsing.forms import with_number
from bot.parsing.plain import plain
from bot.parsing.points import point_in
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import NoBuyHere, WhichBuy, list_of, without_name
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import PickupPoint, Right
from groupbuy.errors import NotYourBuy
from groupbuy.order import Order
from groupbuy.ports import Reads
from groupbuy.rights import drives, leader_name, must_lead, runs, stands_for

TO_PACK = frozenset({State.CLOSED, State.FORMED, State.PURCHASING, State.ARRIVED})


@dataclass(frozen=True, slots=True)
class AtPoint:
    """The active orders that go to one point; None is a point the configuration no longer has."""

    point: PickupPoint | None
    orders: Sequence[Order]

    @property
    def name(self) -> str:
        """A point that is no more has the name its orders were told."""
        if self.point:
            return f"{self.point.no}号点 {self.point.name}"
        told = next((it.where.name for it in self.orders if it.where), "")
        return f"已撤的自提点{told and f' {told}'}"


async def buy_to_pack(
    talk: Talk, books: Reads, words: str, right: Right, usage: str, states: Collection[State] = TO_PACK
) -> tuple[GroupBuy, str]:
    """The buy named or quoted, else the only one in `states` that the speaker has a hand in; and the
    words left over. Raises NotYourBuy, NoBuyHere, WhichBuy, RightMissing."""
    said = with_number(words)
    number = buy_named(talk, said)
    if number is None:
        fits = [it for it in await served(talk, books) if it.state in states]
        if len(fits) > 1:
            raise WhichBuy(example=f"{usage.split()[0]} {fits[0].number}", choices=list_of(fits))
        if not fits:
            raise NoBuyHere(which="要配货" if State.PURCHASING in states else "货已到")
        buy = fits[0]
    else:
        buy = await books.buy(number)
        if not may_serve(talk, buy):
            raise NotYourBuy(buy=number, leader=leader_name(buy.leader, talk.directory))
    must_lead(talk.speaker, buy.community, right, talk.directory)
    return buy, without_name(plain(said))


async def at_points(talk: Talk, books: UnitBooks, buy: GroupBuy, words: str) -> tuple[list[AtPoint], str]:
    """Orders by point in the order of the points' numbers: those the speaker answers for, or the one
    named; and the words left over. Raises UnknownPoint for a number no point has."""
    wanted, rest = point_in(talk.directory, buy, words)
    leader = talk.speaker.leader
    whole = leader is not None and (stands_for(leader, buy.leader) or drives(leader, buy.community))
    found: dict[str, list[Order]] = {}
    for order in await books.orders(buy.number):
        point = talk.directory.points.get(order.point)
        mine = whole or (leader is not None and point is not None and runs(leader, point))
        if order.active and mine and (wanted is None or order.point == wanted.id):
            found.setdefault(order.point, []).append(order)
    places = [AtPoint(talk.directory.points.get(it), orders) for it, orders in found.items()]
    return sorted(places, key=lambda it: it.point.no if it.point else 1_000), rest
