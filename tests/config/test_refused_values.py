"""Every setting with what may not stand there: the one mistake told, its line, its path and its exact words."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from config.settings import settings
from tests.config.small import Small

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
LONG, TOO_LONG = "名" * 61, "长" * 301
CUT = {LONG: "名" * 59 + "…", TOO_LONG: "长" * 59 + "…", "w" * 65: "w" * 59 + "…"}
ID = "is no id: 1 to 40 of a–z, 0–9 and -, starting with a letter or digit"
DURATION = "is no duration: a whole number and s, m, h or d, such as 15m or 2h"
CLOCK = 'is no time of day: "00:00" to "23:59", in quotes'
DATE = "is no date: year-month-day, such as 2027-01-31"
YUAN = "is no amount in yuan: digits with at most two decimals, such as 12.80"
VARIABLE = "is not the name of an environment variable: A–Z, 0–9 and _; the secret itself never stands here"
ADDRESS = "is no address of the form https://host"
QUOTE = "must be text, not a number; write it in quotes"
TEXTS = (
    ("~", "must be text, not nothing"),
    ("12", QUOTE),
    ("1_000", QUOTE),
    ("1.50", "must be text, not a number with decimals; write it in quotes"),
    ("true", "must be text, not true or false"),
    ("[a]", "must be text, not a list"),
    ("{a: b}", "must be text, not a map of keys"),
    ("'  '", "must not be empty"),
    ('"a\\tb"', "must be one line without control characters"),
    ('"a\\nb"', "must be one line without control characters"),
)
NAMES = (*TEXTS[:2], (LONG, f"“{CUT[LONG]}” is too long"))
LONG_TEXTS = (*TEXTS[:2], (TOO_LONG, f"“{CUT[TOO_LONG]}” is too long"))
PLATFORM_IDS = (*TEXTS[1:2], TEXTS[7], ("w" * 65, f"“{CUT['w' * 65]}” is too long"))
LISTS = (("~", "must be a list, not nothing"), ("lake", "must be a list, not text"))
MAPS = (
    ("~", "must be a map of keys, not nothing"),
    ("[]", "must be a map of keys, not a list"),
    ("lake", "must be a map of keys, not text"),
)
CLOCKS = (
    ("16", f"“16” {CLOCK}"),
    ("960", f"“960” {CLOCK}"),
    ("8:00", f"“8:00” {CLOCK}"),
    ('"24:00"', f"“24:00” {CLOCK}"),
    ("~", f"nothing {CLOCK}"),
    ("4pm", f"“4pm” {CLOCK}"),
)
DAYS = (
    ("2027-1-1", f"“2027-1-1” {DATE}"),
    ("2027-02-30", f"“2027-02-30” {DATE}"),
    ("20270101", f"“20270101” {DATE}"),
    ("2027-01-01T00:00:00Z", f"“2027-01-01T00:00:00Z” {DATE}"),
)
LATITUDES = (
    ("90.00001", "“90.00001” is too large"),
    ("-91", "“-91” is too small"),
    ("1e400", "“1E+400” is too large"),
    ("'31.2'", "must be a number, not text"),
    ("31,2", "must be a number, not text"),
    (".nan", "must be a number, not text"),
    ("~", "must be a number, not nothing"),
)
LONGITUDES = (("180.1", "“180.1” is too large"), ("-180.1", "“-180.1” is too small"), *LATITUDES[3:4])
VARIABLES = tuple(
    (it, VARIABLE)
    for it in ("AB", "1ABC", "bot_token", "$BOT_TOKEN", "BOT-TOKEN", "'BOT_TOKEN '", "A" * 61, "123456", "~")
)
PRICES = (
    ("0", "“0” is too small"),
    ("0.00", "“0.00” is too small"),
    ("100000.01", "“100000.01” is too large"),
    ("25.805", f"“25.805” {YUAN}"),
    ("25.8元", f"“25.8元” {YUAN}"),
    ("25,80", f"“25,80” {YUAN}"),
    ("-1", f"“-1” {YUAN}"),
    ("1e1", f"“1E+1” {YUAN}"),
    ("0x10", f"“0x10” {YUAN}"),
    ("yes", f"“yes” {YUAN}"),
    ("true", "must be an amount in yuan, not true or false"),
)


def whole(most: int, least: int = 1) -> tuple[tuple[str, str], ...]:
    return (
        (str(least - 1), f"“{least - 1}” is too small"),
        (str(most + 1), f"“{most + 1}” is too large"),
        ("-1", "“-1” is too small"),
        ("'5'", "must be a whole number, not text"),
        ("0x5", "must be a whole number, not text"),
        ("５", "must be a whole number, not text"),
        ("1.0", "must be a whole number, not a number with decimals"),
        ("1e1", "must be a whole number, not a number with decimals"),
        ("true", "must be a whole number, not true or false"),
        ("~", "must be a whole number, not nothing"),
    )


def one_of(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """(written, the one that was meant or ""), and what is no text at all."""
    told = tuple(
        (it, f"“{it}” is not one of them" + (f"; did you mean “{near}”?" if near else ""))
        for it, near in rows
    )
    return (*told, ("~", "nothing is not one of them"))


def in_list(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple((f"[{written}]", said, "[1]") for written, said in rows)


FEW, MANY = "has too few entries", "has too many entries"
REFUSED: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "operator.yaml: name": ("name", (*TEXTS, (LONG, f"“{CUT[LONG]}” is too long"))),
    "operator.yaml: zone": (
        "zone",
        (
            ("asia/shanghai", "“asia/shanghai” is no time zone; did you mean “Asia/Shanghai”?"),
            ("+08:00", "“+08:00” is no time zone"),
            ("8", "“8” is no time zone"),
            ("CST-8", "“CST-8” is no time zone"),
        ),
    ),
    "operator.yaml: simulator": (
        "simulator",
        (
            *((it, "must be true or false, not text") for it in ("yes", "no", "on", "'true'")),
            ("1", "must be true or false, not a number"),
            ("~", "must be true or false, not nothing"),
        ),
    ),
    "operator.yaml: quiet_hours": (
        "quiet_hours",
        (*MAPS[1:], ("{from: '22:00'}", "is missing", ".to"), ("{to: '08:00'}", "is missing", ".from")),
    ),
    "operator.yaml: quiet_hours.from": ("quiet_hours.from", CLOCKS),
    "operator.yaml: quiet_hours.to": ("quiet_hours.to", CLOCKS),
    "operator.yaml: reminders": ("reminders", MAPS),
    "operator.yaml: reminders.before_cutoff": (
        "reminders.before_cutoff",
        (
            *LISTS[:1],
            ("2h", "must be a list, not text"),
            ("[1h, 2h, 3h, 4h, 5h, 6h]", f"a list {MANY}"),
            ("[1h, 59s]", "“59s” is too small", "[2]"),
            ("[169h]", "“169h” is too large", "[1]"),
            ("[2]", f"“2” {DURATION}", "[1]"),
        ),
    ),
    "operator.yaml: reminders.before_pickup_closes": (
        "reminders.before_pickup_closes",
        (("59s", "“59s” is too small"), ("8d", "“8d” is too large"), ("2 h", f"“2 h” {DURATION}")),
    ),
    "operator.yaml: reminders.not_formed_answer": (
        "reminders.not_formed_answer",
        (("599s", "“599s” is too small"), ("73h", "“73h” is too large"), ("3", f"“3” {DURATION}")),
    ),
    "operator.yaml: reminders.reopen_within": (
        "reminders.reopen_within",
        (("86401s", "“86401s” is too large"), ("-1m", f"“-1m” {DURATION}"), ("~", f"nothing {DURATION}")),
    ),
    "operator.yaml: limits": ("limits", MAPS),
    "operator.yaml: limits.grace": (
        "limits.grace",
        (("601s", "“601s” is too large"), ("60", f"“60” {DURATION}"), ("1m30s", f"“1m30s” {DURATION}")),
    ),
    "operator.yaml: limits.max_qty_per_line": (
        "limits.max_qty_per_line",
        (
            ("0", "“0” is too small"),
            ("0.0", "“0.0” is too small"),
            ("9999.001", "“9999.001” is too large"),
            ("1e999999", "“1E+999999” is too large"),
            ("'9'", "must be a number, not text"),
            (".inf", "must be a number, not text"),
            ("true", "must be a number, not true or false"),
        ),
    ),
    "operator.yaml: limits.max_lines_per_message": ("limits.max_lines_per_message", whole(200)),
    "operator.yaml: limits.max_order_amount": (
        "limits.max_order_amount",
        (("0.99", "“0.99” is too small"), ("0", "“0” is too small"), ("5000元", f"“5000元” {YUAN}")),
    ),
    "operator.yaml: limits.messages_per_minute": ("limits.messages_per_minute", whole(600)),
    "operator.yaml: limits.open_buys_per_leader": ("limits.open_buys_per_leader", whole(200)),
    "operator.yaml: holidays": (
        "holidays",
        (
            *LISTS[:1],
            ("2027-01-01", "must be a list, not text"),
            ("{from: 2027-01-01}", "must be a list, not a map of keys"),
            ("[" + "{from: 2027-01-01}," * 201 + "]", f"a list {MANY}"),
        ),
    ),
    "operator.yaml: holidays[].from": ("holidays[1].from", (*DAYS, ("~", f"nothing {DATE}"))),
    "operator.yaml: holidays[].to": ("holidays[1].to", DAYS),
    "operator.yaml: holidays[].name": ("holidays[1].name", NAMES[1:]),
    "channels.yaml: channels": ("channels", MAPS),
    "channels.yaml: channels.<id>.kind": (
        "channels.hook.kind",
        one_of(
            ("wecom-webhook", "wecom_webhook"),
            ("Wecom_Webhook", "wecom_webhook"),
            ("telegram", ""),
            ("1", ""),
        ),
    ),
    "channels.yaml: channels.<id>.bot_name": ("channels.bot.bot_name", NAMES),
    "channels.yaml: channels.<id>.corp_id": ("channels.app.corp_id", PLATFORM_IDS),
    "channels.yaml: channels.<id>.token_env": ("channels.bot.token_env", VARIABLES),
    "channels.yaml: channels.<id>.aes_key_env": ("channels.app.aes_key_env", VARIABLES),
    "channels.yaml: channels.<id>.agent_id": (
        "channels.app.agent_id",
        (it for it in whole(10**9) if "large" not in it[1]),  # the platform says no more than "a number"
    ),
    "channels.yaml: channels.<id>.secret_env": ("channels.hook.secret_env", VARIABLES),
    "channels.yaml: channels.<id>.api_url": (
        "channels.app.api_url",
        (
            *(
                (it, ADDRESS)
                for it in (
                    *("~", "12", "[x]", "{a: b}", "wecom.example.com", "https://", "https://a b"),
                    *("https://h:99999", "https://h:0", "https://[x", "https://h#x", "https://湖.cn"),
                )
            ),
            ("http://10.0.0.1", "must start with https:// (plain http only to this machine)"),
            ("ftp://h", "must start with https:// (plain http only to this machine)"),
        ),
    ),
    "communities.yaml: communities": ("communities", MAPS),
    "communities.yaml: communities.<id>.name": ("communities.lake.name", NAMES),
    "communities.yaml: communities.<id>.buildings": (
        "communities.lake.buildings",
        (*LISTS, ("[" + "{name: 楼, lat: 1, lon: 2}," * 501 + "]", f"a list {MANY}")),
    ),
    "communities.yaml: communities.<id>.buildings[].name": ("communities.lake.buildings[1].name", NAMES),
    "communities.yaml: communities.<id>.buildings[].lat": ("communities.lake.buildings[1].lat", LATITUDES),
    "communities.yaml: communities.<id>.buildings[].lon": ("communities.lake.buildings[1].lon", LONGITUDES),
    "communities.yaml: chats": ("chats", MAPS),
    "communities.yaml: chats.<id>.name": ("chats.lake-1.name", NAMES),
    "communities.yaml: chats.<id>.community": (
        "chats.lake-1.community",
        (("~", f"nothing {ID}"), ("1", f"“1” {ID}"), ("[lake]", f"a list {ID}")),
    ),
    "communities.yaml: chats.<id>.channel": ("chats.lake-1.channel", (("7", f"“7” {ID}"),)),
    "communities.yaml: chats.<id>.chat": ("chats.lake-1.chat", PLATFORM_IDS),
    "communities.yaml: chats.<id>.hears": (
        "chats.lake-1.hears",
        one_of(("mention", "mentions"), ("Mentions", "mentions"), ("none", "")),
    ),
    "communities.yaml: chats.<id>.push": (
        "chats.lake-1.push",
        (("[hook]", f"a list {ID}"), ("1.5", f"“1.5” {ID}")),
    ),
    "leaders.yaml: leaders": ("leaders", MAPS),
    "leaders.yaml: leaders.<id>.name": ("leaders.lin.name", NAMES),
    "leaders.yaml: leaders.<id>.ids": (
        "leaders.lin.ids",
        (
            *MAPS,
            ("{}", f"a map of keys {FEW}"),
            ("{bot: 007}", QUOTE, ".bot"),
            ("{bot: []}", f"a list {FEW}", ".bot"),
            ("{bot: ~}", "must be a list, not nothing", ".bot"),
            ("{bot: [Lin, 7]}", QUOTE, ".bot[2]"),
        ),
    ),
    "leaders.yaml: leaders.<id>.communities": (
        "leaders.lin.communities",
        (*LISTS, ("[]", f"a list {FEW}"), ("[1]", f"“1” {ID}", "[1]")),
    ),
    "leaders.yaml: leaders.<id>.rights": (
        "leaders.lin.rights",
        (*LISTS, *in_list(one_of(("Goods", "goods"), ("moneys", "money"), ("all", ""), ("5", "")))),
    ),
    "leaders.yaml: leaders.<id>.pay": ("leaders.lin.pay", LONG_TEXTS),
    "leaders.yaml: leaders.<id>.deputy_of": ("leaders.lin.deputy_of", (("[wang]", f"a list {ID}"),)),
    "leaders.yaml: admins": ("admins", MAPS),
    "leaders.yaml: admins.<id>.name": ("admins.chen.name", NAMES),
    "leaders.yaml: admins.<id>.ids": ("admins.chen.ids", (*MAPS, ("{}", f"a map of keys {FEW}"))),
    "points.yaml: points": ("points", (*MAPS, ("{}", f"a map of keys {FEW}"))),
    "points.yaml: points.<id>.no": ("points.gate.no", whole(999)),
    "points.yaml: points.<id>.name": ("points.gate.name", NAMES),
    "points.yaml: points.<id>.community": ("points.gate.community", (("~", f"nothing {ID}"),)),
    "points.yaml: points.<id>.leader": ("points.gate.leader", (("~", f"nothing {ID}"), ("3", f"“3” {ID}"))),
    "points.yaml: points.<id>.address": ("points.gate.address", LONG_TEXTS),
    "points.yaml: points.<id>.place": (
        "points.gate.place",
        (("[31.2, 121.4]", "must be a map of keys, not a list"), ("{lat: 31.2}", "is missing", ".lon")),
    ),
    "points.yaml: points.<id>.place.lat": ("points.gate.place.lat", LATITUDES),
    "points.yaml: points.<id>.place.lon": ("points.gate.place.lon", LONGITUDES),
    "points.yaml: points.<id>.windows": (
        "points.gate.windows",
        (
            *LISTS,
            ("[" + "{from: '08:00', to: '09:00'}," * 21 + "]", f"a list {MANY}"),
            ("[{to: '09:00'}]", "is missing", "[1].from"),
        ),
    ),
    "points.yaml: points.<id>.windows[].days": (
        "points.gate.windows[1].days",
        (
            *LISTS,
            ("[]", f"a list {FEW}"),
            *in_list(one_of(("monday", "mon"), ("Tue", "tue"), ("周一", ""), ("1", ""))),
        ),
    ),
    "points.yaml: points.<id>.windows[].from": ("points.gate.windows[1].from", CLOCKS),
    "points.yaml: points.<id>.windows[].to": ("points.gate.windows[1].to", CLOCKS),
    "points.yaml: points.<id>.capacity": (
        "points.gate.capacity",
        (
            *MAPS,
            ("{frozn: 1}", "“frozn” is not one of them; did you mean “frozen”?", ".frozn"),
            ("{cold: 1}", "“cold” is not one of them", ".cold"),
            ("{normal: -1}", "“-1” is too small", ".normal"),
            ("{normal: 100001}", "“100001” is too large", ".normal"),
            ("{frozen: 1.5}", "must be a whole number, not a number with decimals", ".frozen"),
        ),
    ),
    "points.yaml: points.<id>.access_note": ("points.gate.access_note", LONG_TEXTS),
    "products.yaml: suppliers": ("suppliers", MAPS),
    "products.yaml: suppliers.<id>.name": ("suppliers.farm.name", NAMES),
    "products.yaml: suppliers.<id>.contact": ("suppliers.farm.contact", LONG_TEXTS),
    "products.yaml: products": ("products", (*MAPS, ("{}", f"a map of keys {FEW}"))),
    "products.yaml: products.<id>.name": ("products.berry.name", NAMES),
    "products.yaml: products.<id>.unit": (
        "products.berry.unit",
        (*NAMES[:2], ("一二三四五六七八九十个", "“一二三四五六七八九十个” is too long")),
    ),
    "products.yaml: products.<id>.spec": ("products.berry.spec", NAMES),
    "products.yaml: products.<id>.aliases": (
        "products.berry.aliases",
        (*LISTS, (f"[{'莓, ' * 21}]", f"a list {MANY}"), ("[莓, '']", "must not be empty", "[2]")),
    ),
    "products.yaml: products.<id>.storage": (
        "products.berry.storage",
        one_of(("Chilled", "chilled"), ("frosen", "frozen"), ("冷藏", ""), ("cold", "")),
    ),
    "products.yaml: products.<id>.supplier": ("products.berry.supplier", (("1", f"“1” {ID}"),)),
    "products.yaml: products.<id>.price": ("products.berry.price", PRICES),
    "products.yaml: products.<id>.supply_price": ("products.berry.supply_price", PRICES[:4]),
}


class Row(NamedTuple):
    setting: str
    place: str
    written: str
    said: str
    below: str = ""


ROWS = [Row(setting, place, *row) for setting, (place, rows) in REFUSED.items() for row in rows]


def documented(setting: str) -> str:
    """What docs/configuration.md says is allowed, of the setting or of the one it stands in."""
    file, _, path = setting.partition(": ")
    page = PAGE[PAGE.index(f"## {file}") :]
    while not (row := re.search(rf"^\| `{re.escape(path)}` \| (.+?) \|", page, re.MULTILINE)):
        path = re.sub(r"(\.[^.\[\]]+|\[\])$", "", path)
    return row[1]


@pytest.mark.parametrize("row", ROWS, ids=lambda it: f"{it.setting} = {it.written[:30]}")
def test_what_may_not_stand_there_is_told_once_at_its_line_with_what_the_page_allows(
    tmp_path: Path, row: Row
):
    small, file = Small(tmp_path), row.setting.partition(":")[0]
    line = small.put(file, row.place, row.written)
    here = [it for it in small.mistakes() if Path(it.file).name == file and it.path.startswith(row.place)]
    setting = row.setting + re.sub(r"\d+", "", row.below)
    assert [(it.line, it.path, it.what) for it in here] == [
        (line, row.place + row.below, f"{row.said}; allowed: {documented(setting)}")
    ]


def test_every_setting_there_is_has_a_value_that_is_refused():
    assert list(REFUSED) == list(settings())


@pytest.mark.parametrize("setting", settings())
def test_a_setting_without_a_default_is_missed_and_another_is_not(tmp_path: Path, setting: str):
    """The page's third column says "a mistake" where there is no default."""
    file, _, path = setting.partition(": ")
    page = PAGE[PAGE.index(f"## {file}") :]
    row = re.search(rf"^\| `{re.escape(path)}` \|.*?\| ([^|]*) \| [^|]* \|$", page, re.MULTILINE)
    assert row
    small, place = Small(tmp_path), REFUSED[setting][0]
    small.drop(file, place)
    told = {it.path: it.what for it in small.mistakes() if "is missing" in it.what}
    needed = row[1] == "a mistake" or setting.endswith("corp_id")  # an app must have one, a bot need not
    assert told == ({place: f"is missing; allowed: {documented(setting)}"} if needed else {})
