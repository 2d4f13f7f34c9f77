"""How answers are worded: short, what was understood, what it costs, how to change it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies import CUT, fit
from tests.conversation import village

GROUP = "lake-1"


@given(st.text(max_size=200), st.integers(min_value=len(CUT.encode()), max_value=400))
def test_an_answer_fits_and_is_never_cut_inside_a_character(text: str, most: int) -> None:
    text = text.encode("utf-8", "ignore").decode()
    found = fit(text, most)
    assert len(found.encode()) <= most
    assert found == text or (found.endswith(CUT) and text.startswith(found.removesuffix(CUT)))


@pytest.mark.parametrize("most", [100, 101, 102, 103])
def test_chinese_is_cut_between_characters(most: int) -> None:
    assert "\ufffd" not in fit("团购" * 100, most)


async def test_a_confirmation_says_what_how_much_how_to_pay_where_and_how_to_undo() -> None:
    async with village() as v:
        await v.open()
        said = await v.say("李阿姨", "草莓2盒 蓝莓1", chat=GROUP)
        for piece in (
            "记好了：1号团 1号",
            "草莓 2盒 50元\n蓝莓 1盒 15元",
            "合计 65元",
            "取货时付，或微信转账给我",
            "自提：东门驿站，11月22日(日) 17:00–20:00",
            "不要了回“取消”",
        ):
            assert piece in said


async def test_what_was_said_once_is_not_said_again() -> None:
    """Where to fetch and how to be named stand in the first confirmation only."""
    async with village() as v:
        await v.open()
        first = await v.say("李阿姨", "草莓2盒", chat=GROUP)
        second = await v.say("李阿姨", "加1盒蓝莓", chat=GROUP)
        assert "自提：" in first
        assert "我叫 3-1203" in first
        assert "自提：" not in second
        assert "我叫" not in second


async def test_an_order_for_a_neighbour_says_for_whom() -> None:
    async with village() as v:
        await v.open()
        assert "给陈奶奶记好了：1号团" in await v.say("李阿姨", "帮陈奶奶带1盒蓝莓", chat=GROUP)


async def test_cancelled_is_said_with_what_becomes_of_money_paid() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=GROUP)
        await v.say("王姐", "已付 1", chat=GROUP)
        assert "已付清" in await v.say("李阿姨", "我的订单")
        assert "已付的50元由团长退" in await v.say("李阿姨", "取消", chat=GROUP)


async def test_paid_too_much_is_said_so() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=GROUP)
        await v.say("王姐", "已付 1", chat=GROUP)
        assert "多付 25元，团长会退" in await v.say("李阿姨", "草莓改成1盒", chat=GROUP)
