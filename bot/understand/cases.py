"""Cases in, predictions out, line by line: how corpora are scored against the bot's own code path."""

import json
from collections.abc import Iterable, Iterator

from bot.understand.pipeline import understand
from bot.understand.shapes import context_of, predict_of


class BadCase(ValueError):
    """A line that is no case; the text says which and what is wrong."""


def predictions(lines: Iterable[str]) -> Iterator[str]:
    """Cases (JSON lines) to predictions (JSON lines), in order; blank lines are passed over.

    Raises BadCase at the first line that is no case as LABELS.md has them.
    """
    for no, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            found = predict_of(understand(case["message"], context_of(case)))
            yield json.dumps({"id": case["id"], "predict": found}, ensure_ascii=False)
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            wanted = "needed: {id, context, message} as in tests/corpus/LABELS.md"
            raise BadCase(f"line {no}: {type(error).__name__} {error}; {wanted}") from None
