"""Which notices had to reach whom, and which did: read off the bubbles the stand-in platform was given."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.demo.platform import Told

Key = tuple[str, int, str]
"""(kind, buy, whom): a user id, "group:<chat group>" or, for somebody named in a group, "named:<who>"."""

KINDS = {
    "opened": r"直接说要什么就行",
    "cutoff_soon": r"还要的请直接说",
    "closed": r"已截单，共",
    "closed_summary": r"截单汇总",
    "not_formed": r"没到起订量（",
    "buy_off": r"取消了（",
    "late_order_kept": r"收下请回",
    "summary_corrected": r"汇总有更正",
    "amended": r"团长收下了你的迟单|团长帮你改了单",
    "shorted": r"抱歉",
    "shortage_lifted": r"照常，订单现为",
    "arrived": r"到货了",
    "pickup_soon": r"等你取|没取，",
    "unclaimed": r"取货时间到了",
    "fetch_reminder": r"还没取：",
    "proxy_fetched": r"代领走了",
    "points_assigned": r"自提点排好了",
    "point_assigned": r"改到这里取",
    "delayed": r"改到.*到了再告诉你",
    "transferred": r"调来|你调去的",
    "cover_asked": r"想请你代班",
    "cover_found": r"由\S+代班",
    "handed_over": r"取货请找",
}
_PIECE = re.compile(r"(?=【\d+号团】)")
_BUY = re.compile(r"【(\d+)号团】")
_NAMED = re.compile(r"】(?:抱歉，)?(\S{1,6}) (?:的|还有|有)")


@dataclass(slots=True)
class Expected:
    """Filled by the scenes as things happen."""

    keys: Counter[Key] = field(default_factory=Counter)

    def add(self, kind: str, buy: int, *whom: str) -> None:
        for it in whom:
            self.keys[kind, buy, it] += 1


def pieces(text: str) -> Iterator[str]:
    """A bubble's notices apart: several may go in one message."""
    return (it for it in _PIECE.split(text) if it.strip())


def seen(told: Iterable[Told], groups: dict[str, str]) -> Counter[Key]:
    """`groups` are the chat groups by webhook key."""
    found: Counter[Key] = Counter()
    for it in told:
        for piece in pieces(it.text):
            found[_key(piece, it, groups)] += 1
    return found


def _key(piece: str, told: Told, groups: dict[str, str]) -> Key:
    kind = next((name for name, words in KINDS.items() if re.search(words, piece)), "unknown")
    buy = _BUY.match(piece)
    whom = told.to
    if told.group:
        named = _NAMED.search(piece) if kind in ("arrived", "shorted", "pickup_soon", "amended") else None
        whom = f"named:{named[1]}" if named else f"group:{groups.get(told.to, '?')}"
    return kind, int(buy[1]) if buy else 0, whom
