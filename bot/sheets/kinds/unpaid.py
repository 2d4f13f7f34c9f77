"""未付: whoever owes something, or is owed something back."""

from collections.abc import Iterator

from bot.sheets.kinds.base import AMOUNT, HOUSEHOLD, OWED, PAID, household, kind
from bot.sheets.sheet import Column, Record, Type
from bot.sheets.view import View
from groupbuy.settling import unpaid as who_owes


@kind(
    "unpaid",
    "未付",
    "谁还没付（负数是要退的）",
    *HOUSEHOLD,
    AMOUNT,
    PAID,
    OWED,
    Column("claimed", "自称已付", Type.FLAG),
)
async def unpaid(view: View) -> Iterator[Record]:
    return (
        {
            **household(view, it),
            "amount": it.amount,
            "paid": it.paid,
            "owed": it.owed,
            "claimed": it.claimed,
        }
        for it in who_owes(view.orders)
    )
