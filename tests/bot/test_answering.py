"""Plain questions are answered from the book; what nobody asked of the bot is left alone."""

from datetime import timedelta

import pytest

from tests.bot.commands.days import LAKE, arrived, bought, code_of, ordered, second_buy
from tests.conversation import Village, village


async def ask(v: Village, text: str, who: str = "路人") -> str:
    return await v.say(who, text, chat=LAKE)


@pytest.mark.parametrize("text", ["草莓多少钱", "草莓怎么卖", "草莓多少钱一盒？", "草莓价格"])
async def test_a_price_is_told_with_what_is_left_and_how_to_order(text: str) -> None:
    async with ordered() as v:
        answer = await ask(v, text)
        assert "草莓 25元/盒 剩14" in answer
        assert "蓝莓" not in answer
        assert "要就说“草莓2盒”，11月21日(六) 20:00 截单" in answer


async def test_without_a_name_every_price_is_told() -> None:
    async with ordered() as v:
        answer = await ask(v, "都多少钱？")
        assert "草莓 25元/盒" in answer
        assert "蓝莓 15元/盒" in answer


async def test_the_price_asked_after_a_change_is_the_new_one() -> None:
    async with ordered() as v:
        await v.say("王姐", "改价 草莓 30", chat=LAKE)
        assert "草莓 30元/盒" in await ask(v, "草莓多少钱")


@pytest.mark.parametrize("text", ["草莓还有吗", "草莓还剩几盒", "还有草莓吗？"])
async def test_stock_is_what_is_left_now(text: str) -> None:
    async with ordered() as v:
        assert "草莓还剩14盒" in await ask(v, text)


async def test_unlimited_and_gone_are_told_as_such() -> None:
    async with village() as v:
        await v.open(text="开团 果\n草莓 25/盒 库存2\n蓝莓 15/盒\n截单 今晚20:00\n取货 明天17:00-20:00")
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        assert "草莓已订完" in await ask(v, "草莓还有吗")
        assert "发“团购”" in await ask(v, "草莓还有吗")
        assert "蓝莓还有，不限量" in await ask(v, "蓝莓还有吗")


async def test_after_the_cutoff_nothing_is_offered() -> None:
    async with bought() as v:
        answer = await ask(v, "草莓还有吗")
        assert "采购中，不能再订了" in answer
        assert "要就说" not in answer


async def test_when_and_where_in_general() -> None:
    async with ordered() as v:
        answer = await ask(v, "什么时候到货？")
        assert "11月22日(日) 17:00–20:00 自提" in answer
        assert "东门驿站（湖畔花园东门门卫室旁）" in answer
        assert "会所一楼" in answer


async def test_who_has_chosen_a_point_hears_of_that_one() -> None:
    async with ordered() as v:
        await v.say("路人", "自提点 2", chat=LAKE)
        answer = await ask(v, "在哪取货？")
        assert "会所一楼" in answer
        assert "东门驿站" not in answer


async def test_has_my_parcel_come() -> None:
    async with bought() as v:
        assert "草莓、蓝莓还没到，到了告诉你" in await ask(v, "到货了吗", "李阿姨")
        await v.say("王姐", "到货 草莓", chat=LAKE)
        answer = await ask(v, "到货了吗", "李阿姨")
        assert "草莓2盒到了，可以取；蓝莓还没到" in answer
        assert "东门驿站" in answer
        await v.say("王姐", "到货", chat=LAKE)
        await v.say("王姐", "核销 #1", chat=LAKE)
        assert "都取走了" in await ask(v, "到货了吗", "李阿姨")


async def test_no_code_and_no_room_in_the_groups_answers() -> None:
    async with arrived() as v:
        code = await code_of(v, "李阿姨")
        for text in ("到货了吗", "在哪取货？", "我订了几盒？", "我一共多少钱"):
            answer = await ask(v, text, "李阿姨")
            assert code not in answer
            assert "3-1203" not in answer


@pytest.mark.parametrize("text", ["我一共多少钱？", "我订了几盒草莓？", "我的订单记上了吗？"])
async def test_my_order_is_told_with_its_total(text: str) -> None:
    async with ordered() as v:
        assert "合计 65元" in await ask(v, text, "李阿姨")


async def test_without_an_order_it_says_so_and_how_to() -> None:
    async with ordered() as v:
        answer = await ask(v, "我一共多少钱？")
        assert "还没有订" in answer
        assert "草莓2盒 蓝莓1盒" in answer
        await v.say("王姐", "截单", chat=LAKE)
        assert (await ask(v, "我一共多少钱？")).endswith("还没有订。")


@pytest.mark.parametrize("text", ["现在有哪些？", "都有什么？"])
async def test_the_list_has_goods_and_how_many_joined(text: str) -> None:
    async with ordered() as v:
        answer = await ask(v, text)
        assert "1 草莓 25元/盒 剩14" in answer
        assert "已有3户、9份，没有起订量" in answer


async def test_how_far_the_minimum_is() -> None:
    async with village() as v:
        await v.open(text="开团 果\n草莓 25/盒\n截单 今晚20:00\n取货 明天17:00-20:00\n满3份成团")
        assert "还没有人订，满3份成团，还差3份" in await ask(v, "成团了吗？")
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        assert "已有1户、2份，满3份成团，还差1份" in await ask(v, "成团了吗？")
        await v.say("赵六", "草莓1盒", chat=LAKE)
        assert "已够成团" in await ask(v, "成团了吗？")
        await v.say("王姐", "截单", chat=LAKE)
        assert "已截单" in await ask(v, "成团了吗？")


@pytest.mark.parametrize("text", ["草莓甜不甜？", "能开发票吗？"])
async def test_what_the_book_does_not_know_is_the_leaders_to_answer(text: str) -> None:
    async with ordered() as v:
        assert await ask(v, text) == ""
        assert "请问王姐" in await v.say("李阿姨", text)


async def test_with_nothing_on_offer_only_the_direct_question_is_answered() -> None:
    async with village() as v:
        assert await ask(v, "草莓多少钱？") == ""
        await v.say("李阿姨", "你好", chat=LAKE, mention=True)
        assert "现在没有开着的团" in await v.say("李阿姨", "现在有哪些？")
        assert "你现在没有订单" in await v.say("李阿姨", "我一共多少钱？")
        assert "没有开着的团" in await v.say("李阿姨", "多少钱？")


async def test_chit_chat_is_met_with_silence() -> None:
    async with ordered() as v:
        for text in ("今天天气真好", "谁家猫丢了？", "哈哈哈", "孩子几点放学？"):
            assert await ask(v, text) == "", text


async def test_a_question_changes_nothing() -> None:
    async with ordered() as v:
        count = len(await v.store.reads.journal())
        for text in ("草莓多少钱", "草莓还有吗", "什么时候到货？", "多少人订了？"):
            await ask(v, text, "李阿姨")
        assert len(await v.store.reads.journal()) == count


async def test_the_named_buy_is_answered_for() -> None:
    async with ordered() as v:
        number = await second_buy(v)
        assert "鸡蛋 20元/板" in await ask(v, f"{number}号团多少钱？")


async def test_of_several_buys_the_one_that_has_it_answers() -> None:
    async with ordered() as v:
        await second_buy(v)
        assert "鸡蛋 20元/板" in await ask(v, "鸡蛋多少钱")
        assert "鸡蛋还有，不限量" in await ask(v, "鸡蛋还有吗")
        assert "草莓 25元/盒" in await ask(v, "草莓多少钱")


async def test_after_the_pickup_day_nobody_is_told_to_come() -> None:
    async with arrived() as v:
        await v.say("王姐", "核销 #1", chat=LAKE)
        await v.pass_time(timedelta(days=3))
        assert "都取走了" in await ask(v, "到货了吗", "李阿姨")


@pytest.mark.parametrize("text", ["怎么付款？", "怎么付钱", "付款方式是什么", "收款码发一下"])
async def test_how_to_pay_is_answered_in_the_leaders_words(text: str) -> None:
    async with ordered() as v:
        assert await ask(v, text) == ""
        assert "微信转账给我，备注楼号和跟团号" in await v.say("李阿姨", text), text


async def test_who_joined_is_households_sums_and_masked_names_and_nobodys_order() -> None:
    async with ordered() as v:
        for text in ("汇总", "统计", "有多少人订了", "成团了吗？"):
            answer = await ask(v, text)
            assert (
                "1号团 周末水果：已有3户、9份，没有起订量，照常开。\n草莓 6盒（3户）\n蓝莓 3盒（2户）"
                in answer
            )
            assert "赵六" not in answer
            assert "元" not in answer
        for chat in (LAKE, None):
            names = await v.say("陈伯", "名单", chat=chat)
            assert names.endswith("\n有 李阿姨、赵六、陈伯")
            assert "3-1203" not in names
        for no in range(40):
            await v.say(f"邻居{no}", "草莓1盒" if no < 10 else "蓝莓1盒", chat=LAKE)
        assert (await ask(v, "谁订了")).endswith(" 等43户")
        assert "1号团《周末水果》" in await v.say("王姐", "汇总", chat=LAKE)


async def test_a_confirmation_says_how_to_take_it_back_while_that_can_be_done() -> None:
    async with ordered() as v:
        changed = await ask(v, "草莓改成3盒", "李阿姨")
        assert "草莓 3盒 75元\n蓝莓 1盒 15元\n合计 90元。" in changed
        assert changed.endswith("改就直接说，不要了回“取消”。")
        assert "给张奶奶记好了" in (guest := await ask(v, "帮张奶奶带蓝莓2盒", "李阿姨"))
        assert guest.endswith("不要了回“取消张奶奶”。")
        assert "张奶奶在1号团（4号）的单已取消。" in await ask(v, "取消张奶奶", "李阿姨")
        at = v.clock.now()
        await v.say("王姐", "截单", chat=LAKE)
        late = await v.say("赵六", "蓝莓1盒", chat=LAKE, sent_at=at)
        assert "记好了" in late
        assert "不要了回" not in late


async def test_who_has_ordered_and_asks_what_it_comes_to_hears_their_own_total() -> None:
    async with ordered() as v:
        assert "合计 65元。付款：" in await ask(v, "一共多少钱", "李阿姨")
        assert "草莓 25元/盒" in await ask(v, "一共多少钱")
        await ask(v, "已付", "李阿姨")
        assert "合计 65元。你说已付，等王姐确认。" in await ask(v, "我付了吗", "李阿姨")
        await v.say("王姐", "已付 1", chat=LAKE)
        assert "合计 65元。已付清。" in await ask(v, "我付了吗", "李阿姨")


async def test_asked_for_what_is_not_on_offer_what_is_on_offer_is_told() -> None:
    async with ordered() as v:
        assert "这次有：\n草莓还剩14盒\n蓝莓还有，不限量\n要就说" in await ask(v, "桃子有吗")
        assert "这次有" not in await ask(v, "草莓还有吗")
