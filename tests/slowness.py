"""A bound on CPU time that means the same on every machine: a slower processor, or one that is shared, has more."""

import re
import time

WORK_S = 0.0040
"""CPU seconds of `_work` where the bounds in the tests were found."""
WORDS = re.compile(r"(\w)\1|[a-f]+x?|(\d+)")
TEXT = "草莓2盒, 蓝莓 1 abcdeff 1201 " * 40


def fits(spent_s: float, bound_s: float) -> bool:
    """Whether so much CPU time is within a bound, or within what this machine needs for it now."""
    return spent_s <= bound_s or spent_s <= bound_s * slowness()


def slowness() -> float:
    """How many times as long as usual the same work takes now; 1 or more."""
    return max(1.0, min(_work() for _ in range(5)) / WORK_S)


def _work() -> float:
    began = time.process_time()
    for _ in range(16):
        found = [(it.start(), it.group()) for it in WORDS.finditer(TEXT)]
        counts: dict[str, int] = {}
        for at, word in found:
            counts[word.upper()] = counts.get(word.upper(), 0) + at
        sorted(counts.items(), key=lambda it: (it[1], it[0]))
    return time.process_time() - began
