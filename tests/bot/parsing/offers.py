"""A group buy to read words against."""

from datetime import UTC, date, datetime, time

from groupbuy.buy import GroupBuy, Item, Pickup

NAMES = (
    ("红颜草莓", "盒", ("草莓王",)),
    ("奶油草莓", "盒", ()),
    ("蓝莓", "盒", ("鲜蓝莓",)),
    ("鸡蛋30枚", "板", ("A",)),
    ("大闸蟹 3两", "只", ()),
)


def fruit() -> GroupBuy:
    """1 红颜草莓, 2 奶油草莓, 3 蓝莓, 4 鸡蛋30枚, 5 大闸蟹 3两"""
    items = {
        no: Item(no, name, unit, 1000, aliases=aliases) for no, (name, unit, aliases) in enumerate(NAMES, 1)
    }
    pickup = Pickup(date(2026, 11, 22), time(17), time(20))
    cutoff = datetime(2026, 11, 21, 12, tzinfo=UTC)
    return GroupBuy(12, "lake", "wang", "水果", items, ("lake-1",), cutoff, pickup)
