"""Who is meant: names as people sign them, rooms, and when two rooms differ."""

import re

from .words import KINDS

_KIN = tuple(sorted(KINDS["kin"].split(), key=len, reverse=True))
_TITLES = (
    "姐",
    "哥",
    "叔",
    "姨",
    "婶",
    "嫂",
    "爷",
    "奶",
    "妈",
    "爸",
    "总",
    "工",
    "师傅",
    "女士",
    "先生",
    "太太",
    "小姐",
    "老师",
    "医生",
    "主任",
    "经理",
    "阿姨",
    "大爷",
    "大妈",
    "妹",
    "弟",
    "伯",
    "婆",
    "公",
    "太",
    "娘",
    "宝",
    "舅",
    "姑",
)
_LAST = frozenset(title[-1] for title in (*_TITLES, *_KIN))
_STARTS = "老小阿大"
_LATIN = re.compile(r"[a-z][a-z .]*")
#: where somebody lives, behind the name: 李女士12-3-501
_HOME = re.compile(r"(?<=[\u4e00-\u9fff])\d{1,2}(?:[-#栋号楼幢座]+\d{1,4}){1,3}(?:单元|室|号)?$")
#: sizes of clothes and the like
_SIZE = re.compile(r"x{0,4}[sml]|[2-6]xl")
_DIGITS = re.compile(r"\d+")
_ROOMY = re.compile(r"\d{1,2}-\d|[号栋幢座单元室楼#]|\d{3,4}")


_NO_NAMES = frozenset(
    "老家 大家 小区 大门 大概 小时 老是 大约 小心 老早 大半 小票 大雨 大风 小孩 老人 大人 大量 小量 "
    "大颗 小颗 大个 小个 大只 小只 大条 小条 大的 小的 老的 大块 小块 大箱 小箱 "
    "大盒 小盒 大果 小果 大朵 小朵 大号 小号 大码 小码 老点 大点 小点 大些 小些 老些 "
    "老样子 大份 小份 大杯 小杯".split()
)
#: characters of doing, which names rarely have
_DOING = frozenset("寄送买吃喝拿取做去发卖种摘收晒煮炖泡给带吵催搬开")


def looks_like_name(text: str, sender: str = "") -> bool:
    """Whether a bare word is more likely somebody's name than a thing."""
    text = text.strip(" 的:")
    if not text or len(text) > 12:
        return False
    if sender and (text in sender or sender in text):
        return True
    if not text.isalpha():
        text = _HOME.sub("", text) or text
    if (
        text in _NO_NAMES
        or (text.isascii() and _SIZE.fullmatch(text))
        or (text[0] in _STARTS and not _DOING.isdisjoint(text))
    ):
        return False
    if text[-1] in _LAST and (text.endswith(_TITLES) or text.endswith(_KIN)):
        return True
    if text.startswith(_KIN) and len(text) <= 5:
        return True
    if text[0] in _STARTS and 2 <= len(text) <= 3:
        return True
    if text[-1].isascii() and _LATIN.fullmatch(text[1:] if text[0] in _STARTS else text):
        return True
    return max(text) > "\U0001f000"


def rooms_of(text: str) -> tuple[str, ...]:
    """The numbers of a room in a name, () if the name carries none."""
    return tuple(_DIGITS.findall(text)) if _ROOMY.search(text) else ()


def another_room(signature: str, sender: str) -> bool:
    """Whether the name signed carries another room than the sender's nickname does."""
    theirs, own = rooms_of(signature), rooms_of(sender)
    if not theirs or not own:
        return False
    short, long = sorted((theirs, own), key=len)
    return long[len(long) - len(short) :] != short and long[: len(short)] != short
