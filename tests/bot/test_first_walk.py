"""The walk that both READMEs and the greeting describe, played step by step: every word of it works."""

import re
from pathlib import Path

import pytest

from bot.doctor import WALK
from tests.conversation import Village, village

ROOT = Path(__file__).parent.parent.parent
CHIPS = ROOT / "bot" / "channels" / "simulator" / "page" / "chips.js"
PERSON = re.compile(r"(?:[Aa]s |扮)(王姐|李阿姨|陈大爷|小张)")
EXPECTED = {
    "确认": "1号团《周末水果》开了",
    "草莓两盒，不要太软": "草莓 2盒 50元",
    "改成3盒": "草莓 3盒 75元",
    "我的订单": "草莓 3盒 75元",
    "草莓2盒 蓝莓1盒": "草莓 2盒 50元",
    "草莓2盒": "草莓 2盒 50元",
    "蓝莓1盒": "蓝莓 1盒 18元",
    "取消": "取消",
    "汇总": "草莓 5盒",
    "已采购": "1号团采购中",
    "到货 草莓 4/5": "缺1盒",
    "到货 草莓 3/4": "缺1盒",
    "到货 蓝莓": "都到齐了",
    "核销 #1": "取完了",
    "未付": "待收",
}


def opening() -> str:
    found = re.search(r"const OPEN = `([^`]*)`", CHIPS.read_text(encoding="utf-8"))
    assert found
    return found[1]


def steps(text: str) -> list[list[tuple[str, str]]]:
    """What is said in each of the three steps, with who says it."""
    found = []
    for no in "123":
        step = re.findall(rf"^ *{no}\. (.*)$", text, re.MULTILINE)[0]
        people = PERSON.split(step)[1:]
        found.append(
            [
                (who, said)
                for who, part in zip(people[::2], people[1::2], strict=True)
                for said in re.findall("`([^`]+)`", part)
            ]
        )
    return found


async def play(v: Village, walk: list[list[tuple[str, str]]]) -> None:
    assert "回“确认”开团" in await v.say("王姐", opening())
    for step, chat in zip(walk, (None, "lake-1", None), strict=True):
        if step is walk[2]:
            assert v.parts.world
            closing = (await v.parts.world.roster()).next_close
            assert closing
            await v.pass_time(closing)
        for who, said in step:
            answer = await v.say(who, said, chat=chat)
            wanted = "草莓 4盒" if said == "汇总" and ("陈大爷", "草莓2盒") in walk[1] else EXPECTED[said]
            assert wanted in answer, f"{who}: {said} -> {answer}"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
async def test_the_walk_of_the_readme_works_from_its_first_word_to_its_last(readme: str) -> None:
    walk = steps((ROOT / readme).read_text(encoding="utf-8"))
    assert [len(it) for it in walk] == [1, 6, 6]
    async with village() as v:
        await play(v, walk)


async def test_the_walk_that_run_greets_with_works_too() -> None:
    text = "\n".join(WALK)
    assert "汇总, 已采购, 到货 草莓 3/4, 核销 #1, 未付" in text
    marked = re.sub(
        r"(草莓两盒，不要太软|草莓2盒|汇总|已采购|到货 草莓 3/4|核销 #1|未付|确认)", r"`\1`", text
    )
    async with village() as v:
        await play(v, steps(marked))
