"""tests/corpus/unseen.jsonl: written from LABELS.md before anything was run, and never tuned on."""

import json
from pathlib import Path
from typing import Any

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of

from .tables import score

UNSEEN = Path(__file__).parents[3] / "corpus" / "unseen.jsonl"


def _cases() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    lines = UNSEEN.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [(case, score.clean(predict_of(understand(case["message"], context_of(case))))) for case in cases]


def test_nearly_every_unseen_message_is_understood_exactly() -> None:
    cases = _cases()
    exact = sum(score.exact(case, got) for case, got in cases)
    print("unseen: exact", exact, "of", len(cases))
    assert len(cases) >= 250
    assert exact / len(cases) >= 0.95


def test_nothing_unseen_is_ordered_that_was_not_meant() -> None:
    for case, got in _cases():
        meant, prior = case["expect"], case["context"]["prior_order"]
        if meant["intent"] in ("none", "ask", "query"):
            assert got["intent"] not in ("order", "cancel", "command", "chain"), case["message"]
        elif got["intent"] == "order":
            assert meant["intent"] in ("order", "cancel"), case["message"]
            assert score.eff_eq(meant, got, prior), case["message"]
