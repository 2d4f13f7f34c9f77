"""Renewing where and when undelivered orders are fetched, once their point stands elsewhere or otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.directory import PickupPoint
from groupbuy.notices import handed_over, pickup_moved
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.reassigning import ask, must_move
from groupbuy.room import fits, need
from groupbuy.standins import standing_in
from groupbuy.touched import lies
from groupbuy.whereabouts import LOOK_AHEAD, Where, after_delay, keep, of_point


async def renew_all(books: Books) -> None:
    """Every undelivered order after the configuration has changed; those concerned are told once each."""
    for found in await books.live_buys():
        if found.state is not State.DRAFT:
            await renew(books, await books.locked(found.number))


async def renew(books: Books, buy: GroupBuy, *, reassign: bool = True) -> None:
    """The undelivered orders of one buy. With `reassign`, those whose point cannot serve them on their day any
    more wait for another point, where there is one; else they are fetched on the next day that it is open."""
    if buy.state in OVER:
        return
    gone = False
    for found in await books.orders(buy.number):
        point = books.directory.points.get(found.point)
        if not found.waiting or point is None:
            continue
        if reassign and _ahead(books, buy) and must_move(buy, found, books.directory):
            gone = True
        else:
            await _renew(books, buy, await books.own_order(found.id), point)
    if gone:
        await ask(books, buy, "point_gone")


def _ahead(books: Books, buy: GroupBuy) -> bool:
    return buy.pickup.day >= books.at.astimezone(books.directory.zone).date()


async def _renew(books: Books, buy: GroupBuy, order: Order, point: PickupPoint) -> None:
    before = Where(order.where, order.day, order.hours) if order.where and order.day else None
    now = await _next(books, buy, order, point)
    now = now and after_delay(order, buy, point, now, books.directory)
    if now is not None and before:
        now = _meanwhile(before, now, books)
    if now is None or (before and _same(before, now, books)):
        return
    if not await keep(books, buy, order, now) or before is None:
        return
    late = before.day < books.at.astimezone(books.directory.zone).date()
    if before.spot.who != now.spot.who and not _matters(
        replace(before, day=now.day) if late else before, now
    ):
        await handed_over.tell(books, buy, order, now)
    elif _matters(before, now):
        await pickup_moved.tell(books, buy, order, now)


async def _next(books: Books, buy: GroupBuy, order: Order, point: PickupPoint) -> Where | None:
    """On its own day; else on the first day that the point is open and has room beside what is fetched then, the
    first at all where none has."""
    first, wanted = None, need(buy, order)
    local = books.at.astimezone(books.directory.zone)
    for where in _from(books, buy, order, point):
        first = first or where
        stays = where.day == (order.day or buy.pickup.day) or lies(buy, order)
        if stays or not point.capacity:
            return where
        load = (await books.loads([point.id], where.day, now=local, without=order.id)).get(point.id, {})
        if fits(point, load, wanted):
            return where
    return first


def _meanwhile(before: Where, now: Where, books: Books) -> Where:
    """While somebody is still sought, people keep whom they were told."""
    sought = standing_in(books.directory.standins, now.spot.point, now.day)
    if sought is None or sought.substitute:
        return now
    return replace(now, spot=replace(now.spot, who=before.spot.who))


def _from(books: Books, buy: GroupBuy, order: Order, point: PickupPoint) -> Iterator[Where]:
    """Where the order can be fetched: on its own day if that is still to come and the point is open, else
    on each next day that it is."""
    today = books.at.astimezone(books.directory.zone).date()
    first: date = max(order.day or buy.pickup.day, today)
    for n in range(LOOK_AHEAD):
        where = of_point(point, buy, books.directory, first + timedelta(n))
        if where is not None:
            yield where


def _same(before: Where, now: Where, books: Books) -> bool:
    """Nothing to write down: also where only the day of fetching has passed, at the same place."""
    today = books.at.astimezone(books.directory.zone).date()
    return now == before or (before.day < today and now.spot == before.spot)


def _matters(before: Where, now: Where) -> bool:
    """Whether people have to be told: another address, day or time; a new name or note is only kept."""
    return (before.spot.address, before.spot.kind, before.day, before.hours) != (
        now.spot.address,
        now.spot.kind,
        now.day,
        now.hours,
    )
