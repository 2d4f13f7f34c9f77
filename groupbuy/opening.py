"""Opening: from a leader's draft to an open group buy, and changing what is on offer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal

from groupbuy import errors
from groupbuy.buy import OVER, STATE_NAMES, GroupBuy, Item, Minimum, Pickup, State
from groupbuy.directory import Directory, Leader
from groupbuy.events import (
    BuyCancelled,
    BuyDrafted,
    BuyExtended,
    BuyOpened,
    BuyReopened,
    OfferedItem,
    PriceChanged,
    StockChanged,
)
from groupbuy.money import yuan
from groupbuy.notices import opened
from groupbuy.onboarding import must_be_ready
from groupbuy.ports import Books
from groupbuy.quantity import show
from groupbuy.rights import admins_to_ask


@dataclass(frozen=True, slots=True)
class Draft:
    """What a leader wrote: everything an opening needs, checked by `draft`."""

    community: str
    title: str
    items: Sequence[OfferedItem]
    chats: Sequence[str]
    cutoff_at: datetime
    pickup: Pickup
    minimum: Minimum | None = None


async def draft(books: Books, leader: Leader, wanted: Draft) -> GroupBuy:
    """Put a draft in the book under the next number; an earlier draft of the leader is dropped.

    Raises BadDraft, BadPrice, BadCutoff, BadPickup, TooManyBuys, RetiredLeader, NotReady.
    """
    await must_be_ready(books, leader)
    _must_make_sense(wanted, books)
    live = await books.buys_of_leader(leader.id)
    for old in live:
        if old.state is State.DRAFT:
            await books.locked(old.number)
            await books.record(BuyCancelled(old.number, "leader"))
    if sum(it.state is not State.DRAFT for it in live) >= books.directory.limits.open_buys_per_leader:
        raise errors.TooManyBuys(most=books.directory.limits.open_buys_per_leader)
    number = await books.next_buy_number()
    await books.record(
        BuyDrafted(
            buy=number,
            community=wanted.community,
            leader=leader.id,
            title=wanted.title,
            items=tuple(wanted.items),
            chats=tuple(wanted.chats),
            cutoff_at=wanted.cutoff_at,
            pickup_day=wanted.pickup.day,
            pickup_opens=wanted.pickup.opens,
            pickup_closes=wanted.pickup.closes,
            minimum_of=wanted.minimum.of if wanted.minimum else None,
            minimum_need=wanted.minimum.need if wanted.minimum else 0,
        )
    )
    return await books.locked(number)


async def confirm(books: Books, buy: GroupBuy) -> None:
    """Draft to open; the groups are told. BadCutoff where the cutoff has passed meanwhile, RetiredLeader, NotReady."""
    buy.must(State.OPEN)
    leader = books.directory.leaders.get(buy.leader)
    if leader is not None:
        await must_be_ready(books, leader)
    if buy.cutoff_at <= books.at:
        raise errors.BadCutoff(cutoff=_clock(buy.cutoff_at, books.directory))
    await books.record(BuyOpened(buy.number))
    await opened.tell(books, buy)


async def drop(books: Books, buy: GroupBuy) -> None:
    """A draft that is not wanted; what people may have ordered in is cancelled by `cancel_buy`."""
    if buy.state is not State.DRAFT:
        raise errors.WrongState(buy=buy.number, now=buy.state_name, wanted=STATE_NAMES[State.CANCELLED])
    await books.record(BuyCancelled(buy.number, "leader"))


async def reprice(books: Books, buy: GroupBuy, item: Item, price: int) -> None:
    """A price in fen for what is ordered from now on; what is ordered keeps its price. BadPrice for 0."""
    must_be_live(buy)
    _must_cost(item.name, price)
    if price == item.price:
        raise errors.NothingChanged()
    await books.record(PriceChanged(buy.number, item.no, price))


async def restock(books: Books, buy: GroupBuy, item: Item, stock: Decimal | None) -> None:
    """The whole stock of an item in sale units (None: unlimited); never below what is ordered."""
    must_be_live(buy)
    if stock is not None and stock < item.taken:
        raise errors.StockBelowOrders(name=item.name, taken=show(item.taken), unit=item.unit)
    if stock == item.stock:
        raise errors.NothingChanged()
    await books.record(StockChanged(buy.number, item.no, stock))


def must_be_live(buy: GroupBuy) -> None:
    if buy.state in OVER | {State.ARRIVED}:
        raise errors.BuyOver(buy=buy.number, now=buy.state_name)


async def planned_cutoff(books: Books, buy: GroupBuy) -> datetime:
    """The cutoff last named for a buy; closed by hand, it was over before that."""
    named = (it.event for it in await books.journal(buy=buy.number))
    cutoffs = [it.cutoff_at for it in named if isinstance(it, BuyDrafted | BuyExtended | BuyReopened)]
    return cutoffs[-1] if cutoffs else buy.cutoff_at


async def copied(books: Books, buy: GroupBuy, cutoff_at: datetime, day: date) -> Draft:
    """The same offer again at today's prices with the stock it began with (the journal knows that),
    for another cutoff and pickup day."""
    drafted = (it.event for it in await books.journal(buy=buy.number))
    began = {it.no: it for event in drafted if isinstance(event, BuyDrafted) for it in event.items}
    items = [replace(began[no], price=it.price) for no, it in sorted(buy.items.items())]
    return Draft(
        community=buy.community,
        title=buy.title,
        items=items,
        chats=buy.chats,
        cutoff_at=cutoff_at,
        pickup=replace(buy.pickup, day=day),
        minimum=buy.minimum,
    )


def _must_make_sense(wanted: Draft, books: Books) -> None:
    names = [it.name for it in wanted.items]
    if not wanted.items:
        raise errors.BadDraft(problem="还没有写卖什么，每样一行，例如：草莓 25/盒 库存20")
    if len(set(names)) != len(names):
        raise errors.BadDraft(problem="有两样同名，请改成不一样的名字")
    for it in wanted.items:
        _must_cost(it.name, it.price)
    if not wanted.chats:
        raise errors.BadDraft(problem=f"这个小区还没有登记的群，请找{admins_to_ask(books.directory)}")
    if wanted.cutoff_at <= books.at:
        raise errors.BadCutoff(cutoff=_clock(wanted.cutoff_at, books.directory))
    must_be_open(wanted.community, wanted.pickup.day, books.directory)
    must_fetch_after(wanted.cutoff_at, wanted.pickup, books.directory)


def _must_cost(name: str, price: int) -> None:
    if price < 1:
        raise errors.BadPrice(name=name, price=yuan(price))


def is_open(community: str, day: date, directory: Directory) -> bool:
    """Whether any of the community's points is open on a day (before it has points: whether that is no
    market holiday)."""
    points = directory.points_in(community)
    return bool(directory.open_points(community, day)) if points else day not in directory.holidays


def must_be_open(community: str, day: date, directory: Directory) -> None:
    """BadDraft unless `is_open`."""
    if not is_open(community, day, directory):
        why = "休市" if day in directory.holidays else "自提点都不开"
        raise errors.BadDraft(problem=f"{day:%m-%d} {why}，请换一天取货")


def must_fetch_after(cutoff_at: datetime, pickup: Pickup, directory: Directory) -> None:
    """BadPickup unless the pickup window ends after the cutoff."""
    closes = datetime.combine(pickup.day, pickup.closes, directory.zone)
    if pickup.closes <= pickup.opens or closes <= cutoff_at:
        shown = f"{pickup.day:%m-%d} {_hours(pickup.opens, pickup.closes)}"
        raise errors.BadPickup(pickup=shown, cutoff=_clock(cutoff_at, directory))


def _hours(opens: time, closes: time) -> str:
    return f"{opens:%H:%M}-{closes:%H:%M}"


def _clock(at: datetime, directory: Directory) -> str:
    return at.astimezone(directory.zone).strftime("%m-%d %H:%M")
