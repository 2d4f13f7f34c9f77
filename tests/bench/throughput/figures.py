"""What a run's figures say: ratios within each round, their medians, aims and the gate against committed ones."""

import json
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

COMMITTED = Path(__file__).parent / "committed.json"
DOCUMENT = Path(__file__).parents[3] / "docs" / "performance.md"
BEGIN, END = "<!-- figures: written by make bench -->", "<!-- /figures -->"
FAILS, WARNS = 0.85, 0.93
"""Of the committed ratio; differences under a tenth mean nothing."""
Figures = Mapping[str, Sequence[Mapping[str, Any]]]
OF_F1 = ("hello", "hand-written SQL", "SQLite", "PostgreSQL", "Flask + PostgreSQL", "WeRoBot + SQLite")
STORES = ("SQLite", "PostgreSQL")
PEERS = ("Flask + PostgreSQL", "WeRoBot + SQLite")
AIMS = {
    "SQLite ÷ F1": 0.70,
    "PostgreSQL ÷ F1": 0.60,
    "SQLite, one item ÷ spread": 0.95,
    "PostgreSQL, one item ÷ spread": 0.95,
    "SQLite, large ÷ small store": 1 / 1.1,
    "PostgreSQL, large ÷ small store": 1 / 1.1,
    "SQLite ÷ best peer": 2.0,
    "PostgreSQL ÷ best peer": 2.0,
}
SLOWEST = 20.0
"""p99 of a reply at 70 % load, in medians of F1's."""


def ratios(figures: Figures) -> dict[str, float]:
    """Medians over the rounds of what is divided within a round."""
    pairs = {f"{it} ÷ F1": (it, "codec") for it in OF_F1}
    for it in STORES:
        pairs[f"{it}, one item ÷ spread"] = (f"{it}, one item", it)
        pairs[f"{it}, large ÷ small store"] = (f"{it}, large store", it)
    found = {name: _divided(figures, *pair) for name, pair in pairs.items()}
    best = max((found[f"{it} ÷ F1"] for it in PEERS if found[f"{it} ÷ F1"]), default=0.0)
    for it in STORES:
        found[f"{it} ÷ best peer"] = found[f"{it} ÷ F1"] / best if best else 0.0
    return {name: round(it, 3) for name, it in found.items() if it}


def _divided(figures: Figures, one: str, other: str) -> float:
    rounds = zip(figures.get(one, ()), figures.get(other, ()), strict=False)
    found = [mine["rate"] / theirs["rate"] for mine, theirs in rounds]
    return statistics.median(found) if found else 0.0


def latencies(figures: Figures) -> dict[str, float]:
    """p99 at 70 % load in medians of F1's at 70 % of its own."""
    found = {}
    for it in STORES:
        rounds = zip(figures.get(f"{it}, at 70 %", ()), figures.get("codec, at 70 %", ()), strict=False)
        times = [mine["p99_ms"] / floor["p50_ms"] for mine, floor in rounds]
        if times:
            found[it] = round(statistics.median(times), 1)
    return found


def table(figures: Figures) -> list[str]:
    """Markdown, a row a server; F1 is `codec`."""
    lines = ["| | a second | ÷ F1 | CPU ms | p50 ms | p99 ms |", "|---|---|---|---|---|---|"]
    for name, rounds in figures.items():
        middle = {key: statistics.median(it[key] for it in rounds) for key in rounds[0] if key in SHOWN}
        share = _divided(figures, name, "codec")
        rest = [f"{middle[key]:.{digits}f}" if key in middle else "" for key, digits in SHOWN.items()]
        lines.append(f"| {name} | {rest[0]} | {share:.2f} | {' | '.join(rest[1:])} |")
    return lines


SHOWN = {"rate": 0, "cpu_ms": 2, "p50_ms": 0, "p99_ms": 0}


def verdicts(found: Mapping[str, float], slow: Mapping[str, float]) -> list[str]:
    """Each ratio beside its aim."""
    lines = [
        f"- {name}: {it:.3f}" + (f" (aim {aim:.2f}: {_word(it >= aim)})" if (aim := AIMS.get(name)) else "")
        for name, it in found.items()
    ]
    return lines + [
        f"- {name}: p99 at 70 % load is {it} medians of F1 (aim {SLOWEST:g}: {_word(it <= SLOWEST)})"
        for name, it in slow.items()
    ]


def _word(met: bool) -> str:
    return "met" if met else "missed"


def against(committed: Mapping[str, float], found: Mapping[str, float]) -> tuple[list[str], list[str]]:
    """What fails and what warns: ratios that fell behind those committed."""
    behind = {name: found[name] / it for name, it in committed.items() if name in found and it}
    fails = [f"{name}: {share:.2f} of the committed ratio" for name, share in behind.items() if share < FAILS]
    warns = [
        f"{name}: {share:.2f} of the committed ratio"
        for name, share in behind.items()
        if FAILS <= share < WARNS
    ]
    return fails, warns


def committed() -> dict[str, float]:
    if not COMMITTED.exists():
        return {}
    found: dict[str, float] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    return found


def commit(found: Mapping[str, float], lines: Sequence[str]) -> None:
    """Our own of these ratios are held from now on, and `lines` stand in the document."""
    ours = {
        name: min(it, 1.0) for name, it in found.items() if name.startswith(STORES) and "peer" not in name
    }
    COMMITTED.write_text(json.dumps(ours, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
    text = "\n".join(lines)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")
