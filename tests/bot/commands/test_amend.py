"""代改: a leader changes a resident's order in the resident's own words."""

import pytest

from tests.conversation import village


async def two_orders(v):
    """1号 3-1203 李阿姨 草莓2盒 蓝莓1盒; 2号 5-401 赵叔 草莓1盒."""
    await v.open()
    await v.say("李阿姨", "我叫 3-1203 李阿姨")
    await v.say("赵叔", "我叫 5-401 赵叔")
    await v.say("李阿姨", "草莓2盒 蓝莓1盒", chat="lake-1")
    await v.say("赵叔", "草莓1盒", chat="lake-1")


async def held(v, seq_no=1):
    order = next(it for it in await v.store.reads.orders(1) if it.seq_no == seq_no)
    return {no: str(line.ordered) for no, line in order.lines.items() if line.ordered}


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("代改 1号 草莓3", {1: "3", 2: "1"}),
        ("代改 1号草莓3", {1: "3", 2: "1"}),
        ("代改 #1 草莓3盒", {1: "3", 2: "1"}),
        ("代改 1 草莓3", {1: "3", 2: "1"}),
        ("代改 1号团 1号 草莓3", {1: "3", 2: "1"}),
        ("代改 李阿姨 草莓3", {1: "3", 2: "1"}),
        ("代改 3-1203 李阿姨 草莓3", {1: "3", 2: "1"}),
        ("代改 3-1203 草莓3 蓝莓2", {1: "3", 2: "2"}),
        ("改单 1号 草莓3", {1: "3", 2: "1"}),
        ("帮改 李阿姨 草莓加1盒", {1: "3", 2: "1"}),
        ("代改 1号 蓝莓不要了", {1: "2"}),
        ("代改 1号 取消蓝莓", {1: "2"}),
    ],
)
async def test_the_order_changes_as_if_the_resident_had_said_it(words, after):
    async with village() as v:
        await two_orders(v)
        answer = await v.say("王姐", words)
        assert "1号团 1号 3-1203 李阿姨 改好了" in answer
        assert await held(v) == after
        assert await held(v, 2) == {1: "1"}


async def test_the_answer_shows_the_order_and_the_resident_is_told():
    async with village() as v:
        await two_orders(v)
        answer = await v.say("王姐", "代改 1号 草莓3")
        assert "草莓 3盒 75元\n蓝莓 1盒 15元\n合计 90元" in answer
        assert any(
            "团长帮你改了单，你的订单（1号）现为 草莓3盒、蓝莓1盒" in it for it in v.heard(user="李阿姨")
        )


async def test_in_a_group_no_room_is_shown():
    async with village() as v:
        await two_orders(v)
        answer = await v.say("王姐", "代改 1号 草莓3", chat="lake-1")
        assert "1号 李阿姨 改好了" in answer
        assert "1203" not in answer


async def test_it_is_possible_after_the_cutoff_and_until_the_goods_arrive():
    async with village() as v:
        await two_orders(v)
        for words in ("截单", "代改 1号 草莓3", "已采购", "代改 1号 草莓4", "到货"):
            await v.say("王姐", words)
        assert await held(v) == {1: "4", 2: "1"}
        assert "1号团已到货，不能再改了" in await v.say("王姐", "代改 1号团 1号 草莓5")


async def test_everything_cancelled_is_said_so():
    async with village() as v:
        await two_orders(v)
        await v.say("王姐", "已付 2")
        answer = await v.say("王姐", "代改 2号 取消")
        assert "2号 5-401 赵叔 的单取消了" in answer
        assert "已付的25元请退给TA" in answer
        assert await held(v, 2) == {}


async def test_namesakes_are_listed_and_nobody_is_changed():
    async with village() as v:
        await two_orders(v)
        await v.say("赵叔", "我叫 5-401 李阿姨")
        answer = await v.say("王姐", "代改 李阿姨 草莓9")
        assert "“李阿姨”有2位" in answer
        assert "1号 3-1203 李阿姨\n2号 5-401 李阿姨" in answer
        assert "1203" not in await v.say("王姐", "代改 李阿姨 草莓9", chat="lake-1")
        assert (await held(v), await held(v, 2)) == ({1: "2", 2: "1"}, {1: "1"})


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "代改", "代改 12号 草莓3"),
        ("王姐", "代改 1号", "代改 12号 草莓3"),
        ("王姐", "代改 9号 草莓3", "单子里没有“9号”"),
        ("王姐", "代改 孙姐 草莓3", "单子里没有“孙姐”"),
        ("王姐", "代改 1号 西瓜3", "没看懂要改成什么（“西瓜3”）"),
        ("王姐", "代改 1号 草莓", "没看懂要改成什么"),
        ("王姐", "代改 1号 谢谢", "没看懂要改成什么"),
        ("王姐", "代改 1号 草莓2盒", "没有变化"),
        ("王姐", "代改 1号 草莓30盒", "草莓只剩"),
        ("王姐", "代改 9号团 1号 草莓3", "没有9号团"),
        ("老周", "代改 1号团 1号 草莓3", "请找王姐"),
        ("李阿姨", "代改 1号 草莓3", "这是团长的操作"),
    ],
)
async def test_bad_input_and_wrong_people_change_nothing(who, words, hint):
    async with village() as v:
        await two_orders(v)
        assert hint in await v.say(who, words)
        assert (await held(v), await held(v, 2)) == ({1: "2", 2: "1"}, {1: "1"})


async def test_the_deputy_with_the_right_may():
    async with village() as v:
        await two_orders(v)
        assert "改好了" in await v.say("小林", "代改 1号 草莓3")


async def test_a_leaders_change_of_an_order_never_books_anything_on_the_leader():
    async with village() as v:
        await two_orders(v)
        for words in ("改单 1号 草莓6", "改单 9号 草莓6", "改单 草莓6盒"):
            await v.say("王姐", words, chat="lake-1")
        assert [it.resident == it.placed_by for it in await v.store.reads.orders(1)] == [True, True]
        assert await held(v) == {1: "6", 2: "1"}


async def test_a_resident_says_it_of_their_own_order():
    async with village() as v:
        await two_orders(v)
        assert "草莓 3盒" in await v.say("赵叔", "改单 草莓3盒", chat="lake-1")
        assert await held(v, 2) == {1: "3"}
