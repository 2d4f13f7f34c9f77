"""Words beside a seeming order that make it something else: talk to neighbours, a joke, what was bought already."""

import re
from collections.abc import Sequence
from itertools import pairwise

from . import notes
from .accounts import Account, Left
from .chars import one_of
from .clauses import Clause
from .intent import AskIntent, CancelIntent, Intent, NoIntent, OrderIntent
from .things import names_goods
from .wishes import UNKNOWN, Reading, Wish

#: asked around: 谁要, 谁和我拼, 是谁的, 谁家
_AROUND = (
    "谁(?:家|要|还要|想要|也要|和我|跟我|拼|一起|分|的|需要|拿错|拿走|想买|缺|在|去|路过)"
    "|(?:有没有|谁|有人|哪位).{0,3}拼|(?:什么时候|啥时候|几时|多久)(?:还|才)?(?:会|能)?再"
    "|(?:有没有人|有人|哪位|哪家)(?:还|也)?(?:要|想要|拼|分|一起|和我|跟我|看到|看见|需要|拿错|合)"
)
#: not meant
_JOKE = "开个?玩笑|逗你|说着玩|闹着玩|骗你|骗人|当我没说"
#: kept for, or recommended to, a neighbour
_TO_OTHERS = (
    "给你们?(?:留|带|放|拿|送|搁)|(?:给|向|跟|和)(?:大家|你们|各位).{0,2}(?:推荐|安利|说)|(?:强烈)?推荐|安利"
)
_NEIGHBOURS = re.compile(f"{_AROUND}|{_JOKE}|{_TO_OTHERS}")
#: what said it to neighbours has one of these
_NEIGHBOURLY = frozenset("谁有哪时久玩逗骗当给说荐利")
_neighbourly = one_of(_NEIGHBOURLY)
#: what was bought, or bought too much of
_BOUGHT = re.compile("(?:多[买订要拿领]|[买订要拿领]多)了")
#: 1:0, 2/7
_SCORE = re.compile(r" *\d+ ?[:/比] ?\d+ *")
_HAVING = frozenset("买 抢 入 囤 入手 购买 订购".split())
_GOODS = frozenset({"amount", "product"})
_WANTING = frozenset({"want", "add", "forme", "set", "said"})
#: kinds of tokens that say something of their own
#: kinds of words that make an amount one that is asked for, or taken back
_FIRM = (*_WANTING, "less", "cancel", "drop")
_SAYING = frozenset({"word", "other", "past", "future", "number", "piece", "time"})


def judge(found: Intent | None, reading: Reading, parts: Sequence[Clause], account: Account) -> Intent | None:
    """What was made of the message, or None where the words beside it make it something else."""
    if isinstance(found, CancelIntent):
        return None if _of_others(found, reading, parts, account) else found
    if not isinstance(found, OrderIntent | AskIntent):
        return found
    text = "，".join([clause.text for clause in parts])
    if _neighbourly(text) and _NEIGHBOURS.search(text):
        return NoIntent()  # said around, in jest, or of what is kept for others
    if _of_something_else(reading, parts, text):
        return None
    left = account.left(reading, parts)
    if not left:
        return found
    if isinstance(found, OrderIntent):
        return None if _overheard(left, parts) else found
    return None if _told(left, reading, parts) else found


def _wants(clause: Clause) -> bool:
    """Whether something is wanted in words."""
    return not clause.kinds.isdisjoint(_WANTING)


def _overheard(left: Sequence[Left], parts: Sequence[Clause]) -> bool:
    """Whether words nobody accounts for make an order talk: any within its own clause where nothing is wanted in
    words; those of other clauses only where a number stands alone, without goods and without wanting."""
    if any(it.place != "beside" and not _wants(it.clause) for it in left):
        return True
    return not any(it.has("amount", "unit") and it.has("product", *_FIRM) for it in parts)


def _told(left: Sequence[Left], reading: Reading, parts: Sequence[Clause]) -> bool:
    """Whether a question back would be put to talk: nothing is plainly wanted, or goods are only spoken of."""
    counted = [it for it in parts if it.has("amount", "unit")]
    if any(_wants(it) for it in counted):
        return False
    if any(it.place != "beside" for it in left):
        return True
    spoken = any("product" in it.clause.kinds for it in left)
    return spoken and not any(w.mention is not None and w.amount is not None for w in reading.wishes)


#: what somebody was asked about or told of, when all is given up
_GROUNDS = re.compile("太|很|不|没|错|已|够|多|先|刚|忙|有|临时|出差|重复")


#: whoever withdraws with these goes home
_LEAVING = ("回家", "睡觉", "下班", "吃饭", "走了", "溜了")


def _of_others(found: CancelIntent, reading: Reading, parts: Sequence[Clause], account: Account) -> bool:
    """Whether what is not wanted is something else than what was ordered: 快递不要了, 不要鸡蛋壳破的."""
    if found.scope is not None:
        kinds = [w.note for w in reading.wishes if w.manner == "drop" and w.note.endswith("的")]
        return any("drop" in it.kinds and it.text.endswith(tuple(kinds)) for it in parts)
    left = account.left(reading, parts)
    if reading.everything_off.startswith("撤") and any(it.text.startswith(_LEAVING) for it in parts):
        return True
    return any(it.place == "before" and "word" in it.kinds and not _GROUNDS.search(it.text) for it in left)


def _of_something_else(reading: Reading, parts: Sequence[Clause], text: str) -> bool:
    """Whether the message as a whole (`text`) is no order although one could be read out of it."""
    if ("多" in text and _BOUGHT.search(text)) or _SCORE.fullmatch(text) or _of_other_things(reading, parts):
        return True
    counted = [it for it in parts if "amount" in it.kinds]
    for clause in counted:
        if (
            _bought(clause)
            or _done(clause)
            or _handled(clause)
            or _described(clause, parts, len(counted) == 1)
        ):
            return True
        if "perhead" in clause.kinds and len({w.whom for w in reading.wishes}) < 2:
            return True  # 玉米一人一根
    unnamed = bool(reading.wishes) and all(w.mention is None and not w.every for w in reading.wishes)
    return unnamed and any(
        _bare(clause) and (clause.mark == "?" or _agrees(clause, parts, reading)) for clause in counted
    )


def announces(parts: Sequence[Clause]) -> bool:
    """今天 苹果2斤: from a leader, what there is that day, unless it is wanted in words."""
    return bool(parts) and parts[0].tokens[0].kind == "time" and not any(_wants(clause) for clause in parts)


def _of_other_things(reading: Reading, parts: Sequence[Clause]) -> bool:
    """俩孩子, 限号2和7, 扣1看戏: so many of what is no goods, and nothing is wanted."""
    if not reading.wishes or not all(map(_no_goods, reading.wishes)):
        return False
    return "扣" in parts[0].text or not any(_wants(clause) for clause in parts)


def _no_goods(wish: Wish) -> bool:
    counted = wish.amount is not None and wish.amount.number is not None and wish.amount.unit in ("", "个")
    return wish.mention is UNKNOWN and counted and wish.term.isalpha() and not names_goods(wish.term)


def _bought(clause: Clause) -> bool:
    """我买2个了: it is done."""
    if "了" not in clause.text:
        return False
    said = [t for t in clause.tokens if t.kind != "space"]
    if len(said) < 3 or said[-1].text != "了":
        return False
    counted = said[-2].kind in ("amount", "product") and "amount" in clause.kinds
    return counted and any(t.text in _HAVING for t in said) and not clause.has("forme", "set", "add")


def _done(clause: Clause) -> bool:
    """熏了20斤, 摔了一个: so many of them it was done to."""
    if not _so_far(clause.text):
        return False
    tokens = [t for t in clause.tokens if t.kind != "space"]
    if clause.has("add", "set", "cancel", "drop", "forme", "less", "never", "polite"):
        return False
    return any(
        one.text in _SO_FAR and other.kind == "amount" and i and tokens[i - 1].kind in _ACTING
        for i, (one, other) in enumerate(pairwise(tokens))
    )


_SO_FAR = frozenset("了过着")
_so_far = one_of(_SO_FAR)
#: kinds of words that something may have been done by
_ACTING = frozenset({"word", "want", "past", "fill"})


def _handled(clause: Clause) -> bool:
    """把2根玉米放门口: what is there already, and what shall be done with it."""
    if "把" not in clause.text or clause.has("add", "set", "cancel", "drop", "less"):
        return False
    texts = [t.text for t in clause.tokens]
    ends = [i for i, t in enumerate(clause.tokens) if t.kind == "amount"]
    return "把" in texts and bool(ends) and texts.index("把") < ends[0]


#: how so many are, right behind them: 都是甜的, 好重, 太贵; and what counts no goods (100个赞)
_BEING = re.compile(
    "(?:都|全|就|才|算)?是|(?:好|真|太|很|挺|超|巨|特别|有点|非常)[重大小甜酸贵难硬软烂坏沉多少香辣咸苦臭冷热漂鲜]|个?赞"
)


def _described(clause: Clause, parts: Sequence[Clause], lone: bool) -> bool:
    """一箱都是甜的, 2个柚子好重, 2板鸡蛋放错了: how so many are or what became of them, not that they are wanted."""
    end = len(clause.tokens)
    while clause.tokens[end - 1].kind not in _GOODS:
        end -= 1
    behind = "".join([t.text for t in clause.tokens[end:] if t.kind != "space"])
    if not behind or _wants(clause) or any(_wants(it) and it.has("amount", "unit") for it in parts):
        return False
    told = lone and behind.endswith("了") and any(t.kind in _SAYING for t in clause.tokens[end:])
    return told or _BEING.match(behind) is not None


def _agrees(clause: Clause, parts: Sequence[Clause], reading: Reading) -> bool:
    """+1 太吵了, 楼上说得对+1: a bare number among talk that is no remark on goods counts nobody in."""
    if not _bare(clause) or _wants(clause):
        return False
    said = [*reading.notes, *(w.note for w in reading.wishes)]
    remarks = [it for it in said if notes.is_glued_remark(it)]
    kept = " ".join([*remarks, *(w.whom or "" for w in reading.wishes)])
    return any(_says(it, kept) for it in parts)


def _bare(clause: Clause) -> bool:
    return any(t.kind == "amount" and t.value.bare for t in clause.tokens)


def _says(clause: Clause, kept: str) -> bool:
    """Whether a clause says something that is neither remark nor thanks nor joy over the goods."""
    if notes.pleased(clause.text):
        return False
    return sum(len(t.text) for t in clause.tokens if t.kind in _SAYING and t.text not in kept) > 1
