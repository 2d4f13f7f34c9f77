"""How much one person may say in a minute: more is not read, so that nobody's flood keeps others waiting."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.incoming import Incoming
from bot.settings import Settings
from groupbuy.errors import Refusal

TOLD = "too fast"
"""Counted beside what was heard: it is said once a minute."""

MayHear = Callable[[str, str, int], Awaitable[bool]]
"""(channel, sender, per minute): as `bot.ports.Shelf.may_hear`."""


class TooFast(Refusal):
    text = "发得太快了，这条没有记。等一分钟再发"


async def always(_channel: str, _sender: str, _per_minute: int) -> bool:
    """For a store whose clock is moved by hand: its minutes are nobody's."""
    return True


@dataclass(frozen=True, slots=True)
class Slowing:
    """Nothing is stored of what was too fast: to write it down would be the work that is to be saved. Delivered
    again it is a new message; it has changed nothing yet."""

    may_hear: MayHear = always

    async def refusal(self, incoming: Incoming, settings: Settings) -> str | None:
        """None where the message is to be read; else the answer, "" where it was said in this minute already."""
        most = settings.directory.limits.messages_per_minute
        if await self.may_hear(incoming.channel, incoming.sender, most):
            return None
        if incoming.addressed and await self.may_hear(f"{incoming.channel} {TOLD}", incoming.sender, 1):
            return settings.texts.refusal(TooFast())
        return ""
