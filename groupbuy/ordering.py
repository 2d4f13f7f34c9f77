"""Ordering: what a resident wants goes into the book, on time, within stock and limits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from groupbuy import errors
from groupbuy.buy import OVER, TAKES_LATE_HANDLED, GroupBuy, State
from groupbuy.closing import form_if_reached
from groupbuy.errors import Refusal, TooLate, TooLateToBook
from groupbuy.events import Because, QtyChanged
from groupbuy.first_order import new_order
from groupbuy.money import cost, yuan
from groupbuy.notices import amended, late_order, summary_corrected
from groupbuy.order import Order, Part
from groupbuy.pickup import make_room
from groupbuy.ports import Books, LateOrder
from groupbuy.quantity import ZERO, checked, show
from groupbuy.record import from_json, to_json
from groupbuy.rights import leader_name
from groupbuy.wishes import Change as Change
from groupbuy.wishes import Placed as Placed
from groupbuy.wishes import Wish as Wish

DISTRUST_AHEAD = timedelta(seconds=60)


def spoken_at(sent_at: datetime | None, received_at: datetime) -> datetime:
    """When a message counts as sent: the platform's time unless it has none or lies in the future."""
    if sent_at is None or sent_at - received_at > DISTRUST_AHEAD:
        return received_at
    return sent_at


async def place(
    books: Books, number: int, resident: str, wishes: Sequence[Wish], *, sent_at: datetime | None
) -> list[Placed]:
    """Book what `resident` wants, for themself and for those they name.

    Raises TooLate or TooLateToBook (which carry what is to be kept), BuyOver, SoldOut, OverLimit,
    NothingChanged and the like; then nothing of the message is booked.
    """
    buy = await books.locked(number)
    sent = spoken_at(sent_at, books.at)
    _must_take(books, buy, resident, wishes, sent)
    placed = await book(books, buy, resident, wishes, because="resident")
    if buy.state is not State.OPEN:
        await summary_corrected.tell(books, buy, placed[0].order)
        await form_if_reached(books, buy)
    return placed


async def cancel(
    books: Books,
    number: int,
    resident: str,
    *,
    items: Sequence[int] | None = None,
    whom: str = "",
    sent_at: datetime | None,
    words: str = "",
) -> list[Placed]:
    """Cancel some items or (None) everything of a resident's own order, or of one they placed."""
    order = await books.order_of(number, whom or resident)
    lines = order.lines if order and order.active else {}
    gone = [no for no, line in lines.items() if line.ordered and (items is None or no in items)]
    if order is None or not gone:
        raise errors.NothingOrdered(buy=number)
    if resident not in (order.resident, order.placed_by):
        raise errors.NotYourOrder()
    wishes = [Wish(no, ZERO, whom=whom, words=words) for no in sorted(gone)]
    return await place(books, number, resident, wishes, sent_at=sent_at)


async def keep_late(books: Books, refusal: TooLate | TooLateToBook) -> Refusal:
    """Store what came too late (after the refused unit was undone) and say under which number.

    `guests` among the refusal's facts names those it was for by the ids they had in that unit.
    """
    late: LateOrder = refusal.facts["late"]
    guests: Mapping[str, str] = refusal.facts.get("guests", {})
    wishes = []
    for it in late.wishes:
        name = guests.get(it["whom"])
        wishes.append({**it, "whom": (await books.guest_of(late.resident, name)).id} if name else it)
    kept = await books.keep_late(replace(late, wishes=wishes))
    await late_order.tell(books, kept)
    return type(refusal)(**{**refusal.facts, "no": kept.no})


async def accept_late(books: Books, buy: GroupBuy, no: int) -> list[Placed]:
    """The leader takes a late order into the book; stock and limits hold as ever."""
    if buy.state in OVER | {State.ARRIVED}:
        raise errors.BuyOver(buy=buy.number, now=buy.state_name)
    late = next((it for it in await books.late_orders(buy.number) if it.no == no and not it.accepted), None)
    if late is None:
        raise errors.NoSuchLate(no=no)
    wishes = [from_json(Wish, data) for data in late.wishes]
    placed = await book(books, buy, late.resident, wishes, because="late")
    await books.keep_late(replace(late, accepted=True))
    await summary_corrected.tell(books, buy, placed[0].order)
    for it in placed:
        await amended.tell(books, buy, it.order, "late")
    return placed


async def amend(books: Books, buy: GroupBuy, order: Order, wishes: Sequence[Wish]) -> list[Placed]:
    """A leader changes a resident's order; allowed until the goods arrive."""
    if buy.state in OVER | {State.ARRIVED}:
        raise errors.BuyOver(buy=buy.number, now=buy.state_name)
    mine = [Wish(it.item, it.qty, it.mode, order.resident, it.note) for it in wishes]
    placed = await book(books, buy, order.placed_by, mine, because="leader")
    await amended.tell(books, buy, placed[0].order, "leader")
    return placed


async def book(
    books: Books, buy: GroupBuy, sender: str, wishes: Sequence[Wish], *, because: Because
) -> list[Placed]:
    """Write the wishes into the orders of the sender and of those they order for."""
    _must_fit_message(books, buy, wishes)
    theirs = (
        [it for it in await books.orders_by(sender) if it.buy == buy.number] if because != "leader" else []
    )
    placed = []
    for whom in dict.fromkeys(it.whom for it in wishes):
        owner, wished = whom or sender, [it for it in wishes if it.whom == whom]
        found = next((it for it in theirs if it.resident == owner), None)
        if found is None and (owner != sender or because == "leader"):
            found = await books.order_of(buy.number, owner)
        placed.append(await _book_for(books, buy, sender, owner, found, wished, because))
    changed = [it for it in placed if it.changes or it.noted]
    if not changed:
        raise errors.NothingChanged()
    mine = {it.id: it for it in (*theirs, *(it.order for it in changed))}
    _must_fit_limits(books, buy, list(mine.values()), changed, alone=because == "leader")
    return changed


async def _book_for(
    books: Books,
    buy: GroupBuy,
    sender: str,
    owner: str,
    found: Order | None,
    wishes: Sequence[Wish],
    because: Because,
) -> Placed:
    order = await books.own_order(found.id) if found else None
    if order is not None and sender not in (order.resident, order.placed_by):
        raise errors.NotYourOrder()
    wanted = afterwards(buy, order, wishes)
    if order is None and not any(wanted.values()):
        raise errors.NothingOrdered(buy=buy.number)
    choice, new = None, order is None
    if order is None:
        order, choice = await new_order(books, buy, sender, owner, wanted)
    changes = []
    for no, after in wanted.items():
        before = order.line(no).ordered
        if after != before:
            parts = next((it.parts for it in wishes if it.item == no), ())
            changes.append(await _change(books, buy, order, no, after, parts, because))
    known = await books.notes_on([order.id]) if not new and any(it.note for it in wishes) else {}
    fresh = [it for it in wishes if it.note and it.note != known.get((order.id, it.item))]
    for it in fresh:
        await books.note(order.id, it.item, it.note)
    for no in {it.item.no for it in changes}:
        words = dict.fromkeys(it.words for it in wishes if it.item == no and it.words)
        if words:
            await books.keep_words(order.id, no, "；".join(words))
    if not new and any(it.after > it.before for it in changes):
        choice = await make_room(books, buy, order)
    return Placed(order, tuple(changes), new, choice, {it.item: it.note for it in fresh})


async def _change(
    books: Books,
    buy: GroupBuy,
    order: Order,
    no: int,
    after: Decimal,
    parts: Sequence[Part],
    because: Because,
) -> Change:
    item, line = buy.item(no), order.line(no)
    steps = line.steps(after, parts, item.price) if parts else [Part(after, item.price)]
    await books.take(buy.number, no, after - line.ordered)
    before = line.ordered
    for it in steps:
        await books.record(QtyChanged(buy.number, order.id, no, before, it.qty, it.price, because))
        before = it.qty
    return Change(item, line.ordered, after)


def afterwards(buy: GroupBuy, order: Order | None, wishes: Sequence[Wish]) -> Mapping[int, Decimal]:
    """The total wanted per item; the same item named twice in one message adds up."""
    wanted: dict[int, Decimal] = {}
    for it in wishes:
        item, qty = buy.item(it.item), checked(it.qty, zero=True)
        before = wanted.get(item.no, order.line(item.no).ordered if order else ZERO)
        fresh = it.mode == "set" and item.no not in wanted
        after = qty if fresh else before + (-qty if it.mode == "sub" else qty)
        wanted[item.no] = checked(max(after, ZERO), zero=True)
    return wanted


def _must_take(books: Books, buy: GroupBuy, resident: str, wishes: Sequence[Wish], sent: datetime) -> None:
    """DESIGN §3 Cutoff: only the sent time decides early or late, whenever it is handled."""
    if buy.state in OVER or buy.state in (State.DRAFT, State.ARRIVED):
        raise errors.BuyOver(buy=buy.number, now=buy.state_name)
    on_time = sent <= buy.cutoff_at + books.directory.limits.grace
    if on_time and buy.state in TAKES_LATE_HANDLED:
        return
    wanted: list[dict[str, Any]] = [
        to_json(replace(it, qty=checked(it.qty, zero=True), parts=())) for it in wishes
    ]
    facts = {
        "buy": buy.number,
        "no": 0,
        "cutoff": buy.cutoff_at.astimezone(books.directory.zone).strftime("%H:%M"),
        "leader": leader_name(buy.leader, books.directory),
        "late": LateOrder(0, buy.number, resident, sent, on_time, wanted),
    }
    raise (TooLateToBook if on_time else TooLate)(**facts)


def _must_fit_message(books: Books, buy: GroupBuy, wishes: Sequence[Wish]) -> None:
    limits = books.directory.limits
    if len(wishes) > limits.max_lines_per_message:
        raise errors.TooManyLines(most=limits.max_lines_per_message)
    for it in wishes:
        item = buy.item(it.item)
        if checked(it.qty, zero=True) > limits.max_qty_per_line:
            raise errors.TooMuch(
                name=item.name,
                unit=item.unit,
                most=show(limits.max_qty_per_line),
                leader=leader_name(buy.leader, books.directory),
            )


def _must_fit_limits(
    books: Books, buy: GroupBuy, orders: Sequence[Order], placed: Sequence[Placed], *, alone: bool
) -> None:
    """A resident's limit counts what they ordered for others; only what grew is held against it.

    What a leader enters for many counts for each of them `alone`.
    """
    grown = {it.item.no: it.item for one in placed for it in one.changes if it.after > it.before}
    for item in grown.values():
        counts = [order.line(item.no).ordered for order in orders]
        wanted = max(counts) if alone else sum(counts, ZERO)
        if item.limit is not None and wanted > item.limit:
            raise errors.OverLimit(
                name=item.name, unit=item.unit, limit=show(item.limit), wanted=show(wanted)
            )
    most = books.directory.limits.max_order_amount
    if grown and any(order.amount > most for order in orders):
        raise errors.AmountTooHigh(most=yuan(most), leader=leader_name(buy.leader, books.directory))


def worth(changes: Sequence[Change]) -> int:
    """Fen that the changes add at the items' present prices."""
    return sum(cost(it.after - it.before, it.item.price) for it in changes)
