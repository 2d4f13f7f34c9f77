"""What somebody wrote of an address, taken apart: values with what they are said to be (3号楼, 2单元, 501室)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from groupbuy.households.numerals import in_digits

TRADITIONAL = (
    "棟栋號号樓楼單单層层門门戶户區区東东園园裡里裏里莊庄灣湾華华龍龙鳳凤麗丽陽阳雲云蘭兰濱滨濤涛聽听鄉乡廣广場场"
    "頂顶島岛嶺岭橋桥溝沟錦锦銀银鑽钻長长馬马鳥鸟鶴鹤鷺鹭貴贵賢贤輝辉運运連连鄰邻陳陈際际雙双靈灵靜静韻韵頤颐願愿"
    "風风飛飞館馆驛驿魚鱼葉叶蘇苏萬万豐丰榮荣藝艺頭头後后鐵铁樹树楓枫綠绿藍蓝紅红懷怀憶忆夢梦劉刘國国興兴盛盛"
)
FOLDED = {ord(a): b for a, b in zip(TRADITIONAL[::2], TRADITIONAL[1::2], strict=True)}
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufe0e\ufe0f\u20e3\u00ad]")
APART = re.compile(r"[\s\-‐‑–—―−﹣~〜/\\|.,、,。·:;_'\"()\[\]<>的]+")
NUMBER = re.compile(r"\bNO\.? ?(?=\d)")
TORN = re.compile("(?<=号)-(?=楼)|(?<=单)-(?=元)")
LOOSE = re.compile(r"(?<=[0-9A-Z])-(?=[号栋幢座单层室期门楼]|#(?!\d))")
"""What stands between a value and what it is, where somebody wrote 3 号 楼."""


class Said(StrEnum):
    """What a value is said to be."""

    BARE = ""
    BUILDING = "building"
    HOUSE_NO = "号"
    STOREY = "楼"
    """A building or a floor: 3楼 may be both."""
    UNIT = "unit"
    FLOOR = "floor"
    ROOM = "room"
    PLACE = "place"
    """A phase, a quarter, a yard: 2期, A区, 12号院."""
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Part:
    """`value` is digits, capital letters, both, or a word; `word` is how it was said (栋, 号楼, 期)."""

    value: str
    said: Said = Said.BARE
    word: str = ""


SUFFIXES = {
    Said.BUILDING: ("号楼", "号栋", "号幢", "号座", "#楼", "栋楼", "幢楼", "座楼", "栋", "幢", "座", "#"),
    Said.UNIT: ("单元门", "单元", "号门", "单", "梯", "门"),
    Said.FLOOR: ("层楼", "楼层", "层"),
    Said.STOREY: ("楼",),
    Said.ROOM: ("号房", "号室", "室", "房间", "房", "户"),
    Said.PLACE: ("号院", "号弄", "期", "区", "院", "弄", "巷", "村", "苑", "坊", "里"),
    Said.HOUSE_NO: ("号",),
}
SAID = {word: said for said, words in SUFFIXES.items() for word in words}
SIDE = "[东西南北中左右]{1,2}"
PIECE = re.compile(
    r"(?:地下|负)(?P<under>\d{1,2})(?:层|楼|F(?![0-9A-Z]))|(?:地下|负)(?P<cellar>\d{3})室?|(?P<below>地下室)"
    r"|(?P<floor>(?<![0-9A-Z])\d{1,2})F(?![A-Z])"
    rf"|第?#?(?P<value>[0-9A-Z]+)(?P<word>{'|'.join(sorted(SAID, key=len, reverse=True))})?"
    rf"|(?P<side>{SIDE}(?:单元|梯|门|户))|(?P<name>(?:(?!(?:地下|负)\d|{SIDE}(?:单元|梯|门|户))[^\W0-9A-Z_])+)|(?P<other>.)"
)


def fold(text: str) -> str:
    """One width, one script, capital letters, digits for numerals, one hyphen between what stands apart."""
    narrow = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(FOLDED).upper()
    narrow = NUMBER.sub("", narrow)
    return LOOSE.sub("", TORN.sub("", APART.sub("-", in_digits(narrow)).strip("-")))


def parts_of(folded: str) -> tuple[Part, ...] | None:
    """The parts of a folded text in order; None where something in it is no part of an address."""
    found: list[Part] = []
    for piece in PIECE.finditer(folded):
        if piece["other"] == "-":
            continue
        if piece["other"]:
            return None
        found.append(_part(piece))
    return tuple(found)


def _part(piece: re.Match[str]) -> Part:
    if piece["under"]:
        return Part(f"-{int(piece['under'])}", Said.FLOOR, "层")
    if piece["cellar"]:
        return Part(f"负{piece['cellar']}", Said.ROOM, "室")
    if piece["below"]:
        return Part("-1", Said.FLOOR, "层")
    if piece["floor"]:
        return Part(_plain(piece["floor"]), Said.FLOOR, "层")
    if piece["side"]:
        side = piece["side"]
        door = side.endswith("户")
        return Part(side if door else side.rstrip("单元梯门"), Said.ROOM if door else Said.UNIT, "")
    if piece["name"]:
        return Part(piece["name"], Said.WORD)
    word = piece["word"] or ""
    return Part(_plain(piece["value"]), SAID.get(word, Said.BARE), word)


def _plain(value: str) -> str:
    """03 is 3 and 0203 is 203; a value with letters stays."""
    return value.lstrip("0") or "0" if value.isdecimal() else value
