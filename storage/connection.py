"""One connection to PostgreSQL that comes back by itself, and what its errors mean."""

import asyncio
import re
from collections.abc import Awaitable, Sequence
from time import monotonic
from typing import Any, TypeVar

import asyncpg
from tortoise.exceptions import IntegrityError, OperationalError

from storage.dialect import READ_ONLY, Row, UnknownDatabase

T = TypeVar("T")
ZERO = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""A zero letter as JSON writes it; behind an odd backslash it is one that somebody wrote out."""
CONNECTING = 2.0
"""Seconds a connection may take; a platform waits five for an answer."""
ANSWERING = 60.0
"""Seconds without an answer after which a connection counts as lost."""
PATIENCE = {
    "lock_timeout": "5000",
    "statement_timeout": "50000",
    # A process that stands still inside a transaction holds up its communities no longer than this.
    "idle_in_transaction_session_timeout": "10000",
    "tcp_keepalives_idle": "20",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "jit": "off",
}
CUT = ("08", "57P01", "57P02")
"""After which the server has closed the connection, or is about to."""
FAILED = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)
NOT_OPENED = (*FAILED, asyncpg.exceptions.TargetServerAttributeNotMatched)
OLDEST = 14
"""PostgreSQL's version. The tests run on 18."""
WRITABLE = {"timeout": CONNECTING, "target_session_attrs": "read-write"}
"""How to connect: of several servers in an address the one that takes writes, whichever that is by now."""
OF_THE_UNIT = (asyncpg.DataError, asyncpg.exceptions.DataError)
"""Values that the server or the driver refused."""


class Lost(OperationalError):
    """The connection is gone: whatever it was in the middle of, nothing is left to undo."""


class Connection:
    """One connection with one user at a time. It is opened anew by the first BEGIN after it was lost; in the
    middle of a transaction never. Rows are asyncpg's records: mappings, as `Sql` promises."""

    def __init__(self, url: str, name: str, *, answering: float = ANSWERING) -> None:
        self._url = url
        self._name = name
        self._answering = answering
        self._raw: asyncpg.Connection[Any] | None = None
        self._closed = False
        self._asked: float | None = None
        self._look: asyncio.TimerHandle | None = None

    @classmethod
    def over(cls, raw: "asyncpg.Connection[Any]") -> "Connection":
        """Speaking through a connection that somebody else opened and closes."""
        it = cls("", "")
        it._raw = raw
        return it

    async def create_connection(self, with_db: bool) -> None:
        """Opens it, where it is not open."""
        if self._raw is None or self._raw.is_closed():
            await self._open()

    async def close(self) -> None:
        self._closed = True
        if self._look is not None:
            self._look.cancel()
        if self._raw is not None and not self._raw.is_closed():
            await self._raw.close(timeout=CONNECTING)

    async def execute_query(
        self, query: str, values: Sequence[Any] | None = None
    ) -> tuple[int, Sequence[dict[str, Any]]]:
        status = await (self._begun(query) if query.startswith("BEGIN") else self._run(query, values or ()))
        if query == "COMMIT" and status != "COMMIT":
            raise OperationalError(f"the transaction had failed before and was undone: {status}")
        many = status.rpartition(" ")[2]
        return int(many) if many.isdigit() else 0, ()

    async def execute_query_dict(self, query: str, values: Sequence[Any] | None = None) -> Sequence[Row]:
        raw = self._at_hand()
        found: Sequence[Row] = await self._answer(raw, raw.fetch(query, *storable(values or ())))
        return found

    async def execute_many(self, query: str, values: Sequence[Sequence[Any]]) -> None:
        """The statement once for each row, all of them in one round trip and with one prepared text: half the
        work of one statement for all, whose text would be another for each number of rows."""
        raw = self._at_hand()
        await self._answer(raw, raw.executemany(query, map(storable, values)))

    async def _begun(self, query: str) -> str:
        was = self._raw
        if was is None or was.is_closed():
            await self._open()
            return await self._run(query, ())
        try:
            return await self._run(query, ())
        except Lost:
            await self._open()
            return await self._run(query, ())  # it had been cut while nobody used it

    async def _run(self, query: str, values: Sequence[Any]) -> str:
        raw = self._at_hand()
        if query == "ROLLBACK" and not raw.is_in_transaction():
            raise Lost("there is no transaction")
        return str(await self._answer(raw, raw.execute(query, *storable(values))))

    async def _answer(self, raw: "asyncpg.Connection[Any]", asked: Awaitable[T]) -> T:
        """What the server answers, its errors by the names that both databases share."""
        self._asked = monotonic()
        try:
            return await asked
        except Exception as error:
            if (told := _told(raw, error)) is error:
                raise
            raise told from error
        finally:
            self._asked = None

    def takes_writes(self) -> bool:
        """By what the server last told of itself, which it does unasked."""
        told = self._at_hand().get_settings()
        return "on" not in (told.default_transaction_read_only, told.in_hot_standby)

    def _at_hand(self) -> "asyncpg.Connection[Any]":
        if self._raw is None or self._raw.is_closed():
            raise Lost("the connection is closed")
        return self._raw

    async def _open(self) -> None:
        if self._closed:
            raise Lost("the connection is closed")
        try:
            self._raw = await asyncpg.connect(
                self._url,
                statement_cache_size=400,
                server_settings={"application_name": f"linli {self._name}", **PATIENCE},
                **WRITABLE,
            )
        except (ValueError, asyncpg.ClientConfigurationError) as error:
            raise UnknownDatabase(f"the address of the database is not understood: {error}") from None
        except NOT_OPENED as error:
            raise not_opened(error) from error
        await must_do(self._raw)
        self._watch(self._answering)

    def _watch(self, wait: float) -> None:
        if self._look is not None:
            self._look.cancel()
        self._look = asyncio.get_running_loop().call_later(wait, self._still_there)

    def _still_there(self) -> None:
        """One look after a while, instead of a timer for each statement, which takes a fifth of its time."""
        waited = 0.0 if self._asked is None else monotonic() - self._asked
        if waited >= self._answering and self._raw is not None:
            self._raw.terminate()  # whether it was done is not known, and the answer may still come
        else:
            self._watch(self._answering - waited)


async def must_do(raw: "asyncpg.Connection[Any]") -> None:
    """UnknownDatabase where it could not hold a book."""
    if lacking := lacks(raw.get_server_version().major, raw.get_settings().server_encoding):
        raise UnknownDatabase(lacking)


def lacks(version: int, encoding: str) -> str:
    """What keeps a database of this PostgreSQL in this encoding from holding a book, and what to do; "" for nothing."""
    if version < OLDEST:
        return f"PostgreSQL {version} is too old: {OLDEST} or later is needed"
    if encoding != "UTF8":
        make = "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'"
        return f"the database is in {encoding}, which does not hold every language; make another: {make}"
    return ""


def not_opened(error: Exception) -> Lost:
    """Why there is no connection, in words; some errors have none."""
    if isinstance(error, TimeoutError):
        return Lost(f"no answer within {CONNECTING:.0f} s")
    if isinstance(error, asyncpg.exceptions.TargetServerAttributeNotMatched):
        return Lost(f"it cannot be written: it is {READ_ONLY}")
    return Lost(error)


def _told(raw: "asyncpg.Connection[Any]", error: Exception) -> Exception:
    """The error by the name that both databases share; a connection of no more use is ended."""
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return IntegrityError(error)
    unsure = isinstance(error, TimeoutError | asyncpg.InternalClientError)
    if isinstance(error, OF_THE_UNIT) or not (unsure or isinstance(error, FAILED)):
        return error
    if not unsure and not raw.is_closed() and not str(getattr(error, "sqlstate", "")).startswith(CUT):
        return OperationalError(error)
    raw.terminate()  # the server's last word may be read before the end of the line is
    return Lost(error)


def storable(values: Sequence[Any]) -> list[Any]:
    """The values without zero letters, which SQLite keeps and PostgreSQL refuses, raw or escaped in JSON."""
    return [
        _without_zeros(it) if isinstance(it, str) and ("\x00" in it or "\\u0000" in it) else it
        for it in values
    ]


def _without_zeros(value: str) -> str:
    value = value.replace("\x00", "")
    return ZERO.sub(r"\1", value) if value[:1] in ("[", "{") else value
