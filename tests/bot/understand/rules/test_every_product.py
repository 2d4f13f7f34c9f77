"""Every product of every buy, by every name it has, in the plainest sentences and inside a chain."""

from typing import Any

from tests.for_each import for_each

from .tables import BERRIES, FRUIT, MARKET, RICE, SETS, SHOP, SIZES, ctx, holds

NAMES = [
    (buy, product["no"], name, product["unit"])
    for buy in (BERRIES, RICE, FRUIT, SIZES, SETS, MARKET, SHOP)
    for product in buy["products"]
    for name in (product["name"], *product["aliases"])
    if name != "半糖酸奶"
]
each_name = for_each(("buy", "no", "name", "unit"), NAMES)


@each_name
def test_it_is_ordered_by_each_of_its_names(buy: dict[str, Any], no: int, name: str, unit: str) -> None:
    for text, qty in [
        (f"{name}3{unit}", "3"),
        (f"{name}两{unit}", "2"),
        (f"{name} {3}{unit}", "3"),
        (f"{name}十二{unit}", "12"),
        (f"来{name}5{unit}", "5"),
        (f"3{unit}{name}", "3"),
        (f"来两{unit}{name}", "2"),
        (f"给我留3{unit}{name}，谢谢", "3"),
        (f"来{unit}{name}", "1"),
        (f"我要三{unit}{name}", "3"),
        (f"{name}，要2{unit}", "2"),
        (f"能给我来2{unit}{name}吗", "2"),
        (f"{name}×2", "2"),
        (f"８-３０２　{name}　２{unit}", "2"),
    ]:
        holds(text, f"set {no}:{qty}", ctx(buy))


@each_name
def test_it_is_changed_by_each_of_its_names(buy: dict[str, Any], no: int, name: str, unit: str) -> None:
    for text, expected in [
        (f"{name}再来2{unit}", f"add {no}:2"),
        (f"再加两{unit}{name}", f"add {no}:2"),
        (f"{name}改成5{unit}", f"set {no}:5"),
        (f"{name}少1{unit}", f"set {no}:3"),
        (f"{name}不要了", f"cancel {no}"),
        (f"取消{name}", f"cancel {no}"),
    ]:
        holds(text, expected, ctx(buy, has={no: "4"}))


@each_name
def test_it_is_for_others_by_each_of_its_names(buy: dict[str, Any], no: int, name: str, unit: str) -> None:
    for text, expected in [
        (f"帮王姐带2{unit}{name}", f"set {no}:2@王姐"),
        (f"我{name}1{unit}，帮我妈{name}2{unit}", f"set {no}:1 {no}:2@我妈"),
        (f"我和老许各2{unit}{name}", f"set {no}:2 {no}:2@老许"),
    ]:
        holds(text, expected, ctx(buy))


@each_name
def test_it_stands_in_a_chain(buy: dict[str, Any], no: int, name: str, unit: str) -> None:
    text = f"#接龙\n1. 阿泽 {name}2{unit}\n2. 8-302老许 3{unit}{name}\n3. 娜娜妈 {name}"
    holds(text, [f"1|阿泽|{no}:2", f"2|8-302老许|{no}:3", f"3|娜娜妈|{no}:1"], ctx(buy))


@each_name
def test_it_is_asked_about_and_talked_about(buy: dict[str, Any], no: int, name: str, unit: str) -> None:
    for text, expected in [
        (f"{name}多少钱", "query price"),
        (f"两{unit}{name}多少钱", "query price"),
        (f"{name}还有吗", "query stock"),
        (f"我要{name}", "ask missing_qty"),
        (f"{name}来点", "ask missing_qty"),
        (f"上次的{name}真不错", "none"),
        (f"昨天买的3{unit}{name}用完了", "none"),
        (f"下次来两{unit}{name}", "none"),
        (f"老许订了6{unit}{name}", "none"),
        (f"我不要{name}", "none"),
    ]:
        holds(text, expected, ctx(buy))
