"""What a resident reads in a confirmation is held against what they asked for, to the fen."""

from decimal import Decimal

import pytest

from bot.demo.cast import WANG
from bot.demo.goods import FRUIT, ORANGE, STRAWBERRY
from bot.demo.ledger import Ledger, Tab
from bot.demo.reading import CODE, NAMED, confirmation_wrong, fen, handed_out
from tests.for_each import for_each

CONFIRMED = (
    "@赵阿姨 记好了：1号团 3号\n草莓 2盒 50元\n橙子 1.5斤 8.25元\n"
    "合计 58.25元。付款：转账给我\n自提：东门驿站\n改就直接说，不要了回“取消”。"
)


def tab() -> Tab:
    return Ledger().book(FRUIT, WANG, "赵阿姨", {STRAWBERRY: Decimal(2), ORANGE: Decimal("1.5")})


def test_a_confirmation_that_says_what_was_asked_for_is_right_and_names_the_number() -> None:
    mine = tab()
    assert confirmation_wrong(CONFIRMED, mine) == ""
    assert mine.seq == 3


@for_each(
    ("right", "wrong"),
    [
        ("草莓 2盒", "草莓 3盒"),
        ("50元", "50.01元"),
        ("合计 58.25元", "合计 58.26元"),
        ("橙子 1.5斤 8.25元\n", ""),
        ("橙子", "蓝莓"),
        ("1号团 3号", "2号团 3号"),
        ("1号团 3号", "1号团 4号"),
        ("记好了", "没看懂"),
    ],
)
def test_whatever_differs_is_noticed(right: str, wrong: str) -> None:
    mine = tab()
    mine.seq = 3
    assert confirmation_wrong(CONFIRMED.replace(right, wrong, 1), mine) != ""


def test_an_order_given_up_must_be_told_as_cancelled() -> None:
    ledger = Ledger()
    mine = ledger.book(FRUIT, WANG, "赵阿姨", {STRAWBERRY: Decimal(2)})
    mine.seq = 3
    ledger.cancel(FRUIT, "赵阿姨")
    assert confirmation_wrong("@赵阿姨 1号团（3号）的单已取消。", mine) == ""
    assert confirmation_wrong("@赵阿姨 1号团（4号）的单已取消。", mine) != ""
    assert confirmation_wrong(CONFIRMED, mine) != ""


@pytest.mark.parametrize(("yuan", "expected"), [("58.25", 5825), ("50", 5000), ("0.5", 50), ("0", 0)])
def test_yuan_are_read_to_the_fen(yuan: str, expected: int) -> None:
    assert fen(yuan) == expected


def test_goods_handed_out_are_read_with_whose_they_are() -> None:
    answer = "核销了2单：\n✓ 1号团 3号 3-1205 赵阿姨：草莓2盒、橙子1.5斤，取完了\n✓ 1号团 4号 钱哥：蓝莓1盒，还剩草莓2盒"
    assert handed_out(answer) == {
        (1, 3): {"草莓": Decimal(2), "橙子": Decimal("1.5")},
        (1, 4): {"蓝莓": Decimal(1)},
    }


def test_a_refused_pickup_hands_out_nothing() -> None:
    assert handed_out("草莓还没到货，不能核销") == {}


def test_a_code_and_how_one_is_called_are_found() -> None:
    assert CODE.findall("取货码 012345\n东门驿站") == ["012345"]
    assert CODE.findall("取货码私聊我发“取货码”") == []
    found = NAMED.match("@邻居ab12 记好了")
    assert found is not None
    assert found[1] == "邻居ab12"
