"""Units of sale as data: what is weighed, what is counted, what comes as a pack of several pieces."""

from decimal import Decimal

#: grams in one unit of weight; 斤 and 两 are the market's (500 g, 50 g)
GRAMS = {
    "斤": Decimal(500),
    "市斤": Decimal(500),
    "公斤": Decimal(1000),
    "kg": Decimal(1000),
    "千克": Decimal(1000),
    "克": Decimal(1),
    "g": Decimal(1),
    "两": Decimal(50),
    "吨": Decimal(1_000_000),
}
#: whatever the product is sold in, one of these means one of it
GENERIC = frozenset("份 单 件 组 套".split())
#: a piece: one sale unit, unless the product is weighed or sold in packs of several pieces
PIECE = "个"
#: a pack holds several pieces, so "3个" of it says nothing
PACKS = frozenset("箱 盒 袋 包 提 板 托 盘 筐 篮 篓 串 捆 把 束 扎 打 件 组 套 排 板 坨 网".split())
#: how many a collective word stands for
COLLECTIVE = {"打": 12, "对": 2, "双": 2}
#: other ways to write the same unit
SAME = {"托": "板", "盘": "板", "棵": "颗", "枝": "支", "市斤": "斤", "千克": "公斤", "kg": "公斤", "g": "克"}
COUNTED = frozenset(
    "盒 箱 袋 瓶 包 提 支 根 条 只 颗 束 把 块 片 听 罐 桶 板 托 盘 串 枝 盆 捆 筐 篮 卷 本 张 杯 碗 粒 枚 头 朵 节 扎 "
    "排 尾 壶 坛 篓 株 棵 碟 副 辆 台 顶 匹 壳 截 兜 缸 管 筒 屉 笼 瓣 块儿 捧 网 车 副 锅 位 顿".split()
)
ALL = GENERIC | {PIECE} | COUNTED | frozenset(GRAMS) | frozenset(COLLECTIVE)
#: first character → the units that begin with it, longest first
BEGINNING = {
    char: tuple(sorted((unit for unit in ALL if unit[0] == char), key=len, reverse=True))
    for char in {unit[0] for unit in ALL}
}
#: units of one character that begin no other
ALONE = frozenset(char for char, longer in BEGINNING.items() if longer == (char,))
#: units that may stand without a numeral after a verb ("来袋核桃"), where the numeral is one
MEASURES = ALL - {"g", "kg", "两", "克", "车", "位", "顿", "锅"}


def canonical(unit: str) -> str:
    """The one spelling of a unit."""
    return SAME.get(unit, unit)
