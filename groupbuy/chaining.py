"""Chaining: what a pasted order chain (接龙) does to the book, for a resident and for a leader."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from groupbuy.buy import GroupBuy
from groupbuy.chains import ChainLine, Entry, Merged, Snapshot, key_of, merge
from groupbuy.directory import Directory
from groupbuy.households import Households
from groupbuy.order import Order
from groupbuy.ordering import Placed, Wish, book
from groupbuy.ports import Books, Reads
from groupbuy.quantity import ZERO
from groupbuy.resident import Resident
from groupbuy.who import WhoIsWho, names_of, who_is_who


@dataclass(frozen=True, slots=True)
class Stands:
    """An entry beside the book: `order` is whose it is known to be, None where nobody is known or where
    it may be any of `several`."""

    entry: Entry
    order: Order | None
    several: tuple[Order, ...] = ()

    @property
    def agrees(self) -> bool:
        """The book has exactly these quantities."""
        return self.order is not None and _wants(self.order) == dict(self.entry.wants)


@dataclass(frozen=True, slots=True)
class Chain:
    """A buy's chain with all that a message needs of the book, read once: `sent` are the sendings with
    their names resolved, oldest first, `orders` those in force, by the names their lines may bear."""

    merged: Merged
    sent: Sequence[Snapshot]
    who: WhoIsWho
    orders: Mapping[str, Sequence[Order]]
    of: Mapping[str, Order]

    def beside(self, entries: Iterable[Entry]) -> list[Stands]:
        """Each entry with the order it is known to be: its owner's own, or the only one of that name."""
        return [self._beside(self.who.entry(it)) for it in entries]

    def _beside(self, entry: Entry) -> Stands:
        own = self.of.get(self.merged.owners.get(entry.key, ""))
        if own is not None:
            return Stands(entry, own)
        named = {it.id: it for key in {entry.key, key_of(entry.name)} for it in self.orders.get(key, ())}
        fits = sorted(named.values(), key=lambda it: it.seq_no)
        return Stands(entry, fits[0]) if len(fits) == 1 else Stands(entry, None, tuple(fits))


async def read_chain(
    reads: Reads, buy: GroupBuy, directory: Directory | None = None, homes: Households | None = None
) -> Chain:
    """Everything of a buy's chain at once; who is who comes from stored names and rooms."""
    sent = await reads.chains(buy.number)
    orders = [it for it in await reads.orders(buy.number) if it.active]
    near = [*await reads.known_in(buy.community), *await _leaders(reads, buy.community, directory)]
    people = await reads.residents({it.author for it in sent} | {it.resident for it in orders})
    who = who_is_who([*near, *people.values()], directory, buy.community, homes)
    resolved = sorted(map(who.snapshot, sent), key=lambda it: it.rank)
    by_name: dict[str, list[Order]] = {}
    for order in orders:
        keys = names_of(people.get(order.resident))
        for key in {f"#{order.resident}", *keys, *(f"?{it}" for it in keys)}:
            by_name.setdefault(key, []).append(order)
    return Chain(merge(resolved), resolved, who, by_name, {it.resident: it for it in orders})


async def _leaders(reads: Reads, community: str, directory: Directory | None) -> list[Resident]:
    leaders = directory.leaders.values() if directory else ()
    known = [it for leader in leaders if community in leader.communities for it in leader.identities]
    met = [await reads.resident_at(it) for it in known]
    return [it for it in met if it is not None]


@dataclass(frozen=True, slots=True)
class Own:
    """What a resident's sending asks of the book. `lost` are own lines that are no longer in it, `stale`
    an own line, or of one that asks for something else so much as is left alone, that is an old copy while
    the book says otherwise: neither is acted on."""

    wishes: tuple[Wish, ...] = ()
    lost: Entry | None = None
    stale: Entry | None = None


async def own_wishes(
    books: Books,
    buy: GroupBuy,
    author: Resident,
    sent: Snapshot,
    chain: Chain,
    words: Mapping[str, str] = MappingProxyType({}),
) -> Own:
    """What a resident's sending asks for: their own line and those of people they order for.

    Nobody else's line is touched, whatever stands there. What changed against their own word before is
    asked for; a line that only stands there as before, or as others carried it, undoes nothing that was
    said otherwise since. `words` are what stands in the message for each entry, by its name's key.
    """
    here = chain.who.snapshot(sent)
    mine = chain.merged.key(author.id)
    own = Own()
    if mine is not None and mine in here.by_key():
        words_of = [it.sent_at for it, _ in chain.merged.said.get(mine, ()) if it.author == author.id]
        left = {it for it in words_of if await books.seen(_left(buy, author.id, it))}
        own = _own_line(chain, here, mine, await books.order_of(buy.number, author.id), left)
        if own.stale is not None and not own.wishes:
            await books.once(_left(buy, author.id, sent.sent_at))
    said = words.get(key_of(here.by_key()[mine].name), "") if own.wishes and mine else ""
    wishes = [replace(it, words=said) for it in own.wishes]
    written = {key_of(it.name): it for it in sent.entries}
    for guest in await books.sponsored(author.id):
        entry = written.get(key_of(guest.name))
        if entry is not None and chain.who.entry(entry).key != mine:
            order = await books.order_of(buy.number, guest.id)
            theirs = line_wishes(entry, [_held(entry.name, order)], guest.id)
            said = words.get(key_of(entry.name), "")
            wishes += [replace(it, words=said) for it in await that_change(books, buy, author.id, theirs)]
    return Own(tuple(wishes), own.lost, own.stale)


def _left(buy: GroupBuy, author: str, sent_at: datetime) -> str:
    """Under which it is remembered that a sending's own line was an old copy, and left alone."""
    return f"chain-left:{buy.number}:{author}:{sent_at.timestamp()}"


def _own_line(chain: Chain, sent: Snapshot, key: str, order: Order | None, left: Collection[datetime]) -> Own:
    entry = sent.by_key()[key]
    said = chain.merged.said.get(key, ())
    own = [it for it in said if it[0].author == sent.author]
    earlier = [it for it in own if it[0].rank < sent.rank]
    later = [word.wants for it, word in own if it.rank > sent.rank]
    if later:  # a later word of theirs has arrived already; a mere copy of the one before does not hide this
        copied = bool(earlier) and set(later) == {earlier[-1][1].wants} and entry.wants not in later
        return Own(stale=entry if copied and order and _wants(order) != dict(entry.wants) else None)
    before, was = _base(earlier, left, order)
    if _is_old_copy(entry, sent, said, earlier, was, order):
        return Own(stale=None if order and _wants(order) == dict(entry.wants) else entry)
    lost = _lost(sent, before, key) if before else None
    had = dict(was.wants) if was else {}
    kept = {item for item, _ in lost.wants} if lost else set()
    notes = {it.item: it.note for it in entry.lines}
    wishes, held = [], []
    for item, qty in entry.wants:
        ordered = order.line(item).ordered if order else ZERO
        known = order is not None and item in order.lines
        if item in kept:
            continue
        if had.get(item) == qty and known:
            held += [ChainLine(item, qty)] if ordered != qty else []
        elif ordered != qty:
            wishes.append(Wish(item, qty, "set", "", notes.get(item, "")))
    struck = not entry.lines and bool(was is None or was.lines)
    gone = set(_wants(order) if order else ()) if struck else had.keys() - dict(entry.wants).keys() - kept
    wishes += [Wish(item, ZERO) for item in sorted(gone) if order and order.line(item).ordered]
    stale = (replace(entry, lines=tuple(held)) if wishes else entry) if held else None
    return Own(tuple(wishes), lost, stale)


def _base(
    earlier: Sequence[tuple[Snapshot, Entry]], left: Collection[datetime], order: Order | None
) -> tuple[Snapshot | None, Entry | None]:
    """The word that a change of a line is measured by: its owner's last, but none that was `left` alone,
    unless the book has come to say the same."""
    if earlier and order is not None and _wants(order) == dict(earlier[-1][1].wants):
        return earlier[-1]
    return next((it for it in reversed(earlier) if it[0].sent_at not in left), (None, None))


def _is_old_copy(
    entry: Entry,
    sent: Snapshot,
    said: Sequence[tuple[Snapshot, Entry]],
    earlier: Sequence[tuple[Snapshot, Entry]],
    was: Entry | None,
    order: Order | None,
) -> bool:
    """Whether the line says what another's chain carried, and not what its owner said last (`was`): it was
    copied along with that chain, and is no word of theirs."""
    if was is not None and was.wants == entry.wants:
        return False
    copies = [it for it, word in said if it.author != sent.author and word.wants == entry.wants]
    if not any(it.rank < sent.rank for it in copies):
        return False
    if earlier:  # an older word of their own, still carried by somebody after they had changed it
        return any(word.wants == entry.wants for _, word in earlier)
    return order is not None and any(item in order.lines for item, _ in entry.wants)


def _lost(sent: Snapshot, before: Snapshot, key: str) -> Entry | None:
    """Of somebody who stood there several times: what of it is not there any more."""
    had = [it for it in before.entries if it.key == key]
    has = [it.wants for it in sent.entries if it.key == key]
    fewer = len(had) - len(has)
    if not has or fewer <= 0:
        return None
    for it in list(had):
        if it.wants in has and len(had) > fewer:
            has.remove(it.wants)
            had.remove(it)
    lines = tuple(line for it in had[-fewer:] for line in it.lines)
    return Entry(had[-1].name, lines, had[-1].who) if lines else None


async def enter_for(
    books: Books, buy: GroupBuy, leader: Resident, entry: Entry, order: Order | None = None
) -> Placed:
    """A leader enters one line: into the order they already keep under that name, else a new one.

    It stands under the name the leader gave until its owner claims it; stock and limits hold.
    """
    if order is not None:
        whom = order.resident
    elif entry.who == f"#{leader.id}" or entry.key in names_of(leader):
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
