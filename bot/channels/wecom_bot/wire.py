"""The AI bot's callbacks: encrypted JSON in, encrypted JSON out (PLATFORM §2, §3)."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.clean import cut, disarm
from bot.channels.envelope import Envelope, find_in_json
from bot.channels.wecom_bot import body as bodies
from bot.channels.wire import Malformed, Query
from bot.incoming import Incoming

STREAM_LIMIT = 20480  # bytes of one stream's content


class WecomBotWire:
    """A `Wire`. `bot_name` is what people write behind the @; `bot_id`, if given, must be the addressed."""

    content_type = "application/json"
    answer_limit = STREAM_LIMIT

    def __init__(
        self, name: str, token: str, aes_key: str, bot_id: str | None = None, bot_name: str = ""
    ) -> None:
        self.name = name
        self._bot_id = bot_id
        self._bot_name = bot_name
        self._envelope = Envelope(token, aes_key, "")  # the platform leaves an AI bot's receiveid empty

    def verify(self, query: Query, now: datetime) -> bytes:
        return self._envelope.verify(query, now)

    def read(self, query: Query, body: bytes, now: datetime) -> Incoming | None:
        plain = _parse(self._envelope.open(query, find_in_json(body), now))
        if self._bot_id and plain.get("aibotid", self._bot_id) != self._bot_id:
            raise Malformed("aibotid")
        if plain.get("msgtype") == "stream":
            return self._polled(plain)
        return bodies.message(plain, self.name, self._bot_name)

    def answer(self, text: str | None, incoming: Incoming, nonce: str, now: datetime) -> bytes:
        """A welcome is a text, all else a stream finished at once; a repeat gets the same plaintext."""
        if not text:
            return b""
        content = cut(disarm(text), STREAM_LIMIT)
        if incoming.kind == "enter":
            plain: dict[str, Any] = {"msgtype": "text", "text": {"content": content}}
        else:
            stream = {"id": stream_id(incoming), "finish": True, "content": content}
            plain = {"msgtype": "stream", "stream": stream}
        sealed = self._envelope.seal(json.dumps(plain, ensure_ascii=False).encode(), nonce, now)
        reply = {
            "encrypt": sealed.encrypt,
            "msgsignature": sealed.signature,
            "timestamp": int(sealed.timestamp),
            "nonce": sealed.nonce,
        }
        return json.dumps(reply).encode()

    def _polled(self, plain: dict[str, Any]) -> Incoming | None:
        """A poll for a stream's rest, as a repeat of the message it answers: the remembered answer
        finishes it again. None for a stream that is not ours."""
        stream = plain.get("stream")
        parts = str(stream.get("id") if isinstance(stream, dict) else "").rsplit("@", 2)
        asked = bodies.message(plain, self.name, self._bot_name)
        if asked is None or len(parts) != 3 or not parts[1].isdecimal():
            return None
        seconds = int(parts[1][:11])
        sent_at = datetime.fromtimestamp(seconds, UTC) if seconds else None
        original = replace(asked, message_id=parts[0], sent_at=sent_at)
        return original if stream_id(original) == "@".join(parts) else None


def stream_id(incoming: Incoming) -> str:
    """Says which message it answers; the digest ties it to its chat, sender and time (`Incoming.key`)."""
    sent = int(incoming.sent_at.timestamp()) if incoming.sent_at else 0
    digest = hashlib.sha256(incoming.key.encode()).hexdigest()[:16]
    return f"{incoming.message_id}@{sent}@{digest}"


def _parse(plain: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(plain)
    except (ValueError, RecursionError):  # includes bad UTF-8 and numbers of thousands of digits
        raise Malformed("json") from None
    if not isinstance(parsed, dict):
        raise Malformed("json")
    return parsed
