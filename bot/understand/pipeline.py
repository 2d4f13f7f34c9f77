"""One message from text to intent: the stages in order, and what each of them saw."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from . import chain, clauses, commands, folk, notes, persons, queries, sound
from .amounts import Amount
from .catalogue import Catalogue, Mention, catalogue
from .clauses import Clause
from .grammar import BEFORE, Puzzled, Reader
from .intent import AskIntent, ChainIntent, CommandIntent, Context, Intent, NoIntent, OrderIntent
from .normal import Normal, normalize
from .orders import resolve
from .things import names_goods
from .tokens import Token, tokenize
from .wishes import UNKNOWN, Reading, Wish, inherit

#: nobody orders in more characters than this (the platform itself allows 2,048 bytes)
LONGEST = 700
#: what stands inside one odd numeral, not between two amounts
GLUE = re.compile(r"[a-z/.^]{1,3}[-+]?")
#: a minus is one dash before digits with neither a dash nor a numeral before it (3-1203, 草莓--2盒)
MINUS = re.compile(r"(?<![-0-9])- ?[0-9]|\]\] ?> ?[0-9]")


def understand(text: str, context: Context) -> Intent:
    """What `text` asks for in this buy. Never raises; NoIntent when it is nobody's business here."""
    normal = normalize(text)
    if not normal.text.strip():
        return NoIntent()
    goods = catalogue(context.products, context.title)
    linked = chain.read(normal, context, goods)
    if linked is not None:
        return linked
    if len(normal.text) > LONGEST:
        return NoIntent()
    tokens = _tokens(normal, goods, context)
    if context.role == "leader":
        command = commands.read(normal, tokens, context, goods)
        if command is not None:
            return command
    if chain.may_be(normal.text):
        normal = normalize(chain.without_numbers(normal.source))
        tokens = _tokens(normal, goods, context)
    parts = clauses.split(tokens)
    found = order(parts, context, goods, normal)
    if isinstance(found, OrderIntent) and (torn := torn_numeral(found, normal.text)) is not None:
        return AskIntent("missing_qty", "", (torn,))
    if found is not None:
        return found
    return queries.read(parts, normal.text, context) or queries.condition(parts) or NoIntent()


def _tokens(normal: Normal, goods: Catalogue, context: Context) -> list[Token]:
    """The message cut up, names of goods heard and people known."""
    return folk.known(sound.repair(tokenize(normal, goods), goods), context.sender)


def torn_numeral(found: OrderIntent, text: str) -> int | None:
    """The product whose quantity is one odd numeral: torn in two (1e9, 1/2, 1.2.3 read as 1 and 9), or
    with a minus or the end of markup before it (-1, ]]>2). It is asked for, never guessed."""
    for it in found.lines:
        if it.span is not None and MINUS.search(text[slice(*it.span)]):
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
    reading, puzzles, asked = read(parts, context, goods, normal)
    if puzzles and any(p.ordering for p in puzzles) and not asked and reading.wishes:
        return AskIntent("unknown_product", puzzles[0].text)
    if puzzles and not reading.wishes and not reading.everything_off:
        return None
    if (
        reading.wishes
        and not reading.wanting
        and not any(w.amount or w.manner != "plain" for w in reading.wishes)
        and not plain_names(parts)
    ):
        return None
    found = resolve(reading, context, goods)
    if (
        context.role == "leader"
        and isinstance(found, AskIntent)
        and not any(_firm(w) for w in reading.wishes)
    ):
        return None
    if asked and isinstance(found, AskIntent) and not any(w.amount for w in reading.wishes):
        return None
    return found


def read(
    parts: Sequence[Clause], context: Context, goods: Catalogue, normal: Normal
) -> tuple[Reading, list[Puzzled], bool]:
    """Run the grammar over the clauses that can be an order."""
    reader = Reader(goods, context.sender, normal)
    puzzles: list[Puzzled] = []
    asked = conditional = False
    for clause in parts:
        if conditional:
            break
        if queries.is_question(clause):
            asked = True
            about = {t.value.products: t.value for t in clause.tokens if t.kind == "product"}
            reader.topic = next(iter(about.values())) if len(about) == 1 else reader.topic
        elif clause.has("if") and not clause.has("stockif"):
            conditional = True
        elif not clause.core:
            _aside(reader, clause)
        elif disturbed(clause):
            puzzles.append(Puzzled(clause.text, False))
        else:
            try:
                reader.clause(clause.tokens)
            except Puzzled as puzzle:
                puzzle.ordering = puzzle.ordering or (
                    clause.has("product") and clause.has("amount", "number")
                )
                puzzles.append(puzzle)
    found = reader.finish()
    inherit(found.wishes, reader.topic)
    return found, puzzles, asked


#: said alone, these count the one who says them
JOINING = frozenset("算上我 算我 加上我 加我 带上我 带我 算我的".split())
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


def _aside(reader: Reader, clause: Clause) -> None:
    """A clause without goods or amounts: a signature, a remark, a wish, or talk."""
    text = clause.text
    found = reader.found
    if not found.wishes and reader.amount is None and not reader.named:
        if clause.tokens[0].kind in ("room", "kin", "word") and (
            clause.tokens[0].kind == "room" or persons.looks_like_name(text, reader.sender)
        ):
            reader.whom, reader.signed = [text], True
            return
        kinds = {t.kind for t in clause.tokens} - {"space"}
        if kinds <= {"fill", "forme"} and any(t.text in JOINING for t in clause.tokens):
            found.wishes.append(Wish(None, Amount(Decimal(1)), term=text))
            return
        if kinds <= {"want", "fill", "me", "forme", "add", "polite", "same", "keep", "stockif", "and"}:
            found.wanting = found.wanting or any(
                t.kind in ("want", "and", "add") and t.text in queries.WISHES for t in clause.tokens
            )
            found.same = found.same or bool(kinds & {"same", "keep"})
            return
        _lone_good(reader, clause)
        return
    if notes.is_remark(text):
        reader.note(reader.written(clause.tokens))
    else:
        _lone_good(reader, clause)


def _lone_good(reader: Reader, clause: Clause) -> None:
    """橘子2箱，白菜: a thing on no list, named without an amount, waits for one as listed goods do."""
    said = [t for t in clause.tokens if t.kind not in ("fill", "space", "and")]
    if len(said) != 1 or said[0].kind != "word" or said[0].text in reader.goods.title:
        return
    if names_goods(said[0].text):
        reader.named.append(replace(said[0], kind="product", value=UNKNOWN))


def disturbed(clause: Clause) -> bool:
    """Whether the clause tells of another time or other people before its order is complete."""
    tokens = clause.tokens
    last = max(i for i, t in enumerate(tokens) if t.kind in clauses.CORE)
    ends = clause.has("drop", "cancel") and not clause.has("amount")
    for i, token in enumerate(tokens):
        if ends and token.text in BEFORE:
            continue
        if token.kind in clauses.DISTURBING:
            soft = any(t.kind in ("space", "fill", "polite", "drop", "cancel") for t in tokens[last:i])
            if i < last or not soft:
                return True
    return False


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
