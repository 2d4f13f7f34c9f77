"""What an operator watches: counters and gauges in the Prometheus text format."""

from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest


@dataclass(slots=True)
class Metrics:
    """One process's figures. Labels hold names from the configuration and the code, never ids."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    messages: Counter = field(init=False)
    refused: Counter = field(init=False)
    notices: Counter = field(init=False)
    lateness: Gauge = field(init=False)

    def __post_init__(self) -> None:
        self.messages = Counter(
            "linli_messages",
            "Messages by channel and outcome",
            ["channel", "outcome"],
            registry=self.registry,
        )
        self.refused = Counter(
            "linli_callbacks_refused", "Callbacks refused", ["channel", "status"], registry=self.registry
        )
        self.notices = Counter(
            "linli_notices", "Notices by kind and how they ended", ["kind", "end"], registry=self.registry
        )
        self.lateness = Gauge(
            "linli_tick_lateness_seconds",
            "How late the last due moment was dealt with",
            registry=self.registry,
        )

    def heard(self, channel: str, outcome: str) -> None:
        self.messages.labels(channel, outcome).inc()

    def turned_away(self, channel: str, status: int) -> None:
        self.refused.labels(channel, str(status)).inc()

    def told(self, kind: str, end: str) -> None:
        self.notices.labels(kind, end).inc()

    def text(self) -> bytes:
        """The exposition format, version 0.0.4."""
        return generate_latest(self.registry)
