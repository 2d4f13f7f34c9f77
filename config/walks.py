"""Checks of the walks somebody measured: each from a building or unit on the list, once, to a point of the community."""

from collections.abc import Iterator

from config.build_communities import community, start_of
from config.findings import Finding, Parsed
from config.mistakes import Loc, listed, quoted
from groupbuy.households import Buildings


def walks(parsed: Parsed) -> Iterator[Finding]:
    for key, it in parsed.communities.items():
        known = community(key, it.model_copy(update={"walks": {}}))
        buildings, names = Buildings(known), [one.name for one in known.buildings]
        first: dict[tuple[str, str], str] = {}
        for written, points in it.walks.items():
            loc: Loc = ("communities", key, "walks", written)
            start = start_of(written, buildings)
            if start is None:
                allowed = f"{listed(names)}, or a unit such as 3号楼2单元"
                what = f"{quoted(written)} is no building or unit of {key}; allowed: {allowed}"
                yield Finding("communities.yaml", loc, what)
            elif (other := first.setdefault((start.building, start.unit), written)) != written:
                what = f"{quoted(written)} is {quoted(other)} already; allowed: each building or unit once"
                yield Finding("communities.yaml", loc, what)
            for point in points:
                there = parsed.points.get(point)
                if there is not None and there.community != key and there.community in parsed.communities:
                    mine = [name for name, one in parsed.points.items() if one.community == key]
                    what = f"{point} is a point of {there.community}; allowed: {listed(mine)}"
                    yield Finding("communities.yaml", (*loc, point), what)
