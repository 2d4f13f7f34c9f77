"""枫林苑, this evening and tomorrow: a late order in the night, goods point by point, nobody reachable 1:1."""

from decimal import Decimal

from bot.demo.cast import ZHOU, Person
from bot.demo.goods import BREAKFAST, EGG, MILK, TOAST
from bot.demo.ledger import Tab
from bot.demo.play import Play
from bot.demo.reading import CODE
from bot.demo.scenes.closing import accepted, pay
from bot.demo.scenes.fetching import arrived, ready

AT_SECOND_POINT = 5
"""So many of the residents chose the second pickup point."""


async def evening(it: Play) -> None:
    await it.stage.scene("19:00", "枫林苑晚上还在接龙，21:30 截单")
    first, second, third = it.cast.maple[5:8]
    await it.order(first, "鸡蛋加1盒", {EGG: Decimal(1)}, buy=BREAKFAST, mode="add")
    await it.order(second, "再来两瓶牛奶", {MILK: Decimal(2)}, buy=BREAKFAST, mode="add")
    await it.order(third, "帮老王订吐司2袋", {TOAST: Decimal(2)}, buy=BREAKFAST, owner="老王")


async def night(it: Play) -> None:
    """A late order in quiet hours: answered at once, its leader not disturbed before eight."""
    await it.stage.scene("21:30", "枫林苑截单")
    await it.stage.scene("22:05", "夜里来的迟单：老周明早八点才收到")
    it.expected.add("closed_summary", BREAKFAST, ZHOU.user)
    await it.late(it.cast.maple[8], "牛奶加1瓶", buy=BREAKFAST)
    it.expected.add("late_order_kept", BREAKFAST, ZHOU.user)


async def next_day(it: Play) -> None:
    await it.stage.scene("08:00", "第二天，老周收下迟单，去采购", day=1)
    await it.say(ZHOU, "收迟单 1", "收下了", private=True)
    accepted(it, it.cast.maple[8], {MILK: Decimal(1)}, BREAKFAST, ZHOU)
    await it.say(ZHOU, "已采购", "采购中", private=True)
    await it.stage.scene("15:00", "牛奶和吐司到了；鸡蛋晚些，一个点一个点到", day=1)
    await it.say(ZHOU, "到货 鲜牛奶 全麦吐司", "马上通知", private=True)
    arrived(it, BREAKFAST, (MILK.name, TOAST.name))
    there, here = _by_point(it)
    await it.stage.until("16:10", day=1)
    await it.say(ZHOU, "到货 土鸡蛋 1号点", "马上通知", private=True)
    arrived(it, BREAKFAST, (EGG.name,), here)
    await it.say(ZHOU, "到货 土鸡蛋 2号点", "马上通知|没有人订", private=True)
    arrived(it, BREAKFAST, (EGG.name,), there)
    await it.stage.scene("16:30", "私聊问取货码，报码取货，付清，完成", day=1)
    for tab in it.ledger.of(BREAKFAST):
        if ready(tab):
            await _fetch(it, tab)
    await pay(it, ZHOU, BREAKFAST, [tab for tab in it.ledger.of(BREAKFAST) if tab.names])
    await it.say(ZHOU, "完成 2", "2号团完成了，款也都清了", private=True)
    await it.stage.until("20:30", day=1)


async def _fetch(it: Play, tab: Tab) -> None:
    """The code is asked for 1:1, as no channel of ours may write there first."""
    answer = await it.say(tab.buyer, "取货码", "取货码", private=True)
    codes = CODE.findall(answer)
    words = codes[0] if len(codes) == 1 else f"#{tab.seq}"
    await it.hand_out(ZHOU, words, (tab, ready(tab)))


def _by_point(it: Play) -> tuple[list[Tab], list[Tab]]:
    """The tabs at the second pickup point, and those at the first."""
    moved: list[Person] = list(it.cast.maple[:AT_SECOND_POINT])
    there = [tab for tab in it.ledger.of(BREAKFAST) if tab.buyer in moved]
    return there, [tab for tab in it.ledger.of(BREAKFAST) if tab not in there]
