"""流水: everything that happened to the buy, as recorded: ids, not names."""

import json
from collections.abc import Iterator

from bot.sheets.kinds.base import kind
from bot.sheets.sheet import Column, Record, Type
from bot.sheets.view import View
from groupbuy.events import Event
from groupbuy.record import event_kind, to_json

TOLD_APART = {"buy", "order", "code"}
"""The buy is the sheet's, the order has its column, and a pickup code is for 配货单 only."""


@kind(
    "journal",
    "流水",
    "这个团发生过的每一件事，只有编号没有人名",
    Column("no", "流水号", Type.COUNT),
    Column("at", "时间", Type.TIME),
    Column("event", "事件"),
    Column("order", "订单"),
    Column("facts", "内容"),
    Column("actor", "操作人"),
    Column("message", "起因"),
)
async def journal(view: View) -> Iterator[Record]:
    entries = await view.reads.journal(buy=view.buy.number)
    return (
        {
            "no": it.no,
            "at": view.local(it.at),
            "event": event_kind(it.event),
            "order": getattr(it.event, "order", None),
            "facts": facts(it.event),
            "actor": it.actor,
            "message": it.message,
        }
        for it in entries
    )


def facts(event: Event) -> str:
    """The event's own fields as one line of JSON."""
    kept = {name: value for name, value in to_json(event).items() if name not in TOLD_APART}
    return json.dumps(kept, ensure_ascii=False)
