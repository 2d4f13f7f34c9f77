"""Orders as WeCom sends them: whole HTTP requests encrypted beforehand, and answers read as WeCom reads them."""

import base64
import hashlib
import os
import re
import struct
import time
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TOKEN, KEY, CORP = "benchtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wwbench00000000000"
AGENT = 1000002
NONCE = "1372623149"
GOODS = ("草莓", "蓝莓", "橙子", "车厘子", "苹果", "香蕉", "葡萄", "西瓜", "土鸡蛋", "鲜牛奶")
WORDINGS = (
    "{0}{2}盒",
    "{0} {2} 盒",
    "要{2}盒{0}",
    "来{2}盒{0}，谢谢",
    "我要{0}{2}盒",
    "{0}{2}盒，不要太软",
    "团长，{0}给我留{2}盒",
    "{0}{2}盒 {1}1盒",
)
_KEY = base64.b64decode(KEY + "=")
_CIPHER = Cipher(algorithms.AES(_KEY), modes.CBC(_KEY[:16]))
_XML = (
    "<xml><ToUserName><![CDATA[{corp}]]></ToUserName><FromUserName><![CDATA[{who}]]></FromUserName>"
    "<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
    "<MsgId>{no}</MsgId><AgentID>{agent}</AgentID></xml>"
)


@dataclass(frozen=True, slots=True)
class Said:
    """`who` says `text`; the answer must hold every one of `hears`."""

    who: str
    text: str
    no: int
    hears: tuple[str, ...]


def orders(who: Sequence[str], first: int, *, one_item: bool = False) -> list[Said]:
    """One order each, in turns of wording, goods and quantity; with `one_item` all want one of the same."""
    said = []
    for at, name in enumerate(who):
        turn = 0 if one_item else at % len(GOODS)
        good, other = GOODS[turn], GOODS[(turn + 3) % len(GOODS)]
        wording = WORDINGS[(at // len(GOODS)) % (1 if one_item else len(WORDINGS))]
        qty = 1 if one_item else 1 + at // 7 % 3
        hears = ("记好了", f"{good} {qty}盒") + ((f"{other} 1盒",) if "{1}" in wording else ())
        said.append(Said(name, wording.format(good, other, qty), first + at, hears))
    return said


def request(said: Said, path: str, *, public: bool = False) -> bytes:
    """The whole HTTP request of a message sent now; `public` as an official account gets it."""
    now = str(int(time.time()))
    plain = _XML.format(corp=CORP, who=said.who, now=now, text=said.text, no=said.no, agent=AGENT)
    sealed = _sealed(plain.encode()).decode()
    query = f"msg_signature={_signed(TOKEN, now, NONCE, sealed)}&timestamp={now}&nonce={NONCE}"
    if public:
        query += f"&signature={_signed(TOKEN, now, NONCE)}&encrypt_type=aes"
    body = (
        f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><AgentID><![CDATA[{AGENT}]]></AgentID>"
        f"<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    )
    head = (
        f"POST {path}?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def hello(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def answer_in(body: bytes) -> tuple[str, str]:
    """To whom and what an encrypted answer says; ValueError where it is none of WeCom's."""
    parts = _fields(body.decode())
    signed = _signed(TOKEN, parts["TimeStamp"], parts["Nonce"], parts["Encrypt"])
    if signed != parts["MsgSignature"]:
        raise ValueError("signature")
    deciphered = _CIPHER.decryptor().update(base64.b64decode(parts["Encrypt"]))
    content = deciphered[16 : -deciphered[-1]]
    (size,) = struct.unpack(">I", content[:4])
    if content[4 + size :].decode() != CORP:
        raise ValueError("receiver")
    found = _fields(content[4 : 4 + size].decode())
    return found["ToUserName"], found["Content"]


def _fields(xml: str) -> dict[str, str]:
    pattern = r"<(\w+)>(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))</\1>"
    return {name: marked or bare for name, marked, bare in re.findall(pattern, xml, re.DOTALL)}


def _sealed(plain: bytes) -> bytes:
    whole = os.urandom(16) + struct.pack(">I", len(plain)) + plain + CORP.encode()
    padding = 32 - len(whole) % 32
    return base64.b64encode(_CIPHER.encryptor().update(whole + bytes([padding]) * padding))


def _signed(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()
