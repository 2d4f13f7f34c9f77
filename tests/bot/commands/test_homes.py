"""Where people live, in chat: told in any way, asked about where it may be two homes, fetched for together."""

import pytest

from groupbuy.resident import Resident
from tests.bot.commands.days import LAKE, MAPLE, order, ordered
from tests.conversation import Village, village


async def person(v: Village, name: str) -> Resident:
    found = await v.store.reads.resident_at((v.channel, name))
    assert found
    return found


async def test_a_room_is_kept_as_written_with_its_community_and_said_back_in_full() -> None:
    async with village() as v:
        await v.talk(
            ("李阿姨", LAKE, "我叫 三栋二单元501李大姐", "记下了，李大姐。房号也记了，群里不显示。"),
            ("李阿姨", None, "小区 1", "湖畔花园"),
            ("李阿姨", None, "我叫 3-2-501", "记下了：3-2-501 李大姐（3号楼2单元501室）。只有团长"),
            ("李阿姨", None, "我叫 3号楼2单元501 李大姐", "记下了：3号楼2单元501 李大姐。只有团长"),
            (
                "李阿姨",
                None,
                "我叫 王小妹 湖畔花园3號樓 1203室",
                "湖畔花园3號樓 1203室 王小妹（3号楼1203室）",
            ),
            ("李阿姨", None, "我叫 9-901", "（湖畔花园的楼栋里没对上，先照你写的记）"),
            ("李阿姨", None, "我叫 王大姐", "记下了：9-901 王大姐。只有团长"),
        )
        assert (await person(v, "李阿姨")).home == "lake"
        assert "记下了：3-1203 新来的。只有" in await v.say("新来的", "我叫 3-1203 新来的"), (
            "no community yet"
        )
        assert (await person(v, "新来的")).home is None


async def test_a_room_that_two_units_have_is_asked_about_by_number() -> None:
    async with village() as v:
        await v.talk(
            ("钱嫂", None, "小区 2", "枫林苑"),
            ("钱嫂", None, "我叫 D-301 钱嫂", "是哪一户？回数字：\n1 D座1单元301室\n2 D座2单元301室"),
            ("钱嫂", None, "2", "好，记下了：D座2单元301室 钱嫂。"),
        )
        assert ((await person(v, "钱嫂")).room, (await person(v, "钱嫂")).home) == ("D座2单元301室", "maple")
        await v.talk(
            ("钱嫂", None, "我叫 小白楼301", "1 D座1单元301室"),
            ("钱嫂", None, "d座1单元301", "好，记下了：D座1单元301室 钱嫂。"),
            ("钱嫂", None, "我叫 D-301", "是哪一户"),
        )
        assert "好，记下了" not in await v.say("钱嫂", "3"), "there are two"
        assert "好，记下了" not in await v.say("钱嫂", "D座1单元602"), "it is none of them"
        assert (await person(v, "钱嫂")).room == "D-301"
        assert "D座2单元301室" in await v.say("钱嫂", "2")


async def test_in_a_group_neither_a_room_nor_the_homes_it_may_be_are_shown() -> None:
    async with village() as v:
        answer = await v.say("孙姨", "我叫 D-301 孙姨", chat=MAPLE)
        assert "记下了，孙姨。" in answer
        assert "请私聊我再说一次" in answer
        assert not set("D301") & set(answer)


async def household(v: Village) -> None:
    """李叔 lives with 李阿姨 (3-1203) and orders for himself; the goods arrive."""
    await v.say("李叔", "草莓1盒", chat=LAKE)
    await v.say("李叔", "我叫 三栋1203 李叔", chat=LAKE)
    for said in ("截单", "已采购", "到货"):
        await v.say("王姐", said, chat=LAKE)


async def test_one_at_the_door_fetches_for_the_household_and_the_answer_says_whose() -> None:
    async with ordered() as v:
        await household(v)
        answer = await v.say("王姐", "核销 3号楼1203 草莓1")
        assert "这户有2单，只取一部分请写跟团号：\n1号团 1号 3-1203 李阿姨\n1号团 4号 三栋1203 李叔" in answer
        assert "✓ 1号团 4号 三栋1203 李叔：草莓1盒，取完了" in await v.say("王姐", "核销 3-1203 李叔 草莓1")
        await v.say("王姐", "撤销核销 #4")
        answer = await v.say("王姐", "核销 3＃１２０３")
        assert answer.startswith(
            "3#1203共2单：\n✓ 1号团 1号 3-1203 李阿姨：草莓2盒、蓝莓1盒，取完了，未付65元\n"
        )
        assert "✓ 1号团 4号 三栋1203 李叔：草莓1盒，取完了" in answer
        assert not [it for it in (1, 4) if (await order(v, it)).waiting]
        assert "“3-1203”没有待取的单，请用取货码" in await v.say("王姐", "核销 3-1203")


async def test_several_rooms_and_numbers_go_in_one_message_and_a_group_sees_no_room() -> None:
    async with ordered() as v:
        await household(v)
        answer = await v.say("王姐", "核销 3栋 1203、6-101 草莓1\n5-403 #2", chat=LAKE)
        assert answer.startswith(
            "@王姐 核销了4单，1单没成：\n这户共2单：\n✓ 1号团 1号 李阿姨：草莓2盒、蓝莓1盒，取完了"
        )
        assert "✓ 1号团 3号 陈伯：草莓1盒，还剩蓝莓2盒" in answer
        assert "✗ 房号：这个房号没有待取的单" in answer
        assert not [it for it in ("1203", "101", "403", "栋") if it in answer]


async def test_a_room_that_may_be_two_homes_hands_out_nothing() -> None:
    async with ordered() as v:
        await v.say("李叔", "草莓1盒", chat=LAKE)
        await v.say("李叔", "我叫 3-1-203 李叔", chat=LAKE)
        for said in ("截单", "已采购", "到货"):
            await v.say("王姐", said, chat=LAKE)
        assert "没有跟团号 31203" in await v.say("王姐", "核销 31203"), "a number is a 跟团号"
        for said in ("核销 502", "核销 73617"):
            assert "取货码是6位；房号要连楼一起写，例如 3-502" in await v.say("王姐", said), said
        answer = await v.say("王姐", "核销 31203室")
        assert (
            "“31203室”还不能确定是哪一户，请用跟团号：\n1号团 1号 3-1203 李阿姨\n1号团 4号 3-1-203 李叔"
            in answer
        )
        assert "1号团 4号 李叔" in await v.say("王姐", "核销 31203室", chat=LAKE)
        assert "哪一户，请用跟团号：\n1号团 1号 3-1203 李阿姨" in await v.say("王姐", "1203取走了")
        assert (await order(v, 1)).waiting
        assert "✓" in await v.say("王姐", "核销 3栋1单元203")


@pytest.mark.parametrize("said", ["代改 三栋1203 草莓3", "代改 3号楼 1203室 草莓3", "代改 3＃1203的草莓3"])
async def test_an_order_is_found_by_a_room_however_it_is_written(said: str) -> None:
    async with ordered() as v:
        assert "1号 3-1203 李阿姨 改好了" in await v.say("王姐", said)


async def test_a_line_of_a_chain_with_the_room_written_otherwise_is_the_same_neighbour() -> None:
    async with ordered() as v:
        chain = "周末水果\n1. 三栋1203李阿姨 草莓2 蓝莓1\n2. 三栋1203李大爷 草莓1\n3. 5号楼402 草莓3"
        await v.say("王姐", chain, chat=LAKE)
        answer = await v.say("王姐", "接龙 1")
        assert "✓ 三栋1203李阿姨" in answer
        assert "＋ 三栋1203李大爷" in answer
        assert "✓ 5号楼402" in answer


async def test_whoever_may_be_meant_by_a_room_is_named_to_choose_from_and_packed_as_they_wrote_it() -> None:
    async with village() as v:
        await v.open("老周", chat=MAPLE)
        for who, home in (("钱嫂", "D-301 钱嫂"), ("孙姨", "D座2单元301 孙姨"), ("吴伯", "C座101 吴伯")):
            await v.say(who, "草莓1盒", chat=MAPLE)
            await v.say(who, f"我叫 {home}", chat=MAPLE)
        await v.say("老周", "截单")
        await v.say("老周", "到货")
        listed = (await v.say("老周", "配货单")).splitlines()
        assert listed[-2:] == ["— 房号没说清的", "D-301 钱嫂 1号 草莓1盒 未付25元"]
        which = await v.say("老周", "核销 D-301")
        assert which.splitlines()[1:] == ["1号团 1号 D-301 钱嫂", "1号团 2号 D座2单元301 孙姨"]
        assert "✓ 1号团 2号" in await v.say("老周", "核销 D座2单元301"), "hers for certain"
        assert "1号团 1号 D-301 钱嫂" in await v.say("老周", "核销 D座1单元301"), "it may be hers"
        assert "没有待取的单" in await v.say("老周", "核销 D座1单元501")


async def test_a_home_that_was_asked_about_stays_when_a_group_hears_it_in_short() -> None:
    async with village() as v:
        await v.say("钱嫂", "我叫 D-301 钱嫂", chat=MAPLE)
        await v.say("钱嫂", "我叫 D座2单元301")
        assert "群里不显示。" in await v.say("钱嫂", "我叫 D-301 钱嫂", chat=MAPLE)
        assert (await person(v, "钱嫂")).room == "D座2单元301"
        await v.say("钱嫂", "我叫 D-302 钱嫂", chat=MAPLE)
        assert (await person(v, "钱嫂")).room == "D-302", "she moved"
