"""Questions about the buy: is it one, is it for us, and what is it about."""

import re
from collections.abc import Sequence

from .clauses import CORE, Clause
from .intent import Context, Intent, QueryIntent, Topic
from .topics import ELSEWHERE, REQUESTS, TOPICS

#: verbs that, said alone, are a wish without a number
WISHES = frozenset(
    "要 来 订 定 接 报名 想要 参团 跟团 跟 预订 预定 需要 想买 想订 参加 要订 来点 要个 下单 报 "
    "再来 再要 还要 加 再加 也要".split()
)
#: 有X吗 about something that may not be listed
_HAVE = re.compile(
    r"^(?:请问|团长|老板|还|这次|今天|本次|,|，| )*有(?:没有)?[\u4e00-\u9fff]{1,5}(?:吗|么|没|不|卖吗)"
)
_CONDITIONS = frozenset("的话 如果 要是 假如 若是 倘若".split())
_MODAL = ("能", "可以", "可否", "能否", "能不能", "可不可以", "想")
_NEIGHBOURS = (
    "你家",
    "谁家",
    "有人",
    "有谁",
    "你们家",
    "哪位",
    "谁有",
    "邻居",
    "各位",
    "大家",
    "有没有人",
    "谁去",
    "谁能",
    "谁会",
)


def is_question(clause: Clause) -> bool:
    """Whether the clause asks something that an order in polite form does not."""
    asks = [t for t in clause.tokens if t.kind == "ask" and t.text != "呢"]
    wanting = clause.has("want", "add", "forme", "set")
    if not asks:
        if _how_many(clause) or ("还是" in clause.text[1:-1] and not clause.has("amount")):
            return True
        return clause.mark == "?" and not clause.has("amount") and not clause.has("drop")
    last = max((i for i, t in enumerate(clause.tokens) if t.kind in CORE), default=-1)
    clean = all(t.kind not in ("word", "number") for t in clause.tokens[last + 1 :])
    if all(t.text in ("吗", "么", "不", "没") for t in asks) and clause.core and wanting and clean:
        return not any(m in clause.text for m in _MODAL)
    return True


def _how_many(clause: Clause) -> bool:
    tokens = [t for t in clause.tokens if t.kind != "space"]
    for i, token in enumerate(tokens):
        if token.kind == "amount" and token.text.startswith("几"):
            before = tokens[i - 1].kind if i else ""
            after = tokens[i + 1].text if i + 1 < len(tokens) else ""
            if (
                before not in ("want", "add", "forme")
                and not after.startswith("都")
                and not (i and tokens[i - 1].text.endswith("好"))
            ):
                return True
    return False


def read(parts: Sequence[Clause], text: str, context: Context) -> Intent | None:
    """The query in this message, None if it asks nothing that is ours to answer."""
    if any(word in text for word in _NEIGHBOURS):
        return None
    if context.role == "leader":
        return None
    if any(t.kind == "at" for c in parts for t in c.tokens):
        return None
    about = tuple(
        dict.fromkeys(no for c in parts for t in c.tokens if t.kind == "product" for no in t.value.products)
    )
    if not about and any(word in text for word in ELSEWHERE):
        return None
    for topic, words in REQUESTS.items():
        if any(word in text for word in words.split()) and len(text) <= 14:
            return QueryIntent(_topic(topic), about)
    if not any(is_question(c) or c.mark == "?" for c in parts):
        return None
    for topic, words in TOPICS:
        if any(word in text for word in words.split()):
            return QueryIntent(_topic(topic), about)
    if not about and len(context.products) == 1 and any(_counts(c, context.products[0].unit) for c in parts):
        return QueryIntent("other", (context.products[0].no,))
    if not about and _HAVE.search(text):
        return QueryIntent("stock")
    return QueryIntent("other", about) if about else None


def _counts(clause: Clause, unit: str) -> bool:
    """Whether a question speaks of so many of what is sold ("一板能放多久")."""
    return any(t.kind == "amount" and t.value.unit == unit for t in clause.tokens) and not clause.has(
        "past", "me"
    )


def condition(parts: Sequence[Clause]) -> QueryIntent | None:
    """An order on a condition other than stock asks whether the condition holds ("甜的话来4袋")."""
    for clause in parts:
        if (
            any(t.text in _CONDITIONS for t in clause.tokens)
            and clause.has("amount")
            and clause.has("want", "add")
        ):
            cheap = any(word in clause.text for word in ("便宜", "优惠", "打折", "降价", "少点钱"))
            return QueryIntent("price" if cheap else "other")
    return None


def _topic(name: str) -> Topic:
    return name  # type: ignore[return-value]
