"""删除我的资料: name, room, remarks and accounts go; after one 确认. The book keeps opaque ids only.

Undelivered orders are no reason to refuse (the law lets people go): they stay in the book, with the
leader under an anonymous label, and are handed out by 跟团号.
"""

from typing import Any

from bot.commands.base import answers, command
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.applying import withdraw
from groupbuy.events import ResidentErased
from groupbuy.ports import Pending
from groupbuy.resident import Resident
from groupbuy.telling import QUESTION_LIVES

YES = frozenset({"确认", "确定", "确认删除", "是", "是的"})
NO = frozenset({"不", "不要", "不删", "算了", "取消", "不用了", "否"})
ASK = "会删掉你的名字、房号、备注和账号，删了找不回来。"
SURE = "确定就回“确认”，不删回“算了”。"
OPEN = "你还有{count}单没取，会以“{label}”留在团长那里，请记好跟团号{numbers}和取货码；不想要的先取消再删。"


@command("删除我的资料", "删除我的信息", "注销", usage="删除我的资料", says="把我的名字房号都删掉", bare=True)
async def erase(talk: Talk, books: UnitBooks, words: str) -> str:
    pending = Pending(talk.speaker.id, talk.chat, "erase", {}, talk.at + QUESTION_LIVES)
    await books.ask(pending)
    waiting = [it for it in await books.orders_by(talk.speaker.id) if it.waiting]
    if not waiting:
        return f"{ASK}\n{SURE}"
    numbers = "、".join(f"{it.buy}号团{it.seq_no}号" for it in waiting)
    left = OPEN.format(count=len(waiting), label=Resident(talk.speaker.id).label, numbers=numbers)
    return f"{ASK}\n{left}\n{SURE}"


@answers("erase")
async def sure(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    said = text.strip().strip("。！!~ ")
    if said in NO:
        await books.asked(talk.speaker.id, talk.chat)
        return "好，没有删。"
    if said not in YES:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    for guest in await books.sponsored(talk.speaker.id):
        await _forget(books, guest.id)
    await _forget(books, talk.speaker.id)
    return "删好了。以后再来，我会当你是新邻居。"


async def _forget(books: UnitBooks, resident: str) -> None:
    """Into the journal goes only that an opaque id was erased; an application to lead is taken back."""
    applying = await books.application_of(resident)
    if applying is not None:
        await withdraw(books, applying)
    await books.record(ResidentErased(resident))
    await books.erase(resident)
