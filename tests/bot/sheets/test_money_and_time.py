"""未付, 迟单 and 流水: who owes, who came late, what happened."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from groupbuy import ordering, settling
from groupbuy.ordering import Wish
from storage.unit import Unit
from tests.bot.sheets.market import BLUEBERRY, RIBS, STRAWBERRY, Market
from tests.groupbuy.made import CUTOFF, D


async def test_who_owes_is_listed_with_what_and_who_paid_is_not(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.order("li", {BLUEBERRY: 1})
    await market.pay("wang")
    assert await market.rows("unpaid") == [
        {
            "seq_no": 2,
            "name": "李叔",
            "room": "5-402",
            "point": "北门便利店",
            "amount": 1990,
            "paid": 0,
            "owed": 1990,
            "claimed": False,
        }
    ]


async def test_a_claim_of_having_paid_is_shown_as_a_claim(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.run(lambda books: settling.claim(books, market.ids["wang"]))
    assert await market.rows("unpaid", "owed", "claimed") == [{"owed": 5000, "claimed": True}]


async def test_what_must_be_given_back_is_owed_with_a_minus(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    await market.pay("wang")
    await market.close()
    await market.fall_short(STRAWBERRY, 1)
    assert await market.rows("unpaid", "amount", "paid", "owed") == [
        {"amount": 2500, "paid": 5000, "owed": -2500}
    ]


async def test_the_late_list_says_what_was_wanted_when_and_whether_it_was_taken_in(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 1})
    market.at = CUTOFF
    await market.close()
    market.at = CUTOFF.replace(hour=13)
    await market.order_late("li", {BLUEBERRY: 2, RIBS: "0.5"})
    await market.order_late("new", {STRAWBERRY: 1})
    await market.lead(ordering.accept_late, 1)
    first, second, third = await market.rows("late")
    assert first == {
        "late_no": 1,
        "sent_at": datetime(2026, 11, 21, 13, 1, tzinfo=UTC),
        "name": "李叔",
        "room": "5-402",
        "mode": "共要",
        "item": "蓝莓",
        "qty": D(2),
        "unit": "盒",
        "on_time": False,
        "accepted": True,
        "note": "",
    }
    assert (second["late_no"], second["item"], second["qty"], second["accepted"]) == (
        1,
        "排骨",
        D("0.5"),
        True,
    )
    assert (third["late_no"], third["item"], third["accepted"]) == (2, "草莓", False)


async def test_a_late_wish_for_somebody_else_is_listed_under_their_name(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 1})
    await market.close()
    market.at = CUTOFF.replace(hour=13)

    async def unit(books: Unit) -> None:
        guest = await books.guest_of(market.ids["wang"], "对门奶奶")
        wishes = [Wish(STRAWBERRY, D(2), "add", whom=guest.id, note="软一点")]
        try:
            async with books.savepoint():
                await ordering.place(books, market.number, market.ids["wang"], wishes, sent_at=books.at)
        except ordering.TooLate as refusal:
            await ordering.keep_late(books, refusal)

    await market.run(unit)
    assert await market.rows("late", "name", "mode", "qty", "note") == [
        {"name": "对门奶奶", "mode": "加", "qty": D(2), "note": "软一点"}
    ]


async def test_times_are_in_the_operators_zone_and_say_so(market: Market) -> None:
    (at, *_) = await market.column("journal", "at")
    assert isinstance(at, datetime)
    assert at.isoformat() == "2026-11-21T09:01:00+08:00"
    market.directory = type(market.directory)("Linli", ZoneInfo("Australia/Lord_Howe"))
    (there, *_) = await market.column("journal", "at")
    assert isinstance(there, datetime)
    assert (there.isoformat(), there) == ("2026-11-21T12:01:00+11:00", at)


async def test_the_journal_lists_every_event_with_who_caused_it_by_which_message(market: Market) -> None:
    await market.order("wang", {STRAWBERRY: 2})
    drafted, opened, placed, _where, changed = await market.rows("journal")
    assert [it["event"] for it in (drafted, opened, placed, changed)] == [
        "BuyDrafted", "BuyOpened", "OrderPlaced", "QtyChanged",
    ]  # fmt: skip
    assert (drafted["order"], placed["order"]) == (None, changed["order"])
    assert (opened["actor"], opened["message"]) == ("u-mei", "message-at-0101")
    assert (changed["actor"], changed["message"]) == (market.ids["wang"], "message-at-0105")
    assert json.loads(str(changed["facts"])) == {
        "item": 1, "before": "0", "after": "2", "price": 2500, "because": "resident",
    }  # fmt: skip


async def test_the_journal_is_complete_and_in_order(day: Market) -> None:
    entries = await day.store.reads.journal(buy=day.number)
    assert await day.column("journal", "no") == [it.no for it in entries]
    assert await day.column("journal", "event") == [type(it.event).__name__ for it in entries]


async def test_the_journal_holds_ids_and_no_names_rooms_or_codes(day: Market) -> None:
    text = str(await day.rows("journal"))
    secrets = ["王姐", "3-1203", "李叔", "5-402", "小陈", "要红的", *(it.code for it in await day.orders())]
    assert [it for it in secrets if it in text] == []
    assert all(user in text for who, user in day.ids.items())
