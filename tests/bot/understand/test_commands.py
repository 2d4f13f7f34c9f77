"""Leaders' instructions in free words (LABELS §6)."""

from datetime import datetime

from bot.understand.moments import minutes_in, moment_in
from tests.for_each import for_each

from .buys import EGGS, NOW, buy, said


def told(text: str) -> str:
    return said(text, buy(leader=True, sender="团长小敏"))


@for_each(
    ("text", "meaning"),
    [
        *((text, "close {}") for text in ("截单", "截团了", "停止接单", "收工，结束接龙", "关团")),
        ("今晚8点截单", "extend {'deadline': '2026-11-21 20:00'}"),
        ("8点截单", "extend {'deadline': '2026-11-21 20:00'}"),
        ("截止改到明晚9点半", "extend {'deadline': '2026-11-22 21:30'}"),
        ("最后5分钟截单", "extend {'deadline': '2026-11-21 10:05'}"),
        ("半小时后截单", "extend {'deadline': '2026-11-21 10:30'}"),
        ("延长20分钟", "extend {'minutes': 20}"),
        ("宽限半小时", "extend {'minutes': 30}"),
        ("货到了，下来拿", "arrived {'products': []}"),
        ("核桃到货了", "arrived {'products': [1]}"),
        ("核桃没到，其他都到了", "arrived {'products': [2, 3, 4]}"),
        ("除了核桃都到了", "arrived {'products': [2, 3, 4]}"),
        ("核销 308814", "verify {'code': '308814'}"),
        ("王姐已取", "verify {'who': '王姐'}"),
        ("3-502拿走了", "verify {'who': '3-502'}"),
        ("汇总", "summary {'products': [], 'filter': 'all'}"),
        ("核桃订了几袋了", "summary {'products': [1], 'filter': 'all'}"),
        ("谁没付钱", "summary {'products': [], 'filter': 'unpaid'}"),
        ("还有谁没取", "summary {'products': [], 'filter': 'unpicked'}"),
        ("红枣售罄", "stock {'product': 2, 'op': 'set', 'qty': '0'}"),
        ("红枣只剩5袋", "stock {'product': 2, 'op': 'set', 'qty': '5'}"),
        ("红枣补货20袋", "stock {'product': 2, 'op': 'add', 'qty': '20'}"),
        ("王姐付款了", "paid {'who': '王姐', 'amount': None}"),
        ("老卫转了88.5", "paid {'who': '老卫', 'amount': '88.5'}"),
        ("收到王姐78元", "paid {'who': '王姐', 'amount': '78'}"),
        ("核桃调价到35", "price {'product': 1, 'price': '35'}"),
        ("催未付款的", "remind {'filter': 'unpaid'}"),
        ("提醒没取货的", "remind {'filter': 'unpicked'}"),
        ("流团了，人数不够", "cancel_buy {}"),
    ],
)
def test_commands_with_their_arguments(text: str, meaning: str) -> None:
    assert told(text) == meaning


def test_a_buy_is_opened_with_its_goods_and_deadline() -> None:
    opened = told("开团：香梨专场\n1. 香梨 39元/箱\n2. 苹果 45元/箱\n今晚8点截单")
    assert "'title': '香梨专场'" in opened
    assert (
        "{'name': '香梨', 'price': '39', 'unit': '箱'}, {'name': '苹果', 'price': '45', 'unit': '箱'}"
        in opened
    )
    assert "'deadline': '2026-11-21 20:00'" in opened


@for_each(
    "text",
    [
        "核桃皮薄肉香，今天最后一天",
        "谢谢大家支持",
        "马上截单啦，抓紧",
        "明天到货",
        "大家早上好",
        "核桃39一袋",
        "还没截单呢",
        "几点截单好呢",
    ],
)
def test_promotion_and_talk_command_nothing(text: str) -> None:
    assert told(text) == "none"


@for_each("text", ["截单", "核销 308814", "延长20分钟", "红枣售罄", "流团了", "王姐付款了", "催付款"])
def test_a_resident_commands_nothing(text: str) -> None:
    assert said(text) == "none"


def test_a_leader_with_one_product_need_not_name_it() -> None:
    assert said("只剩5板", buy(EGGS, leader=True)) == "stock {'product': 1, 'op': 'set', 'qty': '5'}"


@for_each(
    ("text", "moment"),
    [
        ("晚上8点", "2026-11-21 20:00"),
        ("8点", "2026-11-21 20:00"),
        ("11点", "2026-11-21 11:00"),
        ("9点半", "2026-11-21 21:30"),
        ("20:15", "2026-11-21 20:15"),
        ("今晚12点", "2026-11-22 00:00"),
        ("明天中午12点", "2026-11-22 12:00"),
        ("明天下午3点一刻", "2026-11-22 15:15"),
        ("后天上午10点", "2026-11-23 10:00"),
        ("周一晚上8点", "2026-11-23 20:00"),
        ("25号晚上8点", "2026-11-25 20:00"),
        ("12月3日18点", "2026-12-03 18:00"),
        ("下午两点二十", "2026-11-21 14:20"),
        ("十分钟后", "2026-11-21 10:10"),
    ],
)
def test_moments_are_the_next_ones_that_fit(text: str, moment: str) -> None:
    found = moment_in(text, NOW)
    assert found is not None
    assert found.replace(tzinfo=None) == datetime.fromisoformat(moment)


@for_each(
    ("text", "minutes"),
    [
        ("20分钟", 20),
        ("半小时", 30),
        ("一个半小时", 90),
        ("两小时", 120),
        ("半个小时", 30),
        ("一刻钟", 15),
        ("1天", 1440),
        ("没有", None),
    ],
)
def test_durations_in_minutes(text: str, minutes: int | None) -> None:
    assert minutes_in(text) == minutes
