"""The shelf's contract: what every shelf must do, whatever it stands on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest

from storage.shelf import LocalShelf, RedisShelf, Shelf, new_holder, open_shelf


@dataclass
class Case:
    """A shelf and a way to let its time pass."""

    shelf: Shelf
    wait: Callable[[float], None]


@pytest.fixture
async def case() -> AsyncIterator[Case]:
    now = [100.0]

    def wait(seconds: float) -> None:
        now[0] += seconds

    shelf = LocalShelf(now=lambda: now[0])
    yield Case(shelf, wait)
    await shelf.close()


async def test_what_was_put_is_there_until_its_time_is_over(case: Case) -> None:
    assert await case.shelf.get("token") is None
    await case.shelf.put("token", "abc", 7200)
    assert await case.shelf.get("token") == "abc"
    case.wait(7199)
    assert await case.shelf.get("token") == "abc"
    case.wait(1)
    assert await case.shelf.get("token") is None


async def test_a_later_value_replaces_an_earlier_with_its_own_time(case: Case) -> None:
    await case.shelf.put("token", "old", 10)
    case.wait(9)
    await case.shelf.put("token", "new", 10)
    case.wait(9)
    assert await case.shelf.get("token") == "new"


async def test_a_lock_is_held_by_one_at_a_time_and_another_key_is_another_lock(case: Case) -> None:
    inside, most = 0, 0

    async def one(key: str) -> None:
        nonlocal inside, most
        async with case.shelf.lock(key):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(one("a") for _ in range(20)))
    assert most == 1
    async with case.shelf.lock("a"), case.shelf.lock("b"):
        pass


async def test_a_lock_is_free_again_after_an_error_or_a_holder_that_went_away(case: Case) -> None:
    with pytest.raises(KeyError):
        async with case.shelf.lock("a"):
            raise KeyError
    held = asyncio.Event()

    async def hold() -> None:
        async with case.shelf.lock("a"):
            held.set()
            await asyncio.Event().wait()

    holder = asyncio.create_task(hold())
    await held.wait()
    holder.cancel()
    async with case.shelf.lock("a"):
        pass


async def test_locks_nobody_uses_take_no_room() -> None:
    shelf = LocalShelf()
    for i in range(100):
        async with shelf.lock(f"k{i}"):
            pass
    assert shelf._locks == {}


async def test_values_nobody_can_read_any_more_take_no_room() -> None:
    now = [0.0]
    shelf = LocalShelf(now=lambda: now[0])
    for i in range(100):
        now[0] += 1
        await shelf.put(f"k{i}", "v", 10)
    assert len(shelf._kept) <= 11


async def test_a_lease_belongs_to_one_until_it_runs_out_or_is_given_back(case: Case) -> None:
    one, two = new_holder(), new_holder()
    assert await case.shelf.lease("tick", one, 30)
    assert not await case.shelf.lease("tick", two, 30)
    case.wait(20)
    assert await case.shelf.lease("tick", one, 30)
    case.wait(20)
    assert not await case.shelf.lease("tick", two, 30)
    case.wait(10)
    assert await case.shelf.lease("tick", two, 30)
    await case.shelf.release("tick", one)
    assert not await case.shelf.lease("tick", one, 30)
    await case.shelf.release("tick", two)
    assert await case.shelf.lease("tick", one, 30)


async def test_a_shelf_is_the_processs_own_where_no_redis_is_named() -> None:
    assert isinstance(open_shelf(None), LocalShelf)
    shared = open_shelf("redis://127.0.0.1:1/0")
    assert isinstance(shared, RedisShelf)
    await shared.close()
