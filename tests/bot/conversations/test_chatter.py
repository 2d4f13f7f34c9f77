"""Neighbours talk to each other in the group: the bot keeps quiet, and nothing is ordered, changed or cancelled."""

import pytest

from tests.bot.commands.days import LAKE, ordered, second_buy
from tests.bot.rows import fingerprint
from tests.conversation import Village

SMALL_TALK = """
早上好
谢谢
谢谢团长
收到
好的
哈哈哈
👍
🌹🌹🌹
昨天买的草莓两盒真甜
上次那两盒草莓都坏了一半
我妈说草莓放冰箱能放三天
这草莓看着不错
草莓好吃吗你们觉得
蓝莓对眼睛好
我家孩子一天能吃一盒蓝莓
隔壁超市草莓才20
隔壁群草莓两盒45
有人一起去公园吗
今天3号楼停水吗
3号楼1203的快递到了
车位出租，一个月300
谁家的猫跑到2单元了
物业电话多少
明天下雨记得带伞
晚上一起跳舞
我先去接孩子了
等会儿再说
再看看
考虑一下
算了太贵了
下次吧
下次再买
上周的我还没吃完
昨天取的橙子有两个烂的
到家了
我在楼下
门口有人吗
10号我就回来了
20:00有人看球吗
生日快乐
恭喜恭喜
@所有人 记得交物业费
红包来了
[图片]
http://example.com/a?b=2
+
？
……
张姐你买了几盒
王姐辛苦了
王姐发红包
李阿姨你的草莓甜不甜
听说要涨价了
草莓熊好可爱
蓝莓味的酸奶好喝
你家两盒草莓多少钱买的
""".strip().splitlines()

TEMPTING_COMMANDS = """
截单了吗
快截单了吧大家抓紧
到货了记得通知我们一声哦
取消航班了
已付的都在这里排队吧
名单上没有我吗
开团真热闹
完成作业了没
核销是什么意思啊
延长一会儿吧
帮助老人是应该的
地址发你微信了
确认过眼神
取消会议
取消关注了
改价这么频繁
""".strip().splitlines()


async def overheard(v: Village, who: str, text: str) -> str:
    return await v.say(who, text, chat=LAKE)


@pytest.mark.parametrize("who", ["路人", "李阿姨"])
async def test_small_talk_is_not_answered_and_changes_nothing(who: str) -> None:
    async with ordered() as v:
        before = [(it.seq_no, it.amount, it.active) for it in await v.store.reads.orders(1)]
        answered = [(it, answer) for it in SMALL_TALK if (answer := await overheard(v, who, it))]
        assert answered == []
        assert [(it.seq_no, it.amount, it.active) for it in await v.store.reads.orders(1)] == before
        assert len(SMALL_TALK) >= 40


async def test_what_begins_like_a_command_and_is_talk_runs_no_command() -> None:
    async with ordered() as v:
        before = await v.store.reads.buy(1)
        state = (before.state, before.cutoff_at, before.items[1].price, before.items[1].stock)
        for said in TEMPTING_COMMANDS:
            await overheard(v, "李阿姨", said)
            await overheard(v, "王姐", said)
        after = await v.store.reads.buy(1)
        assert (after.state, after.cutoff_at, after.items[1].price, after.items[1].stock) == state
        assert [it.amount for it in await v.store.reads.orders(1)] == [6500, 7500, 5500]
        assert not any(it.claimed for it in await v.store.reads.orders(1))


async def test_the_leaders_small_talk_is_small_talk_too() -> None:
    async with ordered() as v:
        before = await v.store.reads.buy(1)
        answered = [(it, answer) for it in SMALL_TALK if (answer := await overheard(v, "王姐", it))]
        assert answered == []
        assert await v.store.reads.buy(1) == before


async def test_with_two_buys_open_talk_is_no_louder() -> None:
    async with ordered() as v:
        await second_buy(v)
        assert [(it, answer) for it in SMALL_TALK if (answer := await overheard(v, "路人", it))] == []


async def test_talk_before_anything_is_on_offer_leaves_no_trace() -> None:
    async with ordered() as v:
        for said in SMALL_TALK:
            assert await v.say("外人", said, chat="maple-1") == "", said
        assert len(await v.store.reads.orders(1)) == 3


async def test_the_same_talk_to_the_bot_gets_one_short_line() -> None:
    async with ordered() as v:
        for said in ("早上好", "今天天气不错", "你是谁啊", "昨天买的草莓两盒真甜", "……"):
            answer = await v.say("路人", said, chat=LAKE, mention=True)
            assert answer, said
            assert "记好了" not in answer, said
            assert answer.count("\n") <= 1, said


async def test_silence_leaves_nothing_behind_but_the_memory_of_it() -> None:
    async with ordered() as v:
        before = fingerprint(v.path)
        for said in SMALL_TALK[:10]:
            await overheard(v, "路人", said)
        assert fingerprint(v.path) == before
