"""One item of a 开团 message: 草莓 25/盒 库存20 限2 别名 红颜草莓, in whatever order a leader writes it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.parsing.plain import plain
from groupbuy.errors import BadDraft
from groupbuy.money import parse_yuan
from groupbuy.quantity import parse_qty

AMOUNT = r"\d{1,7}(?:\.\d{1,2})?"
YUAN = r"\s*(?:元|块钱|块)"
UNIT = r"(?:\d{1,4}|半)?[^\W\d_]{1,4}?"
END = r"(?=$|[\s,，;；(（/])"
PRICED = (
    re.compile(rf"[¥￥]?\s*(?P<price>{AMOUNT})(?:{YUAN})?\s*(?:/|每|一|1(?=\D))\s*(?P<unit>{UNIT}){END}"),
    re.compile(rf"(?:每|一|1)(?P<unit>[^\W\d_]{{1,2}}?)\s*[¥￥]?(?P<price>{AMOUNT})(?:{YUAN})?{END}"),
    re.compile(rf"(?P<price>{AMOUNT}){YUAN}(?=$|[\s,，;；(（])"),
    re.compile(rf"[¥￥]\s*(?P<price>{AMOUNT}){END}"),
)
BARE = re.compile(rf"(?<![\d.])(?P<price>{AMOUNT})\s*$")
STOCK = re.compile(
    r"(?:库存|总共|一共|共|限量|备货|只有)\s*:?\s*(?:(?P<n>\d{1,6}(?:\.\d{1,3})?)|不限)\s*(?:[^\W\d_]{1,4}?)?"
    + END
)
UNLIMITED = re.compile(r"(?<![^\s,;，；])不限量?" + END)
LIMIT = re.compile(
    r"(?:每人|每户|一人)?(?:限购|限|最多)\s*:?\s*(?P<n>\d{1,5}(?:\.\d{1,3})?)\s*[^\W\d_]{0,4}?" + END
)
ALIASES = re.compile(r"[(（]?(?:别名|又叫|也叫|又名)\s*:?\s*(?P<names>[^\s()（）]+)[)）]?")
MULTIPLE = re.compile(r"(\d+|半)(.+)")
NUMBER_LEFT = re.compile(r"(?:^|\s)[\d.]+$|[¥￥]|[-+*/=]$|(?:库存|限购|限量)\s*:?\s*[-+]?\d")
NAME_LONGEST = 30


@dataclass(frozen=True, slots=True)
class OfferLine:
    """As written; `price` (fen) and `unit` are None where the configuration is to fill them in.

    `stock` None is unlimited, `limit` is per resident, both in sale units.
    """

    name: str
    price: int | None = None
    unit: str | None = None
    stock: Decimal | None = None
    limit: Decimal | None = None
    aliases: tuple[str, ...] = ()


def is_priced(line: str) -> bool:
    """The line names a price in a way that nothing but an item's line does."""
    return any(it.search(plain(line)) for it in PRICED)


def read_line(line: str) -> OfferLine:
    """BadDraft unless every part of the line is understood: nothing is guessed into money.

    A price for several or a part of a unit (29.9元/30枚) sells that as one 份.
    """
    rest, aliases = _take(ALIASES, plain(line))
    rest, limit = _take(LIMIT, rest)
    rest, stock = _take(STOCK, rest)
    if stock is None:
        rest, _ = _take(UNLIMITED, rest)
    rest, price, unit = _priced(rest)
    name = " ".join(rest.strip(" ,;:、/。").split()).replace("(", "（").replace(")", "）")
    multiple = MULTIPLE.fullmatch(unit) if unit else None
    if multiple:
        name, unit = (name, multiple[2]) if multiple[1] == "1" else (f"{name}（{unit}）", "份")
    vague = unit is not None and unit.endswith("起")
    if not name or len(name) > NAME_LONGEST or NUMBER_LEFT.search(name) or vague:
        raise BadDraft(problem=f"这一行没看懂：“{line.strip()[:30]}”，请写成：草莓 25/盒 库存20 限2")
    return OfferLine(
        name=name,
        price=parse_yuan(price) if price else None,
        unit=unit,
        stock=parse_qty(stock["n"], zero=True) if stock and stock["n"] else None,
        limit=parse_qty(limit["n"]) if limit else None,
        aliases=tuple(it for it in re.split(r"[、,/]", aliases["names"]) if it) if aliases else (),
    )


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """The text without the first match, and the match."""
    found = pattern.search(text)
    return (f"{text[: found.start()]} {text[found.end() :]}", found) if found else (text, None)


def _priced(text: str) -> tuple[str, str | None, str | None]:
    """What is left, the price and the unit: in words that say so, or a bare number at the end."""
    for pattern in PRICED:
        rest, found = _take(pattern, text)
        if found:
            return rest, found["price"], found.groupdict().get("unit")
    rest, bare = _take(BARE, text.rstrip(" ,;。"))
    return (rest, bare["price"], None) if bare else (text, None, None)
