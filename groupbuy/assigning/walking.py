"""How far a walk is: the straight line between two places, made longer as streets make it."""

from math import asin, cos, radians, sin, sqrt

from groupbuy.directory import Place

EARTH = 6_371_008.7714
"""Mean radius in metres of the WGS-84 ellipsoid, (2a + b) / 3 with a = 6 378 137 and b = 6 356 752.3142
(NIMA TR8350.2, table 3.1 and 3.3)."""

DETOUR = 1.3
"""Walked metres for each metre of straight line between buildings of one neighbourhood."""


def straight(start: Place, end: Place) -> float:
    """Great-circle metres by the haversine formula, right to 0.5 %. Both places must be in one system: Chinese
    maps give GCJ-02, some 500 m beside WGS-84."""
    lat1, lat2 = radians(start.lat), radians(end.lat)
    across = sin(radians(end.lon - start.lon) / 2)
    along = sin((lat2 - lat1) / 2)
    return 2 * EARTH * asin(min(1.0, sqrt(along * along + cos(lat1) * cos(lat2) * across * across)))


def walk(start: Place, end: Place) -> int:
    """Whole metres on foot."""
    return round(straight(start, end) * DETOUR)
