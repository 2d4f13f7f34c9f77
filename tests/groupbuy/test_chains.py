"""Chains merge the same whatever the order of arrival; nobody's line is changed by another's hand."""

import unicodedata
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from groupbuy.chains import ChainLine, Dropped, Entry, Snapshot, Unsure, key_of, merge

T0 = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def entry(name: str, *wants: tuple[int, int], note: str = "") -> Entry:
    return Entry(name, tuple(ChainLine(item, Decimal(qty), note) for item, qty in wants))


def sent(author: str, minute: int, *entries: Entry, known_as: str = "", leads: bool = False) -> Snapshot:
    names = frozenset({key_of(known_as)} if known_as else ())
    return Snapshot(author, T0 + timedelta(minutes=minute), entries, names, leads)


A1, A2 = entry("阿云", (1, 1)), entry("阿云", (1, 2))
B1, B3 = entry("老白", (2, 1)), entry("老白", (2, 3))
C1 = entry("小陈", (1, 1), (2, 1))


def wants(merged: object) -> dict[str, object]:
    return {it.name: it.wants for it in merged.entries.values()}  # type: ignore[attr-defined]


def test_two_forks_of_one_parent_are_united() -> None:
    merged = merge([sent("a", 0, A1), sent("b", 1, A1, B1), sent("c", 2, A1, C1)])
    assert list(wants(merged)) == ["阿云", "老白", "小陈"]
    assert merged.owners == {"阿云": "a", "老白": "b", "小陈": "c"}
    assert not (merged.conflicts)
    assert not (merged.dropped)
    assert not (merged.unsure)


def test_a_line_missing_from_a_fork_that_never_saw_it_is_no_cancellation() -> None:
    merged = merge([sent("a", 0, A1), sent("b", 1, A1, B1), sent("c", 2, A1, C1)])
    assert merged.own("b") == B1
    assert merged.dropped == ()


def test_an_own_edit_wins_by_the_time_it_was_sent_not_by_arrival() -> None:
    earlier, later = sent("a", 1, A1), sent("a", 2, A2)
    stale = sent("b", 3, A1, B1)
    for order in permutations([earlier, later, stale]):
        merged = merge(order)
        assert merged.own("a") == A2
        assert merged.conflicts == (), "a fork that still carries an older word of the owner changes nothing"


def test_a_changed_line_of_another_person_is_a_conflict_and_not_applied() -> None:
    merged = merge([sent("a", 0, A1), sent("b", 1, entry("阿云", (1, 9)), B1)])
    assert merged.own("a") == A1
    (conflict,) = merged.conflicts
    assert (conflict.author, conflict.entry.wants, conflict.stands) == ("b", ((1, 9),), A1)


def test_an_own_line_missing_from_ones_own_later_chain_is_a_question() -> None:
    merged = merge([sent("a", 0, A1), sent("b", 1, A1, B1), sent("a", 2, B1)])
    assert merged.dropped == (Dropped("a", A1),)
    assert merged.own("a") == A1, "until it is answered the line stands"


def test_striking_out_ones_own_line_is_a_word_like_any_other() -> None:
    merged = merge([sent("a", 0, A1), sent("a", 1, entry("阿云"))])
    assert merged.own("a") == entry("阿云")
    assert merged.dropped == ()


def test_who_is_known_by_a_name_owns_its_line_although_others_wrote_it_first() -> None:
    merged = merge([sent("b", 0, A1, B1, known_as="老白"), sent("a", 5, A2, B1, known_as="阿云")])
    assert merged.owners == {"老白": "b", "阿云": "a"}
    assert merged.own("a") == A2
    assert merged.conflicts == (), "what others wrote before the owner spoke is an older word"


def test_an_author_with_several_new_lines_and_no_known_name_is_asked_which_is_theirs() -> None:
    merged = merge([sent("x", 0, A1, B1)])
    (unsure,) = merged.unsure
    assert isinstance(unsure, Unsure)
    assert unsure.author == "x"
    assert {it.name for it in unsure.entries} == {"阿云", "老白"}
    assert merged.owners == {}


def test_a_leaders_chain_speaks_for_those_who_have_not_spoken_themselves() -> None:
    led = sent("l", 9, A1, B3, leads=True)
    merged = merge([sent("b", 1, B1), led])
    assert wants(merged) == {"老白": ((2, Decimal(1)),), "阿云": ((1, Decimal(1)),)}
    assert [it.entry for it in merged.conflicts] == [B3], (
        "the leader may not overwrite who spoke for themself"
    )
    assert merged.owners == {"老白": "b"}


def test_the_same_person_twice_in_one_chain_wants_both() -> None:
    merged = merge([sent("a", 0, A1, A2, known_as="阿云")])
    assert merged.own("a").wants == ((1, Decimal(3)),)  # type: ignore[union-attr]


def test_names_match_without_case_space_and_punctuation_but_not_by_likeness() -> None:
    assert key_of("Amy 3-502") == key_of("amy3－502") == "amy3502"
    assert key_of("阿云🌸") != key_of("阿云")
    assert key_of("阿云1") != key_of("阿云")


@given(st.text(max_size=20))
def test_a_key_holds_letters_digits_and_symbols_and_nothing_else(name: str) -> None:
    folded = unicodedata.normalize("NFKC", name).casefold()
    kinds = {it: unicodedata.category(it) for it in folded}
    for _ in range(2):  # each character looked up, and found again
        assert key_of(name) == "".join(it for it in folded if kinds[it][0] in "LN" or kinds[it] == "So")
    assert key_of(f"{name} -") == key_of(f"-({name})"), "what stands around a name is no part of it"


NAMES = ("甲", "乙", "丙", "丁", "戊")


@st.composite
def forks(draw: st.DrawFn) -> list[Snapshot]:
    """People who copy one of the chains sent before, put their line in (or change it), and send it on."""
    sendings: list[Snapshot] = []
    for minute in range(draw(st.integers(1, 9))):
        who = draw(st.sampled_from(NAMES))
        parent = draw(st.sampled_from([(), *(it.entries for it in sendings)]))
        others = tuple(it for it in parent if it.name != who)
        mine = entry(who, (draw(st.integers(1, 3)), draw(st.integers(1, 5))))
        place = draw(st.integers(0, len(others)))
        sendings.append(sent(who, minute, *others[:place], mine, *others[place:]))
    return sendings


@given(forks(), st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_the_order_of_arrival(snapshots: list[Snapshot], dice: Random) -> None:
    shuffled = snapshots.copy()
    dice.shuffle(shuffled)
    assert merge(shuffled) == merge(snapshots)


@given(forks())
def test_a_repeat_changes_nothing(snapshots: list[Snapshot]) -> None:
    assert merge([*snapshots, *snapshots]) == merge(snapshots)


@given(forks(), st.integers(0, 9))
def test_merging_parts_and_then_all_is_merging_all(snapshots: list[Snapshot], cut: int) -> None:
    one, two = set(snapshots[:cut]), set(snapshots[cut:])
    assert merge(one | two) == merge(two | one) == merge(snapshots)


@given(forks())
def test_everybody_keeps_their_own_latest_word_and_nobody_is_lost(snapshots: list[Snapshot]) -> None:
    merged = merge(snapshots)
    for who in {it.author for it in snapshots}:
        latest = [it for it in snapshots if it.author == who][-1]
        assert merged.own(who) == latest.by_key()[key_of(who)]
    assert set(merged.entries) == {it.key for one in snapshots for it in one.entries}
    assert merged.conflicts == ()
    assert merged.unsure == ()


@given(forks(), st.data())
def test_renumbering_is_harmless(snapshots: list[Snapshot], data: st.DataObject) -> None:
    moved = [
        Snapshot(it.author, it.sent_at, tuple(data.draw(st.permutations(it.entries)))) for it in snapshots
    ]
    first, second = merge(snapshots), merge(moved)
    assert wants(first) == wants(second)
    assert first.owners == second.owners


@given(forks(), st.sampled_from(NAMES), st.integers(6, 9))
def test_a_strangers_change_never_touches_a_line_whose_owner_has_spoken(
    snapshots: list[Snapshot], victim: str, qty: int
) -> None:
    before = merge(snapshots)
    if before.own(victim) is None:
        return
    spoof = sent("某人", 99, entry(victim, (1, qty)), entry("某人", (1, 1)))
    after = merge([*snapshots, spoof])
    assert after.own(victim) == before.own(victim)
    assert [it.author for it in after.conflicts] == ["某人"]
