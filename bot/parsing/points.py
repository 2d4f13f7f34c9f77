"""The pickup point a leader's words name: 2号点, or its name where no item is called so."""

import re

from bot.parsing.goods import fitting
from bot.parsing.plain import plain
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, PickupPoint
from groupbuy.errors import UnknownPoint
from groupbuy.pickup import find_point

AT_POINT = re.compile(r"(?<!\d)(\d{1,3})\s*号(?:自提)?点")


def point_in(directory: Directory, buy: GroupBuy, words: str) -> tuple[PickupPoint | None, str]:
    """The point named and the other words; UnknownPoint for a number that no point has."""
    numbered_point = AT_POINT.search(plain(words))
    if numbered_point:
        point = find_point(numbered_point[1], buy.community, directory)
        if point is None:
            raise UnknownPoint()
        return point, AT_POINT.sub(" ", plain(words), count=1).strip()
    tokens = words.split()
    for token in tokens:
        if not any(char.isdigit() for char in token) and not fitting(buy, token):
            named = find_point(token.removeprefix("在"), buy.community, directory)
            if named:
                return named, " ".join(it for it in tokens if it is not token)
    return None, words
