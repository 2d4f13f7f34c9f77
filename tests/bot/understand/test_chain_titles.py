"""Lists of people under a title of their own, menus before blank lines, and chains that are sent again."""

from dataclasses import replace

import pytest

from bot.understand import chain, rows
from bot.understand.intent import Context
from bot.understand.normal import normalize
from tests.for_each import for_each

from .buys import EGGS, NUTS, buy, said

PEOPLE = "1. 小溪 核桃2袋\n2. 老许 红枣3袋"
ENTRIES = "1 小溪: 1:2; 2 老许: 2:3"


@for_each(
    "title",
    [
        "干果接龙",
        "干果接龙啦",
        "大家接龙哈：",
        "核桃红枣\n接龙",
        "本周干果团",
        "团购清单",
        "【接龙】干果",
        "核桃39一袋 红枣25一袋",
        "核桃39一袋\n红枣25一袋\n今晚8点截止",
    ],
)
def test_people_under_a_title_are_a_chain_whoever_sends_it(title: str) -> None:
    assert said(f"{title}\n{PEOPLE}") == ENTRIES
    assert said(f"{title}\n\n{PEOPLE}") == ENTRIES


def test_a_chain_may_stand_on_one_line_behind_its_title() -> None:
    assert said("干果接龙 1.小溪 核桃2袋 2.老许 红枣3袋") == ENTRIES


def test_a_blank_line_between_entries_makes_no_menu_of_the_first() -> None:
    assert said("干果接龙\n1. 小溪 核桃2袋\n\n2. 老许 红枣3袋") == ENTRIES


def test_a_menu_before_the_blank_line_is_no_entry() -> None:
    assert said("干果接龙\n1. 核桃39\n2. 红枣25\n\n1. 小溪 核桃2袋\n2. 老许 红枣3袋") == ENTRIES


@pytest.mark.parametrize("title", ["羽毛球接龙", "今晚打球", "家长会签到"])
def test_people_under_a_title_of_something_else_are_nobodys_business(title: str) -> None:
    assert said(f"{title}\n1. 小溪\n2. 老许") == "none"


@pytest.mark.parametrize("head", ["小溪", "3-502", "我要的"])
def test_goods_under_a_signature_are_an_order(head: str) -> None:
    assert said(f"{head}\n1. 核桃2袋\n2. 红枣3袋") == "set 1:2 2:3"


def test_bare_names_take_one_of_the_only_product() -> None:
    assert (
        said("1. 3-502 2板\n2. 9-909 1板\n3. 8-101", buy(EGGS)) == "1 3-502: 1:2; 2 9-909: 1:1; 3 8-101: 1:1"
    )


def test_the_example_line_tells_what_the_chain_is_about() -> None:
    text = "#接龙\n今天接龙开始\n例：小明 核桃1袋\n\n1. 团长阿珍"
    assert said(text, buy(sender="团长阿珍", leader=True)) == "1 团长阿珍: -"


def test_an_entry_read_before_is_the_same_under_another_number() -> None:
    assert said("#接龙\n干果\n1. 老许 核桃2袋") == "1 老许: 1:2"
    assert said("#接龙\n干果\n1. 阿珍 红枣1袋\n2. 老许 核桃2袋") == "1 阿珍: 2:1; 2 老许: 1:2"


def test_an_entry_is_read_anew_in_another_buy() -> None:
    text = "#接龙\n1. 老许 核桃2袋"
    assert said(text) == "1 老许: 1:2"
    turned = (replace(NUTS[1], no=1), replace(NUTS[0], no=2))
    assert said(text, buy(turned, title="又一团")) == "1 老许: 2:2"


def test_what_was_read_is_forgotten_before_it_grows_without_end() -> None:
    context: Context = buy()
    for start in range(0, chain.MOST_KEPT + 500, 500):
        said(
            "\n".join(["#接龙", "干果", *(f"{n}. 邻居{n} 核桃1袋" for n in range(start, start + 500))]),
            context,
        )
    assert len(chain._entries_read) <= chain.MOST_KEPT


@for_each(
    ("line", "seqs"),
    [
        ("1. 老许 核桃2袋", [1]),
        ("1、老许 2、阿珍 3、小溪", [1, 2, 3]),
        ("（12）老许", [12]),
        ("① 老许", [1]),
        ("老许 核桃2袋", [None]),
        ("接龙 1.老许 2.阿珍", [None, 1, 2]),
        ("", [None]),
    ],
)
def test_marks_number_the_rows(line: str, seqs: list[int | None]) -> None:
    assert [row.seq for row in rows.rows_of(line)] == seqs


def test_stamps_and_breaks_are_layout() -> None:
    assert rows.lines_of("\n2026-11-21 10:00 老许<br/>[10:05] 阿珍") == [(18, "老许"), (33, "阿珍")]


@pytest.mark.parametrize("text", ["核桃2袋", "核桃\n2袋", "好的\n收到", "核桃2.5斤\n红枣1袋"])
def test_ordinary_messages_are_no_chain_at_a_glance(text: str) -> None:
    assert not rows.may_be(normalize(text).text)
