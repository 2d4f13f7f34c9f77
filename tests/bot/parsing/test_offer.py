"""A whole 开团 message: which line is what."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.parsing.offer import read_changes, read_offer, read_pickup
from bot.parsing.times import BadTime
from groupbuy.buy import Minimum
from groupbuy.errors import BadDraft
from tests.for_each import for_each

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TONIGHT = NOW.replace(hour=20)
FULL = """周末水果
草莓 25/盒 库存20 限2
蓝莓 15元一盒
截单 今晚8点
取货 明天17:00-20:00
满20份成团"""


def names(offer):
    return [it.name for it in offer.goods]


def test_every_line_finds_its_place():
    offer = read_offer(FULL, NOW)
    assert offer.title == "周末水果"
    assert names(offer) == ["草莓", "蓝莓"]
    assert offer.cutoff_at == TONIGHT
    assert (offer.day, offer.hours) == (date(2026, 11, 22), (time(17), time(20)))
    assert offer.minimum == Minimum("units", 20)


@pytest.mark.parametrize("mark", ["{}. ", "{}、", "({}) ", "{})"])
def test_numbered_lines_are_items(mark):
    offer = read_offer("水果\n" + mark.format(1) + "草莓 25/盒\n" + mark.format(2) + "蓝莓 15/盒", NOW)
    assert (offer.title, names(offer)) == ("水果", ["草莓", "蓝莓"])


def test_ringed_numbers_and_bullets_are_no_part_of_a_name():
    offer = read_offer("水果\n① 草莓 25/盒\n2️⃣ 蓝莓 15/盒\n- 苹果 5/斤", NOW)
    assert names(offer) == ["草莓", "蓝莓", "苹果"]


def test_without_a_title_the_first_numbered_line_is_an_item():
    offer = read_offer("1. 草莓 25/盒\n2. 蓝莓 15/盒", NOW)
    assert (offer.title, names(offer)) == ("", ["草莓", "蓝莓"])


def test_a_title_with_a_price_in_it_stays_the_title_when_items_follow():
    offer = read_offer("9.9元专场\n草莓 9.9/盒", NOW)
    assert (offer.title, names(offer)) == ("9.9元专场", ["草莓"])


def test_all_of_it_may_stand_on_one_line():
    offer = read_offer("草莓 25/盒 截单 今晚8点，取货 周日，满5户成团", NOW)
    assert (offer.title, names(offer), offer.cutoff_at) == ("", ["草莓"], TONIGHT)
    assert (offer.day, offer.hours, offer.minimum) == (date(2026, 11, 22), None, Minimum("orders", 5))


@for_each(
    "line", ["截单 今晚8点", "截单：20:00", "今晚8点截单", "截止今晚8点", "截止时间 20:00", "截单到20点"]
)
def test_the_cutoff_may_be_said_in_many_ways(line):
    assert read_offer(f"水果\n草莓 25/盒\n{line}", NOW).cutoff_at == TONIGHT


@for_each(
    ("line", "minimum"),
    [
        ("满20份成团", Minimum("units", 20)),
        ("20份起成团", Minimum("units", 20)),
        ("满 10 户成团", Minimum("orders", 10)),
        ("满10单成团", Minimum("orders", 10)),
        ("满500元成团", Minimum("amount", 50_000)),
        ("成团：15份", Minimum("units", 15)),
    ],
)
def test_the_minimum_is_in_portions_households_or_yuan(line, minimum):
    assert read_offer(f"水果\n草莓 25/盒\n{line}", NOW).minimum == minimum


def test_place_lines_are_kept_as_written():
    offer = read_offer("水果\n草莓 25/盒\n群 湖畔花园1群、湖畔花园2群\n小区：湖畔花园", NOW)
    assert (offer.chats, offer.community) == ("湖畔花园1群、湖畔花园2群", "湖畔花园")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("水果\n草莓 25/盒\n截单 有空的时候", BadTime),
        ("水果\n草莓 25/盒\n取货 看情况", BadTime),
        ("水果\n草莓 25/盒\n满0份成团", BadDraft),
        ("水果\n草莓 25 20", BadDraft),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(text, refusal):
    with pytest.raises(refusal):
        read_offer(text, NOW)


def test_pickup_is_a_day_a_window_or_both():
    assert read_pickup("周日", NOW) == (date(2026, 11, 22), None)
    assert read_pickup("17:00-20:00", NOW) == (None, (time(17), time(20)))
    assert read_pickup("后天下午5点到8点", NOW) == (date(2026, 11, 23), (time(17), time(20)))


def test_changes_to_a_copy_are_cutoff_and_pickup_alone():
    assert read_changes("明天20:00", NOW).cutoff_at == NOW.replace(day=22, hour=20)
    both = read_changes("截单 明天20:00 取货 周二", NOW)
    assert (both.cutoff_at, both.day) == (NOW.replace(day=22, hour=20), date(2026, 11, 24))
    assert read_changes("", NOW).cutoff_at is None
    with pytest.raises(BadTime):
        read_changes("便宜点", NOW)
