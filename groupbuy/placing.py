"""Placing: all orders of a buy among its points, read as one problem; what came of it written down and told."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from groupbuy.assigning import facts
from groupbuy.assigning.mending import mended, those_who_must
from groupbuy.assigning.model import Placement
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.due import moments
from groupbuy.events import MomentPassed
from groupbuy.gathering import brought, households
from groupbuy.notices import point_assigned, points_assigned, points_short
from groupbuy.order import Order
from groupbuy.pickup import move
from groupbuy.places import StorageClass
from groupbuy.ports import Books, Reads
from groupbuy.quantity import ZERO, show
from groupbuy.reassigning import led_away, may_move, to_choose_from
from groupbuy.renewing import renew
from groupbuy.room import need
from groupbuy.solving import Answer, Task
from groupbuy.whereabouts import of_order


async def task_of(reads: Reads, directory: Directory, number: int, at: datetime) -> Task | None:
    """What is to be solved for a buy at `at`; None where that is not due (any more)."""
    buy = await reads.buy(number)
    due = [it for it in moments(buy, directory) if it.what == "assign" and it.at <= at]
    return await read_task(reads, directory, buy, at, due[0].name) if due else None


async def read_task(
    reads: Reads,
    directory: Directory,
    buy: GroupBuy,
    at: datetime,
    moment: str = "",
    also: Collection[str] = (),
) -> Task:
    """The orders that may move (and those in `also`), one household for all that live together, and what is free
    at the points beside what stays. Outside a unit the directory knows nothing of absent leaders yet."""
    directory = directory.covered_by(await reads.standins())
    orders = [it for it in await reads.orders(buy.number) if it.id in also or may_move(buy, it, directory)]
    points = {
        it.id: it
        for it in directory.points_in(buy.community)
        if not it.at_door and not led_away(it, buy, directory)
    }
    local = at.astimezone(directory.zone)
    lying = await reads.loads(list(points), buy.pickup.day, now=local)
    mine: dict[tuple[str, StorageClass], int] = {}
    for order in orders:
        for kind, units in need(buy, order).items():
            mine[order.point, kind] = mine.get((order.point, kind), 0) + units
    stops = []
    for point in points.values():
        load = lying.get(point.id, {})
        free = {k: max(0, n - load.get(k, 0) + mine.get((point.id, k), 0)) for k, n in point.capacity.items()}
        stops.append(facts.stop(point, buy, directory, free))
    together = await households(reads, directory, buy, orders, points.values())
    return Task(
        buy.number,
        moment,
        facts.problem((household for household, _ in together.values()), stops, buy, directory),
        {key: tuple(it.id for it in those) for key, (_, those) in together.items()},
        {it.id: it.point for it in orders},
        {it.id: need(buy, it) for it in orders},
    )


async def settle(books: Books, task: Task, answer: Answer, *, last: bool = False) -> bool:
    """Write down what was solved, and tell those whom it concerns; False where the book has changed since.
    True as well where another worker did it before.

    With `last` a change is no reason to solve it again: what still holds is done, and False only says that
    somebody whose point is closed found no room so far.
    """
    now = await task_of(books, books.directory, task.buy, books.at)
    if now is None:
        return True
    if now == task:
        await _pass(books, now, answer.assignment.placement, task, answer)
        return True
    return last and await _settle_changed(books, now, task, answer)


async def _settle_changed(books: Books, now: Task, task: Task, answer: Answer) -> bool:
    """Those of whom nothing has changed go where it was solved, the others to the best point with room. Where that
    leaves somebody without and what was solved did not lack anything, only those go who must."""
    parts, solved = now.apart(answer.apart), task.apart(answer.apart)
    solved_of = {it.id: it for it in solved.problem.households}
    found = answer.assignment.placement
    wanted = {
        it.id: found[it.id]
        for it in parts.problem.households
        if it == solved_of.get(it.id) and it.id in found
    }
    placement = mended(parts.problem, wanted)
    if placement is not None:
        await _pass(books, now, placement, task, replace(answer, trouble=None))
        return True
    present = {key: [now.present[it] for it in orders] for key, orders in parts.orders.items()}
    must = those_who_must(parts.problem, present)
    if answer.trouble is not None:
        await _pass(books, now, must, task, answer)
        return True
    await _move(books, await books.locked(now.buy), parts, must)
    return False


async def _pass(books: Books, now: Task, placement: Placement, task: Task, answer: Answer) -> None:
    """The moment has been dealt with: everybody goes where `placement` says, or nobody, because room lacks, as the
    `answer` to `task` said. Whom no point may serve stays."""
    buy, parts, trouble = await books.locked(now.buy), now.apart(answer.apart), answer.trouble
    await books.record(MomentPassed(buy.number, now.moment))
    if trouble is None or not trouble.lacks:
        moved = await _move(books, buy, parts, placement)
        if moved or buy.assignments_asked:
            where = {**parts.at, **placement}
            apart = await _apart(books, now, answer.apart)
            after = _brought_after(books, buy, moved)
            summary = parts.problem, parts.at, where, len(moved), now.moment, after, apart
            await points_assigned.tell(books, buy, *summary)
    if trouble is not None:
        await points_short.tell(books, buy, trouble, await _numbers(books, task.apart(answer.apart)))
    if any(it.id in now.present.values() for it in now.problem.points if it.closed):
        await renew(books, buy, reassign=False)


async def _move(books: Books, buy: GroupBuy, task: Task, placement: Placement) -> list[Order]:
    """The orders that went elsewhere; each of them is told. Who is not in the `placement` stays."""
    moved = []
    for key, orders in task.orders.items():
        for id_ in orders:
            to = placement.get(key, task.present[id_])
            if task.present[id_] == to:
                continue
            order = await books.own_order(id_)
            before = books.directory.points.get(order.point)
            gone = before if before and before not in to_choose_from(buy, books.directory) else None
            await move(books, order, to, "assigned")
            await point_assigned.tell(books, buy, order, of_order(order, buy, books.directory), gone)
            moved.append(order)
    return moved


def _brought_after(books: Books, buy: GroupBuy, moved: Iterable[Order]) -> list[str]:
    """到1号点：草莓3盒；大米1袋"""
    sums: dict[str, dict[int, Decimal]] = {}
    for order in moved:
        for no, qty in brought(buy, order, order.point).items():
            at = sums.setdefault(order.point, {})
            at[no] = at.get(no, ZERO) + qty
    rows = []
    for point, goods in sorted(sums.items(), key=lambda it: books.directory.points[it[0]].no):
        named = "、".join(
            f"{buy.item(no).name}{show(qty)}{buy.item(no).unit}" for no, qty in sorted(goods.items())
        )
        rows.append(f"到{books.directory.points[point].no}号点：{named}")
    return rows


async def _numbers(books: Books, task: Task) -> Mapping[str, Mapping[int, str]]:
    """跟团号 of each household's orders, with the point where each is."""
    seq = {it.id: it.seq_no for it in await books.orders(task.buy)}
    return {key: {seq[it]: task.present[it] for it in orders} for key, orders in task.orders.items()}


async def _apart(books: Books, task: Task, households: Collection[str]) -> list[str]:
    """3号、7号, for each of these that no point had room for as a whole."""
    numbers = await _numbers(books, task) if households else {}
    return [
        "、".join(f"{no}号" for no in sorted(those)) for key, those in numbers.items() if key in households
    ]
