"""What a command's words may not hold, and the yes and no that answer a question."""

import re

from bot.parsing.plain import same
from groupbuy.errors import NoSuchBuy, Refusal

BUY_NUMBER = re.compile(r"^\s*(\d{1,9})(?=\s|$)(?!\s*(?:[.:点时分天年月日号个半]|小时|钟头|min|h))")
"""Not the number of a length or point in time: 延长 30 分钟."""
YES = frozenset("确认 确认开团 确定 是 是的 好 好的 好吧 对 可以 行 嗯 开 开团 开吧 ok yes 没问题".split())
NO = frozenset("取消 取消开团 算了 算了吧 不开 不开了 不要 不要了 不 否 别 不用 不用了 no".split())


class BadForm(Refusal):
    text = "没看懂后面的话，请这样写：{usage}"


def is_yes(text: str) -> bool:
    return _said(text) in YES


def is_no(text: str) -> bool:
    return _said(text) in NO


def nothing_more(rest: str, usage: str) -> None:
    """Refuses what a command has no use for: a number nobody has (NoSuchBuy), other words (BadForm)."""
    more = _said(rest).strip("吧了啊哦")
    if more.isdecimal():
        raise NoSuchBuy(buy=int(more[:9]))
    if more:
        raise BadForm(usage=usage)


def with_number(words: str) -> str:
    """A bare number in front made "12号团": the buy meant, whoever's and in whatever state it is."""
    return BUY_NUMBER.sub(r"\1号团", words)


def _said(text: str) -> str:
    return same(text).strip("。.!~,、")
