"""One message from text to intent: the stages in order, and what each of them saw."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from . import accounts, chain, clauses, commands, doubts, folk, notes, queries, sound
from .catalogue import Catalogue, Mention, catalogue
from .clauses import CORE, Clause
from .grammar import Puzzled
from .intent import AskIntent, ChainIntent, CommandIntent, Context, Intent, NoIntent, OrderIntent
from .normal import Normal, normalize
from .orders import resolve
from .resting import resting
from .sentences import read
from .things import names_goods
from .tokens import Token, kind_of, tokenize
from .wishes import UNKNOWN, Wish

#: nobody orders in more characters than this (the platform itself allows 2,048 bytes)
LONGEST = 700
#: what the platform writes in place of something that is no text
_CARDS = ("[转账]", "[红包]", "[微信红包]", "[收款]")
#: the leader's word for handing goods over, with a code behind it
HANDING_OVER = re.compile(r" *核销 *[a-z0-9-]+ *$")
#: what stands inside one odd numeral, not between two amounts
GLUE = re.compile(r"[a-z/.^]{1,3}[-+]?")
#: a minus is one dash before digits with neither a dash nor a numeral before it (3-1203, 草莓--2盒)
MINUS = re.compile(r"(?<![-0-9])- ?[0-9]|\]\] ?> ?[0-9]")
_DASHES = str.maketrans("－−–—➖﹣", "------")
#: 改成-1盒, 加 -1斤: a minus before a number that names no goods
NEGATIVE = re.compile(r"(?<![-0-9])-$")


def understand(text: str, context: Context) -> Intent:
    """What `text` asks for in this buy, with the spans it rests on. Never raises; NoIntent when it is
    nobody's business here."""
    return resting(_understood(text, context), text)


def _understood(text: str, context: Context) -> Intent:
    normal = normalize(text)
    if not normal.text.strip():
        return NoIntent()
    goods = catalogue(context.products, context.title)
    listed = chain.may_be(normal.text)
    linked = chain.read(normal, context, goods) if listed or 0 in normal.ringed else None
    if linked is not None:
        return linked
    if len(normal.text) > LONGEST:
        return NoIntent()
    if normal.text.startswith(_CARDS) or (
        context.role != "leader" and "核销" in normal.text and HANDING_OVER.match(normal.text)
    ):
        return NoIntent()
    tokens = _tokens(normal, goods, context)
    if context.role == "leader":
        command = commands.read(normal, tokens, context, goods)
        if command is not None:
            return command
    plain = None
    if listed:
        plain = chain.without_numbers(normal.source)
        normal = normalize(plain.text)
        tokens = _tokens(normal, goods, context)
    parts = clauses.split(tokens)
    found = order(parts, context, goods, normal) if _may_order(tokens, normal.text) else None
    if (
        isinstance(found, OrderIntent)
        and (torn := torn_numeral(found, normal.source.translate(_DASHES))) is not None
    ):
        return AskIntent("missing_qty", "", (torn,))
    if isinstance(found, OrderIntent) and plain is not None:
        lines = (replace(it, span=plain.back(it.span) if it.span else None) for it in found.lines)
        return replace(found, lines=tuple(lines))
    if found is not None:
        return found
    return queries.read(parts, normal.text, context) or queries.condition(parts) or NoIntent()


def _tokens(normal: Normal, goods: Catalogue, context: Context) -> list[Token]:
    """The message cut up, names of goods heard and people known."""
    return folk.known(sound.repair(tokenize(normal, goods), goods), normal.text, context.sender)


#: kinds of words that an order, a cancellation or a question back is made of
_ORDERING = CORE | {"want", "add", "forme", "and", "same", "keep"}


def _may_order(tokens: Sequence[Token], text: str) -> bool:
    """Whether anything is counted, wanted, kept or given up; talk has none of it and is not read further."""
    return not _ORDERING.isdisjoint(map(kind_of, tokens)) or "算" in text


def torn_numeral(found: OrderIntent, text: str) -> int | None:
    """The product whose quantity is one odd numeral: torn in two (1e9, 1/2, 1.2.3 read as 1 and 9), or
    with a minus or the end of markup before it (-1, ]]>2). It is asked for, never guessed."""
    for it in found.lines:
        if it.span is None:
            continue
        start, end = it.span
        if MINUS.search(text[start:end]) or (NEGATIVE.search(text[:start]) and text[start].isdigit()):
            return it.product
    for one, other in pairwise(found.lines):
        if one.span is None or other.span is None or (one.product, one.whom) != (other.product, other.whom):
            continue
        between = text[one.span[1] : other.span[0]]
        if GLUE.fullmatch(between) or (not between and text[other.span[0]] in "x×*"):
            return one.product
    return None


def order(parts: Sequence[Clause], context: Context, goods: Catalogue, normal: Normal) -> Intent | None:
    """The order, cancellation or question back in these clauses; None if there is none."""
    for clause in parts:
        if (clause.mark == "?" or clause.has("ask", "polite")) and any(map(queries.bargains, parts)):
            return None
    reading, puzzles, asked = read(parts, context, goods, normal)
    if not _of_ours(reading.wishes, puzzles, parts):
        return None
    if puzzles and any(p.ordering for p in puzzles) and not asked and reading.wishes:
        return AskIntent("unknown_product", puzzles[0].text)
    if not reading.wishes and not reading.everything_off and (puzzles or not reading.asks):
        return None
    if (
        reading.wishes
        and not reading.wanting
        and not any(w.amount or w.manner != "plain" for w in reading.wishes)
        and not plain_names(parts)
    ):
        return None
    heard = accounts.accounted(reading)
    found = doubts.judge(resolve(reading, context, goods), reading, parts, accounts.Account(heard, normal))
    if context.role == "leader" and doubts.announces(parts):
        return None
    if (
        context.role == "leader"
        and isinstance(found, AskIntent)
        and not any(_firm(w) for w in reading.wishes)
    ):
        return None
    if asked and isinstance(found, AskIntent) and not any(w.amount for w in reading.wishes):
        return None
    return found


def _of_ours(wishes: Sequence[Wish], puzzles: Sequence[Puzzled], parts: Sequence[Clause]) -> bool:
    """Whether anything in it can be goods: 身份证，户口本，照片2张 is a list of something else."""
    named = False
    for wish in wishes:
        if wish.mention is not None:
            named = True
            if wish.mention is not UNKNOWN or names_goods(wish.term):
                return True
    if not named:
        return True
    strange = puzzles or any(not c.core and c.has("word") and not notes.is_remark(c.text) for c in parts)
    return (
        not strange
        or any(names_goods(p.text) for p in puzzles)
        or any(c.has("product", "want", "add") for c in parts)
    )


_BARE = frozenset("吧 哈 哦 呀 啊 啦 嘛 也 的 ~ : 就 那 那就 团长 老板 麻烦 和 、".split())


def _firm(wish: Wish) -> bool:
    """Whether a wish names a thing and a number: from a leader, anything less is promotion or talk."""
    return wish.mention is not None and wish.amount is not None and wish.amount.number is not None


def plain_names(parts: Sequence[Clause]) -> bool:
    """Whether the message is nothing but names of goods."""
    return all(
        t.kind in ("product", "and", "space", "forme", "me", "several", "each", "all") or t.text in _BARE
        for c in parts
        for t in c.tokens
    )


def explain(text: str, context: Context) -> list[str]:
    """The stages of `understand`, a line each, for people: what was read, what was made of it, and on which words it rests."""
    normal = normalize(text)
    goods = catalogue(context.products, context.title)
    tokens = _tokens(normal, goods, context)
    shown = [f"{t.text}/{t.kind}{_meaning(t)}" for t in tokens if t.kind != "space"]
    stages = [f"normal form: {normal.text}", f"tokens: {' '.join(shown)}"]
    found = understand(text, context)
    if not isinstance(found, ChainIntent | CommandIntent):
        reading, puzzles, _ = read(clauses.split(tokens), context, goods, normal)
        stages += [f"wish: {_told(wish)}" for wish in reading.wishes]
        stages += [f"not understood: {puzzle.text}" for puzzle in puzzles]
    if isinstance(found, OrderIntent):
        stages += [f"line {w.product}: rests on {text[slice(*w.span)]!r}" for w in found.lines if w.span]
    return [*stages, f"intent: {found}"]


def _meaning(token: Token) -> str:
    return "=" + ",".join(map(str, token.value.products)) if isinstance(token.value, Mention) else ""


def _told(wish: Wish) -> str:
    named = wish.mention.products if wish.mention else "unnamed"
    count = wish.amount and (wish.amount.number, wish.amount.unit)
    return f"{wish.term!r} products={named} amount={count} manner={wish.manner} for={wish.whom} note={wish.note!r}"
