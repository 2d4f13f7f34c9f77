"""The simulator's wire: JSON frames to and from typed values, without any I/O."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from bot.channels.simulator.port import Chat, Person
from bot.solitaire import NativeEntry

MAX_FRAME_BYTES = 64 * 1024
MAX_MINUTES = 366 * 24 * 60
MAX_NAME = 64
MAX_ENTRIES = 1000
RANGE = re.compile(r"(\d{1,6})-(\d{1,6})", re.ASCII)
EMPTY = "空消息没有发出去，写点什么再发吧。"
BubbleKind = Literal["message", "reply", "notice"]
BubbleState = Literal["", "recalled", "edited"]


class BadFrame(Exception):
    """A frame that cannot be used. `text` tells the person at the page why, in plain Chinese."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Hello:
    """The page has (re)connected and wants everything shown so far."""


@dataclass(frozen=True, slots=True)
class Say:
    """Somebody speaks. `speaker` is a user id, a known name or a new name; `chat` None is 1:1 with the bot.

    The same `id` by the same speaker in the same chat is the same delivery again. `solitaire` is what the
    platform says of a chain's entries: [{"u": user id, "t": Unix seconds, "r": "91-43"}, …].
    """

    chat: str | None
    speaker: str
    text: str
    id: str | None = None
    mention: bool = False
    solitaire: tuple[NativeEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Recall:
    """Somebody takes back their own message `id`; doing it again is the same delivery again."""

    chat: str | None
    speaker: str
    id: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Somebody changes what their own message `id` says."""

    chat: str | None
    speaker: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Forward:
    """Move the clock forward by whole minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class MoveTo:
    """Move the clock to a moment; without an offset it means the operator's own zone."""

    to: datetime


Frame = Hello | Say | Recall | Edit | Forward | MoveTo


@dataclass(frozen=True, slots=True)
class Bubble:
    """One bubble: in group `chat`, or in the 1:1 talk of user `to`.

    `seq` counts up; `id` is the delivery's; `repeat` marks what came of a delivery made again; `state`
    tells of a message that was recalled or edited since.
    """

    seq: int
    chat: str | None
    to: str | None
    who: str
    name: str
    text: str
    at: datetime
    kind: BubbleKind
    id: str | None = None
    repeat: bool = False
    state: BubbleState = ""


def parse(data: str) -> Frame:
    """The frame in `data`; raises `BadFrame` for anything else."""
    if len(data) > MAX_FRAME_BYTES or len(data.encode("utf-8", "surrogatepass")) > MAX_FRAME_BYTES:
        raise BadFrame("这条太长了（上限 64 KB），请分几条发。")
    try:
        body = json.loads(data)
    except (ValueError, RecursionError):
        raise BadFrame("收到的不是 JSON，没有处理。") from None
    if not isinstance(body, dict):
        raise BadFrame("收到的不是 JSON 对象，没有处理。")
    match body.get("cmd"):
        case "hello":
            return Hello()
        case "say":
            return _say(body)
        case "recall":
            return Recall(_name(body, "chat"), _speaker(body), _id(body))
        case "edit":
            return Edit(_name(body, "chat"), _speaker(body), _id(body), _said(body))
        case "clock":
            return _clock(body)
    raise BadFrame("不认识的 cmd：可以用 hello、say、recall、edit、clock。")


def _speaker(body: dict[str, Any]) -> str:
    speaker = _text(body, "as").strip()
    if not speaker or len(speaker) > MAX_NAME or not speaker.isprintable():
        raise BadFrame(f"as 要写说话人的名字，{MAX_NAME} 个字以内，一行。")
    return speaker


def _said(body: dict[str, Any]) -> str:
    text = _text(body, "text")
    if not text.strip():
        raise BadFrame(EMPTY)
    return text


def _id(body: dict[str, Any]) -> str:
    found = _name(body, "id")
    if found is None:
        raise BadFrame("id 要写那条消息的 id。")
    return found


def _say(body: dict[str, Any]) -> Say:
    speaker, text = _speaker(body), _said(body)
    mention = body.get("mention", False)
    if not isinstance(mention, bool):
        raise BadFrame("mention 只能是 true 或 false。")
    return Say(_name(body, "chat"), speaker, text, _name(body, "id"), mention, _solitaire(body))


def _solitaire(body: dict[str, Any]) -> tuple[NativeEntry, ...]:
    listed = body.get("solitaire") or []
    if not isinstance(listed, list) or len(listed) > MAX_ENTRIES:
        raise BadFrame(f"solitaire 要是最多 {MAX_ENTRIES} 项的列表。")
    return tuple(_native(it) for it in listed)


def _native(it: Any) -> NativeEntry:
    place = RANGE.fullmatch(str(it.get("r"))) if isinstance(it, dict) else None
    user, seconds = (it.get("u"), it.get("t")) if isinstance(it, dict) else (None, None)
    if not place or not isinstance(user, str) or not 0 < len(user) <= MAX_NAME or type(seconds) is not int:
        raise BadFrame('solitaire 的每一项要写成 {"u": 用户, "t": 秒, "r": "91-43"}。')
    try:
        return NativeEntry(user, datetime.fromtimestamp(seconds, UTC), int(place[1]), int(place[2]))
    except (OverflowError, ValueError, OSError):
        raise BadFrame("solitaire 里的 t 不是时间。") from None


def _clock(body: dict[str, Any]) -> Forward | MoveTo:
    if ("forward_minutes" in body) == ("to" in body):
        raise BadFrame("拨时钟要写 forward_minutes 或 to，二选一。")
    if "to" in body:
        try:
            return MoveTo(datetime.fromisoformat(_text(body, "to")))
        except ValueError:
            raise BadFrame("to 要写成 2026-11-21T20:00 这样的时间。") from None
    minutes = body["forward_minutes"]
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 1 <= minutes <= MAX_MINUTES:
        raise BadFrame(f"forward_minutes 要是 1 到 {MAX_MINUTES} 之间的整数：时钟只能往前拨。")
    return Forward(minutes)


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str):
        raise BadFrame(f"{key} 要是一段文字。")
    if any("\ud800" <= char <= "\udfff" for char in value):  # half a character: no database stores it
        raise BadFrame(f"{key} 里有残缺的字符，没有处理。")
    return value


def _name(body: dict[str, Any], key: str) -> str | None:
    if body.get(key) is None:
        return None
    value = _text(body, key)
    if not value or len(value) > MAX_NAME or not value.isprintable():
        raise BadFrame(f"{key} 要是 1 到 {MAX_NAME} 个可见字符，或者 null。")
    return value


def hello(
    *, bot: str, chats: tuple[Chat, ...], people: tuple[Person, ...], now: datetime, zone: str,
    next_cutoff: datetime | None, next_close: datetime | None, history: tuple[Bubble, ...],
) -> str:  # fmt: skip
    """Everything a page needs to draw itself."""
    return _frame("hello", bot=bot, chats=[asdict(chat) for chat in chats],
                  people=[asdict(person) for person in people], now=now, zone=zone,
                  next_cutoff=next_cutoff, next_close=next_close, history=[asdict(bubble) for bubble in history])  # fmt: skip


def bubble(shown: Bubble) -> str:
    """One more bubble."""
    return _frame("bubble", **asdict(shown))


def changed(shown: Bubble) -> str:
    """A bubble shown before is now like this."""
    return _frame("changed", **asdict(shown))


def clock(now: datetime, next_cutoff: datetime | None, next_close: datetime | None) -> str:
    """What time it is in the simulated world."""
    return _frame("clock", now=now, next_cutoff=next_cutoff, next_close=next_close)


def roster(chats: tuple[Chat, ...], people: tuple[Person, ...]) -> str:
    """Who and what there is, when that has changed."""
    return _frame("roster", chats=[asdict(chat) for chat in chats],
                  people=[asdict(person) for person in people])  # fmt: skip


def error(text: str) -> str:
    """Something was not done, and why."""
    return _frame("error", text=text)


def _frame(cmd: str, **fields: Any) -> str:
    return json.dumps({"cmd": cmd, **fields}, ensure_ascii=False, default=datetime.isoformat)
