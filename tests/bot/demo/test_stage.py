"""The stage over the real server: callbacks, repeats, silence, forgeries, and time that stops where it must."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.demo.cast import WANG, ZHOU
from bot.demo.director import Production, on_stage
from bot.demo.goods import BREAKFAST, BREAKFAST_OPENING, EGG, FRUIT, FRUIT_OPENING, ORANGE, STRAWBERRY
from bot.demo.play import Play
from bot.demo.scenes import opening
from tests.bot.demo.house import playhouse, printed


@pytest.fixture
async def made(tmp_path: Path) -> AsyncIterator[Production]:
    async with playhouse(tmp_path) as production:
        yield production


@pytest.fixture
async def play(made: Production) -> AsyncIterator[Play]:
    """Nine in the morning, the fruit and the breakfast just opened; nothing is delivered twice by chance."""
    async with on_stage(made) as it:
        it.repeated = 0
        await it.stage.until("09:00")
        for leader, text in ((WANG, FRUIT_OPENING), (ZHOU, BREAKFAST_OPENING)):
            await it.say(leader, text, "我记的是", private=True)
            await it.say(leader, "确认", "开了", private=True)
        yield it


async def test_an_order_goes_in_encrypted_and_its_confirmation_comes_out(play: Play) -> None:
    who = play.cast.lake_one[0]
    assert await play.order(who, "草莓2盒", {STRAWBERRY: Decimal(2)}, buy=FRUIT)
    assert play.stage.tally.wrong_answers == []
    assert play.ledger.tab(FRUIT, who.name).seq == 1
    (order,) = await play.stage.parts.store.reads.orders(FRUIT)
    assert (order.seq_no, order.amount) == (1, 5000)


async def test_a_confirmation_that_is_not_what_was_asked_for_is_noted(play: Play) -> None:
    await play.order(play.cast.lake_one[0], "草莓2盒", {STRAWBERRY: Decimal(3)}, buy=FRUIT)
    assert len(play.stage.tally.wrong_answers) == 1
    assert "草莓2盒" in play.stage.tally.wrong_answers[0]


async def test_a_refusal_that_does_not_come_is_noted(play: Play) -> None:
    await play.say(play.cast.lake_one[0], "草莓2盒", "限购")
    assert len(play.stage.tally.wrong_answers) == 1


async def test_a_repeat_is_told_from_a_message_that_changes_something(play: Play) -> None:
    who = play.cast.lake_one[0]
    await play.order(who, "橙子2斤", {ORANGE: Decimal(2)}, buy=FRUIT)
    heard = play.stage.heard[-1]
    await play.stage.again(heard)
    assert (play.stage.tally.repeats, play.stage.tally.wrong_repeats) == (1, [])
    fresh = replace(heard, delivery=replace(heard.delivery, message_id="another", text="再来1斤橙子"))
    await play.stage.again(fresh)
    assert play.stage.tally.wrong_repeats == ["再来1斤橙子"]


async def test_an_answer_that_changed_by_a_byte_is_no_repeat(play: Play) -> None:
    await play.say(play.cast.lake_one[0], "橙子2斤")
    heard = play.stage.heard[-1]
    await play.stage.again(replace(heard, plain=heard.plain + b" "))
    assert play.stage.tally.wrong_repeats == ["橙子2斤"]


async def test_talk_among_neighbours_is_shown_and_not_delivered(play: Play, made: Production) -> None:
    before = play.stage.tally.callbacks
    await play.stage.overheard(play.cast.lake_one[0], "今天天气真好")
    assert (play.stage.tally.callbacks, play.stage.tally.overheard) == (before, 1)
    assert "今天天气真好" in printed(made)


async def test_events_that_mean_nothing_are_met_with_silence(play: Play) -> None:
    for who in (play.cast.lake_one[0], play.cast.maple[0]):
        await play.stage.nothing(who)
    assert (play.stage.tally.silences, play.stage.tally.wrong_silences) == (2, [])
    assert "你好" in await play.stage.enter(play.cast.maple[0])


async def test_an_unknown_group_is_answered_once(play: Play) -> None:
    who = play.cast.lake_one[0]
    assert "还没有登记" in await play.stage.from_strangers(who, "wrNobodys", "草莓2盒")
    assert await play.stage.from_strangers(who, "wrNobodys", "草莓2盒") == ""


async def test_forged_stale_and_plaintext_callbacks_change_nothing(made: Production) -> None:
    async with on_stage(made) as it:
        await it.stage.until("09:00")
        before = await made.store.reads.journal()
        await opening._forgeries(it.stage)
        await opening._addresses(it.stage)
        assert (it.stage.tally.refused, it.stage.tally.wrong_refusals) == (3, [])
        assert it.stage.tally.wrong_answers == []
        assert await made.store.reads.journal() == before


async def test_a_callback_that_fails_is_noted(play: Play) -> None:
    good = play.stage.heard[-1].delivery
    heard = await play.stage.deliver(replace(good, sender=""))
    assert (heard.plain, heard.text) == (b"", "")
    assert "HTTP 400" in play.stage.tally.wrong_answers[0]


async def test_time_stops_at_every_moment_that_falls_due(play: Play) -> None:
    await play.stage.until("11:00")
    (reminder,) = {it.text for it in play.stage.platform.told if "还要的请直接说" in it.text}
    assert "12:00 截单" in reminder
    await play.stage.until("12:05")
    buy = await play.stage.parts.store.reads.buy(FRUIT)
    assert (buy.state_name, buy.state_since) == ("已截单", buy.cutoff_at + timedelta(seconds=60))


async def test_time_does_not_go_back(play: Play) -> None:
    now = play.stage.now
    await play.stage.until("08:00")
    assert play.stage.now == now
    await play.stage.until("08:00", day=1)
    assert play.stage.now > now


async def test_what_was_sent_is_shown_by_name(play: Play, made: Production) -> None:
    who = play.cast.lake_one[0]
    await play.order(who, "橙子2斤", {ORANGE: Decimal(2)}, buy=FRUIT)
    await play.stage.until("12:33")
    await play.say(WANG, "到货 1号团", "马上通知", private=True)
    assert f"→ {who.name}: 【1号团】到货了" in printed(made)
    assert "→ 湖畔花园1群: 【1号团】周末水果团" in printed(made)


async def test_a_code_is_told_one_to_one_and_read_off_what_was_told(play: Play) -> None:
    who = play.cast.lake_one[0]
    await play.order(who, "橙子2斤", {ORANGE: Decimal(2)}, buy=FRUIT)
    await play.stage.until("12:33")
    await play.say(WANG, "到货 1号团", "马上通知", private=True)
    (order,) = await play.stage.parts.store.reads.orders(FRUIT)
    assert play.codes_of(who.user, FRUIT) == [order.code]
    assert play.codes_of(who.user, BREAKFAST) == []
    tab = play.ledger.tab(FRUIT, who.name)
    await play.hand_out(WANG, order.code, (tab, {"橙子": Decimal(1)}))
    assert len(play.stage.tally.wrong_answers) == 1, "two were handed out, not one"


async def test_people_without_a_private_channel_are_named_in_their_group(play: Play) -> None:
    who, other = play.cast.maple[:2]
    await play.order(who, "鸡蛋1盒", {EGG: Decimal(1)}, buy=BREAKFAST)
    tab = play.ledger.tab(BREAKFAST, who.name)
    assert play.whom(tab) == f"named:{play.shown[who.user]}"
    await play.say(who, f"我叫 {who.room} {who.name}", who.name)
    assert play.whom(tab) == f"named:{who.name}"
    await play.order(other, "帮老王订鸡蛋1盒", {EGG: Decimal(1)}, buy=BREAKFAST, owner="老王")
    assert play.whom(play.ledger.tab(BREAKFAST, "老王")) == "named:老王"


async def test_the_part_of_messages_that_is_delivered_twice_can_be_all(play: Play) -> None:
    play.repeated = 1
    for text in ("橙子2斤", "团购", "我的订单"):
        await play.say(play.cast.lake_one[0], text)
    assert (play.stage.tally.repeats, play.stage.tally.wrong_repeats) == (3, [])
