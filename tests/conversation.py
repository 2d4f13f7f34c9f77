"""A village to talk in: the real app, ticks, sender and database under the sample configuration, a clock by hand.

async with village() as v:
    assert "记好了" in await v.say("李阿姨", "草莓2盒", chat="lake-1")

The database is SQLite, unless a test asks for PostgreSQL or TEST_DATABASE=postgres does for all of them.
"""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

import aiohttp

import storage
from bot.assembly import Parts, assemble
from bot.channels.simulator.protocol import Bubble
from bot.incoming import Incoming
from bot.settings import Settings
from config.channels import SimulatorSpec
from config.loader import Loaded, load
from groupbuy.configuring import apply
from groupbuy.directory import Directory
from tests import postgres
from tests.migrated import migrated_copy

SAMPLE = Path(__file__).parent.parent / "config" / "sample"
START = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
"""Saturday 21 November 2026, 10:00 in Shanghai."""

FRUIT = """开团 周末水果
草莓 25/盒 库存20
蓝莓 15/盒
截单 今晚20:00
取货 明天17:00-20:00"""


@dataclass(slots=True)
class HandClock:
    """Moves only when a test says so."""

    at: datetime = START
    movable: bool = True

    def now(self) -> datetime:
        return self.at

    async def move_to(self, at: datetime) -> None:
        self.at = max(self.at, at)

    async def refresh(self) -> None:
        """Nobody else moves it."""


@dataclass(slots=True)
class Village:
    parts: Parts
    store: storage.Store
    clock: HandClock
    channel: str
    url: str
    _ids: "count[int]" = field(default_factory=lambda: count(1))
    _shown_before: Sequence[Bubble] = ()

    @property
    def path(self) -> Path:
        """The file of one on SQLite."""
        return Path(self.url.removeprefix("sqlite://"))

    @property
    def directory(self) -> Directory:
        return self.parts.settings.directory

    async def say(
        self,
        who: str,
        text: str,
        *,
        chat: str | None = None,
        mention: bool = False,
        message_id: str | None = None,
        sent_at: datetime | None = None,
        quote: str | None = None,
    ) -> str:
        """The bot's answer to one message ("" = silence). `chat` None is 1:1. Notices go out after it."""
        heard = self.message(
            who, text, chat=chat, mention=mention, message_id=message_id, sent_at=sent_at, quote=quote
        )
        answer = await self.hear(heard)
        await self.parts.settle()
        return answer

    async def hear(self, heard: Incoming) -> str:
        """The answer alone: what it tells others stays in the outbox."""
        return await self.parts.app.handle(heard, at=self.clock.now()) or ""

    def message(
        self,
        who: str,
        text: str,
        *,
        chat: str | None = None,
        mention: bool = False,
        message_id: str | None = None,
        sent_at: datetime | None = None,
        quote: str | None = None,
    ) -> Incoming:
        """A message as the simulator hands it over, sent now unless said otherwise."""
        return Incoming(
            channel=self.channel,
            sender=who,
            message_id=message_id or f"m{next(self._ids)}",
            text=text,
            chat=chat,
            sent_at=sent_at or self.clock.now(),
            quote=quote,
            addressed=chat is None or mention,
        )

    async def talk(self, *turns: tuple[str, str | None, str, str]) -> None:
        """A conversation: (who, chat, what they say, a piece the answer must hold; "" = silence)."""
        for who, chat, text, expected in turns:
            answer = await self.say(who, text, chat=chat)
            assert (expected in answer) if expected else not answer, (
                f"{who}: {text}\n-> {answer!r}\nnot {expected!r}"
            )

    async def open(self, leader: str = "王姐", text: str = FRUIT, chat: str = "lake-1") -> int:
        """A leader opens a group buy; returns its number."""
        await self.say(leader, text, chat=chat)
        await self.say(leader, "确认", chat=chat)
        live = [it for it in await self.store.reads.live_buys() if it.state == "open"]
        assert live, "the group buy did not open"
        return live[-1].number

    async def pass_time(self, to: datetime | timedelta) -> None:
        """Move the clock, stopping at every moment that becomes due on the way."""
        assert self.parts.world is not None
        await self.parts.world.move_clock(self.clock.now() + to if isinstance(to, timedelta) else to)

    def heard(self, *, chat: str | None = None, user: str | None = None) -> list[str]:
        """The notices told to a group or 1:1 to a user, oldest first (all where neither is named)."""
        return [
            it.text for it in self._bubbles() if (chat or user) is None or (it.chat, it.to) == (chat, user)
        ]

    def _bubbles(self) -> Sequence[Bubble]:
        return [it for it in (*self._shown_before, *self.parts.room.history) if it.kind == "notice"]


@cache
def _read(config: Path) -> Loaded:
    """The configuration, read once a process: nothing in it can be changed."""
    return load(config, {})


@dataclass(frozen=True, slots=True)
class Lived:
    """A village as it was left: its file, its clock, what was shown and the number of its next message."""

    file: Path
    at: datetime
    shown: Sequence[Bubble]
    next_id: int


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """Where villages are kept that others go on from, as long as the process lives."""
    return tempfile.TemporaryDirectory(prefix="linli-test-", ignore_cleanup_errors=True)


async def left(v: Village) -> Lived:
    """What a village has come to, to go on from as often as one likes."""
    file = Path(tempfile.mkdtemp(dir=_kept().name)) / "lived.db"
    await storage.backup(v.url, file)
    return Lived(file, v.clock.at, (*v._shown_before, *v.parts.room.history), next(v._ids))


_BEGUN: dict[datetime, Lived] = {}


async def _begun(loaded: Loaded, at: datetime) -> Lived:
    """The sample operator's village before anybody has spoken: the same for all who begin at that time."""
    if at not in _BEGUN:
        file = migrated_copy(Path(_kept().name), f"begun-{len(_BEGUN)}.db")
        async with storage.open(file) as store:
            await _apply(store, loaded, at)
        _BEGUN[at] = Lived(file, at, (), 1)
    return _BEGUN[at]


async def _apply(store: storage.Store, loaded: Loaded, at: datetime) -> None:
    now = loaded.directory
    await store.run(lambda books: apply(books, now), at=at, directory=now)


@asynccontextmanager
async def _database(kind: str, since: Lived | None) -> AsyncIterator[str]:
    """Its url, gone afterwards."""
    if kind == "postgres":
        url = await postgres.fresh_database()
        try:
            if since:
                await storage.restore(url, since.file)
            yield url
        finally:
            await postgres.give_back(url)
        return
    with tempfile.TemporaryDirectory(prefix="linli-test-") as folder:
        path = Path(shutil.copy(since.file, folder)) if since else migrated_copy(Path(folder))
        yield f"sqlite://{path}"


@asynccontextmanager
async def village(
    *, at: datetime = START, config: Path = SAMPLE, since: Lived | None = None, kind: str = ""
) -> AsyncIterator[Village]:
    """The sample operator's village on a file of its own; the book must agree with its journal at the end.

    `since`: it goes on from there, as after a restart.
    """
    loaded, kind = _read(config), kind or os.environ.get("TEST_DATABASE", "")
    if since is None and config == SAMPLE and kind != "postgres":
        since = await _begun(loaded, at)
    async with _database(kind, since) as url:
        at, shown, next_id = (since.at, since.shown, since.next_id) if since else (at, (), 1)
        async with storage.open(url) as store, aiohttp.ClientSession() as session:
            clock = HandClock(at)
            if since is None:
                await _apply(store, loaded, at)
            settings = Settings(loaded.directory, realms={it.name: it.realm for it in loaded.channels})
            specs = [it for it in loaded.channels if isinstance(it, SimulatorSpec)]
            parts = assemble(store, settings, clock, specs, session, storage.LocalShelf())
            yield Village(parts, store, clock, specs[0].name, url, count(next_id), shown)
            assert await store.disagreements() == []
