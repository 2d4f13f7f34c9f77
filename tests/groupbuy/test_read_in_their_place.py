"""While a leader is away, what they are told of a buy is told to whoever stands in as well, and for whom."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from groupbuy import delivering, pickup, transferring
from groupbuy.buy import Minimum
from groupbuy.directory import Right
from groupbuy.errors import TooLate
from groupbuy.notices import notice_kinds
from groupbuy.notices.summary_corrected import SummaryCorrected
from groupbuy.record import from_json
from groupbuy.rights import substitutes
from groupbuy.standins import Standin
from tests.groupbuy.absence import PICKUP, TODAY, accepts, comes_back, garden, only_north, takes_leave
from tests.groupbuy.day import Day, wishes
from tests.groupbuy.golden import CASES
from tests.groupbuy.made import CUTOFF, POINTS, D, Named, a_buy, at_home

DAY = timedelta(days=1)
SUMMED = CUTOFF + timedelta(minutes=2)


async def said(day: Day, to: str, about: str = "") -> Sequence[str]:
    """As they read it, without what is about the leave itself."""
    kinds = notice_kinds()
    waiting = [it for it in await day.store.outbox.waiting(f"leader:{to}") if not it.kind.startswith("cover")]
    notices = [from_json(kinds[it.kind], it.facts) for it in waiting]
    told = [it.said(it.text, Named(), day.directory) for it in notices]
    return [it for it in told if about in it]


async def away(day: Day, first: date = TODAY, minimum: Minimum | None = None) -> None:
    """梅姐 has opened a buy and leaves; 小兰, her deputy, has said yes for north; 强哥 runs east."""
    day.directory = garden(clinic=replace(POINTS["clinic"], leader="qiang"))
    await day.opens(minimum)
    for who in ("小赵", "小钱"):
        await day.orders(who, {1: 1})
    await takes_leave(day, first=first)
    await accepts(day, "lan")


async def test_the_summary_and_its_correction_go_to_the_leader_and_to_who_stands_in(day: Day) -> None:
    await away(day)
    await day.comes(SUMMED)
    [own] = await said(day, "mei", "截单汇总")
    assert await said(day, "lan", "截单汇总") == [f"（代梅姐）{own}"]
    await day.says("小赵", wishes({1: 2}), sent_at=CUTOFF)
    [own] = await said(day, "mei", "更正")
    assert await said(day, "lan", "更正") == [f"（代梅姐）{own}"]
    assert await said(day, "qiang") == [], "who stands in nowhere hears nothing"
    await comes_back(day)
    before = await said(day, "lan")
    await day.says("小钱", wishes({1: 2}), sent_at=CUTOFF)
    assert await said(day, "lan") == before, "she is back"
    assert len(await said(day, "mei", "更正")) == 2


async def test_before_its_first_day_a_leave_changes_nothing(day: Day) -> None:
    await away(day, first=PICKUP)
    await day.comes(SUMMED)
    assert await said(day, "lan") == []


async def test_what_only_the_leader_may_decide_stays_with_the_leader(day: Day) -> None:
    """小兰 may change orders, so she hears of late ones; going ahead without the minimum is not hers."""
    await away(day, minimum=Minimum("units", 50))
    await day.comes(SUMMED)
    with pytest.raises(TooLate):
        await day.says("小孙", wishes({1: 1}))
    assert len(await said(day, "mei", "没到起订量（")) == 1
    assert await said(day, "lan", "没到起订量（") == []
    [late] = await said(day, "lan", "迟单")
    assert late.startswith("（代梅姐）【1号团】迟单 1")


async def test_at_a_point_the_substitute_hears_what_its_leader_would(day: Day) -> None:
    """强哥 stands in at north and runs east: two lists of what was not fetched, one of them in her place;
    and goods sent from clinic to north are his to answer for."""
    day.directory = only_north()
    await day.opens()
    orders = {who: await day.orders(who, {no: 1}) for who, no in (("小赵", 1), ("小钱", 2))}

    async def to_east(books: pickup.Books) -> None:
        await pickup.move(books, await books.own_order(orders["小钱"].id), "east", "resident")

    await day.run(to_east)
    await day.comes(at_home("2026-11-22 09:00"))
    await takes_leave(day)
    await accepts(day, "qiang")
    ends = POINTS["north"], POINTS["clinic"]
    for point in ("north", "clinic", "east"):
        await day.leads(
            lambda books, buy, at=point: delivering.arrive(books, buy, [*buy.items.values()], point=at)
        )
    await day.leads(lambda books, buy: transferring.send(books, buy, buy.item(1), D(1), ends, cut=True))
    await day.leads(transferring.refuse, 1)
    assert await said(day, "qiang", "没收") == ["（代梅姐）【1号团】3号点没收你调去的草莓1盒，还算在2号点。"]
    await day.comes(at_home("2026-11-22 20:00"))
    lists = sorted(await said(day, "qiang", "取货时间到了"))
    assert [(it.startswith("（代梅姐）"), "草莓" in it, "蓝莓" in it) for it in lists] == [
        (False, False, True),
        (True, True, False),
    ]
    [whole] = await said(day, "mei", "取货时间到了")
    assert "还有2单没取" in whole


def test_who_has_which_right_because_they_stand_in() -> None:
    stand = Standin("l1", 1, "mei", "north", TODAY, PICKUP, "qiang")
    others = (
        replace(stand, cover=2, point="clinic", substitute="lan"),
        replace(stand, cover=3, point="east", substitute=""),
        replace(stand, cover=4, point="pier", substitute="hong"),
        replace(stand, cover=5, leader="hong", substitute="mei"),
        replace(stand, cover=6, point="west", substitute="gone"),
    )
    directory = replace(garden(), standins=(stand, *others))

    def found(right: Right, day: date = TODAY, leader: str = "mei") -> tuple[str, ...]:
        return substitutes(leader, a_buy(), right, directory, day)

    assert found(Right.GOODS) == found(Right.VERIFY) == ("qiang", "lan", "gone")
    assert found(Right.ORDERS) == ("lan",), "her deputy with that right"
    assert found(Right.OPEN) == found(Right.MONEY) == (), "强哥 has it, but not over her buys"
    assert found(Right.GOODS, PICKUP + DAY) == ()
    assert found(Right.GOODS, leader="hong") == ("mei",)
    assert found(Right.GOODS, leader="qiang") == ()


def test_a_word_before_the_notice_says_for_whom_and_its_key_is_its_own() -> None:
    own = next(it for it, _, _ in CASES if isinstance(it, SummaryCorrected))
    instead, directory = replace(own, place_of="mei"), garden()
    assert own.said(own.text, Named(), directory) == own.worded(own.text, Named(), directory)
    assert instead.said(own.text, Named(), directory).startswith("（代梅姐）【7号团】汇总有更正")
    assert replace(own, place_of="gone").said(own.text, Named(), directory).startswith("【7号团】")
    assert instead.key != own.key, "told once for oneself and once for her"
