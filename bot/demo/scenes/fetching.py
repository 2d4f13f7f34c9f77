"""15:30 to 20:15: the fruit comes in two parts, some of it short; codes, a partial and a reversed pickup."""

from collections.abc import Mapping
from decimal import Decimal

from bot.demo.cast import WANG
from bot.demo.goods import BLUEBERRY, CHERRY, FRUIT, ORANGE, STRAWBERRY
from bot.demo.ledger import Tab
from bot.demo.play import Play

FIRST = (BLUEBERRY.name, ORANGE.name, CHERRY.name)
SHORT = Decimal(3)
QUIET = 6
"""The one in lake_one who asked not to be reminded."""


async def play(it: Play) -> None:
    await it.stage.scene("15:30", "第一批到货：蓝莓、橙子、车厘子")
    await it.say(WANG, f"到货 1号团 {' '.join(FIRST)}", "马上通知", private=True)
    arrived(it, FRUIT, FIRST)
    await it.stage.until("15:50")
    early = next(tab for tab in it.ledger.of(FRUIT) if _both(tab))
    await it.hand_out(WANG, code(it, early), (early, ready(early, FIRST)))
    await it.stage.scene("16:20", "第二批：草莓少了 3 盒，后下单的先缺")
    sold = it.ledger.sold(FRUIT, STRAWBERRY.name)
    await it.say(WANG, f"到货 1号团 草莓 {sold - SHORT}/{sold}", "没轮上的", private=True)
    for tab in it.ledger.go_short(FRUIT, STRAWBERRY.name, SHORT):
        it.expected.add("shorted", FRUIT, it.whom(tab))
    arrived(it, FRUIT, (STRAWBERRY.name,))
    await _given_back(it)
    await it.stage.scene("16:40", "取货：报码核销，有人只取一部分，有一单核错了撤销")
    await _pickups(it)


async def finish(it: Play) -> None:
    """The window is over; the leader finishes although somebody has not come."""
    await it.stage.scene("19:59", "取货结束，还有没取的，王姐照样完成")
    await it.stage.until("20:05")
    unclaimed = [tab for tab in it.ledger.of(FRUIT) if ready(tab)]
    it.expected.add("unclaimed", FRUIT, WANG.user)
    await it.say(WANG, "未取 1", f"还有{len(unclaimed)}单没取", private=True)
    await it.say(WANG, "完成 1", f"还有{len(unclaimed)}单没取完", private=True)
    await it.say(WANG, "完成 1 确认", "完成了", private=True)


def arrived(it: Play, buy: int, names: tuple[str, ...], tabs: list[Tab] | None = None) -> None:
    """Everybody with some of these goods is told once."""
    for tab in it.ledger.of(buy) if tabs is None else tabs:
        if ready(tab, names):
            it.expected.add("arrived", buy, it.whom(tab))


def ready(tab: Tab, names: tuple[str, ...] | None = None) -> Mapping[str, Decimal]:
    """What of these goods (None: of all) is still to be handed out."""
    return {name: tab.left(name) for name in tab.names if (names is None or name in names) and tab.left(name)}


def code(it: Play, tab: Tab) -> str:
    """The code for a tab, as its buyer was told it 1:1; one with two orders shows the participation number."""
    codes = it.codes_of(tab.buyer.user, tab.buy)
    return codes[0] if len(codes) == 1 else f"{tab.buy}号团 #{tab.seq}"


def _both(tab: Tab) -> bool:
    return bool(ready(tab, FIRST)) and bool(ready(tab, (STRAWBERRY.name,)))


async def _given_back(it: Play) -> None:
    """Who had paid for what did not come gets it back from the leader, who notes it."""
    over = [tab for tab in it.ledger.of(FRUIT) if tab.paid > tab.amount]
    if over:
        numbers = " ".join(str(tab.seq) for tab in over)
        await it.say(WANG, f"已付 1号团 {numbers}", "已退", private=True)
    for tab in over:
        tab.paid = tab.amount


async def _pickups(it: Play) -> None:
    """Most come in time; three come after the reminder, two not at all."""
    coming = [tab for tab in it.ledger.of(FRUIT) if ready(tab)]
    quiet = it.cast.lake_one[QUIET]
    last = [tab for tab in coming if tab.buyer == quiet] or coming[:1]
    others = [tab for tab in coming if tab not in last]
    it.dice.shuffle(others)
    partial, mistaken, *rest = others
    await _part_of(it, partial)
    await it.hand_out(WANG, code(it, mistaken), (mistaken, ready(mistaken)))
    await it.taken_back(WANG, mistaken, dict(mistaken.picked))
    for one, two in zip(rest[0:10:2], rest[1:10:2], strict=True):
        await it.say(one.buyer, "取货码", "取货码", private=True)
        words = f"{code(it, one)} {code(it, two)}" if _plain(it, one, two) else ""
        if words:
            await it.hand_out(WANG, words, (one, ready(one)), (two, ready(two)))
    for tab in [tab for tab in rest[:-5] if ready(tab)]:
        await it.hand_out(WANG, code(it, tab), (tab, ready(tab)))
    for tab in it.ledger.of(FRUIT):
        if ready(tab) and tab.buyer != quiet:
            it.expected.add("pickup_soon", FRUIT, it.whom(tab))
    await it.stage.until("18:10")
    for tab in [*rest[-5:-2], *last, mistaken]:
        await it.hand_out(WANG, code(it, tab), (tab, ready(tab)))


def _plain(it: Play, *tabs: Tab) -> bool:
    return all("号团" not in code(it, tab) for tab in tabs)


async def _part_of(it: Play, tab: Tab) -> None:
    """One item of an order, and less than all of it where there is more than one."""
    name = next(iter(ready(tab)))
    qty = Decimal(1)
    await it.hand_out(WANG, f"{FRUIT}号团 #{tab.seq} {name}1", (tab, {name: qty}))
