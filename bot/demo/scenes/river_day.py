"""The fourth day, 临河新村: the goods come stop by stop, some short and some late, are fetched and accounted for."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from bot.demo.cast import Person
from bot.demo.goods import BERRIES, DUMPLINGS, FRESH_MILK, PANTRY, RICE
from bot.demo.knowing import look
from bot.demo.ledger import Tab
from bot.demo.play import Play
from bot.demo.river import HOME, LAN, LIANG, LIU, TANG, somebody
from bot.demo.scenes.fetching import arrived, code, ready
from bot.demo.scenes.river_evening import AWAY, at
from bot.demo.spread import metres

DAY = 3
NORTH, SHOP, MILK_STATION, OFFICE = "北门菜店", "河滨小超市", "南桥奶站", "物业前台"
GOODS = tuple(good.name for good in (BERRIES, FRESH_MILK, DUMPLINGS, RICE))
SHORT = Decimal(2)

Handed = Sequence[tuple[Person, str, Sequence[str]]]
"""Who hands out, which rooms they type, whose orders those are."""
FIRST: Handed = ((TANG, "7-1001 8-304", ("米粒", "大鹏")),)
RUSH: Handed = (
    (TANG, "5-1004", ("果果", "果果爸")),
    (TANG, "6-1103 3-402 6-503", ("豆豆妈", "乐乐爸", "阿宽")),
    (TANG, "5-804 7-603", ("木木", "老郭")),
    (LIANG, "10-101 11-1201", ("糖糖奶奶", "朵朵奶奶")),
    (LIANG, "10-901", ("圆圆妈",)),
    (LAN, "1-303 2-204", ("跳跳爸", "阿黎")),
)
LATE: Handed = ((LAN, "12-303 12-1104", ("浩浩妈", "阿明")),)
REMINDED: Handed = ((LAN, "2-601 11-702", ("小雨", "可可")), (LIANG, "9-502", ("琪琪",)))
BUSY, FETCHES = "阿哲", "米粒"
"""Who lets whom fetch."""
BY_CODE = ("小满妈妈", "安安爸")


async def play(it: Play) -> None:
    await it.stage.scene("08:30", "第四天，货今天到：阿岚看今天的事，大刘看路线", day=DAY)
    await _morning(it)
    await it.stage.scene("15:00", "大刘一站一站送：南桥奶站少了两盒草莓，物业前台要晚到", day=DAY)
    await _stops(it)
    await it.stage.scene("17:00", "取货高峰：小唐替老韩，报房号、报码、代领都行", day=DAY)
    await _rush(it)
    await it.stage.scene("18:25", "最后一站到了；没来的催一催", day=DAY)
    await _late(it)
    await it.stage.scene("20:00", "收摊：收款，完成", day=DAY)
    await _over(it)


async def _morning(it: Play) -> None:
    await it.say(LAN, "已采购", "采购中", private=True)
    await it.say(LAN, "今天", "17:00–20:00取货，24户", private=True)
    await it.say(TANG, "今天", f"{len(at(it, SHOP)) + len(at(it, AWAY))}户", private=True)
    route = await it.say(LIU, "路线", "5站", private=True)
    directory = it.stage.parts.settings.directory
    places = [point.place for point in directory.points_in(directory.chat(HOME).community) if point.place]
    legs = [metres(one, two) for one, two in pairwise(places)]
    told = [int(leg) for leg in re.findall(r"再走(\d+)米", route)]
    if f"约{sum(legs) / 1000:.1f}公里" not in route or told != [round(leg) for leg in legs]:
        it.wrong(f"the route is {sum(legs):.0f} m in {legs}: “{route}”")
    await it.say(LIU, "送货单", "老韩家小院】5户，收货：小唐（代老韩）", private=True)


async def _stops(it: Play) -> None:
    for point, words in ((NORTH, "1号点"), (SHOP, "2号点")):
        await _signed(it, point, f"签收 {words}")
    await _signed(it, AWAY, "签收 3号点", who=TANG)
    await _short(it)
    await it.stage.until("16:20", day=DAY)
    for tab in at(it, OFFICE):
        it.expected.add("delayed", PANTRY, it.whom(tab))
    await it.say(LIU, "晚到 5号点 到18:30", "18:30–20:00，3户", private=True)
    await look(it, PANTRY)


async def _signed(
    it: Play, point: str, words: str, *, who: Person = LIU, goods: tuple[str, ...] = GOODS
) -> None:
    tabs = at(it, point)
    arrived(it, PANTRY, goods, tabs)
    with it.stage.screen.few(1, "到货了"):
        await it.say(who, words, f"{sum(bool(ready(tab, goods)) for tab in tabs)}单可以取了", private=True)


async def _short(it: Play) -> None:
    """Two boxes lack at one point; another one has a box over, and sends it."""
    tabs = at(it, MILK_STATION)
    wanted = sum((tab.due(BERRIES.name) for tab in tabs), Decimal(0))
    without = it.ledger.go_short(PANTRY, BERRIES.name, SHORT, tabs)
    for tab in without:
        it.expected.add("shorted", PANTRY, it.whom(tab))
    arrived(it, PANTRY, (BERRIES.name,), tabs)
    with it.stage.screen.few(1, "到货了"):
        await it.say(LIANG, f"签收 4号点 草莓 {wanted - SHORT}/{wanted}", "没轮上的", private=True)
    await _signed(it, MILK_STATION, "签收 4号点", goods=(FRESH_MILK.name,))
    it.expected.add("transferred", PANTRY, LIANG.user)
    await it.say(TANG, "调货 草莓 1 2号点 到 4号点", "多到的", private=True)
    first = without[-1]
    first.short[BERRIES.name] -= 1
    it.expected.add("shortage_lifted", PANTRY, it.whom(first))
    it.expected.add("arrived", PANTRY, it.whom(first))
    it.expected.add("transferred", PANTRY, TANG.user)
    await it.say(LIANG, "收到调货 1", f"补给了{first.seq}号", private=True)


async def _rush(it: Play) -> None:
    """Rooms, codes, a whole household and a neighbour with somebody's 代领 code."""
    busy = somebody(BUSY)
    answer = await it.say(busy, "代领", "代领码转给", private=True)
    proxy = re.search(r"(\d{6})：", answer)
    await it.stage.until("17:10", day=DAY)
    it.stage.screen.remark(it.stage.now, f"{BUSY}把代领码转给了{FETCHES}")
    await _all_handed(it, FIRST)
    it.expected.add("proxy_fetched", PANTRY, busy.user)
    await _handed(it, TANG, proxy[1] if proxy else "", BUSY)
    pair = [it.ledger.tab(PANTRY, name) for name in BY_CODE]
    await _handed(it, TANG, " ".join(code(it, tab) for tab in pair), *(tab.owner for tab in pair))
    it.stage.screen.remark(it.stage.now, "回到自己的河滨小超市，一家两口的两单，报一个房号就行：")
    await _all_handed(it, RUSH)
    for tab in it.ledger.of(PANTRY):
        if ready(tab) and tab not in at(it, OFFICE):
            it.expected.add("pickup_soon", PANTRY, it.whom(tab))


async def _all_handed(it: Play, table: Handed) -> None:
    for leader, words, names in table:
        await _handed(it, leader, words, *names)


async def _handed(it: Play, leader: Person, words: str, *names: str) -> None:
    tabs = [it.ledger.tab(PANTRY, name) for name in names]
    await it.hand_out(leader, words, *((tab, ready(tab)) for tab in tabs))


async def _late(it: Play) -> None:
    await _signed(it, OFFICE, "签收 5号点")
    await it.stage.until("18:40", day=DAY)
    await _all_handed(it, LATE)
    await it.stage.until("19:20", day=DAY)
    left = [tab for tab in it.ledger.of(PANTRY) if ready(tab)]
    await it.say(LAN, "未取", f"{PANTRY}号团还有{len(left)}单没取", private=True)
    for tab in left:
        it.expected.add("fetch_reminder", PANTRY, it.whom(tab))
    await it.say(LAN, "催取", f"提醒了{len(left)}户", private=True)
    await it.stage.until("19:40", day=DAY)
    await _all_handed(it, REMINDED)


async def _over(it: Play) -> None:
    """One was not fetched; all others have paid."""
    it.expected.add("unclaimed", PANTRY, LAN.user)
    await it.stage.until("20:05", day=DAY)
    paid = [tab for tab in it.ledger.of(PANTRY) if tab.amount and not ready(tab)]
    numbers = " ".join(str(tab.seq) for tab in paid)
    await it.say(LAN, f"已付 {PANTRY}号团 {numbers}", f"{PANTRY}号团收款", private=True)
    for tab in paid:
        tab.paid = tab.amount
    owed: list[Tab] = [tab for tab in it.ledger.of(PANTRY) if tab.amount > tab.paid]
    await it.say(LAN, f"未付 {PANTRY}", f"待收{sum(tab.amount for tab in owed) / 100:g}元", private=True)
    await it.say(LAN, f"完成 {PANTRY}", "还有1单没取完", private=True)
    await it.say(LAN, f"完成 {PANTRY} 确认", "完成了", private=True)
    await look(it, PANTRY)
