"""帮助: from the table of commands, by role."""

import pytest

from bot.commands import all_commands
from bot.commands.base import Who
from tests.bot.commands.days import LAKE
from tests.conversation import village


@pytest.mark.parametrize("said", ["帮助", "help", "Help", "帮助。"])
async def test_a_resident_reads_a_line_for_each_of_theirs(said: str) -> None:
    async with village() as v:
        answer = await v.say("李阿姨", said, chat=LAKE)
        for it in all_commands():
            shown = f"{it.usage.splitlines()[0]}：{it.says}" in answer
            assert shown is (it.who is Who.ANYONE), it.words[0]


async def test_the_most_wanted_comes_first() -> None:
    async with village() as v:
        lines = (await v.say("李阿姨", "帮助")).splitlines()
        assert lines[0].startswith("下单直接说")
        assert lines[1].startswith("团购：")
        assert lines[2].startswith("我的订单：")


async def test_a_leader_reads_theirs_by_right() -> None:
    async with village() as v:
        answer = await v.say("王姐", "帮助")
        for it in all_commands():
            assert (it.usage.splitlines()[0] in answer) is (it.who is not Who.ADMIN), it.words[0]
        for group in ("【大家】", "【开团】", "【改单】", "【到货】", "【核销】", "【收款】"):
            assert group in answer
        assert len(answer.encode()) < 4096


async def test_a_deputy_does_not_see_what_they_may_not_do() -> None:
    async with village() as v:
        answer = await v.say("小林", "帮助")
        assert "【核销】" in answer
        assert "【收款】" not in answer
        assert "【开团】" not in answer


async def test_one_command_in_detail() -> None:
    async with village() as v:
        answer = await v.say("王姐", "帮助 核销")
        assert "例如：\n核销 123456" in answer
        assert "也可以说：撤销缺货、取消到货" in await v.say("王姐", "帮助 撤销到货")
        assert "例如" in await v.say("李阿姨", "帮助 自提点")


async def test_what_one_may_not_use_or_is_none_is_unknown() -> None:
    async with village() as v:
        assert "没有“核销”这个指令" in await v.say("李阿姨", "帮助 核销")
        assert "没有“飞”" in await v.say("李阿姨", "帮助 飞")
        assert len(await v.say("李阿姨", "帮助 " + "飞" * 3000)) < 60


async def test_needing_help_with_something_is_not_the_command() -> None:
    async with village() as v:
        assert await v.say("李阿姨", "帮助一下邻居", chat=LAKE) == ""
        assert await v.say("李阿姨", "帮助 一下邻居", chat=LAKE) == ""


async def test_an_admin_reads_of_the_command_line_in_one_line_and_nobody_else_does():
    async with village() as v:
        lines = [it for it in (await v.say("陈经理", "帮助")).splitlines() if "main.py" in it]
        assert len(lines) == 1
        assert lines[0].startswith("【管理员】")
        for who in ("王姐", "李阿姨"):
            assert "main.py" not in await v.say(who, "帮助")
