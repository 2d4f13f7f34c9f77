"""Odd stretches: letters that are nobody's, rough amounts, kinds of goods counted, numbers within words."""

import re
import string
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from . import amounts
from .amounts import HALF, Amount
from .catalogue import KINDS, NOTHING, UNLISTED, Catalogue, Mention
from .numerals import STARTS, scan

_ROUGHLY = {"不": ("不到",), "将": ("将近",), "大": ("大概", "大约"), "差": ("差不多",), "约": ("约",)}
_SORTS = re.compile(r"([二两三四五六七八九十]|[2-9])[样种款](?:口味|品种|水果|菜|东西)?(?=[都全各每])")
#: degrees, percents and amounts of a few grams: no quantity anybody orders
_MEASURED = re.compile(r"\d+(?:\.\d+)?(?:度\d?|%|g(?![a-z])|克)")
#: a picture of the messenger in words, [玫瑰]; what stands for something sent is none
_STICKER = re.compile(
    r"\[(?!图片|视频|链接|语音|文件|位置|转账|红包|微信|收款|名片|聊天|小程序|直播)[\u4e00-\u9fff]{1,4}\]"
)
#: 1号团 草莓1盒: which buy is meant, not which product
_BUY = re.compile(r"\d{1,3}号团(?!长)")
#: what one of these patterns needs right behind its first digit or numeral
GOING_ON = frozenset("号.度%g克样种款" + string.digits)
NUMBERS = frozenset("一二两三四五六七八九十" + string.digits)
OPENERS = NUMBERS | frozenset("[不将大约差" + string.ascii_lowercase)

Found = tuple[str, int, Any]


def read(text: str, at: int, goods: Catalogue, glued: bool) -> Found | None:
    """An odd stretch at `at` as (kind, end, value); None where all is as usual. `glued`: to a word before."""
    char = text[at]
    if char in string.ascii_lowercase:
        return _letter(text, at, goods)
    if char in _ROUGHLY:
        return _rough(text, at, _ROUGHLY[char]) if text.startswith(_ROUGHLY[char], at) else None
    if char == "[":
        sticker = _STICKER.match(text, at)
        said = sticker is not None and all(word not in text[at : sticker.end()] for word in goods.keys)
        return ("fill", sticker.end(), None) if sticker and said else None
    if text[at + 1 : at + 2] not in GOING_ON:
        return None
    buy = _BUY.match(text, at) if "号" in text and not glued else None
    if buy:
        return "fill", buy.end(), None
    measured = _MEASURED.match(text, at)
    if measured and (text[measured.end() - 1] not in "g克" or measured.end() - at == 2):
        return "number", measured.end(), None
    sorts = _SORTS.match(text, at) if text[at + 1] in "样种款" and not glued else None
    if sorts and scan(text, at)[0] == len(goods.products):
        return "each", sorts.end(), None
    return None


def _rough(text: str, at: int, words: Sequence[str]) -> Found | None:
    """大概两斤: an amount nobody holds one to."""
    for word in words:
        start = at + len(word)
        if text.startswith(word, at) and text[start : start + 1] and text[start] in STARTS:
            amount = amounts.read(text, start)
            if amount and amount[0].unit:
                return "amount", amount[1], replace(amount[0], number=None)
    return None


def _letter(text: str, at: int, goods: Catalogue) -> Found | None:
    """D两份 where the goods are A, B and C: a letter that is nobody's. B超: a letter that is no product."""
    char, end = text[at], at + 1
    alone = at == 0 or not (text[at - 1].isascii() and text[at - 1].isalnum())
    if not goods.lettered or char == "x" or not alone or goods.longest(text, at)[0][1:]:
        return None
    if char in goods.names:
        return ("word", end + 1, None) if text[end : end + 1] in _BOUND else None
    end += next((len(kind) for kind in KINDS if text.startswith(kind, end)), 0)
    counted = text[end : end + 1] and text[end] in STARTS
    return ("product", end, UNLISTED) if counted or end > at + 1 else None


#: characters that make a word of the letter before them: B超, A股, C位, T恤
_BOUND = frozenset("超股位恤歌站级轮面角区座片族队咖货段")


def in_word(text: str, at: int, said: Amount) -> bool:
    """v5, ok1: a bare number behind a letter that is no product's is part of a word."""
    return said.bare and text[at].isdigit() and text[at - 1].isascii() and text[at - 1].isalpha()


def without_half(text: str, at: int, said: Amount, end: int, goods: Catalogue) -> tuple[Amount, int]:
    """两杯半糖酸奶: the 半 belongs to the name that begins with it."""
    name, _ = goods.longest(text, end - 1)
    if len(name) < 2 or said.number is None or end - 1 == at:
        return said, end
    return replace(said, number=said.number - HALF, half=False), end - 1


#: behind these a specification names goods: 10斤的, 500ml装
_SPECIFIED = frozenset("的装款规x×*来要")


def told_by(
    text: str, at: int, name: str, mention: Mention, known: Sequence[int], counted: bool, goods: Catalogue
) -> bool:
    """Whether a number out of a name tells which goods are meant (10斤的, 可乐2L, 84 2瓶), or counts some (小米10斤).
    `known`: the goods named right before; `counted`: an amount stands before."""
    end = at + len(name)
    if known:
        return not name.isdigit() and not set(known).isdisjoint(mention.products)
    if name.isdigit():
        return not (counted or amounts.unit_at(text, end) or text[end : end + 1].isdigit())
    if text[end : end + 1] in _SPECIFIED:
        return True
    behind = goods.longest(text, end)[1] if end < len(text) else NOTHING
    return not set(behind.products).isdisjoint(mention.products)
