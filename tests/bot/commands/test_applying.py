"""From 申请团长 to the first group buy, in chat and through the admin's files."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from config.loader import load
from groupbuy.configuring import apply
from groupbuy.directory import Directory
from groupbuy.leadership import State
from tests.bot.rows import rows
from tests.conversation import SAMPLE, Village, village

ANSWERS = """申请团长
小区 湖畔花园
地址 9号楼1单元101"门口" #: 'x'
时间 周一到周五17:00-20:00；周末10点到18点
容量 常温100 冷藏30
微信 zhaoge-88"""
OFFER = "开团 周末水果\n草莓 25/盒\n截单 今晚20:00\n取货 明天17:00-20:00"


async def put_in_force(v: Village, new: Directory) -> None:
    """As the reload does it."""
    await v.store.run(lambda books: apply(books, new), at=v.clock.now(), directory=new, alone=True)
    v.parts.settings.directory = new
    await v.parts.settle()


def pasted(folder: Path, notice: str, pay: str = "") -> Directory:
    """The sample with what the admin was told to paste, where the admin was told to paste it."""
    if not folder.exists():
        shutil.copytree(SAMPLE, folder)
    _, entries = notice.split("# leaders.yaml，leaders: 下面\n")
    leader, point = entries.split("# points.yaml，points: 下面\n")
    for file, section, entry in (("leaders.yaml", "leaders", leader + pay), ("points.yaml", "points", point)):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(f"\n{section}:\n", f"\n{section}:\n{entry.rstrip()}\n", 1), encoding="utf-8"
        )
    return load(folder, {}).directory


async def applied(v: Village, who: str = "赵哥") -> str:
    """Applies in one message; returns what 陈经理 reads about it."""
    await v.say(who, f"我叫 {who}")
    assert "同意条款，就回“同意”" in await v.say(who, ANSWERS)
    assert "申请交上去了，陈经理、小何会看" in await v.say(who, "同意")
    return v.heard(user="陈经理")[-1]


async def test_the_questions_are_answered_one_by_one_in_any_order_with_pauses_and_slips() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("赵哥", "lake-1", "申请团长", "请私聊我发"),
            ("赵哥", None, "申请团长", "要答6样：称呼、小区、地址、时间、容量、联系"),
            ("赵哥", None, "赵哥", "1 湖畔花园 2 枫林苑"),
            ("赵哥", None, "周末10点到18点", "时间：周末10:00-18:00"),
            ("赵哥", None, "草莓2盒", "记好了：1号团"),
            ("赵哥", None, "随便", "“随便”我没看懂。想带哪个小区？回名字或数字：1 湖畔花园"),
            ("赵哥", None, "为什么要问这个？", "我没看懂。要下单直接说"),
            ("赵哥", None, "算了", "填的我留着"),
            ("赵哥", None, "想当团长", "要答4样"),
            ("赵哥", None, "1", "小区：湖畔花园"),
            ("赵哥", None, "今天几点截单", "20:00 截单"),
            ("赵哥", None, "9号楼101", "地址：9号楼101"),
            ("赵哥", None, "帮助", "下单直接说"),
        )
        await v.pass_time(timedelta(days=2))
        await v.talk(
            ("赵哥", None, "我的团长", "还差容量、联系"),
            ("赵哥", None, "申请团长", "要答2样：容量、联系"),
            ("赵哥", None, "时间 随时\n容量 不限", "“随时”我没看懂。什么时候能取货"),
            ("赵哥", None, "13800001111", "都答好了："),
            ("赵哥", None, "好的", "回“同意”两个字"),
            ("赵哥", None, "不同意", "先不交"),
            ("赵哥", None, "申请团长", "回“同意”"),
            ("赵哥", None, "我的团长", "都答好了，还没交"),
            (
                "赵哥",
                None,
                "地址 5号楼大厅",
                "地址：5号楼大厅\n时间：周末10:00-18:00\n容量：不限\n联系：13800001111",
            ),
            ("赵哥", None, "同意条款", "申请交上去了"),
            ("赵哥", None, "申请团长", "你的申请已经交了"),
            ("赵哥", None, "我的团长", "等管理员看"),
        )
        assert [it.state for it in await v.store.reads.leaderships(*State)] == [State.SUBMITTED]


async def test_from_the_application_to_the_first_buy_and_to_retirement(tmp_path: Path) -> None:
    async with village() as v:
        notice = await applied(v)
        assert v.heard(user="小何") == v.heard(user="陈经理")
        assert len(notice.encode()) < 1800
        assert notice.endswith("拒绝申请 赵哥 原因”。以后要看发“团长申请”。\n" + notice.partition("\n")[2])
        assert (await v.say("陈经理", "团长申请")).partition("\n")[2] == notice.partition("\n")[2]
        await put_in_force(v, pasted(tmp_path / "config", notice))
        leader, point = v.directory.leaders["zhao-ge"], v.directory.points["lake-zhao-ge"]
        assert (leader.name, leader.communities, leader.identities) == ("赵哥", ("lake",), (("sim", "赵哥"),))
        assert (point.no, point.address, point.run_by) == (4, "9号楼1单元101\"门口\" #: 'x'", ("zhao-ge",))
        assert [sorted(it.weekdays) for it in point.windows] == [[0, 1, 2, 3, 4], [5, 6]]
        assert point.capacity == {"normal": 100, "chilled": 30}
        assert rows(v.path, "SELECT * FROM answers") == [], "they stand in the configuration now"
        welcome = v.heard(user="赵哥")[-1]
        assert welcome.startswith("欢迎赵哥，你现在是湖畔花园的团长了！")
        assert ("□ 收款方式" in welcome, "□ 报到" in welcome, "同意条款" in welcome) == (True, True, False)
        assert "还差“收款方式”：怎么收款告诉陈经理、小何" in await v.say("赵哥", OFFER, chat="lake-1")
        shutil.rmtree(tmp_path / "config")
        await put_in_force(v, pasted(tmp_path / "config", notice, "    pay: 微信转我\n"))
        assert "还差“报到”：私聊我发“我的团长”" in await v.say("赵哥", OFFER, chat="lake-1")
        ticks = await v.say("赵哥", "我的团长")
        assert ticks.count("☑") == 4
        assert ticks.endswith("可以开团了，怎么写发“帮助 开团”。")
        await v.open("赵哥", OFFER)
        assert await v.store.reads.leadership_of("zhao-ge") is not None
        for retire in ("    retired: true\n", "    retired: true\n    pay: 微信转我\n"):
            shutil.rmtree(tmp_path / "config")
            await put_in_force(v, pasted(tmp_path / "config", notice, retire))
        told = [it for it in v.heard(user="赵哥") if it.startswith("辛苦了")]
        assert len(told) == 1, "once, however often the files are read"
        assert "已经退任" in await v.say("赵哥", OFFER, chat="lake-1")
        assert "你是团长赵哥（湖畔花园；" in await v.say("赵哥", "我的团长")
        assert "截单" in await v.say("赵哥", "截单 1", chat="lake-1")


async def test_an_application_is_declined_kindly_taken_back_or_forgotten_and_its_answers_are_gone() -> None:
    async with village() as v:
        await applied(v)
        await v.pass_time(timedelta(minutes=1))
        await applied(v, "钱姐")
        assert "1 赵哥（11月21日(六) 10:00 交）\n2 钱姐（" in await v.say("陈经理", "团长申请")
        assert "是哪一位？请写名字或号：1 赵哥、2 钱姐" in await v.say("陈经理", "拒绝申请 小王 不好")
        assert "好，没有同意赵哥的申请" in await v.say("陈经理", "拒绝申请 赵哥 这个小区暂时够了。")
        said = "谢谢你愿意当团长。这次没有通过：这个小区暂时够了。情况有变化，随时可以再发“申请团长”。"
        assert v.heard(user="赵哥") == [said]
        assert "要答5样" in await v.say("赵哥", "申请团长")
        assert "申请取消了" in await v.say("赵哥", "取消申请")
        assert "不用取消" in await v.say("赵哥", "取消申请")
        await v.say("钱姐", "删除我的资料")
        await v.say("钱姐", "确认")
        assert rows(v.path, "SELECT * FROM answers") == []
        states = [it.state for it in await v.store.reads.leaderships(*State)]
        assert sorted(states) == [State.DECLINED, State.WITHDRAWN, State.WITHDRAWN]
        assert "现在没有等着看的团长申请" in await v.say("陈经理", "团长申请")


async def test_who_leads_already_or_where_nobody_applies_is_told_whom_to_ask() -> None:
    async with village() as v:
        assert "你已经是团长了" in await v.say("王姐", "申请团长")
        assert "请找陈经理、小何" in await v.say("王姐", "团长申请")
        assert "请私聊我发" in await v.say("陈经理", "团长申请", chat="lake-1")
        assert "湖畔花园：团长王姐、副团长小林。" in await v.say("李阿姨", "我的团长", chat="lake-1")
        assert "私聊" in await v.say("王姐", "我的团长", chat="lake-1")
        assert "先告诉我你是哪个小区的" in await v.say("新来的", "团长是谁")
        assert "想当团长请私聊我发“申请团长”" in await v.say("李阿姨", "同意条款", chat="lake-1")
        v.parts.settings.directory = replace(v.directory, applications=None)
        assert "还不能在聊天里申请团长，请找陈经理、小何" in await v.say("新来的", "申请团长")
        assert "现在没有团长条款" in await v.say("新来的", "条款")


@pytest.mark.parametrize("days", [0, 1])
async def test_terms_bind_those_who_led_before_only_from_the_day_that_is_written(days: int) -> None:
    async with village() as v:
        await v.open("王姐")
        rules = v.directory.applications
        assert rules is not None
        assert rules.terms is not None
        terms = replace(rules.terms, version="v2", since=date(2026, 11, 21) + timedelta(days=days))
        new = replace(v.directory, version="x", applications=replace(rules, terms=terms))
        await put_in_force(v, new)
        await put_in_force(v, replace(new, version="y"))
        asked = [it for it in v.heard(user="王姐") if "条款有了新的（v2）" in it]
        assert len(asked) == 1
        assert not any("条款有了新的" in it for it in v.heard(user="小林")), "who opens nothing is not asked"
        again = await v.say("王姐", OFFER, chat="lake-1")
        if days:
            assert "回“确认”开团" in again
            return
        assert "还差“同意条款”：私聊我发“条款”，看完回“同意条款”" in again
        assert "记好了" in await v.say("李阿姨", "草莓2盒", chat="lake-1")
        assert "团长条款（v2）" in await v.say("王姐", "条款")
        assert "记下了，你同意了条款（v2）。可以开团了。" in await v.say("王姐", "同意条款")
        assert "已经同意过了" in await v.say("王姐", "同意条款")
        assert "你已经同意了" in await v.say("王姐", "条款")
        assert "回“确认”开团" in await v.say("王姐", OFFER, chat="lake-1")


async def test_a_name_is_no_yes_and_no_community_and_comes_without_the_words_before_it() -> None:
    async with village() as v:
        await v.talk(
            ("赵哥", None, "申请团长", "大家怎么称呼你"),
            ("赵哥", None, "湖畔花园", "记下了，小区：湖畔花园。"),
            ("赵哥", None, "同意", "“同意”我没看懂。大家怎么称呼你"),
            ("赵哥", None, "叫我赵哥", "记下了，称呼：赵哥。"),
            ("赵哥", None, "早9晚8", "记下了，时间：每天09:00-20:00。"),
        )
