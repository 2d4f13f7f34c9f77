"""Merging order chains (接龙): forks of one list, copied and overwritten by many hands, made one again.

A chain in a chat is a text that everybody copies, appends to and sends again. Two people who copied the
same parent make two forks; they arrive in any order, more than once, and renumbered. `merge` is a pure
function of the set of snapshots, so it does not matter in which order they came.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class ChainLine:
    """So much of an item, with the remark that stood behind it."""

    item: int
    qty: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One numbered line of a chain: a name as written and what stands behind it.

    No lines: struck out (取消). The number is not part of it: renumbering is harmless. `who` stands for
    the name where the book knows it: the same for all names of one person, however they are written.
    """

    name: str
    lines: tuple[ChainLine, ...] = ()
    who: str = ""

    @property
    def key(self) -> str:
        return self.who or key_of(self.name)

    @property
    def wants(self) -> tuple[tuple[int, Decimal], ...]:
        """What is compared between forks: quantities, whatever their order; remarks are not."""
        totals: dict[int, Decimal] = {}
        for it in self.lines:
            totals[it.item] = totals.get(it.item, Decimal(0)) + it.qty
        return tuple(sorted(totals.items()))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One sending of a chain. `author` is a stored person's id (never a name), `names` the keys of what
    the author is known by; `leads` marks a leader's, which speaks for those nobody else speaks for (and
    one whose platform names the authors): no line is its author's own but by name;
    `own` is the key of the line that the author, asked, has said is theirs."""

    author: str
    sent_at: datetime
    entries: tuple[Entry, ...]
    names: frozenset[str] = frozenset()
    leads: bool = False
    own: str = ""

    @property
    def rank(self) -> tuple[datetime, str, str, tuple[Entry, ...]]:
        """A total order that does not depend on arrival."""
        return (self.sent_at, self.author, self.own, self.entries)

    def by_key(self) -> dict[str, Entry]:
        """Its entries; somebody who stands twice wants both."""
        found: dict[str, Entry] = {}
        for it in self.entries:
            key = it.key
            earlier = found.get(key)
            found[key] = Entry(it.name, earlier.lines + it.lines, it.who) if earlier else it
        return found


@dataclass(frozen=True, slots=True)
class Conflict:
    """`author` changed somebody else's line: not applied, listed to the leader."""

    author: str
    entry: Entry
    stands: Entry


@dataclass(frozen=True, slots=True)
class Dropped:
    """An author's own line is missing from their own later chain: they are asked."""

    author: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Unsure:
    """An author added several new lines and none is known to be theirs: they are asked which."""

    author: str
    entries: tuple[Entry, ...]


Said = Mapping[str, Sequence[tuple[Snapshot, Entry]]]
"""Every word about a line with the sending it stood in, oldest first, by the line's key; the keys in the
order they first appeared."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One chain out of all forks: `entries` by key in the order they first appeared, `owners` the
    author each key belongs to (only where an author has shown it to be theirs), `said` all words."""

    entries: Mapping[str, Entry]
    owners: Mapping[str, str]
    conflicts: tuple[Conflict, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    said: Said = field(default_factory=dict, repr=False)

    def key(self, author: str) -> str | None:
        """The line of an author."""
        return next((key for key, owner in self.owners.items() if owner == author), None)

    def own(self, author: str) -> Entry | None:
        """What an author wants for themself by all that is known."""
        key = self.key(author)
        return None if key is None else self.entries[key]


def key_of(name: str) -> str:
    """A name as chains are matched by it: letters, digits and symbols, without case and punctuation."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return plain if plain.isalnum() else plain.translate(_KEPT)


MOST_KEPT = 60_000


class _Kept(dict[int, int | None]):
    """What `str.translate` makes of a character in a key: itself or nothing, looked up once for each."""

    def __missing__(self, char: int) -> int | None:
        kind = unicodedata.category(chr(char))
        kept = char if kind[0] in "LN" or kind == "So" else None
        if len(self) < MOST_KEPT:
            self[char] = kept
        return kept


_KEPT = _Kept()


def merge(snapshots: Iterable[Snapshot]) -> Merged:
    """The chain that all snapshots together say; the work grows with the number of their entries.

    Additions are united. A line is its owner's: the owner's latest word (by sent time) stands; where no
    owner has spoken, the leader's latest; else the word it first appeared with. Another person's
    different word is a conflict, unless it is an older word of the owner that a fork still carried. A
    line missing from a fork is no cancellation; the owner's own line missing from their later chain is
    asked about.
    """
    history = sorted(dict.fromkeys(snapshots), key=lambda it: it.rank)
    said: dict[str, list[tuple[Snapshot, Entry]]] = {}
    latest: dict[str, Mapping[str, Entry]] = {}
    called: list[tuple[Snapshot, list[str]]] = []
    for snapshot in history:
        entries = latest[snapshot.author] = snapshot.by_key()
        known = {snapshot.own} if snapshot.own else snapshot.names
        called.append((snapshot, sorted(it for it in known if it in entries)))
        for key, entry in entries.items():
            said.setdefault(key, []).append((snapshot, entry))
    owners, unsure = _owners(called, said)
    entries_now: dict[str, Entry] = {}
    conflicts: list[Conflict] = []
    for key, words in said.items():
        counted = _words(words, owners.get(key))
        entries_now[key] = counted[-1]
        conflicts += _conflicts(words, owners.get(key), counted)
    dropped = _dropped(said, owners, latest)
    return Merged(entries_now, owners, tuple(conflicts), tuple(dropped), tuple(unsure), said)


def _owners(
    called: Sequence[tuple[Snapshot, Sequence[str]]], said: Said
) -> tuple[dict[str, str], list[Unsure]]:
    """Whose line is whose: the one by a name the author is known by, else the only one they brought
    (never one that bears the name of somebody else)."""
    owners: dict[str, str] = {}
    settled: set[str] = set()
    for snapshot, keys in called:
        for key in keys:
            if snapshot.author not in settled and owners.setdefault(key, snapshot.author) == snapshot.author:
                settled.add(snapshot.author)
    brought: dict[str, list[Entry]] = {}
    for key, ((snapshot, entry), *_) in said.items():
        if not (snapshot.leads or entry.who or snapshot.author in settled or key in owners):
            brought.setdefault(snapshot.author, []).append(entry)
    unsure = []
    for author, entries in sorted(brought.items()):
        if len(entries) == 1:
            owners[entries[0].key] = author
        else:
            unsure.append(Unsure(author, tuple(entries)))
    return owners, unsure


def _words(said: Sequence[tuple[Snapshot, Entry]], owner: str | None) -> list[Entry]:
    """The words that count for a line, oldest first; the last one stands."""
    own = next((place for place, (it, _) in enumerate(said) if it.author == owner), None)
    if own is not None:  # what others wrote for them before they spoke is an older word, not a conflict
        return [entry for place, (it, entry) in enumerate(said) if place < own or it.author == owner]
    led = [entry for it, entry in said if it.leads]
    return [said[0][1], *led]


def _conflicts(
    said: Sequence[tuple[Snapshot, Entry]], owner: str | None, words: Sequence[Entry]
) -> list[Conflict]:
    known = {it.wants for it in words}
    found: dict[tuple[str, object], Conflict] = {}
    for it, entry in said:
        if it.author == owner or (owner is None and it.leads):
            continue
        wants = entry.wants
        if wants not in known:
            found[it.author, wants] = Conflict(it.author, entry, words[-1])
    return list(found.values())


def _dropped(
    said: Said, owners: Mapping[str, str], latest: Mapping[str, Mapping[str, Entry]]
) -> list[Dropped]:
    dropped = []
    for key, owner in owners.items():
        had = [entry for it, entry in said[key] if it.author == owner]
        if had and key not in latest[owner]:
            dropped.append(Dropped(owner, had[-1]))
    return dropped
