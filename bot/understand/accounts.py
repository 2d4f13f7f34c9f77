"""The accountant: which words of a message are no part of what was read out of it, and where they stand.

An order that was read is trusted when every word beside it is accounted for: goods, amounts, people, remarks, politeness,
payments, and asides shaped as thanks, purposes, reasons or questions. `doubts` decides what a rest is worth.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from . import notes, persons, queries
from .clauses import Clause
from .normal import Normal
from .tokens import Token, kind_of, text_of
from .wishes import Reading

#: within the clause of an amount (or of giving up) before, among or behind it; in a clause without one
Place = Literal["before", "between", "after", "beside"]
_CENTRES = frozenset({"amount", "unit", "drop", "cancel"})
#: kinds of tokens that say something of their own; all others are words of ordering, layout or politeness
_SAYING = frozenset("word other past future number piece if at ask remark".split())
#: what somebody was asked to do with the goods stands right behind these: 帮我切三斤
_ASKED = frozenset({"forme", "want", "proxy"})
_POLITE = frozenset("吗 么 不 没 呢 别".split())
#: what it is for
_PURPOSE = (
    r"(?:来|去)?.{0,5}(?:[吃用喝尝玩补]|尝尝|试试|送人|送礼|分)了?|.{0,4}(?:过[年节]|生日|聚餐|聚会|办酒)"
)
#: why it is as much as it is
_MEASURE = r"(?:有点|太|还是)?[少多大]了?|(?:不|[吃喝用]不)[够了完掉动]+.?|打错|写错|说错|错"
#: how it will be paid
_PAYMENT = r"钱?.{0,4}[转付给]你?|微信|支付宝|现金"
_ASIDES = re.compile(f"{_PURPOSE}|{_MEASURE}|{_PAYMENT}")
#: who speaks: 我是新来的, 小李在5号楼
_SPEAKER = re.compile(r"接一?下|新来|新人|在|住|搬来|刚进群|进群|新")


class Left(NamedTuple):
    """A stretch that nothing accounts for: where it stands, the kinds of its tokens, its words."""

    place: Place
    kinds: frozenset[str]
    text: str
    clause: Clause


def accounted(reading: Reading) -> str:
    """The remarks, people and goods of what was read, before anybody's own signature is taken off."""
    said = [*reading.notes, reading.off_whom or ""]
    for wish in reading.wishes:
        said += (wish.note, wish.whom or "", wish.term)
    return " ".join(said)


class Account(NamedTuple):
    """What was taken out of a message (`accounted`), to be set against its words."""

    kept: str
    normal: Normal

    def left(self, reading: Reading, parts: Sequence[Clause]) -> list[Left]:
        """What remains once goods, amounts, people, remarks, thanks, reasons and questions are taken off."""
        spans = [(wish.start, wish.end) for wish in reading.wishes]
        left: list[Left] = []
        for clause in parts:
            if not clause.kinds.isdisjoint(_SAYING) and not queries.is_question(clause):
                central = reading.everything_off != "" or _holds(clause, spans, self.normal)
                left += _left_of(clause, self, central)
        return left


def _holds(clause: Clause, spans: Sequence[tuple[int, int]], normal: Normal) -> bool:
    """Whether one of the wishes was read in this clause."""
    start, end = normal.span(clause.tokens[0].start, clause.tokens[-1].end)
    return any(first < end and start < last for first, last in spans)


def _left_of(clause: Clause, account: Account, central: bool) -> list[Left]:
    counts = [i for i, t in enumerate(clause.tokens) if central and t.kind in _CENTRES]
    runs: list[tuple[Place, list[Token]]] = []
    for i, token in enumerate(clause.tokens):
        if token.kind not in _SAYING or _accounted(clause, i, account):
            continue
        place = _place(i, counts)
        if runs and runs[-1][0] == place:
            runs[-1][1].append(token)
        else:
            runs.append((place, [token]))
    found = (
        Left(place, frozenset(map(kind_of, run)), "".join(map(text_of, run)), clause) for place, run in runs
    )
    return [it for it in found if not _aside(it, clause)]


def _place(at: int, counts: Sequence[int]) -> Place:
    if not counts:
        return "beside"
    return "before" if at < counts[0] else "after" if at > counts[-1] else "between"


def _accounted(clause: Clause, at: int, account: Account) -> bool:
    token = clause.tokens[at]
    if token.text in account.kept or account.normal.raw(token.start, token.end) in account.kept:
        return True
    if token.kind == "ask":
        return token.text in _POLITE
    if at and clause.tokens[at - 1].kind in _ASKED and len(token.text) == 1:
        return True
    if token.kind != "word":
        return False
    if token.text == "说" and at:
        return True  # 老婆说2袋
    signed = "room" in clause.kinds and len(token.text) < 3  # 13楼 王 1盒
    return signed or token.text.isascii() or persons.looks_like_name(token.text)


def _aside(left: Left, clause: Clause) -> bool:
    """Whether the stretch is shaped as thanks, a purpose, a reason, a signature or a remark."""
    text = left.text
    if _ASIDES.fullmatch(text) or notes.pleased(text):
        return True
    if left.place == "between" and len(text) == 1:
        return True  # 油1桶 米就稻花香1袋
    if left.place != "beside":
        return False
    return notes.is_glued_remark(clause.text.rpartition("吃的")[2]) or _SPEAKER.fullmatch(text) is not None
