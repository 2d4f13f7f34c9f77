"""撤销到货: a mistake at the point is taken back, and everybody's amounts with it."""

import pytest

from tests.bot.commands.days import LAKE, arrived, book, bought, order, ordered


async def test_an_arrival_is_taken_back_and_those_told_are_told() -> None:
    async with arrived() as v:
        answer = await v.say("王姐", "撤销到货 草莓", chat=LAKE)
        assert "草莓的到货" in answer
        assert not (await book(v)).item(1).arrived
        assert any("更正：草莓还没到货" in it for it in v.heard(user="赵六"))
        assert "草莓 6盒" in await v.say("王姐", "到货 草莓", chat=LAKE)


async def test_what_a_short_arrival_cut_stands_again() -> None:
    async with bought() as v:
        await v.say("王姐", "到货 草莓 4/6", chat=LAKE)
        answer = await v.say("王姐", "撤销到货 草莓", chat=LAKE)
        assert "缺的2盒补回" in answer
        assert [(await order(v, it)).amount for it in (1, 2, 3)] == [6500, 7500, 5500]


@pytest.mark.parametrize(
    "said", ["撤销到货 蓝莓", "撤销缺货 蓝莓", "取消到货 蓝莓", "撤销到货 1 蓝莓", "撤销到货 2"]
)
async def test_a_shortage_is_taken_back_likewise(said: str) -> None:
    async with bought() as v:
        await v.say("王姐", "缺货 蓝莓 1", chat=LAKE)
        assert "蓝莓的缺货" in await v.say("王姐", said, chat=LAKE)
        assert (await order(v, 3)).amount == 5500


async def test_the_latest_record_goes_first() -> None:
    async with bought() as v:
        await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        await v.say("王姐", "到货 草莓", chat=LAKE)
        assert "草莓的到货" in await v.say("王姐", "撤销到货 草莓", chat=LAKE)
        assert "草莓的缺货" in await v.say("王姐", "撤销到货 草莓", chat=LAKE)
        assert "没有可撤销的" in await v.say("王姐", "撤销到货 草莓", chat=LAKE)


async def test_what_has_been_fetched_holds_it_back() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1", chat=LAKE)
        assert "已有人取走" in await v.say("王姐", "撤销到货 草莓", chat=LAKE)
        await v.say("王姐", "撤销核销 #1", chat=LAKE)
        assert "草莓的到货" in await v.say("王姐", "撤销到货 草莓", chat=LAKE)


async def test_without_an_item_the_form_is_shown() -> None:
    async with arrived() as v:
        assert "例如“撤销到货 草莓”" in await v.say("王姐", "撤销到货", chat=LAKE)
        assert "没有“香蕉”" in await v.say("王姐", "撤销到货 香蕉", chat=LAKE)


async def test_nothing_recorded_nothing_to_take_back() -> None:
    async with bought() as v:
        assert "没有可撤销的" in await v.say("王姐", "撤销到货 草莓", chat=LAKE)
    async with ordered() as v:
        assert "没有" in await v.say("王姐", "撤销到货 草莓", chat=LAKE)


async def test_residents_and_strangers_may_not() -> None:
    async with arrived() as v:
        assert "团长的操作" in await v.say("赵六", "撤销到货 草莓", chat=LAKE, mention=True)
        assert "请找王姐" in await v.say("老周", "撤销到货 草莓", chat=LAKE)
        assert (await book(v)).item(1).arrived
