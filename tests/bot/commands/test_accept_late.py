"""收迟单: late orders are taken into the book with one reply."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.conversation import FRUIT, village


async def late(v, *wants, text=FRUIT):
    """A closed buy with one late order a person."""
    number = await v.open(text=text)
    await v.say("王姐", f"截单 {number}", chat="lake-1")
    await v.pass_time(timedelta(minutes=5))
    for who, want in wants:
        await v.say(who, f"{want}", chat="lake-1")
    return number


async def sold(v, number=1, item=1):
    return (await v.store.reads.buy(number)).items[item].taken


async def test_one_reply_takes_it_in_and_the_resident_is_told():
    async with village() as v:
        await late(v, ("李阿姨", "草莓2盒"))
        answer = await v.say("王姐", "收迟单 1")
        assert "迟单1收下了：1号 " in answer
        assert "现在是 草莓2盒 50元" in answer
        assert await sold(v) == 2
        assert any("团长收下了你的迟单" in it for it in v.heard())


@pytest.mark.parametrize(
    "words",
    ["收迟单", "收迟单 1", "收迟单 1号", "收下迟单 #1", "收迟单 1 1号团", "收迟单 团1 1", "收迟单 全部"],
)
async def test_a_single_one_may_be_named_in_many_ways(words):
    async with village() as v:
        await late(v, ("李阿姨", "草莓2盒"))
        assert "迟单1收下了" in await v.say("王姐", words)


async def test_several_are_taken_one_by_one():
    async with village() as v:
        await late(v, ("李阿姨", "草莓2盒"), ("赵叔", "蓝莓1盒"), ("小张", "草莓1盒"))
        answer = await v.say("王姐", "收迟单 1 3")
        assert "迟单1收下了" in answer
        assert "迟单3收下了" in answer
        assert await sold(v) == 3
        assert "迟单2收下了" in await v.say("王姐", "收迟单 全部")


async def test_what_does_not_fit_the_stock_is_refused_and_the_rest_stands():
    async with village() as v:
        small = FRUIT.replace("库存20", "库存3")
        await late(v, ("李阿姨", "草莓2盒"), ("赵叔", "草莓2盒"), ("小张", "草莓1盒"), text=small)
        answer = await v.say("王姐", "收迟单 全部")
        assert "迟单2没收成：草莓只剩1盒" in answer
        assert "迟单3收下了" in answer
        assert await sold(v) == 3
        assert "草莓已经订完" in await v.say("王姐", "收迟单 2")


async def test_it_is_taken_once():
    async with village() as v:
        await late(v, ("李阿姨", "草莓2盒"))
        await v.talk(
            ("王姐", None, "收迟单 1", "收下了"),
            ("王姐", None, "收迟单 1", "迟单里没有 1 号"),
            ("王姐", None, "收迟单 全部", "没有等着的迟单"),
        )
        assert await sold(v) == Decimal(2)


async def test_two_buys_with_the_same_late_number_are_told_apart():
    async with village() as v:
        await late(v, ("李阿姨", "草莓2盒"))
        await late(v, ("赵叔", "2号团 草莓1盒"))
        answer = await v.say("王姐", "收迟单 1")
        assert "是哪个团" in answer
        assert (await sold(v, 1), await sold(v, 2)) == (0, 0)
        assert "收下了" in await v.say("王姐", "收迟单 1 2号团")
        assert (await sold(v, 1), await sold(v, 2)) == (0, 1)
        assert "收下了" in await v.say("王姐", "收迟单 1", quote="【1号团】迟单 1：李阿姨 要 草莓2盒")


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "收迟单 9", "迟单里没有 9 号"),
        ("王姐", "收迟单 李阿姨", "收迟单 3"),
        ("王姐", "收迟单 1 9号团", "没有9号团"),
        ("老周", "收迟单 1", "迟单里没有"),
        ("老周", "收迟单 1 1号团", "请找王姐"),
        ("李阿姨", "收迟单 1", "这是团长的操作"),
    ],
)
async def test_bad_input_and_wrong_people_take_nothing(who, words, hint):
    async with village() as v:
        await late(v, ("李阿姨", "草莓2盒"))
        assert hint in await v.say(who, words)
        assert await sold(v) == 0


async def test_the_deputy_may_with_the_right():
    async with village() as v:
        await late(v, ("李阿姨", "草莓2盒"))
        assert "收下了" in await v.say("小林", "收迟单 1")


async def test_a_late_change_for_several_people_names_each():
    async with village() as v:
        await late(v, ("李阿姨", "帮赵叔带草莓2盒"))
        assert "现在是 草莓2盒 50元" in await v.say("王姐", "收迟单 1")
