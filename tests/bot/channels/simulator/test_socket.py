"""Several pages, the moved clock and everything that goes wrong, over a real WebSocket on loopback."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import WSMsgType

from bot.channels.simulator.handlers import HARD_CAP
from bot.channels.simulator.protocol import MAX_FRAME_BYTES
from bot.channels.simulator.room import SimulatorRoom
from tests.bot.channels.simulator.talker import Connect, Talker
from tests.bot.channels.simulator.world import NOW, OPEN_NOW, SmallWorld


async def test_everyone_watching_sees_every_bubble_and_the_moved_clock(
    page: Talker, connect: Connect
) -> None:
    other = await connect()
    await other.send(cmd="hello")
    await other.until("hello")
    await page.say("团购")
    assert [bubble["text"] for bubble in await other.bubbles()] == ["团购", OPEN_NOW]
    await page.send(cmd="clock", forward_minutes=10)
    assert datetime.fromisoformat((await other.until("clock"))[-1]["now"]) == NOW + timedelta(minutes=10)


async def test_a_page_that_comes_back_gets_what_it_missed(
    page: Talker, connect: Connect, room: SimulatorRoom
) -> None:
    await page.say("团购")
    await page.bubbles()
    await page.ws.close()
    await room.push("user:u-wang", "到货了")
    back = await connect()
    await back.send(cmd="hello")
    history = (await back.until("hello"))[-1]["history"]
    assert [bubble["text"] for bubble in history] == ["团购", OPEN_NOW, "到货了"]


async def test_a_name_given_in_chat_reaches_the_picker(page: Talker) -> None:
    await page.send(cmd="hello")
    await page.until("hello")
    await page.say("我叫 3-1203 王姐", chat=None)
    people = (await page.until("roster"))[-1]["people"]
    assert people[0] == {"user": "u-wang", "name": "3-1203 王姐", "role": "resident"}


@pytest.mark.parametrize(
    ("to", "moment"),
    [
        ("2026-11-21T20:00", datetime(2026, 11, 21, 12, 0, tzinfo=UTC)),
        ("2026-11-21T20:00+08:00", datetime(2026, 11, 21, 12, 0, tzinfo=UTC)),
        ("2026-11-21T12:00:00Z", datetime(2026, 11, 21, 12, 0, tzinfo=UTC)),
        (NOW.isoformat(), NOW),
    ],
)
async def test_the_clock_moves_to_a_moment_in_the_operators_zone(
    page: Talker, small_world: SmallWorld, to: str, moment: datetime
) -> None:
    await page.send(cmd="clock", to=to)
    told = (await page.until("clock"))[-1]
    assert datetime.fromisoformat(told["now"]) == moment == small_world.now()
    assert small_world.now().tzinfo is UTC


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("2026-11-21T10:04", "往前"),
        ("2020-01-01T00:00Z", "往前"),
        ("0001-01-01T00:00", "往前"),
        ("9999-12-31T23:59:59-12:00", "太远"),
        ("2036-01-01T00:00", "一年"),
        ("2027-06-01T00:00Z", "没有处理成功"),
    ],
)
async def test_a_clock_that_cannot_be_moved_there_says_so_and_stays(
    page: Talker, small_world: SmallWorld, to: str, why: str
) -> None:
    await page.send(cmd="clock", to=to)
    assert why in await page.refusal()
    assert small_world.now() == NOW


async def test_a_refusal_of_the_system_is_told_in_its_own_words(
    page: Talker, small_world: SmallWorld
) -> None:
    small_world.movable = False
    await page.send(cmd="clock", forward_minutes=10)
    assert await page.refusal() == "接了真实渠道，时钟不能拨。"


async def test_a_crash_behind_the_page_gets_an_apology_and_the_page_goes_on(page: Talker) -> None:
    await page.say("坏掉")
    apology = await page.refusal()
    assert "没有处理成功" in apology
    assert "broken" not in apology
    await page.say("团购")
    assert len(await page.bubbles()) == 2


async def test_bad_frames_are_refused_to_their_sender_alone_and_the_page_goes_on(
    page: Talker, connect: Connect, small_world: SmallWorld
) -> None:
    other = await connect()
    for junk in ("{", "[]", '{"cmd":"say"}', "x" * (MAX_FRAME_BYTES + 1)):
        await page.ws.send_str(junk)
        assert await page.refusal()
    await page.ws.send_bytes(b'{"cmd":"hello"}')
    assert "只收文字" in await page.refusal()
    assert small_world.heard == []
    await page.say("团购")
    assert len(await page.bubbles()) == 2
    assert "error" not in [frame["cmd"] for frame in await other.until("clock")]


async def test_a_frame_beyond_all_measure_closes_the_connection_and_only_that(
    page: Talker, connect: Connect
) -> None:
    await page.ws.send_str("x" * (HARD_CAP + 1))
    closed = await page.ws.receive(timeout=30)
    assert closed.type is WSMsgType.CLOSE
    assert closed.data == 1009
    other = await connect()
    await other.send(cmd="hello")
    assert await other.until("hello")


@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "NaN", "草莓1e9盒", "{{7*7}}", "字" * 10_000]
)
async def test_odd_text_passes_through_unchanged(page: Talker, small_world: SmallWorld, text: str) -> None:
    await page.say(text, chat=None)
    assert (await page.bubbles())[0]["text"] == text
    assert small_world.heard[0].text == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("草莓\x00\x07\x1b[31m2盒", "草莓[31m2盒"),
        ("草莓\u202e2盒", "草莓2盒"),
        ("开团\r\n草莓 ]]>", "开团\n草莓 ]] >"),
    ],
)
async def test_what_no_channel_lets_through_is_taken_out(
    page: Talker, small_world: SmallWorld, text: str, kept: str
) -> None:
    await page.say(text, chat=None)
    assert (await page.bubbles())[0]["text"] == small_world.heard[0].text == kept


async def test_a_message_of_nothing_but_control_characters_is_empty(
    page: Talker, small_world: SmallWorld
) -> None:
    await page.say("\x00\x07\u200b")
    assert "空消息" in await page.refusal()
    assert small_world.heard == []


async def test_a_hundred_people_at_once_are_each_heard_once(
    connect: Connect, small_world: SmallWorld
) -> None:
    pages = [await connect() for _ in range(10)]

    async def order(page: Talker, number: int) -> None:
        for turn in range(10):
            await page.say("草莓2盒", speaker=f"居民{number}-{turn}")

    await asyncio.gather(*(order(page, number) for number, page in enumerate(pages)))
    seen: set[int] = set()
    while len(seen) < 200:  # 100 messages and 100 replies
        frame = await pages[0].ws.receive_json(timeout=30)
        if frame["cmd"] == "bubble":
            assert frame["seq"] not in seen
            seen.add(frame["seq"])
    assert len({message.sender for message in small_world.heard}) == len(small_world.heard) == 100


async def test_closing_the_room_ends_every_connection(
    page: Talker, connect: Connect, room: SimulatorRoom
) -> None:
    other = await connect()
    room.close()
    for one in (page, other):
        closed = await one.ws.receive(timeout=30)
        assert (closed.type, closed.data) == (WSMsgType.CLOSE, 1001)
