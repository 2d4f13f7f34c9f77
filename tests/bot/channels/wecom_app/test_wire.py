"""The app's callbacks on recorded bodies: what is heard, what is answered, what stays silent."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wecom_app.wire import TEXT_LIMIT, WecomAppWire
from bot.channels.wire import Malformed, Wire
from bot.incoming import Incoming
from tests.fakes import wecom_callbacks as wecom
from tests.fakes.wecom_callbacks import AES_KEY, AGENT_ID, CORP_ID, NONCE, NOW, TOKEN
from tests.for_each import for_each

APP: Wire = WecomAppWire("邻里", TOKEN, AES_KEY, CORP_ID, AGENT_ID)


def heard(inner: bytes) -> Incoming | None:
    return APP.read(*wecom.app_callback(inner), NOW)


def sample(name: str, old: str = "", new: str = "") -> Incoming | None:
    text = wecom.app_sample(name).decode()
    assert old in text
    return heard((text.replace(old, new) if old else text).encode())


def answered(text: str, incoming: Incoming) -> dict[str, str]:
    return wecom.open_app_reply(APP.answer(text, incoming, NONCE, NOW))


def test_a_text_is_heard_with_sender_number_and_time() -> None:
    assert sample("text") == Incoming(
        channel="邻里",
        sender="LiXiaoSample",
        message_id="7400000000000000001",
        text="草莓2盒 <要红的> & 蓝莓1",
        sent_at=datetime(2027, 1, 15, 8, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize("name", ["enter_agent", "subscribe"])
def test_somebody_coming_in_is_heard(name: str) -> None:
    message = sample(name)
    assert (message.kind, message.sender, message.text) == ("enter", "LiXiaoSample", "")


def test_two_visits_are_told_apart_by_their_time() -> None:
    assert sample("enter_agent").key != sample("enter_agent", "1800000000", "1800000009").key


@pytest.mark.parametrize("name", ["menu_click", "unsubscribe"])
def test_an_event_that_means_nothing_here_is_not_a_message(name: str) -> None:
    assert sample(name) is None


@pytest.mark.parametrize("name", ["image", "voice", "location"])
def test_what_the_bot_cannot_read_is_told_apart(name: str) -> None:
    message = sample(name)
    assert (message.kind, message.text) == ("unsupported", "")


def test_a_message_type_of_tomorrow_is_unsupported_and_no_crash() -> None:
    assert sample("image", "[image]", "[hologram]").kind == "unsupported"


def test_an_empty_text_is_read_as_empty() -> None:
    assert sample("text", "草莓2盒 <要红的> & 蓝莓1", "").text == ""


def test_ten_thousand_characters_are_read() -> None:
    assert sample("text", "草莓2盒 <要红的> & 蓝莓1", "好" * 10_000).text == "好" * 10_000


def test_what_cannot_be_shown_is_cleaned_from_a_text() -> None:
    assert sample("text", "草莓2盒", "草\u200b莓\u202e2盒").text.startswith("草莓2盒")


@for_each(
    ("old", "new"),
    [
        ("<![CDATA[LiXiaoSample]]>", ""),
        ("LiXiaoSample", "Li\nXiao"),
        ("LiXiaoSample", "Li\u202eXiao"),
        ("LiXiaoSample", "x" * 257),
        ("<MsgId>7400000000000000001</MsgId>", ""),
        ("<CreateTime>1800000000</CreateTime>", ""),
        ("1800000000", "soon"),
        ("1800000000", "-1800000000"),
        ("1800000000", "99999999999999"),
        ("1800000000", "１８００００００００"),
        ("<AgentID>", "<MsgId>2</MsgId><AgentID>"),
        ("<AgentID>", "<FromUserName>Leader</FromUserName><AgentID>"),
    ],
)
def test_a_message_without_a_sound_identity_is_malformed(old: str, new: str) -> None:
    with pytest.raises(Malformed):
        sample("text", old, new)


def test_a_passive_reply_goes_back_to_the_sender() -> None:
    reply = answered("记下了：草莓 2盒", sample("text"))
    assert (reply["ToUserName"], reply["FromUserName"]) == ("LiXiaoSample", CORP_ID)
    assert (reply["MsgType"], reply["Content"]) == ("text", "记下了：草莓 2盒")


@pytest.mark.parametrize("text", [None, ""])
def test_nothing_to_say_is_an_empty_body(text: str | None) -> None:
    assert APP.answer(text, sample("text"), NONCE, NOW) == b""


def test_a_repeat_under_a_fresh_signature_gets_the_same_plaintext() -> None:
    inner, later = wecom.app_sample("text"), NOW + timedelta(seconds=10)
    first, again = (APP.read(*wecom.app_callback(inner, at), at) for at in (NOW, later))
    assert first == again
    assert answered("好", first) == wecom.open_app_reply(APP.answer("好", again, NONCE, later))


@given(
    st.text()
    | st.sampled_from(["]]>", "]]]]>>", "]]><Content>假</Content><![CDATA[", "\x00\x08\x1b", "\ud800"])
)
def test_no_text_breaks_out_of_the_reply(text: str) -> None:
    body = APP.answer(f"好{text}", sample("text"), NONCE, NOW)
    assert sorted(wecom.open_app_reply(body)) == [
        "AgentID",
        "Content",
        "CreateTime",
        "FromUserName",
        "MsgType",
        "ToUserName",
    ]


@pytest.mark.parametrize("nonce", ["]]><Encrypt>x</Encrypt><![CDATA[", "a\x00b", "]]>"])
def test_a_nonce_does_not_break_out_of_the_reply(nonce: str) -> None:
    reply = APP.answer("好", sample("text"), nonce, NOW)
    assert [child.tag for child in ElementTree.fromstring(reply)] == [  # noqa: S314 - our own
        "Encrypt",
        "MsgSignature",
        "TimeStamp",
        "Nonce",
    ]
    assert wecom.open_app_reply(reply)["Content"] == "好"


@pytest.mark.parametrize("text", ["好" * 700, "a" * 2047 + "好", "👍" * 600])
def test_a_long_reply_is_cut_at_2048_bytes_between_characters(text: str) -> None:
    content = answered(text, sample("text"))["Content"]
    assert TEXT_LIMIT - 7 < len(content.encode()) <= TEXT_LIMIT == APP.answer_limit
    assert text.startswith(content.removesuffix("…"))
