"""What an applicant answers: pickup hours by weekday and room by storage class, and which line answers what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.clean import clean
from bot.parsing.plain import plain
from bot.parsing.times import read_hours
from groupbuy.applications import Ask
from groupbuy.places import PickupWindow, StorageClass

WEEK = "一二三四五六日"
EVERY, WORKDAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset({5, 6})
WORDS = {"每天": EVERY, "天天": EVERY, "每日": EVERY, "工作日": WORKDAYS, "平时": WORKDAYS, "周末": WEEKEND}
CLASSES = {
    "常温": StorageClass.NORMAL,
    "普通": StorageClass.NORMAL,
    "冷藏": StorageClass.CHILLED,
    "冷冻": StorageClass.FROZEN,
}
MOST_ROOM, MOST_WINDOWS, MOST_TEXT = 100_000, 4, 60
LABELS: Mapping[str, Ask] = {
    "小区": Ask.COMMUNITY,
    "自提点地址": Ask.ADDRESS,
    "地址": Ask.ADDRESS,
    "时间": Ask.HOURS,
    "取货时间": Ask.HOURS,
    "容量": Ask.CAPACITY,
    "联系方式": Ask.CONTACT,
    "联系": Ask.CONTACT,
    "电话": Ask.CONTACT,
    "手机": Ask.CONTACT,
    "微信": Ask.CONTACT,
}
_WD = "(?:周|星期|礼拜)"
_DAYS = re.compile(
    rf"{'|'.join(WORDS)}|{_WD}[一二三四五六日天](?:(?:到|至|-|~|—|–)?{_WD}?[一二三四五六日天]|[、和,]{_WD}?[一二三四五六日天])*"
)
_SPAN = re.compile(rf"([一二三四五六日天])(?:到|至|-|~|—|–){_WD}?([一二三四五六日天])")
_LABEL = re.compile(rf"({'|'.join(sorted(LABELS, key=len, reverse=True))})\s*(?:[:：是]|\s)\s*(\S.*)")
_HOUR = r"(?:\d{1,2}|[零一二两三四五六七八九十]{1,3})"
_SHORT = re.compile(
    rf"(?P<first>早上?|朝|上午|中午|下午|傍晚|晚上?)?(?P<opens>{_HOUR})点?(?P<to>到|至|-|~|—|–)?"
    rf"(?P<then>中午|下午|傍晚|晚上?)?(?P<closes>{_HOUR})点?"
)
"""早9晚8, 9-20, 晚上6-9点: hours without a clock's writing, where only hours can be meant."""
_NO_BOUND = re.compile(rf"(?:{'|'.join(CLASSES)})\s*[:：]?\s*(?:不限量?|没有?限制?)[、,，;；和]?")
_ROOM = re.compile(rf"({'|'.join(CLASSES)})\s*[:：]?\s*(\d{{1,6}})\s*[份箱格件盒]?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; `ask` None where it does not say what it answers."""

    ask: Ask | None
    said: str


def read_lines(text: str) -> list[Line]:
    """地址 3号楼 answers the address; 电话 and 微信 stay with what follows them."""
    found = []
    for row in clean(text).splitlines():
        said = " ".join(row.split())
        label = _LABEL.fullmatch(said)
        if label is None:
            found += [Line(None, said)] if said else []
            continue
        ask = LABELS[label[1]]
        kept = said if label[1] in ("电话", "手机", "微信") else label[2]
        found.append(Line(ask, kept))
    return found


def read_windows(text: str) -> tuple[PickupWindow, ...] | None:
    """每天16:00-20:30；周末10点到18点: windows by weekday; None unless all of it is that."""
    windows = []
    for part in re.split(r"[;；,，]|(?<=\d)\s+(?=周|星期|礼拜|每)", plain(text).strip("。.! ")):
        said = "".join(part.split())
        days = _DAYS.match(said)
        hours = read_hours(_in_full(said[days.end() :] if days else said))
        if hours is None or hours[1] <= hours[0]:
            return None
        windows.append(PickupWindow(_weekdays(days[0]) if days else EVERY, *hours))
    return tuple(windows) if 0 < len(windows) <= MOST_WINDOWS else None


def _in_full(said: str) -> str:
    """早9晚8 as 早上9点-晚上8点."""
    found = _SHORT.fullmatch(said)
    if found is None or not (found["to"] or found["then"]):
        return said
    first = (found["first"] or "").replace("朝", "早上")
    return f"{first}{found['opens']}点-{found['then'] or ''}{found['closes']}点"


def show_windows(windows: tuple[PickupWindow, ...]) -> str:
    """As `read_windows` reads it again."""
    return "；".join(f"{_named(it.weekdays)}{it.opens:%H:%M}-{it.closes:%H:%M}" for it in windows)


def read_capacity(text: str) -> dict[StorageClass, int] | None:
    """常温100 冷藏30, 100份 (at room temperature), 不限 (no bounds: empty), 冷冻不限 (none for that class);
    None for anything else."""
    whole = "".join(plain(text).split()).strip("。.!")
    said = _NO_BOUND.sub("", whole)
    if whole and not said:
        return {}
    if re.fullmatch("不限量?|没有?限制?|无限|随便放", said):
        return {}
    bare = re.fullmatch(r"(\d{1,6})[份箱格件盒]?(?:左右)?", said)
    found = {CLASSES[name]: int(most) for name, most in _ROOM.findall(said)}
    if bare:
        found = {StorageClass.NORMAL: int(bare[1])}
    elif _ROOM.sub("", said).strip("、,;和"):
        return None
    return found if found and all(most <= MOST_ROOM for most in found.values()) else None


def show_capacity(capacity: Mapping[StorageClass, int]) -> str:
    names = {value: name for name, value in reversed(CLASSES.items())}
    return " ".join(f"{names[it]}{most}" for it, most in capacity.items()) or "不限"


def _weekdays(said: str) -> frozenset[int]:
    if said in WORDS:
        return WORDS[said]
    said = said.replace("天", "日")
    found = {WEEK.index(it) for it in said if it in WEEK}
    for first, last in _SPAN.findall(said):
        start, end = WEEK.index(first), WEEK.index(last)
        found |= {n % 7 for n in range(start, end + 1 if end >= start else end + 8)}
    return frozenset(found)


def _named(days: frozenset[int]) -> str:
    word = next((name for name, it in WORDS.items() if it == days), None)
    return word or "周" + "、".join(WEEK[it] for it in sorted(days))
