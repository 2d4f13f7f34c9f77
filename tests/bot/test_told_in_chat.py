"""What residents tell about fetching, and what the next order does with it."""

from tests.bot.commands.days import LAKE, order
from tests.conversation import Village, village


async def point(v: Village, seq: int) -> str:
    return (await order(v, seq)).point


async def test_times_steps_home_and_last_time_decide_where_an_order_goes() -> None:
    """东门驿站 is open 17:00–20:00 that Sunday, 会所 17:00–18:00, 小林家车库 18:00–20:00; 东门 has no step."""
    async with village() as v:
        await v.open()
        for who, said, told in (
            ("陈伯", "我叫 6-101 陈伯", "记下了"),
            ("钱多", "我叫 6-102 钱多", "记下了"),
            ("钱多", "腿脚不便", "记下了，以后分自提点会照顾"),
            ("孙姨", "我叫 3-301 孙姨", "记下了"),
            ("周周", "我叫 3-302 周周", "记下了"),
            ("周周", "晚上7点后才能取", "记下了：19:00以后能取，以后分自提点会照顾这个时间"),
        ):
            assert told in await v.say(who, said, chat=LAKE)
        for who in ("李阿姨", "陈伯", "钱多", "孙姨", "周周"):
            assert "截单时会统一排一次自提点，有变会告诉你" in await v.say(who, "草莓1盒", chat=LAKE)
        assert [await point(v, seq) for seq in range(1, 6)] == [
            "lake-gate",  # nothing known: the leader's first
            "lake-6",  # next door
            "lake-gate",  # next door has steps
            "lake-club",  # nearest
            "lake-6",  # the nearest is closed by then
        ]
        await v.say("陈伯", "自提点 2", chat=LAKE)
        second = await v.open(text="开团 蛋\n鸡蛋 20/板\n截单 今晚20:00\n取货 明天17:00-20:00")
        assert "统一排" not in await v.say("陈伯", "鸡蛋1板", chat=LAKE), "their own choice is kept"
        await v.say("周周", "随时都能取", chat=LAKE)
        await v.say("周周", "鸡蛋1板", chat=LAKE)
        assert [(await order(v, seq, second)).point for seq in (1, 2)] == [
            "lake-club",
            "lake-6",  # nearer ones are not worth the change
        ]


async def test_what_was_told_is_shown_to_its_owner_alone_changed_and_taken_back() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("李阿姨", LAKE, "草莓1盒", "记好了"),
            ("李阿姨", LAKE, "周末才有空", ""),
            ("李阿姨", None, "能取时间", "你没说过几点能取"),
            ("李阿姨", None, "周末才有空", "记下了：周末能取"),
            ("李阿姨", None, "我坐轮椅", "尽量给你没有台阶的自提点"),
            ("李阿姨", None, "我的订单", "你说过：周末能取；要走无障碍。"),
            ("李阿姨", None, "地址", "你说过：周末能取；要走无障碍。"),
            ("李阿姨", None, "能取时间", "你说过周末能取"),
            ("李阿姨", None, "能取时间 有空再说", "没看懂什么时候能取"),
        )
        assert "你说过" not in await v.say("李阿姨", "我的订单", chat=LAKE)
        await v.talk(
            ("李阿姨", None, "随时都能取", "随时都能取"),
            ("李阿姨", None, "不用无障碍了", "不用特地找"),
        )
        assert "你说过" not in await v.say("李阿姨", "我的订单")
        await v.say("李阿姨", "腿脚不便")
        await v.say("李阿姨", "删除我的资料")
        await v.say("李阿姨", "确认")
        resident = (await order(v, 1)).resident
        assert await v.store.reads.told([resident]) == {}
