"""The bench's own parts: what it sends is what WeCom sends, and it tells a wrong answer from a right one."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest

from bot.channels.wecom_app.wire import WecomAppWire
from bot.channels.wire import Refused
from tests.bench.throughput import figures
from tests.bench.throughput.__main__ import plan
from tests.bench.throughput.load import wrong_in
from tests.bench.throughput.messages import AGENT, CORP, GOODS, KEY, TOKEN, answer_in, orders, request
from tests.bench.throughput.run import Plan

WIRE = WecomAppWire("app", TOKEN, KEY, CORP, AGENT)


def test_it_runs_as_planned_where_nothing_else_is_said() -> None:
    assert plan([]) == (Plan(), False)
    asked, commits = plan(
        ["--rounds", "1", "--light", "9", "--only", "SQLite,codec", "--past", "4000", "--commit"]
    )
    assert (asked.rounds, asked.light, asked.orders, commits) == (1, 9, Plan().orders, True)
    assert (asked.only, asked.past) == ({"SQLite", "codec"}, (2, 2000))


def test_its_requests_are_read_and_answers_to_them_are_checked_word_by_word() -> None:
    said = orders([f"u{no}" for no in range(100)], 7)
    assert {it.hears[1].split()[0] for it in said} == set(GOODS)
    assert len({it.text for it in said}) > 60
    now, answers = datetime.now(UTC), []
    for it in said:
        head, _, body = request(it, "/channels/app").partition(b"\r\n\r\n")
        query = dict(parse_qsl(head.split()[1].decode().partition("?")[2]))
        heard = WIRE.read(query, body, now)
        assert heard is not None
        assert (heard.sender, heard.text, heard.message_id) == (it.who, it.text, str(it.no))
        answers.append((200, WIRE.answer(" ".join(it.hears), heard, query["nonce"], now)))
    assert wrong_in(said, answers, ()) == []
    assert answer_in(answers[3][1]) == ("u3", " ".join(said[3].hears))
    with pytest.raises(Refused):
        WIRE.read({**query, "timestamp": "1"}, body, now)

    swapped = [answers[1], answers[0], *answers[2:]]
    assert len(wrong_in(said, swapped, ())) == 2
    assert len(wrong_in(said, [(200, b""), (500, answers[1][1]), *answers[2:]], ())) == 2
    silent = WIRE.answer("已经订完了", heard, query["nonce"], now)
    assert len(wrong_in(said, [*answers[:-1], (200, silent)], ())) == 1
    assert wrong_in(said, [*answers[:-1], (200, silent)], ("订完",)) == []


def test_one_item_is_wanted_by_everybody() -> None:
    assert {it.text for it in orders(["a", "b", "c"], 1, one_item=True)} == {"草莓1盒"}


def rates(*of: float) -> list[dict[str, float]]:
    return [{"rate": it, "p50_ms": 1000 / it, "p99_ms": 5000 / it} for it in of]


def test_ratios_are_taken_within_each_round_and_held_against_what_was_committed() -> None:
    """A machine that is busy for one round slows both sides of that round's ratio."""
    run = {
        "codec": rates(1000, 100, 1000),
        "SQLite": rates(800, 80, 300),
        "SQLite, one item": rates(800, 80, 330),
    }
    run |= {"Flask + PostgreSQL": rates(200, 20, 200), "WeRoBot + SQLite": rates(400, 40, 400)}
    found = figures.ratios(run)
    assert found["SQLite ÷ F1"] == 0.8
    assert found["SQLite, one item ÷ spread"] == 1.0
    assert found["SQLite ÷ best peer"] == 2.0
    assert "PostgreSQL ÷ F1" not in found
    told = figures.verdicts(found, {"SQLite": 21.0})
    assert "- SQLite ÷ F1: 0.800 (aim 0.70: met)" in told
    assert told[-1].endswith("21.0 medians of F1 (aim 20: missed)")
    assert figures.against({"SQLite ÷ F1": 0.85, "gone": 1.0}, found) == ([], [])
    assert figures.against({"SQLite ÷ F1": 0.9}, found)[1] == ["SQLite ÷ F1: 0.89 of the committed ratio"]
    assert figures.against({"SQLite ÷ F1": 1.0}, found)[0] == ["SQLite ÷ F1: 0.80 of the committed ratio"]
    slow = {"SQLite, at 70 %": rates(50, 50), "codec, at 70 %": rates(100, 100)}
    assert figures.latencies(slow) == {"SQLite": 10.0}
    assert figures.table(run)[2].startswith("| codec | 1000 | 1.00 |")
