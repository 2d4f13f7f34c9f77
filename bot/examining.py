"""What `doctor` asks of a system: everything that could be wrong, looked at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.assembly import Parts
from bot.doctor import Channel, Found, report


class Examined(Protocol):
    """The store as an admin looks at it."""

    async def disagreements(self) -> list[str]: ...
    async def machine_time(self) -> datetime: ...
    def free_space(self) -> int | None: ...


async def examined(
    parts: Parts, store: Examined, channels: Sequence[Channel], real: datetime, url: str
) -> tuple[list[str], bool]:
    """What is printed, and whether all is well. `real` is this machine's time, `url` the database's address."""
    lines, well = report(await found(parts, store, channels, real))
    return [f"database {url.split('@')[-1]}: reachable, migrated", *lines], well


async def found(parts: Parts, store: Examined, channels: Sequence[Channel], real: datetime) -> Found:
    now = parts.clock.now()
    machines = {"the database": await store.machine_time()}
    if (theirs := await parts.shelf.time()) is not None:
        machines["Redis"] = theirs
    _, oldest = await parts.store.outbox.backlog(now)
    return Found(
        version=parts.settings.directory.version,
        in_force=await parts.store.config_version(),
        channels=channels,
        notices=await parts.store.outbox.ends(),
        now=now,
        disagreements=await store.disagreements(),
        shelf=await parts.shelf.reachable() if parts.shelf.shared else None,
        shelf_why=parts.shelf.why,
        free=store.free_space(),
        machines={name: at + (now - real) for name, at in machines.items()},
        oldest=oldest,
    )
