"""References from one file to another: what is named must exist. Read off the raw files, so that a mistake
elsewhere in an entry hides none of its references."""

from collections.abc import Iterator, Mapping
from typing import Any

from config.documents import Document
from config.findings import Finding
from config.mistakes import Loc, did_you_mean, listed, quoted

KEYS = "keys of"
ITEMS = "items of a list"

REFERENCES = (
    ("communities.yaml", ("chats", "*", "community"), "communities.yaml", "communities", "community"),
    ("communities.yaml", ("chats", "*", "channel"), "channels.yaml", "channels", "channel"),
    ("communities.yaml", ("chats", "*", "push"), "channels.yaml", "channels", "channel"),
    ("communities.yaml", ("communities", "*", "walks", "*", KEYS), "points.yaml", "points", "point"),
    ("leaders.yaml", ("leaders", "*", "communities", ITEMS), "communities.yaml", "communities", "community"),
    ("leaders.yaml", ("leaders", "*", "communities", KEYS), "communities.yaml", "communities", "community"),
    ("leaders.yaml", ("leaders", "*", "ids", KEYS), "channels.yaml", "channels", "channel"),
    ("leaders.yaml", ("leaders", "*", "deputy_of"), "leaders.yaml", "leaders", "leader"),
    ("leaders.yaml", ("admins", "*", "ids", KEYS), "channels.yaml", "channels", "channel"),
    ("points.yaml", ("points", "*", "community"), "communities.yaml", "communities", "community"),
    ("points.yaml", ("points", "*", "leader"), "leaders.yaml", "leaders", "leader"),
    ("points.yaml", ("points", "*", "managers", "*"), "leaders.yaml", "leaders", "leader"),
    ("products.yaml", ("products", "*", "supplier"), "products.yaml", "suppliers", "supplier"),
)
"""(file, where it is named, file, map that has it, what it is)"""


def check_references(documents: Mapping[str, Document]) -> Iterator[Finding]:
    """Names of what does not exist. A file that cannot be read, or has nothing in it, is not blamed on those that
    refer to it."""
    for file, where, target, section, noun in REFERENCES:
        there = documents[target]
        known = there.data.get(section, {}) if there.readable and there.data else None
        if known is None or not isinstance(known, dict):
            continue
        for loc, name in _named(documents[file].data, where, ()):
            if name not in known:
                near = did_you_mean(name, known)
                what = f"there is no {noun} {quoted(name)} in {target}{near}; allowed: {listed(known)}"
                yield Finding(file, loc, what)


def _named(data: Any, where: tuple[str, ...], loc: Loc) -> Iterator[tuple[Loc, str]]:
    if not where:
        if isinstance(data, str):
            yield loc, data
    elif where[0] == KEYS:
        yield from ((((*loc, it), it) for it in data) if isinstance(data, dict) else ())
    elif where[0] == ITEMS and not isinstance(data, list):
        return
    elif where[0] in ("*", ITEMS):
        for key, value in (
            data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
        ):
            yield from _named(value, where[1:], (*loc, key))
    elif isinstance(data, dict) and where[0] in data:
        yield from _named(data[where[0]], where[1:], (*loc, where[0]))
