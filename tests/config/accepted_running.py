"""What operator.yaml and channels.yaml accept, at the edges, and the value the rules then read."""

from datetime import date, time
from decimal import Decimal

from groupbuy.directory import Place, QuietHours
from tests.config.accepting import (
    CLOCK_TIMES,
    DAY,
    HOUR,
    LONG,
    MINUTE,
    NAMES,
    NEW_YEAR,
    SECOND,
    TEXTS,
    Setting,
    up_to,
)

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
    "reminders.cover_answer": Setting(
        "reminders.cover_answer",
        lambda it: it.directory.reminders.cover_answer,
        (("10m", 10 * MINUTE), ("1d", DAY)),
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
    "depot": Setting(
        "depot", lambda it: it.directory.depot, (("~", None), ("{lat: 1, lon: -2}", Place(1, -2)))
    ),
    "depot.lat": Setting("depot.lat", lambda it: it.directory.depot.lat, (("-90", -90.0), ("31.5", 31.5))),
    "depot.lon": Setting("depot.lon", lambda it: it.directory.depot.lon, (("180", 180.0), ("-0.5", -0.5))),
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
    "channels.<id>.bot_name": Setting("channels.bot.bot_name", lambda it: it.channel("bot").bot_name, NAMES),
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
