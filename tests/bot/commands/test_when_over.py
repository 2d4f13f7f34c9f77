"""Money and pickups of a buy that is over: the latest one is meant where none is live."""

import re
from datetime import timedelta

from tests.bot.commands.days import LAKE, arrived, order
from tests.conversation import Village


async def finish(v: Village) -> None:
    await v.say("王姐", "核销 #1 #2", chat=LAKE)
    await v.say("王姐", "完成 1 确认", chat=LAKE)


async def test_what_the_unpaid_list_suggests_books_the_money() -> None:
    async with arrived() as v:
        await finish(v)
        listed = await v.say("王姐", "未付", chat=LAKE)
        assert "1号团 待收195元" in listed
        assert listed.endswith("\n收到了回“已付 1号团 1”。")
        assert "收款65元" in await v.say("王姐", "已付 1号团 1", chat=LAKE)
        assert "收款75元" in await v.say("王姐", "已付 2", chat=LAKE)
        assert "收款55元" in await v.say("王姐", "已付 3")
        assert "没有能用“未付”的团" in await v.say("王姐", "未付", chat=LAKE)


async def test_the_example_is_a_row_that_owes_not_one_to_give_back() -> None:
    async with arrived() as v:
        await v.say("王姐", "已付 1", chat=LAKE)
        await v.say("王姐", "撤销到货 草莓", chat=LAKE)
        await v.say("王姐", "缺货 草莓 6", chat=LAKE)
        listed = await v.say("王姐", "未付", chat=LAKE)
        assert listed.index("1号 李阿姨 要退") < listed.index("3号 陈伯")
        assert listed.endswith("收到了回“已付 1号团 3”，退了回“已退 1号团 1”。")
        assert "还有2户款没清（待收30元，要退50元）" in await v.say("王姐", "完成 1 确认", chat=LAKE)


async def test_a_live_buy_comes_first() -> None:
    async with arrived() as v:
        await finish(v)
        await v.open(text="开团 蛋\n鸡蛋 20/板\n截单 今晚20:00\n取货 明天17:00-20:00")
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        assert "2号团 待收20元" in await v.say("王姐", "未付", chat=LAKE)
        assert "2号团收款20元" in await v.say("王姐", "已付 1", chat=LAKE)


async def test_a_pickup_of_a_finished_buy_is_taken_back_and_fetched_after_all() -> None:
    async with arrived() as v:
        await finish(v)
        assert "3号 6-101 陈伯" in await v.say("王姐", "未取")
        assert "已撤销 1号团 2号 赵六" in await v.say("王姐", "撤销核销 #2", chat=LAKE)
        assert (await order(v, 2)).waiting
        assert "还有2单没取" in await v.say("王姐", "未取", chat=LAKE)
        assert "✓ 1号团 3号 陈伯" in await v.say("王姐", "核销 #3", chat=LAKE)
        assert "✓ 1号团 2号 赵六" in await v.say("王姐", "核销 #2", chat=LAKE)
        assert "没有已到货的团" in await v.say("王姐", "未取", chat=LAKE)
        assert "没有跟团号 9" in await v.say("王姐", "核销 #9", chat=LAKE)


async def test_a_residents_word_after_the_buy_is_finished_is_still_a_claim() -> None:
    async with arrived() as v:
        await finish(v)
        assert "1号团 2号 75元，等王姐确认" in await v.say("赵六", "已付", chat=LAKE)
        assert "2号 赵六 75元（说已付）" in await v.say("王姐", "未付", chat=LAKE)


async def test_the_causes_of_a_finished_order_can_be_asked_for() -> None:
    async with arrived() as v:
        await finish(v)
        assert "2号 赵六" in await v.say("王姐", "为什么 2号", chat=LAKE)
        assert "没有能用“为什么”的团" in await v.say("王姐", "为什么 9号", chat=LAKE)


async def test_a_deputy_finds_the_buys_they_stand_in_for_and_others_do_not() -> None:
    async with arrived() as v:
        await finish(v)
        assert "还有1单没取" in await v.say("小林", "未取", chat=LAKE)
        assert "没有" in await v.say("老周", "未付")


async def test_what_nobody_fetched_keeps_its_code_for_a_week() -> None:
    async with arrived() as v:
        await finish(v)
        told = await v.say("陈伯", "取货码")
        assert "可取：草莓1盒、蓝莓2盒" in told
        assert "没有待取的东西" in await v.say("赵六", "取货码")
        await v.pass_time(timedelta(days=2))
        await v.say("王姐", "催取 1")
        number = re.findall(r"取货码 (\d{6})", v.heard(user="陈伯")[-1])[0]
        assert number in told
        assert "没有取货码" in await v.say("老周", f"核销 {number}")
        assert "✓ 1号团 3号 6-101 陈伯" in await v.say("王姐", f"核销 {number}")
        assert "没有待取的东西" in await v.say("陈伯", "取货码")
        await v.say("王姐", "撤销核销 1号团 #3")
        await v.pass_time(timedelta(days=6))
        assert "没有待取的东西" in await v.say("陈伯", "取货码"), "it has been asked for long enough"
