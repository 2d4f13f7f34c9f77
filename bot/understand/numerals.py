"""Numerals as people write them: 2, 2.5, 二十, 俩, 半; and vague ones (几, 两三), which have no value."""

from decimal import Decimal
from functools import lru_cache

from . import units

DIGITS = "零〇一二两三四五六七八九"
_CHINESE = frozenset(DIGITS + "十百千万亿壹贰叁肆伍陆柒捌玖拾廿卅")
_LARGE = frozenset("百千万亿")
_SURNAMES = frozenset("伍陆")
_FIXED = {"俩": Decimal(2), "仨": Decimal(3), "廿": Decimal(20), "卅": Decimal(30), "两": Decimal(2)}
_SMALL = {str(n): Decimal(n) for n in range(10)}
_VALUE = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"两": 2}
STARTS = (frozenset("0123456789半俩仨几若数") | _CHINESE) - _LARGE
_UNIT_STARTS = frozenset(unit[0] for unit in units.ALL)
_BEHIND_SURNAMES = _CHINESE | _UNIT_STARTS


@lru_cache(maxsize=2048)
def chinese(word: str) -> Decimal | None:
    """The value of a Chinese numeral, None if it is none (or far too large to be meant)."""
    if word in _FIXED:
        return _FIXED[word]
    from cn2an import cn2an  # takes as long to load as all of understanding: by who needs it

    try:
        return Decimal(str(cn2an(word, "smart")))
    except (ValueError, KeyError, IndexError):
        return None


def _is_range(word: str) -> bool:
    """两三, 三五, 七八: two neighbouring digits name a rough amount, not a number."""
    if len(word) != 2 or word[0] not in _VALUE or word[1] not in _VALUE:
        return False
    return 0 < _VALUE[word[1]] - _VALUE[word[0]] <= 2


def scan(text: str, at: int) -> tuple[Decimal | None, int]:
    """Read a numeral at `at`: (value, end). Value None with end > at: a vague one. end == at: none there."""
    first = text[at]
    if "0" <= first <= "9":
        end = at + 1
        if not "." <= text[end : end + 1] <= "9":
            return _SMALL[first], end
        return _digits(text, at)
    if first in "俩仨":
        return _FIXED[first], at + 1
    if first == "半":
        return Decimal("0.5"), at + 1
    if first == "几":
        return None, at + (2 if text[at + 1 : at + 2] == "十" else 1)
    if text.startswith("若干", at):
        return None, at + 2
    if first in _LARGE or (first in _SURNAMES and text[at + 1 : at + 2] not in _BEHIND_SURNAMES):
        return None, at  # 百香果, 陆姐
    end = at
    while end < len(text) and end - at < 12 and text[end] in _CHINESE:
        end += 1
    if end == at:
        return None, at
    return _chinese_run(text, at, end)


def _chinese_run(text: str, at: int, end: int) -> tuple[Decimal | None, int]:
    word = text[at:end]
    if end - at > 1 and word[-1] == "两" and not _is_range(word[-2:]):
        end -= 1  # 六两: the last one is the unit; 一两 too
    elif word == "一两":
        if text[end : end + 1] in _UNIT_STARTS:
            return None, end  # 一两箱
        end -= 1
    word = text[at:end]
    if _is_range(word):
        return None, end
    if len(word) > 1 and all(char in DIGITS for char in word):
        return None, at  # 一一, 三三两两: digits in a row are no number people say
    value = chinese(word)
    if value is None and len(word) > 1:
        return None, end
    return value, end if value is not None else at


def _digits(text: str, at: int) -> tuple[Decimal | None, int]:
    end = at
    while end < len(text) and "0" <= text[end] <= "9":
        end += 1
    if end + 1 < len(text) and text[end] == "." and "0" <= text[end + 1] <= "9":
        end += 1
        while end < len(text) and "0" <= text[end] <= "9":
            end += 1
    if end - at > 12:
        return None, end
    return Decimal(text[at:end]), end
