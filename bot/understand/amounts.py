"""Amounts: a numeral with what stands around it (+2, x3, 两斤半, 一斤三两, 5-6斤, 十来斤, 半箱)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from . import units
from .numerals import STARTS, scan

HALF = Decimal("0.5")
_TIMES = frozenset("x×*")
_ROUGH = ("多", "来", "几")
#: what may stand between a numeral and its unit
_BETWEEN = frozenset({*_ROUGH, "大", "小"})
_COUNTERS = frozenset(unit[0] for unit in units.ALL - {"两"})
#: what follows 多 where it does not mean "and more" (三份多放辣)
_MUCH = frozenset("少大重放加给要来拿买留送糖盐油谢久钱")
_ABOUT = ("左右", "上下", "出头", "以上", "以内", "以下")
_RANGE = ("-", "~", "到", "至", "或", "、")
#: what an amount may go on with behind its unit
_GOING_ON = STARTS | {"多", *_RANGE} | {word[0] for word in _ABOUT}


@dataclass(slots=True)
class Amount:
    """`number` None means vague. `unit` "" means none was written; `plus` that + stood before it."""

    number: Decimal | None
    unit: str = ""
    plus: bool = False
    times: bool = False
    half: bool = False

    @property
    def bare(self) -> bool:
        return not self.unit


def unit_at(text: str, at: int) -> str:
    """The longest unit written at `at`, "" if none."""
    char = text[at : at + 1]
    if char == "对" and text.startswith("对半", at):
        return ""  # 俩 对半切开
    for word in units.BEGINNING.get(char, ()):
        if len(word) > 1 and not text.startswith(word, at):
            continue
        end = at + len(word)
        if word == "两" and text[end : end + 1] in _COUNTERS:
            continue  # ②两盒
        if word in ("g", "kg") and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
            continue
        return word
    return ""


#: 2盒, 三斤: one digit and a unit of one character, behind which an amount does not go on
_SHORT = re.compile(
    f"([1-9一二两三四五六七八九])([{''.join(sorted(units.ALONE - {'两', '对', 'g'}))}])"
    f"(?![{''.join(sorted(map(re.escape, _GOING_ON)))}])"
)
_DIGITS = {
    digit: Decimal(n) for digits in ("123456789", "一二三四五六七八九") for n, digit in enumerate(digits, 1)
}
_DIGITS["两"] = Decimal(2)


def read(text: str, at: int) -> tuple[Amount, int] | None:
    """Read an amount at `at`, None if none starts there."""
    short = _SHORT.match(text, at)
    return (Amount(_DIGITS[short[1]], short[2]), at + 2) if short else _at_length(text, at)


def _at_length(text: str, at: int) -> tuple[Amount, int] | None:
    plus = times = False
    start = at
    if text[at] == "+" or text[at] in _TIMES:
        plus, times = text[at] == "+", text[at] != "+"
        at += 1
        while at < len(text) and text[at] == " ":
            at += 1
    if at >= len(text) or text[at] not in STARTS:
        return _unit_half(text, start) if start == at else None
    number, end = scan(text, at)
    if end == at:
        return None
    half = text[at] == "半"
    return _with_unit(text, number, end, plus, times, half)


def _unit_half(text: str, at: int) -> tuple[Amount, int] | None:
    """斤半 is one and a half 斤, 公斤半 of a kilogram."""
    for unit in ("斤", "公斤"):
        if text.startswith(unit + "半", at):
            return Amount(Decimal("1.5"), unit), at + len(unit) + 1
    return None


def _with_unit(
    text: str, number: Decimal | None, end: int, plus: bool, times: bool, half: bool
) -> tuple[Amount, int]:
    if text[end : end + 1] in _BETWEEN:
        if text[end] in _ROUGH and unit_at(text, end + 1) and number != 1:
            number, end = None, end + 1
        if text[end : end + 1] == "大" and unit_at(text, end + 1):
            end += 1  # 一大箱, 两大袋
        if text[end : end + 1] == "小" and unit_at(text, end + 1):
            number, end = None, end + 1  # 一小把
    unit = unit_at(text, end)
    if not unit and text[end : end + 1] == " " and (unit := unit_at(text, end + 1)):
        end += 1  # 2 袋
    end += len(unit)
    if text[end : end + 1] not in _GOING_ON:
        return Amount(number, unit, plus, times, half), end
    ranged = _range(text, end)
    if text.startswith(_ABOUT, end):
        return Amount(None, unit, plus, times), end + 2
    if ranged:
        return Amount(None, ranged[0] or unit, plus, times), ranged[1]
    if text[end : end + 1] == "多" and unit and text[end + 1 : end + 2] not in _MUCH:
        return Amount(None, unit, plus, times), end + 1
    if (
        unit
        and text[end : end + 1] == "半"
        and text[end + 1 : end + 2] != unit
        and not unit_at(text, end + 1)
    ):
        return Amount(None if number is None else number + HALF, unit, plus, times, True), end + 1
    if unit in ("斤", "公斤") and number is not None:
        return _compound(text, number, unit, end, plus, times, half)
    return Amount(number, unit, plus, times, half), end


def _range(text: str, end: int) -> tuple[str, int] | None:
    """2-3斤, 两到三盒, 1~2: (unit, end) of a rough amount."""
    if text[end : end + 1] not in _RANGE or end + 1 >= len(text) or text[end + 1] not in STARTS:
        return None
    mark = text[end]
    _, stop = scan(text, end + 1)
    unit = unit_at(text, stop)
    if stop == end + 1 or (not unit and mark not in "-~") or mark == "、":
        return None
    return unit, stop + len(unit)


def _compound(
    text: str, number: Decimal, unit: str, end: int, plus: bool, times: bool, half: bool
) -> tuple[Amount, int]:
    """一斤三两, 2斤3两."""
    if end < len(text) and text[end] in STARTS and text[end] != "半":
        more, stop = scan(text, end)
        if more is not None and stop > end and text[stop : stop + 1] == "两":
            grams = number * units.GRAMS[unit] + more * units.GRAMS["两"]
            return Amount(grams / units.GRAMS["斤"], "斤", plus, times), stop + 1
    return Amount(number, unit, plus, times, half), end


def in_sale_units(amount: Amount, unit: str) -> Decimal | None:
    """How many sale units `amount` is of a product sold by the `unit`; None if that cannot be said."""
    if amount.number is None:
        return None
    said, sold = units.canonical(amount.unit), units.canonical(unit)
    if said in units.COLLECTIVE and said != sold:
        packed = said == "双" and sold in units.PACKS  # 袜子5双, sold by the 包
        each = None if amount.half or packed else amount.number * units.COLLECTIVE[said]
        return each if each and units.ALL - units.GRAMS.keys() >= {sold} else None
    weighed = sold in units.GRAMS
    if amount.bare and amount.number.as_tuple().exponent in (-2, -3):
        return None  # 11.11 is a date or a price
    if not weighed and (amount.half or amount.number != amount.number.to_integral_value()):
        return None
    if said == sold or said == "" or said in units.GENERIC:
        return amount.number if amount.number > 0 else None
    if said == units.PIECE:
        return None if weighed or sold in units.PACKS else amount.number
    if weighed and said in units.GRAMS:
        return amount.number * units.GRAMS[said] / units.GRAMS[sold]
    return None
