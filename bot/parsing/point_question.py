"""Questions about a pickup point in people's own words: why it is this one, why not that one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understand.normal import close_up

_NUMERALS = "一二三四五六七八九十"
_LEAD = "(?:请问|问一下|问下|想问|那|哎|诶)?[,，]?"
_ME = "(?:我们家|我们|我家|咱们?家?|我)"
_WHY = "(?P<why>为什么|为啥|为何|凭什么|凭啥|怎么|咋|干嘛|干吗)"
_WORDS = (
    f"{_ME}|订单|分配|安排|只能|系统|你们|(?:自提|取货|提货)点?|[今明]天|这次|这回|[每上]次|老是|总是|一直"
)
_SIGNS = "的货单你给把会又要得是不没有在分派排选换改挪到去让非取提拿就还都能被成定"
_MIDDLE = f"(?P<middle>(?:{_WORDS}|[{_SIGNS}])*)"
_POINT = (
    rf"(?:第?(?P<no>\d{{1,3}}|[{_NUMERALS}])号(?:自提|取货|提货)?点"
    r"|(?P<here>[这那]个?(?:自提|取货|提货)?点|(?:自提|取货|提货)点|[这那]么远|[这那](?:里|儿|边)))"
)
_TAIL = r"(?:取货|提货|自提|东西|[取提拿去来货了的啊呀呢吗吧哦嘛?？。!！~,，])*"
_ASKED = re.compile(f"{_LEAD}{_ME}?(?:的?(?:货|订?单))?{_WHY}{_MIDDLE}{_POINT}(?P<tail>{_TAIL})")
_REST = re.compile(f"{_MIDDLE}{_POINT}(?P<tail>{_TAIL})")
_SENT = re.compile("[分派排]|安排|又|不是|不在|还在|还是|会")
"""What makes a 怎么 a why: 怎么去2号点 and 怎么换到2号点 ask how."""
_FETCHED = re.compile("[分派排取提拿]")


@dataclass(frozen=True, slots=True)
class PointQuestion:
    """`no` is the number of the point named, None for "this one"."""

    no: int | None = None


def asked_whole(text: str) -> PointQuestion | None:
    """A whole message that asks why goods are fetched at a point: 为什么我在2号点取, 怎么把我分到2号点了."""
    found = _ASKED.fullmatch(close_up(text))
    if found is None:
        return None
    said, middle = found[0], found["middle"]
    if found["why"] in ("怎么", "咋", "干嘛", "干吗"):
        came = re.search("[把给让]我", middle) and "了" in found["tail"]
        if not (_SENT.search(middle) or came or ("我" in said and "在" in middle)):
            return None
    if found["here"] and not found["here"].endswith("点") and not _FETCHED.search(said):
        return None
    return _question(found)


def asked_after(words: str) -> PointQuestion | None:
    """The same of what follows the word 为什么 or a name: 是2号点, 不在3号点, 2号点."""
    found = _REST.fullmatch(close_up(words))
    return _question(found) if found else asked_whole(words)


def apart(words: str) -> Iterator[tuple[str, PointQuestion | None]]:
    """The ways to take words as somebody and what is asked about them: 陈伯不在2号点. Who they are comes first."""
    yield words, None
    for end in range(len(words) - 1, 0, -1) if "点" in words else ():
        asked = asked_after(words[end:])
        if asked is not None:
            yield words[:end].strip(), asked


def _question(found: re.Match[str]) -> PointQuestion:
    no = found["no"]
    return PointQuestion(None if no is None else int(no) if no.isdecimal() else _NUMERALS.index(no) + 1)
