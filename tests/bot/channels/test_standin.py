"""The demo's platform side of the envelope agrees with other people's and with the wires."""

import json

import pytest

from bot.channels import standin
from bot.channels.envelope import Envelope
from bot.channels.wire import Inauthentic, Malformed
from tests.bot.channels.test_envelope import APP, BOT
from tests.fakes import wecom_callbacks as wecom
from tests.fakes.wecom_callbacks import AES_KEY, CORP_ID, NONCE, NOW, TOKEN

BOT_SIDE = Envelope(TOKEN, AES_KEY, "")
APP_SIDE = Envelope(TOKEN, AES_KEY, CORP_ID)
FIELDS = {
    "ToUserName": CORP_ID,
    "FromUserName": "LiXiaoSample",
    "CreateTime": "1800000000",
    "MsgType": "text",
    "Content": "草莓<2>盒 & ]]> 尾",
    "MsgId": "7400000000000000009",
}


def test_its_verification_is_answered_with_the_bare_echo() -> None:
    assert BOT.verify(standin.verification(BOT_SIDE, "回声", NONCE, NOW), NOW) == "回声".encode()
    assert APP.verify(standin.verification(APP_SIDE, "123", NONCE, NOW), NOW) == b"123"


def test_its_bot_callback_is_what_wx_crypt_makes() -> None:
    message = wecom.bot_sample("group_text")
    assert BOT.read(*standin.json_callback(BOT_SIDE, message, NONCE, NOW), NOW) == BOT.read(
        *wecom.bot_callback(message), NOW
    )


def test_its_app_callback_carries_any_text() -> None:
    incoming = APP.read(*standin.xml_callback(APP_SIDE, FIELDS, NONCE, NOW), NOW)
    assert (incoming.sender, incoming.text) == ("LiXiaoSample", "草莓<2>盒 & ]] > 尾")


def test_it_opens_the_replies_of_both_kinds() -> None:
    heard = BOT.read(*standin.json_callback(BOT_SIDE, wecom.bot_sample("group_text"), NONCE, NOW), NOW)
    reply = BOT.answer("记下了", heard, NONCE, NOW)
    assert json.loads(standin.open_reply(BOT_SIDE, reply))["stream"]["content"] == "记下了"
    heard = APP.read(*standin.xml_callback(APP_SIDE, FIELDS, NONCE, NOW), NOW)
    reply = APP.answer("记下了", heard, NONCE, NOW)
    assert "记下了" in standin.open_reply(APP_SIDE, reply).decode()


def test_a_reply_sealed_for_somebody_else_does_not_open() -> None:
    heard = BOT.read(*standin.json_callback(BOT_SIDE, wecom.bot_sample("group_text"), NONCE, NOW), NOW)
    reply = BOT.answer("记下了", heard, NONCE, NOW)
    with pytest.raises(Malformed):
        standin.open_reply(APP_SIDE, reply)
    with pytest.raises(Inauthentic):
        standin.open_reply(Envelope("another", AES_KEY, ""), reply)
    with pytest.raises(Malformed):
        standin.open_reply(APP_SIDE, b"<xml></xml>")
