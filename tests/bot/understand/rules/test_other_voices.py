"""The same rules in other voices: dictated without points, southern particles, who gets what behind the goods (LABELS §1, §2)."""

from typing import Any

from .tables import FRUIT, MARKET, SIZES, cmd, ctx, holds, rows
from .tables import _buy as buy

SEEDS = buy("炒货", "生花生|斤|9 五香花生|斤|11 核桃|袋|30 小黄梨,梨|箱|40")


@rows(
    ("团长我想要核桃两袋花生就要五香的三斤谢谢", "set 3:2 2:3"),
    ("花生3斤", "ask ambiguous_product"),
    ("核桃两袋给我爸 五香花生1斤", "set 3:2@我爸 2:1"),
    ("核桃两袋给我爸 五香花生1斤我自己吃", "set 3:2@我爸 2:1"),
    ("核桃和梨各1", "set 3:1 4:1"),
    ("四种都各来1份", "set 1:1 2:1 3:1 4:1"),
    ("5号来2斤", "ask unknown_product"),
    ("2号来2斤", "set 2:2"),
    ("25号来2斤核桃", "none"),
    ("五香花生一斤两包的那种，来3斤", "set 2:3"),
    ("俺娘要2斤五香花生", "set 2:2@俺娘"),
)
def test_who_takes_what_when_nobody_makes_a_point(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SEEDS))


@rows(
    ("甜就来2箱橘子", "query other"),
    ("便宜点就要3斤芒果", "query price"),
    ("芒果8块行不，行就来20斤", "query price"),
    ("芒果8块一斤可不可以", "query price"),
    ("橘子2箱可不可以", "set 1:2"),
    ("有就来2箱橘子", "set 1:2"),
    ("橘子39一箱来2箱", "set 1:2"),
    ("橘子39一箱太贵了", "none"),
    ("先来1箱橘子尝尝，好吃再来", "set 1:1"),
)
def test_what_it_depends_on(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT))


@rows(
    ("两箱橘子一共多少", "query price"),
    ("我一共多少钱", "query my_order"),
    ("是周日送还是周一送", "query delivery"),
    ("橘子到了没啊", "query delivery"),
    ("苹果有虫没得", "query other"),
    ("榴莲的味道大不大", "query other"),
    ("有没有人一起拼一箱橘子，一人一半", "none"),
    ("都要甜一点的，橘子2箱芒果3斤", "set 1:2#都要甜一点的 4:3#都要甜一点的"),
    ("芒果三斤要硬的放得住", "set 4:3#要硬的放得住"),
)
def test_questions_and_remarks_in_other_voices(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT))


@rows(
    ("豆腐和黄瓜到了，玉米明天到", cmd("arrived", products=[4, 6])),
    ("玉米和牛奶没到，其他都到了", cmd("arrived", products=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10])),
)
def test_a_leader_tells_what_came_by_short_names(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET, leader=True))


@rows(("大份的鱼头来1", "set 1:1"), ("鱼头大1小2", "set 1:1 2:2"), ("鱼头1份", "ask ambiguous_product"))
def test_one_dish_in_two_sizes(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SIZES))
