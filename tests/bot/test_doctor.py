"""What the command line tells an admin: which channels are on, what to try, whether the book is sound."""

from dataclasses import dataclass

from bot.doctor import channel_lines, greeting, report
from tests.conversation import START


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
    said = greeting([SIM, BOT], "127.0.0.1", 8080, "worker")
    assert "the clock and the notices" in said
    assert "http" not in said
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


def test_the_report_counts_notices_and_says_that_the_book_agrees() -> None:
    lines = report("v3", [SIM], {"sent": 4, "expired": 1}, START, [])
    assert "configuration v3: in force" in lines
    assert "notices: expired 1, sent 4" in lines
    assert "clock: 2026-11-21T02:00:00+00:00" in lines
    assert lines[-1] == "book and journal: agree"


def test_what_disagrees_is_listed_line_by_line() -> None:
    lines = report("v3", [], {}, START, ["order 1: paid 5, journal 4", "buy 2: taken 3, journal 2"])
    assert "notices: none yet" in lines
    assert lines[-3:] == [
        "book and journal DISAGREE:",
        "order 1: paid 5, journal 4",
        "buy 2: taken 3, journal 2",
    ]
