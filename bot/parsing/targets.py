"""Whom a leader means by number: 跟团号 (#12, 12号, 12) and six-digit pickup codes."""

import re
from dataclasses import dataclass, field

from bot.parsing.plain import same

SEQ = re.compile(r"#?\s*(\d{1,5})\s*号?")
CODE = re.compile(r"(?:取货码|码)?[::]?(\d{6})")
SPLIT = re.compile(r"[\s,，、;；]+")
LOOSE_HASH = re.compile(r"[#＃]\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class Target:
    """One order to hand out or take back: by `code` or by `seq`, with the goods named after it."""

    code: str | None = None
    seq: int | None = None
    goods: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return self.code or f"#{self.seq}"


def seq_numbers(words: str) -> list[int] | None:
    """跟团号 and nothing else, each once, in the order written; None where something else is there."""
    tokens = [same(it) for it in SPLIT.split(LOOSE_HASH.sub("#", words.strip())) if it]
    found = [SEQ.fullmatch(it) for it in tokens]
    numbers = [int(it[1]) for it in found if it]
    return list(dict.fromkeys(numbers)) if len(numbers) == len(tokens) else None


def targets(words: str) -> list[Target]:
    """The orders of a 核销: codes and 跟团号, each with the goods behind it on the same line.

    After goods have begun a plain number is their quantity (#12 草莓 1); # and 号 begin a new order.
    """
    found: list[Target] = []
    for line in words.splitlines():
        current: Target | None = None
        for token in SPLIT.split(LOOSE_HASH.sub("#", line.strip())):
            target = _target(token, plain_is_goods=current is not None and bool(current.goods))
            if target is not None:
                current = target
                found.append(current)
            elif token and current is not None:
                current.goods.append(token)
            elif token:
                return []
    return found


def _target(token: str, *, plain_is_goods: bool) -> Target | None:
    text = same(token)
    code = CODE.fullmatch(text)
    if code:
        return Target(code=code[1])
    seq = SEQ.fullmatch(text)
    if seq and not (plain_is_goods and text.isdecimal()):
        return Target(seq=int(seq[1]))
    return None
