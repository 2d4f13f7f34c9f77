"""Where the room does not do: what lacks, and the cheapest ways out, each solved and not guessed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from groupbuy.assigning.costs import Costs
from groupbuy.assigning.model import Assignment, Household, Placement, Problem
from groupbuy.directory import StorageClass

MOST_WAYS = 3
TRIED = 4
"""Points that are asked what growing there would need: those nearest to where it lacks, and of those where it lacks
as many."""


@dataclass(frozen=True, slots=True)
class Add:
    """So many units of room more."""

    point: str
    kind: StorageClass
    units: int


@dataclass(frozen=True, slots=True)
class Move:
    """These households to that point. `further`: metres each walks more, on average, than where room lacks (for
    those nobody may serve: than the farthest anybody is asked to walk)."""

    to: str
    households: tuple[str, ...]
    further: int


@dataclass(frozen=True, slots=True)
class Way:
    """With these additions everybody of `placement` has room. `further`: metres more for each that moves.
    `loosened`: it asks some to walk beyond the limit, or moves pinned ones."""

    adds: tuple[Add, ...]
    moves: tuple[Move, ...]
    placement: Placement
    loosened: bool = False

    @property
    def price(self) -> tuple[int, int, int]:
        """Few units first, then few metres and few moved."""
        metres = sum(len(it.households) * it.further for it in self.moves)
        return sum(it.units for it in self.adds), metres, sum(len(it.households) for it in self.moves)


@dataclass(frozen=True, slots=True)
class Trouble:
    """`lacks`: the constraints that bind, at the placement where fewest units lack. `short`: what all open points
    together have too little of, so that no moving can help. `ways[0]` is always: add what lacks, move nobody."""

    lacks: tuple[Add, ...]
    stranded: tuple[str, ...]
    short: dict[StorageClass, int] = field(default_factory=dict)
    ways: tuple[Way, ...] = ()


def ways_out(problem: Problem, found: Assignment) -> Trouble:
    """`found` is what `solve` said about this problem: the placement where as few units as possible lack."""
    lacks = adds_of(found)
    first = Way(lacks, (), found.placement)
    staying = replace(problem, households=tuple(kept(it, found.placement) for it in problem.households))
    ways = sorted(others(staying, found), key=lambda it: it.price)
    distinct = {(it.adds, it.moves): it for it in reversed(ways) if (it.adds, it.moves) != (lacks, ())}
    rest = sorted(distinct.values(), key=lambda it: it.price)[: MOST_WAYS - 1]
    return Trouble(lacks, found.stranded, short(problem), (*([first] if lacks else []), *rest))


def kept(household: Household, placement: Placement) -> Household:
    """Sticky to where it would be: a way out moves those it must and nobody else."""
    return replace(household, promised=placement.get(household.id))


def others(problem: Problem, found: Assignment) -> Iterator[Way]:
    from groupbuy.assigning.solve import gathered, solve  # slow to import

    far = replace(problem, weights=replace(problem.weights, farthest=None))
    free = replace(far, households=tuple(replace(it, pinned=None) for it in far.households))
    before = sum(found.lacking.values()), len(found.stranded)
    for loosened in (far, free):
        if loosened == problem or (loosened is free and free == far):
            continue
        way = solve(loosened)
        if (sum(way.lacking.values()), len(way.stranded)) < before and not way.stranded:
            yield Way(adds_of(way), moves(problem, found.placement, way.placement), way.placement, True)
            break
    candidates = nearest(problem, found) if found.lacking and not found.stranded else []
    for point, way in gathered(problem, candidates, MOST_WAYS - 1).items():
        if all(at == point for at, _ in way.lacking):
            yield Way(adds_of(way), moves(problem, found.placement, way.placement), way.placement)


def adds_of(found: Assignment) -> tuple[Add, ...]:
    return tuple(Add(point, kind, units) for (point, kind), units in sorted(found.lacking.items()))


def moves(problem: Problem, before: Placement, after: Placement) -> tuple[Move, ...]:
    costs, points = Costs(problem), {it.id: it for it in problem.points}
    gone: dict[str, list[tuple[str, int]]] = {}
    for household in sorted(problem.households, key=lambda it: it.id):
        start, end = before.get(household.id), after[household.id]
        if start != end:
            walked = costs.terms(household, points[end]).walk
            usual = costs.terms(household, points[start]).walk if start else problem.weights.farthest or 0
            gone.setdefault(end, []).append((household.id, walked - usual))
    return tuple(
        Move(to, tuple(who for who, _ in those), round(sum(metres for _, metres in those) / len(those)))
        for to, those in sorted(gone.items(), key=lambda it: (-len(it[1]), it[0]))
    )


def nearest(problem: Problem, found: Assignment) -> list[str]:
    """Points with a limit where one lacks, nearest first to the households served where it lacks."""
    kinds, full = {kind for _, kind in found.lacking}, {point for point, _ in found.lacking}
    costs = Costs(problem)
    crowd = [it for it in problem.households if found.placement.get(it.id) in full]
    growing = [it for it in problem.open_points if it.id not in full and kinds & it.capacity.keys()]
    walks = {it.id: sum(costs.terms(one, it).walk for one in crowd) for it in growing}
    several = sorted(full) if len(full) > 1 else []
    return [*several[:TRIED], *sorted(walks, key=lambda it: (walks[it], it))[:TRIED]]


def short(problem: Problem) -> dict[StorageClass, int]:
    """Per class: what is needed beyond the room of all open points together, where each of them has a limit."""
    beyond = {}
    for kind in StorageClass:
        rooms = [it.capacity.get(kind) for it in problem.open_points]
        limited = sum(it for it in rooms if it is not None)
        if None not in rooms:
            beyond[kind] = sum(it.need.get(kind, 0) for it in problem.households) - limited
    return {kind: units for kind, units in beyond.items() if units > 0}
