"""Wanting, adding, taking away, changing, giving up."""

import re

from bot.understand.tokens import Token
from bot.understand.wishes import Wish

from .desk import GLUE, SOFT, Desk, Puzzled
from .people import on_proxy
from .unknown import on_word


def on_want(desk: Desk, at: int) -> int:
    if "".join(t.text for t in desk.tokens[at : at + 3]) == "算了下":
        raise Puzzled("算了下", False)  # 我算了下一共30
    desk.found.wanting = True
    lessened = desk.manner == "less" and desk.found.wishes and desk.found.wishes[-1].manner == "less"
    if desk.manner == "drop" or lessened:
        desk.manner = "plain"
    return at + 1


#: what may stand between adding and what is added
_TO_THE_AMOUNT = GLUE | {"kin", "word", "each", "several"}


def on_add(desk: Desk, at: int) -> int:
    if (
        desk.peek(
            at + 1,
            "amount",
            "unit",
            "product",
            "vague",
            "ring",
            over=_TO_THE_AMOUNT,
        )
        is None
    ):
        return on_word(desk, at)
    desk.manner = "add"
    desk.found.wanting = True
    return at + 1


def on_less(desk: Desk, at: int) -> int:
    if desk.peek(at + 1, "amount", "unit", over=("fill", "want", "product")) is None:
        return on_word(desk, at)
    desk.manner = "less"
    return at + 1


def on_set(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
    mine = desk.found.wishes[desk.clause_start :]
    if desk.amount is not None:
        desk.amount = None  # 2箱改3箱: only what follows counts
    elif desk.named and desk.peek(at + 1, "product", over=("fill", "want", "amount", "space")) is not None:
        for name in desk.named:  # 小份换成大份
            desk.found.wishes.append(
                Wish(name.value, None, "drop", term=name.text, start=name.start, end=name.end)
            )
        desk.named = []
    elif not desk.named and mine and token.text[0] in "改变更调修":
        del desk.found.wishes[desk.clause_start :]
        if desk.peek(at + 1, "product", over=("fill", "want")) is None and len(mine) == 1 and mine[0].mention:
            desk.named = [Token("product", mine[0].term, mine[0].start, mine[0].end, mine[0].mention)]
    desk.manner = "set"
    desk.found.wanting = True
    return at + 1


def on_drop(desk: Desk, at: int) -> int:
    """取消, 不要了: of what was named before or is named behind, else of everything."""
    token = desk.tokens[at]
    if token.kind == "drop" and desk.peek(at + 1, "cancel", over=()) == at + 1 and token.text in _UNWANTED:
        raise Puzzled(token.text, False)  # 不要退
    if _is_talk(desk, at):
        return _unwanted(desk, at)
    if token.text[0] == "退" and any(t.text[:1] in ("钱", "款") for t in desk.tokens[:at]):
        raise Puzzled(token.text, False)  # 把那箱的钱退我
    finished = token.kind != "cancel" and (token.text.endswith("了") or desk.named)
    if not finished and desk.peek(at + 1, "amount", over=("fill",)) is not None:
        desk.manner = "less"
        return at + 1
    if at + 1 < len(desk.tokens) and desk.tokens[at + 1].kind == "proxy" and not desk.named:
        whose = on_proxy(desk, at + 1)
        if desk.peek(whose, "product", over=("fill", "each", "all")) is not None:
            desk.manner, desk.refusing = "drop", token.kind == "drop"
            return whose
        off(desk, token.text)
        return talk_from(desk, whose)
    if len(desk.whom) > 1:  # one person's order at a time
        if desk.found.wishes:
            raise Puzzled(token.text, True)
        desk.named, desk.found.same = [], True
        return len(desk.tokens)
    targets = _meant(desk) or _pictured(desk, at)
    desk.named = []
    if targets:
        for name in targets:
            _drop(desk, name, token)
        return talk_from(desk, at + 1)
    if desk.amount is not None and not desk.spread:
        desk.amount = None
        off(desk, token.text)
        return talk_from(desk, at + 1)
    mine = desk.found.wishes[desk.clause_start :]
    ahead = desk.peek(at + 1, "product") == at + 1 and not token.text.endswith("了")
    if mine and mine[-1].manner == "plain" and mine[-1].mention and not ahead:
        if token.kind == "drop" or mine[-1].whom or mine[-1].amount is None:
            mine[-1].manner, mine[-1].amount = "drop", None
        else:
            mine[-1].manner = "less"  # 橘子2箱退了
        return talk_from(desk, at + 1)
    following = desk.peek(at + 1, "product", over=("fill", "me", "each", "all", "amount", "number"))
    if following is not None:
        counted = desk.peek(following + 1, "amount", over=()) is not None
        desk.manner = "less" if counted else "drop"
        desk.refusing = token.kind == "drop"
        return at + 1
    off(desk, token.text)
    return talk_from(desk, at + 1)


def _is_talk(desk: Desk, at: int) -> bool:
    """不要太大: what one does not want is no order of one's own; 取消会议: nor is that."""
    token = desk.tokens[at]
    after = desk.tokens[at + 1] if at + 1 < len(desk.tokens) else None
    if token.kind == "cancel":
        return _of_something_else(desk, at)
    if token.text not in _UNWANTED or after is None:
        return False
    if after.kind == "amount" and desk.peek(at + 2, "product", "want", "set", over=("fill", "space")) is None:
        raise Puzzled(token.text + after.text, False)  # 我不要2份
    return after.kind in ("word", "vague", "less", "piece", "other") or (
        after.kind in ("add", "want") and _of_something_else(desk, at)
    )


#: 不要太熟, 都不要压坏的: what the goods shall not be
_UNWANTED = frozenset("不要 唔要 都不要 先不要 不需要 别要 全不要 全都不要".split())


def _unwanted(desk: Desk, at: int) -> int:
    """What goods shall not be is a remark on what this message asked for before; alone it is talk."""
    if desk.named or desk.amount is not None or not desk.found.wishes or desk.tokens[at].kind == "cancel":
        return on_word(desk, at)
    following = desk.peek(at + 1, "product", "amount", "proxy", "drop", "cancel", over=None)
    if following is not None or len(desk.found.wishes) > desk.clause_start:
        return on_word(desk, at)
    desk.note(desk.written(desk.tokens[at:]))
    return len(desk.tokens)


def _meant(desk: Desk) -> list[Token]:
    """The goods given up: those named in this clause, with those before it that only a 、 or 都 joins to them."""
    here = [it for it in desk.named if desk.tokens and it.start >= desk.tokens[0].start]
    joined = desk.listing or any(
        t.kind in ("all", "and") or t.text.startswith(("都", "全")) for t in desk.tokens
    )
    return desk.named if joined or not here else here


def _pictured(desk: Desk, at: int) -> list[Token]:
    """The goods shown right before: 🍊不要了."""
    before = desk.tokens[at - 1] if at else None
    return [before] if before is not None and before.kind == "emoji" and before.value else []


def _drop(desk: Desk, name: Token, token: Token) -> None:
    """Give up what is named, and with it what this very message asked of it before."""
    taken_back = [
        at
        for at, wish in enumerate(desk.found.wishes)
        if wish.mention == name.value and wish.manner in ("plain", "add", "set") and wish.whom == desk.whom[0]
    ]
    for at in reversed(taken_back):
        del desk.found.wishes[at]
        desk.clause_start -= at < desk.clause_start
    desk.found.wishes.append(
        Wish(
            name.value,
            None,
            "drop",
            desk.whom[0],
            signed=desk.signed,
            term=name.text,
            start=name.start,
            end=token.end,
            refused=token.kind != "cancel",
        )
    )


#: why an order is given up, as it is said right behind
_REASONS = re.compile("有事|不了|没人|家里|临时|太|已经|因为|出差|不方便|多了|有了|够了|不在|不想|暂时|先")
#: words for an order that begin with words of ordering
_ORDERS = re.compile("(?:订|下|报)?(?:单子?|订单|接龙|名额?|预[订定]|登记|团购?)")


def _of_something_else(desk: Desk, at: int) -> bool:
    """取消航班, 退休, 撤了押金: what is called off is named right behind and is nothing of ours."""
    token, run = desk.tokens[at], []
    if token.text == "撤" and desk.peek(at + 1, "cancel", over=()) == at + 1:
        return True  # 撤退
    for after in desk.tokens[at + 1 :]:
        if after.kind in ("drop", "cancel"):
            continue
        ours = after.kind in ("product", "amount", "proxy", "keep", "emoji", "ask", "polite")
        if after.kind == "amount" and _counts_other(desk, after):
            return True
        if ours or after.kind == "space" or (after.text[:1] in SOFT and after.start > token.end):
            break
        run.append(after)
    text = _ORDERS.sub("", "".join(t.text for t in run))
    strange = any(t.kind in ("word", "piece", "remark", "ask") for t in run) or (
        run[-1:] and run[-1].text == "赞"
    )
    if not strange or not text or _REASONS.search(text):
        return False
    if not token.text.endswith("了") or len(text) <= 3 or text.startswith(_LEAVING):
        return True
    return len(run) > 1 and run[-1].kind == "word" and run[-2].text == "的"


def _counts_other(desk: Desk, amount: Token) -> bool:
    """撤回了一条消息: an amount of something else."""
    return any(t.kind == "word" and t.start == amount.end for t in desk.tokens)


_LEAVING = ("回家", "走", "睡", "下班", "吃饭")


def off(desk: Desk, text: str) -> None:
    """All is given up, the sender's or that of the person just named; if this message has just asked
    for something, then only that is."""
    alone = all(
        t.kind in ("fill", "want", "all", "drop", "cancel", "space", "me", "never") for t in desk.tokens
    )
    if alone and desk.clause_start and all(w.manner in ("plain", "add") for w in desk.found.wishes):
        desk.found.wishes.clear()
        desk.clause_start, desk.found.wanting = 0, False
        return
    desk.found.everything_off, desk.found.kept = text, desk.but
    desk.found.off_whom, desk.found.off_signed = desk.whom[0], desk.signed


def on_never(desk: Desk, at: int) -> int:
    """橘子2箱，算了: taken back before it was an order; 带鱼1斤，算了2斤吧: said anew."""
    after = desk.tokens[at + 1] if at + 1 < len(desk.tokens) else None
    if after is not None and after.text in ("一下", "下", "算"):
        raise Puzzled(desk.tokens[at].text + after.text, False)  # 我算了下一共30
    if desk.peek(at, "drop", "cancel", over=None) is not None:
        return at + 1  # 算了红枣不要了
    if desk.named:
        return on_drop(desk, at)
    if desk.amount is not None or desk.found.wishes:
        desk.take_back()
    elif after is None:
        off(desk, desk.tokens[at].text)
    return at + 1


def on_keep(desk: Desk, at: int) -> int:
    mine = desk.found.wishes[desk.clause_start :]
    if desk.named:
        desk.named = []
    elif mine and mine[-1].manner == "drop" and not desk.clause_gives_up(at):
        desk.found.wishes.pop()  # 取消橘子，苹果照旧
    elif not desk.found.wishes and not desk.found.everything_off:
        desk.found.same = True
    return at + 1


def on_same(desk: Desk, at: int) -> int:
    desk.found.same = True
    return at + 1


def on_back(desk: Desk, at: int) -> int:
    desk.found.pointing_back = True
    return at + 1


def talk_from(desk: Desk, at: int) -> int:
    """After a cancellation: on to the next goods, over whatever reason is given."""
    following = desk.peek(at, "product", "amount", "keep", "set", "add", over=None)
    return len(desk.tokens) if following is None else at if following == at else resume(desk, at, following)


def resume(desk: Desk, at: int, following: int) -> int:
    i = following
    while i > at and desk.tokens[i - 1].kind in GLUE:
        i -= 1
    return i
