"""迟单: what came too late and waits for the leader."""

from datetime import timedelta

import pytest

from tests.conversation import village


async def two_late(v):
    """Two late orders in buy 1: 李阿姨's and 赵叔's."""
    await v.open()
    await v.say("李阿姨", "我叫 3-1203 李阿姨")
    await v.say("王姐", "截单", chat="lake-1")
    await v.pass_time(timedelta(minutes=5))
    await v.say("李阿姨", "草莓2盒", chat="lake-1")
    await v.say("赵叔", "蓝莓1盒", chat="lake-1")


async def test_late_orders_are_listed_with_who_what_and_when():
    async with village() as v:
        await two_late(v)
        answer = await v.say("王姐", "迟单")
        assert "1号团 迟单1：3-1203 李阿姨 草莓2盒（10:05发）" in answer
        assert "1号团 迟单2：" in answer
        assert "蓝莓1盒" in answer
        assert answer.endswith("收下回“收迟单 1”。")


async def test_in_a_group_the_list_shows_no_room():
    async with village() as v:
        await two_late(v)
        answer = await v.say("王姐", "迟单", chat="lake-1")
        assert "李阿姨 草莓2盒" in answer
        assert "1203" not in answer


async def test_one_sent_in_time_is_marked():
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓1盒", chat="lake-1")
        sent = v.clock.now()
        await v.say("王姐", "截单")
        await v.say("王姐", "已采购")
        await v.say("赵叔", "蓝莓1盒", chat="lake-1", sent_at=sent)
        assert "截单前发的" in await v.say("王姐", "迟单")


async def test_what_was_accepted_is_gone_from_the_list():
    async with village() as v:
        await two_late(v)
        await v.say("王姐", "收迟单 1")
        answer = await v.say("王姐", "迟单 1号团")
        assert "迟单1：" not in answer
        assert "迟单2：" in answer


async def test_a_deputy_with_the_right_reads_it_too():
    async with village() as v:
        await two_late(v)
        assert "迟单1" in await v.say("小林", "迟单")


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "迟单 9号团", "没有9号团"),
        ("王姐", "迟单 草莓", "迟单 12号团"),
        ("老周", "迟单 1号团", "请找王姐"),
        ("老周", "迟单", "没有等着收的迟单"),
        ("李阿姨", "迟单", "这是团长的操作"),
    ],
)
async def test_others_see_nothing(who, words, hint):
    async with village() as v:
        await two_late(v)
        assert hint in await v.say(who, words)


async def test_without_late_orders_it_says_so():
    async with village() as v:
        await v.open()
        assert "没有等着收的迟单" in await v.say("王姐", "迟单")


async def test_changes_and_whom_they_are_for_are_said():
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        await v.say("王姐", "截单")
        await v.pass_time(timedelta(minutes=5))
        await v.say("李阿姨", "草莓加1盒", chat="lake-1")
        await v.say("李阿姨", "草莓取消", chat="lake-1")
        await v.say("李阿姨", "帮赵叔带蓝莓3盒", chat="lake-1")
        answer = await v.say("王姐", "迟单")
        for piece in ("草莓加1盒（", "草莓不要了（", "蓝莓3盒（给赵叔）（"):
            assert piece in answer
