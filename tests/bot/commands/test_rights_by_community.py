"""Rights differ by community, a verifier only hands out, a retired leader finishes: said in chat."""

from dataclasses import replace
from datetime import timedelta

from groupbuy.directory import Leader, Right
from tests.conversation import FRUIT, Village, village

GROUP = "lake-1"


def change(v: Village, key: str, **changed: object) -> None:
    """Another configuration is in force."""
    settings = v.parts.settings
    leaders = dict(settings.directory.leaders)
    leaders[key] = replace(leaders[key], **changed)  # type: ignore[arg-type]
    settings.directory = replace(settings.directory, leaders=leaders)


def hire(v: Village, leader: Leader) -> None:
    settings = v.parts.settings
    settings.directory = replace(
        settings.directory, leaders={**settings.directory.leaders, leader.id: leader}
    )


async def test_a_right_in_one_community_is_none_in_the_other_and_the_refusal_says_whom_to_ask() -> None:
    async with village() as v:
        by = {"lake": frozenset({Right.VERIFY}), "maple": frozenset({Right.OPEN, Right.VERIFY})}
        change(v, "zhou", communities=("lake", "maple"), rights=frozenset().union(*by.values()), rights_by=by)
        assert "湖畔花园：核销；枫林苑：开团、核销" in await v.say("老周", "我是谁")
        refused = await v.say("老周", FRUIT, chat=GROUP)
        assert "没有“开团”这项权限，请找王姐" in refused
        assert "小林" not in refused
        assert "回“确认”开团" in await v.say("老周", FRUIT, chat="maple-1")
        assert "【开团】" not in await v.say("老周", "帮助", chat=GROUP)
        assert "【开团】" in await v.say("老周", "帮助", chat="maple-1")


async def test_a_verifier_hands_out_at_any_point_and_is_told_by_their_own_word() -> None:
    async with village() as v:
        hire(v, Leader("he2", "小贺", ("lake",), (("sim", "小贺"),), rights=frozenset({Right.VERIFY})))
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=GROUP)
        for text in ("截单", "已采购", "到货"):
            await v.say("王姐", text, chat=GROUP)
        assert "核销员小贺（湖畔花园；核销）" in await v.say("小贺", "我是谁")
        assert "你是核销员" in await v.say("小贺", "帮助")
        assert "没有“收款”这项权限，请找王姐" in await v.say("小贺", "未付", chat=GROUP, mention=True)
        assert "草莓2盒，取完了" in await v.say("小贺", "核销 #1")


async def test_who_is_retired_finishes_and_opens_nothing_more() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=GROUP)
        await v.say("王姐", FRUIT.replace("周末", "下次"), chat=GROUP)
        change(v, "wang", retired=True)
        for text in ("确认", FRUIT, "复制 1"):
            assert "已经退任" in await v.say("王姐", text, chat=GROUP), text
        assert "已退任" in await v.say("王姐", "我是谁")
        assert "截单" in await v.say("王姐", "截单 1", chat=GROUP)
        assert "请找陈经理、小何" in await v.say("新来的", "截单", chat=GROUP, mention=True)
        await v.pass_time(timedelta(hours=1))
