"""Waiting for what another task or another process will do."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable


async def eventually(
    holds: Callable[[], bool | Awaitable[bool]],
    what: str = "",
    *,
    within_s: float = 30,
    every_s: float = 0.01,
) -> None:
    """Until `holds`, asked again and again; the loop goes on meanwhile. An AssertionError that says `what` is
    wrong where it does not come about."""
    try:
        async with asyncio.timeout(within_s):
            while True:
                found = holds()
                if await found if inspect.isawaitable(found) else found:
                    return
                await asyncio.sleep(every_s)
    except TimeoutError:
        raise AssertionError(what or f"not within {within_s} s") from None
