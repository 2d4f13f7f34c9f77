"""Names, quiet and going away: what the bot knows of somebody is theirs to change and to delete."""

from datetime import timedelta

from tests.bot.commands.days import LAKE, arrived, bought, order, ordered
from tests.conversation import village


async def test_a_name_is_asked_for_once_and_used_from_then_on() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("李阿姨", LAKE, "草莓1盒", "我叫 3-1203 王姐"),
            ("李阿姨", LAKE, "我叫 3-1203 李阿姨", "李阿姨"),
            ("王姐", None, "名单", "3-1203 李阿姨"),
            ("李阿姨", LAKE, "我叫 5-501 李阿姨", "李阿姨"),
            ("王姐", None, "名单", "5-501 李阿姨"),
        )
        assert "我叫" not in await v.say("李阿姨", "蓝莓1盒", chat=LAKE)


async def test_quiet_means_no_reminders_but_ones_own_order_is_told() -> None:
    async with bought() as v:
        await v.talk(("赵六", None, "别提醒我", "不"), ("王姐", LAKE, "到货", "都到齐了"))
        assert any("到货" in it for it in v.heard(user="赵六"))
        await v.pass_time(timedelta(days=1, hours=8, minutes=30))
        assert [it for it in v.heard(user="赵六") if "还有" in it] == []
        assert any("还有" in it for it in v.heard(user="陈伯"))


async def test_reminders_can_be_had_again() -> None:
    async with bought() as v:
        await v.talk(
            ("赵六", None, "别提醒我", "不"),
            ("赵六", None, "提醒我", "提醒"),
            ("王姐", LAKE, "到货", "都到齐了"),
        )
        await v.pass_time(timedelta(days=1, hours=8, minutes=30))
        assert any("还有" in it for it in v.heard(user="赵六"))


async def test_erased_only_after_a_yes_and_the_order_stays_nameless() -> None:
    async with ordered() as v:
        await v.talk(("李阿姨", None, "删除我的资料", "确认"), ("王姐", None, "名单", "3-1203 李阿姨"))
        await v.say("李阿姨", "确认")
        names = await v.say("王姐", "名单")
        assert "李阿姨" not in names
        assert "3-1203" not in names
        assert "草莓2盒" in names
        assert (await order(v, 1)).amount == 6500


async def test_a_no_or_silence_erases_nothing() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "删除我的资料")
        await v.say("李阿姨", "算了")
        await v.say("赵六", "删除我的资料")
        await v.pass_time(timedelta(minutes=11))
        await v.say("赵六", "确认")
        await v.talk(("王姐", None, "名单", "3-1203 李阿姨"), ("王姐", None, "名单", "5-402 赵六"))


async def test_who_comes_back_is_somebody_new() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "删除我的资料")
        await v.say("李阿姨", "确认")
        await v.talk(
            ("李阿姨", LAKE, "我的订单", "没有订"),
            ("李阿姨", LAKE, "草莓1盒", "4号"),
            ("王姐", LAKE, "截单", "截单"),
        )
        assert (await order(v, 1)).amount == 6500


async def test_the_erased_persons_goods_are_still_handed_out() -> None:
    async with arrived() as v:
        await v.say("李阿姨", "删除我的资料")
        await v.say("李阿姨", "确认")
        await v.talk(("王姐", LAKE, "核销 #1", "取完了"))


async def test_who_am_i_tells_what_an_admin_needs_and_no_more() -> None:
    async with ordered() as v:
        await v.talk(
            ("李阿姨", None, "我是谁", "sim"),
            ("王姐", LAKE, "我是谁", "lake-1"),
            ("王姐", None, "我是谁", "团长"),
        )
        assert "3-1203" not in await v.say("李阿姨", "我是谁", chat=LAKE)
