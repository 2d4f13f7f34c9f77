"""无障碍: steps are in a resident's way; remembered, and looked at when points are chosen."""

import re
from dataclasses import replace

from bot.commands.base import command
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.understand.normal import fold
from groupbuy.told import NOTHING

_WHO = r"(?:我家?|我们家|家里)?(?:有?老人|妈妈?|爸爸?|婆婆|公公|爷爷|奶奶|外公|外婆)?(?:的?年纪大了?)?[,，]?"
_NEEDS = re.compile(
    rf"{_WHO}(?:(?:腿脚|行动|腿)(?:有点|有些|很|都)?(?:不便|不方便|方便不了|不太方便|不大方便|不好|不利索)"
    r"|(?:是|要)?坐轮椅|走不了台阶|(?:爬|上|下)不了(?:楼|台阶|楼梯)|(?:需要|要|得)走?无障碍(?:通道|的?自提点|的)?)"
)
_NEEDS_NOT = re.compile(
    r"(?:我)?(?:(?:不用|不需要|不要|取消)走?无障碍了?|(?:腿脚|腿)(?:已经)?(?:好了|方便了|没事了)|不(?:用)?坐轮椅了|能走台阶了?)"
)
_ENDING = "。.!~ 哦啊呀哈的"


def _said(text: str) -> bool | None:
    """Whether steps are in the way; None for a message that is about something else."""
    said = "".join(fold(text).split()).strip(_ENDING)
    if _NEEDS_NOT.fullmatch(said):
        return False
    return True if _NEEDS.fullmatch(said) else None


def _hears(text: str) -> bool:
    return _said(text) is not None


@command("无障碍", usage="腿脚不便", says="记下要没有台阶的自提点；好了回“不用无障碍了”", hears=_hears)
async def step_free(talk: Talk, books: UnitBooks, words: str) -> str:
    """Nothing of it is repeated in a group."""
    needs = _said(words) is not False and words.strip() not in ("不用", "不用了", "取消", "不要", "不要了")
    before = (await books.told([talk.speaker.id])).get(talk.speaker.id, NOTHING)
    await books.keep_told(talk.speaker.id, replace(before, step_free=needs))
    if not talk.private:
        return "记下了，以后分自提点会照顾。" if needs else "好，记下了。"
    if not needs:
        return "好，记下了：不用特地找没有台阶的自提点。"
    return "记下了：以后尽量给你没有台阶的自提点。不用了回“不用无障碍了”。"
