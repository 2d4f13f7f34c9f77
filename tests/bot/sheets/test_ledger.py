"""账目: every fen owed has its cause, and the causes sum to what is owed."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.sheets.kinds.ledger import rows
from bot.sheets.view import View
from groupbuy import events as ev
from groupbuy.closing import cancel_buy
from groupbuy.order import Order
from groupbuy.ports import JournalEntry
from tests.bot.sheets.market import BLUEBERRY, DIRECTORY, RIBS, STRAWBERRY, Market
from tests.groupbuy.made import CUTOFF, OPENED, PICKUP, D, a_buy, offered


async def told(market: Market) -> list[tuple[object, ...]]:
    keys = ("cause", "item", "qty", "price", "amount", "owed")
    return [tuple(it.values()) for it in await market.rows("ledger", *keys)]


async def test_an_order_its_changes_and_its_payment_are_the_causes(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.order("wang", {STRAWBERRY: 3})
    await market.order("wang", {STRAWBERRY: 1})
    await market.pay("wang")
    await market.cancel("wang")
    await market.pay("wang")
    assert await told(market) == [
        ("下单", "草莓", D(2), 2500, 5000, 5000),
        ("改单", "草莓", D(1), 2500, 2500, 7500),
        ("改单", "草莓", D(-2), 2500, -5000, 2500),
        ("收款", None, None, None, -2500, 0),
        ("取消", "草莓", D(-1), 2500, -2500, -2500),
        ("退款", None, None, None, 2500, 0),
    ]


async def test_what_goes_at_two_prices_has_a_row_a_price(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.reprice(STRAWBERRY, 2800)
    await market.order("wang", {STRAWBERRY: 2}, mode="add")
    await market.order("wang", {STRAWBERRY: 3}, mode="sub")
    assert await told(market) == [
        ("下单", "草莓", D(2), 2500, 5000, 5000),
        ("改单", "草莓", D(2), 2800, 5600, 10600),
        ("改单", "草莓", D(-1), 2500, -2500, 8100),
        ("改单", "草莓", D(-2), 2800, -5600, 2500),
    ]


async def test_a_shortage_and_its_being_taken_back_are_causes(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.close()
    await market.fall_short(STRAWBERRY, 1)
    await market.undo_arrival(STRAWBERRY)
    assert await told(market) == [
        ("下单", "草莓", D(2), 2500, 5000, 5000),
        ("缺货", "草莓", D(-1), 2500, -2500, 2500),
        ("缺货撤销", "草莓", D(1), 2500, 2500, 5000),
    ]


async def test_a_cancelled_buy_is_the_cause_that_nothing_is_owed(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2, BLUEBERRY: 1})
    await market.lead(cancel_buy, "leader")
    assert [it[0] for it in await told(market)] == ["下单", "下单", "团购取消", "团购取消"]
    assert (await told(market))[-1][-1] == 0


async def test_what_the_leader_did_says_so(day: Market) -> None:
    causes = [it[0] for it in await told(day)]
    assert {"收迟单", "团长代改", "缺货", "收款", "取消"} <= set(causes)


async def test_half_a_fen_is_rounded_once_and_shown_as_owed(market: Market) -> None:
    await market.order("wang", {RIBS: "0.125"})
    assert await told(market) == [("下单", "排骨", D("0.125"), 3980, 498, 498)]


async def test_a_row_leads_back_to_the_journal_and_the_order(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    (row,) = await market.rows("ledger", "no", "at", "order", "seq_no", "unit", "actor")
    entries = {it.no: it for it in await market.store.reads.journal(buy=market.number)}
    entry = entries[row["no"]]  # type: ignore[index]
    assert isinstance(entry.event, ev.QtyChanged)
    assert (row["at"], row["order"], row["actor"]) == (entry.at, entry.event.order, market.ids["wang"])
    assert (row["seq_no"], row["unit"]) == (1, "盒")


async def test_the_ledger_sums_to_what_every_order_owes(day: Market) -> None:
    for order in await day.orders():
        owed = [it for it in await day.rows("ledger", "order", "amount", "owed") if it["order"] == order.id]
        assert sum(it["amount"] for it in owed) == order.owed  # type: ignore[misc]
        assert owed[-1]["owed"] == order.owed


async def test_pickups_claims_and_moves_are_no_money(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    before = await told(market)
    await market.move("wang", "east")
    await market.close()
    await market.arrive(STRAWBERRY)
    await market.hand_out("wang")
    assert await told(market) == before


QTY = st.decimals(0, 20, places=3)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("qty"), st.sampled_from([1, 3]), QTY, st.integers(1, 9999)),
        st.tuples(st.just("short"), st.sampled_from([1, 3]), QTY, st.just(0)),
        st.tuples(st.just("lift"), st.sampled_from([1, 3]), QTY, st.just(0)),
        st.tuples(st.just("pay"), st.just(0), QTY, st.just(0)),
    ),
    max_size=25,
)


def history(steps: list[tuple[str, int, Decimal, int]], order: Order) -> Iterator[ev.Event]:
    """The steps as events that a journal could hold, applied to `order` on the way."""
    for what, item, qty, price in steps:
        line = order.line(item)
        event: ev.OrderEvent
        match what:
            case "qty":
                event = ev.QtyChanged(7, "o", item, line.ordered, qty, price, "resident")
            case "short":
                event = ev.LineShorted(7, "o", item, min(qty, line.billed), 1)
            case "lift":
                event = ev.ShortageLifted(7, "o", item, min(qty, line.short), 1)
            case _:
                event = ev.PaymentConfirmed(7, "o", int(qty * 100) or -1)
        order.apply(event)
        yield event


@given(STEPS)
def test_whatever_happens_the_rows_of_an_order_sum_to_what_it_owes(
    steps: list[tuple[str, int, Decimal, int]],
) -> None:
    buy, order = a_buy(), Order("o", 7, "r", "r", 1, "north", "000001")
    drafted = ev.BuyDrafted(
        7, "garden", "mei", "水果", offered(), ("garden-1",), CUTOFF, PICKUP.day, PICKUP.opens, PICKUP.closes
    )
    placed = ev.OrderPlaced(7, "o", "r", "r", 1, "north", "000001")
    events = [drafted, ev.BuyOpened(7), placed, *history(steps, order)]
    entries = [
        JournalEntry(no, OPENED + timedelta(minutes=no), event, "r", "m")
        for no, event in enumerate(events, 1)
    ]
    view = View(buy, [order], {}, {}, reads=None, directory=DIRECTORY)  # type: ignore[arg-type]  # not read
    made = list(rows(view, entries))
    assert sum(it["amount"] for it in made) == order.owed  # type: ignore[misc]
    if made:
        assert made[-1]["owed"] == order.owed
    for no in (1, 3):
        names = {1: "草莓", 3: "排骨"}
        change = sum(it["qty"] for it in made if it["item"] == names[no])  # type: ignore[misc]
        assert change == order.line(no).billed
