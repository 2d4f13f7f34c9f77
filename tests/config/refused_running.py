"""What operator.yaml and channels.yaml refuse: (place, rows of what is written, what is said, where below)."""

from tests.config.refusing import (
    ADDRESS,
    CLOCKS,
    CUT,
    DATE,
    DAYS,
    DURATION,
    LATITUDES,
    LISTS,
    LONG,
    LONGITUDES,
    MANY,
    MAPS,
    NAMES,
    PLATFORM_IDS,
    TEXTS,
    VARIABLES,
    YUAN,
    one_of,
    whole,
)

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
    "operator.yaml: quiet_hours.to": ("quiet_hours.to", CLOCKS[3:]),
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
    "operator.yaml: reminders.cover_answer": (
        "reminders.cover_answer",
        (("599s", "“599s” is too small"), ("25h", "“25h” is too large"), ("2", f"“2” {DURATION}")),
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
    "operator.yaml: depot": (
        "depot",
        (("[31.2, 121.4]", "must be a map of keys, not a list"), ("{lat: 31.2}", "is missing", ".lon")),
    ),
    "operator.yaml: depot.lat": ("depot.lat", LATITUDES[:2]),
    "operator.yaml: depot.lon": ("depot.lon", LONGITUDES),
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
    "channels.yaml: channels.<id>.aes_key_env": ("channels.app.aes_key_env", VARIABLES[:2]),
    "channels.yaml: channels.<id>.agent_id": (
        "channels.app.agent_id",
        (it for it in whole(10**9) if "large" not in it[1]),  # the platform says no more than "a number"
    ),
    "channels.yaml: channels.<id>.secret_env": ("channels.hook.secret_env", VARIABLES[-2:]),
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
}
