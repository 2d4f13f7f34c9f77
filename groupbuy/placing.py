"""Placing: all orders of a buy among its points, read as one problem; what came of it written down and told."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from groupbuy.assigning import facts
from groupbuy.assigning.costs import Costs
from groupbuy.assigning.explain import Explanation, explain
from groupbuy.assigning.infeasible import Trouble, ways_out
from groupbuy.assigning.loads import Loads
from groupbuy.assigning.mending import mended, those_who_must
from groupbuy.assigning.model import Assignment, Placement, Problem
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
from groupbuy.whereabouts import of_order


@dataclass(frozen=True, slots=True)
class Task:
    """A buy's problem with the orders behind its households (by id) and where each is now. Two that are equal
    have the same solution: what was solved still holds."""

    buy: int
    moment: str
    problem: Problem
    orders: Mapping[str, tuple[str, ...]]
    present: Mapping[str, str]

    @property
    def at(self) -> Placement:
        """Where each household is, by its first order."""
        return {it: self.present[orders[0]] for it, orders in self.orders.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """`trouble` where it does not fit: then nobody moves."""

    assignment: Assignment
    trouble: Trouble | None = None


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
    directory = replace(directory, standins=await reads.standins())
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
    )


def solved(task: Task) -> Answer:
    """Pure and slow (up to seconds): in an executor."""
    if _best_as_it_is(task):
        return Answer(Assignment(task.at))
    from groupbuy.assigning.solve import solve  # slow to import

    found = solve(task.problem)
    return Answer(found, None if found.fits else ways_out(task.problem, found))


def explained(task: Task, order: str) -> Explanation | None:
    """Why an order of the task is where it is, its household's other orders with it; None where its point is none
    of those to choose from. One placed by hand is compared like any other."""
    key = next(it for it, orders in task.orders.items() if order in orders)
    points = {it.id for it in task.problem.points}
    if task.present[order] not in points:
        return None
    at = {it: point for it, point in task.at.items() if point in points} | {key: task.present[order]}
    free = tuple(replace(it, pinned=None) if it.id == key else it for it in task.problem.households)
    return explain(replace(task.problem, households=free), at, key)


def _best_as_it_is(task: Task) -> bool:
    """Everybody is where it costs them least, by more than fair load could ever weigh, and there is room."""
    problem, at = task.problem, task.at
    costs = Costs(problem)
    number = {it.id: no for no, it in enumerate(costs.open_points)}
    if any(it not in number for it in task.present.values()):
        return False
    if any(len({task.present[it] for it in orders}) > 1 for orders in task.orders.values()):
        return False
    fair = max((price for _, price in problem.weights.load), default=0)
    for household in problem.households:
        row = costs.row(household)
        own = row[number[at[household.id]]]
        others = [it for no, it in enumerate(row) if no != number[at[household.id]] and it is not None]
        if own is None or any(it < own + fair for it in others):
            return False
    return not Loads.of(problem, at).over()


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
        await _pass(books, now, answer.assignment.placement, answer.trouble, task)
        return True
    return last and await _settle_changed(books, now, task, answer)


async def _settle_changed(books: Books, now: Task, task: Task, answer: Answer) -> bool:
    """Those of whom nothing has changed go where it was solved, the others to the best point with room. Where that
    leaves somebody without and what was solved did not lack anything, only those go who must."""
    solved_of = {it.id: it for it in task.problem.households}
    found = answer.assignment.placement
    wanted = {
        it.id: found[it.id] for it in now.problem.households if it == solved_of.get(it.id) and it.id in found
    }
    placement = mended(now.problem, wanted)
    if placement is not None or answer.trouble is not None:
        await _pass(books, now, placement or {}, answer.trouble if placement is None else None, task)
        return True
    present = {key: [now.present[it] for it in orders] for key, orders in now.orders.items()}
    await _move(books, await books.locked(now.buy), now, those_who_must(now.problem, present))
    return False


async def _pass(books: Books, now: Task, placement: Placement, trouble: Trouble | None, task: Task) -> None:
    """The moment has been dealt with: everybody goes where `placement` says, or nobody, because of the `trouble`
    there was with `task`."""
    buy = await books.locked(now.buy)
    await books.record(MomentPassed(buy.number, now.moment))
    if trouble is not None:
        await points_short.tell(books, buy, trouble, await _numbers(books, task))
    else:
        moved = await _move(books, buy, now, placement)
        if moved or buy.assignments_asked:
            after = _brought_after(books, buy, moved)
            summary = now.problem, now.at, placement, len(moved), now.moment, after
            await points_assigned.tell(books, buy, *summary)
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


async def _numbers(books: Books, task: Task) -> Mapping[str, tuple[int, ...]]:
    """跟团号 of each household's orders."""
    seq = {it.id: it.seq_no for it in await books.orders(task.buy)}
    return {key: tuple(seq[it] for it in orders) for key, orders in task.orders.items()}
