"""Merging order chains (接龙): forks of one list, copied and overwritten by many hands, made one again.

A chain in a chat is a text that everybody copies, appends to and sends again. Two people who copied the
same parent make two forks; they arrive in any order, more than once, and renumbered. `merge` is a pure
function of the set of snapshots, so it does not matter in which order they came.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class ChainLine:
    """So much of an item, with the remark that stood behind it."""

    item: int
    qty: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered line of a chain: a name as written and what stands behind it.

    No lines: struck out (取消). The number is not part of it: renumbering is harmless.
    """

    name: str
    lines: tuple[ChainLine, ...] = ()

    @property
    def key(self) -> str:
        return key_of(self.name)

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
    the author is known by; `leads` marks a leader's, which speaks for those nobody else speaks for;
    `own` is the key of the line that the author, asked, has said is theirs."""

    author: str
    sent_at: datetime
    entries: tuple[Entry, ...]
    names: frozenset[str] = frozenset()
    leads: bool = False
    own: str = ""

    @property
    def rank(self) -> tuple[datetime, str, str]:
        """A total order that does not depend on arrival."""
        return (self.sent_at, self.author, repr(self.entries) + self.own)

    def by_key(self) -> dict[str, Entry]:
        """Its entries; somebody who stands twice wants both."""
        found: dict[str, Entry] = {}
        for it in self.entries:
            earlier = found.get(it.key)
            found[it.key] = Entry(it.name, earlier.lines + it.lines) if earlier else it
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


@dataclass(frozen=True, slots=True)
class Merged:
    """One chain out of all forks: `entries` by key in the order they first appeared, `owners` the
    author each key belongs to (only where an author has shown it to be theirs)."""

    entries: Mapping[str, Entry]
    owners: Mapping[str, str]
    conflicts: tuple[Conflict, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    unsure: tuple[Unsure, ...] = ()

    def own(self, author: str) -> Entry | None:
        """What an author wants for themself by all that is known."""
        return next((self.entries[key] for key, owner in self.owners.items() if owner == author), None)


def key_of(name: str) -> str:
    """A name as chains are matched by it: letters, digits and symbols, without case and punctuation."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(
        it for it in plain if unicodedata.category(it)[0] in "LN" or unicodedata.category(it) == "So"
    )


def merge(snapshots: Iterable[Snapshot]) -> Merged:
    """The chain that all snapshots together say.

    Additions are united. A line is its owner's: the owner's latest word (by sent time) stands; where no
    owner has spoken, the leader's latest; else the word it first appeared with. Another person's
    different word is a conflict, unless it is an older word of the owner that a fork still carried. A
    line missing from a fork is no cancellation; the owner's own line missing from their later chain is
    asked about.
    """
    history = sorted(dict.fromkeys(snapshots), key=lambda it: it.rank)
    first = _first_seen(history)
    owners, unsure = _owners(history, first)
    entries: dict[str, Entry] = {}
    conflicts: list[Conflict] = []
    for key in sorted(first, key=lambda key: (first[key][0].rank, first[key][1])):
        words = _words(history, key, owners.get(key))
        entries[key] = words[-1]
        conflicts += _conflicts(history, key, owners.get(key), words)
    return Merged(entries, owners, tuple(conflicts), tuple(_dropped(history, owners)), tuple(unsure))


def _first_seen(history: Sequence[Snapshot]) -> dict[str, tuple[Snapshot, int]]:
    """The snapshot in which each key first appeared, and its place there."""
    first: dict[str, tuple[Snapshot, int]] = {}
    for snapshot in history:
        for place, key in enumerate(snapshot.by_key()):
            first.setdefault(key, (snapshot, place))
    return first


def _owners(
    history: Sequence[Snapshot], first: Mapping[str, tuple[Snapshot, int]]
) -> tuple[dict[str, str], list[Unsure]]:
    """Whose line is whose: the one by a name the author is known by, else the only one they brought."""
    owners: dict[str, str] = {}
    brought: dict[str, list[Entry]] = {}
    for key, (snapshot, _) in first.items():
        if not snapshot.leads:
            brought.setdefault(snapshot.author, []).append(snapshot.by_key()[key])
    for snapshot in history:
        known = {snapshot.own} if snapshot.own else snapshot.names
        for key in sorted(known & set(snapshot.by_key())):
            if snapshot.author not in owners.values():
                owners.setdefault(key, snapshot.author)
    unsure = []
    for author, entries in sorted(brought.items()):
        if author in owners.values():
            continue
        free = [it for it in entries if it.key not in owners]
        if len(free) == 1:
            owners[free[0].key] = author
        elif free:
            unsure.append(Unsure(author, tuple(free)))
    return owners, unsure


def _words(history: Sequence[Snapshot], key: str, owner: str | None) -> list[Entry]:
    """The words that count for a line, oldest first; the last one stands."""
    said = [(it, it.by_key()[key]) for it in history if key in it.by_key()]
    first = said[0][1]
    own = [place for place, (it, _) in enumerate(said) if it.author == owner]
    if own:  # what others wrote for them before they spoke is an older word, not a conflict
        return [entry for place, (it, entry) in enumerate(said) if place < own[0] or it.author == owner]
    led = [entry for it, entry in said if it.leads]
    return [first, *led] if led else [first]


def _conflicts(
    history: Sequence[Snapshot], key: str, owner: str | None, words: Sequence[Entry]
) -> list[Conflict]:
    known = {it.wants for it in words}
    found: dict[tuple[str, object], Conflict] = {}
    for it in history:
        entry = it.by_key().get(key)
        if entry is None or it.author == owner or entry.wants in known or (owner is None and it.leads):
            continue
        found[it.author, entry.wants] = Conflict(it.author, entry, words[-1])
    return list(found.values())


def _dropped(history: Sequence[Snapshot], owners: Mapping[str, str]) -> list[Dropped]:
    dropped = []
    for key, owner in owners.items():
        own = [it for it in history if it.author == owner]
        had = [it for it in own if key in it.by_key()]
        if had and key not in own[-1].by_key():
            dropped.append(Dropped(owner, had[-1].by_key()[key]))
    return dropped
