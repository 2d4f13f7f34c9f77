"""What is known beside a message: the goods of a buy as its reader needs them."""

from dataclasses import replace

from bot.talk import products_of
from bot.understand.catalogue import catalogue
from bot.understand.intent import Product
from groupbuy.buy import Item
from tests.groupbuy.made import D, a_buy


def test_goods_stay_the_same_object_until_something_is_said_of_them_that_a_reader_must_know() -> None:
    buy = a_buy()
    buy.items = {
        2: Item(2, "蓝莓", "盒", 1500, aliases=("蓝梅",)),
        1: Item(1, "草莓", "盒", 2550, stock=D(9)),
    }
    before = products_of(buy)
    assert before == (Product(1, "草莓", "盒", "25.5"), Product(2, "蓝莓", "盒", "15", ("蓝梅",)))

    buy.count(1, D(3))  # somebody orders: nothing that is read in messages
    assert products_of(buy) is before
    assert catalogue(products_of(buy), "周末") is catalogue(before, "周末")

    other = a_buy()
    other.items = dict(sorted(buy.items.items()))
    assert products_of(other) is before, "whichever way the buy was loaded"

    for changed in (
        {"price": 2600},
        {"name": "红颜草莓"},
        {"unit": "斤"},
        {"aliases": ("红颜",)},
    ):
        buy.items[1] = replace(other.items[1], **changed)  # type: ignore[arg-type]  # names are Item's own
        assert products_of(buy) != before
        assert products_of(buy)[0].name == changed.get("name", "草莓")
