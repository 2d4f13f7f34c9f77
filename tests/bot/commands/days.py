"""Days to begin a conversation in: ordered, closed and bought, arrived; the same three neighbours each time.

李阿姨 is 1号 (草莓2 蓝莓1, 65元), 赵六 2号 (草莓3, 75元), 陈伯 3号 (草莓1 蓝莓2, 55元).
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from groupbuy.buy import GroupBuy
from groupbuy.order import Order
from tests.conversation import Lived, Village, left, village

Before = Callable[[], AbstractAsyncContextManager[Village]]
LAKE = "lake-1"
MAPLE = "maple-1"


_LIVED: dict[str, Lived] = {}
"""Each of these days, lived once a process; every test goes on from a copy."""


@asynccontextmanager
async def ordered() -> AsyncIterator[Village]:
    async with _gone_on("ordered", village, _order) as v:
        yield v


@asynccontextmanager
async def bought() -> AsyncIterator[Village]:
    async with _gone_on("bought", ordered, _buy) as v:
        yield v


@asynccontextmanager
async def arrived() -> AsyncIterator[Village]:
    async with _gone_on("arrived", bought, _arrive) as v:
        yield v


@asynccontextmanager
async def _gone_on(
    name: str, before: Before, live: Callable[[Village], Awaitable[None]]
) -> AsyncIterator[Village]:
    if name not in _LIVED:
        async with before() as v:
            await live(v)
            _LIVED[name] = await left(v)
    async with village(since=_LIVED[name]) as v:
        yield v


async def _order(v: Village) -> None:
    await v.open()
    for who, name, wish in (
        ("李阿姨", "3-1203 李阿姨", "草莓2盒 蓝莓1盒"),
        ("赵六", "5-402 赵六", "草莓3盒"),
        ("陈伯", "6-101 陈伯", "草莓1盒 蓝莓2盒"),
    ):
        await v.say(who, wish, chat=LAKE)
        await v.say(who, f"我叫 {name}", chat=LAKE)


async def _buy(v: Village) -> None:
    await v.say("王姐", "截单", chat=LAKE)
    await v.say("王姐", "已采购", chat=LAKE)


async def _arrive(v: Village) -> None:
    await v.say("王姐", "到货", chat=LAKE)


async def second_buy(v: Village) -> int:
    """A second group buy of the same leader in the same group."""
    return await v.open(text="开团 蛋\n鸡蛋 20/板\n截单 今晚20:00\n取货 明天17:00-20:00")


async def book(v: Village, number: int = 1) -> GroupBuy:
    return await v.store.reads.buy(number)


async def order(v: Village, seq: int, number: int = 1) -> Order:
    return next(it for it in await v.store.reads.orders(number) if it.seq_no == seq)


async def code_of(v: Village, who: str) -> str:
    """As the resident reads it 1:1."""
    found = re.search(r"取货码 (\d{6})", await v.say(who, "取货码"))
    assert found
    return found[1]
