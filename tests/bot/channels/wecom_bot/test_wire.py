"""The AI bot's callbacks on recorded bodies: what is heard, what is answered, what stays silent."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.wecom_bot.body import strip_mention
from bot.channels.wecom_bot.wire import STREAM_LIMIT, WecomBotWire, stream_id
from bot.channels.wire import Malformed, Wire
from bot.incoming import Incoming
from tests.fakes import wecom_callbacks as wecom
from tests.fakes.wecom_callbacks import AES_KEY, NONCE, NOW, TOKEN
from tests.for_each import for_each

BOT_ID = "aibLinliSample0001"
GROUP = "wrSampleGroupAAAAAAAAAAAAAAAAAAA"
BOT: Wire = WecomBotWire("小邻机器人", TOKEN, AES_KEY, BOT_ID, "小邻")


def heard(message: dict[str, object]) -> Incoming | None:
    return BOT.read(*wecom.bot_callback(message), NOW)


def sample(name: str, **changes: object) -> Incoming | None:
    return heard(wecom.bot_sample(name) | changes)


def answered(text: str, incoming: Incoming) -> dict[str, object]:
    return wecom.open_bot_reply(BOT.answer(text, incoming, NONCE, NOW))


def test_a_mention_in_a_group_is_heard_without_the_mention() -> None:
    assert sample("group_text") == Incoming(
        channel="小邻机器人",
        sender="woSampleMemberWang",
        message_id="CAIQ8aTMjQYY/NGagIOAgAMgl8jK/gI=",
        text="草莓2盒 蓝莓1",
        chat=GROUP,
    )


def test_a_talk_of_two_has_no_chat_and_is_always_addressed() -> None:
    message = sample("single_text")
    assert (message.chat, message.addressed, message.text) == (None, True, "我的订单")


def test_the_platforms_time_is_taken_where_it_gives_one() -> None:
    assert sample("single_text").sent_at == datetime(2027, 1, 15, 8, 0, tzinfo=UTC)
    assert sample("group_text").sent_at is None


def test_a_quoted_text_comes_along() -> None:
    message = sample("group_quote")
    assert message.text == "要3份"
    assert message.quote == "【团购12】丹东草莓 25.80元/盒，今晚8点截单"


def test_a_quoted_picture_is_no_quote() -> None:
    assert sample("group_quote", quote={"msgtype": "image", "image": {"url": "x"}}).quote is None


def test_a_quoted_mixture_gives_its_words() -> None:
    quote = wecom.bot_sample("group_mixed")
    message = sample("group_quote", quote={"msgtype": "mixed", "mixed": quote["mixed"]})
    assert message.quote == "@小邻 这个要2盒\n再加蓝莓1"


def test_the_words_of_a_mixed_message_are_read_and_its_pictures_are_not() -> None:
    message = sample("group_mixed")
    assert (message.kind, message.text) == ("text", "这个要2盒\n再加蓝莓1")


def test_a_mixture_without_words_cannot_be_read() -> None:
    assert sample("group_mixed", mixed={"msg_item": [{"msgtype": "image"}]}).kind == "unsupported"
    assert sample("group_mixed", mixed={"msg_item": "?"}).kind == "unsupported"


@pytest.mark.parametrize("name", ["image", "voice"])
def test_what_the_bot_cannot_read_is_told_apart(name: str) -> None:
    message = sample(name)
    assert (message.kind, message.text) == ("unsupported", "")


def test_a_message_type_of_tomorrow_is_unsupported_and_no_crash() -> None:
    assert sample("image", msgtype="hologram").kind == "unsupported"
    assert sample("image", msgtype=None).kind == "unsupported"


@pytest.mark.parametrize("name", ["enter_chat", "enter_chat_flat"])
def test_somebody_opening_the_talk_is_heard_nested_or_flat(name: str) -> None:
    message = sample(name)
    assert (message.kind, message.sender, message.text) == ("enter", "woSampleMemberLi", "")


@pytest.mark.parametrize("name", ["feedback_event", "template_card_event"])
def test_an_event_that_means_nothing_here_is_not_a_message(name: str) -> None:
    assert sample(name) is None


@for_each(
    ("said", "meant"),
    [
        ("@小邻 草莓2盒", "草莓2盒"),
        ("@小邻\u2005草莓2盒", "草莓2盒"),
        ("@小邻\u3000草莓2盒", "草莓2盒"),
        ("@小邻\u00a0草莓2盒", "草莓2盒"),
        ("＠小邻 草莓2盒", "草莓2盒"),
        ("草莓2盒 @小邻", "草莓2盒"),
        ("草莓2盒\u2005@小邻\u2005蓝莓1", "草莓2盒\u2005 蓝莓1"),
        ("@小邻草莓2盒", "草莓2盒"),
        ("@小邻", ""),
        ("@小邻 @小邻 截单", "截单"),
        ("@小邻\n1. 王姐 草莓2\n2. 李哥 蓝莓1", "1. 王姐 草莓2\n2. 李哥 蓝莓1"),
        ("接龙 @小邻\n1. 王姐 草莓2", "接龙  \n1. 王姐 草莓2"),
        ("@小邻 @王姐 草莓2盒", "@王姐 草莓2盒"),
        ("@王姐 @小邻 草莓2盒", "@王姐  草莓2盒"),
        ("@旧名字 草莓2盒", "草莓2盒"),
        ("@旧名字\u2005草莓2盒", "草莓2盒"),
        ("草莓2盒", "草莓2盒"),
        ("邮箱 a@b.example", "邮箱 a@b.example"),
        ("@", "@"),
    ],
)
def test_the_mention_of_the_bot_is_taken_out_and_others_stay(said: str, meant: str) -> None:
    assert strip_mention(said, "小邻") == meant


def test_a_name_with_signs_of_its_own_is_taken_literally() -> None:
    assert strip_mention("@团购(.*) 草莓", "团购(.*)") == "草莓"


def test_without_a_configured_name_the_first_mention_goes() -> None:
    assert strip_mention("@小邻 草莓 @王姐", "") == "草莓 @王姐"


def test_what_cannot_be_stored_is_cleaned_from_a_text() -> None:
    message = sample("single_text", text={"content": "草\u200b莓\x00 2\r\n盒\u202e"})
    assert message.text == "草莓 2\n盒"


@pytest.mark.parametrize("length", [0, 10_000])
def test_an_empty_and_a_very_long_text_are_read(length: int) -> None:
    assert len(sample("single_text", text={"content": "好" * length}).text) == length


@for_each(
    "changes",
    [
        {"msgid": ""},
        {"msgid": None},
        {"msgid": 5},
        {"msgid": "x" * 257},
        {"msgid": "a\x1fb"},
        {"msgid": "a\nb"},
        {"from": {}},
        {"from": None},
        {"from": "woSampleMemberWang"},
        {"from": {"userid": "a\u202eb"}},
        {"from": {"userid": "\ud800"}},
        {"chatid": None},
        {"chatid": ""},
        {"create_time": "soon"},
        {"create_time": -1},
        {"create_time": 1e9},
        {"create_time": 10**18},
        {"create_time": True},
        {"text": "草莓"},
        {"quote": "草莓"},
        {"aibotid": "aibSomebodyElse"},
    ],
)
def test_a_message_without_a_sound_identity_is_malformed(changes: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        sample("group_text", **changes)


def test_a_bot_without_a_configured_id_hears_any() -> None:
    anyone = WecomBotWire("bot", TOKEN, AES_KEY, bot_name="小邻")
    assert anyone.read(*wecom.bot_callback(wecom.bot_sample("group_text")), NOW).text == "草莓2盒 蓝莓1"


def test_an_answer_is_a_stream_that_is_finished_at_once() -> None:
    message = sample("group_text")
    assert answered("记下了：草莓 2盒", message) == {
        "msgtype": "stream",
        "stream": {"id": stream_id(message), "finish": True, "content": "记下了：草莓 2盒"},
    }


def test_a_reply_is_json_with_a_whole_number_of_seconds_and_the_nonce_asked_with() -> None:
    reply = json.loads(BOT.answer("好", sample("group_text"), NONCE, NOW))
    assert sorted(reply) == ["encrypt", "msgsignature", "nonce", "timestamp"]
    assert (reply["timestamp"], reply["nonce"]) == (1800000000, NONCE)
    assert BOT.content_type == "application/json"


def test_a_repeat_under_a_fresh_signature_gets_the_same_answer() -> None:
    message = wecom.bot_sample("group_text")
    later = NOW + timedelta(seconds=15)
    first, again = (BOT.read(*wecom.bot_callback(message, at), at) for at in (NOW, later))
    assert first == again
    assert answered("好", first) == wecom.open_bot_reply(BOT.answer("好", again, NONCE, later))


def test_two_messages_never_share_a_stream() -> None:
    message = sample("group_text")
    others = [
        replace(message, sender="woSomebodyElse"),
        replace(message, chat="wrAnotherGroup"),
        replace(message, message_id="another"),
        replace(message, sent_at=NOW),
    ]
    assert len({stream_id(each) for each in [message, *others]}) == 5


@pytest.mark.parametrize("text", [None, ""])
def test_nothing_to_say_is_an_empty_body(text: str | None) -> None:
    assert BOT.answer(text, sample("group_text"), NONCE, NOW) == b""


def test_a_welcome_is_a_text() -> None:
    assert answered("您好", sample("enter_chat")) == {"msgtype": "text", "text": {"content": "您好"}}


@pytest.mark.parametrize("text", ["好" * 7000, "a" * 20479 + "好", "👍" * 6000])
def test_a_long_answer_is_cut_at_20480_bytes_between_characters(text: str) -> None:
    content = answered(text, sample("group_text"))["stream"]["content"]
    assert STREAM_LIMIT - 7 < len(content.encode()) <= STREAM_LIMIT == BOT.answer_limit
    assert text.startswith(content.removesuffix("…"))


def test_what_people_wrote_has_no_power_in_the_answer() -> None:
    content = answered("王<@all>姐 [点我](http://a.example) <font>\x00", sample("group_text"))["stream"][
        "content"
    ]
    assert content == "王＜@all>姐 [点我] (http://a.example) ＜font>"


@pytest.mark.parametrize("name", ["group_text", "group_quote"])
def test_a_poll_is_the_message_again_so_that_its_remembered_answer_finishes_it(name: str) -> None:
    message = sample(name)
    poll = wecom.bot_sample("stream_poll") | {"stream": {"id": stream_id(message)}}
    again = heard(poll)
    assert again.key == message.key
    assert answered("好", again) == answered("好", message)


@for_each(
    "stream",
    [
        None,
        {},
        {"id": ""},
        {"id": 5},
        {"id": "a@0@b"},
        {"id": "a@b"},
        {"id": "a@²@b"},
        {"id": "a@" + "9" * 99 + "@b"},
    ],
)
def test_a_poll_for_a_stream_that_is_not_ours_means_nothing(stream: object) -> None:
    assert sample("stream_poll", stream=stream) is None


def test_a_poll_by_somebody_else_does_not_reach_the_message() -> None:
    stream = {"id": stream_id(sample("group_text"))}
    assert sample("stream_poll", stream=stream, **{"from": {"userid": "woSomebodyElse"}}) is None
    assert sample("stream_poll", stream=stream, chatid="wrAnotherGroup") is None
