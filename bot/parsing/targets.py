"""Whom a leader means: 跟团号 (#12, 12号, 12), six-digit pickup codes, and rooms where these are told."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.parsing.plain import same

SEQ = re.compile(r"#?\s*(\d{1,5})\s*号?")
CODE = re.compile(r"(?:取货码|码)?[::]?(\d{6})")
SPLIT = re.compile(r"[\s,，、;；]+")
LOOSE_HASH = re.compile(r"[#＃]\s+(?=\d)")


@dataclass(frozen=True, slots=True)
class Target:
    """One order to hand out or take back: by `code` or by `seq`, with the goods named after it; or by
    `room` all that a household has there."""

    code: str | None = None
    seq: int | None = None
    room: str = ""
    goods: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return self.code or self.room or f"#{self.seq}"


def seq_numbers(words: str) -> list[int] | None:
    """跟团号 and nothing else, each once, in the order written; None where something else is there."""
    tokens = [same(it) for it in SPLIT.split(LOOSE_HASH.sub("#", words.strip())) if it]
    found = [SEQ.fullmatch(it) for it in tokens]
    numbers = [int(it[1]) for it in found if it]
    return list(dict.fromkeys(numbers)) if len(numbers) == len(tokens) else None


def targets(words: str, is_room: Callable[[str], bool] = lambda _: False) -> list[Target]:
    """The orders of a 核销: codes, 跟团号 and what `is_room` says is one, each with the goods behind it on
    the same line.

    After goods have begun a plain number is their quantity (#12 草莓 1); # and 号 begin a new order.
    """
    found: list[Target] = []
    for line in words.splitlines():
        current: Target | None = None
        tokens = [it for it in SPLIT.split(LOOSE_HASH.sub("#", line.strip())) if it]
        while tokens:
            target = _target(tokens[0], plain_is_goods=current is not None and bool(current.goods))
            taken = 1 if target else _room(tokens, is_room)
            if target is not None or taken:
                current = target or Target(room=" ".join(tokens[:taken]))
                found.append(current)
            elif current is not None:
                current.goods.append(tokens[0])
            else:
                return []
            del tokens[: taken or 1]
    return found


def _room(tokens: Sequence[str], is_room: Callable[[str], bool]) -> int:
    """How many of the first tokens are one room, written apart or not (3栋 1203); 0: none."""
    return next((n for n in (3, 2, 1) if n <= len(tokens) and is_room(" ".join(tokens[:n]))), 0)


def _target(token: str, *, plain_is_goods: bool) -> Target | None:
    text = same(token)
    code = CODE.fullmatch(text)
    if code:
        return Target(code=code[1])
    seq = SEQ.fullmatch(text)
    if seq and not (plain_is_goods and text.isdecimal()):
        return Target(seq=int(seq[1]))
    return None
