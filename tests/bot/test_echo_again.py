"""A draft as the bot repeats it, corrected and sent back: it is read as what it says."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drafting import CONFIRM, echo
from bot.parsing.offer import Offer, read_offer
from bot.parsing.offer_line import read_line
from bot.parsing.times import read_day, read_moment
from bot.router import find_command
from config.loader import load
from groupbuy.buy import GroupBuy, Item, Minimum, Pickup
from tests.conversation import SAMPLE, village
from tests.for_each import for_each

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DIRECTORY = load(SAMPLE, {}).directory
NAMES = "草莓 蓝莓 土鸡蛋（30枚） 可乐330ml*24 一品豆腐 共和土豆 A套餐 车厘子2J 原味酸奶 9号礼盒".split()
ALIASES = "红颜草莓 奶油草莓 鸡蛋 可乐 豆腐 土豆 套餐A".split()
TITLES = ["周末水果", "12月专场", "9.9元专场", "水果、蔬菜", "快团！", "Fruit day"]
OFFER = (
    "开团 周末水果\n草莓 25/盒 库存20 限5\n蓝莓 15元一盒\n截单 后天20:00\n取货 11-24 16:00-19:00\n满20份成团"
)


def parsed(offer: Offer) -> tuple[object, ...]:
    where = (offer.chats, offer.community)
    return offer.title, offer.goods, offer.cutoff_at, offer.day, offer.hours, offer.minimum, where


@for_each(
    ("said", "meant"),
    [
        ("11月23日(一) 20:00", NOW.replace(day=23, hour=20)),
        ("11月23日（一）20:00", NOW.replace(day=23, hour=20)),
        ("11月23日(周一) 20:00", NOW.replace(day=23, hour=20)),
        ("11月22日(日) 20:00", NOW.replace(day=22, hour=20)),
        ("11-22(星期天) 20:00", NOW.replace(day=22, hour=20)),
        ("1月3日(日) 20:00", NOW.replace(year=2027, month=1, day=3, hour=20)),
        ("11月23日(二) 20:00", None),
        ("(一) 20:00", None),
    ],
)
def test_a_weekday_in_brackets_must_be_the_dates_own(said: str, meant: datetime | None) -> None:
    assert read_moment(said, NOW) == meant


def test_a_day_with_its_weekday_leaves_the_hours_behind_it() -> None:
    assert read_day("11月24日(二) 16:00–19:00", NOW) == (date(2026, 11, 24), "16:00–19:00")
    assert read_day("11月24日(三) 16:00–19:00", NOW)[0] is None


@pytest.mark.parametrize("word", ["不限量", "不限", "库存不限", "库存 不限"])
def test_unlimited_is_no_part_of_a_name(word: str) -> None:
    assert (read_line(f"草莓 25元/盒 {word}").name, read_line(f"草莓 25元/盒 {word}").stock) == ("草莓", None)
    assert read_line("不限量自助 25/份").name == "不限量自助"


@pytest.mark.parametrize(
    "head",
    ["开团 12号团《水果》，我记的是：", "12号团《水果》，我记的是：", "@王姐 12号团《水果》，我记的是："],
)
def test_the_head_alone_says_that_it_opens_a_buy(head: str) -> None:
    call = find_command(f"{head}\n1. 草莓 25元/盒 不限量\n截单 11月23日(一) 20:00")
    assert call is not None
    assert call.command.words[0] == "开团"
    assert read_offer(call.words, NOW).title == "水果"


def test_talk_about_a_buy_is_not_taken_for_its_draft() -> None:
    for text in ("12号团《水果》开了", "12号团《水果》我记的是25", "我记的是：草莓2盒"):
        assert find_command(text) is None


@st.composite
def drafts(draw: st.DrawFn) -> GroupBuy:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    amounts = st.none() | st.integers(1, 99_999).map(lambda it: Decimal(it))
    items = {
        no: Item(
            no,
            name,
            draw(st.sampled_from("盒 斤 箱 份 组合 公斤 大礼包".split())),
            draw(st.integers(0, 99_999_99)),
            draw(amounts),
            draw(st.none() | st.integers(1, 99_999).map(lambda it: Decimal(it) / 2)),
            tuple(draw(st.lists(st.sampled_from(ALIASES), max_size=3, unique=True))),
        )
        for no, name in enumerate(names, 1)
    }
    cutoff = NOW + timedelta(minutes=draw(st.integers(1, 300 * 24 * 60)))
    day = cutoff.date() + timedelta(days=draw(st.integers(1, 30)))
    opens = time(draw(st.integers(7, 20)), draw(st.integers(0, 59)))
    need = draw(st.integers(1, 999))
    of = draw(st.sampled_from(["orders", "units", "amount"]))
    minimum = draw(st.none() | st.just(Minimum(of, need * 100 if of == "amount" else need)))
    chats = draw(st.sampled_from([("lake-1",), ("lake-1", "lake-2"), ("maple-1",)]))
    return GroupBuy(
        number=draw(st.integers(1, 9999)), community="lake", leader="wang", title=draw(st.sampled_from(TITLES)),
        items=items, chats=chats, cutoff_at=cutoff.astimezone(UTC),
        pickup=Pickup(day, opens, time(21, 30)), minimum=minimum,
    )  # fmt: skip


@given(drafts(), st.booleans(), st.booleans())
def test_the_echo_of_any_draft_reads_as_that_draft(buy: GroupBuy, head: bool, tail: bool) -> None:
    text = echo(buy, DIRECTORY)
    if not head:
        text = "\n".join([buy.title, *text.splitlines()[1:]])
    if not tail:
        text = text.removesuffix(CONFIRM).strip()
    offer = read_offer(text, NOW)
    assert offer.title == buy.title.strip(" ：，。《》")
    goods = [(it.name, it.price, it.unit, it.stock, it.limit, it.aliases) for it in offer.goods]
    assert goods == [
        (it.name, it.price, it.unit, it.stock, it.limit, it.aliases) for it in buy.items.values()
    ]
    assert offer.cutoff_at == buy.cutoff_at
    assert (offer.day, offer.hours) == (buy.pickup.day, (buy.pickup.opens, buy.pickup.closes))
    assert offer.minimum == buy.minimum
    assert offer.chats == "、".join(DIRECTORY.chat(it).name for it in buy.chats)


async def test_the_echo_pasted_back_is_the_same_draft_again_and_a_correction_is_taken() -> None:
    async with village() as v:
        first = await v.say("王姐", OFFER)
        again = await v.say("王姐", first)
        assert again == first.replace("1号团", "2号团")
        better = await v.say("王姐", again.replace("共20盒", "共30盒").replace("20:00", "21:00"))
        assert "1. 草莓 25元/盒 共30盒 每人限5盒（又叫红颜草莓、奶油草莓）" in better
        assert "截单 11月23日(一) 21:00" in better
        assert "3号团《周末水果》开了" in await v.say("王姐", "确认")


async def test_the_echo_is_understood_in_the_group_with_the_name_it_answers_and_behind_the_word() -> None:
    async with village() as v:
        first = await v.say("王姐", OFFER, chat="lake-1")
        assert first.startswith("@王姐 1号团《周末水果》，我记的是：")
        again = await v.say("王姐", first, chat="lake-1")
        assert again == first.replace("1号团", "2号团")
        assert again.replace("2号团", "3号团") == await v.say("王姐", f"开团 {again}", chat="lake-1")
        renamed = first.replace("《周末水果》", "《水果》")
        assert "之前没确认的《周末水果》作废了" in (noted := await v.say("王姐", renamed, chat="lake-1"))
        assert "《水果》" in await v.say("王姐", noted, chat="lake-1")
