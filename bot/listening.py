"""From a message to a talk: who is speaking, where, and what is on offer there (plain reads)."""

from collections.abc import Sequence
from datetime import datetime

from bot.incoming import Incoming
from bot.settings import Settings
from bot.talk import Talk
from groupbuy.buy import GroupBuy
from groupbuy.directory import ChatGroup, Directory
from groupbuy.order import Order
from groupbuy.ports import Pending, Reads
from groupbuy.resident import Resident, Speaker

NOBODY = Resident(id="")


async def listen(
    incoming: Incoming, reads: Reads, settings: Settings, *, at: datetime
) -> tuple[Talk, Pending | None]:
    """The talk, and the question this person was asked here and has not answered.

    Read before the unit: the unit checks again whatever it acts on.
    """
    directory, identity = settings.directory, settings.identity(incoming.channel, incoming.sender)
    resident = await reads.resident_at(identity) or NOBODY
    speaker = Speaker(resident, identity, directory.leader_of(identity), directory.admin_of(identity))
    group = directory.chat_at(incoming.channel, incoming.chat) if incoming.chat else None
    community = community_of(speaker, group, directory)
    orders = await reads.orders_by(resident.id) if resident.id else ()
    guests = await _guests(reads, [it for it in orders if it.resident != resident.id])
    talk = Talk(
        incoming=incoming,
        at=at,
        speaker=speaker,
        directory=directory,
        texts=settings.texts,
        group=group,
        community=community,
        buys=await offers(reads, speaker, group, community),
        orders={it.buy: it for it in orders if it.resident == resident.id},
        guests=guests,
    )
    asked = await reads.pending(resident.id, talk.chat, at) if resident.id else None
    return talk, asked


async def _guests(reads: Reads, orders: Sequence[Order]) -> dict[str, dict[int, Order]]:
    """The orders placed for others, by the others' names and by buy."""
    known = await reads.residents({it.resident for it in orders}) if orders else {}
    found: dict[str, dict[int, Order]] = {}
    for it in orders:
        name = known[it.resident].name if it.resident in known else ""
        if name:
            found.setdefault(name, {})[it.buy] = it
    return found


def community_of(speaker: Speaker, group: ChatGroup | None, directory: Directory) -> str | None:
    """The group's; 1:1 the one the person told or was met in, a leader's own, or the only one."""
    if group is not None:
        return group.community
    known = speaker.resident.community
    if known in directory.communities:
        return known
    led = speaker.leader.communities if speaker.leader else tuple(directory.communities)
    return led[0] if len(led) == 1 else None


async def offers(
    reads: Reads, speaker: Speaker, group: ChatGroup | None, community: str | None
) -> tuple[GroupBuy, ...]:
    """The buys a message may be about, by number."""
    if group is not None:
        return tuple(await reads.buys_in_chat(group.id))
    where = (community,) if community else (speaker.leader.communities if speaker.leader else ())
    found = {it.number: it for name in where for it in await reads.buys_in_community(name)}
    return tuple(it for _, it in sorted(found.items()))
