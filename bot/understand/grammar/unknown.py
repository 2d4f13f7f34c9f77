"""Everything that is no word of ordering: a name, an unknown thing, a remark, or talk."""

from bot.understand import notes, persons, sound
from bot.understand.things import names_goods
from bot.understand.tokens import Token
from bot.understand.wishes import UNKNOWN

from .desk import CORE, GLUE, Desk, Puzzled
from .people import name

#: what may stand between a word and what it belongs to
_SPACES = GLUE | {"space"}
_ROOMS = _SPACES | {"room"}
_RELATIVES = _SPACES | {"kin"}


def on_word(desk: Desk, at: int) -> int:
    """Words that are no words of ordering: a name, an unknown thing, a remark, or talk."""
    end = at + 1
    while end < len(desk.tokens) and desk.tokens[end].kind not in CORE and desk.tokens[end].kind != "space":
        end += 1
    stop = end
    while stop > at + 1 and desk.tokens[stop - 1].kind in GLUE and not _belongs(desk, stop - 1):
        stop -= 1
    text = "".join([t.text for t in desk.tokens[at:stop]])
    named = sound.spelled(text, desk.goods) if text.isascii() else None
    if text.isascii() and not named and end + 1 < len(desk.tokens) and desk.tokens[end + 1].text.isascii():
        named = sound.spelled(text + desk.tokens[end + 1].text, desk.goods)  # dai yu
        stop = end + 2 if named else stop
    if named:
        desk.tokens = [
            *desk.tokens[:at],
            Token("product", text, desk.tokens[at].start, desk.tokens[stop - 1].end, named),
            *desk.tokens[stop:],
        ]
        return at
    if (
        desk.tokens[at].kind == "time"
        and desk.found.wishes
        and not any(t.kind in ("product", "want", "add") for t in desk.tokens[at:])
    ):
        desk.note(desk.written(desk.tokens[at:]))
        return len(desk.tokens)
    if len(text) == 1 and at and desk.tokens[at - 1].kind == "forme":
        return stop  # 帮我切三斤, 给我称两斤
    following = desk.peek(
        end,
        "amount",
        "product",
        "unit",
        "each",
        "perhead",
        "cancel",
        "drop",
        "money",
        "vague",
        over=_ROOMS,
    )
    glued = following is not None and stop == following
    counted = len(desk.found.wishes) > desk.clause_start or desk.before(at, "amount")
    if desk.tokens[at].kind == "room" and following is None:
        afterwards = desk.peek(stop, "word", "kin", over=("space",))
        if afterwards is not None:
            following = desk.peek(
                afterwards + 1,
                "amount",
                "product",
                "unit",
                "each",
                "cancel",
                "drop",
                over=_RELATIVES,
            )
    if (
        following is not None
        and (desk.tokens[at].kind == "room" or _somebody(desk, text))
        and not (counted and notes.is_glued_remark(text))
    ):
        return name(desk, text, at, stop)
    told = following is not None and desk.tokens[following].kind == "product" and not glued
    if told and len(text) == 1 and text in desk.goods.names:
        return stop  # 米就丝苗米1袋
    if counted or desk.amount is not None:
        return behind(desk, text, at, stop, following)
    if desk.named:
        if text in _FROM and any(t.kind == "set" for t in desk.tokens[at:]):
            return stop  # 由2份改成1份
        if following is not None and desk.tokens[following].kind in ("drop", "cancel"):
            if _part(desk, text, following):
                raise Puzzled(text, False)  # 草莓叶子不要
            return stop  # 榴莲太贵了不要了
        if notes.is_glued_remark(text) and (text.endswith(("的", "下", "好", "净")) or len(text) <= 2):
            desk.pending_note = desk.written(desk.tokens[at:stop])
            return stop
        if (
            following is not None
            and desk.tokens[following].kind in ("amount", "money")
            and len(text) <= 3
            and desk.before(at, "product")
        ):
            return unknown(desk, desk.named.pop().text + text, at, stop)
        if following is None and desk.found.wanting:
            return desk.tail(at)
        raise Puzzled(text, following is not None)
    if following is None:
        raise Puzzled(text, False)
    kind = desk.tokens[following].kind
    spaced = stop == end and not glued
    if kind == "amount" and text.endswith("的") and notes.is_glued_remark(text) and desk.before(at, "want"):
        desk.pending_note = desk.written(desk.tokens[at - 1 : stop])
        return stop  # 要甜的两个
    if text.endswith("的") and not glued:
        raise Puzzled(text, False)
    if kind == "amount" and desk.tokens[following].value.plus and glued and not names_goods(text):
        raise Puzzled(text, False)  # 支持+1
    if kind in ("amount", "money", "vague", "unit") and _thing(text):
        return unknown(desk, text, at, stop)
    if kind == "product" and text.endswith("的") and notes.is_glued_remark(text):
        desk.pending_note = desk.written(desk.tokens[at:stop])
        return stop
    counted = desk.peek(following + 1, "amount", over=_SPACES) is not None
    if kind == "product" and glued and counted and _thing(text, 1):
        return _other_kind(desk, text, at, following)
    if spaced or desk.has_space(stop, following):
        return name(desk, text, at, stop)
    raise Puzzled(text, kind == "product")


#: characters of why something is given up
_REASON = frozenset("太很不没贵坏多了已真还就先都小大少差")


def _part(desk: Desk, text: str, drop: int) -> bool:
    """Whether a part of the goods is not wanted (叶子, 皮), rather than the goods."""
    refused = desk.tokens[drop]
    return (
        refused.kind == "drop"
        and not refused.text.endswith("了")
        and desk.peek(drop + 1, "fill", over=()) is None
        and len(text) <= 3
        and _REASON.isdisjoint(text)
    )


def behind(desk: Desk, text: str, at: int, stop: int, following: int | None) -> int:
    """Words behind an amount."""
    if names_goods(text) and not notes.is_glued_remark(text) and desk.tokens[at].kind == "word":
        if following is None and desk.before(at, "want") and _same_good(desk, text):
            desk.note(desk.written(desk.tokens[at - 1 : stop]))
            return stop
        apart = any(t.kind in ("and", "space") for t in desk.tokens[max(at - 1, 0) : at])
        if desk.amount is None or (apart and following is not None):
            desk.flush_amount()
            return unknown(desk, text, at, stop)
        if following is None and desk.amount.value.number is None:
            unknown(desk, text, at, stop)
            desk.count(desk.amount.value, desk.amount)
            desk.amount = None
            return stop
    soft = desk.apart(at)
    if (
        following is not None
        and desk.tokens[following].kind in ("amount", "money")
        and _thing(text)
        and not notes.is_glued_remark(text)
        and desk.amount is None
        and not desk.before(at, "product")
    ):
        return unknown(desk, text, at, stop)
    if notes.is_glued_remark(text) or (soft and notes.is_remark(text)):
        if (
            following is not None
            and desk.tokens[following].kind == "amount"
            and not desk.has_space(stop, following)
        ):
            raise Puzzled(text, False)
        start = at
        while start > 0 and desk.tokens[start - 1].kind in _REMARKING:
            start -= 1
        desk.note(desk.written(desk.tokens[start:stop]))
        return stop
    if desk.amount is not None and not _counted_by_name(desk) and following is None:
        raise Puzzled(text, False)
    if desk.amount is not None and not soft and following is None and _thing(text):
        if not names_goods(text) and len(text) > 2 and not desk.found.wanting:
            raise Puzzled(text, False)  # 两只猫打架
        token = desk.amount
        desk.amount = None
        desk.emit(UNKNOWN, token.value, Token("word", text, desk.tokens[at].start, desk.tokens[stop - 1].end))
        return stop
    if desk.amount is not None and not soft and len(text) == 1 and desk.tokens[at].kind == "word":
        raise Puzzled(text, False)  # 打2份工, 来一首
    if following is None and (soft or (_wanted(desk, at) and not notes.tells(text))):
        return desk.tail(at)
    raise Puzzled(text, following is not None)


def _belongs(desk: Desk, at: int) -> bool:
    """Whether a word that means nothing by itself ends what stands before it: 要熟的, 剁一下, 绑好."""
    text = desk.tokens[at].text
    return text in ("的", "一下") or (text == "好" and desk.tokens[at - 1].text in "绑捆扎杀剁切洗包分")


#: which of the goods ordered is wanted
_WHICH = frozenset("新老大小嫩鲜活死公母青红黑白生熟干湿肥瘦")


def _same_good(desk: Desk, text: str) -> bool:
    """小米5斤要新米: a look of what was just ordered, no other thing."""
    last = desk.found.wishes[-1].term if desk.found.wishes else ""
    return len(text) == 2 and text[0] in _WHICH and last.endswith(text[1])


def unknown(desk: Desk, text: str, at: int, stop: int) -> int:
    desk.named.append(Token("product", text, desk.tokens[at].start, desk.tokens[stop - 1].end, UNKNOWN))
    return stop


#: words of ordering that open a remark when they stand before its words ("要新鲜的")
_REMARKING = frozenset({"want", "forme", "all", "proxy"})
_FROM = frozenset("由 从 原来 原先 原来的 原先的".split())
_CHAT = frozenset(
    "太好很真能会就都了着过是有在把被让人们天年月日点吃喝又还才不没别谁啥哪吗呢吧啊我你他她这那么跟和与上下里外去来到得地个每满起送赠"
)


def _counted_by_name(desk: Desk) -> bool:
    """Whether the waiting amount has a number, or is a measure of goods: 来袋…, but not 加个…, 拿个…"""
    if desk.amount is None:
        return False
    said = desk.amount.text
    return said != "个" and (
        len(said) > 1
        or said.isdigit()
        or said in "一两俩仨半"
        or any(t.kind == "want" and t.text in ("来", "要", "拿") for t in desk.tokens)
    )


def _wanted(desk: Desk, at: int) -> bool:
    """Whether the clause began with a word of wanting: then what trails behind is no tale."""
    for token in desk.tokens[:at]:
        if token.kind in ("want", "forme", "add"):
            return True
        if token.kind not in ("me", "fill", "space", "and", "mention"):
            return False
    return False


def _other_kind(desk: Desk, text: str, at: int, following: int) -> int:
    """干核桃 where there is 核桃: another thing, as far as one can know."""
    ours = desk.tokens[following]
    whole = Token("product", text + ours.text, desk.tokens[at].start, ours.end, UNKNOWN)
    desk.tokens = [*desk.tokens[:at], whole, *desk.tokens[following + 1 :]]
    return at


def _thing(text: str, least: int = 2) -> bool:
    """Whether an unknown word may name goods: short, and free of the characters of talk."""
    return names_goods(text) or (least <= len(text) <= 6 and not any(c in _CHAT for c in text))


def _somebody(desk: Desk, text: str) -> bool:
    """Whether the word is a person's name rather than goods: 老许, but 大蒜."""
    own = len(text) > 1 and text in desk.sender
    return persons.looks_like_name(text, desk.sender if len(text) > 1 else "") and (
        own or not names_goods(text)
    )
