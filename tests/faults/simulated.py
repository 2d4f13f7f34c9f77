"""S5: one process under a clock by hand, its real app, ticks, sender and SQLite, with faults at named points.

A run is made by its seed alone; what it did is its trace, told without what is random on purpose (codes, ids).
"""

import asyncio
import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import storage
from bot.app import App
from bot.channels.opening import Outlet
from bot.channels.sending import TryAgain
from bot.incoming import Incoming
from bot.limiting import NoLimit
from bot.sender import Sender
from bot.ticks import Ticks
from bot.turns import Turns
from bot.ways import Ways
from groupbuy.ports import Unavailable
from tests.conversation import START, Village

OFFER = "开团 大团\n草莓 25/盒 库存{}\n蓝莓 15/盒\n截单 今天12:00\n取货 明天17:00-20:00"
PEOPLE, MESSAGES, CLOSES = 8, 30, START + timedelta(hours=2)
ITEMS = {"草莓": 1, "蓝莓": 2}
RANDOM = re.compile(r"邻居[0-9a-f]{4}|\d{6}|[0-9a-f]{16,}")
"""What differs between two runs of one seed: a person's mask, a code, an id."""


@dataclass(slots=True)
class Chance:
    """Draws a fault at each named point; counts what it drew. Healed, it draws none any more."""

    dice: Random
    rate: float
    drawn: Counter[str] = field(default_factory=Counter)

    def now(self, point: str) -> bool:
        yes = self.dice.random() < self.rate
        self.drawn[point] += yes
        return yes


@dataclass(slots=True)
class FaultyOutbox:
    outbox: Any
    chance: Chance

    def __getattr__(self, name: str) -> Any:
        return getattr(self.outbox, name)

    async def settle(self, *what: Any, **how: Any) -> bool:
        if self.chance.now("sent, its mark lost"):
            raise Unavailable("died after it was sent")
        return await self.outbox.settle(*what, **how)


@dataclass(slots=True)
class FaultyStore:
    """The real store, which fails before a commit or after it, before anybody hears."""

    store: storage.Store
    chance: Chance

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    @property
    def outbox(self) -> FaultyOutbox:
        return FaultyOutbox(self.store.outbox, self.chance)

    async def run(self, unit: Callable[[Any], Awaitable[Any]], **how: Any) -> Any:
        before, after = self.chance.now("before the commit"), self.chance.now("after the commit")

        async def faulty(books: Any) -> Any:
            result = await unit(books)
            if before:
                raise Unavailable("died before the commit")
            return result

        result = await self.store.run(faulty, **how)
        if after:
            raise Unavailable("died before it could answer")
        return result


@dataclass(slots=True)
class Platform:
    chance: Chance
    sent: list[tuple[str, str]] = field(default_factory=list)

    async def push(self, target: str, text: str, of: int = 0) -> None:
        if self.chance.now("send raised"):
            raise TryAgain("no answer")
        self.sent.append((target, text))


@dataclass
class Run:
    """`answers` by message: all that its deliveries were told."""

    v: Village
    seed: int
    rate: float = 0.25
    trace: list[str] = field(default_factory=list)
    answers: dict[str, set[str]] = field(default_factory=dict)
    booked: Counter[tuple[str, int]] = field(default_factory=Counter)
    deliveries: int = 0

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.chance = Chance(self.dice, self.rate)
        self.platform = Platform(self.chance)
        self.stock = self.dice.randint(5, 60)

    async def all(self) -> None:
        await self.v.open(text=OFFER.format(self.stock))
        await self._alive()
        queue = self._plan()
        while queue:
            at, _, message = heapq.heappop(queue)
            if self.chance.now("clock jumped"):
                at += self.dice.choice((-1, 1)) * timedelta(hours=1)
            if self.chance.now("shelf gone"):
                await self._alive()
            if message is not None:
                await self._delivered(message, at)
            if message is None or self.dice.random() < 0.3:
                await self._worked(at)
        over = CLOSES + timedelta(minutes=40)
        leads = [
            self.v.message("王姐", text, chat="lake-1", message_id=text)
            for text in ("已采购 1", "到货 1号团")
        ]
        for it in (*self.plan, *leads):
            while it.message_id not in self.answers:
                await self._worked(over)
                await self._delivered(it, over)
        for minutes in range(0, 40, 2):
            await self._worked(over + timedelta(minutes=minutes))
        self.chance.rate = 0
        await self._alive()
        for hours in range(1, 40, 2):
            await self._worked(over + timedelta(hours=hours))

    async def _alive(self) -> None:
        """The process with a shelf that remembers nothing."""
        store: Any = FaultyStore(self.v.store, self.chance)
        settings = self.v.parts.settings
        outlet = Outlet("sim", "sim", self.platform, to_people=True, to_groups=True, per_minute=60)
        self.app = App(store, settings)
        self.ticks = Ticks(Turns(store, storage.LocalShelf()), settings)
        self.sender = Sender(store, settings, Ways({"sim": outlet}), NoLimit())

    def _plan(self) -> list[tuple[datetime, int, Incoming | None]]:
        """Messages sent before the cutoff, each delivered up to three times, at once or hours late; and looks."""
        self.plan: list[Incoming] = []
        queue: list[tuple[datetime, int, Incoming | None]] = []
        for no in range(MESSAGES):
            sent = START + timedelta(seconds=self.dice.randint(60, 7200))
            text = f"再来{self.dice.randint(1, 3)}盒{self.dice.choice([*ITEMS])}"
            who = f"邻居{self.dice.randrange(PEOPLE)}"
            it = self.v.message(who, text, chat="lake-1", message_id=f"s{no}", sent_at=sent)
            self.plan.append(it)
            for _ in range(self.dice.randint(1, 3)):
                wait = timedelta(seconds=self.dice.choice((0, 1, 5, 10, 600, 5400)))
                queue.append((min(sent + wait, CLOSES + timedelta(minutes=25)), len(queue), it))
        queue += [(START + timedelta(minutes=5 * no), len(queue) + no, None) for no in range(29)]
        heapq.heapify(queue)
        return queue

    async def _delivered(self, it: Incoming, at: datetime) -> None:
        self.deliveries += 1
        try:
            said = await self.app.handle(it, at=at) or ""
        except Unavailable as failed:
            said = ""
            self._note(at, it.message_id, f"503 {failed}")
            return
        self._note(at, it.message_id, said)
        if it.message_id not in self.answers and "记好了" in said:
            self.booked[it.sender, ITEMS[it.text[-2:]]] += int(it.text[2])
        self.answers.setdefault(it.message_id, set()).add(said)

    async def _worked(self, at: datetime) -> None:
        try:
            passed = await self.ticks.tick(at=at)
            self._note(at, "tick", ",".join(it.what for it in passed))
            await self.sender.drain(at=at)
        except Unavailable as failed:
            self._note(at, "work", str(failed))
        if others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.gather(*others, return_exceptions=True)
        self._note(at, "sent", str(sorted(RANDOM.sub("…", str(it)) for it in self.platform.sent)))

    def _note(self, at: datetime, what: str, outcome: str) -> None:
        self.trace.append(RANDOM.sub("…", f"{at:%H:%M:%S} {what} {outcome}"))

    @property
    def hash(self) -> str:
        return hashlib.sha256("\n".join([*self.trace, str(self.chance.drawn)]).encode()).hexdigest()[:12]

    async def violations(self) -> list[str]:
        """What does not hold in the end; the right answer is nothing."""
        wrong = list(await self.v.store.disagreements())
        orders = await self.v.store.reads.orders(1)
        who = {}
        for name in {it.sender for it in self.plan}:
            found = await self.v.store.reads.resident_at((self.v.channel, name))
            who[found.id if found else name] = name
        has = Counter({(who[o.resident], no): int(o.line(no).ordered) for o in orders for no in o.lines})
        if +has != +self.booked:
            wrong.append(f"acknowledged {self.booked}, in the book {has}")
        straw = sum(n for (_, item), n in has.items() if item == 1)
        if straw > self.stock:
            wrong.append(f"{straw} sold of {self.stock}")
        wrong += [f"{key}: {len(it)} answers" for key, it in self.answers.items() if len(it) != 1]
        told = {target for target, text in self.platform.sent if "到货了" in text}
        wrong += [f"{name} was not told" for name, _ in +self.booked if name not in told]
        events = Counter(type(it.event).__name__ for it in await self.v.store.reads.journal(buy=1))
        if events["BuyClosed"] != 1:
            wrong.append(f"closed {events['BuyClosed']} times")
        ends = await self.v.store.outbox.ends()
        if set(ends) - {"sent", "merged", "expired"}:
            wrong.append(f"notices ended as {dict(ends)}")
        repeats = len(self.platform.sent) - len(set(self.platform.sent))
        if repeats > self.chance.drawn["sent, its mark lost"]:
            wrong.append(f"{repeats} repeated, {self.chance.drawn['sent, its mark lost']} marks lost")
        return wrong
