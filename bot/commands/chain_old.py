"""An own line in a chain that is an old copy: left alone, until its owner says that it is what they want."""

from decimal import Decimal
from typing import Any

from bot.commands.base import answers
from bot.commands.chain_table import in_words
from bot.confirming import confirm
from bot.parsing.forms import is_yes
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.understand import understand
from bot.understand.intent import OrderIntent
from groupbuy.buy import GroupBuy
from groupbuy.chains import Entry
from groupbuy.ordering import Wish, place
from groupbuy.ports import Pending
from groupbuy.quantity import ZERO, show
from groupbuy.telling import QUESTION_LIVES

OLD = "你的那行写的是{old}，和账上不一样，像是从旧接龙抄来的，我没动。{want}就回“确认”。"


async def ask_old(talk: Talk, books: UnitBooks, buy: GroupBuy, stale: Entry) -> str:
    """Say that the line was left alone, and take a yes, or the line in their own words, for all of it."""
    wants = [[item, show(qty)] for item, qty in stale.wants if item in buy.items and qty]
    data = {"buy": buy.number, "wants": wants}
    await books.ask(Pending(talk.speaker.id, talk.chat, "old_line", data, talk.at + QUESTION_LIVES))
    old = in_words(buy, stale)
    return OLD.format(old=old, want=f"只要{old}" if wants else "都不要了")


@answers("old_line")
async def that_is_all(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """The line is the whole of what they want: what else they have is given up."""
    wants = {item: Decimal(qty) for item, qty in data["wants"]}
    if not is_yes(text) and not _says(talk, await books.buy(data["buy"]), wants, text):
        return None
    await books.asked(talk.speaker.id, talk.chat)
    order = await books.order_of(data["buy"], talk.speaker.id)
    gone = [no for no, line in sorted(order.lines.items()) if line.ordered] if order else []
    wishes = [Wish(item, qty, words=text.strip()) for item, qty in wants.items()]
    wishes += [Wish(item, ZERO, words=text.strip()) for item in gone if item not in wants]
    placed = await place(books, data["buy"], talk.speaker.id, wishes, sent_at=talk.incoming.sent_at)
    return await confirm(talk, books, data["buy"], placed)


def _says(talk: Talk, buy: GroupBuy, wants: dict[int, Decimal], text: str) -> bool:
    """Whether the words are the line again."""
    intent = understand(text, talk.context(buy))
    if not isinstance(intent, OrderIntent) or intent.mode != "set" or any(it.whom for it in intent.lines):
        return False
    return len(intent.lines) == len(wants) and {it.product: it.qty for it in intent.lines} == wants
