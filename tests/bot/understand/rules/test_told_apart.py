"""Goods told apart by one character or a size, what is spoilt, what for, how many make a pair (LABELS §2)."""

from typing import Any

from .tables import _buy as buy
from .tables import ctx, holds, rows

KAKI = buy("柿子", "脆柿|斤|6 软柿|斤|5 柿饼|盒|25")
BERRY = buy("草莓", "红颜草莓,红颜|箱|79 奶油草莓,奶油|箱|69 草莓酱|罐|22")
WEAR = buy("居家", "睡衣M|套|79 睡衣L|套|79 睡衣XL|套|79 加绒袜5双装,袜子|包|25 拖鞋|双|29 老母鸡|只|98")
POTATO = buy("红薯", "蜜薯|斤|4")


@rows(
    ("脆5斤", "set 1:5"),
    ("脆的5斤，软的3斤", "set 1:5 2:3"),
    ("柿饼2盒", "set 3:2"),
    ("软柿要换成脆的2斤", "set 2:0 1:2"),
)
def test_first_characters_tell_goods_apart(text: str, expected: Any) -> None:
    holds(text, expected, ctx(KAKI, has={2: "3"} if "换" in text else {}))


@rows(
    ("我要一箱红颜的草莓", "set 1:1"),
    ("红颜1箱 不要压坏的 谢谢", "set 1:1#不要压坏的"),
    ("奶油2箱，不要烂的", "set 2:2#不要烂的"),
    ("红颜要大颗的 1箱", "set 1:1#大颗的"),
    ("草莓1箱", "ask ambiguous_product"),
    ("草莓酱有伐", "query stock"),
)
def test_what_is_said_of_the_goods_counted(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRY, has={1: "2"}))


@rows(
    ("睡衣L换M", "set 2:0 1:1"),
    ("睡衣L换成XL", "set 2:0 3:1"),
    ("睡衣XL2套", "set 2:1 3:2"),
)
def test_one_size_for_another(text: str, expected: Any) -> None:
    holds(text, expected, ctx(WEAR, has={2: "1"}))


@rows(
    ("袜子5双", "ask missing_qty"),
    ("袜子2包", "set 4:2"),
    ("拖鞋两双", "set 5:2"),
    ("拖鞋一双40码", "set 5:1#40码"),
    ("老母鸡一对", "set 6:2"),
    ("拖鞋有什么颜色", "query other"),
)
def test_pairs_and_packs(text: str, expected: Any) -> None:
    holds(text, expected, ctx(WEAR))


@rows(
    ("20块钱的", "ask missing_qty"), ("5斤唔要太大", "set 1:5#唔要太大"), ("十斤能送上楼不", "query delivery")
)
def test_one_good_alone(text: str, expected: Any) -> None:
    holds(text, expected, ctx(POTATO))
