"""配货单: household by household, in the order one walks past their doors, what goes into the bag."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.at_points import AtPoint, at_points, buy_to_pack
from bot.commands.base import Who, command
from bot.homes import homes_of
from bot.marks import paid_mark
from bot.parsing.forms import nothing_more
from bot.parsing.paging import page_in, paged
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy
from groupbuy.directory import Right
from groupbuy.households import Household
from groupbuy.money import yuan
from groupbuy.notices.facts import ItemFact, in_brief, window
from groupbuy.order import Order
from groupbuy.resident import Resident

USAGE = "配货单 12"
ELSEWHERE = "房号没说清的"


@dataclass(frozen=True, slots=True)
class Door:
    """A household and what its people ordered; `home` is None where that is not known or unclear."""

    home: Household | None
    orders: list[Order]

    @property
    def building(self) -> str:
        return self.home.building or self.home.display if self.home else ELSEWHERE


@command(
    "配货单",
    "配货",
    usage=USAGE,
    says="每户装什么，按楼栋房号排",
    who=Who.LEADER,
    right=Right.GOODS,
    private=True,
)
async def packing_list(talk: Talk, books: UnitBooks, words: str) -> str:
    """Point by point what is still to be handed out, one bag a household; with rooms and remarks, so 1:1."""
    page, words = page_in(words)
    buy, rest = await buy_to_pack(talk, books, words, Right.GOODS, USAGE)
    places, rest = await at_points(talk, books, buy, rest)
    nothing_more(rest, USAGE)
    notes = await books.notes(buy.number)
    rows: list[str] = []
    for place in places:
        people = await books.residents({it.resident for it in place.orders})
        doors = doors_of(talk, buy, place.orders, people)
        rows += _rows(buy, place, doors, people, notes)
    if not rows:
        return f"{buy.number}号团没有要装的货。"
    head = f"{buy.number}号团《{buy.title}》配货单，{window(buy)}取"
    only = f" {places[0].point.no}号点" if len(places) == 1 and places[0].point else ""
    return f"{head}\n{paged(rows, page, f'配货单 {buy.number}{only}')}"


def doors_of(
    talk: Talk, buy: GroupBuy, orders: Iterable[Order], people: Mapping[str, Resident]
) -> list[Door]:
    """The orders that still wait, by household in walking order; those without a room last, by 跟团号."""
    homes = homes_of(talk)
    found: dict[str, Door] = {}
    for order in orders:
        if order.waiting:
            person = people.get(order.resident) or Resident(order.resident)
            key = homes.key(person, buy.community)
            found.setdefault(key, Door(homes.of(person, buy.community), [])).orders.append(order)
    return sorted(found.values(), key=_walking)


def _walking(door: Door) -> tuple[bool, tuple[object, ...], int]:
    return door.home is None, door.home.order if door.home else (), door.orders[0].seq_no


def _rows(
    buy: GroupBuy,
    place: AtPoint,
    doors: list[Door],
    people: Mapping[str, Resident],
    notes: Mapping[tuple[str, int], str],
) -> list[str]:
    """【1号点 东门驿站】2户, a line for each building, and below it a line for each bag."""
    done = sum(not it.waiting for it in place.orders)
    if not doors:
        return []
    rows = [f"【{place.name}】{len(doors)}户" + (f"，另{done}单已取完" if done else "")]
    building = None
    for door in doors:
        if door.building != building:
            building = door.building
            rows.append(f"— {building}")
        where = f"{door.home.display}：" if door.home else _as_said(door, people)
        rows.append(where + "；".join(_bag(buy, it, people, notes) for it in door.orders))
    return rows


def _as_said(door: Door, people: Mapping[str, Resident]) -> str:
    """What somebody wrote that may be several homes or none on the list: 3-1203"""
    person = people.get(door.orders[0].resident)
    return f"{person.room} " if person and person.room else ""


def _bag(
    buy: GroupBuy, order: Order, people: Mapping[str, Resident], notes: Mapping[tuple[str, int], str]
) -> str:
    """王姐 3号 草莓2盒、蓝莓1盒（草莓要熟的）未付62元"""
    person = people.get(order.resident) or Resident(order.resident)
    lines = [(buy.item(no), line) for no, line in sorted(order.lines.items()) if line.waiting > 0]
    what = in_brief([ItemFact(item.name, item.unit, line.waiting, 0) for item, line in lines])
    said = dict.fromkeys(note for item, _ in lines if (note := notes.get((order.id, item.no))))
    note = f"（{'；'.join(said)}）" if said else ""
    owed = ""
    if order.owed > 0:
        owed = f" {paid_mark(order)}" + ("" if order.paid else f"{yuan(order.owed)}元")
    return f"{person.name or person.masked} {order.seq_no}号 {what}{note}{owed}"
