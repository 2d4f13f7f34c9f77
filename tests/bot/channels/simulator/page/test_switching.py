"""Changing the person and the chat, by keyboard too, and what is unread meanwhile."""

from playwright.async_api import expect

from bot.channels.simulator.room import SimulatorRoom
from tests.bot.channels.simulator.page.window import Window, in_browser
from tests.bot.channels.simulator.world import CHATS, SmallWorld

pytestmark = in_browser


async def test_the_person_is_switched_by_keyboard(desktop: Window, small_world: SmallWorld) -> None:
    await desktop.type("今晚吃什么好呢")
    await expect(desktop.page.locator("#group .mine")).to_have_count(1)
    await desktop.page.focus("#me")
    await desktop.page.keyboard.press("ArrowDown")
    assert await desktop.chosen() == "3-502 李叔"
    await expect(desktop.page.locator("#group .mine")).to_have_count(0)
    await expect(desktop.page.locator("#private .title p")).to_have_text("与3-502 李叔的一对一")
    await desktop.type("团购")
    await expect(desktop.page.locator("#group .mine")).to_have_count(1)
    assert [message.sender for message in small_world.heard] == ["u-wang", "u-li"]


async def test_chats_are_switched_by_keyboard_from_anywhere(desktop: Window, small_world: SmallWorld) -> None:
    title = desktop.page.locator("#group-title")
    await desktop.page.focus("#group-box")
    await desktop.page.keyboard.press("Alt+ArrowDown")
    await expect(title).to_have_text(CHATS[1].name)
    await desktop.type("团购")
    await expect(desktop.bubbles()).to_have_count(2)
    assert small_world.heard[0].chat == "g-hill"
    await desktop.page.keyboard.press("Alt+ArrowUp")
    await expect(title).to_have_text(CHATS[0].name)
    await desktop.page.keyboard.press("Alt+ArrowUp")
    await desktop.page.keyboard.press("Alt+ArrowUp")
    assert await desktop.chosen() == "值班小赵"


async def test_the_list_is_walked_with_arrows_and_opened_with_enter(desktop: Window) -> None:
    await desktop.page.focus("#list button")
    for _ in range(2):
        await desktop.page.keyboard.press("ArrowDown")
    await desktop.page.keyboard.press("Enter")
    assert await desktop.chosen() == "团长周敏"
    await expect(desktop.page.locator("#private-box")).to_be_focused()
    await desktop.page.keyboard.type("汇总")
    await desktop.page.keyboard.press("Enter")
    await expect(desktop.bubbles("private").first).to_have_text("汇总")


async def test_what_happens_elsewhere_is_counted_until_it_is_looked_at(
    desktop: Window, room: SimulatorRoom
) -> None:
    await room.push("chat:g-hill", "到货了")
    await room.push("chat:g-hill", "自提到 19:00")
    await room.push("user:u-zhou", "还有 30 分钟截单")
    badges = desktop.page.locator("#list b:visible")
    await expect(badges).to_have_text(["2", "1"])
    await desktop.page.click("#list button[data-key='g:g-hill']")
    await expect(badges).to_have_text(["1"])
    await desktop.page.select_option("#me", "u-zhou")
    await expect(badges).to_have_count(0)
    await expect(desktop.page.locator("#private .notice .text")).to_have_text("还有 30 分钟截单")


async def test_a_newcomer_speaks_under_the_name_given(desktop: Window, small_world: SmallWorld) -> None:
    await desktop.page.focus("#add")
    await desktop.page.keyboard.press("Enter")
    await expect(desktop.page.locator("#name")).to_be_focused()
    await desktop.page.keyboard.type("5-101 新邻居")
    await desktop.page.keyboard.press("Enter")
    await desktop.type("团购")
    await expect(desktop.page.locator("#group .mine .by")).to_contain_text("5-101 新邻居")
    assert small_world.heard[0].sender == "5-101 新邻居"
    await desktop.page.click("#add")
    await desktop.page.click("#never-mind")
    assert await desktop.chosen() == "5-101 新邻居"
