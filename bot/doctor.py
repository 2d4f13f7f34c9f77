"""What the command line tells an admin about a process: its channels, its state, what to try."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol


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


def greeting(channels: Sequence[Channel], host: str, port: int) -> str:
    """What `run` prints once it serves."""
    lines = [*channel_lines(channels), f"Linli listens on http://{host}:{port}"]
    if any(it.kind == "simulator" and it.off is None for it in channels):
        lines += [
            f"Simulator: http://{host}:{port}/simulator    Three things to try there:",
            "  1. As 王姐, the leader, in her talk with 邻里: press 开团…, send it, answer 确认.",
            "  2. As 李阿姨, in the group: 草莓两盒，不要太软",
            "  3. Move the clock past the cutoff, then as 王姐: 汇总, 已采购, 到货 草莓 1/2",
        ]
    return "\n".join(lines)


def report(
    version: str,
    channels: Sequence[Channel],
    notices: Mapping[str, int],
    now: datetime,
    disagreements: Sequence[str],
) -> list[str]:
    """What `doctor` prints of a store that could be opened."""
    ends = ", ".join(f"{end} {count}" for end, count in sorted(notices.items()))
    book = (
        ["book and journal: agree"] if not disagreements else ["book and journal DISAGREE:", *disagreements]
    )
    return [
        f"configuration {version}: in force",
        *channel_lines(channels),
        "shelf: in this process",
        f"clock: {now.isoformat(timespec='seconds')}",
        f"notices: {ends or 'none yet'}",
        *book,
    ]
