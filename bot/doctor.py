"""What the command line tells an admin about a process: its channels, its state, what to try."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

LOCAL = ("127.0.0.1", "localhost", "::1")
WALK = (
    "  1. As 王姐, the leader, in her talk with 邻里: press 开团…, send it, answer 确认.",
    "  2. In the group, as 李阿姨: 草莓两盒，不要太软; as 陈大爷: 草莓2盒",
    "  3. Press 到截单, then as 王姐 in her talk: 汇总, 已采购, 到货 草莓 3/4, 核销 #1, 未付.",
)


class Channel(Protocol):
    """A configured channel; `off` says why it is not open, None when it is."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def off(self) -> str | None: ...


def channel_lines(channels: Sequence[Channel]) -> list[str]:
    return [f"channel {it.name} ({it.kind}): {it.off or 'on'}" for it in channels]


def greeting(
    channels: Sequence[Channel], host: str, port: int | None, role: str = "all", *, exposed: bool = False
) -> str:
    """What `run` prints once it works. A worker serves nothing but how it is, and that only where it is given
    a port."""
    lines = channel_lines(channels)
    if role == "worker":
        where = "It listens nowhere" if port is None else f"How it is: http://{host}:{port}/metrics"
        return "\n".join([*lines, f"Linli works: the clock and the notices. {where} (role worker)."])
    lines.append(f"Linli listens on http://{host}:{port}")
    if not any(it.kind == "simulator" and it.off is None for it in channels):
        return "\n".join(lines)
    local = host in LOCAL
    at = f"http://{host if local or exposed else '127.0.0.1'}:{port}/simulator"
    lines.append(f"Simulator: {at}    Try there:")
    if not local and not exposed:
        lines[-1] = f"Simulator: {at}, only on this machine; --expose-simulator opens it. Try there:"
    return "\n".join([*lines, *WALK])


LEAST_ROOM = 500 * 2**20
"""Bytes free on the database's disk below which an admin has to do something."""
MOST_SKEW = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Found:
    """What `doctor` looked at; what it could not ask is None. `free` bytes, `machines` the clocks of other
    machines by name (they are asked one after the other: to the second), `oldest` how long a due notice waits."""

    version: str
    in_force: str
    channels: Sequence[Channel]
    notices: Mapping[str, int]
    now: datetime
    disagreements: Sequence[str]
    shelf: bool | None = None
    shelf_why: str = ""
    free: int | None = None
    machines: Mapping[str, datetime] = field(default_factory=dict)
    oldest: timedelta | None = None


def report(found: Found) -> tuple[list[str], bool]:
    """What `doctor` prints of a store that could be opened, and whether all is well; what is not is in capitals."""
    looks = [
        _configuration(found),
        *((line, True) for line in channel_lines(found.channels)),
        _shelf(found.shelf, found.shelf_why),
        *_clocks(found),
        *_outbox(found),
        *_disk(found.free),
        *_book(found.disagreements),
    ]
    return [line for line, _ in looks], all(well for _, well in looks)


Look = tuple[str, bool]
"""A line, and whether what it says is well."""


def _configuration(found: Found) -> Look:
    ours = f"configuration {found.version}"
    if found.in_force == found.version:
        return f"{ours}: in force", True
    if not found.in_force:
        return f"{ours}: not in force yet, as nothing has run", True
    return f"{ours}: NOT IN FORCE, but {found.in_force} (`run` applies later edits, SIGHUP any)", False


def _shelf(there: bool | None, why: str) -> Look:
    if there is None:
        return "shelf: in this process", True
    return (
        ("shelf: Redis, reachable", True)
        if there
        else (f"shelf: Redis, OUT OF REACH (LINLI_REDIS_URL): {why}", False)
    )


def _clocks(found: Found) -> Iterator[Look]:
    yield f"clock: {found.now.isoformat(timespec='seconds')}", True
    for name, theirs in found.machines.items():
        apart = found.now - theirs
        well = abs(apart) <= MOST_SKEW
        yield f"clock of {name}: {'agrees' if well else f'APART by {apart.total_seconds():.0f} s'}", well


def _outbox(found: Found) -> Iterator[Look]:
    ends = ", ".join(f"{end} {count}" for end, count in sorted(found.notices.items()))
    yield f"notices: {ends or 'none yet'}", True
    if found.oldest is not None and found.oldest > LONGEST_WAIT:
        minutes = int(found.oldest.total_seconds() // 60)
        yield f"oldest notice that is due: WAITS for {minutes} min (is a worker running?)", False


def _disk(free: int | None) -> Iterator[Look]:
    if free is not None:
        well = free >= LEAST_ROOM
        yield f"disk: {free / 2**30:.1f} GiB free{'' if well else ', TOO LITTLE'}", well


def _book(disagreements: Sequence[str]) -> Iterator[Look]:
    if not disagreements:
        yield "book and journal: agree", True
        return
    yield "book and journal DISAGREE:", False
    for it in disagreements:
        yield it, False
