"""为什么: why goods are fetched where they are, for whoever may know it, as much as they may."""

import shutil
from pathlib import Path

import pytest

from tests.bot.commands.days import LAKE, arrived, ordered
from tests.bot.test_places_in_chat import DOOR, edit, reload
from tests.conversation import SAMPLE, Village, village

WHY = "为什么是这个点"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Room for two chilled units at 会所一楼, the nearest for most."""
    folder = shutil.copytree(SAMPLE, tmp_path / "config")
    edit(folder, lambda text: text.replace("chilled: 40", "chilled: 2"))
    return Path(folder)


async def neighbours(v: Village) -> None:
    """李阿姨 takes all the room at 会所一楼; 陈伯 comes late, 孙姨 avoids steps, of 周 nothing is known."""
    await v.open()
    for who, room in (("李阿姨", "3-101"), ("赵六", "6-201"), ("陈伯", "3-601"), ("孙姨", "3-301")):
        await v.say(who, f"我叫 {room} {who}")
    await v.say("孙姨", "腿脚不便")
    await v.say("陈伯", "晚上7点后才能取")
    for who, wish in (("李阿姨", "草莓2盒"), *((it, "草莓1盒") for it in ("赵六", "陈伯", "孙姨", "周"))):
        assert "记好了" in await v.say(who, wish, chat=LAKE)


def rows(answer: str) -> list[str]:
    return answer.splitlines()


async def test_a_resident_reads_the_walk_what_else_there_was_and_what_can_be_done(config: Path) -> None:
    async with village(config=config) as v:
        await neighbours(v)
        now = "先排在这里，截单后统一排一次，要换会通知。"
        assert rows(await v.say("李阿姨", "为什么是2号点")) == [
            "1号团 1号 3-101 李阿姨",
            f"你在2号点（会所一楼）取：走路约40米。{now}",
            "3号点：约100米，远60米",
            "想换就回“自提点 3”。",
        ]
        assert rows(await v.say("陈伯", "为什么不在2号点"))[1:] == [
            f"你在3号点（小林家车库）取：走路约100米，说过的时间能取。{now}",
            "1号点：约120米，远20米",
            "2号点：约40米，近60米，但和说过的时间对不上，冷藏满了（差1格）",
            "想换就回“自提点 1”。",
        ]
        assert rows(await v.say("孙姨", "怎么把我分到1号点了"))[1:3] == [
            f"你在1号点（东门驿站）取：走路约120米，没有台阶。{now}",
            "3号点：约100米，近20米，但有台阶",
        ]
        assert rows(await v.say("周", WHY))[1:] == [
            f"你在1号点（东门驿站）取：{now}",
            "3号点：远近不知道，不来回换",
            "还不知道你住哪，远近没算进去：回“我叫 3-1203 王姐”这样告诉我。",
            "想换就回“自提点 3”。",
        ]
        story = rows(await v.say("李阿姨", "为什么"))
        assert story[2].startswith("合计50元")
        assert story[3].startswith("你在2号点（会所一楼）取：走路约40米。")
        assert story[6] == "经过："
        assert "没有这个自提点" in await v.say("李阿姨", "为什么不在9号点")


async def test_in_a_group_nothing_is_read_of_rooms_times_steps_or_other_peoples_walks(config: Path) -> None:
    async with village(config=config) as v:
        await neighbours(v)
        for who, said in (("孙姨", "为什么我在1号点取"), ("陈伯", "我怎么在3号点"), ("周", WHY)):
            answer = await v.say(who, said, chat=LAKE)
            for hidden in ("台阶", "时间", "3-301", "3-601"):
                assert hidden not in answer, answer
        assert "走路约120米" in await v.say("孙姨", "为什么我在1号点取", chat=LAKE)
        assert "3号点：约100米，近20米，但差得不多，不来回换" in await v.say("孙姨", WHY, chat=LAKE)
        assert "私聊我发“我叫 3-1203 王姐”" in await v.say("周", WHY, chat=LAKE)
        of_another = await v.say("王姐", "为什么 陈伯不在2号点", chat=LAKE)
        assert of_another.splitlines()[1:] == [
            "在3号点（小林家车库）取：先排在这里，截单后统一排一次，要换会通知。",
            "细节请私聊我问。",
        ]
        assert "米" not in of_another
        assert "3-601" not in of_another


async def test_leaders_and_admins_ask_by_room_name_order_and_number_and_nobody_else(config: Path) -> None:
    async with village(config=config) as v:
        await neighbours(v)
        there = "在3号点（小林家车库）取：走路约100米，说过的时间能取。"
        for who in ("王姐", "小林", "陈经理"):
            for said in (
                "为什么 3-601",
                "为什么 三栋601室",
                "为什么 陈伯",
                "为什么 1-3",
                "为什么 3号",
                "为什么 1号团 陈伯",
            ):
                answer = await v.say(who, said)
                assert "1号团 3号 3-601 陈伯\n" in answer, (who, said, answer)
                assert there in answer
                assert "订草莓1盒" in answer
        only_point = rows(await v.say("王姐", "为什么 3-601 不在2号点"))
        assert only_point[0] == "1号团 3号 3-601 陈伯"
        assert only_point[-1] == "要换就回“改点 1号团 3号 1号点”。"
        assert "还不知道TA住哪，远近没算进去。" in await v.say("王姐", "为什么 5号")
        await v.talk(
            ("赵六", None, "为什么 3-601", "请找王姐"),
            ("赵六", LAKE, "为什么 3-601", ""),
            ("赵六", None, "为什么 6-201", "1号团 2号 6-201 赵六"),
            ("老周", None, "为什么 3-601", "没找到这个订单"),
            ("老周", None, "为什么 1号团 陈伯", "请找王姐"),
            ("王姐", None, "为什么 3-1299", "1号团的单子里没有“3-1299”"),
            ("王姐", None, "为什么 9-9", "没有“9-9”"),
            ("王姐", LAKE, "为什么 张三", ""),
            ("陈经理", None, "为什么 77号", "没找到这个订单"),
        )
        assert "陈伯" not in await v.say("赵六", "为什么 陈伯")


async def test_a_household_is_explained_as_one_and_namesakes_are_asked_about() -> None:
    async with ordered() as v:
        await v.say("小陈", "我叫 六号楼101室 小陈")
        await v.say("小陈", "蓝莓1盒", chat=LAKE)
        answer = await v.say("王姐", "为什么 6-101")
        assert "一家" not in answer, "decided at once, for each of them: not yet at one point"
        assert "1号团 3号 6-101 陈伯" in answer
        assert "1号团 4号 6号楼101" in answer or "小陈" in answer
        await v.say("小张", "我叫 2-101 李阿姨")
        await v.say("小张", "蓝莓1盒", chat=LAKE)
        asked = await v.say("王姐", "为什么 李阿姨")
        assert "“李阿姨”有2位" in asked
        assert "1号团 5号 2-101 李阿姨" in await v.say("王姐", "5")
        await v.say("王姐", "截单", chat=LAKE)
        assert (await v.say("王姐", "为什么 6-101")).count("一家2单一起") == 2


async def test_chosen_oneself_by_the_leader_solved_and_goods_that_are_there(config: Path) -> None:
    async with village(config=config) as v:
        await neighbours(v)
        await v.say("王姐", "截单", chat=LAKE)
        assert "统一排过，还在这里，走路约40米。" in await v.say("李阿姨", WHY)
        await v.say("李阿姨", "自提点 1")
        assert rows(await v.say("李阿姨", WHY))[1:3] == [
            "你在1号点（东门驿站）取：自己选的，走路约120米。",
            "2号点：约40米，近80米，但这里是自己选的",
        ]
        await v.say("王姐", "改点 2号 1号点")
        assert rows(await v.say("赵六", WHY))[1:] == [
            "你在1号点（东门驿站）取：团长定的，走路约170米。",
            "3号点：约10米，近160米，但团长定了这里",
            "想换就回“自提点 3”。",
        ]
        edit(
            config, lambda text: text.replace("    no: 3\n", "    no: 3\n    closed: [{from: 2026-11-22}]\n")
        )
        await reload(v, config)
        gone = await v.say("陈伯", "为什么不在3号点")
        assert "取：3号点那天取不了，换到这里，走路约" in gone
        assert "3号点：那天取不了。" in gone
        await v.say("王姐", "已采购 1")
        await v.say("王姐", "到货")
        assert rows(await v.say("赵六", WHY))[-1] == "货已经到这个点，这次不换了。"
        await v.say("王姐", "核销 2号")
        assert rows(await v.say("赵六", WHY))[-1] == "货都取走了。"


async def test_a_chosen_point_that_is_full_the_door_and_a_leader_who_is_away_are_said(config: Path) -> None:
    edit(config, lambda text: text + DOOR)
    async with village(config=config) as v:
        await v.open()
        for who, room in (("李阿姨", "3-101"), ("赵六", "3-201"), ("陈伯", "3-301")):
            await v.say(who, f"我叫 {room} {who}", chat=LAKE)
        await v.say("赵六", "自提点 2")
        await v.say("陈伯", "自提点 4")
        for who in ("李阿姨", "赵六", "陈伯"):
            await v.say(who, "草莓2盒", chat=LAKE)
        assert rows(await v.say("赵六", "为什么不在4号点"))[2:] == [
            "2号点（自己选的）：约40米，近60米，但冷藏满了（差2格）",
            "1号点：约120米，远20米",
            "4号点：送到家门口，要自己选。",
            "想换就回“自提点 1”。",
        ]
        assert rows(await v.say("陈伯", WHY))[1:] == ["你的货送到家门口：自己选的。"]
        assert rows(await v.say("王姐", "为什么 陈伯"))[3] == "送到家门口：自己选的。"
        await v.say("王姐", "请假 明天")
        await v.say("王姐", "确认")
        assert "由小林代班" in await v.say("陈经理", "指派代班 王姐 小林 2号点")
        assert "你在2号点（会所一楼）取：" in await v.say("李阿姨", WHY)
        assert "王姐那天请假，到了找小林。" in await v.say("李阿姨", WHY)


async def test_who_lives_on_no_list_is_told_that_the_walk_is_not_known(config: Path) -> None:
    async with village(config=config) as v:
        await v.open()
        await v.say("李阿姨", "我叫 3-101 李阿姨", chat=LAKE)
        await v.say("李阿姨", "草莓1盒", chat=LAKE)
        communities = config / "communities.yaml"
        text = communities.read_text(encoding="utf-8")
        start, end = text.index("    buildings:"), text.index("  maple:")
        communities.write_text(text[:start] + text[end:], encoding="utf-8")
        await reload(v, config)
        answer = await v.say("李阿姨", WHY)
        assert "楼栋或自提点的位置没登记，远近没算进去。" in answer
        assert "我叫" not in answer
        assert "500" not in answer


async def test_without_an_order_the_bot_says_how_points_are_given() -> None:
    async with ordered() as v:
        await v.talk(
            ("路人", None, "小区", "湖畔花园"),
            ("路人", LAKE, "为什么是2号点", ""),
            ("孙姨", LAKE, "自提点 2", "会所一楼"),
            (
                "孙姨",
                None,
                "为什么是2号点",
                "你现在没有订单。你自己选了2号点（会所一楼），下单就先排那里，放不下才换。",
            ),
        )
        await v.say("钱多", "你好", chat=LAKE, mention=True)
        assert "你现在没有订单。下单的时候按你家远近" in await v.say("钱多", "为什么我在2号点取")
        await v.say("赵六", "取消", chat=LAKE)
        assert "你现在没有订单" in await v.say("赵六", WHY)


async def test_goods_at_the_point_are_explained_as_they_were() -> None:
    async with arrived() as v:
        answer = await v.say("李阿姨", WHY)
        assert "走路约" in answer
        assert answer.endswith("货已经到这个点，这次不换了。")
        assert "团长的操作" in await v.say("李阿姨", "为什么 2号")
