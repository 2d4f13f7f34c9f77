"""A playhouse: the demo's production over a store of its own, with a clock that a test moves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path

import aiohttp
from rich.console import Console

import storage
from bot import demo
from bot.assembly import assemble, make_web
from bot.settings import Settings
from config.loader import load
from groupbuy.configuring import apply
from tests.conversation import HandClock

CONFIG = Path(__file__).parents[3] / "config" / "demo"


async def _yes() -> bool:
    return True


@asynccontextmanager
async def playhouse(folder: Path) -> AsyncIterator[demo.Production]:
    """Everything made as main.py makes it; what the console prints is kept in `console.file`."""
    loaded = load(CONFIG, demo.made_up_secrets())
    url = f"sqlite://{folder / 'demo.db'}"
    await storage.migrate(url)
    async with (
        storage.open(url) as store,
        aiohttp.ClientSession() as session,
        demo.platform_for(loaded.channels) as platform,
    ):
        clock, directory = HandClock(), loaded.directory
        await store.run(lambda books: apply(books, directory), at=clock.now(), directory=directory)
        specs = demo.pointed_at(platform.url, loaded.channels)
        settings = Settings(directory, realms={it.name: it.realm for it in specs})
        parts = assemble(store, settings, clock, specs, session, storage.LocalShelf())
        console = Console(file=StringIO(), width=200)
        server = make_web(parts, store.check, _yes)
        yield demo.Production(parts, store, server, platform, specs, session, console)


def printed(it: demo.Production) -> str:
    assert isinstance(it.console.file, StringIO)
    return it.console.file.getvalue()
