"""签收 as people write it: each way said to the same day, taken back, and the next one said."""

import pytest

from tests.bot.commands.days import book
from tests.bot.commands.deliveries import on_the_way
from tests.conversation import Village

TAKEN = (
    # said by the leader, the stop, the rows of what came
    ("签收 2号点", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收2号点", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 2号自提点", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 ２号点", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 会所一楼", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 会所", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 1 2号点", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 1号团 2号点", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 2号点 1号团", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 2号点 草莓", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 草莓 2号点", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 2号点 草莓3盒", "2号点 会所一楼", ["草莓 3盒"]),
    ("签收 2号点 草莓 2/3", "2号点 会所一楼", ["草莓 2盒，缺1盒"]),
    ("签收 2号点 草莓 ２／３", "2号点 会所一楼", ["草莓 2盒，缺1盒"]),
    ("签收 2号点 草莓 0/3", "2号点 会所一楼", ["草莓 0盒，缺3盒"]),
    ("签收 1号点 草莓 3/3、蓝莓 2/3", "1号点 东门驿站", ["草莓 3盒", "蓝莓 2盒，缺1盒"]),
    ("签收 东门驿站 蓝莓", "1号点 东门驿站", ["蓝莓 3盒"]),
    ("签收 3号点。", "3号点 小林家车库", ["草莓 2盒"]),
    ("签收：3号点", "3号点 小林家车库", ["草莓 2盒"]),
)

REFUSED = (
    ("签收 2号点 草莓 4/3", "“4/3”不对"),
    ("签收 2号点 草莓 3/4", "账上订了3盒，不是4盒"),
    ("签收 2号点 草莓 2", "少到了就写“草莓 2/3”，都到了只写“草莓”"),
    ("签收 2号点 草莓 4", "账上订了3盒，不是4盒"),
    ("签收 2号点 草莓 2/3 草莓 1/3", "写了两次"),
    ("签收 2号点 香蕉", "没有“香蕉”"),
    ("签收 2号点 蓝莓", "没有人订蓝莓"),
    ("签收 9号点", "没有这个自提点"),
    ("签收 99号团 2号点", "没有99号团"),
    ("撤销签收 2号点", "还没有签收"),
    ("撤销签收 2号点 香蕉", "没有“香蕉”"),
)


async def untouched(v: Village) -> bool:
    found = await book(v)
    orders = await v.store.reads.orders(1)
    cut = [line for it in orders for line in it.lines.values() if line.short]
    return not found.arrivals and not cut


async def test_each_way_of_saying_it_is_the_same_receipt_and_is_taken_back() -> None:
    async with on_the_way() as v:
        for said, stop, rows in TAKEN:
            head, *came = (await v.say("王姐", said)).splitlines()
            assert head == f"1号团 {stop} 签收：", said
            assert came[: len(rows)] == rows, said
            assert "的签收" in await v.say("王姐", f"撤销签收 1号团 {stop[:3]}"), said
            assert await untouched(v), said


async def test_what_the_book_says_otherwise_changes_nothing() -> None:
    async with on_the_way() as v:
        for said, expected in REFUSED:
            assert expected in await v.say("王姐", said), said
            assert await untouched(v), said


@pytest.mark.parametrize("said", ["签收了吗", "签收没", "谁签收的", "帮我签收一下"])
async def test_talk_of_receipts_is_none(said: str) -> None:
    async with on_the_way() as v:
        assert "签收：" not in await v.say("王姐", said, chat="lake-1")
        assert await untouched(v)


async def test_the_same_receipt_said_twice_is_there_already_whatever_it_cut() -> None:
    async with on_the_way() as v:
        assert "草莓 2盒，缺1盒" in await v.say("王姐", "签收 2号点 草莓 2/3")
        for said in ("签收 2号点 草莓 2/3", "签收 2号点 草莓 2", "签收 2号点"):
            assert "已经签收了" in await v.say("王姐", said), said
