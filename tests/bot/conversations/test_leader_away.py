"""A community of two leaders: one is away on delivery day, and every household knows where to go."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from groupbuy.configuring import apply
from groupbuy.directory import Directory, Right
from groupbuy.places import StorageClass
from tests.bot.rows import rows
from tests.conversation import Village, village

LAKE = "lake-1"
HOUSEHOLDS = ("李阿姨", "陈大爷", "小张")


def of_two(directory: Directory) -> Directory:
    """王姐 leads the gate, 小林 is a leader with a point of his own, nobody's deputy; everybody else is gone."""
    lin = replace(directory.leaders["lin"], deputy_of=None, rights=frozenset(Right))
    points = {key: it for key, it in directory.points.items() if key != "lake-club"}
    points["lake-gate"] = replace(points["lake-gate"], managers=())
    points["lake-6"] = replace(points["lake-6"], capacity=dict.fromkeys(StorageClass, 7), windows=())
    return replace(directory, version="two", leaders={**directory.leaders, "lin": lin}, points=points)


@asynccontextmanager
async def two_leaders() -> AsyncIterator[Village]:
    """Three households have ordered at the gate; 小林 has never talked to 邻里."""
    async with village() as v:
        v.parts.settings.directory = of_two(v.directory)
        await v.store.run(lambda books: apply(books, v.directory), at=v.clock.now(), directory=v.directory)
        await v.open()
        for who in HOUSEHOLDS:
            await v.say(who, "自提点 1")
            await v.say(who, "草莓2盒", chat=LAKE)
        for text in ("请假 明天", "确认"):
            await v.say("王姐", text)
        yield v


async def codes(v: Village) -> dict[str, tuple[str, str]]:
    """Of each order by 跟团号: its point and its code."""
    return {str(it.seq_no): (it.point, it.code) for it in await v.store.reads.orders(1)}


async def test_the_households_come_to_the_other_leader_who_hands_out_and_verifies() -> None:
    async with two_leaders() as v:
        before = await codes(v)
        assert {point for point, _ in before.values()} == {"lake-gate"}
        assert "2 让他们到小林家车库取\n3 这次不行" in v.heard(user="小林")[-1]
        assert "他们到小林家车库来取" in await v.say("小林", "2")
        after = await codes(v)
        assert {no: code for no, (_, code) in after.items()} == {no: code for no, (_, code) in before.items()}
        assert {point for point, _ in after.values()} == {"lake-6"}
        for who in HOUSEHOLDS:
            told = [it for it in v.heard(user=who) if "请假" in it]
            assert len(told) == 1, who
            assert "取货请找小林（王姐请假）：改到小林家车库" in told[0]
            assert "取货码不变" in told[0]
        assert "小林家车库" in await v.say("李阿姨", "我的订单")
        await v.talk(
            ("王姐", None, "我的请假", "小林代班，邻居们到小林家车库取"),
            ("赵姐", LAKE, "自提点 1", "东门驿站"),
        )
        assert "小林家车库" in await v.say("赵姐", "草莓1盒", chat=LAKE), "room for one more"
        await v.say("王姐", "截单", chat=LAKE)
        await v.pass_time(timedelta(hours=31))
        await v.say("小林", "到货 1号团")
        assert "草莓2盒" in await v.say("小林", f"核销 {before['1'][1]}")
        assert "草莓2盒" in await v.say("小林", f"核销 {before['2'][1]}")
        await v.say("王姐", "回来了")
        assert "没有“核销”" not in await v.say("小林", "核销 #3")
        assert rows(v.path, "SELECT COUNT(*) FROM verifications")[0][0] == 3
        actors = {it for (it,) in rows(v.path, "SELECT actor FROM journal WHERE kind = 'GoodsPickedUp'")}
        assert len(actors) == 1, "commission follows who verified: 小林 all three"


async def test_called_off_in_time_everything_is_as_it_was_and_told_once_more() -> None:
    async with two_leaders() as v:
        before = await codes(v)
        await v.say("小林", "2")
        await v.say("王姐", "取消请假")
        assert await codes(v) == before
        for who in HOUSEHOLDS:
            told = [it for it in v.heard(user=who) if "取货请找" in it]
            assert ["小林" in it for it in told] == [True, False], who
            assert "取货请找王姐：改到东门驿站" in told[-1]
        assert "不用再代了" in v.heard(user="小林")[-1]


async def test_no_answer_until_the_deadline_and_the_admins_are_told_once() -> None:
    async with two_leaders() as v:
        await v.say("陈经理", "我是谁")
        await v.pass_time(timedelta(hours=3))
        told = [it for it in v.heard(user="陈经理") if "还没有人代" in it]
        assert len(told) == 1
        assert "现在有3户要取" in told[0]
        assert "好，" not in await v.say("小林", "2"), "the question has gone"
        assert "谢谢" in await v.say("小林", "代班 1"), "but nobody else is asked: a late yes is welcome"
        await v.pass_time(timedelta(hours=3))
        assert len([it for it in v.heard(user="陈经理") if "还没有人代" in it]) == 1


@pytest.mark.parametrize(("said", "point"), [("代班 2", "lake-gate"), ("代班 1", "lake-gate")])
async def test_a_point_that_filled_up_meanwhile_takes_nobody_in(said: str, point: str) -> None:
    async with two_leaders() as v:
        await v.say("孙老师", "自提点 3")
        await v.say("孙老师", "草莓2盒", chat=LAKE)
        answer = await v.say("小林", said)
        assert ("放不下这些货" in answer) is (said == "代班 2")
        theirs = {it.point for it in await v.store.reads.orders(1) if it.seq_no < 4}
        assert theirs == {point}


async def test_goods_that_came_before_the_leave_stay_and_the_substitute_comes_to_them() -> None:
    async with two_leaders() as v:
        await v.say("王姐", "取消请假")
        await v.say("王姐", "截单", chat=LAKE)
        await v.say("王姐", "到货 1号团")
        for text in ("请假 明天", "确认"):
            await v.say("王姐", text)
        assert "2 这次不行" in v.heard(user="小林")[-1], "no coming to the garage"
        assert "】3户，收货：王姐，已签收" in await v.say("王姐", "送货单 1")
        await v.say("小林", "1")
        assert "】3户，收货：小林（代王姐），已签收" in await v.say("王姐", "送货单 1")
        assert {point for point, _ in (await codes(v)).values()} == {"lake-gate"}
        await v.pass_time(timedelta(hours=31))
        [first, *_] = [code for _, code in (await codes(v)).values()]
        assert "草莓2盒" in await v.say("小林", f"核销 {first}")


async def test_who_only_stands_in_speaks_for_their_points_and_is_asked_which_where_two_fit() -> None:
    """小林 stands in at the gate for the day; the garage is his own, at the club 老郑 takes the goods."""
    async with two_leaders() as v:
        club = replace(v.directory.points["lake-gate"], id="lake-club", no=2, name="会所", leader="zheng")
        zheng = replace(v.directory.leaders["lin"], id="zheng", name="老郑", identities=(("sim", "老郑"),))
        directory = v.directory
        v.parts.settings.directory = replace(
            directory,
            version="three",
            leaders={**directory.leaders, "zheng": zheng},
            points={**directory.points, "lake-club": club},
        )
        await v.store.run(lambda books: apply(books, v.directory), at=v.clock.now(), directory=v.directory)
        await v.say("小林", "1")
        for who, number in (("孙老师", 2), ("赵姐", 3)):
            await v.say(who, f"自提点 {number}", chat=LAKE)
            await v.say(who, "草莓1盒", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        await v.say("王姐", "已采购", chat=LAKE)
        await v.pass_time(timedelta(hours=20))
        which = "是哪个点？请带上，例如“到货 1 1号点”\n1号点 东门驿站\n3号点 小林家车库"
        for said in ("到货", "到货 草莓"):
            assert which in await v.say("小林", said)
        assert "是哪个点？请带上，例如“签收 1 1号点”" in await v.say("小林", "签收 1")
        assert "缺货 1 1号点" in await v.say("小林", "缺货 草莓 1")
        assert "请找王姐" in await v.say("小林", "到货 1 2号点")
        assert (await v.store.reads.buy(1)).arrivals == {}
        answer = await v.say("小林", "到货 1 1号点 草莓 5/6")
        assert "1号团到货（东门驿站）：\n草莓 5盒，缺1盒" in answer
        assert "还没到：草莓。" in answer
        assert "（小林家车库）：\n草莓 1盒\n1单可以取了" in await v.say("小林", "到货"), "the only one left"
        assert not any("到货" in it for it in v.heard(user="孙老师"))
        assert "3号点 草莓缺1盒" in await v.say("小林", "缺货 草莓 1 3号点")
        assert "草莓的缺货" in await v.say("小林", "撤销缺货 草莓")
        await v.say("王姐", "到货 1 2号点")
        assert "请找王姐" in await v.say("小林", "撤销到货 草莓"), "the latest is the club's"
        await v.say("王姐", "撤销到货 草莓")
        assert "草莓的到货" in await v.say("小林", "撤销到货 草莓")
        assert "都到齐了" in await v.say("王姐", "到货"), "to the leader it means all of it"
