"""The clauses of a message, one by one: order, question, remark or talk."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from . import clauses, notes, persons, queries
from .amounts import Amount
from .catalogue import Catalogue, Mention
from .clauses import Clause
from .grammar import BEFORE, EARLIER, Puzzled, Reader
from .intent import Context
from .normal import Normal
from .things import names_goods
from .wishes import UNKNOWN, Reading, Wish, inherit

#: said alone, this gives up what was ordered
GIVEN_UP = re.compile("(?:(?:那|那就|还是|还是那)?算[了啦][吧啦哈]? ?){1,2}")
#: why, said behind it
_NOT_NOW = re.compile("(?:就|还是)?不.{1,5}了[吧啦哈]?")


def read(
    parts: Sequence[Clause], context: Context, goods: Catalogue, normal: Normal
) -> tuple[Reading, list[Puzzled], bool]:
    """Run the grammar over the clauses that can be an order."""
    reader = Reader(goods, context.sender, normal)
    puzzles: list[Puzzled] = []
    asked = False
    told: Mention | None = None
    given = bool(parts) and "算" in parts[0].text and GIVEN_UP.fullmatch(parts[0].text)
    if given and (len(parts) == 1 or (len(parts) == 2 and _NOT_NOW.fullmatch(parts[1].text))):
        reader.found.everything_off = parts[0].text
        return reader.finish(), puzzles, False
    ended = ""
    for clause in parts:
        mark, ended = ended, clause.mark
        if "算" in clause.text and GIVEN_UP.fullmatch(clause.text):
            reader.flush_amount()
            reader.flush_named()
            reader.take_back()
            continue
        if queries.is_question(clause) and not _rough_count(clause, reader):
            asked = True
            about = {t.value.products: t.value for t in clause.tokens if t.kind == "product"}
            reader.topic = next(iter(about.values())) if len(about) == 1 else reader.topic
        elif "if" in clause.kinds and "stockif" not in clause.kinds:
            break  # what follows hangs on it
        elif reader.found.wishes and _refuses(clause):
            reader.note(reader.written(clause.tokens))
        elif _pays(clause):
            continue
        elif "都" in clause.text and not reader.found.wishes and _on_all(clause):
            reader.found.notes.append(reader.written(clause.tokens))
        elif not clause.core:
            _aside(reader, clause)
        elif disturbed(clause):
            if not _with_remark(reader, clause, mark):
                puzzles.append(Puzzled(clause.text, False))
                told = told or _spoken_of(clause)
        else:
            try:
                reader.listing = mark == "、"
                reader.clause(clause.tokens)
            except Puzzled as puzzle:
                if _with_remark(reader, clause, mark):
                    continue
                puzzle.ordering = puzzle.ordering or (
                    clause.has("product") and clause.has("amount", "number", "unit")
                )
                puzzle.ordering = puzzle.ordering or _shared_out(clause, reader)
                puzzles.append(puzzle)
                told = told or _spoken_of(clause)
    found = reader.finish()
    if told is not None and (any(wish.manner != "plain" for wish in found.wishes) or not _wanted(parts)):
        told = None
    inherit(found.wishes, reader.topic or told)
    return found, puzzles, asked


#: what a remark at the end of an order has none of
_NO_REMARK = frozenset(
    "product amount ring several drop cancel set add less each proxy kin room me keep same past future if ask".split()
)


def _with_remark(reader: Reader, clause: Clause, mark: str) -> bool:
    """Read 虾2斤别放太多冰 as an order and a remark behind it, where all of it made no sense."""
    tokens = clause.tokens
    last = max((i for i, t in enumerate(tokens) if t.kind in ("amount", "product")), default=-1) + 1
    rest = tokens[last:]
    counted = any(t.kind == "amount" for t in tokens[:last])
    if not rest or not counted or any(t.kind in _NO_REMARK for t in rest):
        return False
    order = Clause(tokens[:last])
    if disturbed(order) or not notes.is_glued_remark("".join(t.text for t in rest)):
        return False
    try:
        reader.listing = mark == "、"
        reader.clause(order.tokens)
    except Puzzled:
        return False
    reader.flush_amount()
    reader.note(reader.written(rest))
    return True


#: a payment told of: 微信转你33
_PAYING = re.compile("转|付|红包|微信|支付宝|现金")
_ORDERING = frozenset({"product", "want", "add", "set", "drop", "cancel", "proxy"})


def _pays(clause: Clause) -> bool:
    """Whether the clause only tells how much was or will be paid."""
    if not clause.kinds.isdisjoint(_ORDERING) or not _PAYING.search(clause.text):
        return False
    counts = [t.value for t in clause.tokens if t.kind == "amount"]
    return all(it.bare for it in counts) and (bool(counts) or clause.has("money"))


def _shared_out(clause: Clause, reader: Reader) -> bool:
    """大果3箱，两箱我的一箱我妹的: who gets how many of what was just counted."""
    last = reader.found.wishes[-1].amount if reader.found.wishes else None
    parts = [t.value for t in clause.tokens if t.kind == "amount"]
    if last is None or len(parts) < 2 or not clause.has("me", "kin"):
        return False
    return sum(p.number or 0 for p in parts) == last.number


_SHALL = tuple("要 挑 选 最好 尽量 给我挑 帮我挑 给我选 帮我选 麻烦挑 别太 不要太".split())
_SHALL_NOT = ("不要", "唔要", "别要")


def _refuses(clause: Clause) -> bool:
    """奶油2箱，不要烂的: how they shall be, or not be."""
    if not clause.kinds.isdisjoint(("product", "amount", "proxy", "ask", "cancel")):
        return False
    if clause.text.startswith(_SHALL):
        return clause.text.endswith(("的", "点", "些", "一点")) and len(clause.text) < 14
    return clause.text.endswith("的") and clause.text.startswith(_SHALL_NOT) and len(clause.text) < 9


def _on_all(clause: Clause) -> bool:
    """Whether it says how all that follows is wanted: 肉都要切小块，牛腱2斤."""
    wish = clause.text.partition("都")[2]
    return clause.kinds.isdisjoint(("product", "amount", "drop")) and notes.is_glued_remark(wish)


def _wanted(parts: Sequence[Clause]) -> bool:
    """Whether an amount is wanted in words: 上次的橘子很甜，这次要3箱, but not 谁家牛奶放门口了，2箱."""
    for clause in parts:
        counts = [i for i, t in enumerate(clause.tokens) if t.kind in ("amount", "unit")]
        if counts and any(t.kind in ("want", "add", "forme") for t in clause.tokens[: counts[0]]):
            return True
    return False


def _rough_count(clause: Clause, reader: Reader) -> bool:
    """土豆2斤，白菜几颗: not asked how many, but left open."""
    first, last = clause.tokens[0], clause.tokens[-1]
    asked = clause.mark == "?" or clause.has("ask") or not reader.found.wishes
    return len(clause.tokens) == 2 and last.kind == "amount" and not asked and names_goods(first.text)


def _spoken_of(clause: Clause) -> Mention | None:
    """The one thing a clause talks of without counting it: 上次的橘子很甜，这次要3箱."""
    about = {t.value.products: t.value for t in clause.tokens if t.kind == "product"}
    told = len(about) == 1 and (not clause.has("amount", "number", "money") or "past" in clause.kinds)
    return next(iter(about.values())) if told else None


#: said alone, these count the one who says them
JOINING = frozenset("算上我 算我 加上我 加我 带上我 带我 算我的".split())


def _aside(reader: Reader, clause: Clause) -> None:
    """A clause without goods or amounts: a signature, a remark, a wish, or talk."""
    text = clause.text
    found = reader.found
    if not found.wishes and reader.amount is None and not reader.named:
        if clause.tokens[0].kind in ("room", "kin", "word") and (
            clause.tokens[0].kind == "room"
            or (
                persons.looks_like_name(text, reader.sender)
                and (text in reader.sender or not names_goods(text))
            )
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
    if clause.kinds.isdisjoint(clauses.DISTURBING):
        return False
    tokens = clause.tokens
    last = max(i for i, t in enumerate(tokens) if t.kind in clauses.CORE)
    ends = clause.has("drop", "cancel") and not clause.has("amount")
    changed = clause.has("set") and clause.text.startswith(tuple(f"{word}的" for word in BEFORE))
    for i, token in enumerate(tokens):
        if (ends and token.text in EARLIER) or ((ends or changed) and token.text in BEFORE):
            continue
        if token.kind in clauses.DISTURBING:
            soft = any(t.kind in ("space", "fill", "polite", "drop", "cancel") for t in tokens[last:i])
            if i < last or not soft:
                return True
    return False
