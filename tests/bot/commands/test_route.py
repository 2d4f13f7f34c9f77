"""路线: the order of the stops, worked out or by hand, and how far along one is."""

import pytest

from bot.commands.route import distance
from tests.bot.commands.days import LAKE, book
from tests.bot.commands.deliveries import on_the_way
from tests.conversation import village


async def test_the_stops_stand_in_the_shortest_order_with_what_it_saves() -> None:
    async with on_the_way() as v:
        head, *rows = (await v.say("王姐", "路线", chat=LAKE)).splitlines()
        assert head.startswith("@王姐 1号团《周末水果》路线，3站约")
        assert "按点号走" in head
        assert sorted(it.split("，")[0].split(". ")[1] for it in rows) == [
            "1号点 东门驿站",
            "2号点 会所一楼",
            "3号点 小林家车库",
        ]
        assert any("2号点 会所一楼，1户：草莓3盒" in it for it in rows)
        route = (await book(v)).route
        assert sorted(route) == ["lake-6", "lake-club", "lake-gate"]
        assert (await v.say("王姐", "路线 1")).splitlines()[1:] == rows
        note = await v.say("王姐", "送货单 1")
        order = [it.split("【")[1][:2] for it in note.splitlines() if "【" in it]
        assert order == [it.split(". ")[1][:2] for it in rows]


async def test_an_order_by_hand_holds_until_it_is_worked_out_again() -> None:
    async with on_the_way() as v:
        answer = await v.say("老张", "路线 1 3 1 2", chat=LAKE)
        assert "按你们定的顺序" in answer
        assert "\n1. 3号点" in answer
        assert (await book(v)).route == ("lake-6", "lake-gate", "lake-club")
        assert "1. 2号点" in await v.say("王姐", "路线 1号团 2号点→1号点→3号点")
        assert (await book(v)).by_hand
        assert "要送的点是 1、2、3，请每个写一次" in await v.say("王姐", "路线 1 2 1")
        assert "每个写一次" in await v.say("王姐", "路线 1 2 1 3 3")
        assert "每个写一次" in await v.say("王姐", "路线 1 2 1 9")
        assert "路线 12 2 1 3" in await v.say("王姐", "路线 1 先去东门")
        assert "按你们定的顺序" not in await v.say("王姐", "路线 1 重排")
        assert not (await book(v)).by_hand


async def test_which_stops_are_done_is_seen_by_whoever_looks() -> None:
    async with on_the_way() as v:
        await v.say("老张", "签收 2号点")
        answer = await v.say("小林", "路线 1")
        assert "，已送1站：" in answer
        [done] = [it for it in answer.splitlines() if "✔" in it]
        assert "2号点 会所一楼，1户：草莓3盒" in done
        await v.say("老张", "签收 3号点 草莓 0/2")
        assert "都没到" in await v.say("小林", "路线 1")


async def test_a_new_stop_is_taken_up_and_nobody_else_changes_the_route() -> None:
    async with on_the_way() as v:
        await v.say("王姐", "路线 1 3 1 2")
        assert "老周" not in await v.say("老周", "路线 1号团 1 2 3")
        assert "团长的操作" in await v.say("赵六", "路线 1", mention=True)
        assert (await book(v)).by_hand
    async with village() as v:
        await v.open()
        assert "没有要配货的团" in await v.say("王姐", "路线", chat=LAKE)
        assert "没有要送的货" in await v.say("王姐", "路线 1", chat=LAKE)
        await v.say("赵六", "草莓1盒", chat=LAKE)
        assert "1站约" in await v.say("王姐", "路线 1", chat=LAKE)
        await v.say("陈伯", "草莓1盒", chat=LAKE)
        await v.say("陈伯", "自提点 2", chat=LAKE)
        assert "2站约" in await v.say("王姐", "路线 1", chat=LAKE)
        assert len((await book(v)).route) == 2


@pytest.mark.parametrize(
    ("metres", "said"), [(0, "0米"), (999, "999米"), (1000, "1.0公里"), (12345, "12.3公里")]
)
def test_a_way_is_said_in_metres_or_kilometres(metres: int, said: str) -> None:
    assert distance(metres) == said


BY_HAND = (
    ("2 1 3", ["lake-club", "lake-gate", "lake-6"]),
    ("2号点 3号点 1号点", ["lake-club", "lake-6", "lake-gate"]),
    ("3>2>1", ["lake-6", "lake-club", "lake-gate"]),
    ("2→3→1", ["lake-club", "lake-6", "lake-gate"]),
    ("1、3、2", ["lake-gate", "lake-6", "lake-club"]),
    ("2-1-3", ["lake-club", "lake-gate", "lake-6"]),
    ("1号, 3号, 2号", ["lake-gate", "lake-6", "lake-club"]),
)


async def test_numbers_are_read_however_they_are_set_apart() -> None:
    async with on_the_way() as v:
        for said, order in BY_HAND:
            assert "1. " in await v.say("王姐", f"路线 1号团 {said}"), said
            assert list((await book(v)).route) == order, said


async def test_a_long_row_of_digits_is_refused_as_fast_as_any_other() -> None:
    async with on_the_way() as v:
        assert "路线 12 2 1 3" in await v.say("王姐", "路线 1号团 " + "1" * 900 + "x")
        assert "路线 12 2 1 3" in await v.say("王姐", "路线 1号团 " + "1 " * 300 + "x")
        assert (await book(v)).route == ()
