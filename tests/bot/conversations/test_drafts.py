"""A leader's drafts: echoed, confirmed now or later, replaced, dropped; and offers copied."""

from datetime import timedelta

import pytest

from tests.bot.commands.days import LAKE, book
from tests.conversation import FRUIT, village

VEG = "开团 蔬菜\n番茄 5/斤\n截单 今晚20:00\n取货 明天17:00-20:00"


async def states(v) -> list[str]:
    return [str((await book(v, it)).state) for it in range(1, await count(v) + 1)]


async def count(v) -> int:
    return max((it.number for it in await v.store.reads.live_buys()), default=0)


async def test_what_was_understood_is_echoed_before_anything_is_open() -> None:
    async with village() as v:
        answer = await v.say("王姐", FRUIT, chat=LAKE)
        for piece in (
            "周末水果",
            "草莓 25元/盒",
            "20",
            "蓝莓 15元/盒",
            "20:00",
            "17:00–20:00",
            "确认",
            "取消",
        ):
            assert piece in answer, piece
        await v.talk(("李阿姨", LAKE, "草莓2盒", ""), ("王姐", LAKE, "确认", "1号团"))
        assert any("草莓" in it for it in [*v.heard(chat=LAKE), await v.say("李阿姨", "团购", chat=LAKE)])


@pytest.mark.parametrize("yes", ["确认", "好的", "OK", "对", "确认！", "可以", "没问题"])
async def test_a_yes_in_other_words_opens_it(yes: str) -> None:
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        assert "1号团" in await v.say("王姐", yes, chat=LAKE), yes


async def test_a_dropped_draft_opens_nothing() -> None:
    async with village() as v:
        await v.talk(
            ("王姐", LAKE, FRUIT, "确认"),
            ("王姐", LAKE, "取消", "草稿丢掉了"),
            ("王姐", None, "确认", "现在没有"),
            ("李阿姨", LAKE, "草莓2盒", ""),
        )


async def test_a_corrected_offer_replaces_the_first() -> None:
    async with village() as v:
        await v.talk(
            ("王姐", LAKE, FRUIT, "25元/盒"),
            ("王姐", LAKE, FRUIT.replace("25", "22"), "22元/盒"),
            ("王姐", LAKE, "确认", "号团"),
            ("李阿姨", LAKE, "草莓多少钱", "22元/盒"),
        )
        assert len([it for it in await v.store.reads.live_buys() if it.state == "open"]) == 1


async def test_only_the_leader_confirms() -> None:
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        for who in ("李阿姨", "老周", "小林"):
            await v.say(who, "确认", chat=LAKE)
        assert [it for it in await v.store.reads.live_buys() if it.state == "open"] == []
        await v.talk(("王姐", LAKE, "确认", "1号团"))


async def test_confirmed_after_the_question_is_forgotten() -> None:
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        await v.pass_time(timedelta(hours=1))
        await v.talk(("王姐", LAKE, "确认", "1号团"), ("李阿姨", LAKE, "草莓2盒", "记好了"))


async def test_confirmed_after_its_cutoff_it_is_not_opened() -> None:
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        await v.pass_time(timedelta(hours=11))
        answer = await v.say("王姐", "确认", chat=LAKE)
        assert "截单" in answer
        assert [it for it in await v.store.reads.live_buys() if it.state == "open"] == []


async def test_drafted_one_to_one_it_opens_in_all_groups_of_the_community() -> None:
    async with village() as v:
        await v.talk(
            ("王姐", None, FRUIT, "湖畔花园1群、湖畔花园2群"),
            ("王姐", None, "确认", "1号团"),
            ("李阿姨", LAKE, "草莓1盒", "记好了"),
            ("赵六", "lake-2", "草莓1盒", "记好了"),
            ("孙老师", "maple-1", "草莓1盒", ""),
        )


async def test_a_new_draft_says_that_the_one_before_is_given_up() -> None:
    async with village() as v:
        await v.talk(
            ("王姐", LAKE, FRUIT, "确认"),
            ("王姐", "lake-2", VEG, "之前没确认的《周末水果》作废了"),
            ("王姐", None, "确认", "蔬菜"),
        )
        assert [it.title for it in await v.store.reads.live_buys() if it.state == "open"] == ["蔬菜"]


async def test_the_same_offer_sent_again_is_just_corrected() -> None:
    async with village() as v:
        await v.say("王姐", FRUIT, chat=LAKE)
        assert "作废" not in await v.say("王姐", FRUIT.replace("25", "22"), chat=LAKE)


async def test_a_copy_has_todays_price_and_the_first_stock() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("李阿姨", LAKE, "草莓5盒", "记好了"),
            ("王姐", LAKE, "改价 草莓 28", "28元"),
            ("王姐", LAKE, "截单", "截单"),
        )
        await v.pass_time(timedelta(minutes=2))
        await v.talk(
            ("王姐", LAKE, "复制 1 截单 明天20:00 取货 周一 17:00-20:00", "草莓 28元/盒 共20盒"),
            ("王姐", LAKE, "确认", "2号团"),
            ("李阿姨", LAKE, "草莓2盒", "记好了：2号团 1号"),
        )


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("开团", "开团"),
        ("开团 空", "截单"),
        ("开团 果\n草莓 25/盒", "截单"),
        ("开团 果\n截单 今晚20:00", "卖什么"),
        ("开团 果\n草莓 25/盒\n截单 昨天20:00", "昨天20:00"),
        ("开团 果\n草莓 -5/盒\n截单 今晚20:00", "没看懂"),
        ("开团 果\n草莓 25/盒 库存-3\n截单 今晚20:00", "没看懂"),
        ("开团 果\n草莓 25/盒\n草莓 26/盒\n截单 今晚20:00", "两样同名"),
        ("开团 果\n火龙果\n截单 今晚20:00", "火龙果"),
        ("开团 果\n草莓 25/盒\n截单 今晚20:00\n取货 今晚18:00", "从几点到几点"),
    ],
)
async def test_an_offer_that_cannot_be_is_said_why(text: str, piece: str) -> None:
    async with village() as v:
        answer = await v.say("王姐", text, chat=LAKE)
        assert answer
        assert piece in answer
        await v.say("王姐", "确认", chat=LAKE)
        assert [it for it in await v.store.reads.live_buys() if it.state == "open"] == []
