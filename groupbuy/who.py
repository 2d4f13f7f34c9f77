"""Who is who in a buy's chains: which names and rooms belong to somebody the book knows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from groupbuy.chains import Entry, Snapshot, key_of
from groupbuy.directory import Directory
from groupbuy.households import Households
from groupbuy.resident import Resident

DIGITS = re.compile(r"\d+")
TAIL = 3
"""Digits of a room that must agree before addresses are read: reading one costs far more."""


def names_of(person: Resident | None) -> frozenset[str]:
    """The keys a person is known by in a chain: name, room, and both together."""
    if person is None:
        return frozenset()
    written = (person.name, person.room, f"{person.room}{person.name}", f"{person.name}{person.room}")
    return frozenset(key_of(it) for it in written) - {""}


@dataclass(slots=True)
class WhoIsWho:
    """Names as chains are matched by them (keys), with the ids of the people known by each.

    With `homes` a room counts however it is written (3栋1203 for 3-1203), in `community`.
    """

    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: Mapping[str, Resident] = field(default_factory=dict)
    homes: Households | None = None
    community: str = ""
    _living: dict[str, list[Resident]] | None = None
    _tails: frozenset[str] = frozenset()
    _found: dict[str, str] = field(default_factory=dict)

    def who(self, name: str) -> str:
        """What stands for a name: "#id" of the only one called so, "?key" where several are, "" for nobody."""
        if name not in self._found:
            self._found[name] = self._who(name)
        return self._found[name]

    def _who(self, name: str) -> str:
        key = key_of(name)
        ids = self.known.get(key) or self._at_home(name)
        if not ids:
            return ""
        return f"#{min(ids)}" if len(ids) == 1 else f"?{key}"

    def _at_home(self, name: str) -> frozenset[str]:
        """Those whose home the name's room is, and whose name the rest of it, if there is any."""
        runs = DIGITS.findall(name) if self.homes else []
        if self.homes is None or not runs:
            return frozenset()
        living = self._by_home(self.homes)
        if runs[-1][-TAIL:] not in self._tails:
            return frozenset()
        room, rest = self.homes.apart(name, self.community)
        door = self.homes.door(room, self.community)
        there = living.get(door.key, []) if door else []
        called = key_of(rest)
        return frozenset(it.id for it in there if not called or called == key_of(it.name))

    def _by_home(self, homes: Households) -> dict[str, list[Resident]]:
        if self._living is None:
            self._living = {}
            for person in self.people.values():
                if person.room and person.sponsor is None:
                    self._living.setdefault(homes.key(person, self.community), []).append(person)
            rooms = [it.room for home in self._living.values() for it in home]
            self._tails = frozenset(run[-TAIL:] for it in rooms for run in DIGITS.findall(it)[-1:])
        return self._living

    def entry(self, entry: Entry) -> Entry:
        who = self.who(entry.name)
        return replace(entry, who=who) if who else entry

    def snapshot(self, sent: Snapshot) -> Snapshot:
        """The sending with its entries resolved and its author's names added; a line that its author chose
        as theirs does not become theirs when it bears another's name."""
        called = names_of(self.people.get(sent.author))
        shared = {f"?{it}" for it in called if len(self.known.get(it, ())) > 1}
        own = self._mine(sent.own, sent.author) if sent.own else ""
        names = frozenset({f"#{sent.author}", *shared})
        return replace(sent, entries=tuple(map(self.entry, sent.entries)), names=names, own=own)

    def _mine(self, key: str, author: str) -> str:
        ids = self.known.get(key, frozenset())
        if not ids:
            return key
        if author not in ids:
            return ""
        return f"#{author}" if len(ids) == 1 else f"?{key}"


def who_is_who(
    people: Iterable[Resident],
    directory: Directory | None = None,
    community: str = "",
    homes: Households | None = None,
) -> WhoIsWho:
    """Those known by the names and rooms they have told, and the community's leaders by theirs. Guests,
    whom others order for, are known to these alone."""
    found: dict[str, set[str]] = {}
    everybody = {it.id: it for it in people}
    leaders = (
        {}
        if directory is None
        else {
            it: leader
            for leader in directory.leaders.values()
            for it in leader.identities
            if community in leader.communities
        }
    )
    for person in everybody.values():
        if person.sponsor is None:
            leads = next((leaders[it] for it in person.identities if it in leaders), None)
            for key in names_of(person) | ({key_of(leads.name)} if leads else set()):
                found.setdefault(key, set()).add(person.id)
    for leader in leaders.values():
        found.setdefault(key_of(leader.name), {f"leader:{leader.id}"})
    known = {key: frozenset(ids) for key, ids in found.items() if key}
    return WhoIsWho(known, everybody, homes, community)
