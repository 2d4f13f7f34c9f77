"""What to do about a message: the answer to a question, a command, an order, a question, or nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from itertools import product

from bot import replies
from bot.answering import answer_query, asks_cutoff
from bot.asking import ask_back
from bot.commands import all_questions
from bot.commands.base import Command, Who
from bot.commands.chain import take_chain
from bot.commands.order import ask_apart, ask_which, call_off, order
from bot.commands.sure import ASKS_FIRST, ask_first
from bot.commands.which_person import run_or_ask
from bot.of_somebody import told_to_one
from bot.open_question import answer_to
from bot.phrasing import canonical
from bot.ports import UnitBooks
from bot.reading import Reading, lines_read, read
from bot.recalling import edited, recalled
from bot.router import Call, find_command
from bot.signed import as_chain
from bot.talk import Talk
from bot.told_beside import keep_own
from bot.understand.intent import (
    AskIntent,
    CancelIntent,
    ChainIntent,
    CommandIntent,
    NoIntent,
    OrderIntent,
    QueryIntent,
)
from bot.which import list_of
from groupbuy.directory import Right
from groupbuy.errors import NotAdmin, NotAllowed, Refusal
from groupbuy.ports import Pending, Reads
from groupbuy.rights import admins_to_ask, must_lead, whom_to_ask

Run = Callable[[Talk, UnitBooks], Awaitable[str]]
Ahead = Callable[[Talk, Reads], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Step:
    """`run` is the use case; `acts` says that the sender must be known for it (silence needs nobody),
    `clear` that the message is an order or the like, whatever was asked before; `ahead` what is worked
    out before the unit. `beside` keeps what is told beside it, whatever becomes of it, and says so."""

    run: Run
    acts: bool = True
    clear: bool = False
    ahead: Ahead | None = None
    beside: Run | None = None


class OnlyPrivate(Refusal):
    text = "“{word}”请私聊我发，免得别人看到"


WELCOME = (
    "你好，我是邻里。在这里直接说要什么就能下单，例如“草莓2盒”；发“团购”看现在有什么，发“帮助”看我会什么。"
)
NOT_KNOWN = "\n如果你是团长：请{admin}把你的编号 {user}（渠道 {channel}）写进 leaders.yaml。"
APPLY = "想当团长发“申请团长”。"
ADMIN = "\n管理员改设置在配置文件里（命令行 python main.py check 检查），团里的事由团长来发。"
SPLIT = "这条接龙里有几个团的东西，请每个团分开接：\n{buys}"
OWN_TOO = "改单"
"""What a resident says of their own order; a command only from a leader."""
TEXT_ONLY = "我现在只看得懂文字，请打字告诉我。"


def decide(talk: Talk, asked: Pending | None) -> Step:
    """Read the message (no I/O) and say what its unit is to do."""
    if talk.incoming.kind in ("recalled", "edited") and not _elsewhere(talk):
        return Step(recalled if talk.incoming.kind == "recalled" else _edited)
    plain = _decide(talk)
    if asked is None or asked.kind not in all_questions():
        return plain

    async def answered(here: Talk, books: UnitBooks) -> str:
        answer = await answer_to(here, books, asked, clear=plain.clear)
        return await plain.run(here, books) if answer is None else answer

    return Step(answered, ahead=plain.ahead, beside=plain.beside)


async def _edited(talk: Talk, books: UnitBooks) -> str:
    """The difference; where the first message did nothing, the new words are a message like any other."""
    answer = await edited(talk, books)
    if answer is not None:
        return answer
    afresh = replace(talk, incoming=replace(talk.incoming, kind="text"))
    asked = await books.pending(talk.speaker.id, talk.chat, talk.at)
    return await decide(afresh, asked).run(afresh, books)


def _elsewhere(talk: Talk) -> bool:
    """In a group that is not configured."""
    return talk.incoming.chat is not None and talk.group is None


def _decide(talk: Talk) -> Step:
    incoming = talk.incoming
    if _elsewhere(talk):
        return Step(_unknown_group) if incoming.addressed else _silence()
    if talk.group is not None and not talk.group.hears_all and not incoming.addressed:
        return _silence()
    if incoming.kind == "enter":
        return _say(WELCOME)
    if incoming.kind != "text":
        return _say(TEXT_ONLY) if incoming.addressed and incoming.kind == "unsupported" else _silence()
    call = find_command(incoming.text)
    if call is not None and not _is_question(talk, call):
        return Step(_calling(call), ahead=_ahead(talk, call))
    if talk.community is None and talk.speaker.leader is None:
        return Step(_ask_community)
    if _own_change(talk):  # the word says no more than that something is changed; as many blanks keep spans
        return _by_meaning(talk, read(talk, incoming.text.replace(OWN_TOO, "  ", 1)))
    return _by_meaning(talk, read(talk))


def _own_change(talk: Talk) -> bool:
    return talk.speaker.leader is None and talk.incoming.text.strip().startswith(OWN_TOO)


def _is_question(talk: Talk, call: Call) -> bool:
    """A resident's 汇总 or 名单 asks who has joined, their 改单 is about their own order; from a leader it is
    the command."""
    if call.command.who is not Who.LEADER or talk.speaker.leader is not None:
        return False
    if talk.community is None and talk.speaker.admin is not None:
        return False
    if _own_change(talk):
        return True
    return isinstance(read(talk)[0].intent, QueryIntent)


def _by_meaning(talk: Talk, readings: list[Reading]) -> Step:
    first = readings[0]
    buy, intent = first.buy, first.intent
    if first.goods:
        return replace(_say(ask_apart(readings)), clear=True)
    if len(readings) > 1:
        if isinstance(intent, ChainIntent) and not lines_read(first):
            return _say(SPLIT.format(buys=list_of([it.buy for it in readings if it.buy])))
        return Step(lambda here, books: ask_which(here, books, readings), beside=keep_own)
    match intent:
        case OrderIntent() if buy:
            lines = None if talk.speaker.leads(buy.community) else as_chain(talk, intent)
            if lines is not None:
                return Step(lambda here, books: take_chain(here, books, buy, lines), clear=True)
            own = keep_own if any(it.whom is None for it in intent.lines) else None
            return Step(lambda here, books: order(here, books, buy, intent), clear=True, beside=own)
        case CancelIntent() if buy:
            return Step(lambda here, books: call_off(here, books, buy, intent), clear=True)
        case AskIntent() if buy:
            return Step(lambda here, books: ask_back(here, books, buy, intent), beside=keep_own)
        case QueryIntent():
            if intent.topic == "other" and not (talk.incoming.addressed or asks_cutoff(talk.incoming.text)):
                return _silence()
            return Step(lambda here, books: answer_query(here, books, buy, intent))
        case CommandIntent():
            one = told_to_one(talk, buy, intent)
            if one is not None:
                return _say(one) if one else _silence()
            said = canonical(intent, talk, buy) or ""
            call = find_command(said)
            if call is None:
                return _helpless(talk)
            return Step(_asking(call, said) if intent.name in ASKS_FIRST else _calling(call))
        case ChainIntent() if buy:
            return Step(lambda here, books: take_chain(here, books, buy, intent), clear=True)
        case NoIntent():
            return _helpless(talk)
    return _helpless(talk)


def _calling(call: Call) -> Run:
    async def run(talk: Talk, books: UnitBooks) -> str:
        refusal = _refused(call.command, talk)
        if refusal is not None:
            return await _once_politely(talk, books, refusal, call.command, call.words)
        if call.command.private and not talk.private:
            raise OnlyPrivate(word=call.command.words[0])
        return await run_or_ask(talk, books, call.command, call.words)

    return run


def _ahead(talk: Talk, call: Call) -> Ahead | None:
    """Nothing is worked out for whom the command is not."""
    ahead = call.command.ahead
    if ahead is None or _refused(call.command, talk) is not None:
        return None
    return lambda here, reads: ahead(here, reads, call.words)


def _asking(call: Call, said: str) -> Run:
    async def run(talk: Talk, books: UnitBooks) -> str:
        refusal = _refused(call.command, talk)
        if refusal is not None:
            return await _once_politely(talk, books, refusal, call.command, call.words)
        return await ask_first(talk, books, said)

    return run


def _refused(command: Command, talk: Talk) -> Refusal | None:
    """An admin's command is an admin's, a leader's the leader's: here in a group, 1:1 of any community of theirs."""
    if command.who is Who.ADMIN and talk.speaker.admin is None:
        return NotAdmin(admin=admins_to_ask(talk.directory))
    if command.who is not Who.LEADER or command.right is None:
        return None
    if command.admins and talk.speaker.admin is not None:
        return None
    leader = talk.speaker.leader
    here = (talk.community,) if talk.community else ()
    where = leader.communities if leader is not None and talk.group is None else here
    refusal: Refusal = NotAllowed(leader=_whom(talk, command.right))
    for community, right in product(where, reversed(command.rights)):
        try:
            must_lead(talk.speaker, community, right, talk.directory)
            return None
        except Refusal as no:
            refusal = no
    return refusal


def _whom(talk: Talk, right: Right) -> str:
    """An admin without a community is not sent to the admin."""
    if talk.community is None and talk.speaker.admin is not None:
        return "团长"
    return whom_to_ask(talk.community or "", talk.directory, right)


async def _once_politely(talk: Talk, books: UnitBooks, refusal: Refusal, command: Command, words: str) -> str:
    """Who tries a leader's command is told so once in a group; asked directly, each time. A bare word like
    截单 that is overheard from a resident is just talk."""
    await books.audit(f"{refusal.name}:{command.words[0]}", talk.chat)
    nobody = talk.speaker.leader is None and talk.speaker.admin is None
    if nobody and not words and not talk.incoming.addressed:
        return ""
    first = await books.once(f"leaders-only:{talk.speaker.id}:{talk.chat}")
    if (command.chatty or not first) and not talk.incoming.addressed:
        return ""
    return talk.texts.refusal(refusal) + (_how_to_lead(talk) if first and talk.private else "")


def _how_to_lead(talk: Talk) -> str:
    """For a leader who is not configured yet; an admin knows how that is done."""
    if talk.speaker.leader is not None:
        return ""
    if talk.speaker.admin is not None:
        return ADMIN
    known = NOT_KNOWN.format(
        admin=admins_to_ask(talk.directory), user=talk.incoming.sender, channel=talk.incoming.channel
    )
    return known + (APPLY if talk.directory.applications else "")


async def _unknown_group(talk: Talk, books: UnitBooks) -> str:
    if not await books.once(f"unknown-group:{talk.incoming.channel}:{talk.incoming.chat}"):
        return ""
    return (
        f"这个群还没有登记，我暂时帮不上忙。\n群号：{talk.incoming.chat}（渠道 {talk.incoming.channel}）\n"
        f"请{admins_to_ask(talk.directory)}把它写进 communities.yaml 的 chats。"
    )


async def _ask_community(talk: Talk, books: UnitBooks) -> str:
    from bot.commands.community import ask_community

    return await ask_community(talk, books)


def _helpless(talk: Talk) -> Step:
    return _say(replies.HELP) if talk.incoming.addressed else _silence()


def _say(text: str) -> Step:
    async def say(_talk: Talk, _books: UnitBooks) -> str:
        return text

    return Step(say)


def _silence() -> Step:
    async def silent(_talk: Talk, _books: UnitBooks) -> str:
        return ""

    return Step(silent, acts=False)
