"""One message from the command line: spoken in the simulator, with everything that is said back."""

from datetime import datetime, tzinfo

from bot.assembly import Parts
from bot.channels.simulator.port import Roster
from bot.channels.simulator.protocol import Bubble
from bot.incoming import Incoming
from bot.talk import products_of
from bot.understand import explain
from bot.understand.intent import Context
from bot.world import World
from groupbuy.buy import GroupBuy
from groupbuy.errors import Refusal

PRIVATE = ("", "1:1", "-")


class NoSimulator(Refusal):
    text = "模拟渠道没有打开：请在 operator.yaml 写 simulator: true"


class NoSuchChat(Refusal):
    text = "没有“{chat}”这个群。可用：{known}，私聊用 1:1"


class BadTime(Refusal):
    text = "“{text}”不是 ISO 时间，例如 2026-11-21T20:01"


class Saying:
    """Speaks through the real app, then does and sends what became due by it."""

    def __init__(self, parts: Parts) -> None:
        if parts.world is None:
            raise NoSimulator()
        self._parts = parts
        self._world: World = parts.world

    async def move_to(self, at: str) -> None:
        """Move the store's clock to an ISO time, in the operator's zone where it names none."""
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            raise BadTime(text=at) from None
        zone = self._parts.settings.directory.zone
        await self._world.move_clock(moment if moment.tzinfo else moment.replace(tzinfo=zone))

    async def say(self, chat: str, name: str, text: str, *, message_id: str) -> str | None:
        """`chat` is a group's id or name, or "1:1"; `name` a person's name or user id."""
        await self._parts.settle()
        roster = await self._world.roster()
        where = _chat(roster, chat)
        speaker = roster.person(name)
        to = speaker.user if where is None else None
        said = text.removeprefix("@邻里").strip()
        incoming = Incoming(
            self._world.channel,
            speaker.user,
            message_id,
            said,
            where,
            self._parts.clock.now(),
            addressed=where is None or said != text.strip(),
            nickname=speaker.name,
        )
        answer = await self._world.say(incoming)
        now = self._parts.clock.now()
        if answer:
            room = self._parts.room
            room.post(answer, at=now, kind="reply", who="bot", name=room.bot_name, chat=where, to=to)
        await self._parts.settle()
        return answer

    def heard(self) -> list[str]:
        """What the bot has said so far, a bubble each with where it was said."""
        return [self._shown(it) for it in self._parts.room.history if it.kind != "message"]

    def _shown(self, it: Bubble) -> str:
        at = it.at.astimezone(self._parts.settings.directory.zone)
        where = it.chat or f"1:1 {it.to}"
        return f"[{at:%m-%d %H:%M}] {where} · {it.name}（{'通知' if it.kind == 'notice' else '回复'}）：{it.text}"


async def say_once(
    parts: Parts, chat: str, name: str, text: str, at: str | None, *, message_id: str
) -> list[str]:
    """One message, after moving the clock to `at` where it is named; everything said back, in order."""
    saying = Saying(parts)
    if at is not None:
        await saying.move_to(at)
    await saying.say(chat, name, text, message_id=message_id)
    return saying.heard()


def explained(text: str, buy: GroupBuy | None, now: datetime, zone: tzinfo) -> list[str]:
    """How a message is read against a buy (or none), stage by stage."""
    products = products_of(buy) if buy else ()
    return explain(text, Context(buy.title if buy else "", products, now.astimezone(zone)))


def _chat(roster: Roster, wanted: str) -> str | None:
    if wanted in PRIVATE:
        return None
    for it in roster.chats:
        if wanted in (it.id, it.name):
            return it.id
    raise NoSuchChat(chat=wanted, known="、".join(f"{it.id}（{it.name}）" for it in roster.chats))
