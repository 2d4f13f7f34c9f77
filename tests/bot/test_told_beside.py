"""What is told about fetching beside an order is remembered like what is told alone, and no remark to the packer."""

from datetime import timedelta

from bot.told_beside import told_beside
from groupbuy.told import in_words
from tests.bot.commands.days import LAKE, order, ordered, second_buy
from tests.conversation import Village, village
from tests.for_each import for_each


@for_each(
    ("said", "rest", "free", "steps"),
    [
        ("草莓2盒，晚上7点后才能取", "草莓2盒，", "19:00以后", None),
        ("草莓2盒 晚上7点后才能取", "草莓2盒", "19:00以后", None),
        ("草莓2盒晚上7点后才能取", "草莓2盒", "19:00以后", None),
        ("我晚上7点后才能取，草莓2盒", "，草莓2盒", "19:00以后", None),
        ("草莓两盒，我下班后来取", "草莓两盒，", "18:00以后", None),
        ("草莓加1盒 我7点以后才有空取", "草莓加1盒", "19:00以后", None),
        ("草莓2盒，鸡蛋1板，周末才能来取", "草莓2盒，鸡蛋1板，", "周末", None),
        ("草莓2盒，工作日晚上7点后，周末都能取", "草莓2盒，", "周一到周五19:00以后、周末", None),
        ("草莓2盒，随时都能取", "草莓2盒，", "", None),
        ("鸡蛋一板 我腿脚不便", "鸡蛋一板", None, True),
        ("鸡蛋一板我腿脚不便", "鸡蛋一板", None, True),
        ("鸡蛋一板，家里老人腿脚不便", "鸡蛋一板，", None, True),
        ("鸡蛋1板 我坐轮椅 谢谢", "鸡蛋1板      谢谢", None, True),
        ("草莓2盒 不用无障碍了", "草莓2盒", None, False),
        ("草莓2盒 家里有老人，腿脚不便，下班后来取", "草莓2盒           ，", "18:00以后", True),
    ],
)
def test_the_words_are_found_wherever_they_stand_and_blanked_out(
    said: str, rest: str, free: str | None, steps: bool | None
) -> None:
    found = told_beside(said)
    assert found is not None
    assert found.rest.strip() == rest
    assert len(found.rest) == len(said), "places in the message stay the same"
    assert (None if found.free is None else in_words(found.free)) == free
    assert found.step_free is steps


@for_each(
    "said",
    [
        "草莓2盒",
        "草莓2盒 我来取",
        "草莓2盒，2号点取",
        "草莓2盒明天来取",
        "草莓2盒 周末能取吗",
        "草莓2盒，什么时候能取",
        "草莓2盒送上楼",
        "草莓2盒，放楼下",
        "草莓2盒 周末才有空",
        "草莓1盒自提",
        "草莓两盒，要新鲜，别拿烂的",
        "晚上7点后才能取",
        "草莓2盒 " + "晚上7点后才能取 " * 60,
    ],
)
def test_nothing_else_is_taken_for_it(said: str) -> None:
    assert told_beside(said) is None


async def told(v: Village, who: str) -> str:
    return (await v.say(who, "我的订单")).rpartition("\n")[2]


async def test_it_is_remembered_confirmed_in_few_words_and_used() -> None:
    """会所 is nearest to 3栋 and closes at 18:00, next door to 6栋 there are steps."""
    async with village() as v:
        await v.open()
        for who, room in (("周周", "3-302"), ("钱多", "6-102"), ("孙姨", "3-301")):
            await v.say(who, f"我叫 {room} {who}", chat=LAKE)
        answer = await v.say("周周", "草莓1盒，晚上7点后才能取", chat=LAKE)
        assert answer.endswith("也记下了：19:00以后能取，分自提点会照顾。")
        answer = await v.say("钱多", "草莓1盒 我腿脚不便", chat=LAKE)
        assert answer.endswith("\n也记下了，分自提点会照顾。"), "what it is stays between us"
        await v.say("孙姨", "草莓1盒", chat=LAKE)
        assert [(await order(v, seq)).point for seq in (1, 2, 3)] == ["lake-6", "lake-gate", "lake-club"]
        assert await v.store.reads.notes(1) == {}
        assert await told(v, "周周") == "你说过：19:00以后能取。"
        assert "要走无障碍，分自提点会照顾" in await v.say("钱多", "草莓2盒 我腿脚不便")
        await v.say("王姐", "截单", chat=LAKE)
        await v.pass_time(timedelta(minutes=31))
        assert [(await order(v, seq)).point for seq in (1, 2, 3)] == ["lake-6", "lake-gate", "lake-club"]


async def test_it_is_kept_for_whom_the_order_is_and_whatever_becomes_of_the_order() -> None:
    async with ordered() as v:
        answer = await v.say("赵六", "给张姐带草莓1盒，晚上7点后才能取", chat=LAKE)
        assert answer.endswith("也记下了：19:00以后能取，分自提点会照顾。")
        assert "你说过" not in await told(v, "赵六"), "张姐's, not theirs"
        kept = await v.store.reads.told([(await order(v, 4)).resident])
        assert [in_words(it.free) for it in kept.values()] == ["19:00以后"]
        assert "也记下了" in await v.say("王姐", "3-1203 草莓5盒，腿脚不便", chat=LAKE)
        assert await told(v, "李阿姨") == "你说过：要走无障碍。"
        assert "也记下了" in await v.say("赵六", "给张姐带草莓2盒，我草莓1盒，周末才能来取", chat=LAKE)
        assert await told(v, "赵六") == "你说过：周末能取。"
        answer = await v.say("陈伯", "草莓90盒，下班后来取", chat=LAKE)
        assert "记好了" not in answer
        assert answer.endswith("也记下了：18:00以后能取，分自提点会照顾。")
        await second_buy(v)
        await v.say("王姐", "截单 1", chat=LAKE)
        await v.pass_time(timedelta(minutes=5))
        answer = await v.say("李阿姨", "草莓1盒，下班后来取", chat=LAKE)
        assert "迟单 1" in answer
        assert answer.endswith("也记下了：18:00以后能取，分自提点会照顾。")
