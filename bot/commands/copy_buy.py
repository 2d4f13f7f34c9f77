"""复制: an earlier buy's offer again, as a draft with a new cutoff and pickup day."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.commands.base import Who, command
from bot.commands.open_buy import ask_to_open
from bot.parsing.forms import with_number
from bot.parsing.offer import read_changes
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import GroupBuy, Pickup, State
from groupbuy.directory import Directory, Right
from groupbuy.errors import BadDraft
from groupbuy.opening import Draft, copied, draft, is_open, planned_cutoff
from groupbuy.rights import must_lead

USAGE = "复制 12 截单 明天20:00 取货 后天17:00-20:00"


@command(
    "复制",
    usage=USAGE,
    says="照原样再开一个团，截单和取货可以改；回“确认”才开",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def copy_buy(talk: Talk, books: UnitBooks, words: str) -> str:
    states = set(State) - {State.DRAFT}
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.OPEN, states, usage=USAGE, bare_number=False
    )
    now = talk.at.astimezone(talk.directory.zone)
    changes = read_changes(rest, now)
    planned = await planned_cutoff(books, buy)
    cutoff_at = changes.cutoff_at or _same_hour(planned, now)
    pickup = _later_pickup(buy, planned, cutoff_at, talk.directory)
    pickup = replace(pickup, day=changes.day or pickup.day)
    if changes.hours:
        pickup = replace(pickup, opens=changes.hours[0], closes=changes.hours[1])
    again = replace(await copied(books, buy, cutoff_at, pickup.day), pickup=pickup)
    leader = must_lead(talk.speaker, buy.community, Right.OPEN, talk.directory)
    return await ask_to_open(talk, books, await draft(books, leader, _still_there(again, talk.directory)))


def _same_hour(cutoff_at: datetime, now: datetime) -> datetime:
    """The next time that the clock shows the earlier buy's cutoff."""
    hour = cutoff_at.astimezone(now.tzinfo)
    today = now.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def _later_pickup(buy: GroupBuy, planned: datetime, cutoff_at: datetime, directory: Directory) -> Pickup:
    """As many days after the cutoff as was planned before, or the next on which a point is open then."""
    gap = buy.pickup.day - planned.astimezone(directory.zone).date()
    day = cutoff_at.astimezone(directory.zone).date() + max(gap, timedelta())
    days = [day + timedelta(days=n) for n in range(60)]
    return replace(buy.pickup, day=next((it for it in days if is_open(buy.community, it, directory)), day))


def _still_there(wanted: Draft, directory: Directory) -> Draft:
    """Without the chat groups that have left the configuration since."""
    chats = tuple(it for it in wanted.chats if it in directory.chats)
    if not chats:
        raise BadDraft(problem="原来的群都不在了，请用“开团”重新开")
    return replace(wanted, chats=chats)
