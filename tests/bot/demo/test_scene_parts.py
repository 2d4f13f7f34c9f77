"""What the scenes work out for themselves: who is told, who is there, what is ready, which words name an order."""

from collections import Counter
from decimal import Decimal
from io import StringIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from bot.demo.cast import WANG, ZHOU, Person
from bot.demo.goods import BLUEBERRY, BREAKFAST, EGG, FRUIT, MILK, ORANGE, STRAWBERRY, Good
from bot.demo.ledger import Tab
from bot.demo.platform import Platform, Told
from bot.demo.play import Play
from bot.demo.scenes import closing, fetching, maple, ordering
from bot.demo.screen import Screen
from tests.bot.demo.small_day import a_play
from tests.conversation import HandClock

D = Decimal


@pytest.fixture
def play() -> Play:
    """Nobody has ordered and nobody was told anything."""
    made = a_play()
    made.ledger.tabs.clear()
    made.ledger.accepted.clear()
    made.ledger.cancelled.clear()
    made.expected.keys.clear()
    made.stage.platform = Platform()
    return made


def order(
    play: Play, who: Person, seq: int, wanted: dict[Good, int], *, owner: str = "", buy: int = FRUIT
) -> Tab:
    tab = play.ledger.book(buy, who, owner or who.name, {good: D(qty) for good, qty in wanted.items()})
    tab.seq = seq
    return tab


def test_ready_is_what_was_ordered_came_and_was_not_fetched(play: Play) -> None:
    tab = order(play, play.cast.lake[0], 1, {STRAWBERRY: 3, ORANGE: 2, BLUEBERRY: 1})
    tab.short["草莓"], tab.picked["橙子"] = D(1), D(2)
    assert fetching.ready(tab) == {"草莓": 2, "蓝莓": 1}
    assert fetching.ready(tab, ("蓝莓", "橙子")) == {"蓝莓": 1}
    tab.short["草莓"] = D(3)
    assert fetching.ready(tab, ("草莓",)) == {}


def test_everybody_with_something_that_arrived_is_expected_to_be_told_once(play: Play) -> None:
    one, two, three = play.cast.lake[:3]
    order(play, one, 1, {STRAWBERRY: 1, ORANGE: 2})
    order(play, two, 2, {STRAWBERRY: 1})
    order(play, three, 3, {ORANGE: 1})
    fetching.arrived(play, FRUIT, ("橙子", "蓝莓"))
    assert play.expected.keys == Counter({("arrived", FRUIT, one.user): 1, ("arrived", FRUIT, three.user): 1})


def test_at_one_point_only_those_of_that_point_are_told(play: Play) -> None:
    there, here = play.cast.maple[0], play.cast.maple[9]
    for seq, who in enumerate((here, there), 1):
        order(play, who, seq, {EGG: 1}, buy=BREAKFAST)
        play.shown[who.user] = who.name
    second, first = maple._by_point(play)
    assert ([it.buyer for it in second], [it.buyer for it in first]) == ([there], [here])
    fetching.arrived(play, BREAKFAST, (EGG.name,), second)
    assert play.expected.keys == Counter({("arrived", BREAKFAST, f"named:{there.name}"): 1})


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (["【1号团】到货了，取货码 012345"], "012345"),
        (["【1号团】到货了，取货码 012345", "【1号团】等你取，取货码 012345"], "012345"),
        (["【1号团】到货了，取货码 012345\n【1号团】到货了，取货码 543210"], "1号团 #7"),
        (["【2号团】到货了，取货码 012345"], "1号团 #7"),
        ([], "1号团 #7"),
    ],
)
def test_an_order_is_fetched_by_its_code_where_that_is_the_only_one(
    play: Play, told: list[str], words: str
) -> None:
    who = play.cast.lake[0]
    tab = order(play, who, 7, {ORANGE: 1})
    play.stage.platform.told += [Told(who.user, it, group=False) for it in told]
    play.stage.platform.told.append(Told("SomebodyElse", "【1号团】到货了，取货码 999999", group=False))
    assert fetching.code(play, tab) == words


def test_codes_come_in_the_order_they_were_told_and_once(play: Play) -> None:
    who = play.cast.lake[0]
    for code in ("222222", "111111", "222222"):
        play.stage.platform.told.append(Told(who.user, f"【1号团】到货了，取货码 {code}", group=False))
    assert play.codes_of(who.user, FRUIT) == ["222222", "111111"]


def test_a_late_order_that_is_taken_is_on_the_tab_and_two_are_told(play: Play) -> None:
    who = play.cast.lake[0]
    order(play, who, 1, {ORANGE: 2})
    closing.accepted(play, who, {ORANGE: D(1)}, FRUIT, WANG)
    assert play.ledger.tab(FRUIT, who.name).qty("橙子") == 3
    assert play.expected.keys == Counter(
        {("summary_corrected", FRUIT, WANG.user): 1, ("amended", FRUIT, who.user): 1}
    )


def test_somebody_new_who_comes_late_gets_the_next_participation_number(play: Play) -> None:
    order(play, play.cast.maple[0], 4, {MILK: 1}, buy=BREAKFAST)
    late = play.cast.maple[1]
    closing.accepted(play, late, {MILK: D(1)}, BREAKFAST, ZHOU)
    assert play.ledger.tab(BREAKFAST, late.name).seq == 5


@pytest.mark.parametrize(
    ("home", "owner", "shown", "whom"),
    [
        ("lake", "", "", "user"),
        ("lake", "5楼张奶奶", "", "user"),
        ("maple", "", "", "named"),
        ("maple", "", "邻居ab12", "named:邻居ab12"),
        ("maple", "老王", "邻居ab12", "named:老王"),
    ],
)
def test_a_notice_goes_one_to_one_or_by_the_name_that_the_group_knows(
    play: Play, home: str, owner: str, shown: str, whom: str
) -> None:
    who = getattr(play.cast, home)[0]
    if shown:
        play.shown[who.user] = shown
    tab = order(play, who, 1, {ORANGE: 1}, owner=owner)
    expected = {"user": who.user, "named": f"named:{who.name}"}.get(whom, whom)
    assert play.whom(tab) == expected


def test_the_newcomer_is_the_only_resident_who_does_not_order_at_first(play: Play) -> None:
    regulars, newcomer = ordering._regulars(play), play.cast.lake[-1]
    assert newcomer not in regulars
    assert {*regulars, newcomer} == {*play.cast.lake, *play.cast.maple}


def test_nobody_orders_more_at_once_than_anybody_may(play: Play) -> None:
    """Refusals are played on purpose, in their own scene, and not by chance."""
    for good in (STRAWBERRY, BLUEBERRY, ORANGE, EGG, MILK):
        amounts = {ordering._how_many(play, good) for _ in range(200)}
        assert min(amounts) >= 1
        assert good.limit is None or max(amounts) <= good.limit
        assert len(amounts) > 1


async def test_steps_of_everybody_are_mixed_and_each_persons_stay_in_order(play: Play) -> None:
    done: list[tuple[int, int]] = []

    def step(who: int, no: int) -> ordering.Step:
        async def take() -> None:
            done.append((who, no))

        return take

    await ordering._interleaved(play, [[step(who, no) for no in range(5)] for who in range(6)] + [[]])
    assert len(done) == 30
    for who in range(6):
        assert [no for it, no in done if it == who] == list(range(5))
    assert done != sorted(done)


def test_what_the_bot_gets_wrong_is_kept_with_the_words_and_shown(play: Play) -> None:
    file = StringIO()
    play.stage.screen = Screen(Console(file=file, width=200), ZoneInfo("Asia/Shanghai"))
    play.stage.parts = SimpleNamespace(clock=HandClock())
    tab = order(play, play.cast.lake[0], 1, {ORANGE: 2})
    play._confirmed("没看懂", "橙子2斤", tab)
    (wrong,) = play.stage.tally.wrong_answers
    assert wrong == f"“橙子2斤” of {tab.owner}: no confirmation; answer “没看懂”"
    assert f"✗ {wrong}" in file.getvalue()
