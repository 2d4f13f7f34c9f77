"""改价: another price from now on."""

import pytest

from tests.conversation import village


async def price(v, item=1):
    return (await v.store.reads.buy(1)).items[item].price


@pytest.mark.parametrize(
    "words",
    [
        "改价 草莓 22",
        "改价 草莓22元",
        "改价 1号 22",
        "改价 1 22",
        "改价 草莓 改成 22",
        "调价 草莓 到22块",
        "改价 12号团 草莓 22",
        "改价 1 草莓 22/盒",
    ],
)
async def test_the_price_changes_in_many_spellings(words):
    async with village() as v:
        await v.open()
        answer = await v.say("王姐", words.replace("12号团", "1号团"))
        assert "草莓 改为 22元/盒（原来 25元）" in answer
        assert await price(v) == 2200


async def test_what_is_ordered_keeps_its_price():
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        assert "已订的2盒还是原价" in await v.say("王姐", "改价 草莓 22.5")
        assert "合计 72.5元" in await v.say("李阿姨", "草莓加1盒", chat="lake-1")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("改价", "改价 草莓 22"),
        ("改价 草莓", "改价 草莓 22"),
        ("改价 草莓 便宜点", "改价 草莓 22"),
        ("改价 西瓜 22", "没有“西瓜”"),
        ("改价 莓 22", "是哪一样"),
        ("改价 草莓 25", "没有变化"),
        ("改价 草莓 2.345", "改价 草莓 22"),
        ("改价 草莓 -5", "改价 草莓 22"),
        ("改价 9号团 草莓 22", "没有9号团"),
    ],
)
async def test_bad_input_changes_nothing(words, hint):
    async with village() as v:
        await v.open()
        assert hint in await v.say("王姐", words)
        assert await price(v) == 2500


async def test_others_may_not_change_prices():
    async with village() as v:
        await v.open()
        await v.talk(
            ("李阿姨", "lake-1", "改价 草莓 1", "这是团长的操作"),
            ("小林", None, "改价 草莓 1", "没有“开团”这项权限"),
            ("老周", None, "改价 1号团 草莓 1", "请找王姐"),
        )
        assert await price(v) == 2500


async def test_a_buy_that_is_over_keeps_its_prices():
    async with village() as v:
        await v.open()
        await v.say("王姐", "取消团购 1 确认")
        assert "1号团已取消，不能再改了" in await v.say("王姐", "改价 1号团 草莓 22")
        assert "没有能用“改价”的团" in await v.say("王姐", "改价 草莓 22")


async def test_with_two_buys_the_leader_is_asked_which():
    async with village() as v:
        await v.open()
        await v.open()
        answer = await v.say("王姐", "改价 草莓 22")
        assert "是哪个团" in answer
        assert "1 周末水果" in answer
        assert "2 周末水果" in answer
        assert "2号团 草莓 改为 22元" in await v.say("王姐", "改价 2 草莓 22")
        assert "1号团 草莓 改为 22元" in await v.say("王姐", "改价 草莓 22", quote="【1号团】周末水果")


@pytest.mark.parametrize("words", ["改价 草莓 0", "改价 草莓 0元", "改价 草莓 0.00"])
async def test_nothing_is_given_away(words):
    async with village() as v:
        await v.open()
        assert "草莓的价格不能是0元，最少0.01元" in await v.say("王姐", words)
        assert await price(v) == 2500
        assert "0.01元" in await v.say("王姐", "改价 草莓 0.01")
        assert await price(v) == 1


async def test_nothing_is_offered_for_nothing():
    async with village() as v:
        answer = await v.say("王姐", "开团 水果\n草莓 25/盒\n蓝莓 0/盒\n截单 今晚20:00")
        assert "蓝莓的价格不能是0元" in answer
        assert await v.store.reads.live_buys() == []
