"""The signed and encrypted envelope around every WeCom and service-account callback (sans-IO).

Nothing in a body is parsed before its signature holds; until then every fault is `Inauthentic`,
afterwards every fault is `Malformed`. wechatpy compares signatures with `!=`, checks neither the
timestamp nor the padding and leaks six kinds of exception, so only its cipher is used.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wechatpy.enterprise.crypto import PrpCrypto

from bot.channels.wire import Inauthentic, Malformed, Query, TooLarge

BODY_LIMIT = 64 * 1024
REPLAY_WINDOW = timedelta(seconds=300)
_PAD_TO = 32  # PKCS#7 over blocks of 32, not AES's 16
_RANDOM = 16  # leading random bytes; they make up for the fixed IV
_DECLARES = re.compile(rb"<!(?i:DOCTYPE|ENTITY)")  # no callback has one; its plain beginning is found at once


@dataclass(frozen=True, slots=True)
class Sealed:
    """An encrypted text (base64) with what proves it; `timestamp` is whole seconds since 1970."""

    encrypt: str
    signature: str
    timestamp: str
    nonce: str


class Envelope:
    """Opens and seals for one callback address.

    `aes_key` is the platform's EncodingAESKey (43 letters and digits). `receiveid` is the empty text for an
    AI bot, the corp id for a self-built app, the app id for a service account. Raises ValueError on a
    key or token that cannot work; the message does not contain it.
    """

    def __init__(self, token: str, aes_key: str, receiveid: str) -> None:
        if not token:
            raise ValueError("the callback token is empty")
        if not re.fullmatch("[A-Za-z0-9]{43}", aes_key):
            raise ValueError("an EncodingAESKey has 43 letters and digits")
        self._token = token.encode()
        self._receiveid = receiveid.encode()
        self._cipher = PrpCrypto(base64.b64decode(aes_key + "=")).cipher

    def verify(self, query: Query, now: datetime) -> bytes:
        """The decrypted `echostr` of a verification GET."""
        (echo,) = _each_once(query, ("echostr",))
        return self.open(query, echo.encode("utf-8", "replace"), now)

    def open(self, query: Query, encrypt: bytes, now: datetime) -> bytes:
        """Signature, then age, then decryption: the plaintext of `encrypt`, a body's ciphertext."""
        timestamp, nonce, given = _each_once(query, ("timestamp", "nonce", "msg_signature"))
        expected = self._sign(timestamp, nonce, encrypt).encode()
        if not hmac.compare_digest(expected, given.encode("utf-8", "replace")):
            raise Inauthentic("signature")
        if not _is_fresh(timestamp, now):
            raise Inauthentic("stale")
        return self._decrypt(encrypt)

    def seal(self, plain: bytes, nonce: str, now: datetime) -> Sealed:
        """Encrypts and signs: for replies, and for the demo's stand-in platform (standin.py)."""
        encrypt = base64.b64encode(self._cipher.encrypt(self._pack(plain)))
        timestamp = str(int(now.timestamp()))
        return Sealed(encrypt.decode(), self._sign(timestamp, nonce, encrypt), timestamp, nonce)

    def _sign(self, timestamp: str, nonce: str, encrypt: bytes) -> str:
        parts = [self._token, timestamp.encode("utf-8", "replace"), nonce.encode("utf-8", "replace"), encrypt]
        return hashlib.sha1(b"".join(sorted(parts)), usedforsecurity=False).hexdigest()

    def _decrypt(self, encrypt: bytes) -> bytes:
        try:
            plain: bytes = self._cipher.decrypt(base64.b64decode(encrypt, validate=True))
        except (binascii.Error, ValueError):  # not base64, or cut inside a block
            raise Malformed("ciphertext") from None
        return self._unpack(plain)

    def _pack(self, plain: bytes) -> bytes:
        """Layout: 16 random bytes, 4 of length (big-endian), the message, the receiveid, padding. wechatpy
        draws the first from `random`; what stands in for the IV must not be guessable."""
        begins = secrets.token_hex(_RANDOM // 2).encode()
        content = b"".join((begins, len(plain).to_bytes(4, "big"), plain, self._receiveid))
        padding = _PAD_TO - len(content) % _PAD_TO
        return content + bytes([padding]) * padding

    def _unpack(self, plain: bytes) -> bytes:
        """What `_pack` put in."""
        padding = plain[-1] if plain else 0
        if not 1 <= padding <= _PAD_TO or plain[-padding:] != bytes([padding]) * padding:
            raise Malformed("ciphertext")
        content = plain[_RANDOM:-padding]
        end = 4 + int.from_bytes(content[:4], "big")
        if len(content) < end or content[end:] != self._receiveid:
            raise Malformed("ciphertext")
        return content[4:end]


def find_in_xml(body: bytes) -> bytes:
    """The ciphertext of `<xml>…<Encrypt>…</Encrypt></xml>`, by byte search: these bytes are unsigned yet,
    so no parser sees them. Exactly one element, which also refuses UTF-16 and plaintext bodies; no document
    type and no entity, which the signature over the ciphertext would not cover."""
    _check_size(body)
    start, end = body.find(b"<Encrypt>"), body.find(b"</Encrypt>")
    if body.count(b"<Encrypt") != 1 or start < 0 or end < start or _DECLARES.search(body):
        raise Inauthentic("unencrypted")
    inner = body[start + len(b"<Encrypt>") : end].strip()
    if inner.startswith(b"<![CDATA[") and inner.endswith(b"]]>"):
        inner = inner[len(b"<![CDATA[") : -len(b"]]>")]
    return inner


def find_in_json(body: bytes) -> bytes:
    """The ciphertext of `{"encrypt": "…"}`, by byte search as in `find_in_xml`."""
    _check_size(body)
    if body.count(b'"encrypt"') != 1:
        raise Inauthentic("unencrypted")
    after = body[body.find(b'"encrypt"') + len(b'"encrypt"') :].lstrip()
    value = after[1:].lstrip()
    end = value.find(b'"', 1)
    if after[:1] != b":" or value[:1] != b'"' or end < 0:
        raise Inauthentic("unencrypted")
    return value[1:end].replace(b"\\/", b"/")  # PHP-made JSON escapes the slash of base64


def _check_size(body: bytes) -> None:
    if len(body) > BODY_LIMIT:
        raise TooLarge("body")


def _each_once(query: Query, keys: Sequence[str]) -> list[str]:
    """The values of these keys, each of which must be there once."""
    found = [(name, value) for name, value in query.items() if name in keys]
    values = dict(found)
    if len(found) != len(keys) or len(values) != len(keys):
        raise Inauthentic("signature")
    return [values[key] for key in keys]


def _is_fresh(timestamp: str, now: datetime) -> bool:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    return abs(int(timestamp) - now.timestamp()) <= REPLAY_WINDOW.total_seconds()
