"""What a new configuration takes away: asked by the reload, which refuses to orphan undelivered orders."""

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


def removed(old: Directory, new: Directory) -> Removed:
    """Leaders, points and products of `old` that `new` lacks. A changed name or place is no removal."""
    return Removed(
        leaders=_gone(old.leaders, new.leaders),
        points=_gone(old.points, new.points),
        products=_gone(old.products, new.products),
    )


def _gone(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(it for it in old if it not in new)
