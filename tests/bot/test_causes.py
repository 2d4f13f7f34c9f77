"""Every event that moved a quantity, an amount or a place has its line in words; the others have none."""

from decimal import Decimal

import pytest

from bot.causes import cause
from config.loader import load
from groupbuy import events as ev
from tests.bot.commands.days import book
from tests.conversation import SAMPLE, village

DIRECTORY = load(SAMPLE, {}).directory


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (ev.OrderPlaced(1, "o", "r1", "r1", 3, "lake-gate", "000001"), "下单，跟团号3"),
        (ev.OrderPlaced(1, "o", "r1", "r2", 3, "lake-gate", "000001"), "下单，跟团号3（别人代下）"),
        (ev.QtyChanged(1, "o", 1, Decimal(0), Decimal(2), 2500, "resident"), "订草莓2盒，每盒25元"),
        (ev.QtyChanged(1, "o", 1, Decimal(2), Decimal(3), 3000, "resident"), "草莓2→3盒，加的每盒30元"),
        (ev.QtyChanged(1, "o", 1, Decimal(3), Decimal(1), 2500, "resident"), "草莓3→1盒"),
        (ev.QtyChanged(1, "o", 2, Decimal("1.5"), Decimal(0), 1500, "resident"), "取消蓝莓1.5盒"),
        (ev.QtyChanged(1, "o", 1, Decimal(0), Decimal(2), 2500, "leader"), "团长代改：订草莓2盒，每盒25元"),
        (
            ev.QtyChanged(1, "o", 1, Decimal(1), Decimal(2), 2500, "late"),
            "团长收迟单：草莓1→2盒，加的每盒25元",
        ),
        (ev.QtyChanged(1, "o", 1, Decimal(2), Decimal(0), 2500, "cancelled"), "团取消了：取消草莓2盒"),
        (ev.PriceChanged(1, 1, 2250), "草莓改价为22.5元/盒（之后加的按新价）"),
        (ev.LineShorted(1, "o", 1, Decimal(1), 4), "草莓1盒没到，不用付（后下单的先缺）"),
        (ev.ShortageLifted(1, "o", 1, Decimal(1), 4), "更正：草莓1盒照常"),
        (ev.PointChosen(1, "o", "lake-club", "000002"), "改到会所一楼取"),
        (ev.PointChosen(1, "o", "torn-down", "000002"), "改到torn-down取"),
        (
            ev.GoodsPickedUp(1, "o", "v1", (ev.Picked(1, Decimal(2)), ev.Picked(2, Decimal(1)))),
            "取走草莓2盒、蓝莓1盒",
        ),
        (ev.PickupReversed(1, "o", "v1"), "撤销了一次核销"),
        (ev.PaymentClaimed(1, "o"), "说已付，等团长确认"),
        (ev.PaymentConfirmed(1, "o", 6500), "王姐确认收到65元"),
        (ev.PaymentConfirmed(1, "o", -2550), "王姐退了25.5元"),
        (ev.BuyOpened(1), ""),
        (ev.StockChanged(1, 1, Decimal(30)), ""),
    ],
)
async def test_an_event_is_told_in_one_line(event: ev.Event, line: str) -> None:
    async with village() as v:
        await v.open()
        assert cause(event, await book(v), DIRECTORY) == line
