"""What text from people may not carry on its way in or out, and how a long one is cut."""

import re
from itertools import accumulate

# Everything XML 1.0 forbids or a terminal obeys (newline stays), lone surrogates and noncharacters, which
# cannot be stored, direction overrides and zero-width characters, which make a text look like another.
_EVER = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
)
_HARMFUL = re.compile(
    f"[{_EVER}]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"  # the joiner belongs inside an emoji only
)
_UNUSUAL = re.compile(f"[{_EVER}\u200d\u2028\u2029]")
"""Whatever `clean` changes but `]]>`; most texts have none of it, which one look tells."""
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
# Full-width twins: they read the same and no markdown obeys them.
_TWINS = str.maketrans("<>[]@`*#", "＜＞［］＠｀＊＃")


def clean(text: str) -> str:
    """`text` without control, direction and zero-width characters; `]]>`, which would end a CDATA
    section, is broken. Tabs become spaces. Never raises; cleaning twice changes nothing more."""
    if _UNUSUAL.search(text):
        text = _HARMFUL.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    return text.replace("]]>", "]] >")


def inert(user_text: str) -> str:
    """A person's words for inside a markdown message: no mention, link, font or heading survives."""
    return clean(user_text).translate(_TWINS).replace("://", ":／／")


def disarm(text: str) -> str:
    """Our own plain text for a bubble that renders markdown: it may quote people, so `<@id>`, `<font>` and
    `[x](link)` lose their power; the rest stays as written."""
    return clean(text).replace("<", "＜").replace("](", "] (")


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` bytes of UTF-8 (at least 3), ending in … where something went missing."""
    raw = text.encode()
    if len(raw) <= limit:
        return text
    return raw[: limit - len("…".encode())].decode("utf-8", "ignore") + "…"


def split(text: str, limit: int) -> list[str]:
    """`text` as pieces of at most `limit` bytes (at least 4), between lines where possible and never
    inside a character. Blank pieces are left out."""
    pieces: list[str] = []
    for line in text.split("\n"):
        for part in _chunks(line, limit):
            joined = f"{pieces[-1]}\n{part}" if pieces else part
            if pieces and len(joined.encode()) <= limit:
                pieces[-1] = joined
            else:
                pieces.append(part)
    return [piece.strip("\n") for piece in pieces if piece.strip()]


def _chunks(line: str, limit: int) -> list[str]:
    """One line in pieces of at most `limit` bytes; a short line is its own only piece."""
    raw = line.encode()
    if len(raw) <= limit:
        return [line]
    ends = list(accumulate(len(char.encode()) for char in line))
    parts, start, begun = [], 0, 0
    for index, end in enumerate(ends):
        if end - begun > limit:
            parts.append(line[start:index])
            start, begun = index, ends[index - 1]
    return [*parts, line[start:]]
