"""An empty store, migrated once for all workers and runs: migrating takes seconds, a copy milliseconds."""

import asyncio
import fcntl
import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path

import storage

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".pytest_cache" / "linli"


@cache
def migrated() -> Path:
    """An empty migrated file that nobody may write to; made anew where anything changed that has a say in it."""
    path = CACHE / f"{_made_by()}.db"
    if path.exists():
        return path
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():  # another worker may have made it meanwhile
            half = path.with_suffix(".new")
            half.unlink(missing_ok=True)
            with ThreadPoolExecutor(1) as threads:  # as a loop may be running in this thread
                threads.submit(asyncio.run, storage.migrate(half)).result()
            half.rename(path)
    return path


def migrated_copy(folder: Path, name: str = "linli.db") -> Path:
    """A migrated file without a book in `folder`."""
    return Path(shutil.copy(migrated(), folder / name))


def _made_by() -> str:
    """The migrations, all that storage reads and writes with, and Tortoise's version, as one word."""
    told = hashlib.sha256(version("tortoise-orm").encode())
    for path in sorted((ROOT / "storage").rglob("*.py")):
        told.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return told.hexdigest()[:20]
