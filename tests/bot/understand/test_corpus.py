"""The labelled corpora, scored with score.py: harm first, then coverage."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of

CORPUS = Path(__file__).parents[2] / "corpus"


def scored(name: str, folder: Path) -> dict[str, Any]:
    gold, predictions = CORPUS / name, folder / "predictions.jsonl"
    with gold.open(encoding="utf-8") as lines, predictions.open("w", encoding="utf-8") as out:
        for line in lines:
            case = json.loads(line)
            predict = predict_of(understand(case["message"], context_of(case)))
            out.write(json.dumps({"id": case["id"], "predict": predict}, ensure_ascii=False) + "\n")
    command = [sys.executable, str(CORPUS / "score.py"), str(gold), str(predictions), "--json"]
    figures: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    shown = {k: round(v, 3) for k, v in figures.items() if isinstance(v, int | float)}
    print(name, shown)
    return figures


@pytest.mark.parametrize(
    ("name", "exact"),
    [
        ("dev.jsonl", 0.97),
        ("own.jsonl", 0.97),
        ("held_out.jsonl", 0.95),
        ("fresh.jsonl", 0.97),
        ("plain.jsonl", 0.97),
        ("rounds.jsonl", 0.95),
    ],
)
def test_the_figures_hold(name: str, exact: float, tmp_path: Path) -> None:
    figures = scored(name, tmp_path)
    assert figures["invalid"] == figures["missing"] == 0
    assert figures["false_order_rate_on_none"] == 0
    assert figures["false_action_rate_on_none"] == 0
    assert figures["guessed_order_on_ask"] == 0
    assert figures["wrong_order_rate"] <= 0.01
    assert figures["exact"] >= exact
    assert figures["chain_entry_accuracy"] >= 0.98
    assert figures["needless_ask_on_order"] <= 0.03


def test_ids_are_unique_and_every_rule_is_covered() -> None:
    seen: set[str] = set()
    intents: dict[str, int] = {}
    for name in ("dev.jsonl", "own.jsonl", "held_out.jsonl", "fresh.jsonl", "plain.jsonl", "rounds.jsonl"):
        for line in (CORPUS / name).read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            assert case["id"] not in seen
            seen.add(case["id"])
            intents[case["expect"]["intent"]] = intents.get(case["expect"]["intent"], 0) + 1
    assert min(intents.values()) >= 30, intents
