"""Reads the decrypted body of an AI bot message: plain data in, `Incoming` out (PLATFORM §2)."""

import re
from datetime import UTC, datetime
from typing import Any

from bot.channels.clean import clean
from bot.channels.wire import Malformed, opaque_id
from bot.incoming import Incoming, Kind

# Spaces within a line, among them U+2005, which the client puts behind a mention, and the full-width one.
_SPACE = r"[^\S\n]"


def message(body: dict[str, Any], channel: str, bot_name: str) -> Incoming | None:
    """The message in `body`; None for an event that means nothing here. Raises `Malformed`."""
    kind, text = _content(body, bot_name)
    if kind is None:
        return None
    return Incoming(
        channel=channel,
        sender=opaque_id(_object(body, "from").get("userid"), "userid"),
        message_id=opaque_id(body.get("msgid"), "msgid"),
        text=text,
        chat=opaque_id(body.get("chatid"), "chatid") if body.get("chattype") == "group" else None,
        sent_at=_moment(body.get("create_time")),
        quote=_words(_object(body, "quote")) or None,
        kind=kind,
    )


def _content(body: dict[str, Any], bot_name: str) -> tuple[Kind | None, str]:
    msgtype = body.get("msgtype")
    if msgtype == "event":
        eventtype = _object(body, "event").get("eventtype", body.get("eventtype"))
        return ("enter" if eventtype == "enter_chat" else None), ""
    words = _words(body)
    if words is None:
        return "unsupported", ""
    return "text", strip_mention(words, bot_name)


def _words(body: dict[str, Any]) -> str | None:
    """What is written in a text or mixed message (or quote); None when nothing is."""
    if body.get("msgtype") == "mixed":
        items = _object(body, "mixed").get("msg_item")
        parts = [_text(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        return "\n".join(part for part in parts if part) or None
    return _text(body)


def _text(item: dict[str, Any]) -> str | None:
    content = _object(item, "text").get("content") if item.get("msgtype") == "text" else None
    return clean(content) if isinstance(content, str) else None


def strip_mention(text: str, bot_name: str) -> str:
    """`text` without the mention that made the platform deliver it.

    By name, if need be without a space behind it; an unknown name (the bot was renamed) goes by
    being the first word with an @. Mentions of other people stay: they may say whom an order is for.
    """
    bare = f"[@＠]{re.escape(bot_name)}"
    spaced = rf"{bare}(?=\s|$){_SPACE}*"
    for pattern in (spaced, bare) if bot_name else ():
        stripped, found = re.subn(pattern, " ", text)
        if found:
            return stripped.strip()
    return re.sub(r"^\s*[@＠][^@＠\s]+(?=\s|$)", "", text).strip()


def _object(body: dict[str, Any], key: str) -> dict[str, Any]:
    """A nested object, empty if absent; clients differ in nesting, so absence is no fault yet."""
    value = body.get(key) or {}
    if not isinstance(value, dict):
        raise Malformed(key)
    return value


def _moment(seconds: object) -> datetime | None:
    if seconds is None:
        return None
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 < seconds < 1 << 33:
        raise Malformed("create_time")
    return datetime.fromtimestamp(seconds, UTC)
