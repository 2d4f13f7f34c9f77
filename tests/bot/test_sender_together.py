"""What a round of notices costs the database: hardly more for forty people than for one; and nothing else changes."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.channels.sending import TryAgain, Undeliverable
from tests.bot.posting import PLENTY, Post, posting, ready
from tests.conversation import Village

PEOPLE = [f"邻居{no}" for no in range(24)]


@contextmanager
def statements(v: Village) -> Iterator[list[str]]:
    """What both connections are asked meanwhile."""
    heard: list[str] = []
    raws: list[Any] = [getattr(it, "_raw") for it in (v.store._writer, v.store._reader)]  # noqa: B009
    for raw in raws:
        raw.set_trace_callback(heard.append)
    try:
        yield heard
    finally:
        for raw in raws:
            raw.set_trace_callback(None)


async def arrived(p: Post, *people: str) -> None:
    await ready(p, *people, offer=PLENTY)
    await p.arrive()


async def test_a_round_reads_once_for_all_it_tells_and_marks_what_ends_together() -> None:
    async with posting() as p:
        await arrived(p, *PEOPLE)
        with statements(p.village) as heard:
            assert await p.drain() >= len(PEOPLE)
        kinds = Counter(it.split()[0] for it in heard)
        assert kinds["SELECT"] < len(PEOPLE), (
            "24 people: the buy, their orders, who they are, what else waits"
        )
        assert kinds["UPDATE"] < len(PEOPLE)
        assert sum(it.startswith("BEGIN IMMEDIATE") for it in heard) < len(PEOPLE) / 2
        assert not [it for it in heard if "SAVEPOINT" in it]
        assert {state for state, _ in p.ends("arrived")} == {"sent"}
        told = [text for who, text in p.postman.sent if who in PEOPLE]
        assert len(told) == len(PEOPLE)
        assert all("到货了：草莓2盒" in it for it in told)
        assert p.counted["arrived", "sent"] == len(PEOPLE)


async def test_in_one_round_each_ends_as_it_would_alone() -> None:
    """Sent, tried again, named in the group, no longer true, and one that crashes on the way."""
    async with posting() as p:
        who = PEOPLE[:6]
        await arrived(p, *who)
        sent, again, left, crashed, *rest = who
        p.postman.fail(again, TryAgain("timeout"))
        p.postman.fail(left, Undeliverable("left"))
        p.postman.fail(crashed, RuntimeError("a bug"))
        await p.drain()
        said = Counter(p.ends("arrived"))
        assert said["waiting", "timeout"] == 1
        assert said["waiting", "crashed"] == 1
        assert sum(many for (state, _), many in said.items() if state == "sent") == 4
        assert [text for text in p.postman.to("lake-1") if "邻居" in text], "who left is named in the group"
        assert len(p.postman.to(sent)) == 1
        assert all(len(p.postman.to(it)) == 1 for it in rest)
        p.later(minutes=5)
        await p.drain()
        assert {state for state, _ in p.ends("arrived")} == {"sent"}
        assert len(p.postman.to(again)) == len(p.postman.to(crashed)) == 1
        assert await p.village.store.disagreements() == []
