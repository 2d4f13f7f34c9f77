"""People among the tokens: names that hold numerals or other words, whose wish it is, who shares it."""

import pytest

from bot.understand import folk, owners, spans
from bot.understand.catalogue import catalogue
from bot.understand.normal import normalize
from bot.understand.tokens import Token, tokenize
from tests.for_each import for_each

from .buys import NUTS, buy, said


def known(text: str, sender: str = "") -> list[str]:
    """The tokens of `text` once people are known, each as text/kind."""
    normal = normalize(text)
    tokens = tokenize(normal, catalogue(NUTS, "干果团"))
    return [f"{t.text}/{t.kind}" for t in folk.known(tokens, normal.text, sender)]


def test_claiming_makes_one_token_and_leaves_the_rest_of_a_word() -> None:
    tokens = [Token("word", "老王说", 0, 3), Token("want", "要", 3, 4)]
    assert spans.claim(tokens, 0, 2) == [
        Token("word", "老王", 0, 2),
        Token("word", "说", 2, 3),
        Token("want", "要", 3, 4),
    ]


def test_claiming_never_cuts_an_amount_or_goods() -> None:
    tokens = [Token("amount", "2袋", 0, 2), Token("product", "核桃", 2, 4)]
    assert spans.claim(tokens, 1, 3) == tokens


def test_claiming_covers_several_tokens() -> None:
    tokens = [Token("word", "小", 0, 1), Token("other", "满", 1, 2), Token("space", " ", 2, 3)]
    assert [t.text for t in spans.claim(tokens, 0, 2)] == ["小满", " "]


def test_what_was_not_said_stands_before_the_person() -> None:
    tokens = [Token("word", "老王", 0, 2), Token("fill", "的", 2, 3)]
    assert [(t.kind, t.text) for t in spans.unsaid(tokens, 0)] == [
        ("proxy", ""),
        ("word", "老王"),
        ("fill", "的"),
    ]


def test_no_token_changes_where_nobody_is_named() -> None:
    normal = normalize("核桃2袋，红枣一袋，谢谢")
    tokens = tokenize(normal, catalogue(NUTS, "干果团"))
    assert folk.known(tokens, normal.text, "小溪") == tokens


def test_nothing_is_made_of_nothing() -> None:
    assert folk.known([], "", "小溪") == []


@for_each("name", ["陆姐", "伍叔", "三哥", "七姨", "一一妈", "十二姐"])
def test_a_title_makes_a_name_of_a_numeral(name: str) -> None:
    assert f"{name}/word" in known(f"{name} 核桃2袋")
    assert said(f"帮{name}带2袋核桃", buy()) == f"set 1:2@{name}"


def test_a_numeral_between_two_people_is_a_name() -> None:
    assert "十一/word" in known("我和十一各2袋核桃")


@pytest.mark.parametrize("text", ["核桃三公斤", "葡萄干十斤", "核桃三袋"])
def test_an_amount_stays_an_amount(text: str) -> None:
    assert known(text)[-1].endswith("/amount")


@pytest.mark.parametrize("name", ["小满", "阿没", "老差"])
def test_a_familiar_name_may_hold_any_word(name: str) -> None:
    assert said(f"{name} 核桃2袋", buy()) == "set 1:2"
    assert said(f"帮{name}带2袋核桃", buy()) == f"set 1:2@{name}"


def test_ones_own_nickname_is_a_name_wherever_it_stands() -> None:
    assert "满满/word" in known("满满 核桃2袋", "3-502 满满")
    assert said("满满：核桃2袋", buy(sender="满满")) == "set 1:2"


def test_a_nickname_made_of_goods_stays_goods() -> None:
    assert said("核桃2袋", buy(sender="核桃")) == "set 1:2"


@for_each(
    ("text", "meaning"),
    [
        ("替301的小孙订2袋核桃", "set 1:2@301的小孙"),
        ("给楼上的周阿姨带1袋核桃", "set 1:1@楼上的周阿姨"),
        ("老许让我帮他订2袋核桃", "set 1:2@老许"),
        ("老许叫我订2袋核桃", "set 1:2@老许"),
        ("王姐说要2袋核桃", "set 1:2@王姐"),
        ("晓东让我帮他带2袋核桃", "set 1:2@晓东"),
        ("我、王姐、老许各1袋核桃", "set 1:1 1:1@王姐 1:1@老许"),
        ("我和王姐、老许各要2袋核桃", "set 1:2 1:2@王姐 1:2@老许"),
        ("王姐、老许各1袋核桃", "set 1:1@王姐 1:1@老许"),
        ("帮我妈和我姐各订2袋核桃", "set 1:2@我妈 1:2@我姐"),
        ("核桃、红枣各2袋", "set 1:2 2:2"),
        ("给我妹带袋核桃", "set 1:1@我妹"),
    ],
)
def test_whose_wish_it_is(text: str, meaning: str) -> None:
    assert said(text, buy()) == meaning


@pytest.mark.parametrize("text", ["听说核桃不要了", "医生说不要吃核桃", "孩子说要吃核桃"])
def test_hearsay_is_nobodys_wish(text: str) -> None:
    assert said(text, buy(has={1: "2"})) == "none"


@for_each("name", ["老王", "晓东", "3-502", "302", "我妈", "隔壁老王", "301的小孙", "502陈姐"])
@for_each(
    ("text", "scope"),
    [
        ("{}的核桃不要了", "1"),
        ("{}的核桃退了", "1"),
        ("取消{}的核桃", "1"),
        ("把{}的核桃退了", "1"),
        ("{}那2袋核桃退了", "1"),
        ("取消{}的", "all"),
        ("{}的取消", "all"),
        ("取消{}的订单", "all"),
        ("{}那份不要了", "all"),
        ("把{}的退了", "all"),
    ],
)
def test_anothers_order_is_given_up_for_that_person(name: str, text: str, scope: str) -> None:
    if name == "502陈姐" and not text.startswith("把"):
        return
    assert said(text.format(name), buy(has={1: "2", 2: "3"})) == f"cancel {scope}@{name}"


@for_each(
    "text",
    ["王姐说不要了", "王姐说她不要了", "王姐让我取消", "3-502说不要了", "帮王姐取消", "取消给王姐带的"],
)
def test_all_of_anothers_order_is_given_up(text: str) -> None:
    who = "3-502" if "3-502" in text else "王姐"
    assert said(text, buy(has={1: "2"})) == f"cancel all@{who}"


@for_each(
    "text",
    [
        "大的核桃不要了",
        "剩下的核桃不要了",
        "这次的核桃不要了",
        "我的核桃不要了",
        "小溪的核桃不要了",
        "便宜的核桃不要了",
    ],
)
def test_ones_own_order_is_given_up_whatever_stands_before_it(text: str) -> None:
    assert said(text, buy(has={1: "2", 2: "3"})) == "cancel 1"


def test_an_order_is_not_searched_for_owners() -> None:
    tokens = tokenize(normalize("老王的核桃2袋"), catalogue(NUTS, "干果团"))
    assert owners.marked(list(tokens), "") == tokens
