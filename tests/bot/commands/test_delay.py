"""晚到 in chat: what may be said, by whom, and who hears of it."""

from datetime import timedelta

from tests.bot.commands.days import LAKE, book, order, second_buy
from tests.bot.commands.deliveries import on_the_way
from tests.conversation import START


async def test_a_length_counts_from_when_fetching_was_to_begin_and_everybody_waiting_hears_once() -> None:
    async with on_the_way() as v:
        answer = await v.say("王姐", "晚到 1小时", chat=LAKE)
        assert answer.splitlines() == [
            "@王姐 1号团货晚到，取货改成：",
            "1号点 11月22日(日) 18:00–20:00，2户",
            "2号点 11月22日(日) 18:00–19:00，1户（平时18:00关门，请留人）",
            "3户在等，马上告诉他们。",
        ]
        told = [it for it in v.heard(user="李阿姨") if "货要晚到" in it]
        assert told == ["【1号团】货要晚到，取货改到11月22日(日) 18:00–20:00：东门驿站。到了再告诉你。"]
        assert not any("晚到" in it for it in v.heard(user="孙姐")), "小林's garage opens at six anyway"
        assert "没有变化" in await v.say("王姐", "晚到 1小时", chat=LAKE)
        assert "1号点 11月22日(日) 19:30–20:00，2户\n2号点 11月22日(日) 19:30–20:30" in await v.say(
            "王姐", "晚到 到19:30"
        )
        assert (await order(v, 4)).hours[0].opens.isoformat() == "19:30:00"
        back = await v.say("王姐", "晚到 到16:00")
        assert back.startswith("1号团货按时到，取货改成："), "as its residents read it"
        assert "2号点 11月22日(日) 17:00–18:00，1户\n" in back


async def test_at_one_point_only_its_people_hear_and_whoever_runs_it_may_say_so() -> None:
    async with on_the_way() as v:
        assert "3号点 11月22日(日) 18:40–20:00，1户" in await v.say("小林", "晚到 1号团 3号点 40分钟")
        assert "3号点 11月22日(日) 19:00–20:00" in await v.say("老张", "晚到 1 3号点 大概1小时左右")
        assert not any("晚到" in it for it in v.heard(user="李阿姨"))
        assert (await book(v)).delays.keys() == {"lake-6"}
        assert "马上告诉他们" in await v.say("老张", "晚到 半小时")
        assert "1号点" in await v.say("王姐", "晚到 1号点 11-22 19:00")


async def test_what_is_unclear_past_or_not_theirs_changes_nothing() -> None:
    async with on_the_way() as v:
        for said, expected in (
            ("晚到 ", "要晚到多久"),
            ("晚到 一会儿", "这样写：晚到 2小时”或“晚到 到19:30"),
            ("晚到 9号点 2小时", "没有这个自提点"),
            ("晚到 100小时", "最多晚3天"),
            ("晚到 到2026-11-21 09:00", "已经过了"),
        ):
            assert expected in await v.say("王姐", said), said
        assert "请找王姐" in await v.say("老周", "晚到 1号团 2小时")
        assert "请找王姐" in await v.say("赵六", "晚到 2小时", mention=True)
        await second_buy(v)
        assert "1号团货晚到" in await v.say("王姐", "晚到 2小时"), "the second is still open"
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        await v.say("王姐", "截单 2", chat=LAKE)
        assert "是哪个团" in await v.say("王姐", "晚到 3小时")
        assert "2号团货晚到" in await v.say("王姐", "晚到 2号团 2小时")


async def test_once_fetching_has_begun_a_length_counts_from_now() -> None:
    async with on_the_way() as v:
        await v.pass_time(START + timedelta(days=1, hours=8, minutes=30))  # Sunday 18:30
        answer = await v.say("王姐", "晚到 1小时", chat=LAKE)
        assert "1号点 11月22日(日) 19:30–20:00" in answer
        await v.say("王姐", "签收 1号点")
        assert any("19:30–20:00" in it for it in v.heard(user="李阿姨") if "到货了" in it)
