"""The simulator's world: the real app, ticks and sender behind a page (or a command line) and its clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot import replies
from bot.app import App, inbox_key
from bot.channels.simulator.port import Chat, Person, Role, Roster
from bot.clock import MovableClock
from bot.incoming import Incoming
from bot.sender import Sender
from bot.settings import Settings
from bot.ticks import Ticks
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Directory
from groupbuy.due import closes_at

log = structlog.get_logger()

NEIGHBOURS = ("李阿姨", "陈大爷", "小张", "赵姐", "阿云", "孙老师")
"""Made-up people whom the page offers to play."""


@dataclass(slots=True)
class World:
    """Satisfies the simulator's port; after each message what is due is done and told."""

    app: App
    ticks: Ticks
    sender: Sender
    settings: Settings
    clock: MovableClock
    channel: str
    wake: Callable[[], None] = lambda: None
    joined: set[str] = field(default_factory=set)

    async def say(self, incoming: Incoming) -> str | None:
        """The answer; what it told others goes out when the sender wakes."""
        self.joined.add(incoming.sender)
        try:
            answer = await self.app.handle(incoming, at=self.clock.now())
        except Exception:
            log.exception("message failed", channel=incoming.channel, message=inbox_key(incoming))
            answer = replies.APOLOGY
        self.wake()
        return answer

    async def settle(self) -> None:
        """Do what is due and send what waits."""
        now = self.clock.now()
        await self.ticks.tick(at=now)
        await self.sender.drain(at=now)

    async def move_clock(self, to: datetime) -> None:
        """Forward to `to`, stopping at every moment that becomes due on the way, as time itself would."""
        while (due := await self._next_due(to)) is not None:
            await self.clock.move_to(due)
            await self.settle()
        await self.clock.move_to(to)
        await self.settle()

    async def _next_due(self, until: datetime) -> datetime | None:
        at = await self.app.store.next_due()
        return at if at is not None and self.clock.now() < at <= until else None

    async def roster(self) -> Roster:
        directory = self.settings.directory
        chats = [it for it in directory.chats.values() if it.channel == self.channel]
        names = {key: it.name for key, it in directory.communities.items()}
        closing = _next_to_close(await self.app.store.reads.live_buys(), self.clock.now(), directory)
        return Roster(
            chats=tuple(Chat(it.chat, it.name, names.get(it.community, "")) for it in chats),
            people=self._people(),
            now=self.clock.now(),
            zone=directory.zone.key,
            next_cutoff=closing.cutoff_at if closing else None,
            next_close=closes_at(closing, directory) if closing else None,
        )

    def _people(self) -> tuple[Person, ...]:
        directory, realm = self.settings.directory, self.settings.identity(self.channel, "")[0]
        roles: list[tuple[Role, str, Sequence[tuple[str, str]]]] = [
            *(("leader", it.name, it.identities) for it in directory.leaders.values()),
            *(("admin", it.name, it.identities) for it in directory.admins.values()),
        ]
        known = [
            Person(user, name, role) for role, name, ids in roles for where, user in ids if where == realm
        ]
        taken = {it.user for it in known}
        others = dict.fromkeys([*NEIGHBOURS, *sorted(self.joined)])
        return (*known, *(Person(it, it) for it in others if it not in taken))


def _next_to_close(buys: Sequence[GroupBuy], now: datetime, directory: Directory) -> GroupBuy | None:
    ahead = [it for it in buys if it.state is State.OPEN and closes_at(it, directory) > now]
    return min(ahead, key=lambda it: it.cutoff_at, default=None)
