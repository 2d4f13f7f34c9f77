"""缺货: some of an item will not come; the latest orders go without."""

from bot.at_stops import point_meant
from bot.coming import STATES, shortages, went_without
from bot.commands.base import Who, command
from bot.parsing.figures import Figure, figures
from bot.parsing.goods import before_name, find_good
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.delivering import fall_short
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.quantity import ZERO, checked, show

USAGE = "缺货 草莓 2"


class ShortHow(Refusal):
    text = "请写缺什么、缺多少，例如“缺货 草莓 2”"


@command("缺货", "少货", usage=USAGE, says="少来了多少，后下单的先缺", who=Who.LEADER, right=Right.GOODS)
async def short(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, rest = await leaders_buy(
        talk, books, words, Right.GOODS, STATES, usage=USAGE, bare_number=before_name(words)
    )
    point, rest = await point_meant(talk, books, buy, rest, "缺货")
    missing = figures(buy, rest)
    if not missing or any(_unclear(it) for it in missing):
        raise ShortHow()
    rows, where = [], f"{point.no}号点 " if point else ""
    for it in missing:
        item = find_good(buy, it.name)
        qty = checked(it.qty or ZERO)
        before = await shortages(books, buy, item)
        await fall_short(books, buy, item, qty, point=point.id if point else "")
        rows.append(f"记下了：{buy.number}号团 {where}{item.name}缺{show(qty)}{item.unit}。")
        rows.append(await went_without(talk, books, buy, item, before))
    rows.append(f"记错了回“撤销到货 {find_good(buy, missing[-1].name).name}”。")
    return "\n".join(rows)


def _unclear(figure: Figure) -> bool:
    return figure.qty is None or figure.of is not None
