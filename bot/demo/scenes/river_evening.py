"""The third day, 临河新村: 24 orders, five small fridges, the points solved as a whole, and a leader who will be away."""

from bot.demo.goods import PANTRY, PANTRY_OPENING
from bot.demo.knowing import look, places_told
from bot.demo.ledger import Tab
from bot.demo.play import Play
from bot.demo.river import HAN, HOME, LAN, LIANG, STEPS, TANG, WISHES, Wish, somebody
from bot.demo.spread import Spread

DAY = 2
AWAY = "老韩家小院"
"""The point whose leader will be away tomorrow."""


async def play(it: Play) -> None:
    await it.stage.scene("10:00", "第三天，临河新村：沿河五个自提点，冰箱都不大", day=DAY)
    await it.say(LAN, PANTRY_OPENING, f"{PANTRY}号团《周末囤货团》", private=True)
    it.expected.add("opened", PANTRY, f"group:{HOME}")
    await it.say(LAN, "确认", "开了", private=True)
    await _orders(it)
    first = await _points(it)
    await it.stage.scene("20:00", "截单：冰箱放不下的换个点，谁换了点谁收到通知", day=DAY)
    await _solved(it, first)
    await it.stage.scene("20:40", "老韩明天有事：请假，找人代班", day=DAY)
    await _away(it)


async def _orders(it: Play) -> None:
    """Two of them are shown as they talk; the others do the same."""
    await it.say(somebody(STEPS), "我腿脚不便", "台阶", private=True)
    for wish in WISHES:
        if wish.shown:
            await _one(it, wish)
        else:
            with it.stage.screen.aside():
                await _one(it, wish)
    others = sum(not wish.shown for wish in WISHES)
    it.stage.screen.remark(
        it.stage.now, f"其他{others}位也这样报房号、下单：{2 * others}条消息，每条回答都核对过"
    )


async def _one(it: Play, wish: Wish) -> None:
    await it.say(wish.who, f"我叫 {wish.who.room} {wish.who.name}", wish.who.name)
    await it.order(wish.who, wish.text, wish.goods, buy=PANTRY)


async def _points(it: Play) -> dict[str, str]:
    """Point by name of whose it is, as the book has it."""
    owners = {tab.seq: tab.owner for tab in it.ledger.of(PANTRY)}
    orders = await it.stage.parts.store.reads.orders(PANTRY)
    return {owners[order.seq_no]: order.point for order in orders}


async def _solved(it: Play, first: dict[str, str]) -> None:
    it.expected.add("cutoff_soon", PANTRY, *[f"group:{HOME}"] * 2)
    it.expected.add("closed", PANTRY, f"group:{HOME}")
    it.expected.add("closed_summary", PANTRY, LAN.user)
    it.expected.add("points_assigned", PANTRY, LAN.user)
    with it.stage.screen.few(2, "改到这里取"):
        await it.stage.until("20:05", day=DAY)
    directory = it.stage.parts.settings.directory
    community = directory.communities[directory.chat(HOME).community]
    spread = Spread(community, directory.points_in(community.id), first, await _points(it))
    for wish in spread.moved:
        it.expected.add("point_assigned", PANTRY, wish.who.user)
    told = [one.text for one in it.stage.tellings if one.to == LAN.user and "自提点排好了" in one.text]
    for wrong in spread.wrong(told[-1] if told else ""):
        it.wrong(wrong)
    it.stage.screen.show(spread.table())
    for line in spread.story():
        it.stage.screen.remark(it.stage.now, line)
    await it.say(somebody("阿明"), "在哪里取货？", "物业前台", private=True)
    await _asks_why(it, spread)
    await look(it, PANTRY)


async def _asks_why(it: Play, spread: Spread) -> None:
    """Somebody who has to go further than to the nearest point; the metres told are held against our own."""
    wish = next(one for one in spread.moved if one.who.name == "老郭")
    walks = (round(spread.walk(wish, where[wish.who.name])) for where in (spread.then, spread.nearest))
    here, nearest = ((metres + 5) // 10 * 10 for metres in walks)
    told = rf"(?s)约{here}米.*3号点：约{nearest}米，近{here - nearest}米，但冷藏满了"
    await it.say(wish.who, "为什么不在3号点取？", told, private=True)


async def _away(it: Play) -> None:
    """The nearest leader cannot, the next one can: the households hear of it once."""
    tabs = at(it, AWAY)
    await it.say(HAN, "请假 明天", f"{len(tabs)}户要取", private=True)
    it.expected.add("cover_asked", 0, LIANG.user)
    await it.say(HAN, "确认", "在问梁师傅", private=True)
    await it.stage.until("20:55", day=DAY)
    it.expected.add("cover_asked", 0, TANG.user)
    await it.say(LIANG, "不代班", "再问别人", private=True)
    await it.stage.until("21:10", day=DAY)
    it.expected.add("cover_found", 0, HAN.user)
    for tab in tabs:
        it.expected.add("handed_over", PANTRY, it.whom(tab))
    with it.stage.screen.few(2, "取货请找"):
        await it.say(TANG, "1", f"你在{AWAY}代", private=True)
    await it.say(HAN, "我的请假", "小唐代班", private=True)
    await look(it, PANTRY)


def at(it: Play, point: str) -> list[Tab]:
    """The tabs of those who were last told to fetch there, by 跟团号."""
    told = places_told(it, PANTRY)
    return [tab for tab in it.ledger.of(PANTRY) if told.get(tab.seq) == point]
