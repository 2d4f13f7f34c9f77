"""Free words of a leader as the command they stand for."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.incoming import Incoming
from bot.phrasing import PHRASES, canonical
from bot.router import find_command
from bot.talk import Talk
from bot.texts import Texts
from bot.understand.intent import CommandIntent
from groupbuy.buy import GroupBuy, Item, Pickup, State
from groupbuy.directory import Directory
from groupbuy.resident import Resident, Speaker
from tests.conversation import FRUIT, village
from tests.for_each import for_each

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


def made_buy(number, *names):
    items = {no: Item(no, name, "盒", 2500) for no, name in enumerate(names, 1)}
    pickup = Pickup(date(2026, 11, 22), time(17), time(20))
    return GroupBuy(number, "lake", "wang", "水果", items, ("lake-1",), AT, pickup, state=State.OPEN)


FRUITS = made_buy(12, "草莓", "蓝莓", "可乐330ml*24")


def talk_of(text="", *buys):
    speaker = Speaker(Resident("r"), ("sim", "王姐"))
    directory = Directory("邻里", ZoneInfo("Asia/Shanghai"))
    return Talk(Incoming("sim", "王姐", "m", text), AT, speaker, directory, Texts(), buys=buys)


def phrase(name, args, text="", buys=(FRUITS,), buy=FRUITS):
    return canonical(CommandIntent(name, args), talk_of(text, *buys), buy)


@for_each(
    ("name", "args", "text"),
    [
        ("close", {}, "截单"),
        ("extend", {"minutes": 20}, "延长 20分钟"),
        ("extend", {"deadline": "2026-11-22 20:00"}, "延长 到 2026-11-22 20:00"),
        ("cancel_buy", {}, "取消团购"),
        ("arrived", {"products": []}, "到货"),
        ("arrived", {"products": [1, 2]}, "到货 12号团 草莓 蓝莓"),
        ("arrived", {"products": [3]}, "到货 12号团 第3样"),
        ("verify", {"code": "123456"}, "核销 123456"),
        ("verify", {"who": "12号"}, "核销 #12"),
        ("verify", {"who": "芝芝"}, "核销 芝芝"),
        ("summary", {"products": [], "filter": "all"}, "汇总"),
        ("summary", {"products": [1], "filter": "all"}, "汇总 12号团 草莓"),
        ("summary", {"products": [], "filter": "unpaid"}, "未付"),
        ("summary", {"products": [], "filter": "unpicked"}, "未取"),
        ("remind", {"filter": "unpaid"}, "催付"),
        ("remind", {"filter": "unpicked"}, "催取"),
        ("remind", {"filter": "all"}, "催"),
        ("stock", {"product": 1, "op": "add", "qty": "10"}, "库存 12号团 草莓 +10"),
        ("stock", {"product": 1, "op": "sub", "qty": "5"}, "库存 12号团 草莓 -5"),
        ("stock", {"product": 1, "op": "set", "qty": "30"}, "库存 12号团 草莓 30"),
        ("stock", {"product": 1, "op": "set", "qty": "0"}, "库存 12号团 草莓 售罄"),
        ("price", {"product": 2, "price": "17.8"}, "改价 12号团 蓝莓 17.8"),
        ("paid", {"who": "3号", "amount": None}, "已付 3"),
        ("paid", {"who": "3", "amount": None}, "已付 3"),
        ("paid", {"who": "903", "amount": None}, "已付 903室"),
        ("paid", {"who": "老卫", "amount": "88.5"}, "已付 老卫 88.5元"),
    ],
)
def test_each_intent_has_its_command(name, args, text):
    assert phrase(name, args) == text


def test_open_is_written_out_line_by_line():
    args = {
        "title": "洗护专场",
        "products": [
            {"name": "沐浴露", "price": "25", "unit": "瓶"},
            {"name": "香皂", "price": "6", "unit": None},
        ],
        "deadline": "2026-11-22 18:00",
    }
    assert phrase("open", args) == "开团 洗护专场\n沐浴露 25/瓶\n香皂 6元\n截单 2026-11-22 18:00"
    assert phrase("open", {"title": None, "products": [], "deadline": None}) == "开团"


def test_what_is_left_is_not_taken_for_the_whole_stock():
    args = {"product": 1, "op": "set", "qty": "8"}
    assert phrase("stock", args, "草莓还剩8盒") == "库存 12号团 草莓 剩8"
    assert phrase("stock", args, "草莓限量8盒") == "库存 12号团 草莓 8"


def test_the_buys_number_is_written_only_where_no_other_can_be_meant():
    other, same = made_buy(13, "桃酥"), made_buy(14, "草莓")
    args = {"product": 1, "op": "add", "qty": "10"}
    assert phrase("stock", args, buys=(FRUITS, other)) == "库存 12号团 草莓 +10"
    assert phrase("stock", args, buys=(FRUITS, same)) == "库存 草莓 +10"
    assert phrase("stock", args, "12号团草莓又到10盒", buys=(FRUITS, same)) == "库存 12号团 草莓 +10"
    assert phrase("close", {}, buys=(FRUITS, other)) == "截单"
    assert phrase("close", {}, "12号团截了吧", buys=(FRUITS, other)) == "截单 12号团"


def test_without_a_buy_only_what_needs_none_is_phrased():
    assert phrase("close", {}, buys=(), buy=None) == "截单"
    assert phrase("stock", {"product": 1, "op": "add", "qty": "1"}, buys=(), buy=None) is None
    assert phrase("arrived", {"products": [1]}, buys=(), buy=None) is None
    assert phrase("price", {"product": 9, "price": "1"}) is None


def test_what_has_no_command_is_left_to_the_helpful_line():
    assert phrase("dance", {}) is None


@for_each("name", sorted(PHRASES))
def test_every_phrase_is_a_command_that_exists(name):
    args = {
        "products": [1],
        "product": 1,
        "op": "add",
        "qty": "1",
        "price": "5",
        "who": "3号",
        "code": "",
        "title": "水果",
    }
    if name == "open":
        args["products"] = []
    call = find_command(phrase(name, args) or "")
    assert call is not None


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("收工，结束接龙", "是要“截单"),
        ("宽限二十分钟", "截单改到 11月21日(六) 20:20"),
        ("截止改到明晚7点半", "截单改到 11月22日(日) 19:30"),
        ("草莓调价到17.8", "是要“改价 1号团 草莓 17.8”吗"),
        ("草莓补货20盒", "库存 40盒"),
        ("草莓还剩8盒", "库存 8盒"),
        ("草莓售罄", "售罄了"),
        ("出汇总表", "1号团《周末水果》开团中"),
        ("哪些人没给钱", "付"),
        ("流团了，人数不够", "真的取消1号团"),
    ],
)
async def test_a_leader_who_talks_freely_is_answered_like_one_who_types_commands(said, hint):
    async with village() as v:
        await v.open()
        answer = await v.say("王姐", said, chat="lake-1")
        assert hint in answer


async def test_a_resident_who_says_the_same_changes_nothing():
    async with village() as v:
        await v.open(text=FRUIT)
        for said in ("收工，结束接龙", "宽限二十分钟", "草莓售罄", "草莓调价到17.8"):
            await v.say("李阿姨", said, chat="lake-1")
        buy = await v.store.reads.buy(1)
        assert (buy.state, buy.items[1].price, buy.items[1].stock) == (State.OPEN, 2500, 20)
