"""Both directions against two implementations that are not ours: wx-crypt and WeRoBot (PLATFORM §6)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.enterprise.replies import TextReply
from werobot.crypto import MessageCrypt
from wx_crypt import WXBizMsgCrypt, WxChannel_Wecom

from bot.channels.envelope import Envelope, find_in_json, find_in_xml
from bot.channels.wecom_app.wire import WecomAppWire
from bot.channels.wecom_bot.wire import WecomBotWire
from bot.channels.wire import Malformed
from bot.incoming import Incoming
from tests.fakes import wecom_callbacks as wecom
from tests.fakes.wecom_callbacks import AES_KEY, AGENT_ID, CORP_ID, NONCE, NOW, TOKEN
from tests.for_each import for_each

APP_ID = "wxsampleaccount001"  # a service account's receiveid
MODES = {"AI bot": "", "self-built app": CORP_ID, "service account": APP_ID}
STAMP = str(int(NOW.timestamp()))
TEXTS = ["草莓2盒", "", "a" * 31, "a" * 32, "a" * 33, "好" * 10_000, "👨‍👩‍👧 ]]> & <xml>"]


@for_each("mode", MODES)
@for_each("text", TEXTS)
def test_what_wx_crypt_seals_we_open(mode: str, text: str) -> None:
    if mode == "AI bot":
        query, body = wecom.bot_callback(text.encode())
        encrypt = find_in_json(body)
    else:
        query, body = wecom.app_callback(text.encode(), receiveid=MODES[mode])
        encrypt = find_in_xml(body)
    assert Envelope(TOKEN, AES_KEY, MODES[mode]).open(query, encrypt, NOW).decode() == text


@for_each("mode", MODES)
@for_each("text", TEXTS)
def test_what_we_seal_wx_crypt_opens(mode: str, text: str) -> None:
    sealed = Envelope(TOKEN, AES_KEY, MODES[mode]).seal(text.encode(), NONCE, NOW)
    body = f"<xml><Encrypt><![CDATA[{sealed.encrypt}]]></Encrypt></xml>".encode()
    crypt = WXBizMsgCrypt(TOKEN, AES_KEY, MODES[mode], channel=WxChannel_Wecom)
    assert crypt.DecryptMsg(body, sealed.signature, sealed.timestamp, NONCE) == (0, text.encode())


@for_each("mode", MODES)
@for_each("text", TEXTS)
def test_what_werobot_seals_we_open(mode: str, text: str) -> None:
    body = MessageCrypt(TOKEN, AES_KEY, MODES[mode]).encrypt_message(text, STAMP, NONCE)
    parts = wecom.read_xml(body)
    query = {"msg_signature": parts["MsgSignature"], "timestamp": STAMP, "nonce": NONCE}
    opened = Envelope(TOKEN, AES_KEY, MODES[mode]).open(query, find_in_xml(body.encode()), NOW)
    assert opened.decode() == text


@for_each("mode", MODES)
@for_each("text", TEXTS)
def test_what_we_seal_werobot_opens(mode: str, text: str) -> None:
    sealed = Envelope(TOKEN, AES_KEY, MODES[mode]).seal(text.encode(), NONCE, NOW)
    crypt = MessageCrypt(TOKEN, AES_KEY, MODES[mode])
    assert crypt.decrypt_message(sealed.timestamp, NONCE, sealed.signature, sealed.encrypt) == text.encode()


@given(st.binary(max_size=200), st.sampled_from(sorted(MODES.values())))
def test_any_bytes_survive_the_way_there_and_back(plain: bytes, receiveid: str) -> None:
    envelope = Envelope(TOKEN, AES_KEY, receiveid)
    sealed = envelope.seal(plain, NONCE, NOW)
    query = {"msg_signature": sealed.signature, "timestamp": sealed.timestamp, "nonce": sealed.nonce}
    assert envelope.open(query, sealed.encrypt.encode(), NOW) == plain


@for_each("ours", MODES)
@for_each("theirs", MODES)
def test_a_callback_opens_only_for_the_receiver_it_was_sealed_for(ours: str, theirs: str) -> None:
    query = wecom.verification(b"echo", MODES[theirs])
    envelope = Envelope(TOKEN, AES_KEY, MODES[ours])
    if ours == theirs:
        assert envelope.verify(query, NOW) == b"echo"
    else:
        with pytest.raises(Malformed):
            envelope.verify(query, NOW)


def test_the_bot_and_the_app_return_the_bare_echo() -> None:
    echo = b"1616140317555161061"
    bot = WecomBotWire("bot", TOKEN, AES_KEY)
    app = WecomAppWire("app", TOKEN, AES_KEY, CORP_ID, AGENT_ID)
    assert bot.verify(wecom.verification(echo, ""), NOW) == echo
    assert app.verify(wecom.verification(echo, CORP_ID), NOW) == echo


def test_werobot_reads_the_apps_passive_reply() -> None:
    app = WecomAppWire("app", TOKEN, AES_KEY, CORP_ID, AGENT_ID)
    incoming = app.read(*wecom.app_callback(wecom.app_sample("text")), NOW)
    parts = wecom.read_xml(app.answer("收到", incoming, NONCE, NOW).decode())
    crypt = MessageCrypt(TOKEN, AES_KEY, CORP_ID)
    plain = crypt.decrypt_message(parts["TimeStamp"], parts["Nonce"], parts["MsgSignature"], parts["Encrypt"])
    assert wecom.read_xml(plain.decode())["Content"] == "收到"


@for_each("text", [it for it in TEXTS if it and "]]>" not in it and len(it) < 600])
def test_the_apps_passive_reply_says_what_wechatpys_own_says(text: str) -> None:
    """Ours is written from one template; wechatpy's, put together field by field, is what it is held against."""
    incoming = Incoming("app", "LiXiaoSample", "7", "草莓2盒", sent_at=NOW)
    app = WecomAppWire("app", TOKEN, AES_KEY, CORP_ID, AGENT_ID)
    theirs = TextReply(
        source=CORP_ID,
        target="LiXiaoSample",
        time=int(NOW.timestamp()),
        content=text,
        agent=AGENT_ID,
    )
    assert wecom.open_app_reply(app.answer(text, incoming, NONCE, NOW)) == wecom.read_xml(theirs.render())


def test_a_callback_werobot_makes_is_read_as_a_message() -> None:
    now = datetime(2027, 1, 15, 8, 0, 30, tzinfo=UTC)
    stamp = str(int(now.timestamp()))
    sealed = MessageCrypt(TOKEN, AES_KEY, CORP_ID).encrypt_message(
        wecom.app_sample("text").decode(), stamp, NONCE
    )
    query = {"msg_signature": wecom.read_xml(sealed)["MsgSignature"], "timestamp": stamp, "nonce": NONCE}
    app = WecomAppWire("app", TOKEN, AES_KEY, CORP_ID, AGENT_ID)
    assert app.read(query, sealed.encode(), now).sender == "LiXiaoSample"
