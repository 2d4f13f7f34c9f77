"""Points in the life of a village: full, closed, moved, brought to the door; each resident knows one right place."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from config.loader import load
from groupbuy.configuring import apply
from tests.bot.commands.days import LAKE, order
from tests.conversation import SAMPLE, Village, village

DOOR = """  lake-door:
    no: 4
    name: 送货上门
    kind: door
    community: lake
    leader: wang
    address: 湖畔花园
    access_note: 楼下按门铃
    capacity: {chilled: 3}
"""
Edit = Callable[[str], str]


@pytest.fixture
def tight(tmp_path: Path) -> Path:
    """The sample with three chilled units at 东门驿站, four at 会所, two at 小林's, three brought to the door."""
    folder = shutil.copytree(SAMPLE, tmp_path / "config")
    edit(folder, lambda text: text.replace("chilled: 600", "chilled: 3").replace("chilled: 40", "chilled: 4"))
    edit(folder, lambda text: text.replace("chilled: 30,", "chilled: 2,") + DOOR)
    return Path(folder)


def edit(folder: Path, change: Edit) -> None:
    points = folder / "points.yaml"
    before = points.read_text(encoding="utf-8")
    assert change(before) != before
    points.write_text(change(before), encoding="utf-8")


async def reload(v: Village, folder: Path) -> None:
    """As a running process does it on SIGHUP."""
    new = load(folder, {}).directory
    at = v.clock.now()
    await v.store.run(lambda books: apply(books, new), at=at, directory=new, alone=True)
    v.parts.settings.directory = new
    await v.parts.settle()


async def test_a_full_point_is_never_promised_and_what_fits_nowhere_is_refused_with_a_way_out(
    tight: Path,
) -> None:
    async with village(config=tight) as v:
        await v.open()
        await v.talk(
            ("李阿姨", LAKE, "草莓2盒", "自提：东门驿站，11月22日(日) 17:00–20:00（换点回“自提点”）"),
            ("赵六", LAKE, "自提点 2", "以后你的货都到 会所一楼"),
            ("赵六", LAKE, "草莓3盒", "自提：会所一楼，11月22日(日) 17:00–18:00"),
            ("陈伯", LAKE, "草莓2盒", "自提：小林家车库，11月22日(日) 18:00–20:00"),
            ("陈伯", LAKE, "自提点 1", "东门驿站放不下了，还差冷藏1格。放得下的有"),
            ("孙姨", LAKE, "自提点 1", "以后你的货都到 东门驿站"),
            ("孙姨", LAKE, "草莓1盒", "自提：东门驿站"),
            (
                "孙姨",
                LAKE,
                "再加1盒草莓",
                "自提点放不下：这单要冷藏2格，最多的东门驿站还剩冷藏1格。请少订一点，或找王姐",
            ),
            ("钱多", LAKE, "草莓5盒", "自提点放不下"),
        )
        assert len(v.heard(user="陈经理")) == len(v.heard(user="小何")) == 1, "admins are told once"
        assert "自提点放不下了：有一单要冷藏2格" in v.heard(user="王姐")[-1]
        assert "取消" in await v.say("赵六", "草莓不要了", chat=LAKE)
        assert "自提：会所一楼" in await v.say("钱多", "草莓4盒", chat=LAKE)


async def test_goods_for_the_door_need_the_room_and_no_code(tight: Path) -> None:
    async with village(config=tight) as v:
        await v.open()
        await v.talk(
            ("李阿姨", LAKE, "自提点 4", "送到家门口要知道门牌，回“3-1203”这样"),
            ("李阿姨", LAKE, "3-1203", "以后你的货都送到家门口"),
            ("李阿姨", LAKE, "草莓2盒", "送货：送到家门口，11月22日(日) 17:00–20:00"),
            ("李阿姨", None, "地址", "1号团 11月22日(日) 17:00–20:00，送到家门口，楼下按门铃"),
            ("李阿姨", None, "取货码", "不用取货码\n送到家门口"),
        )
        assert "1203" not in "".join(v.heard(chat=LAKE))
        for said in ("截单", "已采购", "到货"):
            await v.say("王姐", said, chat=LAKE)
        (told,) = [it for it in v.heard(user="李阿姨") if "货来了" in it]
        assert "送到家门口，请留人在家" in told
        assert (await order(v, 1)).code not in told
        assert "可取" not in await v.say("李阿姨", "取货码")
        assert "1号" in await v.say("王姐", "核销 #1", chat=LAKE)
        assert not (await order(v, 1)).waiting


async def test_a_door_is_taken_as_people_write_it_and_what_is_brought_is_not_called_fetching(
    tight: Path,
) -> None:
    async with village(config=tight) as v:
        await v.open()
        for who, door in (
            ("李阿姨", "三栋一单元1203"),
            ("陈伯", "我叫 6-101 陈伯"),
            ("孙姨", "3栋1204 孙姨"),
        ):
            await v.say(who, "我要团购", chat=LAKE)
            assert "要知道门牌" in await v.say(who, "自提点 4", chat=LAKE)
            assert "送到家门口" in await v.say(who, door, chat=LAKE), door
            await v.say(who, "草莓1盒", chat=LAKE)
        await v.talk(
            ("周周", LAKE, "我叫 3栋 周周", "记下了"),
            ("周周", LAKE, "自提点 4", "要知道门牌"),
            ("周周", None, "自提点 4", "要知道门牌"),
            ("周周", None, "3栋", "还不知道是哪一户，请写到门牌"),
            ("周周", None, "3-901", "以后你的货都送到家门口"),
            ("李阿姨", None, "代领", "送上门的货不用代领码"),
        )
        for said in ("截单", "已采购", "晚到 1小时"):
            await v.say("王姐", said, chat=LAKE)
        (late,) = [it for it in v.heard(user="李阿姨") if "晚到" in it]
        assert "送货改到11月22日(日) 18:00–20:00：送到家门口。" in late
        assert "取货" not in late
        await v.say("王姐", "到货", chat=LAKE)
        assert "草莓1盒到了，会送上门" in await v.say("李阿姨", "我的货到了吗")
        await v.say("王姐", "核销 #1", chat=LAKE)
        await v.pass_time(timedelta(hours=35))
        (left,) = [it for it in v.heard(user="王姐") if "取货时间到了" in it]
        assert "2号 6-101 陈伯 草莓1盒（送上门的，还没记送到）" in left


async def test_a_point_that_moves_is_told_once_and_shown_everywhere(tight: Path) -> None:
    async with village(config=tight) as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        await v.say("赵六", "自提点 2", chat=LAKE)
        await v.say("赵六", "草莓1盒", chat=LAKE)
        entry = "{from: 2026-11-22, to: 2026-11-23, address: 西门岗亭, access_note: 打电话, why: 修路}"
        moved = f"    replacements:\n      - {entry}\n"
        edit(tight, lambda text: text.replace("    windows:\n", f"{moved}    windows:\n", 1))
        await reload(v, tight)
        await reload(v, tight)
        (told,) = [it for it in v.heard(user="李阿姨") if "取货改了" in it]
        assert told == "【1号团】取货改了（修路）：\n东门驿站（西门岗亭），打电话\n11月22日(日) 17:00–20:00"
        assert not [it for it in v.heard(user="赵六") if "取货改了" in it]
        assert not any("打电话" in it or "门卫登记" in it for it in v.heard(chat=LAKE))
        await v.talk(
            ("李阿姨", LAKE, "地址", "1号团 11月22日(日) 17:00–20:00，东门驿站（西门岗亭）（修路）"),
            ("李阿姨", None, "取货码", "东门驿站（西门岗亭），11月22日(日) 17:00–20:00"),
            ("李阿姨", None, "地址", "打电话"),
        )
        assert "打电话" not in await v.say("李阿姨", "地址", chat=LAKE)
        edit(tight, lambda text: text.replace("name: 东门驿站", "name: 东门小站"))
        for said in ("截单", "已采购", "到货"):
            await v.say("王姐", said, chat=LAKE)
        assert any("东门驿站（西门岗亭）" in it for it in v.heard(user="李阿姨") if "到货了" in it)


async def test_an_own_point_that_is_closed_that_day_is_passed_over_and_said_so(tight: Path) -> None:
    edit(tight, lambda text: text.replace("closed:\n", "closed:\n      - {from: 2026-11-22}\n", 1))
    async with village(config=tight) as v:
        await v.say("赵六", "自提点 2", chat=LAKE)
        await v.open()
        answer = await v.say("赵六", "草莓1盒", chat=LAKE)
        assert "自提：东门驿站，11月22日(日) 17:00–20:00（会所一楼那天不开，这次先到这里）" in answer
        assert "1号团取货那天会所一楼不开，还在原来的点取" in await v.say("赵六", "自提点 2", chat=LAKE)
        text = "开团 蛋\n鸡蛋 20/板\n截单 今晚20:00\n取货 1月1日"
        assert "休市" in await v.say("王姐", text, chat=LAKE)


async def test_a_home_is_forgotten_when_it_is_no_point_any_more(tight: Path) -> None:
    async with village(config=tight) as v:
        await v.open()
        await v.say("李阿姨", "自提点 3", chat=LAKE)
        await v.say("李阿姨", "草莓1盒", chat=LAKE)
        kept = await order(v, 1)
        assert kept.where is not None
        assert kept.where.address == "湖畔花园6号楼地下车库 B12"
        await v.say("李阿姨", "不要了", chat=LAKE)
        edit(tight, lambda text: text[: text.index("  lake-6:")] + text[text.index("  maple-shop:") :])
        await reload(v, tight)
        assert (await order(v, 1)).where is None
        await v.pass_time(timedelta(hours=1))
