"""Applying a configuration: one journalled version, and nothing that undelivered orders need is lost."""

from collections.abc import Iterator

from groupbuy import appointing, leaving
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.errors import StillInUse
from groupbuy.events import ConfigApplied
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.renewing import renew_all


async def apply(books: Books, new: Directory) -> None:
    """Make `new` the configuration in force, and tell leaders what it means for them.

    Raises StillInUse, naming what is missing and the buys. The book is asked, not the old files: it knows
    which leaders, points and products are in use. Where undelivered orders are fetched is renewed, and the
    addresses of homes that are no points any more go.
    """
    missing: dict[str, set[int]] = {}
    for buy in await books.live_buys():
        waiting = [it for it in await books.orders(buy.number) if it.waiting]
        for thing in _missing(buy, waiting, new) if waiting else ():
            missing.setdefault(thing, set()).add(buy.number)
    if missing:
        named = [f"{thing}（{_numbers(buys)}号团）" for thing, buys in sorted(missing.items())]
        raise StillInUse(missing="；".join(named))
    await books.record(ConfigApplied(new.version))
    await leaving.settle(books, new)
    await renew_all(books)
    await books.look_again()
    await books.empty_spots(new.points)
    await appointing.settle(books, new)


def _missing(buy: GroupBuy, waiting: list[Order], new: Directory) -> Iterator[str]:
    if buy.community not in new.communities:
        yield f"community {buy.community}"
    if buy.leader not in new.leaders:
        yield f"leader {buy.leader}"
    yield from (f"chat {it}" for it in buy.chats if it not in new.chats)
    yield from (f"point {it.point}" for it in waiting if it.point not in new.points)
    products = {item.product for item in buy.items.values() if item.product}
    yield from (f"product {it}" for it in sorted(products - set(new.products)))


def _numbers(buys: set[int]) -> str:
    return "、".join(str(it) for it in sorted(buys))
