"""How much a run of the bench does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done: rounds, orders of ours in a measurement, requests of the light servers, past orders."""

    rounds: int = 5
    orders: int = 1500
    light: int = 3000
    warm: int = 100
    past: int = 1_000_000
    few: int = 1000
    only: frozenset[str] = frozenset()

    @property
    def people(self) -> int:
        """Everybody orders once: in each round twice over, once more to warm up."""
        return (self.rounds + 1) * 2 * (self.orders + self.warm)
