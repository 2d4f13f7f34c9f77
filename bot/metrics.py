"""What an operator watches: counters, gauges and times in the Prometheus text format."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

QUICK = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
"""Seconds; a platform gives up after five."""
SLOW = (1, 2, 5, 10, 30, 60, 300, 1800, 3600, 86400)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the database says waits: so many notices, the oldest whose time has come for so many seconds, the
    oldest moment (a cutoff, a reminder) that nobody has dealt with for so many. By `apart` seconds this machine's
    clock is ahead of the database's."""

    notices: int
    oldest: float
    due: float
    apart: float = 0.0


@dataclass(frozen=True, slots=True)
class Present:
    """How things stand at this moment. `waiting` None: the database does not say."""

    shelf: bool
    behind: bool
    waiting: Waiting | None


@dataclass(slots=True)
class Metrics:
    """One process's figures. Labels hold names from the configuration and the code, never ids."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _counters: dict[str, Counter] = field(default_factory=dict)
    _series: dict[tuple[str, ...], Counter] = field(default_factory=dict)
    _times: dict[str, Histogram] = field(default_factory=dict)
    _gauges: dict[str, Gauge] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, says, labels in (
            ("messages", "Messages by channel and outcome", ["channel", "outcome"]),
            ("callbacks_refused", "Callbacks refused", ["channel", "status"]),
            ("notices", "Notices by kind and how they ended", ["kind", "end"]),
            ("send_failures", "Messages that did not go out, by channel and how", ["channel", "how"]),
            (
                "events",
                "What was journalled, by kind: OrderPlaced, OrderCancelled, GoodsPickedUp …",
                ["kind"],
            ),
            ("questions", "Questions asked back, by kind", ["kind"]),
        ):
            self._counters[name] = Counter(f"linli_{name}", says, labels, registry=self.registry)
        for name, says, labels, buckets in (
            ("reply_seconds", "From a callback's arrival to its answer", ["channel"], QUICK),
            ("unit_seconds", "A message's transaction, its wait for the database included", [], QUICK),
            ("shelf_seconds", "One question to Redis", [], QUICK),
            ("tick_lateness_seconds", "How late due moments were dealt with", [], SLOW),
        ):
            self._times[name] = Histogram(
                f"linli_{name}", says, labels, registry=self.registry, buckets=buckets
            )
        for name, says in (
            ("outbox_waiting", "Notices not told yet"),
            ("outbox_oldest_seconds", "How long the oldest notice waits whose time has come"),
            ("due_oldest_seconds", "How long the oldest moment waits that has come and was not dealt with"),
            ("clock_apart_seconds", "How far this machine's clock is ahead of the database's"),
            ("shelf_away", "1 while Redis is out of reach"),
            ("configuration_behind", "1 while another configuration is in force than this process's"),
            ("database_away", "1 while the database does not answer"),
        ):
            self._gauges[name] = Gauge(f"linli_{name}", says, registry=self.registry)

    def heard(self, channel: str, outcome: str) -> None:
        self._count("messages", channel, outcome)

    def turned_away(self, channel: str, status: int) -> None:
        self._count("callbacks_refused", channel, str(status))

    def told(self, kind: str, end: str) -> None:
        self._count("notices", kind, end)

    def not_sent(self, channel: str, how: str) -> None:
        self._count("send_failures", channel, how)

    def happened(self, kinds: Iterable[str], questions: Iterable[str]) -> None:
        """What a unit journalled and asked, once it is committed."""
        for kind in kinds:
            self._count("events", kind)
        for kind in questions:
            self._count("questions", kind)

    def replied(self, channel: str, seconds: float) -> None:
        self._times["reply_seconds"].labels(channel).observe(seconds)

    def stored(self, seconds: float) -> None:
        self._times["unit_seconds"].observe(seconds)

    def asked_shelf(self, seconds: float) -> None:
        self._times["shelf_seconds"].observe(seconds)

    def late(self, seconds: float) -> None:
        self._times["tick_lateness_seconds"].observe(seconds)

    def _count(self, name: str, *labels: str) -> None:
        """One more; which series that is, the library is asked once."""
        series = self._series.get((name, *labels))
        if series is None:
            series = self._series[name, *labels] = self._counters[name].labels(*labels)
        series.inc()

    def text(self) -> bytes:
        """The exposition format, version 0.0.4."""
        return generate_latest(self.registry)

    def show(self, now: Present) -> None:
        """What the database does not say stays as it was."""
        self._gauges["shelf_away"].set(not now.shelf)
        self._gauges["configuration_behind"].set(now.behind)
        self._gauges["database_away"].set(now.waiting is None)
        if now.waiting is not None:
            self._gauges["outbox_waiting"].set(now.waiting.notices)
            self._gauges["outbox_oldest_seconds"].set(now.waiting.oldest)
            self._gauges["due_oldest_seconds"].set(now.waiting.due)
            self._gauges["clock_apart_seconds"].set(now.waiting.apart)
