"""The kept inputs, tests/data/hostile.jsonl, and what fuzzing begins with: those, the samples and the corpora's texts."""

import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.commands import all_commands
from tests.bot.test_hostile_text import ODD
from tests.fakes.wecom_callbacks import SAMPLES

TESTS = Path(__file__).parent.parent
KEPT = TESTS / "data" / "hostile.jsonl"
CORPORA = ("dev", "own", "rounds")
FRAMES = (
    '{"cmd": "hello"}',
    '{"cmd": "say", "chat": "lake-1", "as": "李阿姨", "text": "草莓2盒", "id": "m1", "mention": true}',
    '{"cmd": "say", "chat": null, "as": "王姐", "text": "1. 王姐 1", "solitaire": [{"u": "王姐", "t": 1795000000, "r": "0-5"}]}',
    '{"cmd": "recall", "chat": "lake-1", "as": "李阿姨", "id": "m1"}',
    '{"cmd": "edit", "chat": "lake-1", "as": "李阿姨", "id": "m1", "text": "草莓3盒"}',
    '{"cmd": "clock", "forward_minutes": 5}',
    '{"cmd": "clock", "to": "2026-11-21T20:00+08:00"}',
)
KEYS = "cmd say as text id chat mention solitaire u t r forward_minutes to null true false msgid msgtype from userid"
KEYS += (
    " content event eventtype enter_chat mixed msg_item quote chatid chattype group single create_time stream"
)
KEYS += " xml FromUserName CreateTime MsgType Content MsgId Event <![CDATA[ ]]> <!DOCTYPE Encrypt encrypt"


@dataclass(frozen=True, slots=True)
class Kept:
    """`at` is the way in, `stage` where it ends (stages.py), `why` what it was kept for; the body is kept compressed."""

    at: str
    stage: str
    body: bytes
    why: str


def kept() -> list[Kept]:
    lines = map(json.loads, KEPT.read_text(encoding="utf-8").splitlines())
    return [
        Kept(it["at"], it["stage"], zlib.decompress(base64.b64decode(it["body"])), it["why"]) for it in lines
    ]


def keep(found: list[Kept]) -> None:
    """Write them all, in an order of their own, so that a diff shows what is new."""
    rows = sorted(set(found), key=lambda it: (it.at, it.why, it.stage, it.body))
    lines = []
    for it in rows:
        body = base64.b64encode(zlib.compress(it.body, 9)).decode()
        line = {"at": it.at, "stage": it.stage, "why": it.why, "body": body}
        lines.append(json.dumps(line, ensure_ascii=False))
    KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def texts() -> Iterator[str]:
    """What people write, commands included."""
    for name in CORPORA:
        for line in (TESTS / "corpus" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["message"]
    for command in all_commands():
        yield from command.words
        yield command.usage
    yield from (it for it in ODD if len(it) < 1000)


def seeds(at: str) -> Iterator[bytes]:
    """What the fuzzer begins with on one way in."""
    yield from (it.body for it in kept() if it.at == at)
    match at:
        case "app":
            yield from (it.read_bytes() for it in sorted((SAMPLES / "wecom_app").glob("*.xml")))
        case "bot":
            yield from (it.read_bytes() for it in sorted((SAMPLES / "wecom_bot").glob("*.json")))
        case "frame":
            yield from (it.encode() for it in FRAMES)
        case "text":
            yield from (it.encode("utf-8", "replace") for it in texts())


def words(at: str) -> list[str]:
    """What a message must hold to get anywhere: the fuzzer's dictionary."""
    if at not in ("text", "village"):
        return KEYS.split()
    own = "草莓 蓝莓 豆浆 盒 斤 半 两 份 1号团 2号团 取消 改成 不要 加 退 帮 替 张姐 3-1203 明天 20:00 确认 1. @ # ； ，"
    return sorted({*own.split(), *(word for it in all_commands() for word in it.words)})
