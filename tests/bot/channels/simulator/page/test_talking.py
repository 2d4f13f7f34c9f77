"""Typing in the page, and text that stays text."""

import re

from playwright.async_api import expect

from bot.channels.simulator.room import SimulatorRoom
from tests.bot.channels.simulator.page.window import Window, in_browser
from tests.bot.channels.simulator.world import OPEN_NOW, SmallWorld

pytestmark = in_browser


async def test_a_resident_types_and_sees_the_question_and_the_answer(
    desktop: Window, small_world: SmallWorld
) -> None:
    await desktop.type("团购")
    await expect(desktop.bubbles()).to_have_text(["团购", OPEN_NOW], use_inner_text=True)
    await expect(desktop.page.locator("#group .mine .by")).to_have_text(re.compile("王姐10:05"))
    await expect(desktop.page.locator("#group .bot .by")).to_have_text(re.compile("邻里10:05"))
    await expect(desktop.page.locator("#group-box")).to_have_value("")
    assert small_world.heard[0].sender == "u-wang"


async def test_text_like_markup_is_inert(desktop: Window, room: SimulatorRoom) -> None:
    evil = "<img src=x onerror=\"document.title='坏了'\"><script>document.title='坏了'</script>"
    await desktop.type(evil)
    await room.push("chat:g-lake-1", evil)
    await expect(desktop.bubbles()).to_have_text([evil, evil])
    assert await desktop.page.locator(".log img, .log script, .list img").count() == 0
    assert await desktop.page.title() == "邻里 · 模拟群聊"


async def test_a_name_like_markup_is_inert(desktop: Window) -> None:
    name = "<b>团长</b>"
    await desktop.page.click("#add")
    await desktop.page.fill("#name", name)
    await desktop.page.press("#name", "Enter")
    await desktop.type("大家好")
    await expect(desktop.page.locator("#group .by")).to_contain_text([name])
    assert await desktop.chosen() == name
    assert await desktop.page.locator(".by b, .list .name b, #me b").count() == 0


async def test_shift_enter_makes_a_line_and_enter_sends_them_all(
    desktop: Window, small_world: SmallWorld
) -> None:
    box = desktop.page.locator("#private-box")
    await box.focus()
    await desktop.page.keyboard.type("开团 周末水果")
    await desktop.page.keyboard.press("Shift+Enter")
    await desktop.page.keyboard.type("草莓 25元/盒")
    assert small_world.heard == []
    await desktop.page.keyboard.press("Enter")
    await expect(desktop.bubbles("private").first).to_have_text(
        "开团 周末水果\n草莓 25元/盒", use_inner_text=True
    )
    assert small_world.heard[0].text == "开团 周末水果\n草莓 25元/盒"
    assert small_world.heard[0].chat is None


async def test_enter_while_an_input_method_is_composing_sends_nothing(
    desktop: Window, small_world: SmallWorld
) -> None:
    await desktop.page.fill("#group-box", "cao mei")
    press = "(box, composing) => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: composing}))"
    await desktop.page.eval_on_selector("#group-box", press, True)
    await desktop.page.fill("#group-box", "团购")
    await desktop.page.eval_on_selector("#group-box", press, False)
    await expect(desktop.bubbles().first).to_have_text("团购")
    assert [message.text for message in small_world.heard] == ["团购"]


async def test_the_same_delivery_is_sent_again_and_changes_nothing(
    desktop: Window, small_world: SmallWorld
) -> None:
    again = desktop.page.locator("#group .again")
    await expect(again).to_be_disabled()
    await desktop.type("草莓2盒")
    await expect(desktop.bubbles()).to_have_count(2)
    await again.click()
    await expect(desktop.page.locator("#group .bubble.repeat")).to_have_count(2)
    first, answer, repeated, same = await desktop.bubbles().all_inner_texts()
    assert (first, answer) == (repeated, same)
    assert small_world.heard[0] == small_world.heard[1]


async def test_a_ticked_mention_addresses_the_bot_once(desktop: Window, small_world: SmallWorld) -> None:
    await desktop.page.check("#group .mention input")
    await desktop.type("在吗")
    await expect(desktop.bubbles().first).to_have_text("@邻里 在吗")
    await desktop.type("今晚吃什么")
    await expect(desktop.bubbles()).to_have_count(3)
    assert [(message.text, message.addressed) for message in small_world.heard] == [
        ("在吗", True),
        ("今晚吃什么", False),
    ]


async def test_a_chip_fills_the_box_and_waits(desktop: Window, small_world: SmallWorld) -> None:
    await desktop.page.select_option("#me", "u-zhou")
    await desktop.page.click("#private .chips button:has-text('开团')")
    box = desktop.page.locator("#private-box")
    await expect(box).to_be_focused()
    assert len((await box.input_value()).splitlines()) > 3
    assert small_world.heard == []


async def test_ones_own_message_is_recalled_and_written_anew_or_edited(
    desktop: Window, small_world: SmallWorld
) -> None:
    await desktop.type("草莓2盒")
    await expect(desktop.bubbles()).to_have_count(2)
    mine = desktop.page.locator("#group .mine")
    await mine.hover()
    await mine.get_by_role("button", name="编辑").click()
    await desktop.page.fill("#group-box", "草莓3盒")
    await desktop.page.get_by_role("button", name="改好").click()
    await expect(desktop.page.locator("#group .mine .by")).to_contain_text("已编辑")
    await expect(desktop.page.locator("#group .mine .text")).to_have_text("草莓3盒")
    assert (small_world.heard[-1].kind, small_world.heard[-1].text) == ("edited", "草莓3盒")
    await mine.hover()
    await mine.get_by_role("button", name="撤回").click()
    line = desktop.page.locator("#group .recalled")
    await expect(line).to_contain_text("你撤回了一条消息")
    await expect(mine).to_have_count(0)
    await line.get_by_role("button", name="重新编辑").click()
    await expect(desktop.page.locator("#group-box")).to_have_value("草莓3盒")
    assert small_world.heard[-1].kind == "recalled"
