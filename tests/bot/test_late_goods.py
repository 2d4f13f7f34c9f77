"""Goods that come after their pickup window: everybody is told all the same, and given time to come."""

from datetime import timedelta

from tests.conversation import village


async def test_goods_that_arrive_after_the_window_are_told_and_the_leader_is_not_hurried() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        await v.pass_time(timedelta(hours=34, minutes=30))  # the window closed at 20:00, it is 20:30
        assert "1单可以取了" in await v.say("王姐", "到货 草莓")
        (told,) = [it for it in v.heard(user="李阿姨") if "到货了" in it]
        assert "请尽快来取" in told
        assert "取货码" in told
        assert not any("没取" in it for it in v.heard(user="王姐"))
        await v.pass_time(timedelta(hours=25))
        assert any("还有1单没取" in it for it in v.heard(user="王姐"))


async def test_goods_that_arrive_at_night_after_the_window_are_told_in_the_morning() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        await v.pass_time(timedelta(hours=36, minutes=30))  # 22:30, quiet hours
        await v.say("王姐", "到货 草莓")
        assert not any("到货了" in it for it in v.heard(user="李阿姨"))
        await v.pass_time(timedelta(hours=10))
        assert any("到货了" in it for it in v.heard(user="李阿姨"))
