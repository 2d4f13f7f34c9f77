"""C1: processes are killed while people order, and while they are told that the goods are there; then the sums."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

import storage
from tests.bot.wecom_town import CORP_ID, LEADER
from tests.eventually import eventually
from tests.faults.cluster import Cluster, offer

SENDERS = 16
EACH = 5
"""Messages of one person."""
FRUITS = {"草莓": 1, "蓝莓": 2}
Booked = Counter[tuple[str, int]]
"""(person, item): what the answers acknowledged."""


@dataclass(slots=True)
class Sums:
    """What a run did and what it broke; everything below `kills` must be 0 except repeats (read twice) and
    `left_out` (sent twice, and left out by the platform)."""

    messages: int = 0
    acknowledged: int = 0
    refused: int = 0
    kills: int = 0
    lost: int = 0
    doubled: int = 0
    unbalanced: list[str] = field(default_factory=list)
    noticeless: int = 0
    repeats: int = 0
    left_out: int = 0
    seen: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"{self.messages} messages ({self.acknowledged} booked, {self.refused} refused), {self.kills} kills: "
            f"{self.lost} lost, {self.doubled} doubled, {len(self.unbalanced)} unbalanced, "
            f"{self.noticeless} untold, {self.repeats} notices read twice, {self.left_out} sent twice and left out by "
            f"the platform; instead of an answer {dict(self.seen)}"
        )


async def opened(it: Cluster, stock: int) -> None:
    assert "我记的是" in await it.say(LEADER, offer(stock), "open1")
    assert "开了" in await it.say(LEADER, "确认", "open2")


async def bought(it: Cluster, messages: int, moments: list[int], trouble) -> Booked:
    """Everybody's messages, a few senders at a time; `trouble()` begins whenever so many were answered."""
    plan = [(f"P{no // EACH}", it.dice.choice([*FRUITS]), f"b{no}") for no in range(messages)]
    it.dice.shuffle(plan)
    booked, due, under_way = Booked(), sorted(moments), list[asyncio.Task[None]]()
    answered = 0

    async def one_sender() -> None:
        nonlocal answered
        while plan:
            who, fruit, msgid = plan.pop()
            said = await it.say(who, f"再来1盒{fruit}", msgid)
            answered += 1
            if "记好了" in said:
                booked[who, FRUITS[fruit]] += 1
            else:
                assert "订完" in said, said
            while due and answered >= due[0]:
                due.pop(0)
                under_way.append(asyncio.create_task(trouble()))

    await asyncio.gather(*(one_sender() for _ in range(min(SENDERS, messages))))
    await asyncio.gather(*under_way)
    return booked


async def told(it: Cluster, people: set[str], kills: int) -> Counter[str]:
    """Who read how often that the goods are there; processes are killed while it is told."""
    for no, text in enumerate(("截单", "已采购", "到货")):
        assert await it.say(LEADER, text, f"close{no}")

    def reading() -> Counter[str]:
        return Counter(m["touser"] for m in it.platform.sent if "到货了" in m["text"]["content"])

    for no in range(kills):
        so_far = (no + 1) * len(people) // (kills + 2)
        await eventually(
            lambda so_far=so_far: len(reading()) >= so_far,
            "nothing is told any more",
            within_s=150,
            every_s=0.05,
        )
        await it.killed_and_back(it.dice.choice([m for m in it.members if m.running]))
    async with storage.open(it.database) as store:

        async def over() -> bool:
            return not set(await store.outbox.ends()) & {"waiting", "claimed"}

        # What a dead process had claimed is free after its lease of a minute.
        await eventually(over, "notices are left over", within_s=150, every_s=0.05)
    return reading()


async def sums(it: Cluster, booked: Booked, messages: int, reading: Counter[str], buy: int = 1) -> Sums:
    """What was acknowledged beside what is in the book."""
    people = {who for who, _ in booked}
    out = Sums(messages, booked.total(), messages - booked.total(), it.kills, seen=it.seen)
    async with storage.open(it.database) as store:
        out.unbalanced = list(await store.disagreements())
        orders = await store.reads.orders(buy)
        taken = {no: (await store.reads.buy(buy)).item(no).taken for no in FRUITS.values()}
        of = {o.resident: o for o in orders}
        for who in people:
            resident = await store.reads.resident_at((CORP_ID, who))
            order = of.pop(resident.id, None) if resident else None
            for item in FRUITS.values():
                has = int(order.line(item).ordered) if order and item in order.lines else 0
                out.lost += max(0, booked[who, item] - has)
                out.doubled += max(0, has - booked[who, item])
        out.doubled += len(of)
        for item in FRUITS.values():
            if taken[item] != Decimal(sum(n for (_, i), n in booked.items() if i == item)):
                out.unbalanced.append(f"item {item}: {taken[item]} taken")
    out.noticeless = len(people - set(reading))
    out.repeats, out.left_out = reading.total() - len(reading), len(it.platform.repeats)
    return out


async def run(it: Cluster, messages: int, kills: int, kills_when_told: int) -> Sums:
    dice: Random = it.dice
    await opened(it, stock=messages // 3)

    async def trouble() -> None:
        running = [m for m in it.members if m.running]
        if running:
            await it.killed_and_back(dice.choice(running))

    moments = [dice.randint(1, messages) for _ in range(kills)]
    booked = await bought(it, messages, moments, trouble)
    reading = await told(it, {who for who, _ in booked}, kills_when_told)
    return await sums(it, booked, messages, reading)
