"""To a leader, and while they are away to whoever stands in for them as well, who reads it in their place."""

from dataclasses import replace

from groupbuy.buy import GroupBuy
from groupbuy.directory import Right
from groupbuy.notices.base import Notice
from groupbuy.ports import Books
from groupbuy.rights import substitutes
from groupbuy.standins import standing_in
from groupbuy.touched import today


async def tell_leader(books: Books, buy: GroupBuy, notice: Notice, right: Right = Right.GOODS) -> None:
    """`right` is what it takes to act on the notice: who stands in has goods and pickups in hand, the rest
    stays with the leader and a deputy who may. The leader reads it in any case: the buy stays theirs."""
    await books.tell(notice)
    for it in substitutes(buy.leader, buy, right, books.directory, today(books)):
        await books.tell(replace(notice, to=f"leader:{it}", place_of=buy.leader))


def at_point(books: Books, point: str) -> list[tuple[str, str]]:
    """Those who answer for a point today, each with the absent leader in whose place they do ("" nobody's)."""
    known = books.directory.points.get(point)
    found = [(it, "") for it in known.run_by] if known else []
    cover = standing_in(books.directory.standins, point, today(books)) if known else None
    return [*found, (cover.substitute, cover.leader)] if cover and cover.substitute else found
