"""A leader's instructions in free words → command and arguments (LABELS §6)."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from bot.understand.catalogue import Catalogue
from bot.understand.clauses import Clause, split
from bot.understand.intent import CommandIntent, Context
from bot.understand.moments import minutes_in, moment_in
from bot.understand.normal import Normal
from bot.understand.tokens import Token

from . import arrivals, money, opening, stock
from . import cuewords as words
from .cues import Said, has, plausible

LONGEST = 120


def read(normal: Normal, tokens: Sequence[Token], context: Context, goods: Catalogue) -> CommandIntent | None:
    """The command in a leader's message; None if it gives none (chat, promotion, an order)."""
    opened = opening.read(normal, context)
    if opened is not None:
        return opened
    if len(normal.text) > LONGEST:
        return None
    said = Said(normal, tuple(tokens), tuple(split(tokens)), context, goods)
    for recognise in _RECOGNISERS:
        found = recognise(said)
        if found is not None:
            return None if found.name in _COSTLY and _is_talk(said) else found
    return None


#: what may not be done by a misunderstanding: it stops or reprices sales
_COSTLY = frozenset({"stock", "price"})
#: what is said of goods beside the instruction itself is shorter than this, in right instructions seen
_TALKING = 5
_TELLING = frozenset({"word", "past", "future", "number", "kin"})


def _is_talk(said: Said) -> bool:
    """Whether the clauses that name goods or amounts say more than an instruction does: promotion, or talk."""
    left = 0
    for part in said.parts:
        if part.has("product", "amount", "money"):
            told = [t.text for t in part.tokens if t.kind in _TELLING and not has(t.text, words.OF_GOODS)]
            left += sum(map(len, told))
    return left > _TALKING


def _cancel_buy(said: Said) -> CommandIntent | None:
    if said.asks or not has(said.text, words.CANCEL_BUY) or "如果" in said.text or "会" in said.text:
        return None
    return CommandIntent("cancel_buy", {})


def _extend(said: Said) -> CommandIntent | None:
    text = said.text
    if said.asks:
        return None
    later, ends = has(text, words.LATER), has(text, words.DEADLINE) and not _AFTERWARDS.search(text)
    if not later and not ends:
        return None
    at = moment_in(text, said.context.now)
    if at is not None and (ends or later) and not said.disturbed:
        return CommandIntent("extend", {"deadline": at.strftime("%Y-%m-%d %H:%M")})
    minutes = minutes_in(text)
    if minutes is None:
        return None
    if later:
        return CommandIntent("extend", {"minutes": minutes})
    if any(w in text for w in ("最后", "还有", "再过", "后", "倒计时", "再等")):
        moment = said.context.now.timestamp() + minutes * 60
        until = said.context.now.fromtimestamp(moment, said.context.now.tzinfo)
        return CommandIntent("extend", {"deadline": until.strftime("%Y-%m-%d %H:%M")})
    return None


#: 再卖10箱就截单: when it will be closed, not now
_ONCE = re.compile("(?:再|卖完|卖到|满|够|凑|到了).*就(?:截|停|收|关|结束)")


def _close(said: Said) -> CommandIntent | None:
    text = said.text
    if (
        said.asks
        or not has(text, words.CLOSE)
        or has(text, words.NOT_YET)
        or any(t.kind == "future" for t in said.tokens)
        or any(t.kind == "time" and t.text not in ("今天", "今日") for t in said.tokens)
    ):
        return None
    if _ONCE.search(text) or any(
        w in text
        for w in (
            "取消截",
            "撤销截",
            "别截",
            "没截",
            "不截",
            "截单后",
            "截单前",
            "还没",
            "之后",
            "以后",
            "前截",
            "已截单",
            "才截",
        )
    ):
        return None
    return CommandIntent("close", {})


def _verify(said: Said) -> CommandIntent | None:
    text = said.text
    if said.asks:
        return None
    if has(text, words.VERIFY):
        rest = said.without(
            words.VERIFY, ("一下", "码", "掉", "订单", "了", "帮我", "请", "把", ":", "取货", "下")
        )
        code = unicodedata.normalize("NFKC", rest)
        if _is_code(code):
            return CommandIntent("verify", {"code": code})
        return CommandIntent("verify", {"who": rest}) if rest and plausible(rest) else None
    who = said.who_before(words.VERIFIED)
    if not who or any(w in text for w in ("没取", "没拿", "大家", "谁", "还没", "未取")):
        return None
    return CommandIntent("verify", {"who": who})


def _is_code(text: str) -> bool:
    return len(text) >= 4 and text.isascii() and text.isalnum() and any(c.isdigit() for c in text)


def _remind(said: Said) -> CommandIntent | None:
    if said.asks or not has(said.text, words.REMIND):
        return None
    if said.filter() == "all" and _about_other(said, words.REMIND):
        return None
    return CommandIntent("remind", {"filter": said.filter()})


def _summary(said: Said) -> CommandIntent | None:
    text = said.text
    named = has(text, words.SUMMARY)
    counted = (
        has(text, words.HOW_MANY)
        or (said.how_many and text.endswith("了"))
        or ("订" in text and said.how_many)
    )
    who = (
        any(w in text for w in ("谁", "哪些", "哪几", "还有几", "几个", "名单", "多少人", "有没有人", "哪位"))
        and said.filter() != "all"
    )
    listed = said.filter() != "all" and (
        named or text.endswith(("的", "名单", "的人", "有谁")) or text.startswith(("看", "查", "列", "发"))
    )
    if not (named or counted or who or listed) or len(text) > 30 or has(text, words.NO_SUMMARY):
        return None
    if any(t.kind in ("time", "future") for t in said.tokens) and "发" in text and not said.products:
        return None  # 名单我晚上发
    if said.filter() == "all" and named and not counted and _about_other(said, words.SUMMARY):
        return None
    return CommandIntent("summary", {"products": list(said.products), "filter": said.filter()})


#: 结束后, 截单之后: what is done when it is over
_AFTERWARDS = re.compile(rf"(?:{'|'.join(words.DEADLINE)})(?:之|以)?后")


def _about_other(said: Said, cues: Iterable[str]) -> bool:
    """Whether what is to be counted or called to mind is something else than this buy (孩子年龄, 明天降温)."""
    for token in said.tokens:
        if token.kind in ("word", "kin"):
            left = token.text
            for cue in sorted((*cues, *words.OURS), key=len, reverse=True):
                left = left.replace(cue, "")
            if len(left) > 1:
                return True
    return False


def _is_here(part: Clause, said: Said) -> bool:
    """Whether a clause tells that goods are here, now."""
    told = "".join(
        t.text for t in part.tokens if t.kind not in ("product", "several")
    )  # 2号 may be a product
    if said.is_later(told) or has(part.text, words.NOT_ARRIVED):
        return False
    return has(part.text, words.ARRIVED) or (has(part.text, words.COME) and len(said.text) <= 12)


def _arrived(said: Said) -> CommandIntent | None:
    text = said.text
    if said.asks or has(text, ("又到", "刚到家", "我到了", "人到了")):
        return None
    both = arrivals.arrived(said)
    if both is not None:
        return both
    here = [part for part in said.parts if _is_here(part, said)]
    if not here:
        return None
    told = "，".join(part.text for part in here)
    if has(told, words.OTHERS) or has(told, words.EXCEPT):
        missing = set(said.products_in(words.NOT_ARRIVED) or said.products)
        return CommandIntent("arrived", {"products": [no for no in said.goods.numbers if no not in missing]})
    named = said.products_of(here) or [no for t in said.tokens if t.kind == "several" for no in t.value]
    if not named and any(t.kind == "word" and len(t.text) > 3 for t in here[0].tokens):
        return None
    return CommandIntent("arrived", {"products": named})


_RECOGNISERS: tuple[Callable[[Said], CommandIntent | None], ...] = (
    _cancel_buy,
    _remind,
    _summary,
    _verify,
    money.paid,
    money.price,
    stock.stock,
    _extend,
    _close,
    _arrived,
)
__all__ = ["Clause", "read"]
