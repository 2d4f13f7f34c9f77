"""A command's words in plain form: one width, one script's digits, the rest as it was typed."""

import re
import unicodedata

RINGED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufe0e\ufe0f\u20e3\u00ad]")


def plain(text: str) -> str:
    """Full-width letters, digits and punctuation made narrow; what cannot be seen taken out."""
    return unicodedata.normalize("NFKC", visible(text))


def visible(text: str) -> str:
    """What cannot be seen taken out, the rest as it was typed."""
    return _INVISIBLE.sub("", text)


def same(text: str) -> str:
    """The form in which names are compared: narrow, lower case, no spaces."""
    return "".join(plain(text).casefold().split())
