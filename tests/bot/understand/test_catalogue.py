"""Every way to name the goods of one buy."""

import pytest

from bot.understand.catalogue import Catalogue, build, catalogue, names_of, parts_of
from bot.understand.intent import Product
from bot.understand.sound import heard, spelled, syllables
from tests.for_each import for_each

from .buys import BOXES, DISHES, EGGS, NUTS, buy, said


@pytest.fixture(scope="module")
def nuts() -> Catalogue:
    return build(NUTS, "干果团")


@pytest.mark.parametrize(
    ("word", "products"), [("核桃", (1,)), ("薄皮", (1,)), ("葡萄", (3,)), ("红枣", (2,))]
)
def test_names_aliases_and_unique_parts_name_a_product(
    nuts: Catalogue, word: str, products: tuple[int, ...]
) -> None:
    assert nuts.names[word].products == products


def test_a_part_of_two_names_means_both() -> None:
    assert build(DISHES, "").names["酸菜鱼"].products == (1, 2)


def test_a_whole_name_is_known_from_a_part(nuts: Catalogue) -> None:
    assert nuts.names["核桃"].exact
    assert not nuts.names["薄皮"].exact


def test_a_name_is_also_known_without_its_specification_or_brackets() -> None:
    assert "鲜奶" in names_of(Product(1, "鲜奶950ml", "瓶", "16"))
    assert "苹果" in names_of(Product(1, "苹果（大果）", "箱", "49"))


def test_a_unit_or_a_number_is_no_part_of_a_name() -> None:
    assert not {"瓶装", "25", "12"} & parts_of("精酿啤酒12瓶装")


def test_the_index_of_a_buy_is_built_once() -> None:
    assert catalogue(NUTS, "x") is catalogue(tuple(NUTS), "x")


@pytest.mark.parametrize("word", ["合桃", "喝桃", "河陶"])
def test_a_homophone_names_the_product(nuts: Catalogue, word: str) -> None:
    found = heard(word, nuts)
    assert found is not None
    assert found.products == (1,)


def test_one_near_syllable_of_three_may_be_wrong(nuts: Catalogue) -> None:
    found = heard("普桃干", nuts)
    assert found is not None
    assert found.products == (3,)


@pytest.mark.parametrize("word", ["白菜", "苹果干", "花生", "胡桃夹"])
def test_another_thing_is_not_heard_as_ours(nuts: Catalogue, word: str) -> None:
    assert heard(word, nuts) is None


def test_pinyin_names_the_product(nuts: Catalogue) -> None:
    assert spelled("hetao", nuts) == heard("核桃", nuts)
    assert spelled("hua", nuts) is None


def test_sounds_that_many_do_not_tell_apart_are_one() -> None:
    assert syllables("盛") == syllables("森")


@for_each(
    ("text", "products", "meaning"),
    [
        ("🌰2袋", NUTS, "set 1:2"),
        ("hetao 2", NUTS, "set 1:2"),
        ("2号3袋", NUTS, "set 2:3"),
        ("②3袋", NUTS, "set 2:3"),
        ("2️⃣3袋", NUTS, "set 2:3"),
        ("第2个来3袋", NUTS, "set 2:3"),
        ("前两样各1", NUTS, "set 1:1 2:1"),
        ("a2b1", BOXES, "set 1:2 2:1"),
        ("大份1 米饭2", DISHES, "set 1:1 3:2"),
        ("30枚的两板", EGGS, "set 1:2"),
        ("酸菜鱼1", DISHES, "ask ambiguous_product"),
        ("礼盒2份", BOXES, "ask ambiguous_product"),
        ("核桃露2瓶", NUTS, "ask unknown_product"),
        ("腰果2袋", NUTS, "ask unknown_product"),
    ],
)
def test_goods_are_found_by_any_of_these(text: str, products: tuple[Product, ...], meaning: str) -> None:
    assert said(text, buy(products)) == meaning
