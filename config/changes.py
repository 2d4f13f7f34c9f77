"""What a new configuration takes away: told by the reload, so that a slip of the hand is seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from groupbuy.directory import Directory


@dataclass(frozen=True, slots=True)
class Removed:
    """Ids that were there and are no longer, in the order of the old files; falsy when there are none."""

    leaders: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    products: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.leaders or self.points or self.products)

    def __str__(self) -> str:
        """For an admin: leader zhou, point club; "nothing" where there are none."""
        named = (("leader", self.leaders), ("point", self.points), ("product", self.products))
        return ", ".join(f"{kind} {it}" for kind, ids in named for it in ids) or "nothing"


def removed(old: Directory, new: Directory) -> Removed:
    """Leaders, points and products of `old` that `new` lacks. A changed name or place is no removal."""
    return Removed(
        leaders=_gone(old.leaders, new.leaders),
        points=_gone(old.points, new.points),
        products=_gone(old.products, new.products),
    )


def _gone(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(it for it in old if it not in new)
