"""How far bytes from outside get on each way in: the word for the stage where they end. A crash is the finding."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from zlib import crc32

from wechatpy.enterprise.crypto import PrpCrypto

from bot.channels.clean import clean, cut, disarm, inert, split
from bot.channels.envelope import Envelope, find_in_json, find_in_xml
from bot.channels.simulator import protocol
from bot.channels.wire import Refused, Wire
from bot.deciding import decide
from bot.listening import listen
from bot.router import find_command
from bot.talk import Talk
from groupbuy.ports import Pending
from tests.bot.channels.test_envelope import APP, BOT, KEY
from tests.conversation import Village
from tests.fakes.wecom_callbacks import AES_KEY, CORP_ID, NONCE, NOW, TOKEN

STAMP = str(int(NOW.timestamp()))
SEALS = {"app": Envelope(TOKEN, AES_KEY, CORP_ID), "bot": Envelope(TOKEN, AES_KEY, "")}
WIRES: dict[str, Wire] = {"app": APP, "bot": BOT}
CIPHER = PrpCrypto(KEY).cipher
LONGEST = 20_000
"""Characters of a text: more does not fit into a callback."""


def signed(encrypt: bytes) -> dict[str, str]:
    """The query with which the platform would vouch for a ciphertext."""
    parts = sorted([TOKEN.encode(), STAMP.encode(), NONCE.encode(), encrypt])
    signature = hashlib.sha1(b"".join(parts), usedforsecurity=False).hexdigest()
    return {"msg_signature": signature, "timestamp": STAMP, "nonce": NONCE}


def _read(kind: str, query: dict[str, str], body: bytes) -> str:
    wire = WIRES[kind]
    try:
        incoming = wire.read(query, body, NOW)
    except Refused as refused:
        return f"{refused.status} {refused.reason}"
    if incoming is None:
        return "nothing"
    assert incoming.key.encode()
    assert clean(incoming.text) == incoming.text
    assert wire.answer("好的", incoming, NONCE, NOW)
    return incoming.kind


def outer(kind: str) -> Callable[[bytes], str]:
    """A request's body; what is found in it as the ciphertext bears the right signature."""
    find = find_in_xml if kind == "app" else find_in_json

    def stage(body: bytes) -> str:
        found = b""
        with suppress(Refused):
            found = find(body)
        return _read(kind, signed(found), body)

    return stage


def wrapped(kind: str, encrypt: bytes) -> bytes:
    if kind == "app":
        return b"<xml><Encrypt><![CDATA[" + encrypt + b"]]></Encrypt></xml>"
    return b'{"encrypt":"' + encrypt + b'"}'


def blocks(body: bytes) -> str:
    """What an app's ciphertext decrypts to: random bytes, length, message, receiver and padding are all theirs."""
    encrypt = base64.b64encode(CIPHER.encrypt(body[: len(body) // 16 * 16]))
    return _read("app", signed(encrypt), wrapped("app", encrypt))


def inner(kind: str) -> Callable[[bytes], str]:
    """The message inside an envelope that is in order."""

    def stage(body: bytes) -> str:
        sealed = SEALS[kind].seal(body, NONCE, NOW)
        query = {"msg_signature": sealed.signature, "timestamp": sealed.timestamp, "nonce": sealed.nonce}
        return _read(kind, query, wrapped(kind, sealed.encrypt.encode()))

    return stage


def frame(body: bytes) -> str:
    """What the simulator's page sends."""
    try:
        return type(protocol.parse(body.decode("utf-8", "surrogateescape"))).__name__
    except protocol.BadFrame:
        return "BadFrame"


@dataclass(frozen=True, slots=True)
class Listeners:
    """Those who may be saying it: a leader, a resident with an order, a stranger, in a group and 1:1, each with
    the question they were asked last; who it is follows from the bytes."""

    talks: Sequence[tuple[Talk, Pending | None]]

    def text(self, body: bytes) -> str:
        """What somebody wrote, up to the decision what to do about it; and what is made of it for others."""
        said = clean(body.decode("utf-8", "replace")[:LONGEST]).strip()
        talk, asked = self.talks[crc32(body) % len(self.talks)]
        decide(replace(talk, incoming=replace(talk.incoming, text=said)), asked)
        for piece in split(said, 64):
            assert 0 < len(piece.encode()) <= 64
        assert len(cut(said, 100).encode()) <= 100
        assert "<@" not in disarm(said)
        assert not set("<>@[") & set(inert(said))
        return "nothing" if not said else "command" if find_command(said) else "words"


async def listeners(v: Village) -> Listeners:
    """In a village with a buy open, an order in it and two questions asked."""
    await v.open()
    await v.say("李阿姨", "草莓2盒", chat="lake-1")
    await v.say("王姐", "开团 早点\n豆浆 3/杯\n截单 今晚21:00\n取货 明天7:00-9:00", chat="lake-2")
    assert "哪个小区" in await v.say("新来的", "草莓1盒")
    people = [
        ("王姐", "lake-1"),
        ("王姐", "lake-2"),
        ("李阿姨", "lake-1"),
        ("李阿姨", None),
        ("新来的", None),
    ]
    heard = [v.message(who, "", chat=chat, mention=chat is not None) for who, chat in people]
    reads, now = v.store.reads, v.clock.now()
    return Listeners([await listen(it, reads, v.parts.settings, at=now) for it in heard])


STAGES: dict[str, Callable[[bytes], str]] = {
    "app": inner("app"),
    "bot": inner("bot"),
    "app body": outer("app"),
    "bot body": outer("bot"),
    "blocks": blocks,
    "frame": frame,
}
"""All ways in but "text", which needs `listeners`."""
