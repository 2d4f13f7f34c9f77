"""What the command line tells an admin: which channels are on, what to try, whether the book is sound."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import examining
from bot.doctor import Found, channel_lines, greeting, report
from storage import open_shelf
from storage.dialect import dialect_of
from tests.conversation import START, village
from tests.for_each import for_each
from tests.storage.shelf.kit import prefixed


@dataclass
class Channel:
    kind: str
    name: str
    off: str | None = None


SIM = Channel("simulator", "sim")
BOT = Channel("wecom_bot", "wecom-bot", "off: LINLI_BOT_TOKEN is not set")


def test_every_channel_has_a_line_that_says_why_it_is_off() -> None:
    assert channel_lines([SIM, BOT]) == [
        "channel sim (simulator): on",
        "channel wecom-bot (wecom_bot): off: LINLI_BOT_TOKEN is not set",
    ]


def test_the_greeting_gives_the_address_and_three_things_to_try() -> None:
    said = greeting([SIM, BOT], "127.0.0.1", 8080)
    assert "http://127.0.0.1:8080/simulator" in said
    assert [f"{no}." in said for no in (1, 2, 3)] == [True, True, True]


def test_a_worker_says_what_it_does_and_names_no_address() -> None:
    said = greeting([SIM, BOT], "127.0.0.1", None, "worker")
    assert "the clock and the notices" in said
    assert "http" not in said
    assert "http://127.0.0.1:9100/metrics" in greeting([SIM, BOT], "127.0.0.1", 9100, "worker")
    assert "http://127.0.0.1:8080" in greeting([SIM, BOT], "127.0.0.1", 8080, "web")


def test_a_simulator_that_refuses_other_machines_is_offered_on_this_one_only() -> None:
    said = greeting([SIM], "0.0.0.0", 8080)  # noqa: S104 - what an admin types
    assert "Linli listens on http://0.0.0.0:8080" in said
    assert "http://127.0.0.1:8080/simulator, only on this machine; --expose-simulator opens it" in said
    for host, exposed in (("0.0.0.0", True), ("localhost", False), ("127.0.0.1", False)):  # noqa: S104
        said = greeting([SIM], host, 8080, exposed=exposed)
        assert f"http://{host}:8080/simulator " in said
        assert "only on this machine" not in said


def test_without_a_simulator_nothing_is_to_be_tried_there() -> None:
    for channels in ([BOT], [Channel("simulator", "sim", "off")], []):
        assert "simulator" not in greeting(channels, "h", 1).replace("(simulator)", "")


def found(**changes: object) -> Found:
    """A system that is well."""
    well = Found("v3", "v3", [SIM], {"sent": 4, "expired": 1}, START, [])
    return replace(well, **changes)  # type: ignore[arg-type]


def test_the_report_counts_notices_and_says_that_all_is_well() -> None:
    lines, well = report(found(free=7 * 2**30, machines={"the database": START}))
    assert well
    assert lines == [
        "configuration v3: in force",
        "channel sim (simulator): on",
        "shelf: in this process",
        "clock: 2026-11-21T02:00:00+00:00",
        "clock of the database: agrees",
        "notices: expired 1, sent 4",
        "disk: 7.0 GiB free",
        "book and journal: agree",
    ]


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("changes", "line", "well"),
    [
        ({"in_force": ""}, "configuration v3: not in force yet, as nothing has run", True),
        ({"in_force": "v4"}, "NOT IN FORCE, but v4 (`run` applies later edits, SIGHUP any)", False),
        ({"shelf": True}, "shelf: Redis, reachable", True),
        (
            {"shelf": False, "shelf_why": "invalid password"},
            "shelf: Redis, OUT OF REACH (LINLI_REDIS_URL): invalid password",
            False,
        ),
        ({"machines": {"Redis": START - 2 * SECOND}}, "clock of Redis: agrees", True),
        ({"machines": {"Redis": START - 3 * SECOND}}, "clock of Redis: APART by 3 s", False),
        ({"machines": {"Redis": START + 90 * SECOND}}, "clock of Redis: APART by -90 s", False),
        ({"notices": {}}, "notices: none yet", True),
        ({"oldest": 300 * SECOND}, "notices: expired 1, sent 4", True),
        ({"oldest": 360 * SECOND}, "WAITS for 6 min (is a worker running?)", False),
        ({"free": 2**29}, "disk: 0.5 GiB free", True),
        ({"free": 2**28}, "disk: 0.2 GiB free, TOO LITTLE", False),
        ({"channels": [BOT]}, "channel wecom-bot (wecom_bot): off: LINLI_BOT_TOKEN is not set", True),
    ],
)
def test_what_is_not_well_is_told_in_capitals_with_what_to_do(
    changes: dict[str, object], line: str, well: bool
) -> None:
    lines, all_well = report(found(**changes))
    assert any(line in it for it in lines), lines
    assert all_well is well


def test_what_disagrees_is_listed_line_by_line() -> None:
    apart = ["order 1: paid 5, journal 4", "buy 2: taken 3, journal 2"]
    lines, well = report(found(disagreements=apart))
    assert not well
    assert lines[-3:] == ["book and journal DISAGREE:", *apart]


async def test_everything_is_asked_of_a_real_system_and_the_moved_clock_is_no_skew(redis_url: str) -> None:
    async with village() as v, open_shelf(prefixed(redis_url)) as shelf:
        await v.open()
        v.parts.shelf = shelf
        v.clock.at += timedelta(days=3)
        real = datetime.now(UTC)
        seen = await examining.found(v.parts, v.store, [SIM], real)
        assert seen.version == seen.in_force
        assert seen.shelf is True
        assert set(seen.machines) == {"the database", "Redis"}
        assert all(abs(it - v.clock.now()) < 2 * SECOND for it in seen.machines.values())
        assert (seen.oldest, seen.disagreements) == (timedelta(0), [])
        assert seen.free is not None
        assert seen.free > 0
        where = f"postgres://linli:hunter2@db.example{v.path}"
        lines, _ = await examining.examined(v.parts, v.store, [SIM], real, where)
        assert lines[0] == f"database db.example{v.path}: reachable, migrated"
        assert "clock of Redis: agrees" in lines


@for_each(
    ("change", "why"),
    [
        (("redis://", "redis://:hunter2@"), "AUTH"),
        (("/0", "/99"), "DB index is out of range"),
        (("redis://", "rediss://"), ""),
    ],
)
async def test_why_redis_is_out_of_reach_is_said_without_its_password(
    redis_url: str, change: tuple[str, str], why: str
) -> None:
    """A wrong password, a wrong database, an encrypted address of a server that is not."""
    async with open_shelf(redis_url.replace(*change)) as shelf, village() as v:
        v.parts.shelf = shelf
        seen = await examining.found(v.parts, v.store, [SIM], datetime.now(UTC))
        assert seen.shelf is False
        assert seen.shelf_why
        assert why in seen.shelf_why
        told = "\n".join(report(seen)[0])
        assert seen.shelf_why in told
        assert "hunter2" not in told


def test_the_disk_of_a_database_elsewhere_is_not_this_machines() -> None:
    assert dialect_of("postgres://linli@db.example/linli").free_space() is None
