"""Claiming: an order that a leader entered under a name becomes its owner's, once the leader agrees."""

from groupbuy import errors
from groupbuy.buy import OVER, GroupBuy
from groupbuy.events import ClaimAsked, OrderClaimed
from groupbuy.notices import amended, claim_asked
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.rights import leader_name


async def ask(books: Books, buy: GroupBuy, order: Order, claimant: str) -> None:
    """A resident says an order is theirs; the buy's leader is told. Nothing changes by it: a name in a
    chain is no proof of who somebody is. Raises NotClaimable, HasOwnOrder, BuyOver."""
    await _must_be_free(books, buy, order, claimant)
    await books.record(ClaimAsked(buy.number, order.id, claimant))
    await claim_asked.tell(books, buy, order, claimant)


async def grant(books: Books, buy: GroupBuy, order: Order) -> None:
    """The leader agrees with whoever asked last: the order, with its number, code and prices, is theirs
    from now on. Raises NobodyClaims and what `ask` raises."""
    asked = [it.event for it in await books.journal(order=order.id) if isinstance(it.event, ClaimAsked)]
    if not asked:
        raise errors.NobodyClaims(buy=buy.number, seq_no=order.seq_no)
    claimant = asked[-1].resident
    await _must_be_free(books, buy, order, claimant)
    await books.record(OrderClaimed(buy.number, order.id, claimant))
    await amended.tell(books, buy, await books.own_order(order.id), "claimed")


async def _must_be_free(books: Books, buy: GroupBuy, order: Order, claimant: str) -> None:
    if buy.state in OVER:
        raise errors.BuyOver(buy=buy.number, now=buy.state_name)
    owner = await books.resident(order.resident)
    if owner is None or owner.sponsor is None:
        raise errors.NotClaimable(buy=buy.number, seq_no=order.seq_no)
    own = await books.order_of(buy.number, claimant)
    if own is not None:
        leader = leader_name(buy.leader, books.directory)
        raise errors.HasOwnOrder(buy=buy.number, own=own.seq_no, leader=leader)
