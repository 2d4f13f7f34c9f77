"""L1: what processes wrote into their logs while they were killed, starved and flooded, looked through for what no
log may hold."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.bot.wecom_town import ENVIRON, GROUP, LEADER
from tests.fakes.wecom_platform import SECRET, WEBHOOK_KEY

PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
SHOWN = re.compile(r"(?i)(?:access_token|msg_signature|corpsecret|key|token)=[^…&\s\"']")
HIDDEN = {*ENVIRON.values(), SECRET, WEBHOOK_KEY, GROUP, LEADER}
"""Tokens, keys, secrets, and the ids of a group and of a person."""
SAID = ("草莓", "蓝莓", "团购", "截单", "邻里小助手")

seen = {"logs": 0, "bytes": 0}


def hits(line: str) -> list[str]:
    """What a process says when it starts is no event: it may show how one talks to it."""
    never = (*HIDDEN, *SAID) if line.startswith("{") else HIDDEN
    return [*PHONE.findall(line), *SHOWN.findall(line), *(it for it in never if it in line)]


def look_through(logs: Iterable[Path]) -> None:
    """Fails on the first that holds any; counts what was read."""
    for log in logs:
        text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        seen["logs"] += 1
        seen["bytes"] += len(text)
        lines = [(hits(line), line[:300]) for line in text.splitlines() if hits(line)]
        assert lines == [], f"{log}: {lines[:3]}"
