"""The simulator served on a loopback port, with a small world behind it."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.simulator.handlers import routes
from bot.channels.simulator.room import SimulatorRoom
from tests.bot.channels.simulator.talker import Connect, Talker
from tests.bot.channels.simulator.world import SmallWorld


@pytest.fixture
def small_world() -> SmallWorld:
    return SmallWorld()


@pytest.fixture
def room(small_world: SmallWorld) -> SimulatorRoom:
    return SimulatorRoom(small_world.now)


@pytest_asyncio.fixture
async def client(room: SimulatorRoom, small_world: SmallWorld) -> AsyncIterator[TestClient]:
    async with TestClient(simulator(room, small_world)) as client:
        yield client


@pytest.fixture
def connect(client: TestClient) -> Connect:
    async def connected() -> Talker:
        return Talker(await client.ws_connect("/simulator/ws"))

    return connected


@pytest_asyncio.fixture
async def page(connect: Connect) -> Talker:
    return await connect()


def simulator(room: SimulatorRoom, small_world: SmallWorld, port: int | None = None) -> TestServer:
    """A server that, when it stops, first sends its pages away."""

    async def send_away(_: web.Application) -> None:
        room.close()

    app = web.Application()
    app.add_routes(routes(room, small_world, channel="sim"))
    app.on_shutdown.append(send_away)
    return TestServer(app, port=port)
