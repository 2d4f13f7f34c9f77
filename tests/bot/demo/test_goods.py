"""Every form in which the demo's people order means exactly what the script says it means."""

from datetime import UTC, datetime
from decimal import Decimal
from random import Random

from bot.demo.goods import (
    CHINESE,
    OFFERS,
    ONE,
    PAIR,
    TWO,
    Good,
    ask_for,
    ask_for_two,
)
from bot.understand import understand
from bot.understand.intent import Context, OrderIntent, Product
from tests.for_each import for_each

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
GOODS = [(buy, good) for buy, goods in OFFERS.items() for good in goods]


def context(buy: int) -> Context:
    products = tuple(
        Product(
            it.no, it.name, it.unit, f"{it.price / 100:.2f}", (it.called,) if it.called != it.name else ()
        )
        for it in OFFERS[buy]
    )
    return Context("周末团", products, NOW, sender="3-1205 赵阿姨")


def understood(buy: int, text: str) -> dict[int, Decimal]:
    intent = understand(text, context(buy))
    assert isinstance(intent, OrderIntent), f"{text!r}: {intent}"
    assert intent.mode == "set", text
    assert all(it.whom is None for it in intent.lines), text
    return {it.product: it.qty for it in intent.lines}


@for_each("form", ONE)
def test_an_order_of_one_item_is_understood_in_each_of_its_forms(form: str) -> None:
    for buy, good in GOODS:
        for qty in CHINESE:
            text = form.format(n=good.name, a=good.called, u=good.unit, q=qty, c=CHINESE[qty])
            assert understood(buy, text) == {good.no: qty}, text


@for_each("form", TWO)
def test_an_order_of_two_items_is_understood_in_each_of_its_forms(form: str) -> None:
    for buy, goods in OFFERS.items():
        one, two = goods[0], goods[-1]
        for first in PAIR:
            for second in PAIR:
                text = form.format(one=said(first, one, 1), two=said(second, two, 2))
                assert understood(buy, text) == {one.no: 1, two.no: 2}, text


def said(form: str, good: Good, qty: int) -> str:
    return form.format(n=good.name, a=good.called, u=good.unit, q=qty, c=CHINESE[qty])


def test_the_same_dice_choose_the_same_words() -> None:
    (_, one), (_, two), *_ = GOODS
    assert [ask_for(Random(1), one, 2) for _ in range(3)] == [ask_for(Random(1), one, 2)] * 3
    assert ask_for_two(Random(2), [(one, 1), (two, 2)]) == ask_for_two(Random(2), [(one, 1), (two, 2)])


def test_many_different_forms_come_up() -> None:
    dice, (_, one) = Random(3), GOODS[0]
    assert len({ask_for(dice, one, 2) for _ in range(200)}) > 10


def test_items_are_numbered_as_the_leaders_messages_list_them() -> None:
    for goods in OFFERS.values():
        assert [it.no for it in goods] == list(range(1, len(goods) + 1))
