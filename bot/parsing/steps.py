"""Whether steps are in somebody's way, as they say it: 腿脚不便, 家里老人坐轮椅, 不用无障碍了."""

import re

from bot.understand.normal import close_up

_WHO = r"(?:我家?|我们家|家里)?(?:有?老人|妈妈?|爸爸?|婆婆|公公|爷爷|奶奶|外公|外婆)?(?:的?年纪大了?)?[,，]?"
_NEEDS = re.compile(
    rf"{_WHO}(?:(?:腿脚|行动|腿)(?:有点|有些|很|都)?(?:不便|不方便|方便不了|不太方便|不大方便|不好|不利索)"
    r"|(?:是|要)?坐轮椅|走不了台阶|(?:爬|上|下)不了(?:楼|台阶|楼梯)|(?:需要|要|得)走?无障碍(?:通道|的?自提点|的)?)"
)
_NEEDS_NOT = re.compile(
    r"(?:我)?(?:(?:不用|不需要|不要|取消)走?无障碍了?|(?:腿脚|腿)(?:已经)?(?:好了|方便了|没事了)|不(?:用)?坐轮椅了|能走台阶了?)"
)
_ENDING = "。.!~ 哦啊呀哈的"


def steps_in_the_way(text: str) -> bool | None:
    """Whether steps are in the way; None for a message that is about something else."""
    said = close_up(text).strip(_ENDING)
    if _NEEDS_NOT.fullmatch(said):
        return False
    return True if _NEEDS.fullmatch(said) else None
