"""The stage: people's messages go in as encrypted callbacks over HTTP, replies come out, time is moved."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from aiohttp import ClientSession

from bot import replies
from bot.assembly import Parts
from bot.demo.cast import Person
from bot.demo.doors import Delivery, Door
from bot.demo.platform import Platform, Told
from bot.demo.screen import Screen
from bot.demo.tellings import Telling
from bot.world import World


@dataclass(frozen=True, slots=True)
class Heard:
    """A delivery and what came back: the decrypted reply (empty: silence), its text."""

    delivery: Delivery
    plain: bytes
    text: str


@dataclass(slots=True)
class Tally:
    """What the stage saw itself; the audit wants every list of wrongs to be empty."""

    callbacks: int = 0
    overheard: int = 0
    repeats: int = 0
    silences: int = 0
    refused: int = 0
    in_groups: list[str] = field(default_factory=list)
    wrong_repeats: list[str] = field(default_factory=list)
    wrong_silences: list[str] = field(default_factory=list)
    wrong_refusals: list[str] = field(default_factory=list)
    wrong_answers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Stage:
    """`base` is the server's address. `first_day` is the day the demo begins, in the operator's zone. `groups`
    are chat groups by their webhook's key, `places` the names of pickup points by id. `tellings` is all that
    reached people, in order, but for what was delivered a second time."""

    parts: Parts
    platform: Platform
    doors: Mapping[str, Door]
    screen: Screen
    client: ClientSession
    base: str
    dice: Random
    first_day: date
    people: Mapping[str, Person]
    groups: Mapping[str, str]
    places: Mapping[str, str]
    tally: Tally = field(default_factory=Tally)
    heard: list[Heard] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    _sent: int = 0

    def __post_init__(self) -> None:
        self.platform.hear = self._show

    @property
    def now(self) -> datetime:
        return self.parts.clock.now()

    async def scene(self, clock: str, title: str, *, day: int = 0) -> None:
        """Time goes on to `clock`, and a new scene is announced."""
        await self.until(clock, day=day)
        self.screen.scene(f"{clock} {title}")

    async def until(self, clock: str, *, day: int = 0) -> None:
        """Move time to `clock` (15:30) of the first day or a later one, through all that falls due."""
        hour, minute = clock.split(":")
        zone = self.parts.settings.directory.zone
        local = datetime.combine(self.first_day + timedelta(days=day), time(int(hour), int(minute)), zone)
        await self._world.move_clock(max(local, self.now))

    async def pause(self, seconds: float) -> None:
        await self._world.move_clock(self.now + timedelta(seconds=seconds))

    async def say(
        self, who: Person, text: str, *, private: bool = False, sent_at: datetime | None = None
    ) -> str:
        """A message to the bot, 1:1 or with its @mention in the person's group; the answer ("" = silence).

        `sent_at` where the platform is slow to hand it over.
        """
        await self.pause(self.dice.uniform(4, 20))
        door = self.doors[who.private if private else who.group_door]
        chat = None if private else self.parts.settings.directory.chat(who.home).chat
        self._sent += 1
        message = Delivery(door.name, who.user, f"m{self._sent:05d}", text, sent_at or self.now, chat)
        where = f"{who.name} 1:1" if private else self._group(who)
        self.screen.said(self.now, where, who.name, text if private else f"@ {text}")
        return (await self._deliver_new(message, private)).text

    async def enter(self, who: Person) -> str:
        """Opening the 1:1 talk, an event that is greeted."""
        event = "enter_agent" if who.private.endswith("-app") else "enter_chat"
        return await self._event(who, event, "点开对话")

    async def nothing(self, who: Person) -> None:
        """An event that is nobody's business: silence is the right answer."""
        event = "location" if who.private.endswith("-app") else "feedback_event"
        if await self._event(who, event, "（平台事件，无需回答）"):
            self.tally.wrong_silences.append(f"{event} of {who.name} was answered")
        self.tally.silences += 1

    async def from_strangers(self, who: Person, chat: str, text: str) -> str:
        """An @mention in a group that no configuration names."""
        await self.pause(5)
        self._sent += 1
        it = Delivery(who.group_door, who.user, f"m{self._sent:05d}", text, self.now, chat)
        self.screen.said(self.now, f"没登记的群 {chat}", who.name, f"@ {text}")
        return (await self._deliver_new(it, private=False)).text

    async def overheard(self, who: Person, text: str) -> None:
        """Talk among neighbours: without an @mention the platform does not hand it to an AI bot."""
        await self.pause(self.dice.uniform(2, 8))
        self.tally.overheard += 1
        self.screen.said(self.now, self._group(who), who.name, text)

    async def again(self, heard: Heard) -> None:
        """The platform delivers once more, sealed afresh: the same answer, byte for byte, and nothing changes."""
        before = len(await self.parts.store.reads.journal())
        reply = await self.deliver(heard.delivery)
        after = len(await self.parts.store.reads.journal())
        self.tally.repeats += 1
        same = reply.plain == heard.plain and before == after
        self.screen.remark(
            self.now,
            f"平台重发“{heard.delivery.text.splitlines()[0][:12]}”：{'同样的回答，账没动' if same else '不一样！'}",
        )
        if not same:
            self.tally.wrong_repeats.append(heard.delivery.text)

    async def deliver(self, it: Delivery) -> Heard:
        """One callback over HTTP; anything but 200 is noted as wrong."""
        door = self.doors[it.door]
        query, body = door.seal(it, secrets.token_hex(8), self.now)
        status, reply = await self.post(it.door, query, body)
        self.tally.callbacks += 1
        if status != 200:
            self.tally.wrong_answers.append(f"{it.text}: HTTP {status}")
            return Heard(it, b"", "")
        heard = Heard(it, *door.open(reply))
        if replies.APOLOGY in heard.text:
            self.tally.wrong_answers.append(f"{it.text}: something broke")
        return heard

    async def post(self, door: str, query: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        url = f"{self.base}/channels/{door}"
        async with self.client.post(url, params=dict(query), data=body) as response:
            return response.status, await response.read()

    async def _deliver_new(self, message: Delivery, private: bool) -> Heard:
        heard = await self.deliver(message)
        self.heard.append(heard)
        if heard.text:
            self.tellings.append(Telling(message.sender, heard.text))
            self.screen.answered(self.now, heard.text)
            if not private:
                self.tally.in_groups.append(heard.text)
        await self.parts.settle()
        return heard

    async def _event(self, who: Person, event: str, shown: str) -> str:
        await self.pause(2)
        self._sent += 1
        it = Delivery(who.private, who.user, f"e{self._sent:05d}", "", self.now, event=event)
        self.screen.said(self.now, f"{who.name} 1:1", who.name, shown)
        return (await self._deliver_new(it, private=True)).text

    def _show(self, told: Told) -> None:
        """What the platform was asked to hand on."""
        if told.group:
            self.tally.in_groups.append(told.text)
            chat = self.groups.get(told.to, "")
            self.tellings.append(Telling(f"group:{chat}", told.text))
            whom = self.parts.settings.directory.chat(chat).name if chat else "?"
        else:
            whom = self.people[told.to].name if told.to in self.people else told.to
            self.tellings.append(Telling(told.to, told.text))
        self.screen.told(self.now, whom, told.text)

    def _group(self, who: Person) -> str:
        return self.parts.settings.directory.chat(who.home).name

    @property
    def _world(self) -> World:
        """Moves the clock as the simulator does: stopping at every moment that falls due."""
        worker = self.parts.worker
        return World(
            self.parts.app, worker.ticks, worker.sender, self.parts.settings, self.parts.clock, channel=""
        )
