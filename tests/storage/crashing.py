"""Orders on and on, and says each that was acknowledged; killed by test_crash in the middle of it.

A process for each name, one after the other, forked before any of them has a loop or a connection: importing
takes longer than what is tested.
"""

import asyncio
import os
import sys
from decimal import Decimal

import storage
from tests.storage.book import World, ordered


def say(*words: object) -> None:
    """A line in one piece: `print` may write its end by itself, and be killed in between."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def main(url: str, name: str) -> None:
    async with storage.open(url) as store:
        world = World(store, url)

        async def one(who: str) -> None:
            await world.run(lambda books: ordered(books, 1, who, 2, Decimal(1)))
            say(who)  # whoever reads it counts on the order

        for start in range(0, 100_000, 20):
            await asyncio.gather(*(one(f"{name}-{start + i}") for i in range(20)))


url, *names = sys.argv[1:]
for name in names:
    pid = os.fork()
    if not pid:
        asyncio.run(main(url, name))
        os._exit(0)
    say("pid", pid)
    say("ended", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
