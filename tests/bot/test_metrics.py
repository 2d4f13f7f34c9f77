"""What an operator watches: the figures count what happened, and their labels name nobody."""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import ClientSession, web

from bot.assembly import make_web
from bot.channels.sending import RateLimited, TryAgain, Undeliverable
from bot.metrics import Metrics, Present, Waiting
from tests.bot.commands.days import LAKE
from tests.bot.posting import posting
from tests.conversation import village


def lines(metrics: Metrics) -> dict[str, float]:
    rows = [it.rsplit(" ", 1) for it in metrics.text().decode().splitlines() if not it.startswith("#")]
    return {name: float(value) for name, value in rows}


def test_every_figure_stands_in_the_text_with_its_labels() -> None:
    metrics = Metrics()
    metrics.heard("sim", "done")
    metrics.heard("sim", "done")
    metrics.heard("sim", "refusal.SoldOut")
    metrics.turned_away("wecom-bot", 403)
    metrics.told("arrived", "sent")
    metrics.late(1.5)
    found = lines(metrics)
    assert found['linli_messages_total{channel="sim",outcome="done"}'] == 2
    assert found['linli_messages_total{channel="sim",outcome="refusal.SoldOut"}'] == 1
    assert found['linli_callbacks_refused_total{channel="wecom-bot",status="403"}'] == 1
    assert found['linli_notices_total{end="sent",kind="arrived"}'] == 1
    assert found["linli_tick_lateness_seconds_sum"] == 1.5


def test_a_series_is_counted_on_wherever_it_was_begun_and_labels_are_never_mixed_up() -> None:
    metrics = Metrics()
    for channel, outcome in [("sim", "done"), ("done", "sim"), ("sim", "done")]:
        metrics.heard(channel, outcome)
    for _ in range(3):
        metrics.told("sim", "done")
        metrics.not_sent("app", "again")
    metrics.happened(["OrderPlaced", "QtyChanged", "OrderPlaced"], ["which"])
    metrics.happened(["OrderPlaced"], [])
    found = lines(metrics)
    assert found['linli_messages_total{channel="sim",outcome="done"}'] == 2
    assert found['linli_messages_total{channel="done",outcome="sim"}'] == 1
    assert found['linli_notices_total{end="done",kind="sim"}'] == 3
    assert found['linli_send_failures_total{channel="app",how="again"}'] == 3
    assert found['linli_events_total{kind="OrderPlaced"}'] == 3
    assert found['linli_events_total{kind="QtyChanged"}'] == 1
    assert found['linli_questions_total{kind="which"}'] == 1


def test_two_processes_figures_do_not_mix() -> None:
    one, two = Metrics(), Metrics()
    one.heard("sim", "done")
    assert not any("linli_messages_total{" in it for it in lines(two))


async def test_messages_are_counted_by_how_they_ended() -> None:
    async with village() as v:
        metrics = Metrics()
        v.parts.app.count = metrics.heard
        await v.open()
        for text in ("草莓2盒", "草莓99盒", "早上好"):
            await v.say("李阿姨", text, chat=LAKE)
        await v.say("李阿姨", "蓝莓1盒", chat=LAKE, message_id="same")
        await v.say("李阿姨", "蓝莓1盒", chat=LAKE, message_id="same")
        found = lines(metrics)
        assert found['linli_messages_total{channel="sim",outcome="done"}'] == 4
        assert found['linli_messages_total{channel="sim",outcome="refusal.SoldOut"}'] == 1
        assert found['linli_messages_total{channel="sim",outcome="silence"}'] == 1
        assert found['linli_messages_total{channel="sim",outcome="repeat"}'] == 1
        text = metrics.text().decode()
        assert "李阿姨" not in text
        assert "lake-1" not in text


async def test_what_was_journalled_and_asked_is_counted_and_what_was_undone_is_not() -> None:
    async with village() as v:
        metrics = v.parts.metrics
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        await v.say("李阿姨", "草莓99盒", chat=LAKE)
        await v.say("小张", "来点草莓", chat=LAKE, mention=True)
        await v.say("小张", "2盒", chat=LAKE, mention=True, message_id="same")
        await v.say("小张", "2盒", chat=LAKE, mention=True, message_id="same")
        await v.pass_time(timedelta(hours=11))
        found = lines(metrics)
        assert found['linli_events_total{kind="OrderPlaced"}'] == 2
        assert found['linli_events_total{kind="BuyClosed"}'] == 1
        assert sum(it for name, it in found.items() if name.startswith("linli_questions_total{")) >= 2
        assert found["linli_unit_seconds_count"] >= 6
        assert found["linli_tick_lateness_seconds_count"] >= 1
        assert not any("李" in name or "小张" in name for name in found)


async def test_how_things_stand_is_asked_when_the_figures_are_read() -> None:
    async with village() as v:
        for text in ("开团 快\n草莓 25/盒\n截单 今晚20:00\n取货 明天17:00-20:00", "确认"):
            await v.hear(v.message("王姐", text, chat=LAKE))
        v.clock.at += timedelta(minutes=2)
        now = await v.parts.present()
        assert now.waiting is not None
        still = replace(now.waiting, apart=0.0)
        assert replace(now, waiting=still) == Present(
            shelf=True, behind=False, waiting=Waiting(1, 120.0, 0.0)
        )
        v.parts.in_force.other = "v9"
        v.parts.metrics.show(await v.parts.present())
        found = lines(v.parts.metrics)
        assert found["linli_outbox_waiting"] == 1
        assert found["linli_outbox_oldest_seconds"] == 120
        assert (found["linli_configuration_behind"], found["linli_shelf_away"]) == (1, 0)
        v.parts.metrics.show(Present(shelf=False, behind=False, waiting=None))
        away = lines(v.parts.metrics)
        assert (away["linli_database_away"], away["linli_shelf_away"]) == (1, 1), "each by itself"
        assert away["linli_outbox_waiting"] == 1, "what was last known"
        await v.parts.settle()


async def test_a_cutoff_that_nobody_deals_with_is_seen_by_every_process_that_is_asked() -> None:
    """Where no worker runs nobody counts lateness, and nothing said so."""
    async with village() as v:
        await v.open()
        v.clock.at += timedelta(hours=10, minutes=1)  # and no tick
        due = await v.store.next_due()
        assert due is not None
        v.parts.metrics.show(await v.parts.present())
        assert lines(v.parts.metrics)["linli_due_oldest_seconds"] == (v.clock.at - due).total_seconds() > 0
        await v.parts.settle()
        v.parts.metrics.show(await v.parts.present())
        assert lines(v.parts.metrics)["linli_due_oldest_seconds"] == 0


async def test_the_figures_come_in_time_while_the_database_stands_still() -> None:
    """Prometheus gives up after ten seconds, and would take every process for dead."""
    async with village() as v:
        kept = asyncio.Event()

        async def still() -> None:
            async with v.store._read.snapshot():
                kept.set()
                await asyncio.sleep(60)

        standing = asyncio.create_task(still())
        await kept.wait()
        now = await v.parts.present(patience=0.05)
        assert now == Present(shelf=True, behind=False, waiting=None)
        standing.cancel()
        await asyncio.gather(standing, return_exceptions=True)
        again = (await v.parts.present()).waiting
        assert again is not None, "as soon as it goes on"
        assert (again.notices, again.oldest, again.due) == (0, 0.0, 0.0)


async def test_a_machine_whose_clock_is_wrong_is_seen_and_a_moved_clock_is_not_a_wrong_one() -> None:
    """A minute ahead of others a worker takes their claims for over; only `doctor`, run there, told."""
    async with village() as v:
        for wrong, moved in ((timedelta(0), timedelta(0)), (timedelta(minutes=-5), timedelta(days=3))):
            await v.store.move(moved)
            v.clock.at = datetime.now(UTC) + wrong + moved
            v.parts.metrics.show(await v.parts.present())
            assert abs(lines(v.parts.metrics)["linli_clock_apart_seconds"] - wrong.total_seconds()) <= 2


async def test_a_message_that_did_not_go_out_is_counted_by_how() -> None:
    async with posting() as p:
        p.sender.failed = p.village.parts.metrics.not_sent
        p.postman.fail(LAKE, TryAgain("HTTP 502"), RateLimited(5), Undeliverable("13800138000"), None)
        await p.open()
        for _ in range(3):
            await p.drain()
            p.later(minutes=2)
        found = lines(p.village.parts.metrics)
        for how in ("tried again", "rate limit", "undeliverable"):
            assert found[f'linli_send_failures_total{{channel="sim",how="{how}"}}'] == 1
        assert "13800138000" not in p.village.parts.metrics.text().decode()


async def test_a_worker_with_a_port_serves_how_it_is_and_no_channel() -> None:
    async with village() as v:
        runner = web.AppRunner(make_web(v.parts, v.store.check, watched_only=True))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        found = {}
        async with ClientSession() as session:
            for path in ("/healthz", "/readyz", "/metrics", "/simulator", "/channels/wecom-bot"):
                async with session.get(url + path) as response:
                    found[path] = response.status
        await runner.cleanup()
        assert found == {
            "/healthz": 200,
            "/readyz": 200,
            "/metrics": 200,
            "/simulator": 404,
            "/channels/wecom-bot": 404,
        }


def test_every_figure_stands_in_the_page_for_whoever_watches_and_no_other() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "watching.md").read_text(encoding="utf-8")
    kinds = {it.name: it.type for it in Metrics().registry.collect()}
    named = {f"{name}_total" if kind == "counter" else name for name, kind in kinds.items()}
    assert set(re.findall(r"`(linli_\w+)`", page)) == named
