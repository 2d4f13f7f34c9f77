"""重新分配: the points of a buy's orders are solved anew as a whole; the summary follows."""

from bot.commands.base import Who, command
from bot.parsing.forms import nothing_more, with_number
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.directory import Right
from groupbuy.reassigning import SENT_ON, ask_again

USAGE = "重新分配 12"


@command(
    "重新分配",
    "重排自提点",
    usage=USAGE,
    says="把一个团的自提点重新统一排一次",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def reassign(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.ORDERS, SENT_ON, usage=USAGE, bare_number=False
    )
    nothing_more(rest, USAGE)
    await ask_again(books, buy)
    return f"好，{buy.number}号团的自提点重新排，排好私聊发你；手动改过点的和货已到的不动。"
