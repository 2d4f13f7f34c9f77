"""核销: goods handed out by code or 跟团号, whole or in part, never above what was billed."""

from decimal import Decimal

import pytest

from tests.bot.commands.days import LAKE, arrived, bought, code_of, order, ordered, second_buy


async def test_a_code_hands_out_what_is_there_and_names_person_and_goods() -> None:
    async with arrived() as v:
        answer = await v.say("王姐", f"核销 {await code_of(v, '李阿姨')}")
        assert "✓ 1号团 1号 3-1203 李阿姨：草莓2盒、蓝莓1盒，取完了，未付65元" in answer
        assert not (await order(v, 1)).waiting


@pytest.mark.parametrize(
    "said", ["核销 #1", "核销 1", "核销 1号", "核销#1", "核销1", "核销 ＃１", "核销 1号团 #1", "核销：#1"]
)
async def test_a_participation_number_does_too(said: str) -> None:
    async with arrived() as v:
        assert "1号 李阿姨：草莓2盒、蓝莓1盒，取完了" in await v.say("王姐", said, chat=LAKE)


async def test_a_part_is_handed_out_and_what_waits_is_named() -> None:
    async with arrived() as v:
        answer = await v.say("王姐", "核销 #1 草莓1", chat=LAKE)
        assert "李阿姨：草莓1盒，还剩草莓1盒、蓝莓1盒" in answer
        assert (await order(v, 1)).line(1).picked == Decimal(1)
        assert "草莓1盒、蓝莓1盒，取完了" in await v.say("王姐", "核销 #1", chat=LAKE)


@pytest.mark.parametrize("said", ["核销 #1 草莓 1 蓝莓 1", "核销 #1 草莓1盒 蓝莓1盒", "核销 #1 1号1 2号1"])
async def test_the_part_is_written_in_several_ways(said: str) -> None:
    async with arrived() as v:
        assert "草莓1盒、蓝莓1盒，还剩草莓1盒" in await v.say("王姐", said, chat=LAKE)


@pytest.mark.parametrize(
    "said",
    [
        "核销 #1 草莓3",
        "核销 #1 草莓1 草莓2",
        "核销 #1 草莓0",
        "核销 #1 草莓",
        "核销 #1 香蕉1",
        "核销 #1 草莓1/2",
    ],
)
async def test_never_more_than_was_billed_and_never_a_guess(said: str) -> None:
    async with arrived() as v:
        answer = await v.say("王姐", said, chat=LAKE)
        assert "✓" not in answer
        assert answer
        assert (await order(v, 1)).line(1).picked == 0


async def test_several_at_once_and_a_wrong_one_does_not_hold_up_the_others() -> None:
    async with arrived() as v:
        code = await code_of(v, "赵六")
        answer = await v.say("王姐", f"核销 #1 草莓1\n{code}\n#9\n999999")
        assert "核销了2单，2单没成" in answer
        assert "✓ 1号团 1号 3-1203 李阿姨：草莓1盒" in answer
        assert "✓ 1号团 2号 5-402 赵六：草莓3盒，取完了" in answer
        assert "✗ #9：没有跟团号 9" in answer
        assert "✗ 999999：没有取货码" in answer
        assert (await order(v, 1)).line(1).picked == Decimal(1)
        assert not (await order(v, 2)).waiting


async def test_the_same_order_twice_in_a_message_is_handed_out_once() -> None:
    async with arrived() as v:
        answer = await v.say("王姐", "核销 #1 #1", chat=LAKE)
        assert "核销了1单，1单没成" in answer
        assert "已经取完了" in answer


async def test_what_has_not_arrived_is_not_handed_out_but_named() -> None:
    async with bought() as v:
        await v.say("王姐", "到货 草莓", chat=LAKE)
        answer = await v.say("王姐", "核销 #1", chat=LAKE)
        assert "草莓2盒，还剩蓝莓1盒（未到货）" in answer
        assert "蓝莓还没到货" in await v.say("王姐", "核销 #1", chat=LAKE)
        assert "蓝莓还没到货" in await v.say("王姐", "核销 #1 蓝莓1", chat=LAKE)


async def test_before_any_arrival_nothing_is_handed_out() -> None:
    async with bought() as v:
        assert "还没到货" in await v.say("王姐", "核销 #1", chat=LAKE)
    async with ordered() as v:
        assert "还没到货" in await v.say("王姐", f"核销 {await code_of(v, '赵六')}")


async def test_in_a_group_neither_room_nor_code_is_shown() -> None:
    async with arrived() as v:
        code = await code_of(v, "李阿姨")
        answer = await v.say("王姐", f"核销 {code} 999999", chat=LAKE)
        assert code not in answer
        assert "999999" not in answer
        assert "3-1203" not in answer
        assert "****99" in answer
        single = await v.say("王姐", "核销 888888", chat=LAKE)
        assert "888888" not in single


@pytest.mark.parametrize("said", ["核销", "核销 王阿姨", "核销 草莓1 #1", "核销 1234567"])
async def test_without_a_code_or_number_the_form_is_shown(said: str) -> None:
    async with arrived() as v:
        assert "核销 #12" in await v.say("王姐", said, chat=LAKE)


async def test_too_many_at_once_are_refused_whole() -> None:
    async with arrived() as v:
        many = " ".join(f"#{it}" for it in range(1, 40))
        assert "一次最多核销30单" in await v.say("王姐", f"核销 {many}", chat=LAKE)
        assert (await order(v, 1)).waiting


async def test_numbers_that_two_buys_have_are_asked_about() -> None:
    async with arrived() as v:
        number = await second_buy(v)
        await v.say("李阿姨", "鸡蛋1板", chat=LAKE)
        assert "草莓2盒" in await v.say("王姐", "核销 #1 草莓2", chat=LAKE), "only one has arrived"
        await v.say("王姐", f"截单 {number}", chat=LAKE)
        await v.say("王姐", f"到货 {number}号团", chat=LAKE)
        answer = await v.say("王姐", "核销 #1", chat=LAKE)
        assert "是哪个团" in answer
        assert f"{number} 蛋" in answer
        assert "鸡蛋1板" in await v.say("王姐", f"核销 {number}号团 #1", chat=LAKE)
        assert "蓝莓1盒" in await v.say("王姐", "核销 #1", chat=LAKE, quote="【1号团】到货了")


async def test_a_deputy_hands_out_too() -> None:
    async with arrived() as v:
        assert "✓" in await v.say("小林", "核销 #1", chat=LAKE)
        assert "✓" in await v.say("小林", f"核销 {await code_of(v, '赵六')}")


async def test_another_communitys_leader_finds_neither_code_nor_number() -> None:
    async with arrived() as v:
        assert "没有取货码" in await v.say("老周", f"核销 {await code_of(v, '赵六')}")
        assert "没有跟团号 1" in await v.say("老周", "核销 #1")
        assert "请找王姐" in await v.say("老周", "核销 1号团 #1")
        assert "请找王姐" in await v.say("老周", "核销 #1", chat=LAKE)
        assert (await order(v, 1)).waiting


async def test_a_resident_who_tries_is_told_it_is_the_leaders() -> None:
    async with arrived() as v:
        code = await code_of(v, "赵六")
        assert "团长的操作" in await v.say("赵六", f"核销 {code}")
        assert "团长的操作" in await v.say("赵六", "核销 #2", chat=LAKE)
        assert (await order(v, 2)).waiting


async def test_the_same_delivery_twice_hands_out_once() -> None:
    async with arrived() as v:
        first = await v.say("王姐", "核销 #1 草莓1", chat=LAKE, message_id="same")
        assert await v.say("王姐", "核销 #1 草莓1", chat=LAKE, message_id="same") == first
        assert (await order(v, 1)).line(1).picked == Decimal(1)


async def test_what_was_short_is_not_handed_out() -> None:
    async with bought() as v:
        await v.say("王姐", "到货 草莓 5/6", chat=LAKE)
        await v.say("王姐", "到货 蓝莓", chat=LAKE)
        assert "陈伯：蓝莓2盒，取完了" in await v.say("王姐", "核销 #3", chat=LAKE)


async def test_a_cancelled_order_has_nothing_to_fetch() -> None:
    async with ordered() as v:
        await v.say("赵六", "取消", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        await v.say("王姐", "到货", chat=LAKE)
        assert "没有" in await v.say("王姐", "核销 #2", chat=LAKE)
        assert "没有待取" in await v.say("王姐", "核销 1号团 #2", chat=LAKE)


async def test_a_name_or_a_room_says_whose_goods_they_are() -> None:
    async with arrived() as v:
        assert "没有“钱七”" in await v.say("王姐", "钱七的已取", chat=LAKE)
        assert "✓ 1号团 2号 赵六：草莓3盒，取完了" in await v.say("王姐", "赵六的已取", chat=LAKE)
        assert "✓ 1号团 1号 3-1203 李阿姨：草莓1盒，还剩草莓1盒" in await v.say("王姐", "核销 3-1203 草莓1")
        assert "已经取完了" in await v.say("王姐", "赵六取走了")
        await v.say("赵六", "我叫 5-402 陈伯")
        answer = await v.say("王姐", "陈伯拿走了", chat=LAKE)
        assert "“陈伯”有2位，请用跟团号" in answer
        assert "3号 陈伯" in answer
        assert (await order(v, 3)).waiting
        assert "已撤销" in await v.say("王姐", "撤销核销 #2")


async def test_somebody_who_waits_in_two_buys_is_asked_about() -> None:
    async with arrived() as v:
        number = await second_buy(v)
        await v.say("赵六", f"{number}号团 鸡蛋1板", chat=LAKE)
        await v.say("王姐", f"截单 {number}", chat=LAKE)
        await v.say("王姐", f"到货 {number}号团", chat=LAKE)
        assert "核销 1号团 赵六" in await v.say("王姐", "赵六的已取", chat=LAKE)
        assert "鸡蛋1板" in await v.say("王姐", f"核销 {number}号团 赵六", chat=LAKE)
        assert "草莓3盒" in await v.say("王姐", "赵六的已取", chat=LAKE)
