"""采购单, 送货单, 分拣单, 配货单, 未取: the goods on their way from supplier to household."""

from groupbuy import closing
from tests.bot.sheets.market import BLUEBERRY, RIBS, STRAWBERRY, Market
from tests.groupbuy.made import D


async def test_the_purchase_list_goes_by_supplier_with_what_none_supplies_last(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2, BLUEBERRY: 1, RIBS: 1})
    assert await market.rows("purchase", "supplier", "item") == [
        {"supplier": "山里鲜", "item": "蓝莓"},
        {"supplier": "老李果园", "item": "草莓"},
        {"supplier": "", "item": "排骨"},
    ]


async def test_a_purchase_says_how_much_and_what_it_costs_at_the_supply_price(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.order("li", {STRAWBERRY: 3})
    assert await market.rows("purchase") == [
        {
            "supplier": "老李果园",
            "contact": "老李",
            "item": "草莓",
            "spec": "300g",
            "unit": "盒",
            "ordered": D(5),
            "short": D(0),
            "needed": D(5),
            "at_supplier": None,
            "supply_price": 1800,
            "cost": 9000,
        }
    ]


async def test_a_supply_price_for_another_unit_is_not_multiplied(market: Market) -> None:
    await market.order("wang", {BLUEBERRY: 4})
    assert await market.rows("purchase", "supply_price", "cost") == [{"supply_price": None, "cost": None}]


async def test_a_shortage_known_before_buying_is_not_bought(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 5})
    await market.close()
    await market.fall_short(STRAWBERRY, 2)
    await market.lead(closing.order_goods)
    keys = ("ordered", "short", "needed", "at_supplier", "cost")
    assert [tuple(it.values()) for it in await market.rows("purchase", *keys)] == [
        (D(5), D(2), D(3), D(3), 5400)
    ]


async def test_what_was_bought_stays_what_was_bought_when_less_arrives(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 5})
    await market.close()
    await market.lead(closing.order_goods)
    await market.arrive(STRAWBERRY, short=D(2))
    keys = ("ordered", "short", "needed", "at_supplier", "cost")
    assert [tuple(it.values()) for it in await market.rows("purchase", *keys)] == [
        (D(5), D(2), D(3), D(5), 9000)
    ]


async def test_an_item_nobody_wants_is_not_bought(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 1})
    await market.cancel("wang")
    assert await market.rows("purchase") == []


async def test_sorting_goes_point_by_point_item_by_item(day: Market) -> None:
    keys = ("point", "item", "billed", "households", "bags")
    assert [tuple(it.values()) for it in await day.rows("sorting", *keys)] == [
        ("东门驿站", "草莓", D(2), 1, "2号×2"),
        ("东门驿站", "蓝莓", D(1), 1, "2号×1"),
        ("北门便利店", "草莓", D(3), 1, "1号×3"),
        ("北门便利店", "蓝莓", D(3), 1, "4号×3"),
        ("北门便利店", "排骨", D("1.5"), 1, "1号×1.5"),
    ]


async def test_points_come_in_the_order_of_their_numbers(market: Market) -> None:
    for user, point in (("wang", "clinic"), ("li", "north"), ("new", "east")):
        await market.order(user, {STRAWBERRY: 1})
        await market.move(user, point)
    wanted = ["东门驿站", "北门便利店", "北门诊所"]
    assert await market.column("sorting", "point") == wanted
    assert await market.column("packing", "point") == wanted


async def test_sorting_names_every_bag_by_its_number(market: Market) -> None:
    await market.order("wang", {RIBS: "1.5"})
    await market.order("li", {RIBS: 2})
    assert await market.rows("sorting", "billed", "households", "bags") == [
        {"billed": D("3.5"), "households": 2, "bags": "1号×1.5、2号×2"}
    ]


async def test_who_goes_without_gets_no_bag(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.order("li", {STRAWBERRY: 1})
    await market.close()
    await market.fall_short(STRAWBERRY, 1)
    assert await market.column("sorting", "bags") == ["1号×2"]


async def test_packing_goes_point_by_point_household_by_household_with_the_code(day: Market) -> None:
    codes = {it.seq_no: it.code for it in await day.orders()}
    keys = ("point", "seq_no", "code", "item", "billed", "picked", "waiting")
    assert [tuple(it.values()) for it in await day.rows("packing", *keys)] == [
        ("东门驿站", 2, codes[2], "草莓", D(2), D(0), D(2)),
        ("东门驿站", 2, codes[2], "蓝莓", D(1), D(0), D(1)),
        ("北门便利店", 1, codes[1], "草莓", D(3), D(2), D(1)),
        ("北门便利店", 1, codes[1], "排骨", D("1.5"), D(0), D("1.5")),
        ("北门便利店", 4, codes[4], "蓝莓", D(3), D(0), D(3)),
    ]


async def test_packing_shows_what_is_missing_and_the_remark(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2}, note="要红的")
    await market.close()
    await market.fall_short(STRAWBERRY, 2)
    assert await market.rows("packing", "billed", "short", "note") == [
        {"billed": D(0), "short": D(2), "note": "要红的"}
    ]


async def test_sorting_and_packing_agree(day: Market) -> None:
    for point in ("东门驿站", "北门便利店"):
        for item in ("草莓", "蓝莓", "排骨"):
            sums = [
                sum(
                    it["billed"]  # type: ignore[misc]
                    for it in await day.rows(kind, "point", "item", "billed")
                    if (it["point"], it["item"]) == (point, item)
                )
                for kind in ("sorting", "packing")
            ]
            assert sums[0] == sums[1], (point, item)


async def test_only_what_lies_at_the_orders_own_point_is_unclaimed(day: Market) -> None:
    keys = ("seq_no", "item", "billed", "picked", "waiting")
    assert [tuple(it.values()) for it in await day.rows("unclaimed", *keys)] == [
        (1, "草莓", D(3), D(2), D(1)),
        (2, "草莓", D(2), D(0), D(2)),
        (4, "蓝莓", D(3), D(0), D(3)),
    ]


async def test_nothing_is_unclaimed_before_it_arrives_or_after_it_is_fetched(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.close()
    assert await market.rows("unclaimed") == []
    await market.arrive(STRAWBERRY)
    assert len(await market.rows("unclaimed")) == 1
    await market.hand_out("wang")
    assert await market.rows("unclaimed") == []


async def test_a_delivery_note_goes_stop_by_stop_with_who_receives_and_what_is_signed_for(
    day: Market,
) -> None:
    keys = ("stop", "point", "receiver", "item", "billed", "short", "households", "signed")
    assert [tuple(it.values()) for it in await day.rows("delivery", *keys)] == [
        (1, "东门驿站", "强哥", "草莓", D(2), D(1), 1, True),
        (1, "东门驿站", "强哥", "蓝莓", D(1), D(0), 1, False),
        (2, "北门便利店", "梅姐", "草莓", D(3), D(0), 1, True),
        (2, "北门便利店", "梅姐", "蓝莓", D(3), D(0), 1, True),
        (2, "北门便利店", "梅姐", "排骨", D("1.5"), D(0), 1, False),
    ]
