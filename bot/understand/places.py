"""Numbers that are no quantities: addresses, clock times, dates, phones, money, specifications, and product numbers."""

import re
from typing import Any

from . import amounts, units
from .catalogue import UNLISTED, Catalogue, Mention
from .normal import Normal
from .numerals import scan

#: a numeral; and the units of sale, of which a price may be
_N = r"(?:\d{1,5}|[一二三四五六七八九十两百]{1,4})"
_UNITS = "|".join(sorted(units.ALL - {"两"}, key=len, reverse=True))
_TIMES = (
    "今天 明天 后天 大后天 今晚 明晚 后晚 今早 明早 今日 明日 上午 下午 中午 晚上 早上 傍晚 凌晨 夜里 周末 双休日 今儿 明儿 工作日 白天 国庆 元旦 中秋 端午 圣诞 除夕 这周 本周 周内"
).split()
_PATTERNS = (
    ("remark", rf"分(?:成|开)?{_N}[袋包份盒个箱]装?|[一二三四五六七八九1-9]分(?:糖|熟|辣|甜|冰)"),
    ("time", "|".join(sorted(_TIMES, key=len, reverse=True))),
    ("phone", r"(?:电话|手机|手机号|尾号|tel)?[:：]?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|尾号\d{2,4}|\d{7,}"),
    ("room", rf"{_N}[、,和]{_N}(?:号楼|栋|幢|座|单元)"),
    (
        "room",
        rf"(?:{_N}(?:号楼|号院|栋|幢|座|单元|期|弄)[- ]?)+(?:{_N}(?:楼|层))?(?:\d{{3,4}}(?!\d)(?:室|号|房)?|\d{{1,2}}(?:室|号房|房))?",
    ),
    (
        "room",
        r"\d{1,3}[-#]\d{1,3}[-#]\d{2,4}(?:室|号)?|\d{1,3}[-#]\d{3,4}(?:室|号)?|\d{3,4}(?:室|房)|\d{1,3}#",
    ),
    ("room", r"[a-z]\d{0,2}(?:座|栋|区|幢)\d{0,4}室?|[东西南北中](?:单元|区|苑|门)\d{0,4}"),
    ("room", rf"{_N}(?:楼|层)|{_N}号(?:楼|门|院|铺|岗|铺面|店)"),
    ("time", rf"(?:{_N}月{_N}[日号]?|\d{{1,2}}[./]\d{{1,2}}[日号])"),
    ("time", r"(?:周|星期|礼拜)[一二三四五六日天末1-7]"),
    (
        "time",
        rf"(?:晚|早)?{_N}点(?:半|钟|{_N}分?|[一三]刻)?(?:之?[前后]|左右|以[前后]|多)?(?!点)|\d{{1,2}}:\d{{2}}(?:之?[前后])?",
    ),
    (
        "number",
        rf"{_N}(?:线|路|度|%|分钟|小时|个小时|个半小时|个月|天|年|岁|秒|公里|千米|米|平米|平方|平|亩|人|位|口人|口|折|成|倍|届|级|次|遍|趟|厘米|cm|ml|毫升|升|步|分|名|个人|点钟|楼主|代|期|周|个星期|星期|公分|寸|码|斤重|毫米|mm|瓦|平米)",
    ),
    (
        "money",
        rf"\d+(?:\.\d+)?(?:元|块钱|块)?(?:/|一|每)(?:{_UNITS})(?!半)",
    ),
    ("money", rf"\d+块\d(?![\d.]|{_UNITS})"),
    ("money", r"[¥$]\d+(?:\.\d+)?|\d+(?:\.\d+)?(?:元钱|元|块钱|毛钱|毛|角|万|rmb|圆|米元)"),
)
_DIGITS = frozenset("0123456789")
_CHARACTERS = frozenset("一二三四五六七八九十两百")
NUMERALS = _DIGITS | _CHARACTERS
#: every character that a pattern may have behind the numeral it begins with (and some more)
BEHIND = frozenset(
    "".join(p for kind, p in _PATTERNS if kind != "remark").replace(_UNITS, "") + "号块、,和跟与"
)
_ANY = re.compile("|".join(f"(?P<{kind}{i}>{pattern})" for i, (kind, pattern) in enumerate(_PATTERNS)))
_KUAI = re.compile(rf"{_N}(?:\.\d+)?块")
_NUMBERED = re.compile(rf"第({_N})(?:个|种|样|款|号|项|条)?")
_FIRST = re.compile(rf"前({_N})(?:个|种|样|款)")
_DOOR = re.compile(r"(\d{3,4}) ?(?=[\u4e00-\u9fff])")
_HAO = re.compile(r"(\d{1,3}|[一二三四五六七八九十]{1,3})号")
_HAOS = re.compile(r"(?<![^ \n,，。：:来要订把和])[1-9]\d?(?:[、和跟与][1-9]\d?)+号")
_WHOLE = re.compile(r"\d+")
_NOT_A_PRODUCT = re.compile(
    r"号 ?(?:上午|下午|中午|晚|早|之?[前后]|到货|发货|送|开|截|以[前后]|线|楼|门|院|店|铺|岗|桌|会|那天|左右|当天|自提|取货|来(?![0-9一二两三四五六七八九十半点个份袋箱盒斤])|可以)"
)
#: a number of goods behind which so many are taken; a greater one is a day
_MOST_NUMBERED = 20
_TAKEN = re.compile(r"[来要]?(?:\d+|[一二两三四五六七八九十半])[斤箱盒袋份只包瓶条]")
#: 1号2号到货: a number in a row of product numbers
_LISTED = re.compile(r"\d号[、和,， ]?$")
OPENERS = frozenset(
    "分0123456789一二三四五六七八九十两百第前尾电手¥$周星礼晚早今明后大上下中傍凌夜双工白国元端圣除这本abcdefghijtel东西南北"
)


def read(normal: Normal, at: int, goods: Catalogue) -> tuple[str, int, Any] | None:
    """(kind, end, value) of a number at `at` that is not an amount of goods; None otherwise."""
    text = normal.text
    char = text[at]
    if normal.ringed and at in normal.ringed:
        return _ringed(normal, at, goods)
    if (char in NUMERALS and _plain(text, at)) or char not in OPENERS:
        return None
    if char in "第前":
        return _ordinal(text, at, goods)
    if at and text[at - 1].isdigit():
        return None
    if "号" in text and (number := _several_numbers(text, at, goods) or _product_number(text, at, goods)):
        return number
    if (
        (at == 0 or text[at - 1] == "\n")
        and (door := _DOOR.match(text, at))
        and not amounts.unit_at(text, door.end())
    ):
        return "room", door.end(1), None
    found = _ANY.match(text, at)
    if found and found.end() > at:
        kind = (found.lastgroup or "").rstrip("0123456789")
        if not _really_a_unit(kind, found, goods):
            return kind, found.end(), None
    if "块" not in goods.units:
        found = _KUAI.match(text, at)
        if found:
            return "money", found.end(), None
    return None


def _plain(text: str, at: int) -> bool:
    """Whether nothing follows a short numeral that any pattern has behind one (2盒)."""
    same, end = _DIGITS if text[at] in _DIGITS else _CHARACTERS, at + 1
    if text[end : end + 1] not in NUMERALS:
        return text[end : end + 1] not in BEHIND
    while end < at + 3 and text[end : end + 1] in same:
        end += 1
    return end < at + 3 and text[end : end + 1] not in BEHIND


def _really_a_unit(kind: str, found: re.Match[str], goods: Catalogue) -> bool:
    """位, 口, 期, 层 and the like count goods where something is sold by them."""
    return kind == "number" and any(found.group().endswith(unit) for unit in goods.units)


def _ringed(normal: Normal, at: int, goods: Catalogue) -> tuple[str, int, Any] | None:
    end = normal.ring_end(at)
    if amounts.unit_at(normal.text, end):
        return None
    number = int(normal.text[at:end])
    if number not in goods.products and end - at == 2:
        end, number = at + 1, int(normal.text[at])
    return ("ring", end, number)


def _ordinal(text: str, at: int, goods: Catalogue) -> tuple[str, int, Any] | None:
    found = _FIRST.match(text, at)
    if found:
        count = _whole(found.group(1))
        numbers = goods.numbers[:count]
        return (
            ("several", found.end(), numbers)
            if 1 < count <= len(goods.numbers)
            else ("number", found.end(), None)
        )
    found = _NUMBERED.match(text, at)
    if found:
        number = _whole(found.group(1))
        if number in goods.products and found.group()[-1] not in "0123456789一二三四五六七八九十":
            return "product", found.end(), Mention((number,), True)
        return "number", found.end(), None
    return None


def _several_numbers(text: str, at: int, goods: Catalogue) -> tuple[str, int, Any] | None:
    """1、2号 where all of them are products and nothing says that they are days or buildings."""
    found = _HAOS.match(text, at)
    if not found or _NOT_A_PRODUCT.match(text, found.end() - 1):
        return None
    numbers = tuple(map(int, _WHOLE.findall(found.group())))
    return ("several", found.end(), numbers) if all(no in goods.products for no in numbers) else None


def _product_number(text: str, at: int, goods: Catalogue) -> tuple[str, int, Any] | None:
    """2号 where there is a product 2 and nothing says that it is a date, a building or a bus line."""
    found = _HAO.match(text, at)
    if not found:
        return None
    other = _NOT_A_PRODUCT.match(text, found.end() - 1)
    listed = at > 1 and _LISTED.search(text, 0, at) and _whole(found.group(1)) in goods.products
    if other and not (listed and other.group().endswith("到货")):
        if other.group()[-1] in "楼门院店铺岗":
            return None
        return ("number" if other.group()[-1] in "线桌会" else "time"), found.end(), None
    number = _whole(found.group(1))
    if number in goods.products:
        return "product", found.end(), Mention((number,), True)
    if len(goods.products) < number <= _MOST_NUMBERED and _TAKEN.match(text, found.end()):
        return "product", found.end(), UNLISTED  # 8号来2斤 where there are seven
    return "number", found.end(), number


def _whole(word: str) -> int:
    value, _ = scan(word, 0)
    return int(value) if value is not None else -1
