"""One page's frames turned into messages, clock moves and bubbles."""

import re
from collections import OrderedDict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import structlog

from bot.channels.clean import clean
from bot.channels.simulator import protocol
from bot.channels.simulator.port import Person, Roster, SimulatorPort
from bot.channels.simulator.protocol import (
    BadFrame,
    BubbleState,
    Edit,
    Forward,
    Frame,
    Hello,
    MoveTo,
    Recall,
    Say,
)
from bot.channels.simulator.room import BOT, Listener, SimulatorRoom
from bot.incoming import Incoming
from bot.solitaire import moved
from groupbuy.errors import Refusal

log = structlog.get_logger(__name__)

REMEMBERED = 500
CRASHED = "出了点问题，这条没有处理成功，请稍后再试。"


class Talk:
    """What every page of one simulator shares: the room, the system behind it and the deliveries so far."""

    def __init__(self, room: SimulatorRoom, port: SimulatorPort, channel: str) -> None:
        self._room = room
        self._port = port
        self._channel = channel
        self._mention = re.compile(rf"@{re.escape(room.bot_name)}[ \t\u2005\u3000]*")
        self._sent: OrderedDict[tuple[str | None, str, str], Incoming] = OrderedDict()
        self._taken: dict[tuple[str | None, str, str], Incoming] = {}

    async def hear(self, data: str, listener: Listener) -> None:
        """One text frame from one page. Whatever is wrong with it is told to that page alone."""
        try:
            await self._do(protocol.parse(data), listener)
        except BadFrame as refusal:
            listener.tell(protocol.error(refusal.text))
        except Refusal as refusal:
            listener.tell(protocol.error(str(refusal)))
        except Exception:
            log.exception("simulator frame failed")
            listener.tell(protocol.error(CRASHED))

    async def _do(self, frame: Frame, listener: Listener) -> None:
        roster = await self._port.roster()
        match frame:
            case Hello():
                self._room.greet(listener, roster)
            case Say():
                await self._say(frame, roster)
            case Recall() | Edit():
                await self._take_back(frame, roster)
            case Forward(minutes):
                await self._move(roster.now + timedelta(minutes=minutes), roster)
            case MoveTo(to):
                await self._move(to if to.tzinfo else to.replace(tzinfo=ZoneInfo(roster.zone)), roster)

    async def _say(self, frame: Say, roster: Roster) -> None:
        speaker = roster.person(frame.speaker)
        if speaker.user == BOT:
            raise BadFrame(f"{BOT} 是机器人自己，换个名字吧。")
        if frame.chat is not None and all(chat.id != frame.chat for chat in roster.chats):
            raise BadFrame("没有这个群。")
        raw = frame.text
        frame = replace(frame, text=clean(raw))  # as every channel does
        if not frame.text.strip():
            raise BadFrame(protocol.EMPTY)
        incoming, repeat = self._delivery(frame, raw, speaker, roster.now)
        to = speaker.user if frame.chat is None else None
        self._room.post(frame.text, at=roster.now, kind="message", who=speaker.user, name=speaker.name,
                        chat=frame.chat, to=to, delivery=incoming.message_id, repeat=repeat)  # fmt: skip
        await self._hand_over(incoming, repeat=repeat)

    async def _hand_over(self, incoming: Incoming, *, repeat: bool) -> None:
        """To the system behind the page, and show what it answers."""
        answer = await self._port.say(incoming)
        roster = await self._port.roster()
        if answer:
            self._room.post(answer, at=roster.now, kind="reply", who=BOT, name=self._room.bot_name,
                            chat=incoming.chat, to=None if incoming.chat else incoming.sender,
                            repeat=repeat)  # fmt: skip
        self._room.tell_world(roster)

    async def _take_back(self, frame: Recall | Edit, roster: Roster) -> None:
        """撤回 and 编辑: the platform tells of them with an id and a time of their own."""
        speaker = roster.person(frame.speaker)
        key = (frame.chat, speaker.user, frame.id)
        said = self._sent.get(key)
        if said is None:
            raise BadFrame("没有你的这条消息，或者太久以前了，撤不回也改不了。")
        taken = self._taken.get(key)
        if taken is not None:
            if isinstance(frame, Edit):
                raise BadFrame("这条已经撤回了，重新发一条吧。")
            await self._hand_over(taken, repeat=True)
            return
        told = self._telling(frame, said, roster.now)
        if isinstance(frame, Recall):
            self._taken[key] = told
        state: BubbleState = "recalled" if isinstance(frame, Recall) else "edited"
        self._room.change(frame.id, who=speaker.user, chat=frame.chat, state=state, text=told.text)
        await self._hand_over(told, repeat=False)

    def _telling(self, frame: Recall | Edit, said: Incoming, now: datetime) -> Incoming:
        """What the channel tells of it."""
        text = "" if isinstance(frame, Recall) else self._mention.sub("", clean(frame.text)).strip()
        if isinstance(frame, Edit) and not text:
            raise BadFrame(protocol.EMPTY)
        return replace(
            said,
            kind="recalled" if isinstance(frame, Recall) else "edited",
            about=said.message_id,
            message_id=uuid4().hex,
            sent_at=now.astimezone(UTC),
            text=text,
            entries=(),
        )

    def _delivery(self, frame: Say, raw: str, speaker: Person, now: datetime) -> tuple[Incoming, bool]:
        """The message, and whether it was delivered before: then it is the same one, time included."""
        key = (frame.chat, speaker.user, frame.id or uuid4().hex)
        text = self._mention.sub("", frame.text).strip()
        addressed = frame.chat is None or frame.mention or bool(self._mention.search(frame.text))
        earlier = self._sent.get(key)
        if earlier is not None:
            if earlier.text != text:
                raise BadFrame("这个 id 已经发过别的内容，换一个 id。")
            return earlier, True
        incoming = Incoming(self._channel, speaker.user, key[2], text, frame.chat, now.astimezone(UTC),
                            addressed=addressed, nickname=speaker.name,
                            entries=moved(frame.solitaire, raw, text))  # fmt: skip
        self._sent[key] = incoming
        if len(self._sent) > REMEMBERED:
            gone, _ = self._sent.popitem(last=False)
            self._taken.pop(gone, None)
        return incoming, False

    async def _move(self, to: datetime, roster: Roster) -> None:
        if to < roster.now:
            raise BadFrame("时钟只能往前拨，不能往回。")
        try:
            moment = to.astimezone(UTC)
        except OverflowError:
            raise BadFrame("这个时间太远了。") from None
        if moment - roster.now > timedelta(minutes=protocol.MAX_MINUTES):
            raise BadFrame("一次最多往前拨一年。")
        await self._port.move_clock(moment)
        self._room.tell_world(await self._port.roster())
