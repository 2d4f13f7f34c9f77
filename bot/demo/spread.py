"""How a buy's goods lie in the fridges of the points: all to the nearest, as first decided, as solved at the cutoff."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from rich import box
from rich.table import Table
from rich.text import Text

from bot.demo.goods import TAKES
from bot.demo.river import WISHES, Wish
from groupbuy.directory import Community, PickupPoint
from groupbuy.places import Place, StorageClass

KEPT = {"冷藏": StorageClass.CHILLED, "冷冻": StorageClass.FROZEN, "常温": StorageClass.NORMAL}
EARTH, DETOUR = 6_371_009, 1.3
"""Mean radius in metres; how much longer than the straight line one walks."""

_MOVED = re.compile(r"自提点排好了：(\d+)单换了点，已通知本人，平均走(\d+)米（原来(\d+)米）")
_ROW = re.compile(r"(\d+) \S+：(\d+)户(\S*)")
_FILLED = re.compile(r"，(\D+)(\d+)/(\d+)格")

Where = Mapping[str, str]
"""Point id by a resident's name."""
Fridges = Mapping[str, Mapping[str, int]]
"""Point id → 冷藏, 冷冻 or 常温 → units of room."""


def metres(one: Place, two: Place) -> float:
    """On foot: the great circle × 1.3."""
    north, east = radians(two.lat - one.lat), radians(two.lon - one.lon)
    half = sin(north / 2) ** 2 + cos(radians(one.lat)) * cos(radians(two.lat)) * sin(east / 2) ** 2
    return DETOUR * 2 * EARTH * asin(sqrt(half))


@dataclass(frozen=True, slots=True)
class Spread:
    """`first` is what each was told with the order, `then` after the cutoff; points in the order of their numbers."""

    community: Community
    points: Sequence[PickupPoint]
    first: Where
    then: Where

    @property
    def nearest(self) -> Where:
        return {it.who.name: min(self.points, key=lambda point: self.walk(it, point.id)).id for it in WISHES}

    @property
    def moved(self) -> Sequence[Wish]:
        return [it for it in WISHES if self.first[it.who.name] != self.then[it.who.name]]

    def walk(self, it: Wish, point: str) -> float:
        home = next(one for one in self.community.buildings if one.name == it.building)
        there = next(one for one in self.points if one.id == point)
        return metres(home.place, there.place) if there.place else 0

    def mean_walk(self, where: Where) -> float:
        """Of the households: a home in which two order walks once."""
        homes = {it.who.room: self.walk(it, where[it.who.name]) for it in reversed(WISHES)}
        return sum(homes.values()) / len(homes)

    def filled(self, where: Where) -> Fridges:
        """What would lie where, in units."""
        units = {point.id: dict.fromkeys(KEPT, 0) for point in self.points}
        for it in WISHES:
            for good, qty in it.goods.items():
                kind, each = TAKES[good.name]
                units[where[it.who.name]][kind] += each * int(qty)
        return units

    def over(self, where: Where) -> list[str]:
        """2号点冷藏 13/12格, of every fridge that this would not fit into."""
        units = self.filled(where)
        return [
            f"{point.no}号点{kind} {units[point.id][kind]}/{point.capacity[key]}格"
            for point in self.points
            for kind, key in KEPT.items()
            if units[point.id][kind] > point.capacity[key]
        ]

    def wrong(self, told: str) -> Iterator[str]:
        """What does not hold of the solution, and what the leader was told of it (`told`) that is not so."""
        if not self.over(self.nearest):
            yield "the nearest point has room for everybody: nothing binds"
        yield from (f"does not fit: {it}" for it in self.over(self.then))
        away = [it for it in WISHES if self.then[it.who.name] != self.nearest[it.who.name]]
        if not self.moved or not away:
            yield "nobody was moved, or everybody is at their nearest point"
        said = _MOVED.search(told)
        ours = len(self.moved), self.mean_walk(self.then), self.mean_walk(self.first)
        moved, then, first = map(int, said.groups()) if said else (0, 0, 0)
        if moved != ours[0] or abs(then - ours[1]) > 1 or abs(first - ours[2]) > 1:
            yield f"told “{said[0] if said else told}”, ours {ours}"
        rows = {int(no): (int(homes), _FILLED.findall(rest)) for no, homes, rest in _ROW.findall(told)}
        for point in self.points:
            if rows.get(point.no) != (mine := self._row(point)):
                yield f"{point.no}号点: told {rows.get(point.no)}, ours {mine}"

    def _row(self, point: PickupPoint) -> tuple[int, list[tuple[str, str, str]]]:
        """As the leader reads it: households, and room taken of what there is, where any is."""
        homes = {it.who.room for it in WISHES if self.then[it.who.name] == point.id}
        units = self.filled(self.then)[point.id]
        kinds = [it for it in ("常温", "冷藏", "冷冻") if units[it]]
        return len(homes), [(it, str(units[it]), str(point.capacity[KEPT[it]])) for it in kinds]

    def table(self) -> Table:
        """A row for each point."""
        table = Table(
            title="要几格/有几格：都去最近的点，下单时定的，截单后排的",
            box=box.SIMPLE_HEAD,
            padding=(0, 1, 0, 0),
            show_edge=False,
            pad_edge=False,
        )
        for name in ("自提点", "户", "冷藏:最近", "下单时", "排好后", "冷冻:最近", "下单时", "排好后"):
            table.add_column(name, justify="left" if name == "自提点" else "right", no_wrap=True)
        filled = [self.filled(where) for where in (self.nearest, self.first, self.then)]
        for point in self.points:
            cells = [
                _cell(units[point.id][kind], point.capacity[KEPT[kind]])
                for kind in ("冷藏", "冷冻")
                for units in filled
            ]
            table.add_row(f"{point.no} {point.name}", str(self._row(point)[0]), *cells)
        return table

    def story(self) -> Iterator[str]:
        """阿明（12号楼）：北门菜店 2086米 → 物业前台 36米, for everybody who moved; then the means."""
        names = {point.id: point.name for point in self.points}
        for it in self.moved:
            one, two = self.first[it.who.name], self.then[it.who.name]
            walks = f"{names[one]} {self.walk(it, one):.0f}米 → {names[two]} {self.walk(it, two):.0f}米"
            yield f"{it.who.name}（{it.building}）：{walks}"
        away = sum(self.then[it.who.name] != self.nearest[it.who.name] for it in WISHES)
        yield (
            f"都去最近的放不下（{'，'.join(self.over(self.nearest))}）；统一排以后{away}单不在最近的点，"
            f"平均走{self.mean_walk(self.then):.0f}米（下单时定的{self.mean_walk(self.first):.0f}米）"
        )


def _cell(units: int, room: int) -> Text:
    if units > room:
        return Text(f"✗{units}/{room}", "bold red")
    return Text(f"{units}/{room}", "bold" if units == room > 0 else "")
