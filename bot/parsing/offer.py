"""A leader's 开团 message, line by line: title, items, cutoff, pickup, minimum, where it is for."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from bot.parsing.offer_line import OfferLine, is_priced, read_line
from bot.parsing.plain import RINGED, plain, visible
from bot.parsing.times import BadTime, read_day, read_hours, read_moment
from groupbuy.buy import Minimum
from groupbuy.errors import BadDraft, Refusal

Of = Literal["orders", "units", "amount"]
_CUTOFF = re.compile(r"(?:截单|截止|截团)(?:时间)?[:\s]*(?:到|至|是)?\s*(.+)|(.+?)\s*(?:截单|截止|截团)")
_PICKUP = re.compile(r"(?:取货|自提|提货)(?:时间)?[:\s]*(.+)|(.+?)\s*(?:取货|自提|提货)")
_MINIMUM = re.compile(
    r"(?:满|够|最少|至少)?\s*(\d{1,6})\s*(份|件|户|单|人|家|元|块)\s*(?:起|就|才|可)?(?:成团|起团|开团)"
    r"|(?:成团|起团)[:\s]*(?:满|够)?\s*(\d{1,6})\s*(份|件|户|单|人|家|元|块)"
)
_WHERE = re.compile(r"(开在|群|小区)[:\s]+(.+)")
_MARK = re.compile(
    rf"\s*(?:\d{{1,2}}\s*[.、)]\s*(?!\d)|[(]\d{{1,2}}[)]\s*|[{RINGED}]\s*|\d\uFE0F?\u20E3\s*|[-·•*]\s+)"
)
_SPLIT = re.compile(
    r"[\s,，;；。](?=(?:截单|截止|截团|取货|自提|提货)[\s:：]|满\d+(?:份|件|户|单|人|家|元|块)\s*成团)"
)
ECHO = re.compile(r"(?:@\S+\s+)?\d{1,9}号团《(?P<title>.*)》[,，]我记的是[:：]")
"""The head of a draft as the bot repeats it: a leader corrects that text and sends it back."""
_TAIL = re.compile(r"回“确认”开团[;；].*|[(（]之前没确认的.*作废了[)）]")
_OF: dict[str, Of] = {"份": "units", "件": "units", "元": "amount", "块": "amount"}


class OneHour(Refusal):
    text = "取货“{said}”要写从几点到几点，例如“取货 明天17:00-20:00”"


@dataclass(slots=True)
class Offer:
    """What stood in the message; what was left out is None or empty."""

    title: str = ""
    goods: list[OfferLine] = field(default_factory=list)
    cutoff_at: datetime | None = None
    day: date | None = None
    hours: tuple[time, time] | None = None
    minimum: Minimum | None = None
    chats: str = ""
    community: str = ""


def read_offer(words: str, now: datetime) -> Offer:
    """Every line must make sense: BadDraft names the one that does not, BadTime the time in it."""
    offer = Offer()
    lines = [it.strip() for it in _SPLIT.sub("\n", words).splitlines() if it.strip()]
    for at, line in enumerate(lines):
        if echoed := ECHO.fullmatch(line):
            offer.title = _title(echoed["title"])
            continue
        if _TAIL.fullmatch(line) or _special(offer, line, now):
            continue
        marked = _MARK.match(line)
        body = line[marked.end() :] if marked else line
        others = any(is_priced(_unmarked(it)) for it in lines[at + 1 :])
        if at == 0 and not marked and (others or not is_priced(body)):
            offer.title = _title(line)
            continue
        offer.goods.append(read_line(body))
    return offer


def _title(said: str) -> str:
    return visible(said).strip(" :：，。《》")[:40]


def read_pickup(said: str, now: datetime) -> tuple[date | None, tuple[time, time] | None]:
    """Day and hours, or one of them: 明天17:00-20:00, 周日, 下午5点到8点. BadTime for neither."""
    day, rest = read_day(said, now)
    hours = read_hours(rest) if rest else None
    if rest and hours is None and read_moment(said, now) is not None:
        raise OneHour(said=said[:20])
    if (rest and hours is None) or (day is None and hours is None):
        raise BadTime(said=said[:20])
    return day, hours


def read_cutoff(said: str, now: datetime) -> datetime:
    """To the whole minute, which is what people are shown. BadTime where it is no moment."""
    at = read_moment(said, now)
    if at is None:
        raise BadTime(said=said[:20])
    return at.replace(second=0, microsecond=0)


def read_changes(words: str, now: datetime) -> Offer:
    """Cutoff and pickup alone, as 复制 takes them; a lone time is the cutoff."""
    offer = Offer()
    for line in (it.strip() for it in _SPLIT.sub("\n", words).splitlines()):
        if line and not _special(offer, line, now):
            offer.cutoff_at = read_cutoff(line, now)
    return offer


def _special(offer: Offer, line: str, now: datetime) -> bool:
    """Take a line that is no item: 截单, 取货, 满20份成团, 群, 小区."""
    said = plain(line).strip(" 。")
    if found := _WHERE.fullmatch(said):
        if found[1] == "小区":
            offer.community = found[2]
        else:
            offer.chats = found[2]
    elif found := _MINIMUM.fullmatch(said):
        offer.minimum = _minimum(int(found[1] or found[3]), found[2] or found[4])
    elif found := _CUTOFF.fullmatch(said):
        offer.cutoff_at = read_cutoff(found[1] or found[2], now)
    elif found := _PICKUP.fullmatch(said):
        offer.day, offer.hours = read_pickup(found[1] or found[2], now)
    else:
        return False
    return True


def _minimum(need: int, unit: str) -> Minimum:
    of = _OF.get(unit, "orders")
    if need < 1:
        raise BadDraft(problem="成团的数要大于 0，例如：满20份成团")
    return Minimum(of, need * 100 if of == "amount" else need)


def _unmarked(line: str) -> str:
    marked = _MARK.match(line)
    return line[marked.end() :] if marked else line
