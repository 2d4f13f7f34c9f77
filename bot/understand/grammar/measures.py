"""Amounts beside the order: sums, weights, sizes, what is done with each of those counted.

All but `sized` are asked once something is wished, `sized` once goods are named.
"""

from bot.understand.units import GRAMS

from .desk import Desk


def shares(desk: Desk, at: int) -> bool:
    """土鸡2只 一只剁块一只整的: what is done with each of those just counted."""
    last = desk.found.wishes[-1].amount
    if desk.named or desk.amount is not None or last is None or last.number is None or not last.unit:
        return False
    rest = desk.tokens[at:]
    parts = [t.value for t in rest if t.kind == "amount"]
    told = any(t.kind in ("word", "remark", "piece") for t in rest)
    if not told or len(parts) < 2 or any(t.kind in ("product", "proxy", "me", "kin", "drop") for t in rest):
        return False
    counts = [p.number for p in parts if p.number is not None and p.unit == last.unit]
    return len(counts) == len(parts) and sum(counts) == last.number


_IN_ALL = frozenset("一共 总共 共 合计 总计 共计".split())


def comes_to(desk: Desk, at: int) -> bool:
    """橘子2箱苹果3箱一共5箱: the sum of it; 再加2盒，一共5盒: what it shall be in the end."""
    if at == 0 or desk.tokens[at - 1].text not in _IN_ALL or desk.named:
        return False
    wishes, total = desk.found.wishes, desk.tokens[at].value
    parts = [w.amount.number for w in wishes if w.amount is not None and w.amount.number is not None]
    if len(parts) == len(wishes) and sum(parts) == total.number:
        return True
    last = wishes[-1]
    if len(wishes) > 1 or last.manner != "add" or last.amount is None or last.amount.unit != total.unit:
        return False
    last.manner, last.amount = "set", total
    return True


def weighs(desk: Desk, at: int) -> bool:
    """2箱橘子一共19斤: what was bought came to so much, which is a tale."""
    if at == 0 or desk.tokens[at - 1].text not in _IN_ALL or desk.named:
        return False
    counted, weight = desk.found.wishes[-1].amount, desk.tokens[at].value
    return counted is not None and bool(counted.unit) and weight.unit in GRAMS and counted.unit not in GRAMS


def sized(desk: Desk, at: int) -> bool:
    """鲳鱼一斤两条的，来2斤: how big they are, before how many."""
    if len(desk.tokens) < at + 3:
        return False
    one, other, of_it = desk.tokens[at : at + 3]
    if other.kind != "amount" or of_it.text != "的":
        return False
    return one.value.unit in GRAMS and bool(other.value.unit) and other.value.unit not in GRAMS


def describes(desk: Desk, at: int) -> bool:
    """榴莲1个4斤左右的: a weight behind what was counted says which one is wanted."""
    of_it = at + 1 < len(desk.tokens) and desk.tokens[at + 1].text == "的"
    if not of_it or desk.named or desk.amount is not None:
        return False
    counted = desk.found.wishes[-1].amount
    return desk.tokens[at].value.unit in GRAMS and counted is not None and counted.unit not in GRAMS
