"""What a kind of list is: its name, its columns, the function that fills it; the decorator that lists it."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from bot.sheets.sheet import Column, Record, Type
from bot.sheets.view import View
from groupbuy.money import yuan
from groupbuy.order import Order, Part
from groupbuy.quantity import show
from groupbuy.resident import Resident

Fill = Callable[[View], Awaitable[Iterable[Record]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is what the command takes, `title` what people read, `says` its line in help and manual."""

    name: str
    title: str
    says: str
    columns: tuple[Column, ...]
    fill: Fill


KINDS: dict[str, Kind] = {}


def kind(name: str, title: str, says: str, *columns: Column) -> Callable[[Fill], Fill]:
    """List a kind. The function gets the view of one buy and returns records by column key."""
    if len({it.key for it in columns}) != len(columns):
        raise ValueError(f"{name}: two columns have one key")

    def listed(fill: Fill) -> Fill:
        KINDS[name] = Kind(name, title, says, columns, fill)
        return fill

    return listed


SEQ_NO = Column("seq_no", "跟团号", Type.COUNT)
NAME = Column("name", "称呼")
ROOM = Column("room", "房号")
POINT = Column("point", "自提点")
ITEM = Column("item", "商品")
UNIT = Column("unit", "单位")
NOTE = Column("note", "备注")
HOUSEHOLD = (SEQ_NO, NAME, ROOM, POINT)
ORDERED = Column("ordered", "订购", Type.QTY)
SHORT = Column("short", "缺货", Type.QTY)
BILLED = Column("billed", "计费", Type.QTY)
PICKED = Column("picked", "已取", Type.QTY)
WAITING = Column("waiting", "待取", Type.QTY)
AMOUNT = Column("amount", "金额", Type.MONEY)
PAID = Column("paid", "已付", Type.MONEY)
OWED = Column("owed", "未付", Type.MONEY)


def household(view: View, order: Order) -> dict[str, str | int]:
    """The cells of `HOUSEHOLD`: whose order it is and where it goes."""
    whose = view.person(order.resident)
    return {
        "seq_no": order.seq_no,
        "name": called(whose),
        "room": whose.room,
        "point": view.point_name(order.point),
    }


def called(resident: Resident) -> str:
    """The name alone (the room has its own column); somebody unnamed or erased by the end of the id."""
    return resident.name or Resident(resident.id).label


def priced(parts: Iterable[Part]) -> str:
    """Quantities with their unit prices in yuan: 2×25 + 1×28.5"""
    return " + ".join(f"{show(it.qty)}×{yuan(it.price)}" for it in parts)
