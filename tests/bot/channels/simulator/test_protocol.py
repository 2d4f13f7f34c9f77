"""The simulator's frames, good and bad, without any network."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.simulator import protocol
from bot.channels.simulator.port import Chat, Person
from bot.channels.simulator.protocol import (
    MAX_FRAME_BYTES,
    MAX_MINUTES,
    BadFrame,
    Bubble,
    Edit,
    Forward,
    Hello,
    MoveTo,
    Recall,
    Say,
)
from bot.solitaire import NativeEntry
from tests.for_each import for_each

AT = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)


def say(**changes: object) -> str:
    return json.dumps({"cmd": "say", "chat": "g-lake-1", "as": "王姐", "text": "草莓2盒", **changes})


@for_each(
    ("data", "frame"),
    [
        ('{"cmd":"hello"}', Hello()),
        (say(), Say("g-lake-1", "王姐", "草莓2盒")),
        (say(chat=None), Say(None, "王姐", "草莓2盒")),
        (say(id="m-1", mention=True), Say("g-lake-1", "王姐", "草莓2盒", "m-1", True)),
        (say(id=None, mention=False), Say("g-lake-1", "王姐", "草莓2盒")),
        (say(**{"as": "  3-1203 王姐 "}), Say("g-lake-1", "3-1203 王姐", "草莓2盒")),
        (say(text="开团 水果\n草莓 25元/盒"), Say("g-lake-1", "王姐", "开团 水果\n草莓 25元/盒")),
        (say(text="😀"), Say("g-lake-1", "王姐", "😀")),
        (
            say(solitaire=[{"u": "wxid_1", "t": 1795226700, "r": "91-43"}]),
            Say("g-lake-1", "王姐", "草莓2盒", solitaire=(NativeEntry("wxid_1", AT, 91, 43),)),
        ),
        ('{"cmd":"recall","chat":"g","as":"王姐","id":"m-1"}', Recall("g", "王姐", "m-1")),
        ('{"cmd":"edit","as":"王姐","id":"m-1","text":"草莓3盒"}', Edit(None, "王姐", "m-1", "草莓3盒")),
        ('{"cmd":"clock","forward_minutes":10}', Forward(10)),
        (f'{{"cmd":"clock","forward_minutes":{MAX_MINUTES}}}', Forward(MAX_MINUTES)),
        ('{"cmd":"clock","to":"2026-11-21T02:05:00Z"}', MoveTo(AT)),
        (
            '{"cmd":"clock","to":"2026-11-21T10:05+08:00"}',
            MoveTo(datetime(2026, 11, 21, 10, 5, tzinfo=timezone(timedelta(hours=8)))),
        ),
    ],
)
def test_a_good_frame_becomes_its_value(data: str, frame: protocol.Frame) -> None:
    assert protocol.parse(data) == frame


def test_a_moment_without_an_offset_is_left_to_the_operators_zone() -> None:
    frame = protocol.parse('{"cmd":"clock","to":"2026-11-22T09:00"}')
    assert isinstance(frame, MoveTo)
    assert frame.to.tzinfo is None


@for_each(
    ("data", "hint"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("[" * 30_000, "JSON"),
        ("9" * 5_000, "JSON"),
        ("[]", "JSON 对象"),
        ("null", "JSON 对象"),
        ("NaN", "JSON 对象"),
        ("{}", "cmd"),
        ('{"cmd":"shout"}', "cmd"),
        ('{"cmd":["say"]}', "cmd"),
        (say(solitaire="x"), "solitaire"),
        (say(solitaire=["x"]), "solitaire"),
        (say(solitaire=[{"u": "w", "t": 1, "r": "9"}]), "solitaire"),
        (say(solitaire=[{"u": "", "t": 1, "r": "9-1"}]), "solitaire"),
        (say(solitaire=[{"u": "w", "t": True, "r": "9-1"}]), "solitaire"),
        (say(solitaire=[{"u": "w", "t": 10**30, "r": "9-1"}]), "时间"),
        ('{"cmd":"recall","as":"王姐"}', "id"),
        ('{"cmd":"recall","as":"","id":"m-1"}', "as"),
        ('{"cmd":"edit","as":"王姐","id":"m-1","text":" "}', "空消息"),
        ('{"cmd":"edit","as":"王姐","text":"草莓"}', "id"),
        (say(text=""), "空消息"),
        (say(text=" \n\t"), "空消息"),
        (say(text=None), "text"),
        (say(text=["草莓"]), "text"),
        (say(text="\ud83d"), "text"),
        (say(chat=7), "chat"),
        (say(chat=""), "chat"),
        (say(chat="g" * 65), "chat"),
        (say(id=""), "id"),
        (say(id="m\n1"), "id"),
        (say(id=1), "id"),
        (say(mention="yes"), "mention"),
        (say(mention=1), "mention"),
        (say(**{"as": ""}), "as"),
        (say(**{"as": "   "}), "as"),
        (say(**{"as": None}), "as"),
        (say(**{"as": "王\n团长"}), "as"),
        (say(**{"as": "王\u202e姐"}), "as"),
        (say(**{"as": "王" * 65}), "as"),
        ('{"cmd":"say"}', "as"),
        ('{"cmd":"clock"}', "二选一"),
        ('{"cmd":"clock","forward_minutes":1,"to":"2026-11-21T20:00"}', "二选一"),
        ('{"cmd":"clock","forward_minutes":0}', "forward_minutes"),
        ('{"cmd":"clock","forward_minutes":-5}', "只能往前"),
        ('{"cmd":"clock","forward_minutes":1.5}', "forward_minutes"),
        ('{"cmd":"clock","forward_minutes":true}', "forward_minutes"),
        ('{"cmd":"clock","forward_minutes":"10"}', "forward_minutes"),
        ('{"cmd":"clock","forward_minutes":NaN}', "forward_minutes"),
        (f'{{"cmd":"clock","forward_minutes":{MAX_MINUTES + 1}}}', "forward_minutes"),
        ('{"cmd":"clock","to":"明早"}', "to"),
        ('{"cmd":"clock","to":"2026-13-45T99:00"}', "to"),
        ('{"cmd":"clock","to":1700000000}', "to"),
    ],
)
def test_a_bad_frame_is_refused_saying_what_is_wrong(data: str, hint: str) -> None:
    with pytest.raises(BadFrame) as refused:
        protocol.parse(data)
    assert hint in refused.value.text


def test_a_frame_is_measured_in_bytes_not_in_characters() -> None:
    room = MAX_FRAME_BYTES - len(json.dumps({"cmd": "say", "chat": None, "as": "a", "text": ""}))
    fits = json.dumps({"cmd": "say", "chat": None, "as": "a", "text": "x" * room})
    assert protocol.parse(fits) == Say(None, "a", "x" * room)
    for text in ("x" * (room + 1), "草" * (room // 3 + 1)):
        with pytest.raises(BadFrame, match="太长"):
            protocol.parse(
                json.dumps({"cmd": "say", "chat": None, "as": "a", "text": text}, ensure_ascii=False)
            )


def outcome(data: str) -> protocol.Frame | str:
    try:
        return protocol.parse(data)
    except BadFrame as refused:
        return refused.text


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.text() | json_values.map(json.dumps))
def test_any_text_is_a_frame_or_a_refusal_never_a_crash(data: str) -> None:
    assert outcome(data)


@given(
    st.fixed_dictionaries(
        {"cmd": st.sampled_from(["say", "clock", "hello"])},
        optional=dict.fromkeys(("chat", "as", "text", "id", "mention", "to", "forward_minutes"), json_values),
    )
)
def test_any_fields_are_a_frame_or_a_refusal_never_a_crash(body: dict[str, object]) -> None:
    assert outcome(json.dumps(body))


def test_hello_tells_all_a_page_needs() -> None:
    shown = Bubble(1, "g-lake-1", None, "u-wang", "王姐", "草莓2盒", AT, "message", "m-1")
    frame = json.loads(
        protocol.hello(
            bot="邻里", chats=(Chat("g-lake-1", "湖畔群", "湖畔花园"),),
            people=(Person("u-zhou", "周敏", "leader"),), now=AT, zone="Asia/Shanghai", next_cutoff=None,
            next_close=None, history=(shown,),
        )
    )  # fmt: skip
    assert frame == {
        "cmd": "hello",
        "bot": "邻里",
        "chats": [{"id": "g-lake-1", "name": "湖畔群", "community": "湖畔花园"}],
        "people": [{"user": "u-zhou", "name": "周敏", "role": "leader"}],
        "now": "2026-11-21T02:05:00+00:00",
        "zone": "Asia/Shanghai",
        "next_cutoff": None,
        "next_close": None,
        "history": [
            {
                "seq": 1, "chat": "g-lake-1", "to": None, "who": "u-wang", "name": "王姐", "text": "草莓2盒",
                "at": "2026-11-21T02:05:00+00:00", "kind": "message", "id": "m-1", "repeat": False,
                "state": "",
            }
        ],
    }  # fmt: skip


def test_the_smaller_frames_carry_what_their_name_says() -> None:
    assert json.loads(protocol.clock(AT, AT + timedelta(hours=1), AT + timedelta(hours=2))) == {
        "cmd": "clock",
        "now": "2026-11-21T02:05:00+00:00",
        "next_cutoff": "2026-11-21T03:05:00+00:00",
        "next_close": "2026-11-21T04:05:00+00:00",
    }
    assert json.loads(protocol.error("不行")) == {"cmd": "error", "text": "不行"}
    assert json.loads(protocol.roster((), (Person("u", "王姐"),))) == {
        "cmd": "roster",
        "chats": [],
        "people": [{"user": "u", "name": "王姐", "role": "resident"}],
    }


def test_multi_line_text_and_markup_travel_unchanged() -> None:
    text = "开团\n<img src=x onerror=alert(1)>\t\"'&😀"
    frame = protocol.bubble(Bubble(3, None, "u", "u", "王姐", text, AT, "message"))
    assert json.loads(frame)["text"] == text
