"""What the files about communities, leaders, points and products refuse: rows as in refused_running."""

from tests.config.refusing import (
    CLOCKS,
    DATE,
    DAYS,
    FEW,
    ID,
    LATITUDES,
    LISTS,
    LONG_TEXTS,
    LONGITUDES,
    MANY,
    MAPS,
    NAMES,
    PLATFORM_IDS,
    PRICES,
    QUOTE,
    SWITCHES,
    TEXTS,
    in_list,
    one_of,
    whole,
)

REFUSED: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "communities.yaml: communities": ("communities", MAPS),
    "communities.yaml: communities.<id>.name": ("communities.lake.name", NAMES),
    "communities.yaml: communities.<id>.buildings": (
        "communities.lake.buildings",
        (*LISTS, ("[" + "{name: 楼, lat: 1, lon: 2}," * 501 + "]", f"a list {MANY}")),
    ),
    "communities.yaml: communities.<id>.buildings[].name": ("communities.lake.buildings[1].name", NAMES),
    "communities.yaml: communities.<id>.buildings[].lat": ("communities.lake.buildings[1].lat", LATITUDES),
    "communities.yaml: communities.<id>.buildings[].lon": ("communities.lake.buildings[1].lon", LONGITUDES),
    "communities.yaml: communities.<id>.buildings[].aliases": (
        "communities.lake.buildings[1].aliases",
        (*LISTS, (f"[{'北楼, ' * 21}]", f"a list {MANY}"), ("[北楼, '']", "must not be empty", "[2]")),
    ),
    "communities.yaml: communities.<id>.buildings[].units": (
        "communities.lake.buildings[1].units",
        whole(99)[:-1],
    ),
    "communities.yaml: communities.<id>.buildings[].floors": (
        "communities.lake.buildings[1].floors",
        whole(99)[:2],
    ),
    "communities.yaml: communities.<id>.buildings[].rooms_per_floor": (
        "communities.lake.buildings[1].rooms_per_floor",
        whole(99)[:2],
    ),
    "communities.yaml: communities.<id>.buildings[].house": (
        "communities.lake.buildings[1].house",
        (("yes", "must be true or false, not text"), ("1", "must be true or false, not a number")),
    ),
    "communities.yaml: communities.<id>.buildings[].lift": (
        "communities.lake.buildings[1].lift",
        (("有", "must be true or false, not text"), ("0", "must be true or false, not a number")),
    ),
    "communities.yaml: communities.<id>.walks": (
        "communities.lake.walks",
        (
            *MAPS,
            ("{1号楼: 80}", "must be a map of keys, not a number", ".1号楼"),
            ("{1号楼: {gate: -1}}", "“-1” is too small", ".1号楼.gate"),
            ("{1号楼: {gate: 20001}}", "“20001” is too large", ".1号楼.gate"),
            ("{1号楼: {gate: 80.5}}", "must be a whole number, not a number with decimals", ".1号楼.gate"),
            ("{1号楼: {gate: 80米}}", "must be a whole number, not text", ".1号楼.gate"),
        ),
    ),
    "communities.yaml: communities.<id>.farthest_walk": (
        "communities.lake.farthest_walk",
        whole(20_000, 100)[:-1],
    ),
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
        (
            *(*LISTS, ("[]", f"a list {FEW}"), ("[1]", f"“1” {ID}", "[1]"), ("{}", f"a map of keys {FEW}")),
            ("{lake: goods}", "must be a list, not text", ".lake"),
            ("{lake: [good]}", "“good” is not one of them; did you mean “goods”?", ".lake[1]"),
        ),
    ),
    "leaders.yaml: leaders.<id>.rights": (
        "leaders.lin.rights",
        (*LISTS, *in_list(one_of(("Goods", "goods"), ("moneys", "money"), ("all", ""), ("5", "")))),
    ),
    "leaders.yaml: leaders.<id>.role": (
        "leaders.lin.role",
        (("名" * 11, f"“{'名' * 11}” is too long"), TEXTS[1]),
    ),
    "leaders.yaml: leaders.<id>.pay": ("leaders.lin.pay", LONG_TEXTS),
    "leaders.yaml: leaders.<id>.deputy_of": ("leaders.lin.deputy_of", (("[wang]", f"a list {ID}"),)),
    "leaders.yaml: leaders.<id>.retired": (
        "leaders.lin.retired",
        (("yes", "must be true or false, not text"), ("1", "must be true or false, not a number")),
    ),
    "leaders.yaml: admins": ("admins", MAPS),
    "leaders.yaml: admins.<id>.name": ("admins.chen.name", NAMES),
    "leaders.yaml: admins.<id>.ids": ("admins.chen.ids", (*MAPS, ("{}", f"a map of keys {FEW}"))),
    "leaders.yaml: applications": ("applications", (MAPS[1], MAPS[2])),
    "leaders.yaml: applications.asks": (
        "applications.asks",
        (*LISTS, *in_list(one_of(("adress", "address"), ("name", "")))),
    ),
    "leaders.yaml: applications.terms": (
        "applications.terms",
        (*MAPS[1:], ("{version: a}", "is missing", ".text"), ("{text: 好}", "is missing", ".version")),
    ),
    "leaders.yaml: applications.terms.version": (
        "applications.terms.version",
        (("1", f"“1” {ID}"), ("V 1", f"“V 1” {ID}")),
    ),
    "leaders.yaml: applications.terms.text": (
        "applications.terms.text",
        (*TEXTS[:2], ("长" * 801, f"“{'长' * 59}…” is too long")),
    ),
    "leaders.yaml: applications.terms.from": ("applications.terms.from", DAYS),
    "leaders.yaml: applications.onboarding": (
        "applications.onboarding",
        (*LISTS, *in_list(one_of(("term", "terms"), ("hello", "")))),
    ),
    "points.yaml: points": ("points", (*MAPS, ("{}", f"a map of keys {FEW}"))),
    "points.yaml: points.<id>.no": ("points.gate.no", whole(999)),
    "points.yaml: points.<id>.name": ("points.gate.name", NAMES),
    "points.yaml: points.<id>.community": ("points.gate.community", (("~", f"nothing {ID}"),)),
    "points.yaml: points.<id>.leader": ("points.gate.leader", (("~", f"nothing {ID}"), ("3", f"“3” {ID}"))),
    "points.yaml: points.<id>.managers": (
        "points.gate.managers",
        (*LISTS, ("[1]", f"“1” {ID}", "[1]"), (f"[{'lin, ' * 11}]", f"a list {MANY}")),
    ),
    "points.yaml: points.<id>.kind": (
        "points.gate.kind",
        one_of(("Home", "home"), ("lockr", "locker"), ("自提柜", "")),
    ),
    "points.yaml: points.<id>.address": ("points.gate.address", LONG_TEXTS),
    "points.yaml: points.<id>.place": (
        "points.gate.place",
        (("[31.2, 121.4]", "must be a map of keys, not a list"), ("{lat: 31.2}", "is missing", ".lon")),
    ),
    "points.yaml: points.<id>.place.lat": ("points.gate.place.lat", LATITUDES[:2]),
    "points.yaml: points.<id>.place.lon": ("points.gate.place.lon", LONGITUDES),
    "points.yaml: points.<id>.step_free": ("points.gate.step_free", SWITCHES),
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
    "points.yaml: points.<id>.windows[].to": ("points.gate.windows[1].to", CLOCKS[:4]),
    "points.yaml: points.<id>.holidays": ("points.gate.holidays", SWITCHES),
    "points.yaml: points.<id>.closed": (
        "points.gate.closed",
        (
            *LISTS,
            ("[" + "{from: 2027-01-01}," * 101 + "]", f"a list {MANY}"),
            ("[{}]", "is missing", "[1].from"),
        ),
    ),
    "points.yaml: points.<id>.closed[].from": ("points.gate.closed[1].from", DAYS),
    "points.yaml: points.<id>.closed[].to": ("points.gate.closed[1].to", DAYS[:2]),
    "points.yaml: points.<id>.closed[].why": ("points.gate.closed[1].why", NAMES[1:]),
    "points.yaml: points.<id>.replacements": (
        "points.gate.replacements",
        (*LISTS, ("[{from: 2027-01-01, address: 西门}]", "is missing", "[1].to")),
    ),
    "points.yaml: points.<id>.replacements[].from": ("points.gate.replacements[1].from", DAYS),
    "points.yaml: points.<id>.replacements[].to": (
        "points.gate.replacements[1].to",
        (*DAYS[:2], ("~", f"nothing {DATE}")),
    ),
    "points.yaml: points.<id>.replacements[].address": (
        "points.gate.replacements[1].address",
        LONG_TEXTS,
    ),
    "points.yaml: points.<id>.replacements[].place": (
        "points.gate.replacements[1].place",
        (("[31.2, 121.4]", "must be a map of keys, not a list"), ("{lat: 31.2}", "is missing", ".lon")),
    ),
    "points.yaml: points.<id>.replacements[].place.lat": (
        "points.gate.replacements[1].place.lat",
        LATITUDES[:2],
    ),
    "points.yaml: points.<id>.replacements[].place.lon": (
        "points.gate.replacements[1].place.lon",
        LONGITUDES[:2],
    ),
    "points.yaml: points.<id>.replacements[].windows": ("points.gate.replacements[1].windows", LISTS),
    "points.yaml: points.<id>.replacements[].windows[].days": (
        "points.gate.replacements[1].windows[1].days",
        (*LISTS, ("[]", f"a list {FEW}")),
    ),
    "points.yaml: points.<id>.replacements[].windows[].from": (
        "points.gate.replacements[1].windows[1].from",
        CLOCKS[:3],
    ),
    "points.yaml: points.<id>.replacements[].windows[].to": (
        "points.gate.replacements[1].windows[1].to",
        CLOCKS[:3],
    ),
    "points.yaml: points.<id>.replacements[].access_note": (
        "points.gate.replacements[1].access_note",
        LONG_TEXTS,
    ),
    "points.yaml: points.<id>.replacements[].why": ("points.gate.replacements[1].why", NAMES[1:]),
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
    "products.yaml: products.<id>.units": (
        "products.berry.units",
        (
            ("0", "“0” is too small"),
            ("-1", "“-1” is too small"),
            ("1000.001", "“1000.001” is too large"),
            ("0.0005", "“0.0005” is too fine: at most three decimals, such as 0.125"),
            ("'1'", "must be a number, not text"),
            ("true", "must be a number, not true or false"),
            ("~", "must be a number, not nothing"),
        ),
    ),
    "products.yaml: products.<id>.supplier": ("products.berry.supplier", (("1", f"“1” {ID}"),)),
    "products.yaml: products.<id>.price": ("products.berry.price", PRICES),
    "products.yaml: products.<id>.supply_price": ("products.berry.supply_price", PRICES[:2]),
}
