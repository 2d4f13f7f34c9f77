"""A village whose notices go to a postman that records and fails as told; the sender is the real one."""

from collections import Counter, deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channels.opening import Outlet
from bot.limiting import Limiter, NoLimit
from bot.sender import Sender
from bot.ways import Ways
from tests.bot.rows import ends
from tests.conversation import FRUIT, START, Village, village

PLENTY = "开团 大团\n草莓 25/盒\n截单 今晚20:00\n取货 明天17:00-20:00"


@dataclass(slots=True)
class Postman:
    """The outside: `plan` says how the next pushes to a target fail (None: this one succeeds)."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    plan: dict[str, deque[Exception | None]] = field(default_factory=dict)

    def fail(self, target: str, *how: Exception | None) -> None:
        self.plan.setdefault(target, deque()).extend(how)

    async def push(self, target: str, text: str, of: int = 0) -> None:
        planned = self.plan.get(target)
        if planned and (failure := planned.popleft()) is not None:
            raise failure
        self.sent.append((target, text))

    def to(self, target: str) -> list[str]:
        return [text for it, text in self.sent if it == target]


@dataclass(slots=True)
class Post:
    """`counted` is what the metrics were told: (kind, end) and how often."""

    village: Village
    postman: Postman
    sender: Sender
    counted: Counter[tuple[str, str]]

    async def say(self, who: str, text: str, chat: str | None = "lake-1") -> str:
        """Heard and answered; nothing is sent."""
        return await self.village.hear(self.village.message(who, text, chat=chat))

    async def open(self, text: str = FRUIT) -> None:
        await self.say("王姐", text)
        assert "开了" in await self.say("王姐", "确认")

    async def arrive(self) -> None:
        """From open to arrived, at this moment."""
        for text in ("截单", "已采购", "到货"):
            assert await self.say("王姐", text)

    async def tick(self) -> None:
        await self.village.parts.worker.ticks.tick(at=self.village.clock.now())

    async def drain(self) -> int:
        return await self.sender.drain(at=self.village.clock.now())

    def at(self, hour: int, minute: int = 0, *, day: int = 21) -> datetime:
        """Sets the clock to an hour in Shanghai; returns it."""
        zone = self.village.directory.zone
        self.village.clock.at = datetime(2026, 11, day, hour, minute, tzinfo=zone)
        return self.village.clock.at

    def later(self, **by: float) -> None:
        self.village.clock.at += timedelta(**by)

    def ends(self, kind: str) -> list[tuple[str, str]]:
        """How the notices of a kind ended, and why."""
        return [(state, reason) for name, state, reason in ends(self.village.path) if name == kind]


@asynccontextmanager
async def posting(
    *, limiter: Limiter | None = None, to_people: bool = True, to_groups: bool = True, at: datetime = START
) -> AsyncIterator[Post]:
    async with village(at=at) as v:
        postman, counted = Postman(), Counter[tuple[str, str]]()
        outlet = Outlet("sim", "sim", postman, to_people, to_groups, per_minute=60)
        outlets: Mapping[str, Outlet] = {"sim": outlet} if to_people or to_groups else {}

        def count(kind: str, end: str) -> None:
            counted[kind, str(end)] += 1

        settings = v.parts.settings
        yield Post(v, postman, Sender(v.store, settings, Ways(outlets), limiter or NoLimit(), count), counted)


async def ready(p: Post, *people: str, offer: str | None = None) -> None:
    """A group buy is open and told, and these have ordered two boxes each."""
    await (p.open(offer) if offer else p.open())
    await p.drain()
    for it in people:
        assert "记好了" in await p.say(it, "草莓2盒")
