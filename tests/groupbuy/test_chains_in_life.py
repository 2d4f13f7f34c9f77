"""Chains as they go through a group: copied late, half copied, pasted by the wrong person, taken over."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import permutations

from groupbuy.chains import ChainLine, Entry, Merged, Snapshot, key_of, merge
from tests.for_each import for_each

T0 = datetime(2026, 11, 21, 2, tzinfo=UTC)
Told = tuple[str, int, str]
"""Who sent it, in which minute, and `name qty` of item 1 separated by commas (no qty: struck out)."""


def entry(text: str) -> Entry:
    name, _, qty = text.strip().partition(" ")
    return Entry(name, (ChainLine(1, Decimal(qty)),) if qty else ())


def snapshot(told: Told, known: dict[str, str], leads: str) -> Snapshot:
    author, minute, text = told
    names = frozenset({key_of(known[author])} if author in known else ())
    entries = tuple(entry(it) for it in text.split(","))
    return Snapshot(author, T0 + timedelta(minutes=minute), entries, names, leads=author == leads)


def merged(*sent: Told, leads: str = "", **known: str) -> Merged:
    return merge(snapshot(it, known, leads) for it in sent)


def said(chain: Merged) -> str:
    rows = [
        f"{it.name} {sum(qty for _, qty in it.wants)}" if it.lines else it.name
        for it in chain.entries.values()
    ]
    return ", ".join(rows)


@for_each(
    ("sent", "whole"),
    [
        ([("a", 0, "云 1"), ("b", 1, "云 1, 白 2"), ("c", 2, "云 1, 陈 3")], "云 1, 白 2, 陈 3"),
        ([("a", 0, "云 1"), ("b", 1, "白 2"), ("c", 2, "陈 3")], "云 1, 白 2, 陈 3"),
        (
            [("a", 0, "云 1"), ("b", 1, "云 1, 白 2"), ("a", 2, "云 4, 白 2"), ("b", 3, "云 1, 白 5")],
            "云 4, 白 5",
        ),
        ([("a", 0, "云 1"), ("b", 1, "云 1, 白 2"), ("a", 2, "云, 白 2")], "云, 白 2"),
        ([("a", 0, "云 1"), ("a", 1, "云"), ("b", 2, "云 1, 白 2")], "云, 白 2"),
        ([("a", 0, "云 1"), ("b", 1, "云 9, 白 2"), ("c", 2, "云 9, 白 2, 陈 1")], "云 1, 白 2, 陈 1"),
        ([("a", 0, "云 1"), ("b", 0, "云 1, 白 2"), ("c", 0, "云 1, 陈 3")], "云 1, 白 2, 陈 3"),
        ([("a", 0, "云 0.5"), ("a", 1, "云 0.5, 云 1.5")], "云 2.0"),
        ([("a", 0, "ＡＭＹ 1"), ("b", 1, "amy 1, 白 2")], "ＡＭＹ 1, 白 2"),
    ],
)
def test_whatever_came_first_the_group_means_this(sent: list[Told], whole: str) -> None:
    for order in permutations(sent):
        assert said(merged(*order)) == whole


@for_each(
    ("sent", "conflicts"),
    [
        ([("a", 0, "云 1"), ("b", 1, "云 9, 白 2")], [("b", "云", "云")]),
        ([("a", 0, "云 1"), ("b", 1, "云, 白 2")], [("b", "云", "云")]),
        ([("a", 0, "云 1"), ("a", 1, "云 2"), ("b", 2, "云 1, 白 2")], []),
        (
            [("a", 0, "云 1"), ("b", 1, "云 9, 白 2"), ("c", 2, "云 9, 陈 1")],
            [("b", "云", "云"), ("c", "云", "云")],
        ),
        ([("a", 0, "云 1"), ("b", 1, "云 9, 白 2"), ("a", 2, "云 9, 白 2")], []),
        ([("a", 0, "云 1"), ("b", 1, "云 9, 白 2"), ("b", 2, "云 9, 白 2")], [("b", "云", "云")]),
    ],
)
def test_a_line_changed_by_another_hand_is_told_once_and_only_while_it_differs(
    sent: list[Told], conflicts: list[tuple[str, str, str]]
) -> None:
    for order in permutations(sent):
        found = merged(*order).conflicts
        assert [(it.author, it.entry.name, it.stands.name) for it in found] == conflicts


def test_who_starts_a_list_for_others_owns_only_the_line_of_their_own_name() -> None:
    chain = merged(("l", 0, "云 1, 白 2, 梅 3"), ("a", 5, "云 4, 白 2, 梅 3"), l="梅", a="云")
    assert (chain.owners, said(chain)) == ({"梅": "l", "云": "a"}, "云 4, 白 2, 梅 3")
    assert (chain.conflicts, chain.unsure) == ((), ())


def test_a_leader_corrects_those_who_never_spoke_and_the_last_correction_stands() -> None:
    sent = [("l", 0, "云 1, 白 2"), ("l", 3, "云 2, 白 2"), ("l", 6, "云 2, 白")]
    for order in permutations(sent):
        assert said(merged(*order, leads="l")) == "云 2, 白"
    chain = merged(*sent, ("a", 1, "云 7, 白 2"), leads="l", a="云")
    assert said(chain) == "云 7, 白", "who has spoken for themself is not corrected"
    assert {(it.author, it.entry.name) for it in chain.conflicts} == {("l", "云")}


def test_one_who_appends_a_second_line_beside_their_own_owns_one_of_them() -> None:
    chain = merged(("a", 0, "云 1"), ("a", 1, "云 1, 小云 2"), a="云")
    assert chain.owners == {"云": "a"}
    assert (said(chain), chain.unsure) == ("云 1, 小云 2", ())


def test_a_name_claimed_by_two_belongs_to_who_sent_it_first() -> None:
    sent = [("a", 0, "王姐 1"), ("b", 5, "王姐 3")]
    for order in permutations(sent):
        chain = merged(*order, a="王姐", b="王姐")
        assert (chain.owners, said(chain)) == ({"王姐": "a"}, "王姐 1")
        assert [it.author for it in chain.conflicts] == ["b"]


def test_answering_which_line_is_theirs_settles_it_and_nothing_else_moves() -> None:
    sent = Snapshot("x", T0, (entry("陈 1"), entry("李 2")))
    other = Snapshot("a", T0, (entry("云 1"),))
    assert [it.author for it in merge([sent, other]).unsure] == ["x"]
    answered = Snapshot("x", T0 + timedelta(microseconds=1), sent.entries, own="李")
    for order in permutations([sent, other, answered]):
        chain = merge(order)
        assert chain.owners == {"云": "a", "李": "x"}
        assert (chain.unsure, chain.conflicts, chain.dropped) == ((), (), ())


def test_leaving_ones_line_out_is_asked_about_until_it_is_back_or_struck_out() -> None:
    dropped = [("a", 0, "云 1"), ("b", 1, "云 1, 白 2"), ("a", 2, "白 2")]
    assert [(it.author, it.entry.name) for it in merged(*dropped).dropped] == [("a", "云")]
    for last in ("云 1, 白 2", "云, 白 2", "云 3"):
        assert merged(*dropped, ("a", 3, last)).dropped == ()


def test_nothing_sent_is_nothing_said() -> None:
    assert merge([]) == Merged({}, {})
    assert merge([Snapshot("a", T0, ())]).own("a") is None
