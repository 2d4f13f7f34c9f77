"""What a unit will most likely read: a hint to the store, which reads it for all units of a commit together."""

from dataclasses import dataclass

from groupbuy.directory import Identity


@dataclass(frozen=True, slots=True)
class Expected:
    """`answer` is the key of an answer that may be remembered, `once` are keys that may have been seen; `person`
    is who acts, in `community`; `buys` are those it may be about. What is missing here is read by itself."""

    answer: str = ""
    once: tuple[str, ...] = ()
    person: Identity | None = None
    community: str | None = None
    buys: tuple[int, ...] = ()
