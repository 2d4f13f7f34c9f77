"""为什么: every amount has its cause."""

import pytest

from tests.bot.commands.days import LAKE, arrived, bought, ordered, second_buy
from tests.conversation import village


@pytest.mark.parametrize("said", ["为什么", "怎么算的", "为什么 1号", "为什么 1号团"])
async def test_a_resident_reads_how_their_amount_came_about(said: str) -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", said, chat=LAKE)
        assert "1号团 1号 李阿姨" in answer
        assert "草莓 2盒 50元 = 2盒×25元" in answer
        assert "合计65元，已确认付0元，待付65元" in answer
        assert "11-21 10:00 订草莓2盒，每盒25元" in answer


async def test_a_changed_price_stands_between_the_two_quantities() -> None:
    async with ordered() as v:
        await v.say("王姐", "改价 草莓 30", chat=LAKE)
        await v.say("李阿姨", "再加1盒草莓", chat=LAKE)
        answer = await v.say("李阿姨", "为什么", chat=LAKE)
        assert "草莓 3盒 80元 = 2盒×25元 + 1盒×30元" in answer
        causes = answer.splitlines()
        before = next(no for no, it in enumerate(causes) if "订草莓2盒，每盒25元" in it)
        price = next(no for no, it in enumerate(causes) if "草莓改价为30元/盒" in it)
        after = next(no for no, it in enumerate(causes) if "草莓2→3盒，加的每盒30元" in it)
        assert before < price < after


async def test_a_price_that_never_touched_the_order_is_left_out() -> None:
    async with ordered() as v:
        await v.say("王姐", "改价 蓝莓 18", chat=LAKE)
        assert "改价" not in await v.say("赵六", "为什么", chat=LAKE)


async def test_shortage_payment_refund_and_pickup_are_told() -> None:
    async with bought() as v:
        await v.say("陈伯", "已付", chat=LAKE)
        await v.say("王姐", "已付 3", chat=LAKE)
        await v.say("王姐", "到货 草莓 5/6", chat=LAKE)
        await v.say("王姐", "到货 蓝莓", chat=LAKE)
        await v.say("王姐", "核销 #3", chat=LAKE)
        await v.say("王姐", "撤销核销 #3", chat=LAKE)
        answer = await v.say("陈伯", "为什么", chat=LAKE)
        assert "草莓 0盒 0元（缺1盒）" in answer
        assert "要退25元" in answer
        for cause in ("说已付", "王姐确认收到55元", "草莓1盒没到，不用付", "取走蓝莓2盒", "撤销了一次核销"):
            assert cause in answer
        await v.say("王姐", "已付 3", chat=LAKE)
        assert "王姐退了25元" in await v.say("陈伯", "为什么", chat=LAKE)


async def test_a_lifted_shortage_and_a_new_point_are_told() -> None:
    async with bought() as v:
        await v.say("王姐", "缺货 草莓 1", chat=LAKE)
        await v.say("王姐", "撤销到货 草莓", chat=LAKE)
        await v.say("陈伯", "自提点 2", chat=LAKE)
        answer = await v.say("陈伯", "为什么", chat=LAKE)
        assert "更正：草莓1盒照常" in answer
        assert "改到会所一楼取" in answer


async def test_who_changed_it_is_told() -> None:
    async with ordered() as v:
        await v.say("赵六", "改成草莓1盒", chat=LAKE)
        await v.say("王姐", "代改 2号 草莓4", chat=LAKE)
        await v.say("赵六", "取消", chat=LAKE)
        answer = await v.say("赵六", "为什么", chat=LAKE)
        assert "草莓3→1盒" in answer
        assert "团长代改：草莓1→4盒" in answer
        assert "取消草莓4盒" in answer
        assert "合计0元" in answer


async def test_an_order_for_somebody_else_says_so() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "帮我妈带2盒草莓", chat=LAKE)
        assert "（别人代下）" in await v.say("李阿姨", "为什么", chat=LAKE)


async def test_a_leader_reads_anybodys_in_their_group() -> None:
    async with ordered() as v:
        assert "1号团 2号 5-402 赵六" in await v.say("王姐", "为什么 2号")
        in_group = await v.say("王姐", "为什么 #2", chat=LAKE)
        assert "1号团 2号 赵六" in in_group
        assert "5-402" not in in_group
        assert "订草莓3盒" in await v.say("小林", "为什么 1号团 2号")


async def test_with_two_buys_the_leader_says_which() -> None:
    async with ordered() as v:
        number = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        assert "是哪个团" in await v.say("王姐", "为什么 1号", chat=LAKE)
        assert "订鸡蛋1板" in await v.say("王姐", f"为什么 {number}号团 1号", chat=LAKE)


async def test_the_newest_order_comes_first() -> None:
    async with ordered() as v:
        number = await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        answer = await v.say("赵六", "为什么")
        assert answer.index(f"{number}号团 1号") < answer.index("1号团 2号")
        assert "鸡蛋" not in await v.say("赵六", "为什么 1号团")


async def test_nobody_reads_a_neighbours() -> None:
    async with arrived() as v:
        assert "团长的操作" in await v.say("赵六", "为什么 1号", chat=LAKE)
        assert "请找王姐" in await v.say("老周", "为什么 1号团 1号", chat=LAKE)
        assert "草莓" not in await v.say("老周", "为什么 1号")


async def test_without_an_order_there_is_nothing_to_explain() -> None:
    async with ordered() as v:
        assert "没找到这个订单" in await v.say("路人", "为什么", chat=LAKE)
        assert "没找到这个订单" in await v.say("王姐", "为什么 9号", chat=LAKE)


async def test_the_question_why_in_a_sentence_is_not_the_command() -> None:
    async with ordered() as v:
        assert "经过" not in await v.say("李阿姨", "为什么草莓这么贵", chat=LAKE)
        assert await v.say("李阿姨", "为什么，草莓这么贵", chat=LAKE) == ""
        assert "经过" in await v.say("李阿姨", "为什么 这么多", chat=LAKE, mention=True)


async def test_one_to_one_each_line_shows_the_words_it_rests_on() -> None:
    async with village() as v:
        await v.open()
        for said in (
            "1号团 草莓两盒，不要太软 https://a.example/x 谢谢",
            "帮张奶奶带蓝莓2盒",
            "张奶奶的改成3盒",
            "蓝莓再来一盒",
            "草莓不要了",
        ):
            await v.say("李阿姨", said, chat=LAKE)
        for who, said in (("李阿姨", "为什么"), ("王姐", "为什么 1号")):
            story = await v.say(who, said)
            assert "订草莓2盒，每盒25元（原话：草莓两盒）" in story
            assert "订蓝莓1盒，每盒15元（原话：蓝莓再来一盒）" in story
            assert "取消草莓2盒（原话：草莓不要了）" in story
        guest = await v.say("王姐", "为什么 2号")
        assert "订蓝莓2盒，每盒15元（原话：蓝莓2盒）" in guest
        assert "蓝莓2→3盒，加的每盒15元（原话：3盒）" in guest
        assert "原话" not in await v.say("李阿姨", "为什么", chat=LAKE), "words may be anybody's"
        await v.say("李阿姨", "删除我的资料")
        await v.say("李阿姨", "确认")
        assert "原话" not in await v.say("王姐", "为什么 1号")
        assert "原话" not in await v.say("王姐", "为什么 2号")


async def test_an_answer_to_a_question_stands_with_what_was_asked_about() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "来点草莓", chat=LAKE)
        await v.say("李阿姨", "3", chat=LAKE)
        assert "订草莓3盒，每盒25元（原话：来点草莓" in await v.say("李阿姨", "为什么")
