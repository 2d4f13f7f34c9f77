"""The clock on the page, and the line to the server when it breaks."""

from dataclasses import replace

from aiohttp.test_utils import TestClient
from playwright.async_api import Browser, expect

from bot.channels.simulator.room import SimulatorRoom
from tests.bot.channels.simulator.conftest import simulator
from tests.bot.channels.simulator.page.window import DESKTOP, Window, in_browser, opened
from tests.bot.channels.simulator.world import OPEN_NOW, SmallWorld

pytestmark = in_browser


async def test_the_moved_clock_is_shown(desktop: Window, small_world: SmallWorld) -> None:
    shown = desktop.page.locator("#now")
    await expect(shown).to_have_text("11月21日周六 10:05")
    await desktop.page.click("text=+10 分钟")
    await expect(shown).to_have_text("11月21日周六 10:15")
    await desktop.page.click("text=+1 小时")
    await expect(shown).to_have_text("11月21日周六 11:15")
    await expect(desktop.page.locator("#to-cutoff")).to_have_text("到截单 20:00")
    await desktop.page.click("#to-cutoff")  # past the grace: the buy has closed then
    await expect(shown).to_have_text("11月21日周六 20:01")
    await desktop.page.click("#to-morning")
    await expect(shown).to_have_text("11月22日周日 09:00")
    await desktop.page.fill("#to", "2026-11-23T18:30")
    await desktop.page.click("#tools [type=submit]")
    await expect(shown).to_have_text("11月23日周一 18:30")
    assert small_world.now().isoformat() == "2026-11-23T10:30:00+00:00"


async def test_without_a_cutoff_there_is_nothing_to_jump_to(desktop: Window, small_world: SmallWorld) -> None:
    await expect(desktop.page.locator("#to-cutoff")).to_have_text("到截单 20:00")
    small_world.roster_now = replace(small_world.roster_now, next_cutoff=None, next_close=None)
    await desktop.page.click("text=+10 分钟")
    await expect(desktop.page.locator("#to-cutoff")).to_be_disabled()
    await expect(desktop.page.locator("#cutoff")).to_have_text("没有待截单的团购")


async def test_a_refused_clock_says_why(desktop: Window, small_world: SmallWorld) -> None:
    small_world.movable = False
    await desktop.page.click("text=+1 小时")
    await expect(desktop.page.get_by_role("alert")).to_have_text("接了真实渠道，时钟不能拨。")
    await expect(desktop.page.locator("#now")).to_have_text("11月21日周六 10:05")


async def test_the_page_comes_back_by_itself_and_shows_what_it_missed(
    browser, small_world: SmallWorld
) -> None:
    room = SimulatorRoom(small_world.now)
    first = simulator(room, small_world)
    await first.start_server()
    port = first.port
    context = await browser.new_context(viewport=DESKTOP)
    window = Window(await context.new_page(), str(first.make_url("/simulator")))
    await window.open()
    await window.page.fill("#group-box", "写到一半")
    await first.close()
    await expect(window.page.locator("#state")).not_to_have_attribute("data-state", "open")
    await window.page.press("#group-box", "Enter")
    await expect(window.page.get_by_role("alert")).to_contain_text("还没连上")
    await room.push("chat:g-lake-1", "你不在的时候截单了")
    second = simulator(room, small_world, port)
    await second.start_server()
    await window.connected()
    await expect(window.bubbles()).to_have_text(["你不在的时候截单了"])
    await expect(window.page.locator("#group-box")).to_have_value("写到一半")
    await context.close()
    await second.close()


async def test_two_windows_see_each_other(browser: Browser, client: TestClient, desktop: Window) -> None:
    async for other in opened(browser, client, viewport=DESKTOP):
        await other.page.select_option("#me", "u-li")
        await other.type("团购")
        await expect(desktop.bubbles()).to_have_text(["团购", OPEN_NOW], use_inner_text=True)
        await expect(desktop.page.locator("#group .mine")).to_have_count(0)
        await expect(other.page.locator("#group .mine")).to_have_count(1)
