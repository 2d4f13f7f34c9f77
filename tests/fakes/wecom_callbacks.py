"""WeCom's side of the callback envelope for tests, made by wx-crypt, not by our own code."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from wx_crypt import WXBizMsgCrypt, WxChannel_Wecom, WxChannel_WecomAiBot

# Made up; the shapes are the platform's (43 letters and digits, "ww" and 16 more).
TOKEN = "sampletoken00000000000001"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
CORP_ID = "wwsamplecorp000001"
AGENT_ID = 1000002
NONCE = "1372623149"
NOW = datetime(2027, 1, 15, 8, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parent.parent / "samples"

Request = tuple[dict[str, str], bytes]


def bot_sample(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / "wecom_bot" / f"{name}.json").read_text(encoding="utf-8"))


def app_sample(name: str) -> bytes:
    return (SAMPLES / "wecom_app" / f"{name}.xml").read_bytes()


def bot_callback(
    message: dict[str, Any] | bytes, now: datetime = NOW, token: str = TOKEN, nonce: str = NONCE
) -> Request:
    """Query and body of an AI bot's callback, as WeCom would send them at `now`."""
    plain = (
        message
        if isinstance(message, bytes)
        else json.dumps(message, ensure_ascii=False).encode(
            "utf-8",
            "backslashreplace",  # a lone surrogate travels as its escape
        )
    )
    parts = json.loads(_seal(plain, "", WxChannel_WecomAiBot, now, token, nonce))
    query = {"msg_signature": parts["msgsignature"], "timestamp": str(parts["timestamp"]), "nonce": nonce}
    return query, json.dumps({"encrypt": parts["encrypt"]}).encode()


def app_callback(
    inner: bytes,
    now: datetime = NOW,
    receiveid: str = CORP_ID,
    token: str = TOKEN,
    aes_key: str = AES_KEY,
) -> Request:
    """Query and body of a self-built app's callback; with an app id also a service account's."""
    parts = read_xml(_seal(inner, receiveid, WxChannel_Wecom, now, token, aes_key=aes_key))
    query = {"msg_signature": parts["MsgSignature"], "timestamp": parts["TimeStamp"], "nonce": NONCE}
    outer = (
        f"<xml><ToUserName><![CDATA[{receiveid}]]></ToUserName><AgentID><![CDATA[{AGENT_ID}]]></AgentID>"
        f"<Encrypt><![CDATA[{parts['Encrypt']}]]></Encrypt></xml>"
    )
    return query, outer.encode()


def verification(echo: bytes, receiveid: str, now: datetime = NOW) -> dict[str, str]:
    parts = read_xml(_seal(echo, receiveid, WxChannel_Wecom, now, TOKEN))
    query = {"msg_signature": parts["MsgSignature"], "timestamp": parts["TimeStamp"], "nonce": NONCE}
    return query | {"echostr": parts["Encrypt"]}


def open_bot_reply(reply: bytes) -> dict[str, Any]:
    """What WeCom reads in our answer to an AI bot's callback."""
    parts = json.loads(reply)
    assert isinstance(parts["timestamp"], int)
    crypt = WXBizMsgCrypt(TOKEN, AES_KEY, "", channel=WxChannel_WecomAiBot)
    signed = (parts["msgsignature"], str(parts["timestamp"]), parts["nonce"])
    code, plain = crypt.DecryptMsg(reply, *signed)
    assert code == 0, code
    return json.loads(plain)


def open_app_reply(
    reply: bytes, receiveid: str = CORP_ID, token: str = TOKEN, aes_key: str = AES_KEY
) -> dict[str, str]:
    """What WeCom reads in our passive reply, by element."""
    parts = read_xml(reply.decode())
    crypt = WXBizMsgCrypt(token, aes_key, receiveid, channel=WxChannel_Wecom)
    code, plain = crypt.DecryptMsg(reply, parts["MsgSignature"], parts["TimeStamp"], parts["Nonce"])
    assert code == 0, code
    return read_xml(plain.decode())


def read_xml(text: str) -> dict[str, str]:
    return {child.tag: child.text or "" for child in ElementTree.fromstring(text)}  # noqa: S314 - our own


def _seal(
    plain: bytes,
    receiveid: str,
    channel: int,
    now: datetime,
    token: str,
    nonce: str = NONCE,
    aes_key: str = AES_KEY,
) -> str:
    crypt = WXBizMsgCrypt(token, aes_key, receiveid, channel=channel)
    code, sealed = crypt.EncryptMsg(plain, nonce, str(int(now.timestamp())))
    assert code == 0, code
    return sealed
