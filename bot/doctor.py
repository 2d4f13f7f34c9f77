"""What the command line tells an admin about a process: its channels, its state, what to try."""

from collections.abc import Mapping, Sequence
from datetime import datetime
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
    channels: Sequence[Channel], host: str, port: int, role: str = "all", *, exposed: bool = False
) -> str:
    """What `run` prints once it works. A worker serves nothing, so it names no address."""
    lines = channel_lines(channels)
    if role == "worker":
        return "\n".join(
            [*lines, "Linli works: the clock and the notices. It listens nowhere (role worker)."]
        )
    lines.append(f"Linli listens on http://{host}:{port}")
    if not any(it.kind == "simulator" and it.off is None for it in channels):
        return "\n".join(lines)
    local = host in LOCAL
    at = f"http://{host if local or exposed else '127.0.0.1'}:{port}/simulator"
    lines.append(f"Simulator: {at}    Try there:")
    if not local and not exposed:
        lines[-1] = f"Simulator: {at}, only on this machine; --expose-simulator opens it. Try there:"
    return "\n".join([*lines, *WALK])


def report(
    version: str,
    channels: Sequence[Channel],
    notices: Mapping[str, int],
    now: datetime,
    disagreements: Sequence[str],
    shelf: str = "in this process",
) -> list[str]:
    """What `doctor` prints of a store that could be opened."""
    ends = ", ".join(f"{end} {count}" for end, count in sorted(notices.items()))
    book = (
        ["book and journal: agree"] if not disagreements else ["book and journal DISAGREE:", *disagreements]
    )
    return [
        f"configuration {version}: in force",
        *channel_lines(channels),
        f"shelf: {shelf}",
        f"clock: {now.isoformat(timespec='seconds')}",
        f"notices: {ends or 'none yet'}",
        *book,
    ]
