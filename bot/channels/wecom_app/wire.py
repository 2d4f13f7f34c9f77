"""A self-built app's callbacks: encrypted XML in, encrypted XML out (PLATFORM §4)."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from bot.channels.clean import clean, cut
from bot.channels.envelope import Envelope, find_in_xml
from bot.channels.wire import Malformed, Query, opaque_id
from bot.incoming import Incoming

TEXT_LIMIT = 2048  # bytes of one text message
_ENTERING = ("enter_agent", "subscribe")
_TEXT = (
    "<xml><ToUserName><![CDATA[{to}]]></ToUserName><FromUserName><![CDATA[{by}]]></FromUserName>"
    "<CreateTime>{at}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
    "<AgentID>{agent}</AgentID></xml>"
)
_REPLY = (
    "<xml><Encrypt><![CDATA[{0.encrypt}]]></Encrypt><MsgSignature><![CDATA[{0.signature}]]></MsgSignature>"
    "<TimeStamp>{0.timestamp}</TimeStamp><Nonce><![CDATA[{0.nonce}]]></Nonce></xml>"
)


class WecomAppWire:
    """A `Wire` for one app of one corp; `agent_id` is the app's number."""

    content_type = "application/xml"
    answer_limit = TEXT_LIMIT

    def __init__(self, name: str, token: str, aes_key: str, corp_id: str, agent_id: int) -> None:
        self.name = name
        self._corp_id = corp_id
        self._agent_id = agent_id
        self._envelope = Envelope(token, aes_key, corp_id)

    def verify(self, query: Query, now: datetime) -> bytes:
        return self._envelope.verify(query, now)

    def read(self, query: Query, body: bytes, now: datetime) -> Incoming | None:
        fields = _parse(self._envelope.open(query, find_in_xml(body), now))
        sender, sent_at = opaque_id(fields.get("FromUserName"), "FromUserName"), _moment(fields)
        msgtype = fields.get("MsgType", "").lower()
        if msgtype == "event":
            event = fields.get("Event", "").lower()
            if event not in _ENTERING:
                return None
            # Events have no MsgId: sender and time, both in the key, tell them apart.
            return Incoming(self.name, sender, event, "", sent_at=sent_at, kind="enter")
        message_id = opaque_id(fields.get("MsgId"), "MsgId")
        if msgtype == "text":
            text = clean(fields.get("Content", "")).strip()
            return Incoming(self.name, sender, message_id, text, sent_at=sent_at)
        return Incoming(self.name, sender, message_id, "", sent_at=sent_at, kind="unsupported")

    def answer(self, text: str | None, incoming: Incoming, nonce: str, now: datetime) -> bytes:
        """The passive reply, its time the message's where known, so that a repeat gets the same plaintext."""
        if not text:
            return b""
        reply = _TEXT.format(
            to=clean(incoming.sender),
            by=clean(self._corp_id),
            at=int((incoming.sent_at or now).timestamp()),
            text=cut(clean(text), TEXT_LIMIT),
            agent=self._agent_id,
        )
        sealed = self._envelope.seal(reply.encode(), clean(nonce), now)
        return _REPLY.format(sealed).encode()


def _parse(plain: bytes) -> dict[str, str]:
    """The elements right under `<xml>`. A document type, the only place to declare entities, would have to
    come before the root element, so a text that begins with the root has none."""
    if not plain.lstrip().startswith(b"<xml>"):
        raise Malformed("xml")
    try:
        root = ElementTree.fromstring(plain)  # noqa: S314 - signed, at most 64 KiB, and without entities (above)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Malformed("xml") from None
    fields = {child.tag: child.text or "" for child in root}
    if len(fields) != len(root):
        raise Malformed("xml")
    return fields


def _moment(fields: dict[str, str]) -> datetime:
    seconds = fields.get("CreateTime", "")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 10):
        raise Malformed("CreateTime")
    return datetime.fromtimestamp(int(seconds), UTC)
