"""Callback addresses from the platform's side: a message sealed for one of them, its reply opened."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from xml.etree import ElementTree

from bot.channels.envelope import Envelope
from bot.channels.standin import json_callback, open_reply, xml_callback


class CallbackSpec(Protocol):
    """A configured channel; those that are called back have a token and a key."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def realm(self) -> str: ...
    @property
    def corp_id(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as the platform holds it: delivered again, it stays the same and is only sealed afresh."""

    door: str
    sender: str
    message_id: str
    text: str
    sent_at: datetime
    chat: str | None = None
    event: str = ""


class Door:
    """One channel's callback address."""

    def __init__(self, spec: CallbackSpec) -> None:
        self.name = spec.name
        self._xml = spec.kind == "wecom_app"
        self._bot_name: str = getattr(spec, "bot_name", "")
        self._corp_id = spec.corp_id or ""
        token, key = getattr(spec, "token", ""), getattr(spec, "aes_key", "")
        self.envelope = Envelope(token, key, self._corp_id if self._xml else "")

    def seal(self, it: Delivery, nonce: str, now: datetime) -> tuple[dict[str, str], bytes]:
        """Query and body of the callback."""
        if self._xml:
            return xml_callback(self.envelope, self._fields(it), nonce, now)
        return json_callback(self.envelope, self._body(it), nonce, now)

    def open(self, reply: bytes) -> tuple[bytes, str]:
        """The decrypted reply, byte for byte, and the text a person reads; both empty for silence."""
        if not reply:
            return b"", ""
        plain = open_reply(self.envelope, reply)
        if self._xml:
            return plain, ElementTree.fromstring(plain).findtext("Content") or ""  # noqa: S314 - our own reply
        body = json.loads(plain)
        return plain, (body.get("stream") or body["text"])["content"]

    def _fields(self, it: Delivery) -> dict[str, str]:
        fields = {
            "ToUserName": self._corp_id,
            "FromUserName": it.sender,
            "CreateTime": str(int(it.sent_at.timestamp())),
        }
        if it.event:
            return fields | {"MsgType": "event", "Event": it.event}
        return fields | {"MsgType": "text", "Content": it.text, "MsgId": it.message_id}

    def _body(self, it: Delivery) -> dict[str, Any]:
        body: dict[str, Any] = {
            "msgid": it.message_id,
            "aibotid": f"aib-{self.name}",
            "chattype": "group" if it.chat else "single",
            "from": {"userid": it.sender},
            "create_time": int(it.sent_at.timestamp()),
        }
        if it.chat:
            body["chatid"] = it.chat
        if it.event:
            return body | {"msgtype": "event", "event": {"eventtype": it.event}}
        said = f"@{self._bot_name} {it.text}" if it.chat else it.text
        return body | {"msgtype": "text", "text": {"content": said}}


def doors_for(specs: Iterable[CallbackSpec]) -> Mapping[str, Door]:
    """The channels that are called back, by name."""
    return {it.name: Door(it) for it in specs if getattr(it, "aes_key", "")}
