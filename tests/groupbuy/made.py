"""A small operator, a buy and its orders, made of plain values: what the tests of the rules play with."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from groupbuy import events as ev
from groupbuy.buy import GroupBuy, Item, Minimum, Pickup, State
from groupbuy.directory import (
    Admin,
    ChatGroup,
    Community,
    Directory,
    Identity,
    Leader,
    PickupPoint,
    QuietHours,
    Right,
)
from groupbuy.order import Order
from groupbuy.places import PointKind, Spot
from groupbuy.resident import Resident

SHANGHAI = ZoneInfo("Asia/Shanghai")
QUIET = QuietHours(time(22), time(8))
OPENED = datetime(2026, 11, 21, 1, tzinfo=UTC)  # 09:00 in Shanghai
CUTOFF = datetime(2026, 11, 21, 12, tzinfo=UTC)  # 20:00 in Shanghai
PICKUP = Pickup(date(2026, 11, 22), time(17), time(20))
D = Decimal


def at_home(text: str) -> datetime:
    """A local time in Shanghai ("2026-11-21 20:00") as the UTC instant it is."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def an_identity(user: str) -> Identity:
    return ("corp", user)


MEI = Leader("mei", "梅姐", ("garden",), (an_identity("u-mei"),), pay="微信转我，备注跟团号")
DEPUTY = Leader(
    "lan",
    "小兰",
    ("garden",),
    (an_identity("u-lan"),),
    rights=frozenset({Right.ORDERS, Right.VERIFY}),
    deputy_of="mei",
)
QIANG = Leader("qiang", "强哥", ("garden", "river"), (an_identity("u-qiang"),))
POINTS = {
    "east": PickupPoint("east", 1, "东门驿站", "garden", "qiang", "东门岗亭旁"),
    "north": PickupPoint("north", 2, "北门便利店", "garden", "mei", "北门8号铺"),
    "clinic": PickupPoint("clinic", 3, "北门诊所", "garden", "mei", "北门3号铺"),
    "pier": PickupPoint("pier", 1, "码头", "river", "qiang", "滨江道1号"),
}
SPOTS = {
    "s1": Spot("north", "北门便利店", PointKind.STORE, "北门9号铺", "按门铃", "装修"),
    "s2": Spot("north", "北门便利店", PointKind.DOOR, "北门8号铺"),
}
CHATS = {
    "garden-1": ChatGroup("garden-1", "花园一群", "garden", "bot", "wrABC"),
    "garden-2": ChatGroup("garden-2", "花园二群", "garden", "bot", "wrabc"),
    "river-1": ChatGroup("river-1", "滨江群", "river", "bot", "wrXYZ"),
}


def a_directory(**changed: object) -> Directory:
    made = Directory(
        operator="邻里",
        zone=SHANGHAI,
        version="v1",
        communities={"garden": Community("garden", "花园里"), "river": Community("river", "滨江里")},
        chats=CHATS,
        leaders={"mei": MEI, "lan": DEPUTY, "qiang": QIANG},
        admins={"root": Admin("root", "阿管", (an_identity("u-root"),))},
        points=POINTS,
        holidays=frozenset({date(2026, 11, 25)}),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


DIRECTORY = a_directory()


def items() -> dict[int, Item]:
    return {
        1: Item(1, "草莓", "盒", 2500, stock=D(20), limit=D(5), aliases=("莓",)),
        2: Item(2, "蓝莓", "盒", 1990),
        3: Item(3, "排骨", "斤", 3980, stock=D("12.5")),
    }


def offered() -> tuple[ev.OfferedItem, ...]:
    return tuple(
        ev.OfferedItem(it.no, it.name, it.unit, it.price, it.stock, it.limit, it.aliases)
        for it in items().values()
    )


def a_buy(
    state: State = State.OPEN,
    *,
    number: int = 7,
    since: datetime = OPENED,
    cutoff_at: datetime = CUTOFF,
    minimum: Minimum | None = None,
    pickup: Pickup = PICKUP,
) -> GroupBuy:
    return GroupBuy(
        number=number,
        community="garden",
        leader="mei",
        title="周末水果",
        items=items(),
        chats=("garden-1", "garden-2"),
        cutoff_at=cutoff_at,
        pickup=pickup,
        minimum=minimum,
        state=state,
        state_since=since,
    )


def an_order(
    lines: Mapping[int, object], *, seq_no: int = 1, resident: str = "", point: str = "north"
) -> Order:
    """An order over `items()` at their prices."""
    who = resident or f"resident-{seq_no:04d}"
    made = Order(f"order-{seq_no}", 7, who, who, seq_no, point, f"{seq_no:06d}")
    for no, qty in lines.items():
        after = D(str(qty))
        made.apply(ev.QtyChanged(7, made.id, no, D(0), after, items()[no].price, "resident"))
    return made


def a_resident(user: str = "u-wang", **fields: object) -> Resident:
    return replace(Resident(f"r-{user}", identities=(an_identity(user),)), **fields)  # type: ignore[arg-type]


class Named:
    """How people are called in a test's notices."""

    def __init__(self, name: str = "王姐", room: str = "3-1203") -> None:
        self._name, self._room = name, room

    def masked(self, resident: str) -> str:
        return self._name

    def label(self, resident: str) -> str:
        return f"{self._room} {self._name}"

    def spot(self, spot: str) -> Spot | None:
        return SPOTS.get(spot)

    def paste(self, leadership: str) -> str:
        return "" if leadership == "gone" else "  wang-jie:"


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


def hours(n: float) -> timedelta:
    return timedelta(hours=n)
