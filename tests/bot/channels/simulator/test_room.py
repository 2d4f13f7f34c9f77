"""The room by itself: history, listeners and the bot speaking first."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.sending import Undeliverable
from bot.channels.simulator.port import Person, Roster
from bot.channels.simulator.room import BACKLOG, HISTORY, Listener, SimulatorRoom

AT = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)
EMPTY = Roster((), (), AT, "Asia/Shanghai")


@pytest.fixture
def room() -> SimulatorRoom:
    return SimulatorRoom(lambda: AT)


def waiting(listener: Listener) -> list[dict[str, object] | None]:
    frames = [listener.frames.get_nowait() for _ in range(listener.frames.qsize())]
    return [json.loads(frame) if frame else None for frame in frames]


def chatter(room: SimulatorRoom, count: int) -> None:
    for number in range(count):
        room.post(f"第{number}条", at=AT, kind="message", who="u", name="王姐", chat="g")


async def test_the_bot_speaks_first_in_a_group_and_to_a_person(room: SimulatorRoom) -> None:
    listener = room.join()
    await room.push("chat:g-lake-1", "还有 30 分钟截单")
    await room.push("user:u-wang", "取货码 123456\n周日 16:00")
    group, private = room.history
    assert (group.chat, group.to, group.who, group.name, group.kind) == (
        "g-lake-1", None, "bot", "邻里", "notice",
    )  # fmt: skip
    assert (private.chat, private.to, private.text) == (None, "u-wang", "取货码 123456\n周日 16:00")
    assert private.at == AT
    assert [frame["text"] for frame in waiting(listener)] == [group.text, private.text]


async def test_an_id_may_contain_colons(room: SimulatorRoom) -> None:
    await room.push("user:corp:7", "你好")
    assert room.history[0].to == "corp:7"


@pytest.mark.parametrize("target", ["", "g-lake-1", "chat:", "user:", "all:everyone"])
async def test_a_target_of_another_kind_can_never_be_reached(room: SimulatorRoom, target: str) -> None:
    with pytest.raises(Undeliverable):
        await room.push(target, "你好")
    assert room.history == ()


def test_only_the_last_bubbles_are_kept(room: SimulatorRoom) -> None:
    chatter(room, HISTORY + 3)
    assert len(room.history) == HISTORY
    assert room.history[0].text == "第3条"
    assert room.history[-1].text == f"第{HISTORY + 2}条"


def test_a_page_that_comes_late_gets_the_history_and_then_each_new_bubble_once(room: SimulatorRoom) -> None:
    chatter(room, 2)
    listener = room.join()
    room.greet(listener, EMPTY)
    chatter(room, 1)
    greeting, fresh = waiting(listener)
    assert [bubble["seq"] for bubble in greeting["history"]] == [1, 2]
    assert fresh["seq"] == 3


def test_a_page_that_left_hears_nothing_more(room: SimulatorRoom) -> None:
    listener = room.join()
    room.leave(listener)
    room.leave(listener)
    chatter(room, 1)
    assert waiting(listener) == []


def test_a_page_that_stops_reading_is_sent_away_and_holds_nobody_up(room: SimulatorRoom) -> None:
    asleep, awake = room.join(), room.join()
    for _ in range(BACKLOG + 5):
        chatter(room, 1)
        assert len(waiting(awake)) == 1
    assert waiting(asleep) == [None]


def test_closing_lets_every_page_read_to_the_end_and_then_go(room: SimulatorRoom) -> None:
    first, second = room.join(), room.join()
    chatter(room, 1)
    room.close()
    for listener in (first, second):
        bubble, goodbye = waiting(listener)
        assert bubble["text"] == "第0条"
        assert goodbye is None


def test_the_people_are_told_again_only_when_they_changed(room: SimulatorRoom) -> None:
    listener = room.join()
    room.greet(listener, EMPTY)
    room.tell_world(EMPTY)
    room.tell_world(Roster((), (), AT + timedelta(hours=1), "Asia/Shanghai", AT + timedelta(hours=2)))
    room.tell_world(Roster((), (Person("u", "王姐"),), AT, "Asia/Shanghai"))
    room.tell_world(Roster((), (Person("u", "王姐"),), AT, "Asia/Shanghai"))
    told = [frame["cmd"] for frame in waiting(listener)]
    assert told == ["hello", "clock", "clock", "roster", "clock", "clock"]


def test_the_speaker_is_found_by_id_before_name_and_is_else_somebody_new() -> None:
    people = (Person("王姐", "李叔"), Person("u-2", "王姐"), Person("u-3", "张姨", "leader"))
    roster = Roster((), people, AT, "Asia/Shanghai")
    assert roster.person("王姐") is people[0]
    assert roster.person("张姨") is people[2]
    assert roster.person("新邻居") == Person("新邻居", "新邻居", "resident")
