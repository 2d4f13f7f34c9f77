"""A person's first order in a group buy: its number, its pickup point and its code."""

from collections.abc import Mapping
from decimal import Decimal

from groupbuy.buy import GroupBuy
from groupbuy.events import OrderPlaced
from groupbuy.order import Order
from groupbuy.pickup import Choice, choose_for, loads_beside, settle
from groupbuy.ports import Books
from groupbuy.room import need_of


async def new_order(
    books: Books, buy: GroupBuy, sender: str, owner: str, wanted: Mapping[int, Decimal]
) -> tuple[Order, Choice]:
    """The order, still empty, with its number, its code and how its point was chosen for what is `wanted`."""
    bound = await books.binding(owner, buy.community)
    if not bound and sender != owner:
        bound = await books.binding(sender, buy.community)
    loads, room = await loads_beside(books, buy), need_of(buy, wanted)
    choice = await choose_for(books, buy, owner, sender, loads, room, bound=bound)
    point = choice.point.id
    event = OrderPlaced(
        buy=buy.number,
        order=books.new_id(),
        resident=owner,
        placed_by=sender,
        seq_no=await books.next_seq(buy.number),
        point=point,
        code=await books.free_code(point),
    )
    await books.record(event)
    order = await books.own_order(event.order)
    await settle(books, buy, order)
    return order, choice
