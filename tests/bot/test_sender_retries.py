"""Sending that fails, is limited, crashes or belongs together: nothing is lost, every notice gets its end."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

import storage
from bot.channels.opening import Outlet
from bot.channels.sending import RateLimited, TryAgain, Undeliverable
from bot.ways import Ways
from groupbuy.telling import MAX_TRIES
from tests.bot.posting import PLENTY, posting, ready
from tests.bot.rows import change, rows
from tests.eventually import eventually

GROUP = "lake-1"


async def test_the_platforms_own_limit_puts_a_notice_back_without_counting_a_try() -> None:
    async with posting() as p:
        p.postman.fail(GROUP, RateLimited(60))
        await p.open()
        assert await p.drain() == 0
        assert rows(p.village.path, "SELECT state, reason, tries FROM outbox") == [
            ("waiting", "rate limit", 0)
        ]
        p.later(seconds=59)
        assert await p.drain() == 0
        p.later(seconds=1)
        assert await p.drain() == 1
        assert p.ends("opened") == [("sent", "sim")]


class Turnstile:
    """Lets so many through and then none, until `left` is set again."""

    def __init__(self, left: int) -> None:
        self.left = left

    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        self.left -= 1
        return self.left >= 0


async def test_our_own_limit_puts_a_notice_back_and_it_goes_out_later() -> None:
    turnstile = Turnstile(1)
    async with posting(limiter=turnstile) as p:
        await p.open()
        await p.open("开团 第二个\n蓝莓 15/盒\n截单 今晚20:00\n取货 明天17:00-20:00")
        await p.drain()
        assert p.ends("opened") == [("sent", "sim"), ("waiting", "rate limit")]
        turnstile.left = 1
        p.later(seconds=5)
        await p.drain()
        assert p.ends("opened") == [("sent", "sim")] * 2
        assert ["第二个" in it for it in p.postman.to(GROUP)] == [False, True]


async def test_a_minutes_limit_holds_for_each_target_by_itself() -> None:
    limiter = storage.LocalShelf()
    assert [await limiter.may("app", "Li", 2) for _ in range(3)] == [True, True, False]
    assert await limiter.may("app", "Zhang", 2)
    assert await limiter.may("webhook", "Li", 2)


async def test_a_failure_is_tried_again_after_twice_as_long_each_time_and_given_up_in_the_end() -> None:
    async with posting() as p:
        p.postman.fail(GROUP, *[TryAgain("HTTP 502") for _ in range(MAX_TRIES)])
        await p.open()
        waits = []
        for _ in range(MAX_TRIES - 1):
            before = p.village.clock.now()
            await p.drain()
            [(until,)] = rows(p.village.path, "SELECT not_before FROM outbox")
            waits.append(datetime.fromisoformat(until).astimezone(UTC) - before)
            p.village.clock.at = before + waits[-1]
        assert [it.total_seconds() for it in waits] == [5, 10, 20, 40, 80, 160, 320]
        await p.drain()
        assert p.ends("opened") == [("given_up", "HTTP 502")]
        assert p.counted == {("opened", "given_up"): 1}
        assert p.postman.sent == []


async def test_after_a_failure_that_passes_it_is_sent_once() -> None:
    async with posting() as p:
        p.postman.fail(GROUP, TryAgain("HTTP 502"))
        await p.open()
        await p.drain()
        p.later(seconds=5)
        await p.drain()
        await p.drain()
        assert p.ends("opened") == [("sent", "sim")]
        assert len(p.postman.sent) == 1


async def test_a_later_notice_to_the_same_recipient_waits_for_the_one_that_failed() -> None:
    async with posting() as p:
        p.postman.fail(GROUP, TryAgain("HTTP 502"))
        await p.open()
        await p.say("王姐", "延长 到 21:00")
        await p.drain()
        assert p.postman.sent == []
        p.later(seconds=5)
        await p.drain()
        first, second = p.postman.to(GROUP)
        assert "周末水果\n1. 草莓" in first
        assert "21:00" in second


async def test_one_notice_that_crashes_does_not_stop_the_others_and_is_logged_without_its_text() -> None:
    async with posting() as p:
        await ready(p, "李阿姨", "小张", "赵姐")
        await p.arrive()
        p.postman.fail("小张", RuntimeError("草莓"))
        with structlog.testing.capture_logs() as logged:
            await p.drain()
        assert sorted(p.ends("arrived")) == [("sent", "sim"), ("sent", "sim"), ("waiting", "crashed")]
        [line] = logged
        assert line["event"] == "push failed"
        assert line["kind"] == "arrived"
        assert set(line) == {"event", "kind", "notice", "exc_info", "log_level"}
        p.later(seconds=5)
        await p.drain()
        assert p.ends("arrived") == [("sent", "sim")] * 3


async def test_a_notice_of_a_kind_that_this_version_does_not_know_is_given_up() -> None:
    async with posting() as p:
        await p.open()
        change(p.village.path, "UPDATE outbox SET kind = 'of_tomorrow'")
        await p.drain()
        assert p.ends("of_tomorrow") == [("given_up", "unknown kind")]


async def test_a_notice_whose_sender_died_goes_out_when_its_lease_has_run_out() -> None:
    async with posting() as p:
        await p.open()
        now = p.village.clock.now()
        [lost] = await p.village.store.outbox.claim(10, at=now, lease=timedelta(seconds=60))
        assert await p.drain() == 0
        p.later(seconds=60)
        assert await p.drain() == 1
        assert not await p.village.store.outbox.put_back(lost, not_before=now, reason="late", tried=True)
        assert p.ends("opened") == [("sent", "sim")]


async def test_a_sender_that_stood_still_past_its_lease_tells_only_what_was_on_its_way() -> None:
    """All the others are its successor's: without looking at the time it would tell everybody a second time."""
    async with posting() as p:
        await ready(p, *(f"邻居{it}" for it in range(24)), offer=PLENTY)
        await p.arrive()
        woken, on_the_way, told = asyncio.Event(), list[float](), len(p.postman.sent)
        seconds = asyncio.get_running_loop().time

        class Stopping:
            async def push(self, target: str, text: str, of: int) -> None:
                on_the_way.append(seconds())
                await woken.wait()
                await p.postman.push(target, text, of)

        stopping = Outlet("sim", "sim", Stopping(), to_people=True, to_groups=True, per_minute=60)
        stopped = replace(p.sender, ways=Ways({"sim": stopping}), sure_s=0.2)
        async with asyncio.TaskGroup() as group:
            old = group.create_task(stopped.drain(at=p.village.clock.now()))
            await eventually(lambda: bool(on_the_way) and seconds() > on_the_way[-1] + stopped.sure_s)
            p.later(seconds=61)
            await p.drain()
            assert p.ends("arrived") == [("sent", "sim")] * 24
            woken.set()
        assert old.result() == 0
        got = Counter(p.postman.sent[told:])
        assert {it for it, _ in got} >= {f"邻居{it}" for it in range(24)}
        assert got.total() - len(got) == len(on_the_way) == 8


async def test_what_waited_too_long_behind_a_slow_platform_is_claimed_again() -> None:
    async with posting() as p:
        await ready(p, *(f"邻居{it}" for it in range(24)), offer=PLENTY)
        await p.arrive()
        told = len(p.postman.sent)
        impatient = replace(p.sender, sure_s=0.0)
        drained = asyncio.create_task(impatient.drain(at=p.village.clock.now()))
        await eventually(lambda: ("waiting", "held too long") in p.ends("arrived"))
        assert len(p.postman.sent) == told
        impatient.sure_s = 45.0
        await drained
        assert p.ends("arrived") == [("sent", "sim")] * 24
        assert all(many == 1 for many in Counter(p.postman.sent[told:]).values())


async def test_every_notice_of_a_day_reaches_an_end_that_is_counted() -> None:
    async with posting() as p:
        await ready(p, *(f"邻居{it}" for it in range(40)), offer=PLENTY)
        p.postman.fail("邻居3", Undeliverable("no such member"))
        p.postman.fail("邻居4", TryAgain("HTTP 500"))
        await p.arrive()
        for _ in range(3):
            await p.drain()
            p.later(seconds=10)
        totals = await p.village.store.outbox.ends()
        assert sum(totals.values()) == sum(p.counted.values())
        assert set(totals) == {"sent"}, "whom the channel does not reach 1:1 is named in the group"
        print(f"{sum(totals.values())} notices: {dict(p.counted)}")


async def test_one_persons_arrivals_are_told_in_one_message() -> None:
    async with posting() as p:
        await ready(p, "李阿姨")
        assert "给陈奶奶" in await p.say("李阿姨", "帮陈奶奶带1盒蓝莓")
        await p.arrive()
        await p.drain()
        [text] = p.postman.to("李阿姨")
        assert text.count("到货了") == 2
        [(first, sent), (second, merged)] = p.ends("arrived")
        assert (first, sent, second) == ("sent", "sim", "merged")
        assert merged.startswith("with ")


async def test_neighbours_whom_nothing_reaches_are_named_in_one_message_of_the_group() -> None:
    async with posting(to_people=False) as p:
        await ready(p, "李阿姨", "小张", "赵姐")
        await p.arrive()
        before = len(p.postman.to(GROUP))
        await p.drain()
        named = [it for it in p.postman.to(GROUP)[before:] if "到货了" in it]
        assert len(named) == 1
        assert named[0].count("取货码私聊我发") == 3
        assert [state for state, _ in p.ends("arrived")] == ["sent", "merged", "merged"]


async def test_what_was_to_go_together_fails_and_succeeds_together() -> None:
    async with posting(to_people=False) as p:
        await ready(p, "李阿姨", "小张")
        await p.arrive()
        await p.drain()
        p.at(18, 0, day=22)  # the reminder two hours before the window closes
        await p.tick()
        p.postman.fail(GROUP, TryAgain("HTTP 502"))
        await p.drain()
        assert p.ends("pickup_soon") == [("waiting", "HTTP 502")] * 2
        p.later(seconds=5)
        await p.drain()
        assert [state for state, _ in p.ends("pickup_soon")] == ["sent", "merged"]
