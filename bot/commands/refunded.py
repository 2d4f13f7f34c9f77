"""已退: the leader's 已退 3 8 notes that what was paid too much went back."""

from bot.commands.base import Who, command
from bot.commands.paid import MOST, orders_meant
from bot.parsing.targets import seq_numbers
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import named_in, without_name
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.money import yuan
from groupbuy.settling import confirm

USAGE = "已退 3"


class RefundedWhom(Refusal):
    text = "写退了谁的款，用跟团号：“已退 3 8”；几个团同时在就带上团号：“已退 12号团 3”"


class NothingToGiveBack(Refusal):
    text = "{buy}号团 {who} 没有要退的款，都还没记"


@command(
    "已退", "已退款", "退款了", usage=USAGE, says="多收的款退了，记一笔", who=Who.LEADER, right=Right.MONEY
)
async def refunded(talk: Talk, books: UnitBooks, words: str) -> str:
    """All of what each of them is owed; nothing is noted where one of them is owed nothing."""
    numbers = seq_numbers(without_name(words) if named_in(words) else words)
    if not numbers or len(numbers) > MOST:
        raise RefundedWhom()
    buy, orders = await orders_meant(talk, books, words, numbers, usage="已退 12号团")
    names = await called(talk, books, orders)
    even = [numbered(it, names) for it in orders if it.owed >= 0]
    if even:
        raise NothingToGiveBack(buy=buy.number, who="、".join(even))
    gave = {it.seq_no: -await confirm(books, it) for it in orders}
    rows = "、".join(f"{numbered(it, names)} {yuan(gave[it.seq_no])}元" for it in orders)
    return f"{buy.number}号团退款{yuan(sum(gave.values()))}元：{rows}"
