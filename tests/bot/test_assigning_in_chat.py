"""The points of a whole buy solved in the life of a village: who moves, who is told, what the leader reads."""

import shutil
from pathlib import Path

import pytest

from groupbuy import placing
from groupbuy.solving import solved
from tests.bot.commands.days import LAKE, order
from tests.bot.test_places_in_chat import edit, reload
from tests.conversation import SAMPLE, Village, village


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Room for two chilled units at 会所一楼, and hours in which every point hands out."""
    folder = shutil.copytree(SAMPLE, tmp_path / "config")
    edit(folder, lambda text: text.replace("chilled: 40", "chilled: 2"))
    return Path(folder)


async def points(v: Village, number: int = 1) -> list[str]:
    return [it.point.removeprefix("lake-") for it in await v.store.reads.orders(number)]


async def lives(v: Village, *names: str) -> None:
    for it in names:
        who, room = it.split()
        await v.say(who, f"我叫 {room} {who}", chat=LAKE)


async def orders(v: Village, *wishes: str) -> None:
    for it in wishes:
        who, wish = it.split()
        assert "记好了" in await v.say(who, wish, chat=LAKE), it


async def test_at_the_cutoff_those_move_whom_it_helps_and_only_they_are_told(config: Path) -> None:
    async with village(config=config) as v:
        await v.open()
        await orders(v, "李阿姨 草莓1盒", "赵六 草莓1盒", "陈伯 草莓1盒", "孙姨 草莓1盒")
        assert await points(v) == ["gate"] * 4
        await lives(v, "李阿姨 2-101", "赵六 6-201", "陈伯 6-101", "孙姨 6-301")
        await v.say("赵六", "腿脚不便")
        await v.say("孙姨", "自提点 1", chat=LAKE)
        await v.say("陈伯", "随时都能取")
        await v.say("王姐", "重新分配", chat=LAKE)
        before = len(v.heard(user="王姐"))
        assert "自提点排好了：都不用换" in v.heard(user="王姐")[before - 1], (
            "250 m for a nearer point is no gain"
        )
        assert await points(v) == ["gate"] * 4
        await v.say("王姐", "截单", chat=LAKE)
        assert await points(v) == ["gate"] * 4
        assert (await v.store.reads.buy(1)).assigned
        assert not [it for it in v.heard(user="陈伯") if "统一排过" in it]


async def test_a_point_that_drops_out_sends_its_people_elsewhere_and_tells_each_once(config: Path) -> None:
    async with village(config=config) as v:
        await v.open()
        await lives(v, "李阿姨 2-101", "赵六 6-201", "陈伯 6-101")
        await orders(v, "李阿姨 草莓1盒", "赵六 草莓1盒", "陈伯 草莓1盒")
        assert await points(v) == ["gate", "6", "6"]
        await v.say("王姐", "截单", chat=LAKE)
        edit(
            config, lambda text: text.replace("    no: 3\n", "    no: 3\n    closed: [{from: 2026-11-22}]\n")
        )
        await reload(v, config)
        assert "6" not in await points(v)
        told = v.heard(user="赵六")[-1]
        code = (await order(v, 2)).code
        assert "小林家车库那天取不了，你的货改到这里取：" in told
        assert f"取货码 {code}" in told
        assert "11月22日(日)" in told
        assert sum("改到这里取" in it for it in v.heard()) == 2
        assert "自提点排好了：2单换了点，已通知本人，平均走" in v.heard(user="王姐")[-1]
        assert "2 会所一楼" in v.heard(user="王姐")[-1]
        await v.pass_time(v.clock.now().replace(minute=59) - v.clock.now())
        assert sum("改到这里取" in it for it in v.heard()) == 2


async def test_what_does_not_fit_moves_nobody_and_names_the_ways_out(config: Path) -> None:
    async with village(config=config) as v:
        await v.open()
        await lives(v, "李阿姨 2-101", "赵六 3-201")
        await orders(v, "李阿姨 草莓2盒", "赵六 草莓2盒")
        assert await points(v) == ["gate", "club"]
        edit(
            config,
            lambda text: text.replace("chilled: 2}", "chilled: 1}").replace("chilled: 2,", "chilled: 1,"),
        )
        edit(
            config,
            lambda text: text.replace("chilled: 600", "chilled: 2").replace("chilled: 30", "chilled: 0"),
        )
        await reload(v, config)
        await v.say("王姐", "截单", chat=LAKE)
        told = v.heard(user="王姐")[-1]
        assert "自提点放不下，先都不动" in told
        assert "冷藏差 1 格：加 1 格" in told
        assert await points(v) == ["gate", "club"]
        edit(config, lambda text: text.replace("chilled: 1,", "chilled: 9,"))
        await reload(v, config)
        assert "重新排" in await v.say("王姐", "重新分配 1", chat=LAKE)
        assert "自提点排好了：都不用换" in v.heard(user="王姐")[-1]


async def test_a_leader_moves_one_order_by_hand_and_it_stays_there(config: Path) -> None:
    async with village(config=config) as v:
        await v.open()
        await lives(v, "李阿姨 2-101", "赵六 6-201")
        await orders(v, "李阿姨 草莓3盒", "赵六 草莓1盒")
        assert await points(v) == ["gate", "6"]
        await v.talk(
            ("李阿姨", None, "改点 1号 2号点", "请找"),
            ("王姐", LAKE, "改点 1号 2号点", "会所一楼放不下了，还差冷藏1格"),
            ("王姐", LAKE, "改点 1号 9号点", "自提点"),
            ("王姐", LAKE, "改点 1号", "改点 3号 5号点"),
            ("王姐", LAKE, "改点 2号 3号点", "和现在的一样"),
            ("王姐", LAKE, "改点 2号 2号点", "改到 2 会所一楼 了，TA会收到通知"),
        )
        assert await points(v) == ["gate", "club"]
        assert "团长调了自提点，你的货改到这里取：\n会所一楼" in v.heard(user="赵六")[-1]
        await v.say("王姐", "截单", chat=LAKE)
        await v.say("王姐", "重新分配", chat=LAKE)
        assert await points(v) == ["gate", "club"]
        assert "都不用换" in v.heard(user="王姐")[-1]


async def test_an_order_that_comes_while_it_is_solved_makes_it_solved_again(config: Path) -> None:
    async with village(config=config) as v:
        await v.open()
        await orders(v, "李阿姨 草莓1盒")
        await v.hear(v.message("王姐", "重新分配", chat=LAKE))
        at, directory = v.clock.now(), v.directory
        task = await placing.task_of(v.store.reads, directory, 1, at)
        assert task is not None
        await v.hear(v.message("赵六", "草莓1盒", chat=LAKE))

        async def settled() -> bool:
            return await v.store.run(
                lambda books: placing.settle(books, task, solved(task)), at=at, directory=directory
            )

        assert not await settled(), "what was solved is not what there is"
        assert (await v.store.reads.buy(1)).assignment_waits, "as after a restart between the two"
        await v.parts.settle()
        assert not (await v.store.reads.buy(1)).assignment_waits
        assert await settled(), "somebody was first: nothing is done twice"
        assert sum("自提点排好了" in it for it in v.heard(user="王姐")) == 1
