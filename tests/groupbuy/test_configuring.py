"""A configuration comes into force as one journalled version, unless undelivered orders need what it drops."""

from dataclasses import replace
from typing import Any

import pytest

from groupbuy import closing, configuring, errors
from groupbuy.directory import Directory, Product
from groupbuy.events import OfferedItem
from tests.groupbuy.day import Day
from tests.groupbuy.made import CHATS, DIRECTORY, MEI, POINTS, a_directory


async def applies(day: Day, new: Directory) -> None:
    await day.run(lambda books: configuring.apply(books, new))


def without(what: str, *gone: str, **changed: Any) -> Directory:
    kept = {key: it for key, it in getattr(DIRECTORY, what).items() if key not in gone}
    return a_directory(version="v2", **{what: kept}, **changed)


async def test_a_configuration_applied_is_the_version_in_the_journal(day: Day) -> None:
    await applies(day, DIRECTORY)
    assert await day.store.config_version() == "v1"
    await applies(day, replace(DIRECTORY, version="v2"))
    assert await day.store.config_version() == "v2"
    assert (await day.store.folded()).config == "v2"


@pytest.mark.parametrize(
    ("what", "gone", "named"),
    [
        ("leaders", "mei", "leader mei"),
        ("points", "north", "point north"),
        ("chats", "garden-2", "chat garden-2"),
        ("communities", "garden", "community garden"),
    ],
)
async def test_what_undelivered_orders_need_is_not_dropped_and_the_buys_are_named(
    day: Day, what: str, gone: str, named: str
) -> None:
    await applies(day, DIRECTORY)
    for _ in range(2):
        await day.opens()
        await day.orders("wang", {1: 1})
    with pytest.raises(errors.StillInUse, match=rf"{named}（1、2号团）"):
        await applies(day, without(what, gone))
    assert await day.store.config_version() == "v1"


async def test_a_product_that_is_on_its_way_is_not_dropped(day: Day) -> None:
    day.directory = a_directory(products={"berry": Product("berry", "草莓", "盒")})
    await day.opens(items=(OfferedItem(1, "草莓", "盒", 2500, product="berry"),))
    await day.orders("wang", {1: 1})
    with pytest.raises(errors.StillInUse, match="product berry"):
        await applies(day, DIRECTORY)


async def test_what_nobody_waits_for_may_go(day: Day) -> None:
    await day.opens()
    await applies(day, without("leaders", "mei"))
    await day.orders("wang", {1: 1})
    await applies(day, without("points", "east"))
    await day.leads(closing.cancel_buy, "leader")
    await applies(day, without("leaders", "mei"))


async def test_everything_missing_is_told_at_once(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    with pytest.raises(errors.StillInUse) as refused:
        await applies(day, without("leaders", "mei", points={}, chats={}))
    said = str(refused.value)
    assert all(
        f"{it}（1号团）" in said
        for it in (f"leader {MEI.id}", "point north", *(f"chat {it}" for it in CHATS if "garden" in it))
    )
    assert POINTS["east"].id not in said
