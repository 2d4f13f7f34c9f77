"""What people were told about where and when to fetch, read off the very words, and whether it is right."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

_ABOUT = re.compile(r"(?=(?<!\d)\d+号团)")
_HEAD = re.compile(r"(\d+)号团】?(?:(?: \S+)? (\d+)号(?![楼点]))?")
_WHEN = re.compile(r"\d+月\d+日\(.\) \d\d:\d\d–\d\d:\d\d")
_CODE = re.compile(r"取货码 (\d{6})")


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that reached somebody: an answer or a notice. `to` is a user id, or "group:<chat group>"."""

    to: str
    text: str


@dataclass(frozen=True, slots=True)
class Due:
    """One order as the book has it: where and when its goods are fetched, from whom if that is nobody's usual
    leader (`ask`). `to` is whom it is told: a user id, or the name by which the group is told of it. `own`: the
    order is that person's own; else it is for `owner`. `guests` are all those that the person ordered for, `home`
    is the household."""

    buy: int
    seq: int
    code: str
    to: str
    owner: str
    own: bool
    home: str
    place: str
    when: str
    ask: str = ""
    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one telling says of one buy: every place and every time in it; `seq` and `code` where it has them."""

    to: str
    buy: int
    seq: int
    code: str
    text: str
    places: frozenset[str]
    times: frozenset[str]

    def about(self, due: Due) -> bool:
        """Whether whoever hears it must think of this order."""
        if self.buy != due.buy:
            return False
        if self.to.startswith("group:"):
            return bool(re.search(rf"[】，]{re.escape(due.to)} ", self.text))
        if self.to != due.to:
            return False
        if self.seq or self.code:
            return self.seq == due.seq or self.code == due.code
        whose = [name for name in due.guests if f"{name}的" in self.text]
        return due.own if not whose else due.owner in whose

    def right(self, due: Due) -> bool:
        return self.places == {due.place} and self.times == {due.when} and due.ask in self.text


def sayings(tellings: Iterable[Telling], places: Collection[str]) -> Iterator[Said]:
    """Everything in them that names a place and a time, in the order in which it was told."""
    for it in tellings:
        for part in _ABOUT.split(it.text):
            head = _HEAD.match(part)
            where, when = {name for name in places if name in part}, set(_WHEN.findall(part))
            if head and where and when:
                code = _CODE.search(part)
                numbers = int(head[1]), int(head[2] or 0)
                told = f"】{part.partition('】')[2]}" if "】" in part else part
                yield Said(it.to, *numbers, code[1] if code else "", told, frozenset(where), frozenset(when))


def contradictions(
    dues: Sequence[Due], tellings: Sequence[Telling], places: Collection[str]
) -> Iterator[str]:
    """Who was told of no place at all, who last heard another place or time than the book has (or two at once,
    or not whom to ask for), and households that would have to go to two places."""
    said = list(sayings(tellings, places))
    for due in dues:
        heard = [it for it in said if it.about(due)]
        whose = f"{due.buy}号团 {due.seq}号 {due.owner}"
        if not heard:
            yield f"{whose}: was never told where and when"
        elif not heard[-1].right(due):
            last = heard[-1]
            yield (
                f"{whose}: told {'、'.join(sorted(last.places))} {'、'.join(sorted(last.times))}; "
                f"right is {due.place} {due.when} {due.ask}".rstrip()
            )
    homes: dict[tuple[int, str], set[tuple[str, str]]] = {}
    for due in dues:
        homes.setdefault((due.buy, due.home), set()).add((due.place, due.when))
    for (buy, home), ways in homes.items():
        if len(ways) > 1:
            yield f"{buy}号团 {home}: one household, {len(ways)} places or times"
