"""What was booked, said back: item, quantity, amount, total, remarks, and how to undo."""

from bot.ports import UnitBooks
from bot.replies import placed_reply
from bot.talk import Talk
from groupbuy.ordering import Placed

NAME_HINT = "想让团长的单子上有名字和楼号，回“我叫 3-1203 王姐”这样。"


async def confirm(talk: Talk, books: UnitBooks, number: int, placed: list[Placed]) -> str:
    """What was booked, in words; with a hint about names the first time."""
    names = await books.residents(it.order.resident for it in placed)
    old = [it.order.id for it in placed if not it.new]
    notes = await books.notes_on(old) if old else {}
    notes |= {(it.order.id, item): text for it in placed for item, text in it.remarks.items()}
    text = placed_reply(talk, await books.buy(number), placed, names, notes)
    nameless = not talk.speaker.resident.room and not talk.speaker.leader
    if nameless and placed[0].order.active and await books.once(f"name:{talk.speaker.id}"):
        text += f"\n{NAME_HINT}"
    return text
