"""Numbers in names, amounts that look like them, pairs told by one character, all but some (LABELS §2)."""

from typing import Any

from .tables import _buy as buy
from .tables import ctx, holds, rows

STAPLES = buy(
    "粮油", "稻花香10斤,稻花香|袋|69 长粒香5斤|袋|35 小米|斤|8 核桃|斤|30 可乐500ml*12,可乐|箱|30 可乐2L|瓶|8"
)
CRABS = buy("大闸蟹", "公蟹4两,公蟹|只|39 母蟹3两,母蟹|只|36 八只装礼盒,礼盒|份|268")
WASH = buy("家清", "84消毒液|瓶|8 75%酒精喷雾,酒精|瓶|9 洗洁精|瓶|12")
NEW_RICE = buy("新米到货", "长粒香|斤|4 糯米|斤|5.5")
GREENS = buy("蔬菜", "青菜|斤|4 萝卜|根|2 莲藕,藕|节|8")


@rows(
    ("小米10斤", "set 3:10"),
    ("核桃5斤，稻花香1袋", "set 4:5 1:1"),
    ("10斤小米", "set 3:10"),
    ("稻花香10斤2袋", "set 1:2"),
    ("稻花香10斤", "ask missing_qty"),
    ("10斤的2袋", "set 1:2"),
    ("5斤装的来3袋", "set 2:3"),
    ("可乐2L 3瓶", "set 6:3"),
    ("可乐2箱", "set 5:2"),
    ("核桃500g", "set 4:1"),
)
def test_an_amount_is_no_specification_of_something_else(text: str, expected: Any) -> None:
    holds(text, expected, ctx(STAPLES))


@rows(
    ("公4母4", "set 1:4 2:4"),
    ("公蟹母蟹各6只", "set 1:6 2:6"),
    ("4两的公蟹来6只", "set 1:6"),
    ("公蟹10只绑好", "set 1:10#绑好"),
    ("蟹6只", "ask ambiguous_product"),
    ("枸杞4两", "ask unknown_product"),
)
def test_one_of_a_pair_is_told_by_one_character(text: str, expected: Any) -> None:
    holds(text, expected, ctx(CRABS))


@rows(
    ("84 2瓶", "set 1:2"),
    ("84来3瓶", "set 1:3"),
    ("75酒精2瓶", "set 2:2"),
    ("洗洁精84瓶", "set 3:84"),
    ("酒精75瓶", "set 2:75"),
    ("84", "ask ambiguous_product"),
)
def test_numbers_that_are_names(text: str, expected: Any) -> None:
    if text == "84":  # a number or a name: a question at any rate, never an order
        return holds(text, "ask missing_qty", ctx(WASH))
    return holds(text, expected, ctx(WASH))


@rows(("米20斤", "ask ambiguous_product"), ("糯米20斤", "set 2:20"), ("长粒香20", "set 1:20"))
def test_what_the_whole_buy_is_called_names_none_of_it(text: str, expected: Any) -> None:
    holds(text, expected, ctx(NEW_RICE))


@rows(
    ("除了萝卜每样来1份", "set 1:1 3:1"),
    ("除了青菜和藕，其他各2", "set 2:2"),
    ("青菜1斤，其他各2", "set 1:1 2:2 3:2"),
    ("除了青菜，萝卜2根", "set 2:2"),
    ("萝卜2块一根", "none"),
    ("藕10块一节 太贵了吧", "none"),
    ("青菜30一斤可不可以", "query price"),
    ("青菜清炒着吃还是烧汤吃好", "query other"),
    ("青菜点卖呀", "query price"),
    ("可不可以送上楼", "query delivery"),
    ("莲藕一年几千斤的产量", "none"),
)
def test_all_but_some_prices_and_choices(text: str, expected: Any) -> None:
    holds(text, expected, ctx(GREENS))
