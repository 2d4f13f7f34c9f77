"""名单 and 汇总: who ordered what, and what it comes to."""

from bot.sheets.sheet import Cell
from groupbuy import ordering
from groupbuy.ordering import Wish
from groupbuy.summing import totals
from storage.unit import Unit
from tests.bot.sheets.market import BLUEBERRY, RIBS, STRAWBERRY, Market
from tests.groupbuy.made import D


async def test_a_line_is_a_row_with_who_what_and_how_much(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2, RIBS: "1.5"}, note="要红的")
    strawberry, ribs = await market.rows("orders")
    assert strawberry == {
        "seq_no": 1,
        "name": "王姐",
        "room": "3-1203",
        "point": "北门便利店",
        "item": "草莓",
        "ordered": D(2),
        "unit": "盒",
        "prices": "2×25",
        "short": D(0),
        "billed": D(2),
        "picked": D(0),
        "amount": 5000,
        "paid": 0,
        "owed": 10970,
        "status": "有效",
        "placed_by": None,
        "note": "要红的",
    }
    assert (ribs["item"], ribs["ordered"], ribs["amount"]) == ("排骨", D("1.5"), 5970)


async def test_what_an_order_paid_and_owes_stands_once_so_that_the_column_can_be_summed(
    market: Market,
) -> None:
    await market.order("wang", {STRAWBERRY: 2, BLUEBERRY: 1, RIBS: 1})
    assert await market.column("orders", "owed") == [10970, None, None]
    assert await market.column("orders", "paid") == [0, None, None]


async def test_a_line_at_two_prices_shows_both(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.reprice(STRAWBERRY, 2850)
    await market.order("wang", {STRAWBERRY: 1}, mode="add")
    assert await market.rows("orders", "prices", "amount") == [{"prices": "2×25 + 1×28.5", "amount": 7850}]


async def test_a_cancelled_order_keeps_its_number_and_says_so(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.order("li", {STRAWBERRY: 1})
    await market.pay("wang")
    await market.cancel("wang")
    keys = ("seq_no", "item", "ordered", "paid", "owed", "status")
    assert [tuple(it.values()) for it in await market.rows("orders", *keys)] == [
        (1, None, None, 5000, -5000, "已取消"),
        (2, "草莓", D(1), 0, 2500, "有效"),
    ]


async def test_somebody_without_a_name_is_called_by_the_end_of_their_id(market: Market) -> None:
    await market.order("new", {STRAWBERRY: 1})
    whole = market.ids["new"]
    assert await market.rows("orders", "name", "room") == [{"name": f"邻居{whole[-4:]}", "room": ""}]


async def test_somebody_erased_is_in_no_list_by_name_room_or_remark(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 1}, note="王姐要大的")

    async def unit(books: Unit) -> None:
        await books.erase(market.ids["wang"])

    await market.run(unit)
    (row,) = await market.rows("orders", "name", "room", "note", "ordered")
    assert row == {"name": f"邻居{market.ids['wang'][-4:]}", "room": "", "note": None, "ordered": D(1)}


async def test_an_order_for_somebody_else_says_who_placed_it(market: Market) -> None:
    async def unit(books: Unit) -> None:
        guest = await books.guest_of(market.ids["wang"], "对门奶奶")
        wishes = [Wish(STRAWBERRY, D(1), whom=guest.id), Wish(STRAWBERRY, D(2))]
        await ordering.place(books, market.number, market.ids["wang"], wishes, sent_at=books.at)

    await market.run(unit)
    assert await market.rows("orders", "name", "placed_by") == [
        {"name": "对门奶奶", "placed_by": "王姐"},
        {"name": "王姐", "placed_by": None},
    ]


async def test_a_point_that_is_no_longer_configured_keeps_the_name_its_orders_were_told(
    market: Market,
) -> None:
    await market.order("wang", {STRAWBERRY: 1})
    market.directory = type(market.directory)("邻里", market.directory.zone)
    assert await market.column("orders", "point") == ["北门便利店"]


async def test_the_list_sums_to_the_book(day: Market) -> None:
    sums = totals(await day.store.reads.buy(day.number), await day.orders())
    rows = await day.rows("orders")
    assert total(rows, "amount") == sums.amount
    assert total(rows, "paid") == sums.paid
    assert total(rows, "owed") == sums.amount - sums.paid
    assert total(rows, "ordered") == sums.units


async def test_the_summary_keeps_the_quantities_apart(day: Market) -> None:
    strawberry, blueberry, ribs = await day.rows("summary")
    assert strawberry == {
        "item_no": 1,
        "item": "草莓",
        "unit": "盒",
        "households": 2,
        "ordered": D(6),
        "at_supplier": D(6),
        "short": D(1),
        "billed": D(5),
        "received": D(5),
        "picked": D(2),
        "amount": 12800,
    }
    # One box was taken off after the list had gone out; at the east gate none has arrived.
    assert [blueberry[it] for it in ("ordered", "at_supplier", "billed", "received")] == [
        D(4),
        D(5),
        D(4),
        D(3),
    ]
    assert [ribs[it] for it in ("ordered", "received", "amount")] == [D("1.5"), D(0), 5970]


async def test_the_summary_sums_to_the_list_of_orders(day: Market) -> None:
    summary, orders = await day.rows("summary"), await day.rows("orders")
    for key in ("ordered", "short", "billed", "picked", "amount"):
        assert total(summary, key) == total(orders, key), key


async def test_nothing_is_at_the_supplier_before_the_list_goes_out(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    assert await market.column("summary", "at_supplier") == [None, None, None]


async def test_an_item_nobody_ordered_is_in_the_summary_with_nothing(market: Market) -> None:
    assert await market.column("summary", "ordered") == [D(0), D(0), D(0)]
    assert await market.column("summary", "households") == [0, 0, 0]


def total(rows: list[dict[str, Cell]], key: str) -> object:
    return sum(row[key] or 0 for row in rows)  # type: ignore[misc,operator]
