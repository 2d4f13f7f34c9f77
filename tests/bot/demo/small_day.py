"""A day of one order with everything right, as the audit is given it: book, journal, ledger, bubbles, tally."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time
from decimal import Decimal
from random import Random

from bot.demo.audit import MESSAGES
from bot.demo.cast import WANG, make_cast
from bot.demo.goods import FRUIT, OFFERS, ORANGE, STRAWBERRY
from bot.demo.ledger import Ledger
from bot.demo.platform import Platform, Told
from bot.demo.play import Play
from bot.demo.stage import Stage, Tally
from bot.demo.tellings import Telling
from groupbuy.events import (
    BuyDrafted,
    BuyOpened,
    Event,
    GoodsPickedUp,
    LineShorted,
    OfferedItem,
    OrderPlaced,
    PaymentConfirmed,
    Picked,
    PickupSet,
    QtyChanged,
)
from groupbuy.fold import Book
from groupbuy.order import Order
from groupbuy.places import Hours
from groupbuy.ports import JournalEntry

D = Decimal
AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
CODE = "123456"
GROUP_KEY, GROUP = "key-of-the-webhook", "lake-1"
ITEMS = tuple(
    OfferedItem(it.no, it.name, it.unit, it.price, D(it.stock) if it.stock else None) for it in OFFERS[FRUIT]
)
EVENTS: tuple[Event, ...] = (
    BuyDrafted(
        FRUIT, "lake", "wang", "周末水果团", ITEMS, (GROUP,), AT, date(2026, 11, 22), time(16), time(20)
    ),
    BuyOpened(FRUIT),
    OrderPlaced(FRUIT, "o1", "r1", "r1", 1, "lake-gate", CODE),
    QtyChanged(FRUIT, "o1", 1, D(0), D(3), 2500, "resident"),
    QtyChanged(FRUIT, "o1", 1, D(3), D(2), 2500, "resident"),
    QtyChanged(FRUIT, "o1", 3, D(0), D("1.5"), 550, "resident"),
    LineShorted(FRUIT, "o1", 1, D(1), 1),
    GoodsPickedUp(FRUIT, "o1", "v1", (Picked(1, D(1)),)),
    PaymentConfirmed(FRUIT, "o1", 2500),
    PickupSet(FRUIT, "o1", "s1", date(2026, 11, 22), (Hours(time(16), time(20)),)),
)


def a_book() -> Book:
    found = Book()
    for event in EVENTS:
        found.apply(event, AT)
    return found


def a_journal() -> list[JournalEntry]:
    return [JournalEntry(no, AT, event, "wang", f"m{no}") for no, event in enumerate(EVENTS, 1)]


def a_ledger() -> Ledger:
    """The same day, kept by hand."""
    mine = Ledger()
    mine.book(FRUIT, WANG, "赵阿姨", {STRAWBERRY: D(3)})
    tab = mine.book(FRUIT, WANG, "赵阿姨", {STRAWBERRY: D(2), ORANGE: D("1.5")})
    tab.seq, tab.paid = 1, 2500
    mine.go_short(FRUIT, STRAWBERRY.name, D(1))
    tab.picked[STRAWBERRY.name] = D(1)
    return mine


@dataclass
class Kept:
    """What the audit reads of a database: kept by hand, each part to be spoilt by itself."""

    tables: Book = field(default_factory=a_book)
    fold: Book = field(default_factory=a_book)
    entries: list[JournalEntry] = field(default_factory=a_journal)
    counts: dict[str, int] = field(default_factory=lambda: {"sent": 2, "merged": 1, "undeliverable": 1})
    apart: list[str] = field(default_factory=list)

    @property
    def reads(self) -> "Kept":
        return self

    @property
    def outbox(self) -> "Kept":
        return self

    async def stored(self) -> Book:
        return self.tables

    async def folded(self) -> Book:
        return self.fold

    async def journal(self) -> Sequence[JournalEntry]:
        return self.entries

    async def orders(self, buy: int) -> Sequence[Order]:
        return [it for it in self.tables.orders.values() if it.buy == buy]

    async def ends(self) -> dict[str, int]:
        return self.counts

    async def disagreements(self) -> Sequence[str]:
        return self.apart


def a_play() -> Play:
    """After the last scene; of the stage only what the audit looks at is there."""
    stage = object.__new__(Stage)
    for it in fields(Stage):
        setattr(stage, it.name, None)
    stage.platform = Platform()
    stage.groups = {GROUP_KEY: GROUP}
    stage.places = {"lake-gate": "东门驿站", "lake-club": "会所一楼"}
    stage.tellings = [Telling(WANG.user, "【1号团】赵阿姨的货到了\n东门驿站\n11月22日(日) 16:00–20:00")]
    stage.tally = Tally(callbacks=MESSAGES, overheard=4, repeats=3, silences=2, refused=1)
    stage.tally.in_groups += ["【1号团】已截单，共1户", "赵阿姨的草莓记好了"]
    play = Play(stage, make_cast(Random(1)), Random(1), ledger=a_ledger())
    stage.platform.told += [
        Told(GROUP_KEY, "【1号团】周末水果团开了，直接说要什么就行", group=True),
        Told("ZhaoAyi", "【1号团】到货了\n\n【1号团】抱歉，草莓少了", group=False),
    ]
    play.expected.add("opened", FRUIT, f"group:{GROUP}")
    play.expected.add("arrived", FRUIT, "ZhaoAyi")
    play.expected.add("shorted", FRUIT, "ZhaoAyi")
    return play
