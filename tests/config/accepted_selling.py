"""What the files about communities, leaders, points and products accept, and the value the rules then read."""

from datetime import date, time
from decimal import Decimal

from groupbuy.applications import Applications, Ask, Step, Terms
from groupbuy.directory import Place, Right, StorageClass
from groupbuy.places import PointKind
from tests.config.accepting import (
    LATITUDES,
    LONG,
    LONG_TEXTS,
    LONGITUDES,
    NAMES,
    Setting,
    applying,
    building,
    chat,
    leader,
    moved,
    of_corp,
    point,
    product,
    up_to,
)

COMMUNITIES = {
    "communities": Setting(
        "communities",
        lambda it: sorted(it.directory.communities),
        (("{lake: {name: 湖}, hill: {name: 山}}", ["hill", "lake"]),),
    ),
    "communities.<id>.name": Setting(
        "communities.lake.name", lambda it: it.directory.communities["lake"].name, NAMES
    ),
    "communities.<id>.buildings": Setting(
        "communities.lake.buildings",
        lambda it: len(it.directory.communities["lake"].buildings),
        (("[]", 0), ("[" + "".join(f"{{name: {no}栋, lat: 1, lon: 2}}," for no in range(500)) + "]", 500)),
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
    "communities.<id>.buildings[].aliases": Setting(
        "communities.lake.buildings[1].aliases",
        lambda it: building(it).aliases,
        (("[]", ()), ("[北楼, 北楼, 听涛]", ("北楼", "听涛")), (f"[{'北楼, ' * 20}]", ("北楼",))),
    ),
    "communities.<id>.buildings[].units": Setting(
        "communities.lake.buildings[1].units", lambda it: building(it).units, (*up_to(99), ("~", None))
    ),
    "communities.<id>.buildings[].floors": Setting(
        "communities.lake.buildings[1].floors", lambda it: building(it).floors, (*up_to(99), ("~", None))
    ),
    "communities.<id>.buildings[].rooms_per_floor": Setting(
        "communities.lake.buildings[1].rooms_per_floor",
        lambda it: building(it).rooms_per_floor,
        (*up_to(99), ("~", None)),
    ),
    "communities.<id>.buildings[].house": Setting(
        "communities.lake.buildings[1].house",
        lambda it: building(it).house,
        (("true", True), ("false", False)),
    ),
    "communities.<id>.buildings[].lift": Setting(
        "communities.lake.buildings[1].lift",
        lambda it: building(it).lift,
        (("true", True), ("false", False), ("~", None)),
    ),
    "communities.<id>.walks": Setting(
        "communities.lake.walks",
        lambda it: it.directory.communities["lake"].walks,
        (
            ("{1号楼: {gate: 0}}", {"1号楼": {"gate": 0}}),
            ("{一栋二单元: {gate: 20000}}", {"1号楼/2": {"gate": 20000}}),
            ("{1-2单元: {gate: 90}, 听涛楼: {gate: 80}}", {"1号楼": {"gate": 80}, "1号楼/2": {"gate": 90}}),
            ("{1号楼1单元: {}, 1#: {gate: 7}}", {"1号楼": {"gate": 7}, "1号楼/1": {"gate": 7}}),
        ),
    ),
    "communities.<id>.farthest_walk": Setting(
        "communities.lake.farthest_walk",
        lambda it: it.directory.communities["lake"].farthest_walk,
        (*up_to(20_000, 100), ("~", None)),
    ),
    "chats": Setting("chats", lambda it: len(it.directory.chats), (("{}", 0),)),
    "chats.<id>.name": Setting("chats.lake-1.name", lambda it: chat(it).name, NAMES),
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
    "leaders.<id>.name": Setting("leaders.lin.name", lambda it: leader(it).name, NAMES),
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
        (("[lake, hill]", ("lake", "hill")), ("[hill, hill]", ("hill",)), ("{lake: [goods]}", ("lake",))),
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
    "leaders.<id>.role": Setting(
        "leaders.lin.role", lambda it: leader(it).role, (("名" * 10, "名" * 10), ("~", ""))
    ),
    "leaders.<id>.pay": Setting("leaders.lin.pay", lambda it: leader(it).pay, LONG_TEXTS),
    "leaders.<id>.deputy_of": Setting(
        "leaders.lin.deputy_of", lambda it: leader(it).deputy_of, (("wang", "wang"), ("null", None))
    ),
    "leaders.<id>.retired": Setting("leaders.lin.retired", lambda it: leader(it).retired, (("true", True),)),
    "admins": Setting("admins", lambda it: len(it.directory.admins), (("{}", 0),)),
    "admins.<id>.name": Setting("admins.chen.name", lambda it: it.directory.admins["chen"].name, NAMES),
    "admins.<id>.ids": Setting(
        "admins.chen.ids",
        lambda it: it.directory.admins["chen"].identities,
        (("{bot: WangJie}", of_corp("WangJie")), ("{sim: [甲, 乙]}", (("sim", "甲"), ("sim", "乙")))),
    ),
    "applications": Setting(
        "applications", lambda it: it.directory.applications, (("~", None), ("{}", Applications()))
    ),
    "applications.asks": Setting(
        "applications.asks",
        lambda it: applying(it).asks,
        (("[]", ()), ("[contact, hours, hours]", (Ask.HOURS, Ask.CONTACT))),
    ),
    "applications.terms": Setting(
        "applications.terms", lambda it: applying(it).terms, (("{version: a, text: 好}", Terms("a", "好")),)
    ),
    "applications.terms.version": Setting(
        "applications.terms.version",
        lambda it: applying(it).terms.version,
        (("2026-11", "2026-11"), ("v" * 40, "v" * 40)),
    ),
    "applications.terms.text": Setting(
        "applications.terms.text",
        lambda it: applying(it).terms.text,
        (("长" * 800, "长" * 800), *LONG_TEXTS[1:]),
    ),
    "applications.terms.from": Setting(
        "applications.terms.from",
        lambda it: applying(it).terms.since,
        (("2026-11-04", date(2026, 11, 4)), ("~", None)),
    ),
    "applications.onboarding": Setting(
        "applications.onboarding",
        lambda it: applying(it).onboarding,
        (("[]", ()), ("[report, terms]", (Step.TERMS, Step.REPORT))),
    ),
}
POINTS = {
    "points": Setting(
        "points",
        lambda it: sorted(it.directory.points),
        (("{g: {no: 1, name: 门, community: lake, leader: lin, address: 门}}", ["g"]),),
    ),
    "points.<id>.no": Setting("points.gate.no", lambda it: point(it).no, up_to(999)),
    "points.<id>.name": Setting("points.gate.name", lambda it: point(it).name, NAMES),
    "points.<id>.community": Setting(
        "points.gate.community", lambda it: point(it).community, (("hill", "hill"),)
    ),
    "points.<id>.leader": Setting("points.gate.leader", lambda it: point(it).leader, (("lin", "lin"),)),
    "points.<id>.managers": Setting(
        "points.gate.managers", lambda it: point(it).run_by, (("[]", ("wang",)), ("[lin]", ("wang", "lin")))
    ),
    "points.<id>.kind": Setting(
        "points.gate.kind", lambda it: point(it).kind, tuple((it.value, it) for it in PointKind)
    ),
    "points.<id>.address": Setting("points.gate.address", lambda it: point(it).address, LONG_TEXTS),
    "points.<id>.place": Setting(
        "points.gate.place", lambda it: point(it).place, (("~", None), ("{lat: 1, lon: -2}", Place(1, -2)))
    ),
    "points.<id>.place.lat": Setting("points.gate.place.lat", lambda it: point(it).place.lat, LATITUDES),
    "points.<id>.place.lon": Setting("points.gate.place.lon", lambda it: point(it).place.lon, LONGITUDES),
    "points.<id>.step_free": Setting(
        "points.gate.step_free", lambda it: point(it).step_free, (("true", True), ("false", False))
    ),
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
    "points.<id>.holidays": Setting(
        "points.gate.holidays", lambda it: point(it).keeps_holidays, (("true", True), ("false", False))
    ),
    "points.<id>.closed": Setting(
        "points.gate.closed",
        lambda it: len(point(it).closed),
        (("[]", 0), ("[{from: 2027-01-01, to: 2027-01-03}, {from: 2027-01-02}]", 3)),
    ),
    "points.<id>.closed[].from": Setting(
        "points.gate.closed[1].from",
        lambda it: min(point(it).closed),
        (("2027-02-03", date(2027, 2, 3)), ("2026-02-02", date(2026, 2, 2))),
    ),
    "points.<id>.closed[].to": Setting(
        "points.gate.closed[1].to",
        lambda it: max(point(it).closed),
        (("2027-02-01", date(2027, 2, 1)), ("2028-02-02", date(2028, 2, 2)), ("~", date(2027, 2, 1))),
    ),
    "points.<id>.closed[].why": Setting(
        "points.gate.closed[1].why", lambda it: len(point(it).closed), (("盘点", 3), (LONG, 3), ("~", 3))
    ),
    "points.<id>.replacements": Setting(
        "points.gate.replacements",
        lambda it: [one.address for one in point(it).replacements],
        (
            ("[]", []),
            (
                "[{from: 2027-02-02, to: 2027-02-02, address: 乙}, {from: 2027-02-01, to: 2027-02-01, address: 甲}]",
                ["甲", "乙"],
            ),
        ),
    ),
    "points.<id>.replacements[].from": Setting(
        "points.gate.replacements[1].from",
        lambda it: moved(it).first,
        (("2027-03-07", date(2027, 3, 7)), ("2026-03-06", date(2026, 3, 6))),
    ),
    "points.<id>.replacements[].to": Setting(
        "points.gate.replacements[1].to",
        lambda it: moved(it).last,
        (("2027-03-01", date(2027, 3, 1)), ("2028-03-01", date(2028, 3, 1))),
    ),
    "points.<id>.replacements[].address": Setting(
        "points.gate.replacements[1].address", lambda it: moved(it).address, LONG_TEXTS
    ),
    "points.<id>.replacements[].place": Setting(
        "points.gate.replacements[1].place",
        lambda it: moved(it).place,
        (("~", None), ("{lat: 1, lon: -2}", Place(1, -2))),
    ),
    "points.<id>.replacements[].place.lat": Setting(
        "points.gate.replacements[1].place.lat", lambda it: moved(it).place.lat, LATITUDES
    ),
    "points.<id>.replacements[].place.lon": Setting(
        "points.gate.replacements[1].place.lon", lambda it: moved(it).place.lon, LONGITUDES
    ),
    "points.<id>.replacements[].windows": Setting(
        "points.gate.replacements[1].windows", lambda it: len(moved(it).windows), (("[]", 0),)
    ),
    "points.<id>.replacements[].windows[].days": Setting(
        "points.gate.replacements[1].windows[1].days",
        lambda it: sorted(moved(it).windows[0].weekdays),
        (("[sun, mon]", [0, 6]),),
    ),
    "points.<id>.replacements[].windows[].from": Setting(
        "points.gate.replacements[1].windows[1].from",
        lambda it: moved(it).windows[0].opens,
        (('"00:00"', time(0)),),
    ),
    "points.<id>.replacements[].windows[].to": Setting(
        "points.gate.replacements[1].windows[1].to",
        lambda it: moved(it).windows[0].closes,
        (('"23:59"', time(23, 59)),),
    ),
    "points.<id>.replacements[].access_note": Setting(
        "points.gate.replacements[1].access_note", lambda it: moved(it).access_note, LONG_TEXTS
    ),
    "points.<id>.replacements[].why": Setting(
        "points.gate.replacements[1].why",
        lambda it: moved(it).why,
        (("装修", "装修"), (LONG, LONG), ("~", "")),
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
        "suppliers.farm.name", lambda it: it.directory.suppliers["farm"].name, NAMES
    ),
    "suppliers.<id>.contact": Setting(
        "suppliers.farm.contact", lambda it: it.directory.suppliers["farm"].contact, LONG_TEXTS
    ),
    "products": Setting(
        "products", lambda it: sorted(it.directory.products), (("{x: {name: 梨, unit: 斤}}", ["x"]),)
    ),
    "products.<id>.name": Setting("products.berry.name", lambda it: product(it).name, NAMES),
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
    "products.<id>.units": Setting(
        "products.berry.units",
        lambda it: product(it).units,
        (("1", Decimal(1)), ("0.001", Decimal("0.001")), ("1000.000", Decimal("1000.000"))),
    ),
    "products.<id>.supplier": Setting(
        "products.berry.supplier", lambda it: product(it).supplier, (("farm", "farm"), ("~", None))
    ),
    "products.<id>.price": Setting("products.berry.price", lambda it: product(it).price, PRICES),
    "products.<id>.supply_price": Setting(
        "products.berry.supply_price", lambda it: product(it).supply_price, PRICES
    ),
}
