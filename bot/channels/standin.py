"""The platform's side of the envelope, for the demo's stand-in platform: makes callbacks, opens replies.

The product never needs it in service. The tests use other people's code for this side (PLATFORM §6),
so that the two halves cannot be wrong in the same way.
"""

import json
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from bot.channels.envelope import Envelope, Sealed, find_in_json, find_in_xml
from bot.channels.wire import Malformed


def verification(envelope: Envelope, echo: str, nonce: str, now: datetime) -> dict[str, str]:
    """The query of the GET that comes when an admin saves the callback address."""
    sealed = envelope.seal(echo.encode(), nonce, now)
    return _query(sealed) | {"echostr": sealed.encrypt}


def json_callback(
    envelope: Envelope, message: dict[str, Any], nonce: str, now: datetime
) -> tuple[dict[str, str], bytes]:
    """Query and body of an AI bot's callback; `message` as in PLATFORM §2."""
    sealed = envelope.seal(json.dumps(message, ensure_ascii=False).encode(), nonce, now)
    return _query(sealed), json.dumps({"encrypt": sealed.encrypt}).encode()


def xml_callback(
    envelope: Envelope, fields: dict[str, str], nonce: str, now: datetime
) -> tuple[dict[str, str], bytes]:
    """Query and body of an app's callback; `fields` are the inner elements (FromUserName, …)."""
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in fields.items())
    sealed = envelope.seal(f"<xml>{inner}</xml>".encode(), nonce, now)
    outer = f"<xml><Encrypt><![CDATA[{sealed.encrypt}]]></Encrypt></xml>"
    return _query(sealed), outer.encode()


def open_reply(envelope: Envelope, reply: bytes) -> bytes:
    """The plaintext of our reply to a callback, its signature checked; raises `Refused`."""
    if reply.startswith(b"{"):
        parts = json.loads(reply)
        query = {"msg_signature": parts["msgsignature"], "timestamp": str(parts["timestamp"])}
        encrypt, nonce = find_in_json(reply), parts["nonce"]
    else:
        query = {"msg_signature": _element(reply, "MsgSignature"), "timestamp": _element(reply, "TimeStamp")}
        encrypt, nonce = find_in_xml(reply), _element(reply, "Nonce")
    now = datetime.fromtimestamp(int(query["timestamp"]), UTC)
    return envelope.open(query | {"nonce": nonce}, encrypt, now)


def _query(sealed: Sealed) -> dict[str, str]:
    return {"msg_signature": sealed.signature, "timestamp": sealed.timestamp, "nonce": sealed.nonce}


def _element(reply: bytes, name: str) -> str:
    before, _, rest = reply.decode().partition(f"<{name}>")
    value, found, _ = rest.partition(f"</{name}>")
    if not (before and found):
        raise Malformed("reply")
    return value.removeprefix("<![CDATA[").removesuffix("]]>")
