"""One group buy as the lists read it: its orders, who they are, where they go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from groupbuy.buy import GroupBuy, Item
from groupbuy.directory import Directory
from groupbuy.events import GoodsOrdered
from groupbuy.fold import Book
from groupbuy.order import Order
from groupbuy.ports import JournalEntry, Reads
from groupbuy.quantity import ZERO
from groupbuy.resident import Resident
from groupbuy.summing import lines_of, totals


@dataclass(frozen=True, slots=True)
class View:
    """`orders` by seq_no, cancelled ones too; `notes` by (order id, item no)."""

    buy: GroupBuy
    orders: Sequence[Order]
    people: Mapping[str, Resident]
    notes: Mapping[tuple[str, int], str]
    reads: Reads
    directory: Directory

    @property
    def zone(self) -> ZoneInfo:
        return self.directory.zone

    def local(self, at: datetime) -> datetime:
        """The same instant in the operator's zone."""
        return at.astimezone(self.zone)

    def person(self, resident: str) -> Resident:
        """Somebody erased or unknown is an id and nothing else."""
        return self.people.get(resident) or Resident(resident)

    def point_name(self, point: str) -> str:
        """As its orders were told it; a live order is told anew when its point is renamed, so that old lists
        go on saying where the goods were fetched, and points that are no more have their name."""
        told = next((it.where.name for it in self.orders if it.point == point and it.where), None)
        found = self.directory.points.get(point)
        return told or (found.name if found else point)

    def by_point(self) -> list[tuple[str, list[Order]]]:
        """The active orders of each point, points in the order of their numbers."""
        points = {it.point for it in self.orders if it.active}
        return [
            (point, [it for it in self.orders if it.active and it.point == point])
            for point in sorted(points, key=self._rank)
        ]

    def received(self, item: Item) -> Decimal:
        """What has come of an item: at the points it has reached, what is billed there."""
        there = [it for it in self.orders if item.arrived_at(it.point)]
        return sum((line.billed for _, line in lines_of(item.no, there)), ZERO)

    async def at_supplier(self) -> Mapping[int, Decimal]:
        """Sale units per item that the list sent to the supplier named: what was billed at that moment.
        Empty before then."""
        return billed_when_ordered(await self.reads.journal(buy=self.buy.number))

    def _rank(self, point: str) -> tuple[int, str]:
        found = self.directory.points.get(point)
        return (found.no if found else 1_000_000, point)


async def view(number: int, reads: Reads, directory: Directory) -> View:
    """Raises NoSuchBuy where there is none."""
    buy = await reads.buy(number)
    orders = sorted(await reads.orders(number), key=lambda it: it.seq_no)
    people = await reads.residents(named_in(orders))
    return View(buy, orders, people, await reads.notes(number), reads, directory)


def named_in(orders: Iterable[Order]) -> list[str]:
    return sorted({who for it in orders for who in (it.resident, it.placed_by)})


def billed_when_ordered(entries: Iterable[JournalEntry]) -> Mapping[int, Decimal]:
    """Later changes of the orders do not reach back into a list that has been sent."""
    book = Book()
    for entry in entries:
        book.apply(entry.event, entry.at)
        if isinstance(entry.event, GoodsOrdered):
            sums = totals(book.buys[entry.event.buy], list(book.orders.values()))
            return {it.item.no: it.billed for it in sums.items}
    return {}
