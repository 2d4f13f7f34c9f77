"""取消团购: a whole buy is called off, after the leader was told what it hits."""

from typing import Any

from bot.commands.base import Who, answers, command
from bot.parsing.forms import is_no, nothing_more, with_number
from bot.parsing.plain import same
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy import closing
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Right
from groupbuy.money import yuan
from groupbuy.ports import Pending
from groupbuy.rights import must_run
from groupbuy.summing import totals
from groupbuy.telling import QUESTION_LIVES

USAGE = "取消团购 12"
STATES = {State.DRAFT, State.OPEN, State.CLOSED, State.NOT_FORMED, State.FORMED, State.PURCHASING}
SURE = ("确认", "确定")
YES = frozenset({"确认", "确定", "确认取消", "确定取消"})
"""No lighter word: an overheard 好 must not cancel everybody's orders."""
KEEP = frozenset({"不取消", "不取消了", "保留", "留着", "继续"})


@command(
    "取消团购",
    "取消这个团",
    "流团",
    usage=USAGE,
    says="整个团取消（会先问一次），下过单的人都会收到通知",
    who=Who.LEADER,
    right=Right.OPEN,
)
async def cancel_buy(talk: Talk, books: UnitBooks, words: str) -> str:
    sure = next((it for it in SURE if words.rstrip("。！!").endswith(it)), "")
    words = words.rstrip("。！!").removesuffix(sure)
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.OPEN, STATES, usage=USAGE, bare_number=False
    )
    nothing_more(rest, USAGE)
    buy.must(State.CANCELLED)
    if sure or buy.state is State.DRAFT:
        return await _cancelled(books, buy)
    data = {"buy": buy.number}
    await books.ask(Pending(talk.speaker.id, talk.chat, "cancel_buy", data, talk.at + QUESTION_LIVES))
    sums = totals(buy, await books.orders(buy.number))
    hit = f"已有{sums.orders}单，共{yuan(sums.amount)}元" if sums.orders else "还没有人下单"
    paid = f"，其中{yuan(sums.paid)}元已收，要退给大家" if sums.paid else ""
    return f"真的取消{buy.number}号团《{buy.title}》吗？{hit}{paid}。\n回“确认”取消，回“不取消”留着。"


@answers("cancel_buy")
async def answered(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    number = int(data["buy"])
    if same(text) == "取消":
        return f"是要取消{number}号团吗？回“确认”取消，回“不取消”留着。"
    keep = same(text) in KEEP or is_no(text)
    if not keep and same(text).rstrip("。!") not in YES:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    if keep:
        return f"好，{number}号团照旧。"
    buy = await books.locked(number)
    must_run(talk.speaker, buy, Right.OPEN, talk.directory)
    return await _cancelled(books, buy)


async def _cancelled(books: UnitBooks, buy: GroupBuy) -> str:
    sums = totals(buy, await books.orders(buy.number))
    draft = buy.state is State.DRAFT
    await closing.cancel_buy(books, buy, "leader")
    if draft:
        return f"{buy.number}号团的草稿丢掉了。"
    told = f"{sums.orders}单都会收到通知。" if sums.orders else "没有人下过单。"
    where = f"退给谁发“未付 {buy.number}号团”看"
    paid = f"\n已收的{yuan(sums.paid)}元请退给大家，{where}。" if sums.paid else ""
    return f"{buy.number}号团取消了，{told}{paid}"
