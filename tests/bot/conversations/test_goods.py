"""Short goods, arrival in parts and at several points, arrivals taken back."""

from datetime import timedelta

from tests.bot.commands.days import LAKE, bought, order, ordered
from tests.conversation import Village, village


async def at_two_points(v: Village) -> None:
    """李阿姨 fetches at 东门驿站 (1), 赵六 at 会所一楼 (2); bought."""
    await v.open()
    await v.talk(
        ("李阿姨", LAKE, "草莓2盒 蓝莓1盒", "记好了"),
        ("李阿姨", LAKE, "自提点 1", "东门驿站"),
        ("赵六", LAKE, "草莓3盒", "记好了"),
        ("赵六", LAKE, "自提点 2", "会所一楼"),
        ("王姐", LAKE, "截单", "截单"),
        ("王姐", LAKE, "已采购", "采购"),
    )


async def test_what_will_not_come_is_known_before_the_van_is_there() -> None:
    async with bought() as v:
        await v.talk(
            ("王姐", None, "缺货 草莓 2", "草莓缺2盒"),
            ("陈伯", None, "我的订单", "缺1盒"),
            ("陈伯", None, "为什么", "没到，不用付"),
            ("赵六", None, "我的订单", "50元"),
            ("李阿姨", None, "我的订单", "65元"),
            ("王姐", None, "到货", "草莓"),
            ("王姐", None, "核销 #2", "草莓2盒，取完了"),
        )
        assert any("缺1盒" in it for it in v.heard(user="陈伯"))
        assert not any("缺" in it for it in v.heard(user="李阿姨"))


async def test_the_goods_come_in_two_vans() -> None:
    async with bought() as v:
        await v.talk(("王姐", None, "到货 草莓", "草莓"))
        assert any("草莓2盒" in it and "蓝莓" not in it for it in v.heard(user="李阿姨"))
        assert any("草莓3盒" in it for it in v.heard(user="赵六"))
        await v.talk(
            ("李阿姨", None, "到了吗", "蓝莓还没到"),
            ("赵六", None, "到货了吗", "草莓3盒到了"),
            ("王姐", None, "到货 蓝莓", "蓝莓"),
            ("李阿姨", None, "我的到了没", "可以取"),
        )
        assert any("蓝莓1盒" in it for it in v.heard(user="李阿姨")[-1:])
        assert len([it for it in v.heard(user="赵六") if "到货" in it]) == 1


async def test_one_point_first_and_only_its_people_are_told() -> None:
    async with village() as v:
        await at_two_points(v)
        await v.talk(("王姐", None, "到货 2号点 草莓", "会所一楼"))
        assert any("到货" in it for it in v.heard(user="赵六"))
        assert not any("到货了" in it for it in v.heard(user="李阿姨"))
        await v.talk(
            ("王姐", None, "核销 #1", "还没到货"),
            ("王姐", None, "核销 #2", "草莓3盒，取完了"),
            ("王姐", None, "到货 1号点", "东门驿站"),
            ("王姐", None, "核销 #1", "取完了"),
            ("王姐", None, "完成", "完成"),
        )
        assert any("草莓2盒" in it for it in v.heard(user="李阿姨"))


async def test_an_arrival_too_early_is_taken_back_and_people_are_told() -> None:
    async with bought() as v:
        await v.talk(
            ("王姐", None, "到货 草莓 5/6", "草莓"),
            ("陈伯", None, "我的订单", "缺1盒"),
            ("王姐", None, "撤销到货 草莓", "草莓"),
            ("陈伯", None, "我的订单", "草莓 1盒 25元"),
            ("王姐", None, "核销 #2", "还没到货"),
        )
        assert any("没到" in it or "撤" in it or "更正" in it for it in v.heard(user="赵六")), v.heard(
            user="赵六"
        )
        await v.talk(("王姐", None, "到货 草莓", "草莓"), ("王姐", None, "核销 #2", "取完了"))


async def test_what_was_fetched_cannot_be_unarrived() -> None:
    async with bought() as v:
        await v.talk(
            ("王姐", None, "到货 草莓", "草莓"),
            ("王姐", None, "核销 #2", "取完了"),
            ("王姐", None, "撤销到货 草莓", "取"),
            ("赵六", None, "我的订单", "75元"),
        )
        assert not (await order(v, 2)).waiting


async def test_more_short_than_the_last_order_holds_goes_up_the_list() -> None:
    async with bought() as v:
        await v.talk(
            ("王姐", LAKE, "到货 草莓 1/6", "草莓"),
            ("陈伯", None, "我的订单", "30元"),
            ("赵六", None, "我的订单", "0元"),
            ("李阿姨", None, "我的订单", "40元"),
        )


async def test_goods_before_the_cutoff_are_not_believed() -> None:
    async with ordered() as v:
        for said in ("到货 1号团", "缺货 1号团 草莓 1", "已采购 1"):
            answer = await v.say("王姐", said, chat=LAKE)
            assert "1号团" in answer
            assert "开团中" in answer, said


async def test_everybody_fetches_and_the_day_is_finished() -> None:
    async with bought() as v:
        await v.talk(
            ("王姐", None, "到货", "都到齐了"),
            ("王姐", None, "未取", "3单"),
            ("王姐", None, "核销 #1 #2", "核销了2单"),
            ("王姐", None, "未取", "陈伯"),
            ("王姐", None, "完成", "没取"),
            ("王姐", None, "核销 #3", "取完了"),
            ("王姐", None, "完成", "完成"),
        )


async def test_who_has_not_come_is_reminded_and_the_leader_gets_the_list() -> None:
    async with bought() as v:
        await v.say("王姐", "到货", chat=LAKE)
        await v.say("王姐", "核销 #1", chat=LAKE)
        await v.pass_time(timedelta(days=1, hours=12))
        assert any("取" in it and "20:00" in it for it in v.heard(user="赵六")[1:]), v.heard(user="赵六")
        assert len([it for it in v.heard(user="李阿姨") if "到货" in it]) == 1
        assert any("赵六" in it and "陈伯" in it and "李阿姨" not in it for it in v.heard(user="王姐"))
