"""Whatever follows a command's word: a clear refusal or silence, never a crash, never a changed order."""

import asyncio

import pytest

from bot.commands import all_commands
from bot.replies import APOLOGY
from tests.bot.commands.days import LAKE, arrived, book
from tests.conversation import Village

NONSENSE = (
    "\x00\x01",
    "]]>",
    "NaN",
    "inf",
    "-1",
    "1e9",
    "9" * 400,
    "草" * 9000,
    "#" * 60,
    "号团",
    "第999999999999页",
    "\u202e\u200b",
    "🍓" * 50,
    "{buy} {0} %s",
    "../../etc/passwd",
    "草莓 99999999/1",
    "#99999999 草莓-1",
    "<@all> [x](http://x.cn)",
)


async def picture(v: Village) -> list[object]:
    orders = await v.store.reads.orders(1)
    return [(await book(v)).state, *((it.amount, it.paid, it.point, it.waiting, it.active) for it in orders)]


async def nothing_comes_of(v: Village, who: str, text: str) -> None:
    answer = await v.hear(v.message(who, text, chat=LAKE))
    assert answer != APOLOGY, text[:30]
    assert len(answer.encode()) <= 4096


@pytest.mark.parametrize("who", ["王姐", "李阿姨"])
async def test_nonsense_behind_a_command_changes_nothing(who: str) -> None:
    """Whoever may use it: a resident's words behind a leader's command are read, as they may be a question."""
    async with arrived() as v:
        before = await picture(v)
        for command in all_commands():
            said = [f"{command.words[0]} {nonsense}" for nonsense in NONSENSE]
            await asyncio.gather(*(nothing_comes_of(v, who, it) for it in said))  # which share their commits
            await v.parts.settle()
        assert await picture(v) == before


async def test_ten_thousand_characters_are_nobodys_command() -> None:
    async with arrived() as v:
        before = await picture(v)
        for text in (
            "核销 " + "123456 " * 1500,
            "已付 " + " ".join(map(str, range(1, 3000))),
            "到货 " + "草莓 " * 3500,
        ):
            assert APOLOGY not in await v.say("王姐", text, chat=LAKE)
        assert await picture(v) == before
