"""申请团长: asks what the configuration requires, in any order and with pauses, and hands the answers in."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.asking_applicants import NAMES, heard, question, shown
from bot.commands.base import answers, command
from bot.parsing.answers import read_lines
from bot.parsing.forms import is_no, is_yes
from bot.pasting import ACCOUNT, CHANNEL
from bot.ports import UnitBooks
from bot.reading import read
from bot.router import find_command
from bot.talk import Talk
from bot.understand.intent import CancelIntent, OrderIntent, QueryIntent
from groupbuy.applications import Ask
from groupbuy.applying import answer, begin, missing, rules_of, submit
from groupbuy.leadership import Leadership, State
from groupbuy.ports import Pending
from groupbuy.rights import admins_to_ask

LIVES = timedelta(days=1)
"""How long an answer may take; afterwards 申请团长 goes on where it stopped."""
AGREE = frozenset({"同意", "我同意", "同意条款", "已阅读同意"})
WAITING = "你的申请已经交了，{admin}看过就告诉你。要改先回“取消申请”，再重新申请。"
PAUSED = "好，先不交，填的我留着。想好了再发“申请团长”；不要了回“取消申请”，就都删掉。"
NUDGE = "条款要回“同意”两个字才算数；不申请了回“取消申请”。"
HANDED_IN = "申请交上去了，{admin}会看，有结果我私聊告诉你。不想申请了回“取消申请”。"
PAUSE = "（可以一条条答，也可以一条全写上，每行一样，例如“地址 3号楼101”；中途停了再发“申请团长”，不申请了回“取消申请”。）"


@command(
    "申请团长",
    "申请当团长",
    "我要当团长",
    "我想当团长",
    "想当团长",
    "申请做团长",
    usage="申请团长",
    says="想当团长：我问几样，答好交给管理员",
    private=True,
)
async def apply(talk: Talk, books: UnitBooks, words: str) -> str:
    it = await begin(books, talk.speaker)
    if it.state is State.SUBMITTED:
        return WAITING.format(admin=admins_to_ask(talk.directory))
    await books.keep_answers(it.id, {CHANNEL: talk.incoming.channel, ACCOUNT: talk.incoming.sender})
    places = list(talk.directory.communities)
    if len(places) == 1 and Ask.COMMUNITY in await missing(books, it):
        await answer(books, it, {Ask.COMMUNITY: places[0]})
    return await _take(talk, books, it, words, None)


@answers("apply")
async def told(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    it = await books.application_of(talk.speaker.id)
    if it is None or it.state is not State.DRAFT:
        return None
    if data["asked"] == "agree" and is_agreed(talk, text):
        return await hand_in(talk, books, it)
    if data["asked"] == "agree" and is_yes(text):
        return NUDGE
    if is_no(text) or text.strip().startswith("不同意"):
        await books.asked(talk.speaker.id, talk.chat)
        return PAUSED
    if _means_something_else(talk, text) or (data["asked"] == "agree" and not _labelled(text)):
        return None
    return await _take(talk, books, it, text, data["asked"])


async def hand_in(talk: Talk, books: UnitBooks, it: Leadership) -> str:
    await submit(books, it)
    await books.asked(talk.speaker.id, talk.chat)
    return HANDED_IN.format(admin=admins_to_ask(talk.directory))


def is_agreed(talk: Talk, text: str) -> bool:
    """Terms are agreed to in so many words; without any, a yes will do."""
    rules = talk.directory.applications
    said = text.strip().strip("。.！! ")
    return said in AGREE or (rules is not None and rules.terms is None and is_yes(text))


async def _take(talk: Talk, books: UnitBooks, it: Leadership, text: str, asked: str | None) -> str:
    """Keep what was answered, say what was not understood, and ask for what is left."""
    person = await books.resident(talk.speaker.id) or talk.speaker.resident
    left = [ask.value for ask in await missing(books, it)]
    if not person.name:
        left = ["name", *left]
    expected = [asked, *left] if asked in left else left
    known = heard(read_lines(text), expected, talk.directory)
    if known.name:
        person = replace(person, name=known.name)
        await books.update_resident(person)
    await answer(books, it, known.good)
    got = [f"{NAMES['name']}：{known.name}"] if known.name else []
    got += [f"{NAMES[ask.value]}：{shown(ask, said, talk.directory)}" for ask, said in known.good.items()]
    rows = [f"记下了，{'；'.join(got)}。"] if got else []
    rows += [f"“{odd.said[:30]}”我没看懂。{question(odd.asked, talk.directory)}" for odd in known.odd]
    left = ([] if person.name else ["name"]) + [ask.value for ask in await missing(books, it)]
    await books.ask(
        Pending(
            talk.speaker.id,
            talk.chat,
            "apply",
            {"asked": left[0] if left else "agree"},
            talk.at + LIVES,
        )
    )
    if not left:
        return "\n".join([*rows, await summary(talk, books, it)])
    if not known.odd:
        head = "" if asked else f"申请团长要答{len(left)}样：{'、'.join(NAMES[one] for one in left)}。"
        rows += [head, question(left[0], talk.directory), "" if asked else PAUSE]
    return "\n".join(row for row in rows if row)


async def summary(talk: Talk, books: UnitBooks, it: Leadership) -> str:
    """Everything as it will be handed in, the terms, and the word that does it."""
    known = await books.answers(it.id)
    rules = rules_of(books)
    rows = [f"{NAMES[ask.value]}：{shown(ask, known[ask.value], talk.directory)}" for ask in rules.asks]
    if rules.terms is None:
        return "\n".join(
            ["都答好了：", *rows, "对就回“确认”；要改直接发，例如“地址 …”；不申请了回“取消申请”。"]
        )
    terms = f"团长条款（{rules.terms.version}）：\n{rules.terms.text}"
    last = "都对、也同意条款，就回“同意”；要改直接发，例如“地址 …”；不申请了回“取消申请”。"
    return "\n".join(["都答好了：", *rows, terms, last])


def _labelled(text: str) -> bool:
    return any(it.ask is not None for it in read_lines(text))


def _means_something_else(talk: Talk, text: str) -> bool:
    """A command, a question, or an order of goods on offer: an address is no order, whatever its figures."""
    if _labelled(text):
        return False
    if find_command(text) is not None or text.strip().endswith(("?", "？", "吗", "呢")):
        return True
    intent = read(talk)[0].intent
    names = (name for buy in talk.buys for item in buy.items.values() for name in (item.name, *item.aliases))
    named = any(len(name) > 1 and name in text for name in names)
    return isinstance(intent, QueryIntent) or (named and isinstance(intent, OrderIntent | CancelIntent))
