"""What is accepted: how a row of the tables is written, and the values that many settings share."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from config.loader import Loaded
from groupbuy.directory import Identity

LONG, VERY_LONG = "名" * 60, "长" * 300
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NEW_YEAR = date(2027, 1, 1)
TEXTS = (
    ("王", "王"),
    (LONG, LONG),
    ('"  王  姐 "', "王  姐"),
    ("'007'", "007"),
    ("yes", "yes"),
    ("2027-01-01", "2027-01-01"),
    ("👩‍🌾", "👩‍🌾"),
    ("a:b#c, 'd' # a remark", "a:b#c, 'd'"),
)
NAMES = TEXTS[:3]
LONG_TEXTS = ((VERY_LONG, VERY_LONG), ('"一\\n\\n二"', "一\n\n二"))
CLOCK_TIMES = (('"00:00"', time(0)), ("23:59", time(23, 59)))
LATITUDES = (("-90", -90.0), ("90", 90.0), ("0", 0.0), ("31.22518", 31.22518), ("9e1", 90.0))
LONGITUDES = (("-180", -180.0), ("180", 180.0), ("-0.5", -0.5))


def up_to(most: int, least: int = 1) -> tuple[tuple[str, int], ...]:
    return ((str(least), least), (str(most), most), (f"0{most}", most), (f"+{most}", most))


class Setting(NamedTuple):
    """Where one setting stands in the small operator's files, how its value is read, and what it accepts."""

    place: str
    read: Callable[[Loaded], Any]
    accepts: tuple[tuple[str, Any], ...]


def leader(it: Loaded, key: str = "lin") -> Any:
    return it.directory.leaders[key]


def applying(it: Loaded) -> Any:
    return it.directory.applications


def building(it: Loaded) -> Any:
    return it.directory.communities["lake"].buildings[0]


def point(it: Loaded) -> Any:
    return it.directory.points["gate"]


def moved(it: Loaded) -> Any:
    return point(it).replacements[0]


def product(it: Loaded) -> Any:
    return it.directory.products["berry"]


def chat(it: Loaded) -> Any:
    return it.directory.chats["lake-1"]


def of_corp(*users: str) -> tuple[Identity, ...]:
    return tuple(("ww1", it) for it in users)
