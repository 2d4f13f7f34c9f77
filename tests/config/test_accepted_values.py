"""Every setting with what may stand there, at the edges of what is allowed, and the value the rules then read."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from config.loader import Loaded
from config.settings import settings
from groupbuy.directory import Identity, Place, QuietHours, Right, StorageClass
from tests.config.small import Small

LONG, VERY_LONG = "名" * 60, "长" * 300
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NEW_YEAR = date(2027, 1, 1)
TEXTS = (
    ("王", "王"),
    (LONG, LONG),
    ('"  王  姐 "', "王  姐"),
    ("'007'", "007"),
    ("yes", "yes"),
    ("2027-01-01", "2027-01-01"),
    ("👩‍🌾", "👩‍🌾"),
    ("a:b#c, 'd' # a remark", "a:b#c, 'd'"),
)
LONG_TEXTS = ((VERY_LONG, VERY_LONG), ('"一\\n\\n二"', "一\n\n二"))
CLOCK_TIMES = (('"00:00"', time(0)), ("23:59", time(23, 59)))
LATITUDES = (("-90", -90.0), ("90", 90.0), ("0", 0.0), ("31.22518", 31.22518), ("9e1", 90.0))
LONGITUDES = (("-180", -180.0), ("180", 180.0), ("-0.5", -0.5))


def up_to(most: int, least: int = 1) -> tuple[tuple[str, int], ...]:
    return ((str(least), least), (str(most), most), (f"0{most}", most), (f"+{most}", most))


class Setting(NamedTuple):
    """Where one setting stands in the small operator's files, how its value is read, and what it accepts."""

    place: str
    read: Callable[[Loaded], Any]
    accepts: tuple[tuple[str, Any], ...]


def leader(it: Loaded, key: str = "lin") -> Any:
    return it.directory.leaders[key]


def point(it: Loaded) -> Any:
    return it.directory.points["gate"]


def product(it: Loaded) -> Any:
    return it.directory.products["berry"]


def chat(it: Loaded) -> Any:
    return it.directory.chats["lake-1"]


def of_corp(*users: str) -> tuple[Identity, ...]:
    return tuple(("ww1", it) for it in users)


OPERATOR = {
    "name": Setting("name", lambda it: it.directory.operator, TEXTS),
    "zone": Setting(
        "zone",
        lambda it: it.directory.zone.key,
        tuple((it, it) for it in ("UTC", "Asia/Urumqi", "America/Argentina/Buenos_Aires")),
    ),
    "simulator": Setting("simulator", lambda it: it.simulator, (("true", True), ("False", False))),
    "quiet_hours": Setting(
        "quiet_hours",
        lambda it: it.directory.quiet,
        (("~", None), ('{from: "09:00", to: "09:00"}', QuietHours(time(9), time(9)))),
    ),
    "quiet_hours.from": Setting("quiet_hours.from", lambda it: it.directory.quiet.starts, CLOCK_TIMES),
    "quiet_hours.to": Setting("quiet_hours.to", lambda it: it.directory.quiet.ends, CLOCK_TIMES),
    "reminders": Setting(
        "reminders", lambda it: it.directory.reminders.reopen_within, (("{reopen_within: 0m}", 0 * SECOND),)
    ),
    "reminders.before_cutoff": Setting(
        "reminders.before_cutoff",
        lambda it: it.directory.reminders.before_cutoff,
        (
            ("[]", ()),
            ("[1m]", (MINUTE,)),
            ("[7d]", (7 * DAY,)),
            ("[1h, 2h, 3h, 4h, 5h]", (5 * HOUR, 4 * HOUR, 3 * HOUR, 2 * HOUR, HOUR)),
        ),
    ),
    "reminders.before_pickup_closes": Setting(
        "reminders.before_pickup_closes",
        lambda it: it.directory.reminders.before_pickup_closes,
        (("60s", MINUTE), ("168h", 7 * DAY)),
    ),
    "reminders.not_formed_answer": Setting(
        "reminders.not_formed_answer",
        lambda it: it.directory.reminders.not_formed_answer,
        (("10m", 10 * MINUTE), ("3d", 3 * DAY)),
    ),
    "reminders.reopen_within": Setting(
        "reminders.reopen_within",
        lambda it: it.directory.reminders.reopen_within,
        (("0s", 0 * SECOND), ("24h", DAY)),
    ),
    "limits": Setting("limits", lambda it: it.directory.limits.grace, (("{grace: 9m}", 9 * MINUTE),)),
    "limits.grace": Setting(
        "limits.grace", lambda it: it.directory.limits.grace, (("0s", 0 * SECOND), ("10m", 10 * MINUTE))
    ),
    "limits.max_qty_per_line": Setting(
        "limits.max_qty_per_line",
        lambda it: it.directory.limits.max_qty_per_line,
        (("0.5", Decimal("0.5")), ("9999", Decimal(9999)), ("1e2", Decimal(100))),
    ),
    "limits.max_lines_per_message": Setting(
        "limits.max_lines_per_message", lambda it: it.directory.limits.max_lines_per_message, up_to(200)
    ),
    "limits.max_order_amount": Setting(
        "limits.max_order_amount",
        lambda it: it.directory.limits.max_order_amount,
        (("1", 100), ("1.00", 100), ('"1.5"', 150), ("9999999.99", 999_999_999), ("5_000", 500_000)),
    ),
    "limits.messages_per_minute": Setting(
        "limits.messages_per_minute", lambda it: it.directory.limits.messages_per_minute, up_to(600)
    ),
    "limits.open_buys_per_leader": Setting(
        "limits.open_buys_per_leader", lambda it: it.directory.limits.open_buys_per_leader, up_to(200)
    ),
    "holidays": Setting(
        "holidays",
        lambda it: sorted(it.directory.holidays),
        (("[]", []), ("[{from: 2027-05-01}]", [date(2027, 5, 1)])),
    ),
    "holidays[].from": Setting(
        "holidays[1].from",
        lambda it: min(it.directory.holidays),
        (("2026-11-04", date(2026, 11, 4)), ('"2027-01-03"', date(2027, 1, 3))),
    ),
    "holidays[].to": Setting(
        "holidays[1].to",
        lambda it: len(it.directory.holidays),
        (("2027-01-01", 1), ("2027-03-02", 61), ("~", 1)),
    ),
    "holidays[].name": Setting(
        "holidays[1].name", lambda it: min(it.directory.holidays), ((LONG, NEW_YEAR),)
    ),
}
CHANNELS = {
    "channels": Setting(
        "channels",
        lambda it: sorted(spec.name for spec in it.channels),
        (
            (
                (
                    "{sim: {kind: simulator}, hook: {kind: wecom_webhook, secret_env: CCC},"
                    " bot: {kind: wecom_bot, bot_name: b, token_env: AAA, aes_key_env: BBB},"
                    " app: {kind: wecom_app, corp_id: w, agent_id: 1, secret_env: DDD, token_env: EEE, aes_key_env: FFF}}"
                ),
                ["app", "bot", "hook", "sim"],
            ),
        ),
    ),
    "channels.<id>.kind": Setting(
        "channels.sim.kind", lambda it: it.channel("sim").kind, (("simulator", "simulator"),)
    ),
    "channels.<id>.bot_name": Setting("channels.bot.bot_name", lambda it: it.channel("bot").bot_name, TEXTS),
    "channels.<id>.corp_id": Setting(
        "channels.bot.corp_id",
        lambda it: it.channel("bot").realm,
        (("ww2", "ww2"), ("w" * 60, "w" * 60), ("~", "bot")),
    ),
    "channels.<id>.token_env": Setting(
        "channels.bot.token_env",
        lambda it: it.channel("bot").off.split(",")[0],
        (("ABC", "ABC"), ("A" * 60, "A" * 60), ("A1_", "A1_")),
    ),
    "channels.<id>.aes_key_env": Setting(
        "channels.app.aes_key_env",
        lambda it: it.channel("app").off,
        (("ABC", "APP_SECRET, APP_TOKEN, ABC not set in the environment"),),
    ),
    "channels.<id>.agent_id": Setting(
        "channels.app.agent_id", lambda it: it.channel("app").agent_id, (("1", 1), ("1_000_002", 1_000_002))
    ),
    "channels.<id>.secret_env": Setting(
        "channels.hook.secret_env",
        lambda it: it.channel("hook").off,
        (("ABC", "ABC not set in the environment"),),
    ),
    "channels.<id>.api_url": Setting(
        "channels.app.api_url",
        lambda it: it.channel("app").api_url,
        (
            ("https://wecom.example.com:8443/base/", "https://wecom.example.com:8443/base"),
            ("http://localhost:9000", "http://localhost:9000"),
            ('"http://[::1]:9000"', "http://[::1]:9000"),
        ),
    ),
}
COMMUNITIES = {
    "communities": Setting(
        "communities",
        lambda it: sorted(it.directory.communities),
        (("{lake: {name: 湖}, hill: {name: 山}}", ["hill", "lake"]),),
    ),
    "communities.<id>.name": Setting(
        "communities.lake.name", lambda it: it.directory.communities["lake"].name, TEXTS
    ),
    "communities.<id>.buildings": Setting(
        "communities.lake.buildings",
        lambda it: len(it.directory.communities["lake"].buildings),
        (("[]", 0), ("[" + "{name: 楼, lat: 1, lon: 2}," * 500 + "]", 500)),
    ),
    "communities.<id>.buildings[].name": Setting(
        "communities.lake.buildings[1].name",
        lambda it: it.directory.communities["lake"].buildings[0].name,
        (('"3"', "3"), ("A座", "A座")),
    ),
    "communities.<id>.buildings[].lat": Setting(
        "communities.lake.buildings[1].lat",
        lambda it: it.directory.communities["lake"].buildings[0].place.lat,
        LATITUDES,
    ),
    "communities.<id>.buildings[].lon": Setting(
        "communities.lake.buildings[1].lon",
        lambda it: it.directory.communities["lake"].buildings[0].place.lon,
        LONGITUDES,
    ),
    "chats": Setting("chats", lambda it: len(it.directory.chats), (("{}", 0),)),
    "chats.<id>.name": Setting("chats.lake-1.name", lambda it: chat(it).name, TEXTS),
    "chats.<id>.community": Setting(
        "chats.lake-1.community", lambda it: chat(it).community, (("hill", "hill"),)
    ),
    "chats.<id>.channel": Setting(
        "chats.lake-1.channel", lambda it: chat(it).channel, (("sim", "sim"), ("app", "app"))
    ),
    "chats.<id>.chat": Setting(
        "chats.lake-1.chat", lambda it: chat(it).chat, (("wrABC==", "wrABC=="), ("'123'", "123"))
    ),
    "chats.<id>.hears": Setting(
        "chats.lake-1.hears", lambda it: chat(it).hears_all, (("mentions", False), ('"mentions"', False))
    ),
    "chats.<id>.push": Setting(
        "chats.lake-1.push", lambda it: chat(it).push, (("hook", "hook"), ("sim", "sim"), ("~", None))
    ),
}
LEADERS = {
    "leaders": Setting(
        "leaders",
        lambda it: sorted(it.directory.leaders),
        (("{wang: {name: 王, communities: [lake], ids: {sim: 王}}}", ["wang"]),),
    ),
    "leaders.<id>.name": Setting("leaders.lin.name", lambda it: leader(it).name, TEXTS),
    "leaders.<id>.ids": Setting(
        "leaders.lin.ids",
        lambda it: leader(it).identities,
        (
            ("{bot: Lin}", of_corp("Lin")),
            ("{bot: '42'}", of_corp("42")),
            ("{bot: [Lin, Lin2], app: Lin}", of_corp("Lin", "Lin2")),
            ("{sim: 小林, app: Lin}", (("sim", "小林"), ("ww1", "Lin"))),
        ),
    ),
    "leaders.<id>.communities": Setting(
        "leaders.lin.communities",
        lambda it: leader(it).communities,
        (("[lake, hill]", ("lake", "hill")), ("[hill, hill]", ("hill",))),
    ),
    "leaders.<id>.rights": Setting(
        "leaders.lin.rights",
        lambda it: leader(it).rights,
        (
            ("[]", frozenset()),
            ("[money]", frozenset({Right.MONEY})),
            ("[open, orders, goods, verify, money]", frozenset(Right)),
        ),
    ),
    "leaders.<id>.pay": Setting("leaders.lin.pay", lambda it: leader(it).pay, LONG_TEXTS),
    "leaders.<id>.deputy_of": Setting(
        "leaders.lin.deputy_of", lambda it: leader(it).deputy_of, (("wang", "wang"), ("null", None))
    ),
    "admins": Setting("admins", lambda it: len(it.directory.admins), (("{}", 0),)),
    "admins.<id>.name": Setting("admins.chen.name", lambda it: it.directory.admins["chen"].name, TEXTS),
    "admins.<id>.ids": Setting(
        "admins.chen.ids",
        lambda it: it.directory.admins["chen"].identities,
        (("{bot: WangJie}", of_corp("WangJie")), ("{sim: [甲, 乙]}", (("sim", "甲"), ("sim", "乙")))),
    ),
}
POINTS = {
    "points": Setting(
        "points",
        lambda it: sorted(it.directory.points),
        (("{g: {no: 1, name: 门, community: lake, leader: lin, address: 门}}", ["g"]),),
    ),
    "points.<id>.no": Setting("points.gate.no", lambda it: point(it).no, up_to(999)),
    "points.<id>.name": Setting("points.gate.name", lambda it: point(it).name, TEXTS),
    "points.<id>.community": Setting(
        "points.gate.community", lambda it: point(it).community, (("hill", "hill"),)
    ),
    "points.<id>.leader": Setting("points.gate.leader", lambda it: point(it).leader, (("lin", "lin"),)),
    "points.<id>.address": Setting("points.gate.address", lambda it: point(it).address, LONG_TEXTS),
    "points.<id>.place": Setting(
        "points.gate.place", lambda it: point(it).place, (("~", None), ("{lat: 1, lon: -2}", Place(1, -2)))
    ),
    "points.<id>.place.lat": Setting("points.gate.place.lat", lambda it: point(it).place.lat, LATITUDES),
    "points.<id>.place.lon": Setting("points.gate.place.lon", lambda it: point(it).place.lon, LONGITUDES),
    "points.<id>.windows": Setting(
        "points.gate.windows",
        lambda it: len(point(it).windows),
        (("[]", 0), ("[" + '{from: "08:00", to: "09:00"},' * 20 + "]", 20)),
    ),
    "points.<id>.windows[].days": Setting(
        "points.gate.windows[1].days",
        lambda it: sorted(point(it).windows[0].weekdays),
        (
            ("[sun]", [6]),
            ("[tue, mon, tue]", [0, 1]),
            ("[mon, tue, wed, thu, fri, sat, sun]", [0, 1, 2, 3, 4, 5, 6]),
        ),
    ),
    "points.<id>.windows[].from": Setting(
        "points.gate.windows[1].from",
        lambda it: point(it).windows[0].opens,
        (('"00:00"', time(0)), ('"20:29"', time(20, 29))),
    ),
    "points.<id>.windows[].to": Setting(
        "points.gate.windows[1].to",
        lambda it: point(it).windows[0].closes,
        (('"16:01"', time(16, 1)), ('"23:59"', time(23, 59))),
    ),
    "points.<id>.capacity": Setting(
        "points.gate.capacity",
        lambda it: point(it).capacity,
        (("{}", {}), ("{frozen: 0, normal: 100000}", {StorageClass.FROZEN: 0, StorageClass.NORMAL: 100_000})),
    ),
    "points.<id>.access_note": Setting(
        "points.gate.access_note", lambda it: point(it).access_note, LONG_TEXTS
    ),
}
PRICES = (("0.01", 1), ("100000", 10_000_000), ("100000.00", 10_000_000), ("'9.9'", 990), ("~", None))
PRODUCTS = {
    "suppliers": Setting("suppliers", lambda it: len(it.directory.suppliers), (("{farm: {name: 社}}", 1),)),
    "suppliers.<id>.name": Setting(
        "suppliers.farm.name", lambda it: it.directory.suppliers["farm"].name, TEXTS
    ),
    "suppliers.<id>.contact": Setting(
        "suppliers.farm.contact", lambda it: it.directory.suppliers["farm"].contact, LONG_TEXTS
    ),
    "products": Setting(
        "products", lambda it: sorted(it.directory.products), (("{x: {name: 梨, unit: 斤}}", ["x"]),)
    ),
    "products.<id>.name": Setting("products.berry.name", lambda it: product(it).name, TEXTS),
    "products.<id>.unit": Setting(
        "products.berry.unit",
        lambda it: product(it).unit,
        (("斤", "斤"), ("一二三四五六七八九十", "一二三四五六七八九十")),
    ),
    "products.<id>.spec": Setting("products.berry.spec", lambda it: product(it).spec, ((LONG, LONG),)),
    "products.<id>.aliases": Setting(
        "products.berry.aliases",
        lambda it: product(it).aliases,
        (("[]", ()), ("[莓, 莓, 小莓]", ("莓", "小莓")), (f"[{'莓, ' * 20}]", ("莓",))),
    ),
    "products.<id>.storage": Setting(
        "products.berry.storage",
        lambda it: product(it).storage_class,
        tuple((it.value, it) for it in StorageClass),
    ),
    "products.<id>.supplier": Setting(
        "products.berry.supplier", lambda it: product(it).supplier, (("farm", "farm"), ("~", None))
    ),
    "products.<id>.price": Setting("products.berry.price", lambda it: product(it).price, PRICES),
    "products.<id>.supply_price": Setting(
        "products.berry.supply_price", lambda it: product(it).supply_price, PRICES
    ),
}
FILES = {
    "operator.yaml": OPERATOR,
    "channels.yaml": CHANNELS,
    "communities.yaml": COMMUNITIES,
    "leaders.yaml": LEADERS,
    "points.yaml": POINTS,
    "products.yaml": PRODUCTS,
}
ROWS = [
    pytest.param(file, it, written, value, id=f"{file}: {name} = {written[:30]}")
    for file, table in FILES.items()
    for name, it in table.items()
    for written, value in it.accepts
]


@pytest.mark.parametrize(("file", "setting", "written", "value"), ROWS)
def test_a_value_at_the_edge_of_what_is_allowed_is_read_as_it_is_meant(
    tmp_path: Path, file: str, setting: Setting, written: str, value: Any
):
    small = Small(tmp_path)
    small.put(file, setting.place, written)
    read = setting.read(small.load())
    assert (read, type(read)) == (value, type(value))


def test_every_setting_there_is_has_a_value_that_is_accepted():
    tried = [f"{file}: {name}" for file, table in FILES.items() for name in table]
    assert tried == list(settings())


def test_the_small_operator_itself_has_no_mistake_and_every_setting_once(tmp_path: Path):
    small = Small(tmp_path)
    assert small.mistakes() == ()
    for file, table in FILES.items():
        for it in table.values():
            assert small.line(file, it.place) >= 1
