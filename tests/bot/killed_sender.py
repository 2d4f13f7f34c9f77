"""A sender in a process of its own, to be killed: python -m tests.bot.killed_sender STORE SECONDS.

Sends what waits to a platform that prints a line per message and then takes a moment to answer; the
clock stands SECONDS after the village's start.
"""

import asyncio
import os
import sys
from datetime import timedelta

import storage
from bot.channels.opening import Outlet
from bot.limiting import NoLimit
from bot.sender import Sender
from bot.settings import Settings
from bot.ways import Ways
from config.loader import load
from tests.conversation import SAMPLE, START

ANSWER_S = 0.003


class Recorder:
    """The platform: a message is received once its line is written, whatever becomes of the answer."""

    async def push(self, target: str, text: str) -> None:
        os.write(sys.stdout.fileno(), f"{target}\n".encode())
        await asyncio.sleep(ANSWER_S)


async def send(store_path: str, seconds: str) -> None:
    outlet = Outlet("sim", "sim", Recorder(), to_people=True, to_groups=True, per_minute=60)
    settings = Settings(load(SAMPLE, {}).directory)
    async with storage.open(f"sqlite://{store_path}") as store:
        sender = Sender(store, settings, Ways({"sim": outlet}), NoLimit())
        await sender.drain(at=START + timedelta(seconds=float(seconds)))


if __name__ == "__main__":
    asyncio.run(send(*sys.argv[1:]))
