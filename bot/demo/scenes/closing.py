"""11:30 to 14:31: cutoffs, a buy that does not form, late orders, the list to the supplier, payments."""

from datetime import datetime, timedelta
from decimal import Decimal

from bot.demo.cast import LIN, WANG, Person
from bot.demo.goods import BAKERY, CHERRY, FRUIT, ORANGE
from bot.demo.ledger import Tab, Wanted
from bot.demo.play import Play


async def play(it: Play) -> None:
    await it.stage.scene("12:00", "截单：宽限里的算数，之后的记成迟单")
    in_grace, on_time, late, refused = it.cast.lake_one[7:11]
    await it.order(in_grace, "再来1斤橙子", {ORANGE: Decimal(1)}, buy=FRUIT, mode="add")
    await it.stage.until("12:03")
    it.expected.add("closed_summary", FRUIT, WANG.user)
    await _handled_late(it, on_time)
    await _late_orders(it, late, refused)
    await it.stage.until("12:33")
    await it.say(WANG, "汇总 1", "1号团《周末水果团》已成团", private=True)
    await it.say(WANG, "已采购 1", "采购中", private=True)
    await it.stage.scene("13:00", "大家说“已付”，王姐对账")
    await pay(it, WANG, FRUIT, [tab for tab in it.ledger.of(FRUIT) if tab.names][::2])
    await it.stage.scene("14:30", "面包团没成，小林没答复：自动取消，谁都不欠")
    await _off(it)


async def _handled_late(it: Play, who: Person) -> None:
    """Written before the cutoff, handed over by the platform after it: booked, the summary corrected."""
    sent_at = _cutoff(it) - timedelta(seconds=20)
    add = {ORANGE: Decimal(1)}
    it.stage.screen.remark(it.stage.now, "平台晚了几分钟才送到的一条，写的时候还没截单：")
    await it.order(who, "橙子再加1斤", add, buy=FRUIT, mode="add", sent_at=sent_at)
    it.expected.add("summary_corrected", FRUIT, WANG.user)


async def _late_orders(it: Play, late: Person, refused: Person) -> None:
    """Two come too late; the leader takes one of them."""
    no = await it.late(late, "再来一盒车厘子", buy=FRUIT)
    await it.late(refused, "再来2斤橙子", buy=FRUIT)
    it.expected.add("late_order_kept", FRUIT, WANG.user, WANG.user)
    await it.say(WANG, f"收迟单 {no}", "收下了", private=True)
    accepted(it, late, {CHERRY: Decimal(1)}, FRUIT, WANG)


def accepted(it: Play, who: Person, more: Wanted, buy: int, leader: Person) -> None:
    """A late order that the leader took: in the book, its summary corrected, its resident told."""
    after = it.ledger.afterwards(buy, who.name, more, "add")
    tab = it.ledger.book(buy, who, who.name, after)
    tab.seq = tab.seq or max(other.seq for other in it.ledger.of(buy)) + 1
    it.expected.add("summary_corrected", buy, leader.user)
    it.expected.add("amended", buy, it.whom(tab))


async def pay(it: Play, leader: Person, buy: int, tabs: list[Tab]) -> None:
    """Residents claim, the leader confirms what came in, and asks who still owes."""
    for tab in tabs[:8]:
        await it.say(tab.buyer, "已付", "记下了，你说已付", private=True)
    numbers = " ".join(str(tab.seq) for tab in tabs)
    await it.say(leader, f"已付 {buy}号团 {numbers}", f"{buy}号团收款", private=True)
    for tab in tabs:
        tab.paid = tab.amount
    owed = sum(tab.amount - tab.paid for tab in it.ledger.of(buy))
    await it.say(leader, f"未付 {buy}", f"待收{owed / 100:g}元" if owed else "付清", private=True)


async def _off(it: Play) -> None:
    """The leader of the bakery buy was asked at 11:31 and does not answer in three hours."""
    it.expected.add("closed_summary", BAKERY, LIN.user)
    it.expected.add("not_formed", BAKERY, LIN.user)
    it.expected.add("buy_off", BAKERY, "group:lake-2")
    for tab in it.ledger.of(BAKERY):
        it.expected.add("buy_off", BAKERY, it.whom(tab))
        it.ledger.cancel(BAKERY, tab.owner)
    await it.stage.until("14:35")


def _cutoff(it: Play) -> datetime:
    zone = it.stage.parts.settings.directory.zone
    return datetime.combine(it.stage.first_day, datetime.min.time(), zone) + timedelta(hours=12)
