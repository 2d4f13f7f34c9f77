"""取消申请: an application to lead is taken back, and what was answered is deleted."""

from bot.commands.base import command
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.applying import withdraw as take_back
from groupbuy.errors import Refusal


class NothingApplied(Refusal):
    text = "你没有在申请团长，不用取消"


@command(
    "取消申请",
    "撤回申请",
    "不申请了",
    usage="取消申请",
    says="不申请团长了，填的都删掉",
    bare=True,
    private=True,
)
async def withdraw(talk: Talk, books: UnitBooks, words: str) -> str:
    it = await books.application_of(talk.speaker.id)
    if it is None:
        raise NothingApplied()
    await take_back(books, it)
    await books.asked(talk.speaker.id, talk.chat)
    return "好，申请取消了，填的都删掉了。想再申请随时发“申请团长”。"
