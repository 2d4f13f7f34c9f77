"""A leader opens a buy in free words: a title, priced goods, a deadline."""

import re
from typing import Any

from bot.understand.intent import CommandIntent, Context
from bot.understand.moments import moment_in
from bot.understand.normal import Normal, normalize
from bot.understand.units import ALL as UNITS

from . import cuewords as words

_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_GOODS = re.compile(
    rf"^\s*(?:\d{{1,2}}\s*[.、)]\s*)?(?P<name>[^\s:,，¥$][^:,，¥$]*?)\s*[:,，]?\s*[¥$]?(?P<price>\d+(?:\.\d{{1,2}})?)\s*(?:元|块钱|块|米)?\s*(?:[/每一1]\s*)(?P<unit>{_UNIT}|[\u4e00-\u9fff])(?![\u4e00-\u9fff\d])"
)
_PLAIN = re.compile(
    r"^\s*(?:\d{1,2}\s*[.、)]\s*)?(?P<name>[^\s:,，¥$\d][^:,，¥$]*?)\s*[:,，]?\s*[¥$]?(?P<price>\d+(?:\.\d{1,2})?)\s*(?:元|块钱|块)\s*$"
)
_START = re.compile(
    r"^\s*(?:今日|今天|新品)?(?:开团|开新团|新开团|开个新团|开个团|发起团购|新团|开一团)(?:啦|了)?\s*[:：!,，]?\s*"
)
_PRICED = re.compile(rf"\d\s*(?:元|块钱|块|米)?\s*[/每一1]\s*(?:{_UNIT})")


def read(normal: Normal, context: Context) -> CommandIntent | None:
    """The buy this message opens; None if it opens none. Needs at least one priced product."""
    start = _START.match(normal.text)
    if not start:
        return None
    title: str | None = None
    goods: list[dict[str, Any]] = []
    deadline: str | None = None
    for piece in _pieces(normal.raw(start.end(), len(normal.text)) if start.end() < len(normal.text) else ""):
        line = normalize(piece)
        found = _GOODS.match(line.text) or _PLAIN.match(line.text)
        if found and not any(w in found["name"] for w in ("截止", "截单")):
            unit = found.groupdict().get("unit") or "份"
            goods.append(
                {
                    "name": line.raw(found.start("name"), found.end("name")).strip(),
                    "price": found["price"],
                    "unit": unit,
                }
            )
        elif any(w in line.text for w in words.DEADLINE) and (at := moment_in(line.text, context.now)):
            deadline = at.strftime("%Y-%m-%d %H:%M")
        elif title is None and line.text.strip():
            title = piece.strip()
    if not goods:
        return None
    return CommandIntent("open", {"title": title, "products": goods, "deadline": deadline})


def _pieces(text: str) -> list[str]:
    """Lines and parts of lines; a line with several prices is cut behind each."""
    found: list[str] = []
    for line in re.split(r"[\n;；,，。]", text):
        start = 0
        for hit in _PRICED.finditer(line):
            found.append(line[start : hit.end()])
            start = hit.end()
        found.append(line[start:])
    return [piece for piece in found if piece.strip()]
