"""开团: a leader's message becomes a draft, is echoed, and opens on 确认."""

from typing import Any

from bot.commands.base import Who, answers, command
from bot.drafting import drafted, echo
from bot.parsing.forms import BadForm, is_no, is_yes
from bot.parsing.offer import read_offer
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.notices.facts import when
from groupbuy.opening import confirm, draft, drop
from groupbuy.ports import Pending
from groupbuy.rights import must_run
from groupbuy.telling import QUESTION_LIVES

USAGE = """开团 周末水果
草莓 25/盒 库存20 限2
蓝莓 15元一盒
截单 今晚8点
取货 明天17:00-20:00
满20份成团"""


class NotADraft(Refusal):
    text = "{buy}号团现在是{now}，不用再确认了"


@command(
    "开团",
    usage=USAGE,
    says="开一个团：标题一行，每样一行，截单、取货、成团各一行；回“确认”才开",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def open_buy(talk: Talk, books: UnitBooks, words: str) -> str:
    if not words.strip():
        raise BadForm(usage=f"\n{USAGE}")
    leader, wanted = drafted(talk, read_offer(words, talk.at.astimezone(talk.directory.zone)))
    before = [it for it in await books.buys_of_leader(leader.id) if it.state is State.DRAFT]
    asked = await ask_to_open(talk, books, await draft(books, leader, wanted))
    gone = [f"《{it.title}》" for it in before if it.title != wanted.title]
    return f"{asked}\n（之前没确认的{'、'.join(gone)}作废了）" if gone else asked


async def ask_to_open(talk: Talk, books: UnitBooks, buy: GroupBuy) -> str:
    """Echo a draft and remember that a yes opens it."""
    data = {"buy": buy.number}
    await books.ask(Pending(talk.speaker.id, talk.chat, "open", data, talk.at + QUESTION_LIVES))
    return echo(buy, talk.directory)


@answers("open")
async def answered(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    if not is_yes(text) and not is_no(text):
        return None
    buy = await books.locked(int(data["buy"]))
    if buy.state is not State.DRAFT:
        return None
    must_run(talk.speaker, buy, Right.OPEN, talk.directory)
    if is_yes(text):
        return await open_now(talk, books, buy)
    await books.asked(talk.speaker.id, talk.chat)
    await drop(books, buy)
    return "好，这个团没有开，草稿丢掉了。"


async def open_now(talk: Talk, books: UnitBooks, buy: GroupBuy) -> str:
    if buy.state is not State.DRAFT:
        raise NotADraft(buy=buy.number, now=buy.state_name)
    await confirm(books, buy)
    await books.asked(talk.speaker.id, talk.chat)
    return (
        f"{buy.number}号团《{buy.title}》开了，{len(buy.chats)}个群会收到消息。\n"
        f"截单 {when(buy.cutoff_at, talk.directory)}，随时发“汇总 {buy.number}”看订了多少。"
    )
