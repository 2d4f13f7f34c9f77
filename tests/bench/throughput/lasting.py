"""How long a run takes: estimated before it begins, and told again from what its own rounds took."""

from tests.bench.throughput.plan import Plan

FILLING_S = {"SQLite": 200.0, "PostgreSQL": 300.0}
"""A million past orders, on a quiet machine with two cores; these and the rates below are on the careful side."""
LIGHT_S = {"hello": 4000.0, "codec": 1500.0, "WeRoBot + SQLite": 500.0}
LIGHT_S |= {"hand-written SQL": 500.0, "Flask + PostgreSQL": 350.0}
OURS_S = {"SQLite": 280.0, "PostgreSQL": 100.0}
TOLD_S = {"SQLite": 400.0, "PostgreSQL": 120.0}
"""Requests, orders and notices a second."""
AROUND_S = 2.0
"""Around each measurement: a load generator started, its requests made, its answers checked."""
START_S = 40.0
SHARE = 0.7


def round_s(plan: Plan) -> float:
    """One round: each light server once and the codec once more at its share, ours four times per database."""
    light, ours = plan.light + plan.warm, plan.orders + plan.warm
    times = [light / it for it in LIGHT_S.values()] + [light / LIGHT_S["codec"] / SHARE]
    times += [ours / it * share for it in OURS_S.values() for share in (1, 1, 1, 1 / SHARE)]
    return sum(times) + AROUND_S * len(times)


def before_s(plan: Plan) -> float:
    return START_S + sum(FILLING_S.values()) * plan.past / 1_000_000


def after_s(plan: Plan) -> float:
    """The notices of all orders in the small stores, and the books."""
    told = plan.rounds * (2 * (plan.orders + plan.warm))
    return START_S + sum(told / it for it in TOLD_S.values())


def estimate(plan: Plan) -> str:
    """What is said before the first thing is done."""
    parts = before_s(plan), plan.rounds * round_s(plan), after_s(plan)
    filling, rounds, end = (f"{it / 60:.0f}" for it in parts)
    return (
        f"about {sum(parts) / 60:.0f} minutes on a quiet machine with two cores: filling {filling},"
        f" {plan.rounds} rounds {rounds}, notices and books {end}; less with --rounds, --orders, --past, --only"
    )


def left(plan: Plan, done: int, took_s: float) -> str:
    """After `done` rounds that took so long together."""
    minutes = (took_s / done * (plan.rounds - done) + after_s(plan)) / 60
    return f"round {done} of {plan.rounds} done, about {minutes:.0f} minutes left"
