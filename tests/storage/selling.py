"""A process that sells, for tests with several: every line of its input is a list of messages that come at once."""

import asyncio
import json
import sys
from decimal import Decimal

import structlog

import storage
from groupbuy.errors import Refusal, SoldOut
from storage.unit import Unit
from tests.storage.book import AT, DIRECTORY, ordered

Message = tuple[str, str, int, list[tuple[int, str]]]
"""Id, sender, buy, and how much of which items."""


async def message(books: Unit, key: str, who: str, buy: int, lines: list[tuple[int, str]]) -> str:
    """As `App` does it: what was answered before, else done or refused, and remembered."""
    known = await books.remembered(key)
    if known is not None:
        return known
    await books.meet(("corp", who))
    try:
        async with books.savepoint():
            for item, qty in lines:
                order = await ordered(books, buy, who, item, Decimal(qty))
        answer = f"booked {order}"
    except SoldOut as refused:
        answer = f"refused {refused.name}"
    await books.remember(key, answer, "x")
    return answer


async def sell(store: storage.Store, messages: list[Message]) -> dict[str, list[str]]:
    """The answers by message id."""
    said: dict[str, list[str]] = {}

    async def one(key: str, who: str, buy: int, lines: list[tuple[int, str]]) -> None:
        how = {"at": AT, "directory": DIRECTORY, "actor": who, "communities": ["riverside"]}
        try:
            answer = await store.run(lambda books: message(books, key, who, buy, lines), **how)
        except (Refusal, storage.Unavailable) as refused:
            answer = f"crashed {refused!r}"
        said.setdefault(key, []).append(answer)

    await asyncio.gather(*(one(*it) for it in messages))
    return said


async def main(url: str) -> None:
    async with storage.open(url) as store:
        print("ready", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            print(json.dumps(await sell(store, json.loads(line))), flush=True)


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    asyncio.run(main(sys.argv[1]))
