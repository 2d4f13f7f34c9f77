"""What the leaders sell, and the many ways in which people ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

CHINESE = {1: "一", 2: "两", 3: "三", 4: "四", 5: "五", 6: "六"}


@dataclass(frozen=True, slots=True)
class Good:
    """`price` in fen per `unit`; `called` is another name for it; `stock` None is without limit."""

    no: int
    name: str
    unit: str
    price: int
    called: str
    stock: int | None = None
    limit: int | None = None


STRAWBERRY = Good(1, "草莓", "盒", 2500, "红颜草莓", stock=64, limit=4)
BLUEBERRY = Good(2, "蓝莓", "盒", 1290, "鲜蓝莓", stock=22)
ORANGE = Good(3, "橙子", "斤", 550, "脐橙")
CHERRY = Good(4, "车厘子", "盒", 7900, "车厘子", stock=30)
MILK = Good(1, "鲜牛奶", "瓶", 1580, "牛奶")
EGG = Good(2, "土鸡蛋", "盒", 3280, "鸡蛋", stock=40)
TOAST = Good(3, "全麦吐司", "袋", 1200, "吐司")
BREAD = Good(1, "欧包", "个", 1800, "欧包")
BAGEL = Good(2, "贝果", "个", 800, "贝果")
BERRIES = Good(1, "草莓", "盒", 2600, "红颜草莓")
FRESH_MILK = Good(2, "鲜牛奶", "瓶", 1580, "牛奶")
DUMPLINGS = Good(3, "三鲜水饺", "袋", 2880, "水饺")
RICE = Good(4, "五常大米", "袋", 5990, "大米")

FRUIT, BREAKFAST, BAKERY, PANTRY = 1, 2, 3, 4
"""The numbers the group buys get, in the order in which they are opened."""

OFFERS = {
    FRUIT: (STRAWBERRY, BLUEBERRY, ORANGE, CHERRY),
    BREAKFAST: (MILK, EGG, TOAST),
    BAKERY: (BREAD, BAGEL),
    PANTRY: (BERRIES, FRESH_MILK, DUMPLINGS, RICE),
}

TAKES = {"草莓": ("冷藏", 1), "鲜牛奶": ("冷藏", 1), "三鲜水饺": ("冷冻", 1), "五常大米": ("常温", 3)}
"""Where the goods of 临河新村 are kept, and how much room one of each takes there."""

FRUIT_OPENING = """开团 周末水果团
草莓 25/盒 库存64 限4
蓝莓 12.9元一盒 库存22
橙子 5.5/斤
车厘子 79/盒 库存30
截单 12:00
取货 今天16:00-20:00"""
BREAKFAST_OPENING = """开团 早餐奶蛋团
鲜牛奶 15.8/瓶
土鸡蛋 32.8/盒 库存40
全麦吐司 12/袋 别名 吐司
截单 今晚9点半
取货 明天16:00-20:00
满20份成团"""
BAKERY_WITHOUT_CUTOFF = """开团 现烤面包团
欧包 18/个
贝果 8/个
群 湖畔花园2群"""
BAKERY_OPENING = f"""{BAKERY_WITHOUT_CUTOFF}
截单 上午11:30
取货 今天17:00-19:00
满40份成团"""
PANTRY_OPENING = """开团 周末囤货团
草莓 26/盒
鲜牛奶 15.8/瓶
三鲜水饺 28.8/袋
五常大米 59.9/袋
截单 今晚20:00
取货 明天17:00-20:00"""

ONE = (
    *("{n}{q}{u}", "{n} {q}", "要{c}{u}{n}", "我要{q}{u}{n}，谢谢", "{n}来{c}{u}", "{n}x{q}", "{a}{q}{u}"),
    *("{n}{c}{u}", "麻烦记{c}{u}{n}", "{n}{q}{u} 🙏", "来{q}{u}{a}", "订{c}{u}{n}", "{n}{c}{u}，谢谢团长"),
    *("{n}{q}{u}，帮我挑好一点的", "{n}{q}{u}，晚点来取", "给我来{c}{u}{n}吧", "{n}＊{q}", "{n}：{q}{u}"),
)
TWO = (
    "{one} {two}",
    "{one}，{two}",
    "{one}、{two}",
    "{one}\n{two}",
    "我要{one}，还要{two}",
    "{one} 再加{two}",
)
PAIR = ("{n}{q}{u}", "{n}{c}{u}", "{a}{q}{u}")


def ask_for(dice: Random, good: Good, qty: int) -> str:
    """One item in one of many forms."""
    return _say(dice.choice(ONE), good, qty)


def ask_for_two(dice: Random, wanted: Sequence[tuple[Good, int]]) -> str:
    one, two = (_say(dice.choice(PAIR), good, qty) for good, qty in wanted)
    return dice.choice(TWO).format(one=one, two=two)


def _say(form: str, good: Good, qty: int) -> str:
    return form.format(n=good.name, a=good.called, u=good.unit, q=qty, c=CHINESE[qty])
