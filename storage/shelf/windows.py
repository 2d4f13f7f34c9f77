"""How often something happened in the last minute, counted by one process for itself."""

from collections import OrderedDict, deque
from collections.abc import Callable

MINUTE = 60.0


class Windows:
    """A moving window for each key; `now` are seconds that only go forward. Keys are forgotten as others are
    asked about, the oldest first: nothing walks through all of them (docs/decisions/0024)."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._hits: OrderedDict[str, deque[float]] = OrderedDict()
        """Those of a key oldest first; the key that was asked about last comes last."""

    def take(self, key: str, most: int) -> bool:
        """Whether fewer than `most` (1 or more) were taken within a minute; a yes is counted."""
        now = self._now()
        since = now - MINUTE
        while self._hits and next(iter(self._hits.values()))[-1] < since:
            self._hits.popitem(last=False)
        hits = self._hits.setdefault(key, deque())
        self._hits.move_to_end(key)
        while hits and hits[0] < since:
            hits.popleft()
        if len(hits) >= most:
            return False
        hits.append(now)
        return True

    def taken(self, key: str) -> int:
        """How many were taken within a minute."""
        since = self._now() - MINUTE
        return sum(at >= since for at in self._hits.get(key, ()))

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._hits)
