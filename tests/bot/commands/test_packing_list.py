"""配货单: bag by bag in the order one walks past the doors."""

from tests.bot.commands.days import LAKE, arrived, ordered
from tests.conversation import village

MORE = (
    ("孙姐", "6号楼201 孙姐", "草莓1盒，别太软"),
    ("老吴", "1栋2单元301 老吴", "蓝莓1盒"),
    ("吴嫂", "1-2-301 吴嫂", "草莓1盒"),
    ("小郑", "3-501 小郑", "草莓1盒"),
    ("没房号", "没房号", "草莓2盒"),
)


async def test_bags_stand_by_building_and_door_with_remarks_and_what_is_owed() -> None:
    async with ordered() as v:
        for who, name, wish in MORE:
            await v.say(who, wish, chat=LAKE)
            await v.say(who, f"我叫 {name}", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        await v.say("王姐", "已付 1", chat=LAKE)
        head, *rows = (await v.say("王姐", "配货单")).splitlines()
        assert head == "1号团《周末水果》配货单，11月22日(日) 17:00–20:00取"
        assert rows == [
            "【1号点 东门驿站】7户",
            "— 1号楼",
            "1号楼2单元301室：老吴 5号 蓝莓1盒 未付15元；吴嫂 6号 草莓1盒 未付25元",
            "— 3号楼",
            "3号楼501室：小郑 7号 草莓1盒 未付25元",
            "3号楼1203室：李阿姨 1号 草莓2盒、蓝莓1盒",
            "— 5号楼",
            "5号楼402室：赵六 2号 草莓3盒 未付75元",
            "— 6号楼",
            "6号楼101室：陈伯 3号 草莓1盒、蓝莓2盒 未付55元",
            "6号楼201室：孙姐 4号 草莓1盒（别太软） 未付25元",
            "— 房号没说清的",
            "没房号 8号 草莓2盒 未付50元",
        ]


async def test_what_was_fetched_or_does_not_come_is_not_packed() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1", chat=LAKE)
        await v.say("王姐", "核销 #3 草莓1", chat=LAKE)
        answer = await v.say("王姐", "配货单")
        assert "【1号点 东门驿站】2户，另1单已取完" in answer
        assert "陈伯 3号 蓝莓2盒 " in answer
        assert "李阿姨" not in answer
        await v.say("王姐", "核销 #2 #3", chat=LAKE)
        assert "没有要装的货" in await v.say("王姐", "配货单")


async def test_one_point_alone_and_only_to_whom_it_concerns() -> None:
    async with ordered() as v:
        await v.say("陈伯", "自提点 3", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        assert "陈伯" not in await v.say("王姐", "配货单 1 1号点")
        alone = await v.say("小林", "配货 小林家车库")
        assert "【3号点 小林家车库】1户\n— 6号楼\n6号楼101室：陈伯" in alone
        assert "李阿姨" not in alone
        for who in ("老周", "赵六", "陈经理"):
            assert "草莓" not in await v.say(who, "配货单 1"), who
        group = await v.say("王姐", "配货单 1", chat=LAKE)
        assert "私聊" in group
        assert "1203" not in group
        assert "这样写" in await v.say("王姐", "配货单 1 快点")


async def test_before_the_close_there_is_nothing_to_pack() -> None:
    async with village() as v:
        await v.open()
        assert "没有要配货的团" in await v.say("王姐", "配货单")
