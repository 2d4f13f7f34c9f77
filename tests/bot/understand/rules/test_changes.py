"""LABELS §2 mode: set replaces, add needs a marker, changes without a product, decrease and swap."""

from typing import Any

from .tables import BERRIES, MARKET, RICE, SETS, SHOP, ctx, holds, rows

ONE = {1: "2"}
TWO = {1: "2", 2: "3"}


@rows(
    ("橘子3箱", "set 1:3"),
    ("橘子三箱", "set 1:3"),
    ("橘子1", "set 1:1"),
    ("改成橘子1箱", "set 1:1"),
    ("橘子改成3箱", "set 1:3"),
    ("橘子改3箱", "set 1:3"),
    ("橘子改为5箱", "set 1:5"),
    ("我的橘子换成4箱", "set 1:4"),
    ("橘子还是要3箱吧", "set 1:3"),
    ("橘子一共要4箱", "set 1:4"),
    ("苹果改成两斤", "set 2:2"),
    ("橘子我要3箱", "set 1:3"),
    ("橘子2箱", "set 1:2"),
    ("橘子4箱，苹果1斤", "set 1:4 2:1"),
    ("橘子改成3箱，苹果不变", "set 1:3"),
    ("芒果2斤", "set 4:2"),
)
def test_a_plain_order_replaces_and_leaves_the_rest(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("再来1箱橘子", "add 1:1"),
    ("橘子再来1箱", "add 1:1"),
    ("橘子加1箱", "add 1:1"),
    ("加一箱橘子", "add 1:1"),
    ("添一箱橘子", "add 1:1"),
    ("追加2箱橘子", "add 1:2"),
    ("橘子追加两箱", "add 1:2"),
    ("橘子多要1箱", "add 1:1"),
    ("多来两斤苹果", "add 2:2"),
    ("还要1箱橘子", "add 1:1"),
    ("另外要2斤苹果", "add 2:2"),
    ("苹果又要2斤", "add 2:2"),
    ("补1箱橘子", "add 1:1"),
    ("橘子+1", "add 1:1"),
    ("橘子＋1箱", "add 1:1"),
    ("橘子➕1", "add 1:1"),
    ("苹果➕2斤", "add 2:2"),
    ("再加两斤苹果", "add 2:2"),
    ("麻烦再给我添一箱橘子", "add 1:1"),
    ("可以再加2斤苹果吗", "add 2:2"),
    ("再來一箱橘子", "add 1:1"),
    ("橘子再要一箱，苹果再要一斤", "add 1:1 2:1"),
    ("苹果再补半斤", "add 2:0.5"),
    ("能给我再添一斤半苹果吗", "add 2:1.5"),
)
def test_an_increment_marker_adds(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("橘子少1箱", "set 1:1"),
    ("橘子少要1箱", "set 1:1"),
    ("橘子减1箱", "set 1:1"),
    ("苹果减2斤", "set 2:1"),
    ("少要一斤苹果", "set 2:2"),
    ("苹果少半斤", "set 2:2.5"),
    ("橘子少2箱", "cancel 1"),
    ("橘子减两箱", "cancel 1"),
    ("芒果少1斤", "ask over_vague"),
    ("榴莲减一个", "ask over_vague"),
    ("橘子減一箱", "set 1:1"),
)
def test_a_decrease_subtracts_from_what_is_there(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("改成3箱", "set 1:3"),
    ("改成3", "set 1:3"),
    ("改3箱", "set 1:3"),
    ("再添1箱", "add 1:1"),
    ("再来一箱", "add 1:1"),
    ("多来1箱", "add 1:1"),
    ("加1箱", "add 1:1"),
    ("少1箱", "set 1:1"),
    ("少要一箱", "set 1:1"),
    ("少2箱", "cancel 1"),
    ("改成一箱吧", "set 1:1"),
    ("我改成5箱", "set 1:5"),
    ("麻烦帮我改成3箱谢谢", "set 1:3"),
    ("追加一箱", "add 1:1"),
)
def test_a_change_without_product_means_the_only_one_ordered(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=ONE))


@rows(
    ("改成3", "ask ambiguous_product"),
    ("改成3份", "ask ambiguous_product"),
    ("再添1份", "ask ambiguous_product"),
    ("少1份", "ask ambiguous_product"),
    ("多来1份", "ask ambiguous_product"),
    ("加一份", "ask ambiguous_product"),
    ("减1", "ask ambiguous_product"),
)
def test_a_change_without_product_among_several_is_asked(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("改成3", "ask ambiguous_product"),
    ("再来一份", "ask ambiguous_product"),
    ("加1份", "ask ambiguous_product"),
    ("多来1份", "ask ambiguous_product"),
)
def test_a_change_without_product_and_without_an_order_is_asked(text: str, expected: Any) -> None:
    holds(text, expected, ctx())


@rows(
    ("改成3盒", "set 1:3"),
    ("改成1", "set 1:1"),
    ("再来2盒", "add 1:2"),
    ("+2", "add 1:2"),
    ("＋１", "add 1:1"),
    ("➕1", "add 1:1"),
    ("+1", "add 1:1"),
    ("3", "set 1:3"),
    ("3盒", "set 1:3"),
    ("草莓3盒", "set 1:3"),
    ("多要一盒", "add 1:1"),
    ("少一盒", "set 1:1"),
    ("少两盒", "cancel 1"),
    ("再加一盒草莓", "add 1:1"),
    ("还要一盒", "add 1:1"),
    ("又要2盒", "add 1:2"),
    ("减一盒", "set 1:1"),
    ("改到5盒", "set 1:5"),
    ("再来两盒草莓，甜！", "add 1:2"),
    ("草莓再要1盒，怎么付", "add 1:1"),
)
def test_changes_with_one_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES, has={1: "2"}))


@rows(
    ("少1盒", "ask over_vague"),
    ("减两盒", "ask over_vague"),
    ("草莓少一盒", "ask over_vague"),
)
def test_a_decrease_without_an_order_is_asked(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("A2 B2 改成 A1 B3", "set 1:1 2:3"),
    ("A2 B2 改 A1 B3", "set 1:1 2:3"),
    ("A2B2改成A1B3", "set 1:1 2:3"),
    ("之前A2 B2，改成A1 C2", "set 1:1 3:2"),
    ("A两份改成A三份", "set 1:3"),
    ("甲2改甲3", "set 1:3"),
)
def test_only_what_follows_the_change_word_counts(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SETS, has={1: "2", 2: "2"}))


@rows(
    ("橘子不要了，换2斤芒果", "set 1:0 4:2"),
    ("橘子换成芒果2斤", "set 1:0 4:2"),
    ("取消橘子，来3斤芒果", "set 1:0 4:3"),
    ("橘子退掉，要一个榴莲", "set 1:0 3:1"),
    ("不要橘子了，改要1个榴莲", "set 1:0 3:1"),
    ("橘子换成榴莲", "set 1:0 3:2"),
    ("把橘子换成榴莲", "set 1:0 3:2"),
    ("苹果换成芒果", "set 2:0 4:3"),
    ("苹果不要了，橘子改3箱", "set 2:0 1:3"),
    ("苹果不要了换成榴莲1个", "set 2:0 3:1"),
    ("蘋果換成芒果", "set 2:0 4:3"),
    ("橘子取消，苹果5斤", "set 1:0 2:5"),
)
def test_a_cancel_with_an_order_or_a_swap_is_one_set(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("橘子加1箱，苹果改成5斤", "set 1:3 2:5"),
    ("橘子再来1箱，苹果改2斤", "set 1:3 2:2"),
    ("苹果改成1斤，橘子再加两箱", "set 2:1 1:4"),
    ("橘子+1，苹果改为4斤", "set 1:3 2:4"),
    ("橘子少1箱，苹果多要2斤", "set 1:1 2:5"),
)
def test_add_and_set_mixed_become_final_totals(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("再来5斤", "add 1:5"),
    ("改成20斤", "set 1:20"),
    ("大米再加半斤", "add 1:0.5"),
    ("少两斤", "set 1:8"),
    ("大米减5斤", "set 1:5"),
    ("大米15斤", "set 1:15"),
    ("多来一斤半", "add 1:1.5"),
    ("再加2公斤", "add 1:4"),
    ("大米少一公斤", "set 1:8"),
    ("少10斤", "cancel 1"),
)
def test_changes_of_a_weighed_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(RICE, has={1: "10"}))


@rows(
    ("五花肉再来一斤", "add 10:1"),
    ("五花肉加半斤", "add 10:0.5"),
    ("五花肉3斤", "set 10:3"),
    ("五花肉改成一斤半", "set 10:1.5"),
    ("鸡蛋再补一板", "add 8:1"),
    ("鸡蛋少一板", "cancel 8"),
    ("五花肉换成老母鸡1只", "set 10:0 9:1"),
    ("鸡蛋换成牛奶", "set 8:0 12:1"),
    ("五花肉减一斤", "set 10:1"),
    ("土豆2斤", "set 2:2"),
    ("再来两斤土豆", "set 2:2"),
    ("土豆+2斤", "set 2:2"),
    ("五花肉多要3两", "add 10:0.3"),
)
def test_changes_in_the_market(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET, has={10: "2", 8: "1"}))


@rows(
    ("5号电池再来4节", "add 5:4"),
    ("5号电池改成8节", "set 5:8"),
    ("可乐加一箱", "add 12:1"),
    ("可乐330ml*24罐 改成3箱", "set 12:3"),
    ("半糖酸奶2杯", "set 1:2"),
    ("可乐换成雪碧", "set 12:0 13:1"),
    ("电池换成7号电池8节", "set 5:0 6:8"),
    ("5号电池少2节", "set 5:2"),
)
def test_changes_in_the_shop(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SHOP, has={5: "4", 12: "1"}))
