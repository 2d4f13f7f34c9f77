"""别提醒我 and 提醒我: whether somebody wants to be reminded; what concerns their order is told all the same."""

from dataclasses import replace

from bot.commands.base import command
from bot.ports import UnitBooks
from bot.talk import Talk


@command("别提醒我", "不要提醒我", "不用提醒我", usage="别提醒我", says="不再收截单、取货提醒", bare=True)
async def be_quiet(talk: Talk, books: UnitBooks, words: str) -> str:
    await books.update_resident(replace(talk.speaker.resident, quiet=True))
    return "好，不再提醒你。到货、缺货、改单还是会说一声。想恢复回“提醒我”。"


@command("提醒我", usage="提醒我", says="恢复提醒", bare=True)
async def remind_me(talk: Talk, books: UnitBooks, words: str) -> str:
    await books.update_resident(replace(talk.speaker.resident, quiet=False))
    return "好，该提醒的会提醒你。不想要回“别提醒我”。"
