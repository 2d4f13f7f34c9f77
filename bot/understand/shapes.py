"""The JSON shapes of tests/corpus/LABELS.md, for `python main.py understand` and the scored corpora."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from .intent import (
    AskIntent,
    CancelIntent,
    ChainEntry,
    ChainIntent,
    CommandIntent,
    Context,
    Intent,
    OrderIntent,
    Product,
    QueryIntent,
    WishLine,
)

_ZONE = ZoneInfo("Asia/Shanghai")


def context_of(case: dict[str, Any]) -> Context:
    """The context of one case: either the whole line or its "context". KeyError if a field is missing."""
    given = case.get("context", case)
    buy = given["group_buy"]
    return Context(
        title=buy["title"],
        products=tuple(
            Product(p["no"], p["name"], p["unit"], str(p["price"]), tuple(p.get("aliases") or ()))
            for p in buy["products"]
        ),
        now=datetime.fromisoformat(given["now"]).replace(tzinfo=_ZONE),
        sender=given.get("sender") or "",
        role=given.get("role") or "resident",
        prior={p["product"]: Decimal(p["qty"]) for p in given.get("prior_order") or ()},
    )


def plain(quantity: Decimal) -> str:
    """A quantity as a short decimal string, never with an exponent: 2, 0.5, 10."""
    text = format(quantity, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _lines(lines: Sequence[WishLine]) -> list[dict[str, Any]]:
    return [{"product": w.product, "qty": plain(w.qty), "for": w.whom, "note": w.note} for w in lines]


def _entry(entry: ChainEntry) -> dict[str, Any]:
    shape: dict[str, Any] = {"seq": entry.seq, "name": entry.name, "lines": _lines(entry.lines)}
    if entry.ask:
        shape["ask"] = entry.ask
    if entry.cancel:
        shape["cancel"] = True
    return shape


def predict_of(intent: Intent) -> dict[str, Any]:
    """The intent as LABELS.md writes it down."""
    match intent:
        case OrderIntent(lines, mode):
            return {"intent": "order", "lines": _lines(lines), "mode": mode}
        case CancelIntent(scope, whom):
            shape: dict[str, Any] = {"intent": "cancel", "scope": "all" if scope is None else list(scope)}
            return shape | ({"for": whom} if whom else {})
        case AskIntent(reason=reason):
            return {"intent": "ask", "reason": reason}
        case QueryIntent(topic=topic):
            return {"intent": "query", "topic": topic}
        case CommandIntent(name, args):
            return {"intent": "command", "name": name, "args": dict(args)}
        case ChainIntent(entries):
            return {"intent": "chain", "entries": [_entry(e) for e in entries]}
        case _:
            return {"intent": "none"}
