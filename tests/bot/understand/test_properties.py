"""Properties: what is written is read back, talk changes nothing, nothing crashes, nothing runs away."""

import time
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understand import explain, understand
from bot.understand.intent import ChainIntent, OrderIntent
from bot.understand.shapes import plain, predict_of
from tests.for_each import for_each
from tests.slowness import fits

from .buys import NUTS, brief, buy

UNITS = {p.no: p.unit for p in NUTS}
NAMES = {p.no: p.name for p in NUTS}

amounts = st.one_of(st.integers(1, 99).map(Decimal), st.decimals("0.1", "20", places=1))
orders = st.dictionaries(st.sampled_from([1, 2, 3, 4]), st.integers(1, 60).map(Decimal), min_size=1)
weights = st.dictionaries(st.sampled_from([3, 4]), amounts, min_size=1)


def rendered(order: dict[int, Decimal], between: str, unit: bool) -> str:
    return between.join(f"{NAMES[no]}{plain(qty)}{UNITS[no] if unit else ''}" for no, qty in order.items())


@given(orders, st.sampled_from(["，", " ", "、", "\n", "；"]), st.booleans())
def test_an_order_written_out_is_read_back_the_same(
    order: dict[int, Decimal], between: str, unit: bool
) -> None:
    found = understand(rendered(order, between, unit), buy())
    assert isinstance(found, OrderIntent)
    assert {line.product: line.qty for line in found.lines} == order


@given(weights)
def test_weights_are_read_back_to_the_decimal(order: dict[int, Decimal]) -> None:
    found = understand(rendered(order, "，", True), buy())
    assert isinstance(found, OrderIntent)
    assert {line.product: line.qty for line in found.lines} == order


@given(
    orders,
    st.sampled_from(["", "团长好，", "早上好！", "谢谢团长，", "哈哈哈，", "上次的真好吃。", "麻烦了，"]),
    st.sampled_from(
        ["", "，谢谢", " 辛苦了", "，已付款", "哈", "🌹", "！", "，上次的真好吃", "，电话13800000000"]
    ),
)
def test_talk_around_an_order_does_not_change_it(order: dict[int, Decimal], before: str, after: str) -> None:
    bare = rendered(order, "，", True)
    assert brief(understand(before + bare + after, buy())) == brief(understand(bare, buy()))


@given(st.lists(st.tuples(st.sampled_from(["王姐", "3-201 李叔", "小周"]), orders), min_size=1, max_size=8))
def test_a_chain_written_out_is_read_back_the_same(entries: list[tuple[str, dict[int, Decimal]]]) -> None:
    rows = [f"{i}. {name} {rendered(order, ' ', True)}" for i, (name, order) in enumerate(entries, 1)]
    found = understand("#接龙\n干果团\n\n" + "\n".join(rows), buy())
    assert isinstance(found, ChainIntent)
    read = [(e.name, {line.product: line.qty for line in e.lines}) for e in found.entries]
    assert read == entries


@settings(max_examples=300)
@given(st.text(max_size=80), st.booleans())
def test_any_text_is_read_without_a_crash_and_orders_nothing(text: str, leader: bool) -> None:
    found = understand(text, buy(leader=leader))
    assert not isinstance(found, OrderIntent)
    assert predict_of(found)["intent"]


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
                *"核桃红枣来要两半斤袋份各我帮给王姐+2x，。、？吗不了的 \n@1.#接龙再改成取消",
                "核桃",
                "①",
                "3-502",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_jumble_of_our_own_words_is_read_without_a_crash(text: str) -> None:
    predict_of(understand(text, buy()))
    predict_of(understand(text, buy(leader=True)))
    assert explain(text, buy())


def test_every_line_rests_on_a_stretch_of_the_text_as_written() -> None:
    text = "團長，幫我媽訂 核桃兩袋，紅棗①袋"
    found = understand(text, buy())
    assert isinstance(found, OrderIntent)
    spans = [line.span for line in found.lines]
    assert [text[a:b] for a, b in filter(None, spans)] == ["核桃兩袋", "紅棗①袋"]


HOSTILE = {
    "one character": "草" * 10_000,
    "digits": "1" * 10_000,
    "numerals": "一" * 10_000,
    "an order without end": "核桃2 " * 2_500,
    "verbs": "来" * 10_000,
    "proxies": "帮" * 10_000,
    "people": "我和" * 5_000,
    "lines": "1. a\n" * 2_000,
    "markers": "1." * 5_000,
    "a chain of markers": "#接龙\n" + "1. " * 3_300,
    "rooms": "3-" * 5_000,
    "prices": "开团：" + "a 1/" * 2_500,
    "keycaps": "2️⃣" * 3_300,
}


@for_each("text", HOSTILE.values())
@for_each("leader", [False, True])
def test_a_hostile_text_takes_no_longer_than_its_length_allows(text: str, leader: bool) -> None:
    context = buy(leader=leader)
    understand(text, context)
    best = min(_seconds(text, context) for _ in range(3))
    assert fits(best, 0.25), f"{best * 1000:.0f} ms"


def _seconds(text: str, context: object) -> float:
    start = time.process_time()
    understand(text, context)  # type: ignore[arg-type]
    return time.process_time() - start


def test_the_explanation_shows_every_stage() -> None:
    shown = "\n".join(explain("兩斤葡桃干，要大的", buy()))
    assert "normal form: 两斤葡桃干,要大的" in shown
    assert "葡桃干/product=3" in shown
    assert "line 3: rests on '兩斤葡桃干'" in shown
    assert "OrderIntent" in shown
    assert "not understood" in "\n".join(explain("腊肠我自己灌了20斤核桃", buy()))
