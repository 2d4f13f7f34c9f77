"""C2, C7 and C9 for longer: senders killed and frozen, messages delivered four times, leases that were lost."""

import asyncio
import signal
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

import storage
from bot.sender import AT_ONCE, LEASE
from bot.ticks import Ticks
from bot.turns import Turns
from tests.bot.killed_sender import ANSWER_S
from tests.bot.posting import posting
from tests.bot.rows import rows
from tests.bot.test_sender_killed import ROOT, full_outbox, sent_until_killed
from tests.bot.test_server import delivered_four_times
from tests.conversation import START, village
from tests.fakes.wecom_platform import WecomPlatform, running
from tests.faults.budget import LIMIT, noted, rounds
from tests.servers.life import die_with_the_parent
from tests.storage.book import AT, Told, World

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]
PEOPLE, TRIES = 300, 100


async def test_a_sender_killed_ten_times_a_round() -> None:
    """C2: 500 notices a seed: more than that its point has no room for."""
    kills = sent = read = most = 0
    for seed in rounds(30, at_most=10):
        platform = await killed_before_the_platform(seed, people=500, kills=10)
        again = Counter(it["touser"] for it in platform.sent)
        sent, read = sent + len(platform.repeats), read + again.total() - len(again)
        most, kills = max(most, *(it - 1 for it in again.values())), kills + 10
    noted(
        f"C2: {kills} kills, {sent + read} messages sent again ({(sent + read) / kills:.1f} a kill), {read} of them "
        f"read twice ({read / kills:.2f} a kill), nobody more than {most} times too often"
    )
    assert sent + read <= kills * AT_ONCE
    assert read <= kills, "at most one a kill"


async def killed_before_the_platform(seed: int, people: int, kills: int) -> WecomPlatform:
    """What it got from a sender that is killed again and again when its message came and was not answered."""
    dice = Random(seed)
    platform = WecomPlatform("sim", members={f"邻居{it}" for it in range(people)}, answer_s=ANSWER_S)
    async with posting() as p, running(platform):
        await full_outbox(p, people)
        for turn in range(1, kills + 2):
            at = START + turn * (LEASE + timedelta(seconds=1))  # what the dead one held is free again
            stop = asyncio.Event()
            came = count(1)
            last = dice.randint(5, people // kills - 10) if turn <= kills else 0
            platform.got = lambda came=came, last=last, stop=stop: next(came) == last and stop.set()
            sender = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.bot.killed_sender", str(p.village.path), at.isoformat()),
                platform.url,
                cwd=ROOT,
                preexec_fn=die_with_the_parent,
            )
            if last:
                await stop.wait()
                sender.kill()
            assert (await sender.wait() == 0) is not last
        states = Counter(rows(p.village.path, "SELECT state FROM outbox WHERE kind = 'arrived'"))
        assert states == {("sent",): people}
        assert {it["touser"] for it in platform.sent} == platform.members, "everybody is told"
    return platform


async def test_ten_thousand_messages_delivered_four_times() -> None:
    """C7, 500 messages a round."""
    for _ in rounds(30, at_most=20):
        await delivered_four_times(people=100, rounds=5)


def is_held(path: Path) -> bool:
    """Somebody holds the file's lock for writing."""
    try:
        with closing(sqlite3.connect(path, timeout=0.05, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    return False


async def test_a_sender_frozen_past_its_lease_is_refused_when_it_wakes() -> None:
    """C9 with real processes: stopped in the middle, replaced after its lease, woken; what it says changes nothing."""
    tries = repeats = 0
    for seed in rounds(20, at_most=TRIES):
        async with posting() as p:
            await full_outbox(p, PEOPLE)
            command = (
                sys.executable,
                "-m",
                "tests.bot.killed_sender",
                str(p.village.path),
                START.isoformat(),
            )
            frozen = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, preexec_fn=die_with_the_parent, stdout=asyncio.subprocess.PIPE
            )
            assert frozen.stdout
            said = [await frozen.stdout.readline() for _ in range(20 + seed % 50)]
            frozen.send_signal(signal.SIGSTOP)
            while is_held(p.village.path):  # in the middle of a write: on SQLite nobody else could write
                frozen.send_signal(signal.SIGCONT)
                await asyncio.sleep(0.002)
                frozen.send_signal(signal.SIGSTOP)
            other = await sent_until_killed(p.village.path, LEASE.total_seconds() + 1)
            ended = "SELECT id, state, reason, ended_at FROM outbox ORDER BY id"
            before = rows(p.village.path, ended)
            frozen.send_signal(signal.SIGCONT)
            said += (await frozen.stdout.read()).splitlines()
            assert await frozen.wait() == 0
            assert rows(p.village.path, ended) == before, "the woken one changed nothing"
            got = Counter([*other, *(it.decode().strip() for it in said)])
            assert set(got) == {f"邻居{it}" for it in range(PEOPLE)}
            repeats, tries = repeats + got.total() - len(got), tries + 1
    noted(f"C9: frozen and replaced {tries} times, refused each time; {repeats} messages told again")
    assert repeats <= tries * PEOPLE


async def test_a_lease_that_was_lost_refuses_each_write(world: World) -> None:
    """C9 at the store: both claims and leases, a hundred times each."""
    refused = 0
    async with storage.open(world.url) as other:
        for turn in range(TRIES):
            at = AT + timedelta(hours=turn)
            await world.tell(Told(to="chat:g1", subject=f"s{turn}"), at=at)
            [frozen] = await world.store.outbox.claim(1, at=at, lease=LEASE)
            number = await world.store.leases.take("tidy", at=at, lasts=LEASE)
            [taken] = await other.outbox.claim(1, at=at + LEASE, lease=LEASE)
            new = await other.leases.take("tidy", at=at + LEASE, lasts=LEASE)
            assert number is not None
            assert new is not None
            assert new > number
            refused += not await world.store.outbox.put_back(frozen, not_before=at, reason="late", tried=True)
            refused += not await world.run(lambda books, number=number: books.holds("tidy", number))
            assert await world.run(lambda books, new=new: books.holds("tidy", new))
            assert await other.outbox.put_back(taken, not_before=at + 9000 * LEASE, reason="x", tried=False)
            await other.leases.give_back("tidy", new)
    noted(f"C9 {world.url[:6]}: {refused} of {2 * TRIES} writes of replaced holders refused")
    assert refused == 2 * TRIES


async def test_two_clocks_ticking_at_once_close_each_buy_once() -> None:
    """C9: two schedulers by mistake, each with a shelf of its own."""
    closed = 0
    for _ in rounds(10, at_most=TRIES):
        async with village(kind="sqlite") as v, storage.open(v.url) as beside:
            for _ in range(3):
                await v.open()
            two = [Ticks(Turns(it, storage.LocalShelf()), v.parts.settings) for it in (v.store, beside)]
            v.clock.at += timedelta(hours=11)
            await asyncio.gather(*(it.tick(at=v.clock.now()) for it in two * 2))
            events = [it.event for it in await v.store.reads.journal()]
            closes = Counter(it.buy for it in events if type(it).__name__ == "BuyClosed")
            assert closes == {1: 1, 2: 1, 3: 1}
            closed += len(closes)
            told = rows(v.path, "SELECT kind, buy, recipient, COUNT(*) FROM outbox GROUP BY 1, 2, 3")
            assert all(many == 1 for *_, many in told if told), told
    noted(
        f"C9: {closed} cutoffs met by two schedulers, each fired once; at most {AT_ONCE} messages under way"
    )
