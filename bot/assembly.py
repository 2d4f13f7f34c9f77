"""The bot's parts put together over an open store; main.py hands in the store, the clock, the channels."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import ClientSession, web

from bot.app import App
from bot.channels.opening import Opened, Spec, Tools, open_channel
from bot.channels.simulator.handlers import routes
from bot.channels.simulator.room import SimulatorRoom
from bot.clock import MovableClock
from bot.in_force import InForce
from bot.late import LateAnswers
from bot.limiting import NoLimit
from bot.metrics import Metrics, Present, Waiting
from bot.ports import Shelf, Store
from bot.sender import Sender
from bot.server import PATIENCE, Callbacks, Health, make_server, make_watched
from bot.service import Worker
from bot.settings import Settings
from bot.slowing import Slowing
from bot.ticks import Ticks
from bot.turns import Turns
from bot.ways import Ways
from bot.world import World
from groupbuy.ports import Unavailable


@dataclass(slots=True)
class Parts:
    """One process, wired. `world` is what the simulator's page and `say` speak through, None when off."""

    store: Store
    settings: Settings
    clock: MovableClock
    metrics: Metrics
    app: App
    worker: Worker
    room: SimulatorRoom
    channels: dict[str, Opened]
    world: World | None
    shelf: Shelf
    in_force: InForce
    late: LateAnswers

    async def present(self, patience: float = PATIENCE) -> Present:
        """How things stand, for the metrics: told in time also while the database stands still."""
        shelf, behind = await self.shelf.reachable(), bool(self.in_force.behind)
        try:
            async with asyncio.timeout(patience):
                return Present(shelf, behind, await self._waiting())
        except (Unavailable, TimeoutError):
            return Present(shelf, behind, None)

    async def _waiting(self) -> Waiting:
        now = self.clock.now()
        notices, oldest = await self.store.outbox.backlog(now)
        due = await self.store.next_due()
        late = max(timedelta(0), now - due) if due else timedelta(0)
        theirs, offset = await self.store.machine_time(), await self.store.offset()
        apart = self.clock.now() - offset - theirs
        return Waiting(notices, oldest.total_seconds(), late.total_seconds(), apart.total_seconds())

    async def settle(self) -> None:
        """Do what is due now and send what waits."""
        now = self.clock.now()
        await self.worker.ticks.tick(at=now)
        await self.worker.sender.drain(at=now)


def assemble(
    store: Store,
    settings: Settings,
    clock: MovableClock,
    specs: Sequence[Spec],
    session: ClientSession,
    shelf: Shelf,
) -> Parts:
    """Everything made, nothing started. `specs` are the channels that are on."""
    metrics, room = Metrics(), SimulatorRoom(clock.now)
    tools = Tools(session, shelf, room)
    channels = {it.name: open_channel(it, tools) for it in specs}
    ways = Ways({name: it.outlet for name, it in channels.items() if it.outlet})
    limiter = NoLimit() if clock.movable else shelf
    slowing = Slowing() if clock.movable else Slowing(shelf.may_hear)
    app = App(store, settings, metrics.heard, metrics.happened, metrics.stored, slowing)
    sender = Sender(store, settings, ways, limiter, metrics.told, metrics.not_sent)
    ticks = Ticks(Turns(store, shelf), settings, metrics.late, metrics.happened)
    in_force = InForce(store, settings, clock)

    async def refresh() -> None:
        await clock.refresh()
        await in_force.check()

    worker = Worker(clock, ticks, sender, refresh, shelf.ring)
    shelf.on_ring(worker.hear)
    shelf.on_answer(metrics.asked_shelf)
    name = next((it.name for it in specs if it.kind == "simulator"), None)
    world = World(app, ticks, sender, settings, clock, name, worker.wake) if name else None
    return Parts(
        store, settings, clock, metrics, app, worker, room, channels, world, shelf, in_force, LateAnswers()
    )


def make_web(
    parts: Parts,
    database: Callable[[], Awaitable[None]],
    *,
    allow_remote: bool = False,
    watched_only: bool = False,
) -> web.Application:
    """The HTTP side of a process; `database` raises where it cannot be used. `watched_only`: it serves no
    channel, only how it is."""
    health = Health(database, parts.shelf.reachable, lambda: parts.in_force.behind, parts.worker.silence)

    async def figures() -> bytes:
        parts.metrics.show(await parts.present())
        return parts.metrics.text()

    if watched_only:
        return make_watched(health, figures)
    callbacks = Callbacks(
        parts.app,
        parts.clock,
        parts.metrics,
        {name: it.wire for name, it in parts.channels.items() if it.wire},
        {name: it.outlet.pusher for name, it in parts.channels.items() if it.outlet},
        parts.worker.wake,
        parts.late,
    )
    page = []
    if parts.world is not None:
        page = routes(parts.room, parts.world, channel=parts.world.channel, allow_remote=allow_remote)
    server = make_server(callbacks, health, figures, page)

    async def send_pages_away(_server: web.Application) -> None:
        parts.room.close()

    server.on_shutdown.append(send_pages_away)
    return server
