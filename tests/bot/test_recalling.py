"""A message recalled or edited: what it did is taken back or changed, and nothing is kept in silence."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from bot.channels.simulator.talk import Talk
from tests.bot.commands.days import LAKE, book, order
from tests.conversation import Village, village


async def recall(
    v: Village,
    who: str,
    about: str,
    *,
    chat: str | None = LAKE,
    again: str = "",
    sent_at: datetime | None = None,
) -> str:
    told = v.message(who, "", chat=chat, message_id=f"{about}-recall{again}", sent_at=sent_at)
    answer = await v.hear(replace(told, kind="recalled", about=about))
    await v.parts.settle()
    return answer


async def edit(
    v: Village, who: str, about: str, text: str, no: int = 1, sent_at: datetime | None = None
) -> str:
    told = v.message(who, text, chat=LAKE, message_id=f"{about}-edit{no}", sent_at=sent_at)
    answer = await v.hear(replace(told, kind="edited", about=about))
    await v.parts.settle()
    return answer


async def quantities(v: Village, seq: int = 1) -> dict[int, int]:
    return {no: int(it.ordered) for no, it in (await order(v, seq)).lines.items() if it.ordered}


async def test_a_recalled_order_is_undone_once_and_said() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE, message_id="a")
        answer = await recall(v, "李阿姨", "a")
        assert "消息撤回了，账也退回" in answer
        assert "1号团（1号）的单已取消" in answer
        assert (await book(v)).items[1].taken == 0
        assert await recall(v, "李阿姨", "a") == answer, "the same telling gets the same answer"
        assert await recall(v, "李阿姨", "a", again="2") == "", "nothing is left to undo"
        await v.say("李阿姨", "草莓1盒", chat=LAKE, message_id="b")
        assert await recall(v, "李阿姨", "a", again="3") == ""
        assert await quantities(v) == {1: 1}
        assert "取消草莓2盒" in await v.say("王姐", "为什么 1号")


async def test_exactly_the_messages_own_effect_is_undone() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒 蓝莓1盒", chat=LAKE, message_id="a")
        await v.say("李阿姨", "草莓改成5盒", chat=LAKE, message_id="b")
        await v.say("李阿姨", "帮张奶奶带蓝莓2盒", chat=LAKE, message_id="c")
        assert "草莓 2盒 50元\n蓝莓 1盒 15元\n合计 65元" in await recall(v, "李阿姨", "b")
        assert "张奶奶在1号团（2号）的单已取消" in await recall(v, "李阿姨", "c")
        assert await quantities(v) == {1: 2, 2: 1}
        await v.say("李阿姨", "取消", chat=LAKE, message_id="d")
        assert "合计 65元" in await recall(v, "李阿姨", "d"), "a cancellation can be taken back as well"
        assert await quantities(v) == {1: 2, 2: 1}


async def test_what_was_changed_later_is_left_alone_and_said() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE, message_id="a")
        await v.say("李阿姨", "再加1盒草莓", chat=LAKE)
        answer = await recall(v, "李阿姨", "a")
        assert "那条之后单又改过，账没跟着撤回。现在是：\n草莓 3盒 75元" in answer
        assert "不要了回“取消”" in answer
        assert "账没跟着改" in await edit(v, "李阿姨", "a", "草莓1盒")
        assert await quantities(v) == {1: 3}
        await v.say("赵六", "蓝莓1盒", chat=LAKE, message_id="z")
        await v.say("王姐", "代改 2号 蓝莓4")
        assert "蓝莓 4盒" in await recall(v, "赵六", "z")
        assert await quantities(v, 2) == {2: 4}


async def test_after_the_cutoff_a_recall_cancels_nothing_and_says_how() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE, message_id="a")
        await v.say("赵六", "草莓1盒", chat=LAKE, message_id="b")
        in_time = v.clock.now()
        await v.say("王姐", "截单", chat=LAKE)
        await v.pass_time(timedelta(minutes=2))
        answer = await recall(v, "李阿姨", "a")
        assert "1号团已截单，撤回消息不算取消，单还在账上。不要了回“取消”，由王姐决定" in answer
        assert await quantities(v) == {1: 2}
        assert "的单已取消" in await recall(v, "赵六", "b", sent_at=in_time), "recalled in time, heard late"


async def test_what_is_given_back_keeps_the_price_it_was_ordered_at() -> None:
    async with village() as v:
        await v.open()
        await v.say("张叔", "草莓4盒", chat=LAKE)
        await v.say("李阿姨", "草莓2盒 蓝莓1盒", chat=LAKE)
        await v.say("赵六", "草莓3盒", chat=LAKE)
        await v.say("张叔", "草莓改成1盒", chat=LAKE, message_id="a")
        await v.say("李阿姨", "取消", chat=LAKE, message_id="b")
        await v.say("赵六", "草莓改成1盒", chat=LAKE, message_id="c")
        await v.say("王姐", "改价 草莓 50", chat=LAKE)
        assert "账也退回" in await recall(v, "张叔", "a")
        assert (await order(v, 1)).amount == 10000
        await recall(v, "李阿姨", "b")
        assert (await order(v, 2)).amount == 6500
        assert "草莓 2盒 50元" in await edit(v, "赵六", "c", "草莓改成2盒"), "the edit takes less away"
        assert "草莓 5盒 175元" in await edit(v, "赵六", "c", "草莓改成5盒", 2), (
            "what is new costs what it does"
        )
        assert "草莓 3盒 75元" in await recall(v, "赵六", "c")
        assert (await order(v, 3)).amount == 7500


async def test_what_was_ordered_for_somebody_who_has_claimed_it_since_is_theirs() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "帮李阿姨带草莓3盒", chat=LAKE, message_id="a")
        await v.say("李", "我叫 3-1203 李阿姨")
        await v.say("李", "草莓2盒", chat=LAKE)
        await v.say("李", "1", chat=LAKE)
        await v.say("王姐", "同意认领 1号")
        assert "账没跟着撤回：1号已有人认领，归本人了" in await recall(v, "王姐", "a")
        assert "账没跟着改：1号已有人认领" in await edit(v, "王姐", "a", "帮李阿姨带草莓9盒")
        assert await quantities(v) == {1: 3}


async def test_a_recalled_late_order_is_off_the_late_list() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "截单", chat=LAKE)
        await v.pass_time(timedelta(minutes=2))
        assert "迟单 1" in await v.say("李阿姨", "草莓2盒", chat=LAKE, message_id="a")
        assert "迟单 1 也不算了" in await recall(v, "李阿姨", "a")
        assert "迟单里没有 1 号" in await v.say("王姐", "收迟单 1")
        assert "迟单 2" in await v.say("李阿姨", "草莓1盒", chat=LAKE), "its number is not given again"
        assert await recall(v, "李阿姨", "a", again="2") == ""


async def test_a_recalled_question_and_talk_are_nobodys_business() -> None:
    async with village() as v:
        await v.open()
        assert "草莓要几盒" in await v.say("李阿姨", "来点草莓", chat=LAKE, message_id="a")
        assert await recall(v, "李阿姨", "a") == ""
        assert await v.say("李阿姨", "3", chat=LAKE) != "", "no longer an answer: a number alone"
        assert await v.store.reads.orders(1) == []
        await v.say("李阿姨", "草莓多少钱", chat=LAKE, message_id="b")
        await v.say("李阿姨", "今天天气真好", chat=LAKE, message_id="c")
        for about in ("b", "c", "never-seen"):
            assert await recall(v, "李阿姨", about) == ""
        assert "还没有登记" not in await recall(v, "李阿姨", "a", chat="nowhere")


async def test_what_an_answer_booked_goes_with_the_message_that_was_asked_about() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "来点草莓", chat=LAKE, message_id="a")
        assert "草莓 3盒" in await v.say("李阿姨", "3", chat=LAKE, message_id="a2")
        assert "的单已取消" in await recall(v, "李阿姨", "a")
        assert await quantities(v) == {}
        assert "1号已取消" in await recall(v, "李阿姨", "a2"), "nothing is left to undo"
        await v.say("赵六", "来2份", chat=LAKE, message_id="b")
        assert "蓝莓 2盒" in await v.say("赵六", "2", chat=LAKE, message_id="b2")
        assert "草莓 3盒 75元\n合计 75元" in await edit(v, "赵六", "b", "草莓3盒")
        assert await quantities(v, 2) == {1: 3}, "not both"
        await v.say("张叔", "来点蓝莓", chat=LAKE, message_id="c")
        await v.say("张叔", "2", chat=LAKE, message_id="c2")
        assert "的单已取消" in await recall(v, "张叔", "c2"), "the answer alone as well"


async def test_a_chain_lives_on_in_others_copies_so_its_recall_is_only_answered() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "我叫 李阿姨")
        await v.say("李阿姨", "#接龙 周末水果\n1. 李阿姨 草莓2盒", chat=LAKE, message_id="a")
        answer = await recall(v, "李阿姨", "a")
        assert "接龙撤回了，你订的还在账上：\n草莓 2盒 50元\n不要了回“取消”" in answer
        assert await quantities(v) == {1: 2}


async def test_what_a_leader_did_is_not_undone_with_the_words() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        await v.say("李阿姨", "已付", chat=LAKE, message_id="p")
        await v.say("王姐", "截单", chat=LAKE, message_id="c")
        assert "不会跟着消息撤回：说已付" in await recall(v, "李阿姨", "p")
        assert "不会跟着消息撤回：团长的操作" in await recall(v, "王姐", "c")
        assert "不会跟着消息改" in await edit(v, "王姐", "c", "延长30分钟")
        assert (await book(v)).state == "closed"


async def test_only_the_senders_own_message_in_its_own_chat_is_meant() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE, message_id="a")
        assert await recall(v, "赵六", "a") == ""
        assert await recall(v, "李阿姨", "a", chat=None) == ""
        assert await quantities(v) == {1: 2}


async def test_an_edited_order_is_what_it_says_now() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "蓝莓1盒", chat=LAKE)
        await v.say("李阿姨", "草莓2盒", chat=LAKE, message_id="a")
        assert "草莓 3盒 75元\n蓝莓 1盒 15元\n合计 90元" in await edit(v, "李阿姨", "a", "草莓3盒")
        assert "和原来一样" in await edit(v, "李阿姨", "a", "草莓三盒", 2)
        assert "蓝莓 3盒 45元" in await edit(v, "李阿姨", "a", "再来2盒蓝莓", 3), "reckoned from before it"
        assert await quantities(v) == {2: 3}
        assert "草莓 1盒 25元\n蓝莓 1盒 15元" in await edit(v, "李阿姨", "a", "草莓1盒", 4)
        assert "账退回" in await edit(v, "李阿姨", "a", "今天天气真好", 5)
        assert await quantities(v) == {2: 1}
        assert "草莓 4盒" in await edit(v, "李阿姨", "a", "草莓4盒", 6), "like a message of its own"
        assert "蓝莓 1盒" in await recall(v, "李阿姨", "a")
        assert await quantities(v) == {2: 1}
        assert "（原话：草莓3盒）" in await v.say("李阿姨", "为什么")


async def test_an_edited_order_that_is_unclear_keeps_what_it_was_and_asks() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE, message_id="a")
        answer = await edit(v, "李阿姨", "a", "来点草莓")
        assert "先按原来的记着" in answer
        assert "草莓要几盒" in answer
        assert await quantities(v) == {1: 2}
        assert "草莓 5盒" in await v.say("李阿姨", "5", chat=LAKE)
        await v.say("赵六", "草莓1盒 蓝莓1盒", chat=LAKE, message_id="b")
        assert "的单已取消" in await edit(v, "赵六", "b", "取消")
        await v.say("陈伯", "帮张奶奶带草莓2盒", chat=LAKE, message_id="c")
        assert "给张奶奶记好了：1号团 3号\n草莓 1盒" in await edit(v, "陈伯", "c", "帮张奶奶带草莓1盒")


async def test_an_edit_that_turns_talk_into_an_order_is_an_order_at_its_own_time() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草梅好吃", chat=LAKE, message_id="a")
        assert "草莓 2盒 50元" in await edit(v, "李阿姨", "a", "草莓2盒")
        await v.say("赵六", "草莓1盒", chat=LAKE, message_id="b")
        await v.say("王姐", "截单", chat=LAKE)
        await v.pass_time(timedelta(minutes=2))
        assert "记在迟单 1" in await edit(v, "赵六", "b", "草莓5盒"), "the first was in time, the edit is not"
        assert await quantities(v, 2) == {1: 1}
        await v.say("陈伯", "蓝莓1盒", chat=LAKE, message_id="c")
        assert "记在迟单 3" in await edit(v, "陈伯", "c", "蓝莓2盒"), "the first one is withdrawn"
        assert "没有 2 号" in await v.say("王姐", "收迟单 2")
        assert "蓝莓2盒" in await v.say("王姐", "收迟单 3")


async def test_a_recall_or_edit_that_overtakes_its_message_still_counts() -> None:
    async with village() as v:
        await v.open()
        assert await recall(v, "李阿姨", "a") == ""
        assert await v.say("李阿姨", "草莓2盒", chat=LAKE, message_id="a") == ""
        assert "蓝莓 3盒" in await edit(v, "赵六", "b", "蓝莓3盒")
        assert await v.say("赵六", "蓝莓1盒", chat=LAKE, message_id="b") == ""
        assert [await quantities(v, it.seq_no) for it in await v.store.reads.orders(1)] == [{2: 3}]


async def test_in_the_simulator_it_works_from_the_page_to_the_book_and_back() -> None:
    async with village() as v:
        await v.open()
        world, room = v.parts.world, v.parts.room
        assert world is not None
        talk, listener = Talk(room, world, v.channel), room.join()
        for frame in (
            {"cmd": "say", "id": "a", "text": "草莓2盒"},
            {"cmd": "edit", "id": "a", "text": "草莓3盒"},
            {"cmd": "recall", "id": "a"},
        ):
            await talk.hear(json.dumps({"chat": LAKE, "as": "李阿姨", **frame}), listener)
        said, booked, changed, gone = [it for it in room.history if it.chat == LAKE][-4:]
        assert (said.state, said.text) == ("recalled", "")
        assert "草莓 2盒" in booked.text
        assert "草莓 3盒 75元" in changed.text
        assert "的单已取消" in gone.text
        assert await quantities(v) == {}
