"""今天: what a leader has to do, by time, and nothing else."""

from dataclasses import replace
from datetime import timedelta

from groupbuy.directory import Leader, Right
from tests.bot.commands.days import LAKE, arrived, bought, ordered, second_buy
from tests.bot.commands.deliveries import on_the_way
from tests.bot.commands.test_rights_by_community import change, hire
from tests.conversation import village


async def test_a_day_is_told_as_it_goes() -> None:
    async with ordered() as v:
        assert await v.say("王姐", "今天") == (
            "今天 11月21日(六)：\n20:00 1号团《周末水果》截单，已有3户 195元"
        )
        await v.say("赵六", "已付", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        answer = await v.say("王姐", "今日")
        assert "现在 1号团《周末水果》1人说付了，等你核对（未付 1）" in answer
        assert "现在 1号团《周末水果》3户 195元，货订好了回“已采购 1”" in answer
        await v.say("王姐", "已采购", chat=LAKE)
        await v.say("王姐", "已付 2", chat=LAKE)
        assert "没有要办的事" in await v.say("王姐", "今天"), "the pickup is tomorrow"
        await v.pass_time(timedelta(hours=22))
        assert await v.say("王姐", "今天") == (
            "今天 11月22日(日)：\n17:00 1号团《周末水果》17:00–20:00取货，3户，到了回“到货 1”"
        )
        await v.say("王姐", "到货 蓝莓", chat=LAKE)
        answer = await v.say("王姐", "今天")
        assert "17:00–20:00取货，还有2户没取（未取 1）" in answer
        assert "1户在等货，到了回“到货 1”" in answer
        await v.say("王姐", "到货", chat=LAKE)
        await v.pass_time(timedelta(hours=13))
        assert "现在 1号团《周末水果》17:00–20:00取货，取货时间过了，还有3户没取" in await v.say(
            "王姐", "今天"
        )
        await v.say("王姐", "核销 #1 #2 #3", chat=LAKE)
        assert "都取完了，回“完成 1”" in await v.say("王姐", "今天")


async def test_drafts_late_orders_and_a_buy_that_did_not_form_wait_for_a_word() -> None:
    async with village() as v:
        await v.say("王姐", "开团 蛋\n鸡蛋 20/板\n满5份成团\n截单 今晚20:00\n取货 明天17:00-20:00", chat=LAKE)
        assert "现在 1号团《蛋》草稿还没开，开就回“确认 1”" in await v.say("王姐", "今天")
        await v.say("王姐", "确认", chat=LAKE)
        await v.say("李阿姨", "鸡蛋1板", chat=LAKE)
        await v.pass_time(timedelta(hours=10, minutes=5))
        await v.say("赵六", "鸡蛋2板", chat=LAKE)
        answer = await v.say("王姐", "今天")
        assert (
            "现在 1号团《蛋》没成团，11月22日(日) 09:01前定：照常成团 1、延长 1 到几点、取消团购 1" in answer
        )
        assert "现在 1号团《蛋》1条迟单等你收（迟单 1号团）" in answer


async def test_a_deputy_sees_goods_and_pickups_but_no_money_to_check() -> None:
    async with arrived() as v:
        await v.say("赵六", "已付", chat=LAKE)
        answer = await v.say("小林", "今天")
        assert "还有3户没取" not in answer, "the pickup is tomorrow"
        assert "说付了" not in answer
        await v.pass_time(timedelta(days=1))
        assert "还有3户没取" in await v.say("小林", "今天")


async def test_several_buys_stand_in_the_order_of_time() -> None:
    async with bought() as v:
        await second_buy(v)
        await v.say("王姐", "延长 2 到 19:00", chat=LAKE)
        await v.pass_time(timedelta(hours=2))
        answer = await v.say("王姐", "今天")
        assert "19:00 2号团《蛋》截单，已有0户 0元" in answer
        assert "没有要办的事" in await v.say("老周", "今天")
        assert "2号团" not in await v.say("赵六", "今天", chat=LAKE, mention=True)


async def test_what_is_to_be_brought_is_told_stop_by_stop_to_the_leader_and_the_driver() -> None:
    async with on_the_way() as v:
        assert "没有要办的事" in await v.say("老张", "今天"), "it is brought tomorrow"
        await v.pass_time(timedelta(hours=22))
        stops = "送货3站，还有1号点、2号点、3号点，到一站回“签收 1 1号点”，顺序发“路线 1”"
        assert await v.say("老张", "今天") == f"今天 11月22日(日)：\n17:00 1号团《周末水果》{stops}"
        for who in ("王姐", "小林"):
            assert await v.say(who, "今天") == (
                "今天 11月22日(日)：\n17:00 1号团《周末水果》17:00–20:00取货，4户，到了回“到货 1”"
                f"\n17:00 1号团《周末水果》{stops}"
            )
        await v.say("老张", "签收 2号点")
        await v.say("王姐", "晚到 3号点 4小时")
        assert "17:00 1号团《周末水果》送货3站，已签收1站，还有1号点、3号点（说了22:00到），" in await v.say(
            "老张", "今天"
        )
        await v.pass_time(timedelta(hours=9, minutes=30))
        assert "现在 1号团《周末水果》送货3站，已签收1站，还有1号点（晚了）、3号点（说了22:00到），" in (
            await v.say("老张", "今天")
        )
        await v.say("老张", "签收 1号点")
        await v.say("老张", "签收 3号点")
        assert "没有要办的事" in await v.say("老张", "今天"), "handing out is not his"
        await v.say("王姐", "调货 草莓 1 2号点 到 3号点 匀")
        waits = "现在 1号团《周末水果》调货 1：草莓1盒，2号点到3号点，点清回“收到调货 1号团 1”"
        for who in ("老张", "小林", "王姐"):
            assert waits in await v.say(who, "今天")
        await v.say("小林", "收到调货 1号团 1")
        assert "没有要办的事" in await v.say("老张", "今天")
        assert "【到货】今天、" in await v.say("老张", "帮助"), "under the right that he has"
        assert "没有“核销”这项权限" in await v.say("老张", "核销 #1")


async def test_who_runs_a_point_of_anothers_buy_signs_there_and_a_verifier_counts_nothing() -> None:
    async with on_the_way() as v:
        change(v, "lin", deputy_of=None, rights=frozenset(Right))
        hire(v, Leader("bai", "老白", ("lake",), (("sim", "老白"),), rights=frozenset({Right.VERIFY})))
        points = dict(v.directory.points)
        points["lake-gate"] = replace(points["lake-gate"], managers=())
        v.parts.settings.directory = replace(v.directory, points=points)
        await v.pass_time(timedelta(hours=22))
        assert await v.say("小林", "今天") == (
            "今天 11月22日(日)：\n17:00 1号团《周末水果》17:00–20:00取货，1户，到了回“签收 1 3号点”"
        )
        assert await v.say("老白", "今天") == (
            "今天 11月22日(日)：\n17:00 1号团《周末水果》17:00–20:00取货，4户"
        )
        for no in (1, 2, 3):
            await v.say("王姐", f"签收 1 {no}号点")
        await v.say("小林", "核销 #4")
        assert "没有要办的事" in await v.say("小林", "今天"), "finishing is not his"
        await v.say("王姐", "核销 #1 #2 #3")
        assert "都取完了，回“完成 1”" in await v.say("王姐", "今天")
        assert "都取完了" not in await v.say("老白", "今天")
        await v.say("王姐", "完成 1")
    async with on_the_way() as v:
        await v.say("王姐", "到货 1号团")
        change(v, "lin", deputy_of=None, rights=frozenset(Right))
        points = {key: replace(it, managers=()) for key, it in v.directory.points.items()}
        v.parts.settings.directory = replace(v.directory, points=points)
        await v.say("小林", "调货 草莓 1 3号点 到 1号点 匀")
        assert "现在 1号团《周末水果》调货 1：草莓1盒，3号点到1号点，等那边点收" in await v.say(
            "小林", "今天"
        )


async def test_absences_stand_in_the_day_of_everybody_they_concern() -> None:
    async with on_the_way() as v:
        change(v, "lin", deputy_of=None, rights=frozenset(Right))
        points = dict(v.directory.points)
        points["lake-gate"] = replace(points["lake-gate"], managers=())
        points["lake-club"] = replace(points["lake-club"], leader="lin")
        v.parts.settings.directory = replace(v.directory, points=points)
        await v.say("小林", "我是谁")
        for text in ("请假 明天", "确认"):
            await v.say("王姐", text)
        assert "现在 东门驿站11月22日(日)在问小林，11月21日(六)" in await v.say("王姐", "今天")
        assert "现在 东门驿站11月22日(日)想请你代班（代班）" in await v.say("小林", "今天")
        await v.say("小林", "1")
        assert "没有要办的事" in await v.say("王姐", "今天"), "it is settled, and not today"
        await v.pass_time(timedelta(hours=22))
        assert "现在 东门驿站今天由小林代班" in await v.say("王姐", "今天")
        answer = await v.say("小林", "今天")
        assert "现在 东门驿站由你代班（王姐请假）" in answer
        assert "17:00–20:00取货，4户，到了回“到货 1”" in answer
        assert "送货3站" in answer
        await v.say("王姐", "回来了")
        assert "代班" not in await v.say("小林", "今天")
