"""A remark is part of what was asked for: said alone it is kept, said again it changes nothing."""

from tests.bot.commands.days import LAKE
from tests.conversation import village


async def test_a_remark_changed_alone_is_kept_and_said_back() -> None:
    async with village() as v:
        await v.open()
        await v.say("李", "草莓2盒", chat=LAKE)
        answer = await v.say("李", "草莓2盒 不要太熟", chat=LAKE)
        assert "草莓 2盒 50元（不要太熟）" in answer
        assert "合计 50元" in answer
        assert "（熟一点）" in await v.say("李", "草莓2盒 熟一点", chat=LAKE)
        assert "不要太熟" not in await v.say("李", "我的订单")


async def test_the_same_remark_again_is_no_change() -> None:
    async with village() as v:
        await v.open()
        await v.say("李", "草莓2盒 不要太熟", chat=LAKE)
        assert "没有变化" in await v.say("李", "草莓2盒 不要太熟", chat=LAKE)
        assert "没有变化" in await v.say("李", "草莓2盒", chat=LAKE)
        assert "草莓 3盒 75元（不要太熟）" in await v.say("李", "草莓3盒", chat=LAKE)
        assert not await v.store.disagreements()


async def test_a_remark_beside_a_changed_amount_is_kept_too() -> None:
    async with village() as v:
        await v.open()
        await v.say("李", "草莓2盒 蓝莓1盒", chat=LAKE)
        answer = await v.say("李", "草莓3盒 不要太熟", chat=LAKE)
        assert "草莓 3盒 75元（不要太熟）\n蓝莓 1盒 15元" in answer
