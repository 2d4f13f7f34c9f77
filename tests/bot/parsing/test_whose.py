"""Whose order is meant: numbers, names, rooms, namesakes."""

import pytest

from bot.parsing.whose import NoSuchPerson, WhichPerson, find_order
from groupbuy.order import Order
from groupbuy.resident import Resident
from tests.for_each import for_each

PEOPLE = {
    "a": Resident("a", "王姐", "3-1203"),
    "b": Resident("b", "李四", "5-401"),
    "c": Resident("c", "王姐", "6-502"),
    "d": Resident("d", "王", ""),
}
ORDERS = [Order(f"o{no}", 12, who, who, no, "gate", f"00000{no}") for no, who in enumerate("abcd", 1)]


def find(words, *, private=True):
    order, rest = find_order(words, ORDERS, PEOPLE, buy=12, usage="代改 12号 草莓3", private=private)
    return order.seq_no, rest


@for_each(
    ("words", "seq_no", "rest"),
    [
        ("2号 草莓3", 2, "草莓3"),
        ("2号草莓3", 2, "草莓3"),
        ("2 草莓3", 2, "草莓3"),
        ("#2 草莓3", 2, "草莓3"),
        ("＃２ 草莓3", 2, "草莓3"),
        ("2", 2, ""),
        ("李四 草莓3", 2, "草莓3"),
        ("李四的草莓3", 2, "草莓3"),
        ("李四：草莓3", 2, "草莓3"),
        ("5-401 草莓3", 2, "草莓3"),
        ("5-401 李四 草莓3", 2, "草莓3"),
        ("3-1203 王姐 草莓3", 1, "草莓3"),
        ("6-502 草莓3", 3, "草莓3"),
        ("王 草莓3", 4, "草莓3"),
    ],
)
def test_an_order_is_found_by_number_name_or_room(words, seq_no, rest):
    assert find(words) == (seq_no, rest)


@for_each("words", ["9号 草莓3", "赵六 草莓3", "李四喜 草莓3", "5号楼 草莓3", "5-4011 草莓3", "草莓3", ""])
def test_nobody_is_guessed(words):
    with pytest.raises(NoSuchPerson) as refused:
        find(words)
    assert "名单 12" in str(refused.value)


def test_namesakes_are_listed_with_their_numbers():
    with pytest.raises(WhichPerson) as refused:
        find("王姐 草莓3")
    assert "1号 3-1203 王姐\n3号 6-502 王姐" in str(refused.value)


def test_in_a_group_the_list_of_namesakes_shows_no_room():
    with pytest.raises(WhichPerson) as refused:
        find("王姐 草莓3", private=False)
    assert "1号 王姐\n3号 王姐" in str(refused.value)
    assert "1203" not in str(refused.value)
