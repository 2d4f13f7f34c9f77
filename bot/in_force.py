"""Which configuration is in force: put there once, looked at by every process, never undone by an older one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import structlog

from bot.clock import MovableClock
from bot.ports import Store
from bot.settings import Settings
from bot.texts import Texts
from groupbuy.configuring import apply
from groupbuy.directory import Directory

log = structlog.get_logger()


class Configured(Protocol):
    """What was read of the files; channels and secrets in it count when a process starts."""

    @property
    def directory(self) -> Directory: ...


Read = Callable[[], tuple[Configured, Texts]]
AGAIN = 10.0
"""Seconds until the own files are read again while another configuration is in force."""


@dataclass(slots=True)
class InForce:
    """`read` reads this process's own files. `other` is the version in force where that is not ours."""

    store: Store
    settings: Settings
    clock: MovableClock
    read: Read | None = None
    other: str = ""
    _read_at: float = field(default=float("-inf"))

    @property
    def behind(self) -> str:
        """What to tell an admin; "" where this process works by the configuration in force."""
        ours = self.settings.directory.version
        return f"{self.other} is in force, this process has {ours}" if self.other else ""

    async def start(self, edited: datetime) -> None:
        """Put ours in force, unless it was last `edited` before another one was applied: a process that comes
        back with old files must not undo what an admin did since. StillInUse where undelivered orders need
        what ours drops."""
        version, ours = await self.store.config_version(), self.settings.directory
        applied = await self.store.config_applied_at()
        if version and version != ours.version and applied and edited + await self.store.offset() < applied:
            self.other = version
            log.warning("an older configuration is not applied", in_force=version, ours=ours.version)
            return
        await self.put(ours, self.settings.texts)

    async def put(self, directory: Directory, texts: Texts) -> None:
        """Journal a configuration where it is another one, and work by it. StillInUse as above."""
        if await self.store.config_version() != directory.version:
            await self.store.run(
                lambda books: apply(books, directory), at=self.clock.now(), directory=directory, alone=True
            )
        await self.store.look_again(directory)
        self._take(directory, texts)

    async def check(self) -> None:
        """See whether another process has put another one in force, and take it up if our files have it too."""
        version = await self.store.config_version()
        if version == self.settings.directory.version:
            self.other = ""
            return
        now = asyncio.get_running_loop().time()
        if version == self.other and now < self._read_at + AGAIN:
            return
        if version != self.other:
            log.warning("another configuration is in force", in_force=version)
        self.other, self._read_at = version, now
        if self.read is None:
            return
        try:
            found, texts = await asyncio.to_thread(self.read)
        except Exception as unreadable:
            log.warning("own configuration unreadable", error=type(unreadable).__name__)
            return
        if found.directory.version == version:
            self._take(found.directory, texts)
            log.info("configuration taken up", version=version)

    def _take(self, directory: Directory, texts: Texts) -> None:
        self.settings.directory, self.settings.texts = directory, texts
        self.other = ""
