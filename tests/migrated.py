"""An empty store, migrated once a process: migrating takes seconds, a copy milliseconds."""

import asyncio
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import storage


@cache
def migrated() -> Path:
    """An empty migrated file that nobody may write to. In a thread, as a loop may be running in this one."""
    path = Path(tempfile.mkdtemp(prefix="linli-test-")) / "empty.db"
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, storage.migrate(path)).result()
    return path


def migrated_copy(folder: Path, name: str = "linli.db") -> Path:
    """A migrated file without a book in `folder`."""
    return Path(shutil.copy(migrated(), folder / name))
