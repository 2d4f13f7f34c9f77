"""今天: what a leader has to do, by time, and nothing else."""

from datetime import timedelta

from tests.bot.commands.days import LAKE, arrived, bought, ordered, second_buy
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
            "今天 11月22日(日)：\n17:00 1号团《周末水果》17:00–20:00取货，3户，货到了回“到货 1”"
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
