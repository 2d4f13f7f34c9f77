"""开团: one message becomes a draft, is echoed, and opens on 确认."""

import pytest

from groupbuy.buy import State
from tests.conversation import FRUIT, village

LAKE = "lake-1"


async def test_a_message_becomes_a_draft_that_is_told_as_understood():
    async with village() as v:
        answer = await v.say(
            "王姐",
            "开团 周末水果\n草莓 25/盒 库存20 限2\n蓝莓 15元一盒\n截单 今晚8点\n取货 明天17:00-20:00\n满20份成团",
            chat=LAKE,
        )
        for piece in (
            "《周末水果》",
            "1. 草莓 25元/盒 共20盒 每人限2盒",
            "2. 蓝莓 15元/盒 不限量",
            "截单 11月21日(六) 20:00",
            "取货 11月22日(日) 17:00–20:00",
            "满20份成团",
            "开在 湖畔花园1群",
            "回“确认”开团",
        ):
            assert piece in answer
        assert v.heard(chat=LAKE) == []
        assert await v.store.reads.buys_in_chat(LAKE) == []


@pytest.mark.parametrize("yes", ["确认", "好", "开", "确定！"])
async def test_yes_opens_it_and_the_group_is_told(yes):
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        assert "1号团《周末水果》开了" in await v.say("王姐", yes, chat=LAKE)
        (buy,) = await v.store.reads.buys_in_chat(LAKE)
        assert buy.state is State.OPEN
        (told,) = v.heard(chat=LAKE)
        assert "草莓 25元/盒 共20盒" in told


@pytest.mark.parametrize("no", ["取消", "算了", "不开"])
async def test_no_drops_it(no):
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        assert "没有开" in await v.say("王姐", no, chat=LAKE)
        assert (await v.store.reads.buy(1)).state is State.CANCELLED
        assert v.heard() == []


async def test_only_the_one_who_was_asked_can_say_yes():
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        await v.talk(("李阿姨", LAKE, "好", ""), ("老周", LAKE, "开", ""))
        assert (await v.store.reads.buy(1)).state is State.DRAFT


async def test_a_configured_product_needs_only_its_name():
    async with village() as v:
        answer = await v.say("王姐", "开团 水果\n小番茄\n草莓 30\n截单 今晚8点", chat=LAKE)
        assert "1. 小番茄 8.8元/盒 不限量（又叫圣女果、千禧果）" in answer
        assert "2. 草莓 30元/盒" in answer
        await v.say("王姐", "确认", chat=LAKE)
        buy = await v.store.reads.buy(1)
        assert [it.product for _, it in sorted(buy.items.items())] == ["cherry-tomato", "strawberry"]


async def test_something_not_configured_needs_its_price():
    async with village() as v:
        assert "“桃酥”还没写价格" in await v.say("王姐", "开团 点心\n桃酥\n截单 今晚8点", chat=LAKE)
        assert "桃酥 15元/份" in await v.say("王姐", "开团 点心\n桃酥 15\n截单 今晚8点", chat=LAKE)


async def test_without_a_title_the_goods_are_the_title():
    async with village() as v:
        answer = await v.say("王姐", "开团\n1. 草莓 25/盒\n2. 蓝莓 15/盒\n截单 今晚8点", chat=LAKE)
        assert "《草莓、蓝莓》" in answer


async def test_pickup_is_the_next_day_in_the_hours_of_the_leaders_point():
    async with village() as v:
        answer = await v.say("王姐", "开团 水果\n草莓\n截单 明天20:00", chat=LAKE)
        assert "取货 11月23日(一) 16:00–20:30" in answer
        answer = await v.say("王姐", "开团 水果\n草莓\n截单 今晚8点\n取货 周三", chat=LAKE)
        assert "取货 11月25日(三) 16:00–20:30" in answer
        answer = await v.say("王姐", "开团 水果\n草莓\n截单 今晚8点\n取货 9:00-11:00", chat=LAKE)
        assert "取货 11月22日(日) 09:00–11:00" in answer


async def test_pickup_passes_over_a_holiday():
    async with village() as v:
        answer = await v.say("王姐", "开团 年货\n草莓\n截单 2027-02-04 20:00", chat=LAKE)
        assert "取货 2月12日(五)" in answer
        answer = await v.say("王姐", "开团 年货\n草莓\n截单 2027-02-04 20:00\n取货 2027-02-06", chat=LAKE)
        assert "休市" in answer


async def test_one_to_one_it_opens_in_all_groups_of_the_leaders_community():
    async with village() as v:
        assert "开在 湖畔花园1群、湖畔花园2群" in await v.say("王姐", FRUIT)
        assert "2个群" in await v.say("王姐", "确认")
        assert len(v.heard(chat="lake-1")) == len(v.heard(chat="lake-2")) == 1


async def test_a_line_names_the_groups():
    async with village() as v:
        assert "开在 湖畔花园2群\n" in await v.say("王姐", f"{FRUIT}\n群 2群")
        assert "湖畔花园1群、湖畔花园2群" in await v.say("王姐", f"{FRUIT}\n群 5群")
        assert "开在哪里" in await v.say("王姐", f"{FRUIT}\n群 枫林苑1群")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("开团", "截单 今晚8点"),
        ("开团 水果\n草莓 25/盒", "还没写截单时间"),
        ("开团 水果\n截单 今晚8点", "还没有写卖什么"),
        ("开团 水果\n草莓 25 20\n截单 今晚8点", "这一行没看懂"),
        ("开团 水果\n草莓 25/盒\n截单 看情况", "没看懂时间“看情况”"),
        ("开团 水果\n草莓 25/盒\n草莓 20/盒\n截单 今晚8点", "同名"),
        ("开团 水果\n草莓 25/盒\n截单 2026-11-20 20:00", "已经过了"),
        ("开团 水果\n草莓 25/盒\n截单 明天20:00\n取货 今天17:00-20:00", "要晚于截单"),
    ],
)
async def test_what_cannot_be_opened_is_refused_with_what_to_write(text, hint):
    async with village() as v:
        assert hint in await v.say("王姐", text, chat=LAKE)
        assert await v.store.reads.buys_of_leader("wang") == []


async def test_a_new_draft_replaces_the_one_before():
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        await v.say("王姐", FRUIT.replace("周末水果", "水果"), chat=LAKE)
        assert "2号团《水果》开了" in await v.say("王姐", "确认", chat=LAKE)
        assert (await v.store.reads.buy(1)).state is State.CANCELLED


async def test_others_may_not_open():
    async with village() as v:
        await v.talk(
            ("李阿姨", LAKE, FRUIT, "这是团长的操作，请找王姐"),
            ("老周", LAKE, FRUIT, "这是团长的操作"),
            ("小林", LAKE, FRUIT, "没有“开团”这项权限"),
        )
        assert await v.store.reads.buys_of_leader("wang") == []
        with pytest.raises(Exception, match="1号团"):
            await v.store.reads.buy(1)


async def test_a_cutoff_that_passed_before_the_yes_is_refused():
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        await v.pass_time(v.clock.now().replace(hour=13))
        assert "已经过了" in await v.say("王姐", "确认开团", chat=LAKE)


async def test_the_same_message_again_makes_no_second_draft():
    async with village() as v:
        first = await v.say("王姐", FRUIT, chat=LAKE, message_id="once", sent_at=v.clock.now())
        again = await v.say("王姐", FRUIT, chat=LAKE, message_id="once", sent_at=v.clock.now())
        assert first == again
        assert len(await v.store.reads.buys_of_leader("wang")) == 1
