"""代领: a code for a neighbour, its scope, its end, and what everybody hears of it."""

import re
from datetime import timedelta

from tests.bot.commands.days import LAKE, arrived, bought, code_of, order, second_buy
from tests.conversation import Village


async def given(v: Village, who: str, said: str = "代领") -> str:
    """The (first) code the resident gets to hand on."""
    found = re.search(r"(\d{6})：", await v.say(who, said))
    assert found
    return found[1]


async def test_a_neighbour_fetches_against_a_code_of_its_own_and_the_resident_is_told() -> None:
    async with arrived() as v:
        answer = await v.say("李阿姨", "代领")
        assert re.fullmatch(
            r"\d{6}：1号团 草莓2盒、蓝莓1盒，到11月22日\(日\) 20:00有效\n把代领码转给.*“取消代领”。", answer
        )
        code = answer[:6]
        assert code != await code_of(v, "李阿姨")
        assert "✓ 1号团 1号 3-1203 李阿姨（代领）：草莓2盒、蓝莓1盒，取完了" in await v.say(
            "王姐", f"核销 {code}"
        )
        await v.pass_time(timedelta(minutes=1))
        assert any("有人代领走了。不是你托的人就马上告诉团长" in it for it in v.heard(user="李阿姨"))
        assert not (await order(v, 1)).waiting
        assert "没有可取" not in await v.say("王姐", "撤销核销 #1")
        assert (await order(v, 1)).waiting


async def test_ones_own_code_stays_good_and_brings_no_such_word() -> None:
    async with arrived() as v:
        own = await code_of(v, "李阿姨")
        await given(v, "李阿姨")
        assert "代领" not in await v.say("王姐", f"核销 {own}")
        await v.pass_time(timedelta(minutes=1))
        assert not any("代领走" in it for it in v.heard(user="李阿姨"))


async def test_one_code_fetches_everything_at_a_point_that_is_there() -> None:
    async with bought() as v:
        await second_buy(v)
        await v.say("李阿姨", "鸡蛋1板", chat=LAKE)
        for said in ("截单 2", "已采购 2", "到货 1号团"):
            await v.say("王姐", said, chat=LAKE)
        codes = set(re.findall(r"(\d{6})：", await v.say("李阿姨", "代领")))
        assert len(codes) == 1, "both at the same point"
        answer = await v.say("王姐", f"核销 {codes.pop()}")
        assert "草莓2盒、蓝莓1盒" in answer
        assert "鸡蛋" not in answer, "not there yet"


async def test_only_the_buy_named_is_given_to_the_neighbour() -> None:
    async with arrived() as v:
        await second_buy(v)
        await v.say("李阿姨", "鸡蛋1板", chat=LAKE)
        answer = await v.say("李阿姨", "代领 2号团")
        assert "鸡蛋1板" in answer
        assert "草莓" not in answer
        assert "还没到货" in await v.say("王姐", f"核销 {answer[:6]}")
        assert (await order(v, 1)).proxy is None


async def test_it_ends_by_itself_at_the_moment_given_or_when_it_is_taken_back() -> None:
    async with arrived() as v:
        code = await given(v, "李阿姨", "代领 到18:00")
        withdrawn = await given(v, "赵六")
        assert "1单的代领码收回了" in await v.say("赵六", "取消代领")
        assert "没有代领码可以取消" in await v.say("赵六", "取消代领")
        await v.pass_time(timedelta(hours=8, minutes=1))
        assert "1号的代领码过期了" in await v.say("王姐", f"核销 {code}")
        assert "没有取货码" in await v.say("王姐", f"核销 {withdrawn}")
        assert (await order(v, 1)).waiting
        assert (await order(v, 2)).waiting


async def test_a_new_code_takes_the_place_of_the_one_before() -> None:
    async with arrived() as v:
        first, second = await given(v, "李阿姨"), await given(v, "李阿姨")
        assert first != second
        assert "没有取货码" in await v.say("王姐", f"核销 {first}")
        assert "取完了" in await v.say("王姐", f"核销 {second}")


async def test_what_cannot_be_meant_is_said_and_gives_no_code() -> None:
    async with arrived() as v:
        assert "没有要取的东西" in await v.say("新邻居", "代领")
        assert "已经过了" in await v.say("李阿姨", "代领 今天上午9点")
        assert "这样写" in await v.say("李阿姨", "代领 随便谁")
        assert "私聊" in await v.say("李阿姨", "代领", chat=LAKE)
        assert "没有要取的东西" in await v.say("李阿姨", "代领 7号团")
        assert (await order(v, 1)).proxy is None
        code = await given(v, "李阿姨")
        assert "没有取货码" in await v.say("老周", f"核销 {code}"), "another community's leader"
        for it in v.heard(chat=LAKE):
            assert code not in it
