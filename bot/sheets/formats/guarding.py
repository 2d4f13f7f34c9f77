"""Text that a spreadsheet would take for something else, made to stay text."""

import re
import unicodedata

GUARD = "'"
"""What ASVS 5.0 (1.2.10) asks for, and what every spreadsheet's own "this is text" mark is. A leading
tab hides better, but the same requirement counts it among the dangerous ones."""

STARTS_A_FORMULA = frozenset("=+-@|%")
"""After NFKC, which folds ＝＋－＠ and their small forms. Besides ASVS's own: | and % have begun DDE calls."""

MINUSES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2212")
"""Dashes that an import or an autocorrection may turn into a minus."""

_NUMBER = re.compile(r"0\d+|\d{12,}|\d+(\.\d*)?e\d+|\(\d[\d.,]*\)", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"(?:\d\d?|19\d\d|[2-9]\d{3})(?:[-/.](?:\d\d?|19\d\d|[2-9]\d{3})){1,2}", re.ASCII)
_BREAKS = {0x2028: " ", 0x2029: " "}


def guarded(text: str) -> str:
    """`text` on one line, with an apostrophe in front where a spreadsheet would make a formula, another
    number (code 012345, id 12e34567) or a date (room 3-12) of it. Words and most rooms stay as they are."""
    plain = "".join(_tame(char) for char in text.translate(_BREAKS))
    return GUARD + plain if _is_taken_for_more(plain) else plain


def _tame(char: str) -> str:
    """Control characters (NUL, tab, line ends) become spaces; half a surrogate pair has no UTF-8."""
    match unicodedata.category(char):
        case "Cc":
            return " "
        case "Cs":
            return "\ufffd"
        case _:
            return char


def _is_taken_for_more(plain: str) -> bool:
    # What a reader does not see (spaces, joiners, direction marks) a spreadsheet may skip before it looks.
    seen = "".join(
        it for it in unicodedata.normalize("NFKC", plain) if unicodedata.category(it) != "Cf"
    ).strip()
    if seen[:1] in STARTS_A_FORMULA | MINUSES and seen:
        return True
    return bool(_NUMBER.fullmatch(seen) or _DATE.fullmatch(seen))
