"""A browser window on the simulator, as the tests hold it."""

import os
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient
from playwright.async_api import Locator, Page, expect

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

in_browser = [
    pytest.mark.browser,
    # One browser for all of them: starting it takes longer than a test.
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(
        not os.path.exists(CHROMIUM), reason=f"no Chromium at {CHROMIUM}: the page is not driven"
    ),
]


class Window:
    """One person's browser window on the simulator; it must end without a complaint in its console."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))

    async def open(self) -> None:
        await self.page.goto(self.url)
        await self.connected()

    async def connected(self) -> None:
        await expect(self.page.locator("#state")).to_have_attribute("data-state", "open")
        await expect(self.page.locator("#me")).not_to_have_value("")

    async def type(self, text: str, pane: str = "group") -> None:
        await self.page.fill(f"#{pane}-box", text)
        await self.page.press(f"#{pane}-box", "Enter")

    def bubbles(self, pane: str = "group") -> Locator:
        return self.page.locator(f"#{pane} .bubble .text")

    async def chosen(self) -> str:
        return await self.page.eval_on_selector("#me", "me => me.selectedOptions[0].textContent")


async def opened(browser, client: TestClient, **options: object) -> AsyncIterator[Window]:
    """A window of its own (own storage, like another device) for as long as it is looked at."""
    context = await browser.new_context(locale="zh-CN", **options)
    window = Window(await context.new_page(), str(client.make_url("/simulator")))
    await window.open()
    yield window
    assert window.complaints == []
    await context.close()
