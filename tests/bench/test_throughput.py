"""The bench's own parts: what it sends is what WeCom sends, and it tells a wrong answer from a right one."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest

from bot.channels.wecom_app.wire import WecomAppWire
from bot.channels.wire import Refused
from tests.bench.throughput import figures, lasting, stores
from tests.bench.throughput.__main__ import plan
from tests.bench.throughput.load import wrong_in
from tests.bench.throughput.messages import AGENT, CORP, GOODS, KEY, TOKEN, answer_in, orders, request
from tests.bench.throughput.plan import Plan

WIRE = WecomAppWire("app", TOKEN, KEY, CORP, AGENT)


def test_it_runs_as_planned_where_nothing_else_is_said() -> None:
    assert plan([]) == (Plan(), False)
    asked, commits = plan(
        ["--rounds", "1", "--light", "9", "--only", "SQLite,codec", "--past", "4000", "--commit"]
    )
    assert (asked.rounds, asked.light, asked.orders, commits) == (1, 9, Plan().orders, True)
    assert (asked.only, asked.past) == ({"SQLite", "codec"}, 4000)


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
    empty = [(200, b""), *answers[1:]]
    assert wrong_in(said, empty, (), {0}) == [], "what took too long is told later"
    assert len(wrong_in(said, empty, (), {1})) == 1
    assert len(wrong_in(said, [(503, b""), *answers[1:]], (), {0})) == 1
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


def test_a_whole_run_fits_into_a_break_and_says_so_before_and_meanwhile() -> None:
    """The figures are those of a machine with two cores; what is asked for less takes less."""
    whole = Plan()
    minutes = (lasting.before_s(whole) + whole.rounds * lasting.round_s(whole) + lasting.after_s(whole)) / 60
    assert 15 < minutes <= 30
    assert lasting.estimate(whole).startswith(f"about {minutes:.0f} minutes on a quiet machine")
    few = Plan(rounds=2, orders=200, light=500, past=10_000)
    assert lasting.round_s(few) < lasting.round_s(whole) / 2
    assert lasting.before_s(few) < lasting.before_s(whole) / 5
    assert (
        lasting.left(whole, 5, 700.0)
        == f"round 5 of 5 done, about {lasting.after_s(whole) / 60:.0f} minutes left"
    )
    assert (
        lasting.left(whole, 1, 120.0)
        == f"round 1 of 5 done, about {8 + lasting.after_s(whole) / 60:.0f} minutes left"
    )


def test_the_past_of_a_store_is_shared_by_its_communities_and_their_people() -> None:
    """Finished buys of a size that buys have, nobody twice in one of them."""
    large = stores.shared(1_000_000, 3, people=961)
    assert (large.of, large.buys, large.each, large.people) == (3, 100, 500, 961)
    for past, people in ((1_000_000, 961), (1000, 961), (1000, 7), (20, 1), (1, 1)):
        it = stores.shared(past, 1, people=people)
        assert it.each <= people
        assert past * 0.7 <= it.buys * it.each * 20 <= max(past, 20)
