"""Whatever follows a leader's command: an answer or a refusal, never a crash, never a changed figure."""

import pytest

from bot.commands import all_commands
from bot.commands.base import Who
from bot.replies import APOLOGY
from tests.bot.commands.days import ordered

WORDS = [
    "0",
    "-1",
    "1e9",
    "NaN",
    "∞",
    "９９９９９９９９９９９９９９９９",
    "999999999号团",
    "1号团 1号团",
    "号团",
    "#",
    "# #",
    "{buy} {0} %s",
    "]]><xml>",
    "\x00\x07",
    "\u202e西瓜\u200b",
    "草莓 --1",
    "草莓 0.0001",
    "草莓 1/0",
    "草莓 99999999999",
    "第999样 1",
    "98 \n\n\n",
    "12:61",
    "2026-02-30 25:61",
    "第0页",
    "第999页",
    "字" * 5000,
    "97 " * 2000,
]
OURS = [it for it in all_commands() if it.who is Who.LEADER and not it.only]
"""A command that stands alone on its line is none with words behind it: 接龙 草莓1 is an order."""


async def figures(v):
    buy = await v.store.reads.buy(1)
    orders = await v.store.reads.orders(1)
    return buy.state, buy.cutoff_at, buy.items, [(it.amount, it.paid) for it in orders]


@pytest.mark.parametrize("command", OURS, ids=lambda it: it.words[0])
async def test_no_words_behind_a_command_crash_it_or_change_a_figure(command):
    async with ordered() as v:
        before = await figures(v)
        for words in WORDS:
            answer = await v.say("王姐", f"{command.words[0]} {words}")
            assert answer != APOLOGY, (command.words[0], words)
            assert len(answer.encode()) <= 4096
            assert await figures(v) == before, (command.words[0], words, answer)
        await v.pass_time(v.clock.now().replace(microsecond=0))
        assert await figures(v) == before, command.words[0]
