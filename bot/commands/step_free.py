"""无障碍: steps are in a resident's way; remembered, and looked at when points are chosen."""

from dataclasses import replace

from bot.commands.base import command
from bot.parsing.steps import steps_in_the_way
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.told import NOTHING


def _hears(text: str) -> bool:
    return steps_in_the_way(text) is not None


@command("无障碍", usage="腿脚不便", says="记下要没有台阶的自提点；好了回“不用无障碍了”", hears=_hears)
async def step_free(talk: Talk, books: UnitBooks, words: str) -> str:
    """Nothing of it is repeated in a group."""
    needs = steps_in_the_way(words) is not False and words.strip() not in (
        "不用",
        "不用了",
        "取消",
        "不要",
        "不要了",
    )
    before = (await books.told([talk.speaker.id])).get(talk.speaker.id, NOTHING)
    await books.keep_told(talk.speaker.id, replace(before, step_free=needs))
    if not talk.private:
        return "记下了，以后分自提点会照顾。" if needs else "好，记下了。"
    if not needs:
        return "好，记下了：不用特地找没有台阶的自提点。"
    return "记下了：以后尽量给你没有台阶的自提点。不用了回“不用无障碍了”。"
