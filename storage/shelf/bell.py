"""Waking the other processes: many rings are one message, and one that gets lost is made up for by looking."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from storage.shelf.circuit import FAILURES, LOOK, Away, Circuit
from storage.shelf.client import HEARING

REST = 0.02
"""Seconds between two messages of one process."""


@dataclass(slots=True)
class Bell:
    circuit: Circuit
    _rung: asyncio.Event = field(default_factory=asyncio.Event)
    _heard: list[Callable[[], None]] = field(default_factory=list)

    def ring(self) -> None:
        self._rung.set()

    def on_ring(self, heard: Callable[[], None]) -> None:
        self._heard.append(heard)

    async def keep_ringing(self) -> None:
        link = self.circuit.link
        while True:
            await self._rung.wait()
            self._rung.clear()
            with suppress(Away):  # whoever should have heard it looks by itself
                await self.circuit.ask(lambda: link.redis.publish(f"{link.prefix}bell", ""))
            await asyncio.sleep(REST)

    async def keep_hearing(self) -> None:
        while True:
            with suppress(*FAILURES):  # the circuit finds out by itself
                if self._heard and not self.circuit.open:
                    await self._hear()
            await asyncio.sleep(LOOK)

    async def _hear(self) -> None:
        link = self.circuit.link
        async with link.ear.pubsub(ignore_subscribe_messages=True) as sub:
            await sub.subscribe(f"{link.prefix}bell")
            while not self.circuit.open:
                if await sub.get_message(timeout=HEARING) is not None:
                    for heard in self._heard:
                        heard()
