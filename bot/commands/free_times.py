"""能取时间: when a resident can come; remembered, and looked at when points are chosen."""

from dataclasses import replace

from bot.commands.base import command
from bot.parsing.free_times import names_fetching, read_free
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.errors import Refusal
from groupbuy.told import NOTHING, Told, in_words

USAGE = "晚上7点后才能取"
SHOWN = "你说过{free}能取。变了再说一遍，不限时间回“随时都能取”。"


class FreeHow(Refusal):
    text = "没看懂什么时候能取，请写成“晚上7点后才能取”“周末才有空”“下午5点到7点能取”，不限就回“随时都能取”"


def _hears(text: str) -> bool:
    return read_free(text) is not None


@command("能取时间", usage=USAGE, says="记下我什么时候能取，分自提点时照顾", hears=_hears)
async def free_times(talk: Talk, books: UnitBooks, words: str) -> str:
    """What was said before is replaced. Overheard in a group only where it is about fetching."""
    before = (await books.told([talk.speaker.id])).get(talk.speaker.id, NOTHING)
    if not words:
        return (
            SHOWN.format(free=in_words(before.free)) if before.free else f"你没说过几点能取，例如“{USAGE}”。"
        )
    free = read_free(words)
    if free is None:
        raise FreeHow()
    if not (talk.incoming.addressed or names_fetching(words)):
        return ""
    await books.keep_told(talk.speaker.id, replace(before, free=free))
    if not free:
        return "好，记下了：随时都能取。"
    return f"记下了：{in_words(free)}能取，以后分自提点会照顾这个时间。"


async def told_here(talk: Talk, books: UnitBooks) -> str:
    """What the speaker has told, 1:1 only."""
    told = await books.told([talk.speaker.id]) if talk.private else {}
    return told_line(told.get(talk.speaker.id, NOTHING))


def told_line(told: Told) -> str:
    """What is remembered, for the person alone: 你说过：19:00以后能取；要走无障碍。"""
    parts = [f"{in_words(told.free)}能取"] if told.free else []
    parts += ["要走无障碍"] if told.step_free else []
    return f"你说过：{'；'.join(parts)}。" if parts else ""
