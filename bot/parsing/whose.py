"""Whose order a leader means: 跟团号 (#12, 12号) or a person's name or room, in one buy."""

import re
from collections.abc import Mapping, Sequence

from bot.parsing.plain import plain, same
from groupbuy.errors import Refusal
from groupbuy.households import Households
from groupbuy.order import Order
from groupbuy.resident import Resident

NUMBERED = re.compile(r"#?\s*(\d{1,6})\s*号?(?![\d号楼栋幢单元室-])")
BREAK = re.compile(r"[\s,，:：、的]+")
BETWEEN = " \n\t,，:：、的"


class NoSuchPerson(Refusal):
    text = "{buy}号团的单子里没有“{who}”，请用跟团号，例如“{usage}”（发“名单 {buy}”看跟团号）"


class WhichPerson(Refusal):
    """Several are called so; `choices` lists them."""

    text = "“{who}”有{count}位，请用跟团号：\n{choices}"


def find_order(
    words: str,
    orders: Sequence[Order],
    names: Mapping[str, Resident],
    *,
    buy: int,
    usage: str,
    private: bool,
    homes: Households | None = None,
    community: str = "",
) -> tuple[Order, str]:
    """The order named at the head of `words`, and what follows the name.

    A person's own label, name or room that the words begin with (the longest one) comes before a
    number; so does a room that `homes` reads as theirs, however it is written. `private` says whether a
    list of namesakes may show rooms.
    Raises NoSuchPerson, WhichPerson.
    """
    said = plain(words).strip()
    fits, length = _called(said, orders, names)
    if not fits and homes:
        fits, length = _living(said, orders, names, homes, community)
    if len(fits) > 1:
        raise _which(said[:length], fits, names, private=private)
    if fits:
        return fits[0], said[length:].strip(BETWEEN)
    number = NUMBERED.match(said)
    found = next((it for it in orders if number and it.seq_no == int(number[1])), None)
    if found is None or number is None:
        head = number[0].strip() if number else "".join(said.split()[:1])
        raise NoSuchPerson(buy=buy, who=head[:20], usage=usage)
    return found, said[number.end() :].strip(BETWEEN)


def _called(said: str, orders: Sequence[Order], names: Mapping[str, Resident]) -> tuple[list[Order], int]:
    """Those whose name stands longest at the head, and how much of the text it takes."""
    best: list[Order] = []
    length = 0
    for order in orders:
        person = names.get(order.resident) or Resident(order.resident)
        here = max(_begins(said, it) for it in (person.label, person.name, person.room))
        if here > length:
            best, length = [order], here
        elif here and here == length:
            best.append(order)
    return best, length


def _living(
    said: str, orders: Sequence[Order], names: Mapping[str, Resident], homes: Households, community: str
) -> tuple[list[Order], int]:
    """Those whose home the longest head of up to three words is."""
    for end in reversed([it.start() for it in BREAK.finditer(f"{said} ")][:3]):
        door = homes.door(said[:end], community)
        if door is None:
            continue
        fits = [
            it
            for it in orders
            if it.resident in names and homes.key(names[it.resident], community) == door.key
        ]
        if fits:
            return fits, end
    return [], 0


def _begins(said: str, name: str) -> int:
    """How much of the head of `said` is this name, a whole word of it; 0: none."""
    wanted, end = same(name), 0
    if not wanted or not same(said).startswith(wanted):
        return 0
    while same(said[:end]) != wanted:
        end += 1
    return end if not said[end:] or said[end] in BETWEEN else 0


def _which(who: str, fits: Sequence[Order], names: Mapping[str, Resident], *, private: bool) -> Refusal:
    people = [(it, names.get(it.resident) or Resident(it.resident)) for it in fits]
    choices = "\n".join(
        f"{it.seq_no}号 {person.label if private else person.masked}" for it, person in people
    )
    return WhichPerson(who=who, count=len(fits), choices=choices)
