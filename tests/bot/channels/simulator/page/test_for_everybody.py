"""The page on a phone, by keyboard alone, for a screen reader and in the dark."""

import pytest
from aiohttp.test_utils import TestClient
from playwright.async_api import Browser, expect

from bot.channels.simulator.room import SimulatorRoom
from tests.bot.channels.simulator.page.window import DESKTOP, Window, in_browser, opened
from tests.bot.channels.simulator.world import CHATS, NOW, PEOPLE

SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"

pytestmark = in_browser


async def test_the_phone_shows_one_pane_and_nothing_sideways(phone: Window, room: SimulatorRoom) -> None:
    await room.push("chat:g-lake-1", "长" * 300 + "\n" + "w" * 300 + "\nhttp://example.com/" + "x" * 200)
    await expect(phone.bubbles()).to_have_count(1)
    for tab in ("list", "group", "private"):
        await phone.page.tap(f"[data-tab={tab}]")
        for pane in ("list", "group", "private"):
            await expect(phone.page.locator(f"#{pane}")).to_be_visible(visible=pane == tab)
        assert not await phone.page.evaluate(SIDEWAYS)
    await phone.page.tap("#clock")
    await expect(phone.page.locator("#tools")).to_be_visible()
    assert not await phone.page.evaluate(SIDEWAYS)
    await phone.page.tap("text=+1 小时")
    await expect(phone.page.locator("#time")).to_have_text("11:05")


async def test_the_phone_counts_what_is_in_the_other_panes(phone: Window, room: SimulatorRoom) -> None:
    await room.push("user:u-wang", "到货了")
    await expect(phone.page.locator("[data-tab=private] b")).to_have_text("1")
    await phone.page.tap("[data-tab=private]")
    await expect(phone.page.locator("[data-tab=private] b")).to_be_hidden()
    await phone.type("取货码", "private")
    await expect(phone.bubbles("private")).to_have_count(3)
    await phone.page.tap("[data-tab=list]")
    await phone.page.tap(f"#list button:has-text('{CHATS[1].name}')")
    await expect(phone.page.locator("#group-title")).to_be_visible()
    await expect(phone.page.locator("#group-title")).to_have_text(CHATS[1].name)


async def test_on_a_phone_every_button_is_large_enough_for_a_finger(phone: Window) -> None:
    await phone.page.tap("#clock")
    sizes = await phone.page.eval_on_selector_all(
        "button, select, textarea", "all => all.filter(one => one.checkVisibility({visibilityProperty: true}))"
        ".map(one => [one.textContent.trim(), one.getBoundingClientRect().height])",
    )  # fmt: skip
    assert len(sizes) > 10
    assert [name for name, height in sizes if height < 36] == []


async def test_everything_that_can_be_used_has_a_name_and_the_talk_is_a_live_log(desktop: Window) -> None:
    nameless = await desktop.page.eval_on_selector_all(
        "button, select, input, textarea, [role=log], nav, dialog",
        """all => all.filter(one => !(one.labels?.[0]?.textContent || one.getAttribute("aria-label")
            || document.getElementById(one.getAttribute("aria-labelledby"))?.textContent
            || one.textContent).trim()).map(one => one.outerHTML)""",
    )
    assert nameless == []
    for pane in ("group", "private"):
        log = desktop.page.locator(f"#{pane} [role=log]")
        await expect(log).to_have_attribute("aria-live", "polite")
        await expect(log).to_have_attribute("tabindex", "0")


async def test_the_keyboard_reaches_everything_and_focus_is_seen(desktop: Window) -> None:
    reached, unseen = set(), []
    for _ in range(40):
        await desktop.page.keyboard.press("Tab")
        name, seen = await desktop.page.evaluate(FOCUSED)
        reached.add(name)
        if not seen:
            unseen.append(name)
    assert {"me", "add", "to", "log", "group-box", "private-box", "send"} <= reached
    assert unseen == []


# The name of what has the focus, and whether it or what surrounds it shows that.
FOCUSED = """() => {
    const at = document.activeElement;
    const outlined = (node) => getComputedStyle(node).outlineStyle !== "none";
    return [at.id || at.className || at.tagName, at === document.body || outlined(at) || outlined(at.parentElement)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_from_their_background(
    browser: Browser, client: TestClient, room: SimulatorRoom, scheme: str
) -> None:
    room.post("我的话", at=NOW, kind="message", who=PEOPLE[0].user, name="王姐", chat="g-lake-1")
    room.post("别人的话", at=NOW, kind="message", who=PEOPLE[1].user, name="李叔", chat="g-lake-1")
    room.post("答复", at=NOW, kind="reply", who="bot", name="邻里", chat="g-lake-1")
    await room.push("chat:g-lake-1", "通知")
    async for window in opened(browser, client, viewport=DESKTOP, color_scheme=scheme):
        weak = await window.page.evaluate(CONTRAST)
        assert weak == []


# WCAG 2.2 1.4.3: 4.5 to 1 between text and what lies behind it.
CONTRAST = """() => {
    const parse = (text) => text.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
        .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = (node) => {
        for (; node; node = node.parentElement) {
            const colour = parse(getComputedStyle(node).backgroundColor);
            if (colour.length < 4 || colour[3] > 0) return colour;
        }
    };
    return [...document.querySelectorAll(
        ".text, .by, .day, .title h2, .title p, .send, .chips button, .list .name, .list .last, #now, #cutoff, .hint")]
        .filter((node) => node.checkVisibility())
        .map((node) => {
            const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))];
            return [node.className || node.id, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
        }).filter(([, ratio]) => ratio < 4.5);
}"""
