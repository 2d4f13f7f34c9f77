"""A sender in a process of its own, to be killed: python -m tests.bot.killed_sender STORE TIME.

Sends what waits to a platform that prints a line per message and then takes a moment to answer; the
clock stands at TIME (ISO). It ends badly where it loaded what a sender has no use for: starting is what it does most.
"""

import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path

import storage
from bot.channels.opening import Outlet
from bot.limiting import NoLimit
from bot.sender import Sender
from bot.settings import Settings
from bot.ways import Ways
from config.loader import load

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
ANSWER_S = 0.003
USELESS = {
    "cn2an",
    "highspy",
    "main",
    "numpy",
    "pypinyin",
    "pytest",
    "pyvrp",
    "tests.conversation",
    "wechatpy",
}


class Recorder:
    """The platform: a message is received once its line is written, whatever becomes of the answer."""

    async def push(self, target: str, text: str) -> None:
        os.write(sys.stdout.fileno(), f"{target}\n".encode())
        await asyncio.sleep(ANSWER_S)


async def send(store_path: str, at: str) -> None:
    outlet = Outlet("sim", "sim", Recorder(), to_people=True, to_groups=True, per_minute=60)
    settings = Settings(load(SAMPLE, {}).directory)
    async with storage.open(f"sqlite://{store_path}") as store:
        sender = Sender(store, settings, Ways({"sim": outlet}), NoLimit())
        await sender.drain(at=datetime.fromisoformat(at))


if __name__ == "__main__":
    asyncio.run(send(*sys.argv[1:]))
    sys.exit(", ".join(USELESS & set(sys.modules)) or None)
