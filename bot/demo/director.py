"""Plays the day from the first scene to the audit, over a store and parts that main.py has made."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from aiohttp import ClientSession, web
from rich.console import Console

from bot.assembly import Parts, assemble, make_web
from bot.clock import StoreClock
from bot.demo.audit import AuditedStore, audit
from bot.demo.cast import make_cast
from bot.demo.doors import CallbackSpec, doors_for
from bot.demo.platform import Platform, platform_for, pointed_at, served
from bot.demo.play import Play
from bot.demo.report import report
from bot.demo.river import RIVER, RIVER_LEADERS
from bot.demo.scenes import closing, fetching, maple, opening, ordering, river_day, river_evening
from bot.demo.screen import Screen
from bot.demo.stage import Stage
from bot.ports import Shelf
from bot.settings import Settings
from groupbuy.configuring import apply
from groupbuy.directory import Directory

SEED = 20261121
"""Any number; the same one makes the same day."""


@dataclass(frozen=True, slots=True)
class Production:
    """Everything the day needs, made and not started."""

    parts: Parts
    store: AuditedStore
    server: web.Application
    platform: Platform
    specs: Sequence[CallbackSpec]
    session: ClientSession
    console: Console = field(default_factory=lambda: Console(highlight=False))


@asynccontextmanager
async def produced(
    store: AuditedStore,
    directory: Directory,
    channels: Sequence[CallbackSpec],
    shelf: Shelf,
    real: Callable[[], datetime],
) -> AsyncIterator[Production]:
    """The parts of one process over a fresh store, its channels pointed at a stand-in platform.

    The clock may be moved: it is `real` time plus what the scenes moved it by.
    """
    clock = StoreClock(store, real, movable=True)
    await store.run(lambda books: apply(books, directory), at=clock.now(), directory=directory, alone=True)
    async with ClientSession() as session, platform_for(channels) as platform:
        specs = pointed_at(platform.url, channels)
        settings = Settings(directory, realms={it.name: it.realm for it in specs})
        parts = assemble(store, settings, clock, specs, session, shelf)
        server = make_web(parts, store.check)
        yield Production(parts, store, server, platform, specs, session)


async def perform(it: Production) -> int:
    """The exit code: 0 only if every figure agrees."""
    return await settle_up(it, await play_day(it))


async def settle_up(it: Production, play: Play) -> int:
    """The day that was played is audited and its last page printed; the exit code, as above."""
    play.stage.screen.scene("对账")
    audited = await audit(play, it.store)
    report(it.console, audited)
    return 0 if audited.passed else 1


async def play_day(it: Production) -> Play:
    """Every scene, on a served address; what was said, heard and written down meanwhile."""
    async with on_stage(it) as play:
        await _scenes(play)
    return play


@asynccontextmanager
async def on_stage(it: Production) -> AsyncIterator[Play]:
    """The real server on a loopback port, with a cast before it and nothing said yet."""
    dice = Random(SEED)
    cast = replace(make_cast(dice), river=RIVER)
    directory = it.parts.settings.directory
    tomorrow = it.parts.clock.now().astimezone(directory.zone).date() + timedelta(days=1)
    async with served(it.server) as base:
        stage = Stage(
            it.parts,
            it.platform,
            doors_for(it.specs),
            Screen(it.console, directory.zone),
            it.session,
            base,
            dice,
            tomorrow,
            {person.user: person for person in (*cast.everybody, *RIVER_LEADERS)},
            _groups(it.parts, it.specs),
            {point.id: point.name for point in directory.points.values()},
        )
        yield Play(stage, cast, dice)


async def _scenes(play: Play) -> None:
    await opening.play(play)
    await ordering.play(play)
    await closing.play(play)
    await fetching.play(play)
    await maple.evening(play)
    await fetching.finish(play)
    await maple.night(play)
    await maple.next_day(play)
    play.stage.screen.scene("平台又重发了昨天上午的几条")
    for heard in play.stage.heard[20:26]:
        await play.stage.again(heard)
    await river_evening.play(play)
    await river_day.play(play)


def _groups(parts: Parts, specs: Sequence[CallbackSpec]) -> Mapping[str, str]:
    """Chat groups by the key of the webhook that speaks in them."""
    keys = {it.name: getattr(it, "key", "") for it in specs}
    return {keys[chat.push]: chat.id for chat in parts.settings.directory.chats.values() if chat.push}
