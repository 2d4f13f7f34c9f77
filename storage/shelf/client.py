"""Connections to Redis, and the little programs that run there."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from limits.aio.storage import RedisStorage
from redis.asyncio import BlockingConnectionPool, Redis

CONNECTIONS = 16
CONNECTING = 1.0
"""Seconds within which a connection is made or closed, whoever waits for it; who asks something is more impatient."""
HEARING = 1.0
"""Seconds between two looks of whoever listens."""
PREFIX = "linli:"

PROLONG = """
local held = redis.call('get', KEYS[1])
if held and held ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[2])
return 1
"""
GIVE_BACK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"


@dataclass(frozen=True, slots=True)
class Link:
    """`redis` for questions (the circuit ends those that take too long), `ear` for what blocks (a read that
    nobody's patience ends), `windows` counts by `limits`' own moving window; all keys begin with `prefix`."""

    redis: Redis
    ear: Redis
    windows: RedisStorage
    prefix: str

    async def close(self) -> None:
        await self.redis.connection_pool.disconnect()
        await self.ear.connection_pool.disconnect()


def connect(url: str) -> Link:
    """Nothing is connected yet. ValueError or TypeError for an address that redis-py does not take."""
    parts = urlsplit(url)
    if parts.scheme != "unix" and not parts.path.strip("/").isdigit() and parts.path.strip("/"):
        raise ValueError("Redis has numbers for its databases; redis-py takes any other word for 0")
    options = dict(parse_qsl(parts.query))
    prefix = options.pop("prefix", PREFIX)
    url = urlunsplit(parts._replace(query=urlencode(options)))
    # The default pool raises when it is full; the default connection waits five seconds and sends who we are. Timers of
    # theirs would end a question whose answer has come while the loop stood still.
    plain = {"protocol": 2, "driver_info": None, "socket_connect_timeout": CONNECTING}
    pool, ear = (
        BlockingConnectionPool.from_url(url, max_connections=many, timeout=None, socket_timeout=None, **plain)
        for many in (CONNECTIONS, 2)
    )
    pool.connection_class(
        **pool.connection_kwargs
    )  # an option it does not know is told now, not when it connects
    on: dict[str, Any] = {"connection_pool": pool}
    windows = RedisStorage("async+redis://", implementation="redispy", key_prefix=f"{prefix}sent", **on)
    return Link(Redis(connection_pool=pool), Redis(connection_pool=ear), windows, prefix)
