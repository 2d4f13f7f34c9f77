"""A playhouse: the demo's production over a store of its own, its printed page kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path

from rich.console import Console

import storage
from bot import demo
from config.loader import load
from tests.conversation import START
from tests.migrated import migrated_copy

CONFIG = Path(__file__).parents[3] / "config" / "demo"


@asynccontextmanager
async def playhouse(folder: Path) -> AsyncIterator[demo.Production]:
    """Everything made as main.py makes it, at a time of our own; `printed` is what the console shows."""
    loaded = load(CONFIG, demo.made_up_secrets())
    url = f"sqlite://{migrated_copy(folder)}"
    async with (
        storage.open(url) as store,
        demo.produced(store, loaded.directory, loaded.channels, storage.LocalShelf(), lambda: START) as made,
    ):
        yield replace(made, console=Console(file=StringIO(), width=200))


def printed(it: demo.Production) -> str:
    assert isinstance(it.console.file, StringIO)
    return it.console.file.getvalue()
