"""What the state machines over one day share: a store of their own, its loop, and the book checked at the end."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, ClassVar

from hypothesis.stateful import RuleBasedStateMachine

import storage


class DayMachine(RuleBasedStateMachine):
    """`empty` is a migrated file to begin from. Rules wait for the store through `wait`."""

    empty: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.loop = asyncio.Runner()
        self.store = storage.open(f"sqlite://{shutil.copy(self.empty, Path(self.folder.name) / 'day.db')}")
        self.wait(self.store.__aenter__())

    def wait(self, what: Awaitable[Any]) -> Any:
        async def awaited() -> Any:
            return await what

        return self.loop.run(awaited())

    def teardown(self) -> None:
        assert self.wait(self.store.disagreements()) == []
        self.wait(self.store.__aexit__(None, None, None))
        self.loop.close()
        self.folder.cleanup()
