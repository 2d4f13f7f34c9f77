"""What is kept of a buy's chains: every sending in its turn, nobody's pushed out by who sends much; and the cost."""

import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuy.chains import ChainLine, Entry, Snapshot, merge
from groupbuy.resident import Resident
from groupbuy.sendings import in_turn, keep, surplus
from groupbuy.who import who_is_who
from tests.groupbuy.day import Day

T0 = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def sent(author: str, second: int, entries: int, qty: int = 1) -> Snapshot:
    lines = (ChainLine(1, Decimal(qty)),)
    people = tuple(Entry(f"户{no}", lines) for no in range(entries))
    return Snapshot(author, T0 + timedelta(seconds=second), people)


def test_of_two_sendings_in_one_second_the_later_to_arrive_is_the_later_word() -> None:
    first, second, third = (sent("a", 0, 1, qty) for qty in (1, 2, 3))
    kept = [first]
    for it in (second, third):
        kept.append(in_turn(it, kept))
    assert [it.sent_at.microsecond for it in kept] == [0, 1, 2]
    for order in permutations(kept):
        assert merge(order).own("a") == third.entries[0]


def test_of_two_people_in_one_second_who_arrives_first_brought_the_line() -> None:
    kept = [sent("z", 0, 1)]
    kept.append(in_turn(sent("a", 0, 2), kept))
    assert merge(kept).owners == {"户0": "z", "户1": "a"}


def test_what_was_sent_in_another_second_keeps_its_time() -> None:
    kept = [sent("a", 0, 1)]
    assert in_turn(sent("a", 1, 1, 2), kept).sent_at == T0 + timedelta(seconds=1)
    early = sent("a", -1, 1, 2)
    assert in_turn(early, kept) == early, "what was sent before and arrives later keeps its time"


def test_within_the_bound_nothing_is_forgotten() -> None:
    assert surplus([sent("a", 0, 4), sent("b", 1, 6)], most=10) == []


def test_who_sends_most_loses_their_own_oldest_and_nobody_elses() -> None:
    quiet, flood = sent("a", 0, 3), [sent("b", no, 5) for no in range(1, 4)]
    assert surplus([*flood, quiet], most=13) == flood[:1]
    assert surplus([quiet, *flood], most=8) == flood[:2]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 9)), min_size=1), st.integers(9, 40))
def test_what_is_left_is_within_the_bound_and_never_nothing(told: list[tuple[str, int]], most: int) -> None:
    kept = [sent(author, no, size) for no, (author, size) in enumerate(told)]
    gone = surplus(kept, most)
    left = [it for it in kept if it not in gone]
    assert left
    assert sum(len(it.entries) for it in left) <= most


async def test_a_buy_keeps_no_more_than_its_bound(day: Day) -> None:
    await day.opens()
    for no in range(16):
        await day.run(lambda books, no=no: keep(books, day.number, sent("flood", no, 400)))
    await day.run(lambda books: keep(books, day.number, sent("a", 99, 1)))
    kept = await day.store.reads.chains(day.number)
    assert sum(len(it.entries) for it in kept) <= 6000
    assert [it.author for it in kept].count("a") == 1


def copied(entries: int) -> list[Snapshot]:
    """Thirty people who copied one list of so many and put themselves below it."""
    base = sent("a", 0, entries).entries
    return [
        Snapshot(f"p{no}", T0 + timedelta(seconds=no), (*base, Entry(f"人{no}", base[0].lines)))
        for no in range(30)
    ]


def cpu(history: list[Snapshot]) -> float:
    who = who_is_who([Resident(f"r{no}", name=f"户{no}", room=f"3-{no}") for no in range(50)])
    best = 9.0
    for _ in range(3):
        started = time.process_time()
        merge(map(who.snapshot, history))
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.parametrize("few", [40])
def test_ten_times_the_entries_cost_about_ten_times_as_much(few: int) -> None:
    assert cpu(copied(10 * few)) <= 15 * cpu(copied(few))
