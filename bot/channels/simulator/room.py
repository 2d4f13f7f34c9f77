"""The simulated chat room: what has been said, and the pages that are watching."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.channels.sending import Undeliverable
from bot.channels.simulator import protocol
from bot.channels.simulator.port import Roster
from bot.channels.simulator.protocol import Bubble, BubbleKind, BubbleState

HISTORY = 500
BACKLOG = 1000
BOT = "bot"


@dataclass(eq=False, slots=True)
class Listener:
    """One connected page: the frames waiting to be written to it; None means it is to be closed."""

    frames: asyncio.Queue[str | None] = field(default_factory=lambda: asyncio.Queue(BACKLOG + 1))

    def tell(self, frame: str) -> bool:
        """Queue `frame`; False when the page has stopped reading."""
        if self.frames.qsize() >= BACKLOG:
            return False
        self.frames.put_nowait(frame)
        return True

    def dismiss(self) -> None:
        """Close the page after what it still has to read; one that does not read loses it all."""
        if self.frames.qsize() >= BACKLOG:
            self.frames = asyncio.Queue(BACKLOG + 1)
        self.frames.put_nowait(None)


class SimulatorRoom:
    """Keeps the last bubbles in memory and tells every page of each new one.

    `now` is the one clock's reading; a restart forgets the talk (the orders live in the store), a page that
    reconnects gets what is kept.
    """

    def __init__(self, now: Callable[[], datetime], *, bot_name: str = "邻里") -> None:
        self.bot_name = bot_name
        self._now = now
        self._history: deque[Bubble] = deque(maxlen=HISTORY)
        self._listeners: set[Listener] = set()
        self._roster: tuple[object, object] | None = None
        self._seq = 0

    @property
    def history(self) -> tuple[Bubble, ...]:
        """The bubbles still kept, oldest first."""
        return tuple(self._history)

    def join(self) -> Listener:
        """A new page starts to listen."""
        listener = Listener()
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """A page is gone."""
        self._listeners.discard(listener)

    def close(self) -> None:
        """Send every page away (call it when the server stops, before it waits for its connections)."""
        for listener in tuple(self._listeners):
            self._dismiss(listener)

    def greet(self, listener: Listener, roster: Roster) -> None:
        """Everything so far, to one page: no bubble is lost or shown twice between this and the next."""
        self._roster = self._roster or (roster.chats, roster.people)
        listener.tell(protocol.hello(
            bot=self.bot_name, chats=roster.chats, people=roster.people, now=roster.now, zone=roster.zone,
            next_cutoff=roster.next_cutoff, next_close=roster.next_close, history=self.history))  # fmt: skip

    def post(
        self, text: str, *, at: datetime, kind: BubbleKind, who: str, name: str, chat: str | None = None,
        to: str | None = None, delivery: str | None = None, repeat: bool = False,
    ) -> None:  # fmt: skip
        """Show a bubble to everyone: in group `chat`, or in the 1:1 talk of user `to`."""
        self._seq += 1
        shown = Bubble(self._seq, chat, to, who, name, text, at, kind, delivery, repeat)
        self._history.append(shown)
        self._broadcast(protocol.bubble(shown))

    def change(self, delivery: str, *, who: str, chat: str | None, state: BubbleState, text: str) -> None:
        """Mark somebody's message, and what came of it again, as recalled (its words are gone) or edited."""
        for at, it in enumerate(self._history):
            if (it.id, it.who, it.chat, it.kind) == (delivery, who, chat, "message"):
                self._history[at] = replace(it, state=state, text=text)
                self._broadcast(protocol.changed(self._history[at]))

    def tell_world(self, roster: Roster) -> None:
        """Show everyone the clock, and the people and chats where they have changed."""
        if self._roster != (roster.chats, roster.people):
            self._roster = (roster.chats, roster.people)
            self._broadcast(protocol.roster(roster.chats, roster.people))
        self._broadcast(protocol.clock(roster.now, roster.next_cutoff, roster.next_close))

    async def push(self, target: str, text: str, of: int = 0) -> None:
        """The bot speaks by itself to "chat:<id>" or "user:<user id>". Raises `Undeliverable` for another target."""
        kind, _, name = target.partition(":")
        if kind not in ("chat", "user") or not name:
            raise Undeliverable("not a chat or user of the simulator")
        self.post(text, at=self._now(), kind="notice", who=BOT, name=self.bot_name,
                  chat=name if kind == "chat" else None, to=name if kind == "user" else None)  # fmt: skip

    def _broadcast(self, frame: str) -> None:
        for listener in tuple(self._listeners):
            if not listener.tell(frame):
                self._dismiss(listener)  # it comes back and reads the history; the others do not wait for it

    def _dismiss(self, listener: Listener) -> None:
        self.leave(listener)
        listener.dismiss()
