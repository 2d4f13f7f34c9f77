"""A sender in a process of its own, to be killed: python -m tests.bot.killed_sender STORE TIME [PLATFORM [MOST]].

Sends what waits to a platform that prints a line per message and then takes a moment to answer, and after MOST
messages for ever (who kills may be late), or to the one whose address is given; the clock stands at TIME (ISO).
Without an address it ends badly where it loaded what a sender has no use for: starting is what it does most.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import storage
from bot.channels.opening import Outlet
from bot.channels.sending import Pusher
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

    def __init__(self, most: float) -> None:
        self.left = most

    async def push(self, target: str, text: str, of: int = 0) -> None:
        if self.left <= 0:
            await asyncio.Event().wait()
        self.left -= 1
        os.write(sys.stdout.fileno(), f"{target}\n".encode())
        await asyncio.sleep(ANSWER_S)


@asynccontextmanager
async def pushing(to: str, most: float) -> AsyncIterator[Pusher]:
    if not to:
        yield Recorder(most)
        return
    import aiohttp

    from bot.channels.qyapi import QyApi
    from bot.channels.wecom_app.api import WecomApp
    from tests.fakes.wecom_platform import SECRET

    async with aiohttp.ClientSession() as session:
        yield WecomApp(QyApi(session, to), storage.LocalShelf(), "sim", SECRET, 1)


async def send(store_path: str, at: str, platform: str = "", most: str = "inf") -> None:
    settings = Settings(load(SAMPLE, {}).directory)
    async with storage.open(f"sqlite://{store_path}") as store, pushing(platform, float(most)) as pusher:
        outlet = Outlet("sim", "sim", pusher, to_people=True, to_groups=True, per_minute=60)
        sender = Sender(store, settings, Ways({"sim": outlet}), NoLimit())
        await sender.drain(at=datetime.fromisoformat(at))


if __name__ == "__main__":
    asyncio.run(send(*sys.argv[1:]))
    sys.exit(", ".join(USELESS & set(sys.modules)) or None if not any(sys.argv[3:4]) else None)
