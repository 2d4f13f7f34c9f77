"""One configuration is in force: whoever works by another one notices, and whoever comes back with old files
undoes nothing."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import structlog

from bot.in_force import AGAIN, InForce
from bot.server import Health
from bot.settings import Settings
from bot.texts import Texts
from groupbuy.directory import Directory
from groupbuy.errors import StillInUse
from tests.conversation import START, Village, village

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Files:
    """What a process would read of its folder."""

    directory: Directory


def process(v: Village, version: str, **changes: object) -> InForce:
    """Another process over the same store, with files of its own."""
    settings = Settings(replace(v.directory, version=version, **changes))  # type: ignore[arg-type]
    return InForce(v.store, settings, v.clock)


async def applied(v: Village) -> list[str]:
    entries = await v.store.reads.journal()
    return [it.event.version for it in entries if type(it.event).__name__ == "ConfigApplied"]


async def test_a_later_edit_is_put_in_force_once_and_an_older_one_never_again() -> None:
    async with village() as v:
        first = v.directory.version
        v.clock.at = START + HOUR
        newer, same, older = process(v, "v2"), process(v, "v2"), process(v, first)
        for it in (newer, same):
            await it.start(edited=START + HOUR / 2)
            assert it.behind == ""
        with structlog.testing.capture_logs() as logged:
            await older.start(edited=START - HOUR)
        assert logged == [
            {
                "event": "an older configuration is not applied",
                "in_force": "v2",
                "ours": first,
                "log_level": "warning",
            }
        ]
        assert older.behind == f"v2 is in force, this process has {first}"
        assert await applied(v) == [first, "v2"]

        await older.put(older.settings.directory, Texts())  # an admin says so: SIGHUP
        assert older.behind == ""
        await newer.check()
        assert newer.behind == f"{first} is in force, this process has v2"
        assert await applied(v) == [first, "v2", first]


async def test_files_edited_before_the_other_ones_were_applied_are_older_to_the_second() -> None:
    async with village() as v:
        v.clock.at = START + HOUR
        await process(v, "v2").put(replace(v.directory, version="v2"), Texts())
        before, after = process(v, "v3"), process(v, "v3")
        await before.start(edited=START + HOUR - timedelta(seconds=1))
        assert before.behind
        await after.start(edited=START + HOUR)
        assert (after.behind, await v.store.config_version()) == ("", "v3")


async def test_in_a_store_whose_clock_was_moved_an_edit_of_today_still_counts() -> None:
    async with village() as v:
        await v.store.move(timedelta(days=3))
        v.clock.at = START + timedelta(days=3)
        await process(v, "v2").put(replace(v.directory, version="v2"), Texts())
        late = process(v, "v3")
        await late.start(edited=START + HOUR)
        assert (late.behind, await v.store.config_version()) == ("", "v3")


async def test_a_process_takes_up_what_another_has_put_in_force_if_its_own_files_have_it_too() -> None:
    async with village() as v:
        one, two = process(v, "v1"), process(v, "v1")
        reads = []

        def read() -> tuple[Files, Texts]:
            reads.append(1)
            return Files(two.settings.directory if len(reads) == 1 else new), wording

        two.read = read
        new, wording = replace(v.directory, version="v2"), Texts()
        await one.put(one.settings.directory, Texts())
        await two.check()
        assert (two.behind, reads) == ("", [])

        await one.put(new, Texts())
        with structlog.testing.capture_logs() as logged:
            for _ in range(3):
                await two.check()
            assert (two.behind, len(reads)) == ("v2 is in force, this process has v1", 1)
            two._read_at -= AGAIN
            await two.check()
        assert (two.behind, two.settings.directory, two.settings.texts) == ("", new, wording)
        assert [it["event"] for it in logged] == [
            "another configuration is in force",
            "configuration taken up",
        ]


async def test_files_that_cannot_be_read_leave_a_process_behind_and_do_not_stop_it() -> None:
    async with village() as v:
        it = process(v, "v1")

        def read() -> tuple[Files, Texts]:
            raise ValueError("operator.yaml:3: 13800138000")

        it.read = read
        with structlog.testing.capture_logs() as logged:
            await it.check()
        assert it.behind.endswith("this process has v1")
        assert logged[-1]["error"] == "ValueError"
        assert "13800138000" not in str(logged)
        it.read = None
        it._read_at -= AGAIN
        await it.check()
        assert it.behind


async def test_what_undelivered_orders_need_is_not_dropped_by_a_start_and_nothing_is_taken() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        v.clock.at += HOUR
        without = process(v, "v2", leaders={})
        before = v.directory.version
        with pytest.raises(StillInUse):
            await without.start(edited=v.clock.at)
        assert await v.store.config_version() == before


async def test_readiness_tells_what_a_process_lacks_and_sends_messages_elsewhere_when_it_ends() -> None:
    async def fine() -> None:
        """The database answers."""

    async def away() -> bool:
        return False

    health = Health(fine, away, lambda: "v2 is in force, this process has v1")
    answer = await health.ready(None)  # type: ignore[arg-type]
    assert answer.status == 200
    assert answer.text == (
        '{"status": "degraded", "configuration": "v2 is in force, this process has v1", "shelf": "away"}'
    )
    for seconds, said in ((29.0, False), (31.0, True)):
        health.silence = lambda seconds=seconds: seconds  # type: ignore[misc]
        answer = await health.ready(None)  # type: ignore[arg-type]
        assert answer.status == 200
        assert ('"clock": "nothing due was dealt with for 31 s"' in (answer.text or "")) is said
    health.stopping = True
    answer = await health.ready(None)  # type: ignore[arg-type]
    assert (answer.status, answer.text) == (503, '{"status": "stopping"}')


async def test_a_web_process_keeps_its_clock_and_configuration_fresh_and_does_nothing_due() -> None:
    async with village() as v:
        await v.open()
        v.clock.at += timedelta(hours=11)
        looked = asyncio.Event()

        async def refresh() -> None:
            looked.set()

        v.parts.worker.refresh = refresh
        v.parts.worker.start(works=False)
        async with asyncio.timeout(30):
            await looked.wait()
        await v.parts.worker.stop()
        [buy] = await v.store.reads.live_buys()
        assert buy.state == "open"
