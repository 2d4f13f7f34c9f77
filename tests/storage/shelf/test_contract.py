"""The shelf's contract: what every shelf must do, whatever it stands on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

import storage
from storage.shelf import LocalShelf, Shelf, new_holder, open_shelf
from storage.shelf.shared import RedisShelf
from tests.for_each import for_each
from tests.storage.shelf.kit import Seconds, let_time_pass, prefixed, raw
from tests.storage.shelf.kit import shelf as shared


@dataclass
class Case:
    """A shelf and a way to let its time pass."""

    shelf: Shelf
    wait: Callable[[float], Awaitable[None]]


@pytest.fixture(params=["own", "redis"])
async def case(request: pytest.FixtureRequest) -> AsyncIterator[Case]:
    if request.param == "own":
        now = Seconds()

        async def wait(seconds: float) -> None:
            now.at += seconds

        async with LocalShelf(now=now) as shelf:
            yield Case(shelf, wait)
        return
    url = prefixed(request.getfixturevalue("redis_url"))
    async with raw(url) as redis, shared(url) as shelf:

        async def wait(seconds: float) -> None:
            await let_time_pass(redis, url.partition("=")[2], seconds)

        yield Case(shelf, wait)
        assert await shelf.reachable()


async def test_what_was_put_is_there_until_its_time_is_over(case: Case) -> None:
    assert await case.shelf.get("token") is None
    await case.shelf.put("token", "abc", 7200)
    assert await case.shelf.get("token") == "abc"
    await case.wait(7190)
    assert await case.shelf.get("token") == "abc"
    await case.wait(10)
    assert await case.shelf.get("token") is None


async def test_a_later_value_replaces_an_earlier_with_its_own_time(case: Case) -> None:
    await case.shelf.put("token", "old", 60)
    await case.wait(45)
    await case.shelf.put("token", "new", 60)
    await case.wait(45)
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
    await case.wait(20)
    assert await case.shelf.lease("tick", one, 30)
    await case.wait(20)
    assert not await case.shelf.lease("tick", two, 30)
    await case.wait(10)
    assert await case.shelf.lease("tick", two, 30)
    await case.shelf.release("tick", one)
    assert not await case.shelf.lease("tick", one, 30)
    await case.shelf.release("tick", two)
    assert await case.shelf.lease("tick", one, 30)


async def test_a_target_is_spoken_to_so_often_a_minute_and_another_is_another(case: Case) -> None:
    said = [await case.shelf.may("app", "Li", 20) for _ in range(21)]
    assert said[:18] == [True] * 18
    assert said[20] is False
    assert await case.shelf.may("app", "Zhang", 20)
    assert await case.shelf.may("webhook", "Li", 20)


async def test_somebody_is_heard_so_often_a_minute_whatever_is_said_to_them_meanwhile(case: Case) -> None:
    for _ in range(3):
        assert await case.shelf.may("app", "Li", 20)
    heard = [await case.shelf.may_hear("app", "Li", 20) for _ in range(22)]
    most = 20 if isinstance(case.shelf, LocalShelf) else 15  # it cannot know yet whether others listen too
    assert heard == [True] * most + [False] * (22 - most)
    assert await case.shelf.may_hear("app", "Zhang", 20)
    assert await case.shelf.may_hear("bot", "Li", 20)
    assert await case.shelf.may("app", "Li", 20)


async def test_a_shelf_is_the_processs_own_where_no_redis_is_named(redis_url: str) -> None:
    for nothing in (None, ""):
        assert isinstance(open_shelf(nothing), LocalShelf)
    async with open_shelf(None) as own:
        assert await own.reachable()
        own.on_ring(pytest.fail)
        own.ring()
    assert isinstance(open_shelf(redis_url), RedisShelf)


@for_each(
    "url",
    [
        "http://u:hunter2@h/0",
        "redis//x:hunter2@h",
        "127.0.0.1:6379",
        "redis://h:port/0",
        "redis://h/0?x=1",
        "redis://h/orders",
    ],
)
def test_an_address_of_something_else_is_refused_in_words_without_its_password(url: str) -> None:
    with pytest.raises(storage.BadShelf, match="LINLI_REDIS_URL is no address") as refused:
        open_shelf(url)
    assert "hunter2" not in str(refused.value)
    assert refused.value.__suppress_context__
    assert storage.BadShelf in storage.ERRORS


async def test_two_shelves_on_one_server_share_everything_and_another_prefix_nothing(redis_url: str) -> None:
    url = prefixed(redis_url)
    async with shared(url) as one, shared(url) as two, shared(prefixed(redis_url)) as stranger:
        await one.put("token", "草莓", 60)
        assert [await it.get("token") for it in (one, two, stranger)] == ["草莓", "草莓", None]
        assert await one.lease("sweep", "a", 30)
        assert not await two.lease("sweep", "b", 30)
        assert await stranger.lease("sweep", "c", 30)
        inside = []

        async def work(shelf: Shelf, name: str) -> None:
            async with shelf.lock("k"):
                inside.append(name)
                await asyncio.sleep(0)
                inside.append(name)

        await asyncio.gather(*(work(it, str(no)) for no in range(5) for it in (one, two)))
        assert inside[::2] == inside[1::2]
        sent = [await it.may("webhook", "g1", 20) for _ in range(20) for it in (one, two)]
        assert sum(sent) == 18
        assert await stranger.may("webhook", "g1", 20)
