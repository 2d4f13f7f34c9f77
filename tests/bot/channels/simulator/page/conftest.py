"""One headless Chromium for all tests of the page; a server and a window for each."""

from collections.abc import AsyncIterator

import pytest_asyncio
from aiohttp.test_utils import TestClient
from playwright.async_api import Browser, async_playwright

from bot.channels.simulator.room import SimulatorRoom
from tests.bot.channels.simulator.conftest import simulator
from tests.bot.channels.simulator.page.window import CHROMIUM, DESKTOP, FLAGS, PHONE, Window, opened
from tests.bot.channels.simulator.world import SmallWorld


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def client(room: SimulatorRoom, small_world: SmallWorld) -> AsyncIterator[TestClient]:
    async with TestClient(simulator(room, small_world)) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def desktop(browser: Browser, client: TestClient) -> AsyncIterator[Window]:
    async for window in opened(browser, client, viewport=DESKTOP):
        yield window


@pytest_asyncio.fixture(loop_scope="session")
async def phone(browser: Browser, client: TestClient) -> AsyncIterator[Window]:
    async for window in opened(browser, client, viewport=PHONE, has_touch=True, is_mobile=True):
        yield window
