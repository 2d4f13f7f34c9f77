"""Chaining: what a pasted order chain (接龙) does to the book, for a resident and for a leader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from groupbuy.buy import GroupBuy
from groupbuy.chains import ChainLine, Entry, Merged, Snapshot, key_of, merge
from groupbuy.households import Households
from groupbuy.order import Order
from groupbuy.ordering import Placed, Wish, book
from groupbuy.ports import Books, Reads
from groupbuy.quantity import ZERO
from groupbuy.resident import Resident


@dataclass(frozen=True, slots=True)
class Stands:
    """An entry beside the book: `order` is whose it is known to be, None where nobody is known."""

    entry: Entry
    order: Order | None

    @property
    def agrees(self) -> bool:
        """The book has exactly these quantities."""
        return self.order is not None and _wants(self.order) == dict(self.entry.wants)


async def merged_chain(reads: Reads, buy: int) -> Merged:
    """All sendings of a buy's chain made one; who is who comes from stored names and rooms."""
    sent = await reads.chains(buy)
    people = await reads.residents({it.author for it in sent})
    return merge(replace(it, names=names_of(people.get(it.author))) for it in sent)


def names_of(person: Resident | None) -> frozenset[str]:
    """The keys a person is known by in a chain: name, room, and both together."""
    if person is None:
        return frozenset()
    written = (person.name, person.room, f"{person.room}{person.name}", f"{person.name}{person.room}")
    return frozenset(key_of(it) for it in written) - {""}


async def beside_the_book(
    reads: Reads, buy: GroupBuy, entries: Sequence[Entry], homes: Households | None = None
) -> list[Stands]:
    """Each entry with the order it is known to be: its author's own, or the only one of that name; with
    `homes` also where the room in it is written otherwise (3栋1203王姐 is 3-1203 王姐)."""
    merged = await merged_chain(reads, buy.number)
    orders = [it for it in await reads.orders(buy.number) if it.active]
    people = await reads.residents({it.resident for it in orders})
    living = _by_home(orders, people, homes, buy.community) if homes else {}
    found = []
    for entry in entries:
        owner = merged.owners.get(entry.key)
        fits = [it for it in orders if it.resident == owner]
        named = [it for it in orders if entry.key in names_of(people.get(it.resident))]
        if not fits and not named and homes and living:
            room, name = homes.apart(entry.name, buy.community)
            door = homes.door(room, buy.community)
            there = living.get(door.key, ()) if door else ()
            named = [order for called, order in there if not name or key_of(name) == called]
        known = fits or (named if len(named) == 1 else [])
        found.append(Stands(entry, known[0] if known else None))
    return found


def _by_home(
    orders: Sequence[Order], people: Mapping[str, Resident], homes: Households, community: str
) -> dict[str, list[tuple[str, Order]]]:
    """The orders of each household, with what a chain calls whose they are when the room stands apart."""
    found: dict[str, list[tuple[str, Order]]] = {}
    for order in orders:
        person = people.get(order.resident)
        if person is not None:
            called = person.name if person.room else homes.apart(person.name, community)[1]
            found.setdefault(homes.key(person, community), []).append((key_of(called), order))
    return found


async def own_wishes(
    books: Books,
    buy: GroupBuy,
    author: Resident,
    sent: Snapshot,
    words: Mapping[str, str] = MappingProxyType({}),
) -> list[Wish]:
    """What a resident's sending asks for: their own line and those of people they order for.

    Nobody else's line is touched, whatever stands there. A line is the whole of what its owner wants
    by chain: what an earlier own line had and this one has not is given up. `words` are what stands in
    the message for each entry, by its key.
    """
    merged = await merged_chain(books, buy.number)
    here = sent.by_key()
    wishes: list[Wish] = []
    mine = next((key for key, owner in merged.owners.items() if owner == author.id), None)
    if mine is not None and mine in here:
        earlier = [it for it in await books.chains(buy.number) if it.author == author.id]
        own = line_wishes(merged.entries[mine], [it.by_key().get(mine) for it in earlier], "")
        wishes += [replace(it, words=words.get(mine, "")) for it in own]
    for guest in await books.sponsored(author.id):
        entry = here.get(key_of(guest.name))
        if entry is not None and entry.key != mine:
            order = await books.order_of(buy.number, guest.id)
            had = _held(entry.name, order)
            theirs = line_wishes(entry, [had], guest.id)
            wishes += [replace(it, words=words.get(entry.key, "")) for it in theirs]
    return await that_change(books, buy, author.id, wishes)


async def enter_for(
    books: Books, buy: GroupBuy, leader: Resident, entry: Entry, order: Order | None = None
) -> Placed:
    """A leader enters one line: into the order they already keep under that name, else a new one.

    It stands under the name the leader gave until its owner claims it; stock and limits hold.
    """
    if order is not None:
        whom = order.resident
    elif entry.key in names_of(leader):
        whom = leader.id
    else:
        whom = (await books.guest_of(leader.id, entry.name)).id
    wishes = line_wishes(entry, [_held(entry.name, order)], "" if whom == leader.id else whom)
    return (await book(books, buy, leader.id, wishes, because="leader"))[0]


def _held(name: str, order: Order | None) -> Entry | None:
    """What an order has, as a line of a chain."""
    if order is None:
        return None
    return Entry(name, tuple(ChainLine(no, line.ordered) for no, line in sorted(order.lines.items())))


def line_wishes(entry: Entry, earlier: Sequence[Entry | None], whom: str) -> list[Wish]:
    """A line is the whole of what its owner wants by chain: what an `earlier` one had more is given up."""
    gone = {item for it in earlier if it for item, qty in it.wants if qty} - {item for item, _ in entry.wants}
    notes: Mapping[int, str] = {it.item: it.note for it in entry.lines}
    wanted = [Wish(item, qty, "set", whom, notes.get(item, "")) for item, qty in entry.wants]
    return [*wanted, *(Wish(item, Decimal(0), "set", whom) for item in sorted(gone))]


async def that_change(books: Books, buy: GroupBuy, author: str, wishes: Sequence[Wish]) -> list[Wish]:
    """Without those that the book has already: a chain is pasted again and again."""
    changed = []
    for it in wishes:
        order = await books.order_of(buy.number, it.whom or author)
        if it.qty != (order.line(it.item).ordered if order else ZERO):
            changed.append(it)
    return changed


def _wants(order: Order) -> dict[int, Decimal]:
    return {no: line.ordered for no, line in order.lines.items() if line.ordered}
