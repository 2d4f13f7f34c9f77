"""已付: a claim from a resident, a confirmation from the leader."""

import pytest

from tests.bot.commands.days import LAKE, bought, order, ordered, second_buy
from tests.conversation import village


@pytest.mark.parametrize(
    "said", ["已付", "已付款", "付了", "付款了", "钱付了", "已转账", "付了。", "已付 65元", "已付 1"]
)
async def test_a_residents_word_is_a_claim_and_nothing_more(said: str) -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", said, chat=LAKE)
        assert "你说已付" in answer
        assert "1号团 1号 65元，等王姐确认" in answer
        mine = await order(v, 1)
        assert mine.claimed
        assert mine.paid == 0


async def test_claiming_twice_is_one_claim() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "已付", chat=LAKE)
        await v.say("李阿姨", "已付", chat=LAKE)
        story = await v.say("李阿姨", "为什么", chat=LAKE)
        assert story.count("说已付") == 1


async def test_who_owes_nothing_is_told_so_only_when_they_ask_the_bot() -> None:
    async with ordered() as v:
        assert await v.say("路人", "付了", chat=LAKE) == ""
        assert "没有要付的款" in await v.say("路人", "付了", chat=LAKE, mention=True)


async def test_the_leaders_numbers_confirm_what_is_owed() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "已付", chat=LAKE)
        answer = await v.say("王姐", "已付 1 3", chat=LAKE)
        assert "1号团收款120元：1号 李阿姨 65元、3号 陈伯 55元" in answer
        mine = await order(v, 1)
        assert (mine.paid, mine.owed, mine.claimed) == (6500, 0, False)


@pytest.mark.parametrize("said", ["已付 2", "已付 #2", "已付 2号", "已付 1号团 2", "已付2", "已付 2 2"])
async def test_numbers_are_written_in_several_ways(said: str) -> None:
    async with ordered() as v:
        assert "收款75元：2号 赵六 75元" in await v.say("王姐", said, chat=LAKE)


async def test_paid_already_is_said_and_not_booked_again() -> None:
    async with ordered() as v:
        await v.say("王姐", "已付 2", chat=LAKE)
        assert "本来就没有欠款：2号 赵六" in await v.say("王姐", "已付 2", chat=LAKE)
        assert (await order(v, 2)).paid == 7500


async def test_money_given_back_is_confirmed_likewise() -> None:
    async with bought() as v:
        await v.say("王姐", "已付 3", chat=LAKE)
        await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        assert "已退：3号 陈伯 25元" in await v.say("王姐", "已付 3", chat=LAKE)
        assert (await order(v, 3)).owed == 0


async def test_one_unknown_number_and_nothing_is_booked() -> None:
    async with ordered() as v:
        assert "没有跟团号 8、9，都还没记" in await v.say("王姐", "已付 1 8 9", chat=LAKE)
        assert (await order(v, 1)).paid == 0


@pytest.mark.parametrize("said", ["已付 李阿姨 谢谢", "已付 1 50元", "已付 1.5"])
async def test_what_is_no_number_shows_the_form(said: str) -> None:
    async with ordered() as v:
        assert "已付 3 8 12" in await v.say("王姐", said, chat=LAKE)
        assert (await order(v, 1)).paid == 0


async def test_with_two_buys_the_leader_says_which() -> None:
    async with ordered() as v:
        number = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        assert "是哪个团" in await v.say("王姐", "已付 1", chat=LAKE)
        assert "收款20元" in await v.say("王姐", f"已付 {number}号团 1", chat=LAKE)
        assert "收款65元" in await v.say("王姐", "已付 1", chat=LAKE, quote="【1号团】截单汇总")


async def test_a_claim_covers_every_buy_that_owes() -> None:
    async with ordered() as v:
        number = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        answer = await v.say("赵六", "已付", chat=LAKE)
        assert "1号团 2号 75元" in answer
        assert f"{number}号团 1号 20元" in answer


async def test_a_deputy_without_the_right_cannot_confirm() -> None:
    async with ordered() as v:
        assert "没有“收款”这项权限" in await v.say("小林", "已付 1", chat=LAKE)
        assert (await order(v, 1)).paid == 0


async def test_another_communitys_leader_is_a_resident_here() -> None:
    async with ordered() as v:
        await v.say("老周", "草莓1盒", chat=LAKE)
        assert "等王姐确认" in await v.say("老周", "已付 1", chat=LAKE)
        assert (await order(v, 1)).paid == 0


async def test_a_leader_with_an_order_of_their_own_claims_like_anybody() -> None:
    async with ordered() as v:
        await v.say("小林", "草莓1盒", chat=LAKE)
        assert "4号 25元，等王姐确认" in await v.say("小林", "已付", chat=LAKE)


async def test_one_is_named_and_the_amount_must_be_what_is_owed() -> None:
    async with ordered() as v:
        assert "李阿姨（1号）待付65元，不是56元，没有记" in await v.say("王姐", "李阿姨付了56", chat=LAKE)
        assert (await order(v, 1)).paid == 0
        assert "收款65元：1号 李阿姨 65元" in await v.say("王姐", "李阿姨付了65", chat=LAKE)
        assert "本来就没有欠款：1号" in await v.say("王姐", "李阿姨付了65", chat=LAKE)
        assert "收款75元：2号 5-402 赵六 75元" in await v.say("王姐", "5-402已转账")
        assert "没有“钱七”" in await v.say("王姐", "收到钱七20元")
        await v.say("赵六", "我叫 5-402 陈伯")
        assert "“陈伯”有2位，请用跟团号" in await v.say("王姐", "已付 陈伯 55元", chat=LAKE)
        assert (await order(v, 3)).paid == 0


async def test_a_list_of_namesakes_is_answered_by_number_with_the_amount_said_before() -> None:
    async with village() as v:
        await v.open()
        for user, room in (("u5", "5-501"), ("u6", "6-601")):
            await v.say(user, f"我叫 {room} 张叔", chat="lake-1")
            await v.say(user, "草莓1盒", chat="lake-1")
        assert "请用跟团号" in await v.say("王姐", "张叔付了25", chat="lake-1")
        assert "收款25元：2号 张叔" in await v.say("王姐", "2", chat="lake-1")
