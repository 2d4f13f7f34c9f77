"""Whose order is given up: 老王的橘子不要了, 取消3-502的, 把晓东那份退了."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from . import notes, persons
from .chars import one_of
from .spans import PERSONAL, claim, unsaid
from .tokens import Token, kind_of, text_of

_MINE = re.compile(
    r"(?:我家?|我们|咱家?)(?:昨天|前天|昨晚|今早|早上|上午|中午|之前|前面)?[下订定报接买点拍]?的(?:订单|单子|单(?!人|独)|那一?[份单])"
)
_SOMEBODY = PERSONAL | {"me"}
_ROOM = re.compile(r"\d{3,4}")
_OWNED = re.compile(
    r"(?:家的?|的)(?:订单|单子|那一?[份单]|单(?!人))?|那一?[份单个]|那(?=[0-9一二两三四五半])"
)
_owning = one_of("的那家")
#: what stands before 的 in giving something up and owns nothing
_NO_OWNERS = frozenset(
    (
        "剩下 剩余 多余 多 烂 坏 好 后面 前面 上面 下面 那边 这边 那种 这种 贵 便宜 新 旧 老 大 "
        "小 其余 其他 其它 别 别人 大家 全部 所有 本来 原来 原先 早上 今天 现在 自己 订单 全家 团里 群里 店里 昨天"
    ).split()
)


def marked(tokens: list[Token], sender: str) -> list[Token]:
    """老王的橘子不要了, 取消3-502的, 把晓东那份退了: whose order it is."""
    text = "".join(map(text_of, tokens))
    for own in _MINE.finditer(text) if "的" in text else ():
        tokens = claim(tokens, *own.span(), "fill")
    i = 0 if _may_be_owned(tokens, text) else len(tokens)
    while i < len(tokens):
        opens = (
            i == 0
            or tokens[i - 1].kind in ("sep", "space", "cancel", "drop", "forme", "product")
            or (tokens[i - 1].text in ("把", "将", "那", "麻烦", "请", "团长", "老板", "和"))
        )
        end = i
        if opens and tokens[i].kind == "me" and i + 1 < len(tokens) and tokens[i + 1].kind == "kin":
            end = i + 1
        if opens and _ROOM.fullmatch(tokens[i].text):
            end = i + 1  # 取消302的
        while opens and end < len(tokens) and tokens[end].kind in PERSONAL and tokens[end].text != "将":
            end += 1
        refused = i > 0 and tokens[i - 1].kind == "drop"  # 不要压坏的: nobody's, unless it is a person
        if end > i and end < len(tokens) and _owns(tokens[i:end], sender, sure=refused):
            stop = tokens[end - 1].end
            first = i
            while first > 1 and tokens[first - 1].kind == "and" and tokens[first - 2].kind in _SOMEBODY:
                first -= 2  # 老王和老李的
                while (
                    first
                    and tokens[first - 1].kind in PERSONAL
                    and tokens[first - 1].end == tokens[first].start
                ):
                    first -= 1
            start = tokens[first].start
            owned = _OWNED.match(text, stop)
            refuses = tokens[end].kind == "drop" and tokens[end].start == stop
            if owned and _given_up(tokens, end):
                tokens = claim(tokens, stop, owned.end(), "fill")
            if (owned and _given_up(tokens, end)) or (refuses and _known_person(tokens[i:end])):
                last = tokens[i].start
                tokens = unsaid(
                    claim(tokens, last, stop, "room" if _ROOM.fullmatch(text[last:stop]) else "word"), start
                )
                i = next(at for at, t in enumerate(tokens) if t.end >= stop and t.text)
        i += 1
    if "proxy" in map(kind_of, tokens) and any(
        t.kind == "proxy" and not t.text for t in tokens
    ):  # 老王的橘子不要了，我的苹果取消
        tokens = [replace(t, kind="me") if t.text == "我的" else t for t in tokens]
    return tokens


def _may_be_owned(tokens: Sequence[Token], text: str) -> bool:
    """Whether anything says whose it is: 的, 那份, 家, or a refusal right behind somebody."""
    return _owning(text) is not None or any(
        token.kind == "drop" and before.kind not in ("sep", "space", "fill")
        for before, token in pairwise(tokens)
    )


def _given_up(tokens: Sequence[Token], at: int) -> bool:
    """Whether something is given up in the clause of `at`."""
    first = last = at
    while first and tokens[first - 1].kind != "sep":
        first -= 1
    while last < len(tokens) and tokens[last].kind != "sep":
        last += 1
    return any(t.kind in ("drop", "cancel") for t in tokens[first:last])


def _owns(stretch: Sequence[Token], sender: str, *, sure: bool) -> bool:
    """Whether a stretch can be somebody who owns an order (`sure`: must be), and is not the sender."""
    text = "".join(t.text for t in stretch)
    if text in _NO_OWNERS or (sender and (text in sender or sender in text)):
        return False
    return _known_person(stretch) or (not sure and 2 <= len(text) <= 4 and not notes.is_remark(text))


def _known_person(stretch: Sequence[Token]) -> bool:
    """Whether a stretch is a person's name beyond doubt: kin, a room, or a name as people sign."""
    text = "".join(t.text for t in stretch)
    return any(
        t.kind in ("kin", "room") or _ROOM.fullmatch(t.text) for t in stretch
    ) or persons.looks_like_name(text.rpartition("的")[2])
