"""撤销核销: the latest handing-out goes back."""

import pytest

from tests.bot.commands.days import LAKE, arrived, code_of, order


@pytest.mark.parametrize(
    "said", ["撤销核销 #1", "取消核销 #1", "撤销核销 1号", "撤销核销#1", "撤销核销 1号团 #1"]
)
async def test_the_latest_handing_out_is_taken_back(said: str) -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1", chat=LAKE)
        answer = await v.say("王姐", said, chat=LAKE)
        assert "1号 李阿姨 最近一次核销：草莓2盒、蓝莓1盒，又记回待取" in answer
        assert (await order(v, 1)).waiting


async def test_by_code_after_everything_was_fetched() -> None:
    async with arrived() as v:
        code = await code_of(v, "李阿姨")
        await v.say("王姐", f"核销 {code}")
        assert "又记回待取" in await v.say("王姐", f"撤销核销 {code}")


async def test_parts_go_back_one_by_one_latest_first() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1 草莓1", chat=LAKE)
        await v.say("王姐", "核销 #1 蓝莓1", chat=LAKE)
        assert "：蓝莓1盒" in await v.say("王姐", "撤销核销 #1", chat=LAKE)
        assert "：草莓1盒" in await v.say("王姐", "撤销核销 #1", chat=LAKE)
        assert "没有可撤销" in await v.say("王姐", "撤销核销 #1", chat=LAKE)


async def test_afterwards_it_can_be_handed_out_again() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1", chat=LAKE)
        await v.say("王姐", "撤销核销 #1", chat=LAKE)
        assert "取完了" in await v.say("王姐", "核销 #1", chat=LAKE)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("撤销核销", "撤销谁的？写跟团号或取货码"),
        ("撤销核销 王阿姨", "例如“撤销核销 #12”"),
        ("撤销核销 3-502", "撤销谁的"),
        ("撤销核销 #1 #2", "一次撤销一单"),
        ("撤销核销 #1 草莓1", "一次撤销一单"),
        ("撤销核销 #9", "没有跟团号 9"),
        ("撤销核销 999999", "没有取货码"),
        ("撤销核销 #2", "没有可撤销"),
    ],
)
async def test_what_cannot_be_is_refused_with_the_form(said: str, expected: str) -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1", chat=LAKE)
        assert expected in await v.say("王姐", said, chat=LAKE)
        assert not (await order(v, 1)).waiting


async def test_residents_and_strangers_may_not() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1", chat=LAKE)
        assert "团长的操作" in await v.say("李阿姨", "撤销核销 #1", chat=LAKE, mention=True)
        assert "请找王姐" in await v.say("老周", "撤销核销 #1", chat=LAKE)
        assert not (await order(v, 1)).waiting
