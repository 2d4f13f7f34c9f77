"""复制: an earlier offer again, with a new cutoff and pickup."""

from datetime import timedelta

import pytest

from groupbuy.buy import State
from tests.conversation import village


async def test_the_same_offer_again_keeps_hour_and_distance():
    async with village() as v:
        await v.open()
        answer = await v.say("王姐", "复制 1")
        assert "2号团《周末水果》" in answer
        assert "1. 草莓 25元/盒 共20盒" in answer
        assert "截单 11月21日(六) 20:00" in answer
        assert "取货 11月22日(日) 17:00–20:00" in answer
        assert "2号团《周末水果》开了" in await v.say("王姐", "确认")


async def test_a_buy_that_is_over_is_copied_for_the_next_day():
    async with village() as v:
        await v.open()
        await v.say("王姐", "取消团购 1 确认")
        await v.pass_time(timedelta(hours=12))
        answer = await v.say("王姐", "复制 1")
        assert "截单 11月22日(日) 20:00" in answer
        assert "11月23日(一)" in answer


@pytest.mark.parametrize(
    "words", ["1 截单 明天19:00 取货 周二 9:00-11:00", "1号团\n截单 明天19:00\n取货 周二 9:00-11:00"]
)
async def test_cutoff_and_pickup_can_be_said(words):
    async with village() as v:
        await v.open()
        answer = await v.say("王姐", f"复制 {words}")
        assert "截单 11月22日(日) 19:00" in answer
        assert "取货 11月24日(二) 09:00–11:00" in answer


async def test_a_lone_time_is_the_cutoff():
    async with village() as v:
        await v.open()
        answer = await v.say("王姐", "复制 1 周一20:00")
        assert "截单 11月23日(一) 20:00" in answer
        assert "取货 11月24日(二) 17:00–20:00" in answer


async def test_pickup_passes_over_a_holiday():
    async with village() as v:
        await v.open()
        assert "取货 2月12日(五)" in await v.say("王姐", "复制 1 2027-02-04 20:00")


async def test_prices_are_todays_and_stock_is_what_it_began_with():
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        await v.say("王姐", "改价 草莓 22")
        await v.say("王姐", "库存 草莓 售罄")
        assert "1. 草莓 22元/盒 共20盒" in await v.say("王姐", "复制 1")


async def test_it_is_dropped_like_any_draft():
    async with village() as v:
        await v.open()
        await v.talk(("王姐", None, "复制 1", "回“确认”开团"), ("王姐", None, "算了", "没有开"))
        assert (await v.store.reads.buy(2)).state is State.CANCELLED


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "复制 9", "没有9号团"),
        ("王姐", "复制 1 便宜点", "没看懂时间“便宜点”"),
        ("王姐", "复制 1 2026-11-20 20:00", "已经过了"),
        ("老周", "复制 1", "请找王姐"),
        ("小林", "复制 1", "权限"),
        ("李阿姨", "复制 1", "这是团长的操作"),
    ],
)
async def test_what_cannot_be_copied_is_refused(who, words, hint):
    async with village() as v:
        await v.open()
        assert hint in await v.say(who, words)
        assert len(await v.store.reads.buys_of_leader("wang")) == 1


async def test_a_buy_closed_by_hand_is_copied_with_the_hour_that_was_planned():
    async with village() as v:
        await v.open()
        await v.say("王姐", "延长 1 到 21:30")
        await v.say("王姐", "截单 1")
        assert "截单 11月21日(六) 21:30\n取货 11月22日(日)" in await v.say("王姐", "复制 1")
        await v.say("王姐", "确认")
        await v.say("王姐", "截单 2")
        await v.pass_time(timedelta(hours=13))
        assert "截单 11月22日(日) 21:30\n取货 11月23日(一)" in await v.say("王姐", "复制 2")
