"""迟单: what came after the cutoff, or could not be booked in time, a row a wish."""

from collections.abc import Iterator, Mapping

from bot.sheets.kinds.base import ITEM, NAME, NOTE, ROOM, UNIT, called, kind
from bot.sheets.sheet import Column, Record, Type
from bot.sheets.view import View
from groupbuy.ordering import Wish
from groupbuy.ports import LateOrder
from groupbuy.record import from_json
from groupbuy.resident import Resident

MODES = {"set": "共要", "add": "加", "sub": "减"}


@kind(
    "late",
    "迟单",
    "截单后才来的单，收没收",
    Column("late_no", "迟单号", Type.COUNT),
    Column("sent_at", "发送时间", Type.TIME),
    NAME,
    ROOM,
    Column("mode", "怎么改"),
    ITEM,
    Column("qty", "数量", Type.QTY),
    UNIT,
    Column("on_time", "截单前发的", Type.FLAG),
    Column("accepted", "已收下", Type.FLAG),
    NOTE,
)
async def late(view: View) -> Iterator[Record]:
    kept = await view.reads.late_orders(view.buy.number)
    wishes = [(it, from_json(Wish, data)) for it in kept for data in it.wishes]
    people = await view.reads.residents({wish.whom or it.resident for it, wish in wishes})
    return (_row(view, it, wish, people) for it, wish in wishes)


def _row(view: View, it: LateOrder, wish: Wish, people: Mapping[str, Resident]) -> Record:
    """For whom it is: the sender, or the person they order for."""
    whose = wish.whom or it.resident
    person, item = people.get(whose) or Resident(whose), view.buy.items.get(wish.item)
    return {
        "late_no": it.no,
        "sent_at": view.local(it.sent_at),
        "name": called(person),
        "room": person.room,
        "mode": MODES[wish.mode],
        "item": item.name if item else f"第{wish.item}样",
        "qty": wish.qty,
        "unit": item.unit if item else "",
        "on_time": it.on_time,
        "accepted": it.accepted,
        "note": wish.note,
    }
