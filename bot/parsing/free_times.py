"""When somebody can come to fetch their goods, as they say it: 晚上7点后才能取, 周末才有空, 下午5点到7点能取."""

import re
from datetime import time

from bot.parsing.times import read_clock, read_hours
from bot.understand.normal import close_up
from groupbuy.places import PickupWindow
from groupbuy.told import DAY_ENDS, DAY_STARTS

WEEKDAYS = "一二三四五六日天"
_ENDING = "。.!~ 哦啊呀哈的了"
_WHENEVER = re.compile(
    r"(?:我)?(?:取货时间不限|(?:(?:什么时候|啥时候|几点|哪天)都|(?:随时|任何时候|全天|每天)都?)(?:能|可以|行|有空|方便)+来?(?:取|拿)?货?"
    r"|(?:随时|都)有空|时间不限|不限时间)"
)
_DAYS = re.compile(
    r"(?P<all>每天|天天)|(?P<end>周末|双休日?|星期六日|周六日|周六周日|周六和周日)"
    r"|(?P<work>工作日|平时|平日)"
    r"|(?:周|星期|礼拜)(?P<from>[一二三四五六日天])(?:到|至|-|~)(?:周|星期|礼拜)?(?P<to>[一二三四五六日天])"
    r"|(?P<days>(?:(?:周|星期|礼拜)[一二三四五六日天]+[、和]?)+)"
)
_CLAUSE = re.compile(
    r"(?:我们?|我家)?(?:要?到|得|要|只有|只能|只|大概|一般|都)?(?P<days>{days})?(?:的|我)?(?P<time>[^我]*?)"
    r"(?P<tail>(?:我|都|才|就|也|只)*(?:能|可以|行|有空|有时间|方便|在家|下班|到家)+(?:过?来|去|下楼)?(?:取|拿|提|领)?(?:货|东西|菜)?|来(?:取|拿|提)货?)?".format(
        days=re.sub(r"\?P<\w+>", "?:", _DAYS.pattern)
    )
)
_PARTS = {
    "早上": (time(6), time(9)),
    "上午": (time(8), time(12)),
    "中午": (time(11), time(14)),
    "下午": (time(12), time(18)),
    "白天": (time(8), time(18)),
    "傍晚": (time(17), time(19)),
    "晚上": (time(18), DAY_ENDS),
    "下班后": (time(18), DAY_ENDS),
    "下班以后": (time(18), DAY_ENDS),
}
_FETCHING = re.compile("取|拿|提|领")
_ASKED = re.compile("[?吗呢]|什么时候(?!都)|几点(?!都)")
_APART = re.compile("[,;。，；]")


def read_free(text: str) -> tuple[PickupWindow, ...] | None:
    """All the windows of a message that says nothing else, none for "whenever"; None for any other message."""
    said = close_up(text).strip(_ENDING)
    if len(said) > 40 or _ASKED.search(said):
        return None
    if _WHENEVER.fullmatch(said):
        return ()
    clauses = [it for it in _APART.split(said) if it]
    if not any((found := _CLAUSE.fullmatch(it)) and found["tail"] for it in clauses):
        return None
    windows = [_clause(it) for it in clauses]
    return tuple(it for it in windows if it) if all(windows) else None


def names_fetching(text: str) -> bool:
    """周末才有空 may be about anything; 周末才能取 is about the goods."""
    return _FETCHING.search(text) is not None


def _clause(said: str) -> PickupWindow | None:
    found = _CLAUSE.fullmatch(said)
    if found is None or not (found["days"] or found["time"]):
        return None
    hours = _hours(found["time"], from_then_on="才" in (found["tail"] or ""))
    return PickupWindow(_weekdays(found["days"] or ""), *hours) if hours else None


def _hours(said: str, *, from_then_on: bool) -> tuple[time, time] | None:
    if said in ("", "随时", "全天"):
        return DAY_STARTS, DAY_ENDS
    if said in _PARTS:
        return _PARTS[said]
    later = re.fullmatch(r"(.+?)(?:(?:以|之)?(?P<after>后)|(?:以|之)?(?P<before>前))", said)
    if later is None:
        hours, clock = read_hours(said), read_clock(said)
        if clock is not None and from_then_on:
            return clock, DAY_ENDS
        return hours if hours and hours[0] < hours[1] else None
    clock = read_clock(later[1])
    if clock is None:
        return None
    return (clock, DAY_ENDS) if later["after"] else (DAY_STARTS, clock)


def _weekdays(said: str) -> frozenset[int]:
    found = _DAYS.fullmatch(said)
    if found is None or found["all"]:
        return frozenset()
    if found["end"]:
        return frozenset({5, 6})
    if found["work"]:
        return frozenset(range(5))
    if found["from"]:
        first, last = _day(found["from"]), _day(found["to"])
        return frozenset(it % 7 for it in range(first, last + (7 if last < first else 0) + 1))
    return frozenset(_day(it) for it in found["days"] if it in WEEKDAYS)


def _day(letter: str) -> int:
    return min(WEEKDAYS.index(letter), 6)
