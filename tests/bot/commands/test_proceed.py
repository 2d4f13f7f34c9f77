"""照常成团: going ahead although the minimum was missed."""

import pytest

from groupbuy.buy import State
from tests.conversation import FRUIT, village


async def missed(v):
    await v.open(text=f"{FRUIT}\n满20份成团")
    await v.say("李阿姨", "草莓2盒", chat="lake-1")
    await v.say("王姐", "截单", chat="lake-1")


@pytest.mark.parametrize("words", ["照常成团", "照常成团 1", "照常开 1号团"])
async def test_it_forms_and_everybody_is_told(words):
    async with village() as v:
        await missed(v)
        assert "1号团照常成团" in await v.say("王姐", words)
        assert (await v.store.reads.buy(1)).state is State.FORMED
        assert any("成团了" in it for it in v.heard(chat="lake-1"))


async def test_afterwards_the_goods_can_be_bought():
    async with village() as v:
        await missed(v)
        assert "还没成团（2份/20份）" in await v.say("王姐", "已采购 1")
        await v.talk(("王姐", None, "照常成团", "已采购 1"), ("王姐", None, "已采购 1", "采购中"))


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "照常成团 9", "没有9号团"),
        ("王姐", "照常成团 草莓", "照常成团 12"),
        ("老周", "照常成团 1", "请找王姐"),
        ("小林", "照常成团", "权限"),
        ("李阿姨", "照常成团", "这是团长的操作"),
    ],
)
async def test_bad_input_and_wrong_people_form_nothing(who, words, hint):
    async with village() as v:
        await missed(v)
        assert hint in await v.say(who, words)
        assert (await v.store.reads.buy(1)).state is State.NOT_FORMED


async def test_an_open_buy_has_nothing_to_go_ahead_with():
    async with village() as v:
        await v.open()
        assert "没有能用“照常成团”的团" in await v.say("王姐", "照常成团")
        assert "1号团开团中，不能变成已成团" in await v.say("王姐", "照常成团 1")
