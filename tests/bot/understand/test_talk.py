"""Talk is told from orders before anything is read out of it, and nothing is lost by that."""

import json
from decimal import Decimal
from pathlib import Path

from bot.understand import pipeline
from bot.understand.catalogue import catalogue
from bot.understand.clauses import split
from bot.understand.intent import AskIntent, OrderIntent, WishLine
from bot.understand.normal import normalize
from bot.understand.shapes import context_of
from bot.understand.wishes import Reading
from tests.for_each import for_each

from .buys import NUTS, buy

CORPUS = Path(__file__).parents[2] / "corpus"


def test_what_has_no_word_of_ordering_orders_nothing_when_it_is_read_all_the_same() -> None:
    passed = 0
    lines = (CORPUS / "dev.jsonl").read_text("utf-8").splitlines()
    for case in map(json.loads, lines):
        context = context_of(case)
        normal, goods = normalize(case["message"]), catalogue(context.products, context.title)
        tokens = pipeline._tokens(normal, goods, context)
        if not pipeline._may_order(tokens, normal.text):
            passed += 1
            assert pipeline.order(split(tokens), context, goods, normal) is None, case["message"]
    assert passed > 20


@for_each(
    ("text", "orders"),
    [
        ("今天天气真好", False),
        ("ok", False),
        ("谁家的猫跑出来了", False),
        ("老王在3号楼", False),
        ("红枣2袋", True),
        ("红枣", True),
        ("要的", False),
        ("算我一个", True),
        ("照旧", True),
        ("不要了", True),
        ("算了", True),
        ("再加点", True),
        ("给我和老王各一份", True),
    ],
)
def test_talk_has_none_of_the_words_that_an_order_is_made_of(text: str, orders: bool) -> None:
    said = buy(NUTS)
    tokens = pipeline._tokens(normalize(text), catalogue(said.products, said.title), said)
    assert pipeline._may_order(tokens, text) is orders


@for_each(
    ("reading", "asks"),
    [
        (Reading(), False),
        (Reading(wanting=True), True),
        (Reading(vague=True), True),
        (Reading(same=True), True),
        (Reading(everything_off="不要了"), False),
    ],
)
def test_a_reading_without_wishes_may_still_ask_for_something(reading: Reading, asks: bool) -> None:
    assert reading.asks is asks


def test_what_is_made_for_each_message_is_equal_and_found_again_by_what_it_says() -> None:
    line = WishLine(1, Decimal(2), None, "要脆的", (0, 4))
    assert {line, WishLine(1, Decimal("2.0"), None, "要脆的", (0, 4))} == {line}
    assert OrderIntent((line,)) != OrderIntent((line,), "add")
    assert len({OrderIntent((line,)), OrderIntent((line,), "set")}) == 1
    assert AskIntent("missing_qty", "红枣", (2,), span=(0, 2)) == AskIntent("missing_qty", "红枣", (2,))
