"""One message from hearing to remembered answer: repeats, refusals, crashes, who is met and how they are named."""

import asyncio
from datetime import timedelta

import pytest

from bot.app import App, addressed_to, inbox_key
from bot.incoming import Incoming
from bot.listening import listen
from bot.replies import CUT, MOST_BYTES
from groupbuy.ports import Unavailable
from tests.bot.rows import change, fingerprint, rows
from tests.conversation import START, Village, village

GROUP = "lake-1"


async def outcome(v: Village) -> str:
    return str(rows(v.path, "SELECT outcome FROM inbox ORDER BY at DESC, rowid DESC LIMIT 1")[0][0])


async def test_the_same_message_again_gets_the_remembered_answer_and_does_nothing() -> None:
    async with village() as v:
        await v.open()
        first = await v.say("李阿姨", "加1盒草莓", chat=GROUP, message_id="x", sent_at=START)
        before = fingerprint(v.path, but=())
        v.clock.at += timedelta(hours=1)
        assert await v.say("李阿姨", "加1盒草莓", chat=GROUP, message_id="x", sent_at=START) == first
        assert fingerprint(v.path, but=()) == before


async def test_the_same_id_from_another_chat_person_or_time_is_another_message() -> None:
    async with village() as v:
        await v.open()
        for who, chat, minutes in (
            ("李阿姨", GROUP, 0),
            ("小张", GROUP, 0),
            ("李阿姨", None, 0),
            ("李阿姨", GROUP, 1),
        ):
            sent = START + timedelta(minutes=minutes)
            await v.say(who, "加1盒草莓", chat=chat, message_id="same", sent_at=sent)
        assert [it.lines[1].ordered for it in await v.store.reads.orders(1)] == [3, 1]


async def test_what_is_older_than_what_is_remembered_is_never_executed() -> None:
    async with village() as v:
        await v.open()
        old = START - timedelta(days=7, seconds=1)
        before = fingerprint(v.path, but=())
        assert await v.say("李阿姨", "草莓2盒", chat=GROUP, sent_at=old) == ""
        assert fingerprint(v.path, but=()) == before


async def test_a_silence_is_remembered_as_a_silence() -> None:
    async with village() as v:
        await v.open()
        assert await v.say("李阿姨", "今天真冷", chat=GROUP, message_id="c") == ""
        assert await outcome(v) == "silence"
        assert await v.say("李阿姨", "草莓2盒", chat=GROUP, message_id="c") == ""


async def test_a_refusal_is_an_answer_with_an_audit_line_and_undoes_what_was_begun() -> None:
    async with village() as v:
        await v.open()
        answer = await v.say("李阿姨", "蓝莓1盒 草莓21盒", chat=GROUP)
        assert "草莓只剩20盒了" in answer
        assert await v.store.reads.orders(1) == []
        assert await outcome(v) == "refusal.SoldOut"
        assert rows(v.path, "SELECT what, detail FROM audit") == [("refusal.SoldOut", GROUP)]


async def test_a_late_order_is_refused_with_what_to_do_next_and_kept_once_however_often_it_comes() -> None:
    async with village() as v:
        await v.open()
        await v.pass_time(timedelta(hours=10, minutes=5))
        sent = v.clock.now()
        answers = {
            await v.say("李阿姨", "草莓2盒", chat=GROUP, message_id="late", sent_at=sent) for _ in range(3)
        }
        [answer] = answers
        assert "已截单，这单记在迟单 1，王姐同意就算数" in answer
        assert len(await v.store.reads.late_orders(1)) == 1


async def test_two_deliveries_at_the_same_instant_are_handled_once() -> None:
    async with village() as v:
        await v.open()
        same = [v.message("李阿姨", "加1盒草莓", chat=GROUP, message_id="twin") for _ in range(8)]
        answers = await asyncio.gather(*(v.hear(it) for it in same))
        assert len(set(answers)) == 1
        assert [it.lines[1].ordered for it in await v.store.reads.orders(1)] == [1]


async def test_a_crash_is_not_remembered_and_changes_nothing() -> None:
    async with village() as v:
        await v.open()
        change(v.path, "UPDATE buys SET pickup_day = 'broken'")
        before = fingerprint(v.path, but=())
        with pytest.raises(ValueError, match="broken"):
            await v.hear(v.message("李阿姨", "草莓2盒", chat=GROUP, message_id="c"))
        assert fingerprint(v.path, but=()) == before
        change(v.path, "UPDATE buys SET pickup_day = '2026-11-22'")
        assert "记好了" in await v.say("李阿姨", "草莓2盒", chat=GROUP, message_id="c")


async def test_what_could_not_be_stored_goes_on_to_the_channel() -> None:
    class Broken:
        """A store whose database is gone."""

        reads = property(lambda self: self)

        def together(self) -> None:
            raise Unavailable("nothing could be stored")

    async with village() as v:
        app = App(Broken(), v.parts.settings)
        with pytest.raises(Unavailable):
            await app.handle(v.message("李阿姨", "草莓2盒"), at=START)


async def test_somebody_met_in_a_group_belongs_to_its_community_and_a_chit_chatter_is_not_met_at_all() -> (
    None
):
    async with village() as v:
        await v.open()
        await v.say("路人", "今天真冷", chat="maple-1")
        assert await v.store.reads.resident_at(("sim", "路人")) is None
        await v.say("李阿姨", "团购", chat="maple-1")
        met = await v.store.reads.resident_at(("sim", "李阿姨"))
        assert met is not None
        assert met.community == "maple"
        await v.say("李阿姨", "团购", chat=GROUP)
        met = await v.store.reads.resident_at(("sim", "李阿姨"))
        assert met is not None
        assert met.community == "maple"  # the first stays, 小区 changes it


async def test_in_a_group_an_answer_names_whom_it_answers_and_1_to_1_it_does_not() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "我叫 3-1203 李阿姨", chat=GROUP)
        said = await v.say("李阿姨", "草莓2盒", chat=GROUP)
        assert said.startswith("@")
        assert "李阿姨" in said.split(" ")[0]
        assert "1203" not in said
        assert (await v.say("王姐", "汇总", chat=GROUP)).startswith("@王姐 ")
        assert not (await v.say("李阿姨", "我的订单")).startswith("@")


async def test_the_longest_answer_fits_what_is_remembered() -> None:
    async with village() as v:
        rows_ = "\n".join(f"极长名字的商品{it} {it}.5/盒" for it in range(1, 120))
        await v.say("王姐", f"开团 大全\n{rows_}\n截单 今晚20:00\n取货 明天17:00-20:00", chat=GROUP)
        answer = await v.say("王姐", "帮助", chat=GROUP)
        assert len(answer.encode()) <= MOST_BYTES
        [(most,)] = rows(v.path, "SELECT MAX(LENGTH(CAST(answer AS BLOB))) FROM inbox")
        assert most <= MOST_BYTES
        [(cut,)] = rows(v.path, "SELECT COUNT(*) FROM inbox WHERE answer LIKE ?", f"%{CUT}")
        assert cut <= 1


async def test_every_outcome_is_counted_by_channel() -> None:
    counted: list[tuple[str, str]] = []
    async with village() as v:
        app = App(v.store, v.parts.settings, lambda channel, end: counted.append((channel, end)))
        await v.open()
        for text in ("草莓2盒", "今天真冷", "草莓30盒", "草莓2盒"):
            message = v.message("李阿姨", text, chat=GROUP, message_id=text, sent_at=START)
            await app.handle(message, at=START)
    assert counted == [("sim", it) for it in ("done", "silence", "refusal.SoldOut", "repeat")]


def test_a_key_is_opaque_of_fixed_length_and_differs_in_every_part() -> None:
    base = {"channel": "c", "sender": "s", "message_id": "m", "text": "t", "chat": "g", "sent_at": START}
    keys = {inbox_key(Incoming(**base))}
    for change_ in (
        {"channel": "d"},
        {"sender": "z"},
        {"message_id": "n"},
        {"chat": None},
        {"sent_at": None},
    ):
        keys.add(inbox_key(Incoming(**(base | change_))))
    assert len(keys) == 6
    assert all(len(it) == 64 for it in keys)
    assert inbox_key(Incoming(**(base | {"text": "other"}))) in keys  # the words are no part of it


async def test_an_empty_answer_names_nobody() -> None:
    async with village() as v:
        talk, _ = await listen(
            v.message("李阿姨", "x", chat=GROUP), v.store.reads, v.parts.settings, at=START
        )
        assert addressed_to(talk, "") == ""
        assert addressed_to(talk, "好").endswith(" 好")
