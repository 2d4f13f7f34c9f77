"""Group privacy: whatever happens, no room, phone number or pickup code is said in a group."""

import re
import shutil
from datetime import timedelta

import pytest

from tests.bot.commands.days import LAKE, code_of, ordered
from tests.conversation import FRUIT, SAMPLE, Village, village

SECRETS = re.compile(r"3-1203|5-402|6-101|1[3-9]\d{9}")
NEIGHBOURS = ("李阿姨", "赵六", "陈伯")


async def test_a_whole_day_says_no_room_and_no_code_in_the_group() -> None:
    async with ordered() as v:
        codes = [await code_of(v, who) for who in NEIGHBOURS]
        said: list[str] = []

        async def group(who: str, text: str) -> None:
            said.append(await v.say(who, text, chat=LAKE, mention=True))

        await group("李阿姨", "我叫 3-1203 李阿姨")
        await group("李阿姨", "我的电话13812345678")
        await group("李阿姨", "我叫 13812345678")
        await group("赵六", "帮5-402的老赵带1盒蓝莓")
        for text in ("我的订单", "取货码", "地址", "自提点", "为什么", "我是谁", "帮助", "团购", "已付"):
            await group("李阿姨", text)
        for text in (
            "汇总",
            "名单",
            "未付",
            "为什么 2号",
            "代改 2号 草莓加1",
            "截单",
            "已采购",
            "缺货 草莓 1",
        ):
            await group("王姐", text)
        for text in (
            "到货 草莓 5/6",
            "到货",
            "未取",
            f"核销 {codes[0]}",
            "核销 999999",
            "撤销核销 #1",
            "核销 #2",
        ):
            await group("王姐", text)
        for text in ("已付 1 2", "未付", "撤销到货 蓝莓", "完成"):
            await group("王姐", text)
        await v.pass_time(timedelta(days=2))
        said += v.heard(chat=LAKE)
        assert len(said) > 30
        said = [it.replace("我叫 3-1203 王姐", "") for it in said]  # the example in the help
        leaked = [it for it in said if SECRETS.search(it) or any(code in it for code in codes)]
        assert leaked == []


async def test_a_code_asked_for_in_the_group_is_not_given_there() -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", "取货码", chat=LAKE)
        assert "私聊" in answer
        assert not re.search(r"\d{6}", answer)


@pytest.mark.parametrize("text", ["王姐我电话13912345678", "我住3-1203送上来行吗", "加我微信 wx13912345678"])
async def test_what_people_tell_of_themselves_is_not_repeated(text: str) -> None:
    async with ordered() as v:
        assert not SECRETS.search(await v.say("路人", text, chat=LAKE))
        assert not SECRETS.search(await v.say("路人", text, chat=LAKE, mention=True))


async def test_a_room_as_a_name_is_not_called_out() -> None:
    async with village() as v:
        await v.open()
        await v.say("小赵", "我叫 5-402", chat=LAKE)
        await v.say("小赵", "草莓1盒", chat=LAKE)
        said = [await v.say("小赵", "我的订单", chat=LAKE), await v.say("王姐", "名单", chat=LAKE)]
        assert not any("5-402" in it for it in said), said


@pytest.fixture
def mentions_only(tmp_path):
    """The sample, 湖畔花园1群 hearing only what is said to the bot."""
    folder = shutil.copytree(SAMPLE, tmp_path / "config")
    path = folder / "communities.yaml"
    path.write_text(path.read_text().replace("hears: all", "hears: mentions", 1))
    return folder


async def spoken(v: Village, who: str, text: str) -> str:
    return await v.say(who, text, chat=LAKE, mention=True)


async def test_a_group_that_hears_mentions_hears_nothing_else(mentions_only) -> None:
    async with village(config=mentions_only) as v:
        assert await v.say("王姐", FRUIT, chat=LAKE) == ""
        assert "确认" in await spoken(v, "王姐", FRUIT)
        assert "1号团" in await v.say("王姐", "确认", chat=LAKE), "the answer to its own question it hears"
        await v.talk(
            ("李阿姨", LAKE, "草莓2盒", ""),
            ("李阿姨", LAKE, "草莓多少钱", ""),
            ("李阿姨", LAKE, "团购", ""),
            ("王姐", LAKE, "截单", ""),
        )
        assert await v.store.reads.orders(1) == []
        assert "记好了" in await spoken(v, "李阿姨", "草莓2盒")
        assert "25元" in await spoken(v, "李阿姨", "草莓多少钱")
        assert "没看懂" in await spoken(v, "李阿姨", "呵呵呵")
        assert (await v.store.reads.buy(1)).state == "open"


async def test_the_other_group_still_hears_all(mentions_only) -> None:
    async with village(config=mentions_only) as v:
        await v.open(chat="lake-2")
        await v.talk(("赵六", "lake-2", "草莓2盒", "记好了"))
