"""The demo reads off a bubble which notice it is, for which buy and whom: held against the real wordings."""

from collections import Counter

import pytest

from bot.demo.notices import KINDS, Expected, pieces, seen
from bot.demo.platform import Told
from groupbuy.notices import notice_kinds
from tests.for_each import for_each

GROUPS = {"key-1": "lake-1"}
OTHERS = sorted(set(notice_kinds()) - {*KINDS, "delayed_tonight"})
"""Kinds that do not come up in the demo's days; new ones are among them until a scene tells them. What is said of
late goods at night has the words of the day's."""


class Facts(dict[str, str]):
    """Something for every fact a wording may ask for."""

    def __missing__(self, name: str) -> str:
        return "2"


def worded(kind: str, *, public: bool = False) -> str:
    cls = notice_kinds()[kind]
    facts = Facts(who="赵阿姨", number="7")
    if kind == "amended":
        facts["why"] = "团长收下了你的迟单"
    if kind == "transferred":
        facts["what"] = "2号点调来草莓1盒。"
    return (cls.public if public else cls.text).format_map(facts)


@for_each("kind", sorted(KINDS))
def test_each_kind_is_known_by_its_own_wording(kind: str) -> None:
    found = seen([Told("ZhaoAyi", worded(kind), group=False)], GROUPS)
    assert found == Counter({(kind, 0 if kind.startswith("cover_") else 7, "ZhaoAyi"): 1})


@pytest.mark.parametrize("kind", ["amended", "arrived", "pickup_soon", "shorted"])
def test_somebody_named_in_a_group_is_read_off_the_text(kind: str) -> None:
    found = seen([Told("key-1", worded(kind, public=True), group=True)], GROUPS)
    assert found == Counter({(kind, 7, "named:赵阿姨"): 1})


def test_the_kinds_of_the_day_are_kinds_there_are() -> None:
    assert set(KINDS) <= set(notice_kinds())


@for_each("kind", OTHERS)
def test_a_notice_that_should_not_come_up_is_not_taken_for_another(kind: str) -> None:
    ((found, buy, whom),) = seen([Told("ZhaoAyi", worded(kind), group=False)], GROUPS)
    of_a_buy = "{number}号团" in notice_kinds()[kind].text  # a leader's application is about none
    assert (found, buy, whom) == ("unknown", 7 if of_a_buy else 0, "ZhaoAyi")


def test_a_groups_own_notice_is_the_groups() -> None:
    found = seen([Told("key-1", worded("closed"), group=True)], GROUPS)
    assert found == Counter({("closed", 7, "group:lake-1"): 1})


def test_a_bundle_counts_as_many_notices_as_it_holds() -> None:
    both = worded("arrived") + "\n\n" + worded("arrived").replace("【7号团】", "【8号团】")
    assert len(list(pieces(both))) == 2
    found = seen([Told("ZhaoAyi", both, group=False)], GROUPS)
    assert found == Counter({("arrived", 7, "ZhaoAyi"): 1, ("arrived", 8, "ZhaoAyi"): 1})


def test_neighbours_named_together_are_told_apart() -> None:
    text = "\n".join(
        worded("arrived", public=True).replace("赵阿姨", who) for who in ("邻居ab12", "钱哥", "5楼张奶奶")
    )
    found = seen([Told("key-1", text, group=True)], GROUPS)
    assert {whom for _, _, whom in found} == {"named:邻居ab12", "named:钱哥", "named:5楼张奶奶"}


def test_the_same_notice_twice_is_seen_twice() -> None:
    told = [Told("ZhaoAyi", worded("opened"), group=False)] * 2
    assert seen(told, GROUPS)["opened", 7, "ZhaoAyi"] == 2


def test_what_no_group_is_known_for_stands_out() -> None:
    assert seen([Told("other", worded("closed"), group=True)], GROUPS) == Counter(
        {("closed", 7, "group:?"): 1}
    )


def test_what_is_expected_is_counted_per_recipient() -> None:
    expected = Expected()
    expected.add("opened", 1, "group:lake-1", "group:lake-2")
    expected.add("opened", 1, "group:lake-1")
    assert expected.keys == Counter({("opened", 1, "group:lake-1"): 2, ("opened", 1, "group:lake-2"): 1})
