"""The server over loopback HTTP: callbacks by wx-crypt book once however often they come; notices go out."""

import asyncio
import json
from datetime import timedelta

import structlog

from groupbuy.quantity import parse_qty
from tests.bot.wecom_town import GROUP, LEADER, Town, said_by_bot, town
from tests.fakes.wecom_callbacks import open_bot_reply

BOT = "wecom-bot"


async def test_a_callback_made_by_wx_crypt_places_an_order() -> None:
    async with town() as t:
        await t.open()
        status, answer = await t.to_bot("Li", "草莓2盒", chat=GROUP)
        assert status == 200
        assert "记好了：1号团 1号" in answer
        assert "草莓 2盒 50元" in answer
        [order] = await t.orders()
        assert order.lines[1].ordered == parse_qty("2")


async def test_the_same_delivery_again_under_a_fresh_signature_changes_nothing_and_gets_the_same_answer() -> (
    None
):
    async with town() as t:
        await t.open()
        message = t.bot_message("Li", "加1盒草莓", chat=GROUP)
        _, first = await t.post(BOT, *t.sealed(message))
        once = await t.store.stored()
        journal = len(await t.store.reads.journal())
        t.clock.at += timedelta(minutes=7)  # by then the first signature would be stale
        _, again = await t.post(BOT, *t.sealed(message))
        assert first != again  # sealed anew
        assert open_bot_reply(first) == open_bot_reply(again)
        assert said_by_bot(first)
        assert await t.store.stored() == once
        assert len(await t.store.reads.journal()) == journal
        assert (await t.figures())['linli_messages_total{channel="wecom-bot",outcome="repeat"}'] == 1


async def test_the_very_same_bytes_again_within_the_window_get_the_same_answer_and_order_nothing() -> None:
    async with town() as t:
        await t.open()
        callback = t.sealed(t.bot_message("Li", "再来1盒草莓", chat=GROUP))
        answers = [open_bot_reply((await t.post(BOT, *callback))[1]) for _ in range(3)]
        assert answers[0] == answers[1] == answers[2]
        assert [it.lines[1].ordered for it in await t.orders()] == [1]


async def test_an_app_message_orders_and_its_repeat_is_answered_equally() -> None:
    async with town() as t:
        await t.open()
        # The app and the bot are one corp's: the leader of the bot's group has the same id here.
        answers = [await t.to_app("Li", "小区 1", msgid="7001") for _ in range(2)]
        assert answers[0] == answers[1] == (200, "好，湖畔花园。")
        _, placed = await t.to_app("Li", "草莓2盒", msgid="7002")
        assert "草莓 2盒 50元" in placed
        assert await t.to_app("Li", "草莓2盒", msgid="7002") == (200, placed)
        assert len(await t.orders()) == 1


async def delivered_four_times(people: int, rounds: int) -> None:
    """C7: two at the same instant, one while the first still runs, one afterwards."""
    async with town() as t:
        await t.open()
        equal = 0
        for turn in range(rounds):
            messages = [
                t.bot_message(f"u{it}", "再来1盒蓝莓" if turn else "蓝莓1盒", chat=GROUP)
                for it in range(people)
            ]
            at_once = [t.post(BOT, *t.sealed(it)) for it in messages for _ in range(3)]
            got = await asyncio.gather(*at_once)
            late = [await t.post(BOT, *t.sealed(it)) for it in messages]
            for no in range(people):
                four = [*got[3 * no : 3 * no + 3], late[no]]
                assert {status for status, _ in four} == {200}
                plain = [json.dumps(open_bot_reply(body)) for _, body in four]
                assert len(set(plain)) == 1
                assert "蓝莓" in said_by_bot(four[0][1])
                equal += len(plain)
        orders = await t.orders()
        assert len(orders) == people
        assert all(it.lines[2].ordered == rounds for it in orders)
        print(f"C7: {people * rounds} messages, {equal} deliveries, {people} orders of {rounds}")


async def test_a_message_delivered_four_times_is_one_order_with_four_equal_answers() -> None:
    await delivered_four_times(people=100, rounds=5)


async def test_an_unknown_group_gets_its_id_and_where_it_belongs_once() -> None:
    async with town() as t:
        status, first = await t.to_bot("Li", "草莓2盒", chat="wrUnknown")
        assert status == 200
        assert "wrUnknown" in first
        assert "communities.yaml" in first
        assert await t.to_bot("Li", "草莓2盒", chat="wrUnknown") == (200, "")
        assert await t.to_bot("Zhang", "草莓2盒", chat="wrUnknown") == (200, "")


async def test_an_unknown_person_is_asked_which_community_once_and_their_message_then_counts() -> None:
    async with town() as t:
        await t.open()
        _, asked = await t.to_bot("New", "草莓1盒")
        assert "你是哪个小区的" in asked
        _, placed = await t.to_bot("New", "1")
        assert "好，湖畔花园。" in placed
        assert "草莓 1盒 25元" in placed
        _, more = await t.to_bot("New", "加1盒草莓")
        assert "小区" not in more
        assert [it.lines[1].ordered for it in await t.orders()] == [2]
        _, who = await t.to_bot("New", "我是谁")
        assert "账号：New" in who


async def test_the_groups_notices_go_through_its_webhook() -> None:
    async with town() as t:
        await t.open()
        [pushed] = t.platform.pushed
        assert pushed["msgtype"] == "text"
        assert pushed["text"]["content"].startswith("【1号团】周末水果")
        assert "mentioned_list" not in pushed["text"]


async def test_a_person_is_told_1_to_1_where_the_app_reaches_them_and_in_the_group_without_code_else() -> (
    None
):
    async with town() as t:
        await t.open()
        await t.to_bot("Li", "草莓2盒", chat=GROUP)
        await t.to_bot("Away", "草莓1盒", chat=GROUP)  # the platform's app does not know this member
        codes = {it.seq_no: it.code for it in await t.orders()}
        await t.to_bot(LEADER, "截单", chat=GROUP)
        await t.pass_time(timedelta(minutes=31))
        await t.to_bot(LEADER, "已采购", chat=GROUP)
        await t.to_bot(LEADER, "到货", chat=GROUP)
        await t.settle()
        [arrived] = [
            it for it in t.platform.sent if it["touser"] == "Li" and "到货了" in it["text"]["content"]
        ]
        assert f"取货码 {codes[1]}" in arrived["text"]["content"]
        said_in_group = "\n".join(it["text"]["content"] for it in t.platform.pushed)
        assert codes[1] not in said_in_group
        assert codes[2] not in said_in_group


FRUITS = [f"自家果园种的新鲜{one}{other}果" for one in "苹梨桃李杏枣柿" for other in "橙柑柚莓梅"]
PLENTY = "开团 大全\n" + "\n".join(f"{name} {no}/盒" for no, name in enumerate(FRUITS, 1))
WHEN = "\n截单 今晚20:00\n取货 明天17:00-20:00"


async def much_on_offer(t: Town) -> None:
    """Two group buys whose cards together are more than one text message holds."""
    for _ in range(2):
        await t.to_bot(LEADER, PLENTY + WHEN, chat=GROUP)
        await t.to_bot(LEADER, "确认", chat=GROUP)
    await t.settle()


async def test_an_answer_too_long_for_the_response_is_sent_whole_by_the_app_itself() -> None:
    async with town() as t:
        await much_on_offer(t)
        await t.to_app("Li", "小区 1")
        assert await t.to_app("Li", "团购") == (200, "")
        sent = [it["text"]["content"] for it in t.platform.sent if it["touser"] == "Li"]
        assert len(sent) > 1
        assert all(len(it.encode()) <= 2048 for it in sent)
        assert "大全" in sent[0]


async def test_where_it_cannot_be_sent_by_itself_the_long_answer_is_cut_into_the_response() -> None:
    async with town() as t:
        await much_on_offer(t)
        await t.to_app("Away", "小区 1")  # the platform does not let the app write to this member
        with structlog.testing.capture_logs() as logged:
            status, answer = await t.to_app("Away", "团购")
        assert status == 200
        assert answer.endswith("…")
        assert "大全" in answer
        assert [it["event"] for it in logged] == ["long answer was cut"]
