"""Closing: cutoff, forming or not, and the leader's ways out before anything is bought."""

from datetime import datetime
from typing import Literal

from groupbuy import errors
from groupbuy.buy import STATE_NAMES, GroupBuy, State, measure
from groupbuy.events import (
    BuyCancelled,
    BuyClosed,
    BuyExtended,
    BuyFormed,
    BuyNotFormed,
    BuyReopened,
    GoodsOrdered,
    QtyChanged,
)
from groupbuy.notices import buy_off, closed, closed_summary, cutoff_moved, formed, not_formed
from groupbuy.opening import must_fetch_after
from groupbuy.ports import Books
from groupbuy.quantity import ZERO
from groupbuy.summing import active, reached, totals

WHY_OFF = {"leader": "团长取消", "no_answer": "没到起订量"}


async def close(books: Books, buy: GroupBuy, *, by_hand: bool) -> None:
    """Open to closed; closed by hand, the cutoff is now. A minimum that is missed is known at once."""
    buy.must(State.CLOSED)
    cutoff = min(books.at, buy.cutoff_at) if by_hand else buy.cutoff_at
    await books.record(BuyClosed(buy.number, cutoff, by_hand))
    have = await _have(books, buy)
    missed = buy.minimum if buy.minimum and have < buy.minimum.need else None
    if missed:
        await books.record(BuyNotFormed(buy.number, have, missed.need))
    await closed.tell(books, buy)
    await closed_summary.tell(books, buy)
    if missed:  # the summary points to this as the next message
        await not_formed.tell(books, buy, missed, have)


async def reopen(books: Books, buy: GroupBuy, cutoff_at: datetime) -> None:
    """Closed or not formed back to open until a new cutoff; a draft opens by `opening.confirm` only."""
    buy.must(State.OPEN)
    if buy.state is State.DRAFT:
        raise errors.WrongState(buy=buy.number, now=buy.state_name, wanted=STATE_NAMES[State.OPEN])
    _must_be_ahead(books, buy, cutoff_at)
    await books.record(BuyReopened(buy.number, cutoff_at))
    await cutoff_moved.tell(books, buy)


async def extend(books: Books, buy: GroupBuy, cutoff_at: datetime) -> None:
    """Another cutoff; of a buy that has closed or not formed, ordering opens again."""
    if buy.state is not State.OPEN:
        await reopen(books, buy, cutoff_at)
        return
    _must_be_ahead(books, buy, cutoff_at)
    if cutoff_at == buy.cutoff_at:
        raise errors.NothingChanged()
    await books.record(BuyExtended(buy.number, cutoff_at))
    await cutoff_moved.tell(books, buy)


async def form(books: Books, buy: GroupBuy) -> None:
    """Closed to formed, where there is nothing left to wait for."""
    buy.must(State.FORMED)
    if buy.minimum is None:
        await books.record(BuyFormed(buy.number, "no_minimum"))
    elif (have := await _have(books, buy)) >= buy.minimum.need:
        await books.record(BuyFormed(buy.number, "reached"))
    else:
        await books.record(BuyNotFormed(buy.number, have, buy.minimum.need))
        await not_formed.tell(books, buy, buy.minimum, have)


async def proceed(books: Books, buy: GroupBuy) -> None:
    """The leader goes ahead although the minimum was missed."""
    if buy.state is State.CLOSED:
        await form(books, buy)
        return
    buy.must(State.FORMED)
    await books.record(BuyFormed(buy.number, "leader"))
    await formed.tell(books, buy)


async def form_if_reached(books: Books, buy: GroupBuy) -> None:
    """An on-time order handled late may still carry a buy over its minimum."""
    if buy.state is State.NOT_FORMED and buy.minimum and await _have(books, buy) >= buy.minimum.need:
        await books.record(BuyFormed(buy.number, "reached"))
        await formed.tell(books, buy)


async def cancel_buy(books: Books, buy: GroupBuy, because: Literal["leader", "no_answer"]) -> None:
    """From any state before the goods are there; everybody who ordered is told."""
    buy.must(State.CANCELLED)
    was_draft = buy.state is State.DRAFT
    await books.record(BuyCancelled(buy.number, because))
    if not was_draft:
        held = active(await books.orders(buy.number))
        await buy_off.tell(books, buy, WHY_OFF[because], held)
        for found in held:
            await _release(books, buy, found.id)


async def _release(books: Books, buy: GroupBuy, order_id: str) -> None:
    """Nothing is owed for a buy that is off: its lines go to nothing, with that as their cause."""
    order = await books.own_order(order_id)
    for no, line in sorted(order.lines.items()):
        if line.ordered:
            await books.take(buy.number, no, -line.ordered)
            price = buy.item(no).price
            await books.record(QtyChanged(buy.number, order.id, no, line.ordered, ZERO, price, "cancelled"))


async def order_goods(books: Books, buy: GroupBuy) -> None:
    """The list went to the supplier. A closed buy forms on the way; NotReached where it cannot,
    EmptyBuy where the list is empty."""
    if buy.state is State.CLOSED:
        await form(books, buy)
    if buy.state is State.NOT_FORMED and buy.minimum:
        have = measure(buy.minimum, await _have(books, buy))
        raise errors.NotReached(buy=buy.number, have=have, need=measure(buy.minimum, buy.minimum.need))
    buy.must(State.PURCHASING)
    if not active(await books.orders(buy.number)):
        raise errors.EmptyBuy(buy=buy.number)
    await books.record(GoodsOrdered(buy.number))


async def _have(books: Books, buy: GroupBuy) -> int:
    sums = totals(buy, await books.orders(buy.number))
    return reached(buy.minimum, sums) if buy.minimum else sums.orders


def _must_be_ahead(books: Books, buy: GroupBuy, cutoff_at: datetime) -> None:
    if cutoff_at <= books.at:
        shown = cutoff_at.astimezone(books.directory.zone).strftime("%m-%d %H:%M")
        raise errors.BadCutoff(cutoff=shown)
    must_fetch_after(cutoff_at, buy.pickup, books.directory)
