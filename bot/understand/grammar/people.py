"""For whom: 我, 帮我妈, 我和王姐, a signature before the order."""

from collections.abc import Sequence
from dataclasses import replace

from bot.understand import notes, persons, units
from bot.understand.tokens import Token

from .desk import GLUE, PERSONAL, Desk

#: 小张要两袋 tells what somebody else wants
_WANTS = frozenset("要 想要 要订 要买 也要 需要 要定".split())
_SELVES = ("我", "我们", "自己", "我家", "咱", "咱们")
#: what goods are given to somebody for
_USES = frozenset("吃喝用尝玩穿补")
_TASTING = frozenset("尝尝 补补 尝鲜 尝个鲜 试试 试吃".split())
#: words of other kinds that name people behind 帮/给
_PEOPLE = frozenset("的 他 她 老板 团长 老板娘 姐 哥 店长 大家".split())


#: what may stand between a person and what that person takes
_SPREAD = GLUE | {"each", "space"}
_LIVING = GLUE | {"space", "said", "room"}
_RELATED = GLUE | {"space", "kin"}


def on_me(desk: Desk, at: int) -> int:
    after = kin_end(desk, at + 1)
    rest = "".join(t.text for t in desk.tokens[at + 1 :])
    if rest and rest[-1] in _USES and len(rest) < 4 and desk.found.wishes and not desk.named:
        return len(desk.tokens)  # 核桃一袋我自己吃
    if after > at + 1:
        return person(desk, desk.written(desk.tokens[at:after]), at, after, own=True)
    if desk.peek(at + 1, "and", "proxy", over=()) is not None and group(desk, at):
        return group(desk, at)
    if desk.amount is not None and desk.peek(at + 1, "amount", over=GLUE) is not None:
        desk.flush_amount()
    desk.whom, desk.signed, desk.mine = [None], False, True
    return at + 1


def on_forme(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
    rest = desk.tokens[at:]
    after = kin_end(desk, at + 1)
    of_mine = (
        desk.written(desk.tokens[at:after])[_own(token.text) :]
        if after > at + 1 and token.text[-1] in "我俺咱家"
        else ""
    )
    if of_mine and desk.peek(after, "and", over=()) == after and (shared := group(desk, at)):
        return shared
    if of_mine and trailing(desk, of_mine, at, after):
        return after
    ordered = len(desk.found.wishes) > desk.clause_start
    if ordered and len(rest) > 1 and not any(t.kind in ("product", "amount", "drop", "cancel") for t in rest):
        return desk.tail(at)
    if token.text.startswith("加"):
        desk.manner = "add"
    if token.text[0] in "加算带":
        one_of_us(desk, at + 1)
    desk.found.wanting = True
    if desk.peek(at + 1, "and", over=()) == at + 1 and group(desk, at):
        return group(desk, at)
    if of_mine:
        return for_people(desk, [of_mine], after)
    desk.whom, desk.signed, desk.mine = [None], False, True
    return at + 1


def one_of_us(desk: Desk, at: int) -> None:
    """加我一个: the 个 counts the one who joins, whatever the goods are sold in."""
    if at < len(desk.tokens) and desk.tokens[at].kind == "amount" and desk.tokens[at].value.unit == "个":
        token = desk.tokens[at]
        joined = replace(token, value=replace(token.value, unit=""))
        desk.tokens = [*desk.tokens[:at], joined, *desk.tokens[at + 1 :]]


def kin_end(desk: Desk, at: int) -> int:
    """The end of "妈", "闺蜜", "同事小李", "老公" … behind 我."""
    end = at
    if (
        end < len(desk.tokens)
        and desk.tokens[end].kind in ("kin", "word", "room")
        and desk.tokens[end].start == desk.tokens[end - 1].end
    ):
        text = desk.tokens[end].text
        if desk.tokens[end].kind in ("kin", "room") or persons.looks_like_name(text):
            end += 1
            while end < len(desk.tokens) and desk.tokens[end].start == desk.tokens[end - 1].end:
                token = desk.tokens[end]
                if token.kind != "kin" and not (
                    token.kind == "word" and (persons.looks_like_name(token.text) or len(token.text) == 1)
                ):
                    break
                end += 1
    return end


def group(desk: Desk, at: int) -> int:
    """我和我姐 …, 我跟对门 …: who shares what follows; 0 if this is none."""
    people: list[str | None] = []
    i = at
    while i < len(desk.tokens):
        token = desk.tokens[i]
        if token.kind in ("me", "forme"):
            end = kin_end(desk, i + 1)
            own = _own(token.text) if token.kind == "forme" else 0
            people.append(desk.written(desk.tokens[i:end])[own:] if end > i + 1 else None)
        elif token.kind in PERSONAL:
            end = i + 1
            while (
                end < len(desk.tokens)
                and desk.tokens[end].kind in PERSONAL
                and desk.tokens[end].start == desk.tokens[end - 1].end
            ):
                end += 1
            people.append(desk.written(desk.tokens[i:end]))
        else:
            return 0
        i = end
        if i < len(desk.tokens) and desk.tokens[i].kind == "and":
            i += 1
            continue
        break
    if (
        len(people) < 2
        or desk.peek(i, "each", "perhead", "all", "product", "amount", over=("want", "fill")) is None
    ):
        return 0
    desk.whom, desk.signed = people, False
    return i


def on_proxy(desk: Desk, at: int) -> int:
    """帮/替/代/给/带 X: everything up to the next word of ordering is X, as written."""
    people: list[str] = []
    run: list[Token] = []
    i = at + 1
    lone = i + 1 < len(desk.tokens) and desk.tokens[i + 1].kind in ("product", "emoji")
    if lone and desk.tokens[i].kind == "word" and desk.tokens[i].text in units.MEASURES:
        measure = replace(desk.tokens[i], kind="unit", value=desk.tokens[i].text)
        desk.tokens = [*desk.tokens[:i], measure, *desk.tokens[i + 1 :]]
        return i  # 给我妹带个榴莲
    while i < len(desk.tokens):
        token = desk.tokens[i]
        kin_next = (
            i + 1 < len(desk.tokens)
            and desk.tokens[i + 1].kind == "kin"
            and desk.tokens[i + 1].start == token.end
        )
        if (token.kind == "and" and run) or token.text == "、":
            people.append(desk.written(run).strip(" 的"))
            run = []
        elif (
            token.kind in ("me", "kin", "word", "room", "piece", "and")
            or (token.kind == "product" and kin_next)
            or (token.kind in ("other", "fill") and token.text in _PEOPLE)
        ) or (
            token.kind == "space"
            and run
            and i + 1 < len(desk.tokens)
            and desk.tokens[i + 1].kind in ("word", "kin", "room")
            and run[-1].kind == "room"
        ):
            run.append(token)
        elif token.kind == "space" and not run:
            pass
        else:
            break
        i += 1
    people.append(desk.written(run).strip(" 的"))
    named = [p for p in people if p and p not in (*_SELVES, "个")]
    if not named or _for_use(desk, named[-1], i):
        return i if named else at + 1
    if trailing(desk, named[0], at, i):
        return i
    both: list[str | None] = [None] if any(p in _SELVES for p in people) else []
    return for_people(desk, [*both, *named], i)


def _for_use(desk: Desk, whom: str, after: int) -> bool:
    """2盒给孩子吃: behind the goods, what for and not for whom."""
    used = whom[-1] in _USES or (after < len(desk.tokens) and desk.tokens[after].text in _TASTING)
    if not used or desk.named or not (desk.amount is not None or desk.found.wishes):
        return False
    return desk.peek(after, "amount", "product", "unit", over=None) is None


def trailing(desk: Desk, whom: str, at: int, after: int) -> bool:
    """核桃2袋给我妈: the person behind the goods; false where more goods follow."""
    closed = at and desk.tokens[at - 1].kind == "amount" and after < len(desk.tokens)
    if closed and desk.tokens[after].kind == "space" and desk.found.wishes and not desk.named:
        desk.found.wishes[-1].whom, desk.found.wishes[-1].signed = whom, False
        return True  # 核桃两袋给我妈 红枣1袋
    if desk.named or desk.peek(after, "amount", "product", "unit", over=_SPREAD) is not None:
        return False
    rest = desk.tokens[after:]
    if any(t.kind == "word" for t in rest) and not notes.opens_remark("".join(t.text for t in rest)):
        return False  # 给孩子补脑: what for, not for whom
    desk.flush_amount()
    mine = desk.found.wishes[desk.clause_start :]
    for wish in mine:
        wish.whom, wish.signed = whom, False
    return bool(mine)


def for_people(desk: Desk, people: Sequence[str | None], after: int) -> int:
    desk.flush_amount()
    desk.whom, desk.signed, desk.mine = list(people), False, False
    return after


def person(desk: Desk, text: str, at: int, after: int, *, own: bool) -> int:
    """我妈 …, 王姐 …: a name before what that person wants."""
    if desk.peek(after, "and", over=()) is not None:
        shared = group(desk, at)
        if shared:
            return shared
    following = desk.peek(
        after,
        "amount",
        "product",
        "unit",
        "each",
        "perhead",
        "drop",
        "cancel",
        over=_LIVING,
    )
    if following is None:
        return desk.tail(at)
    also = desk.tokens[after].text == "也" and after + 1 < len(desk.tokens)
    behind = desk.tokens[after + also]
    third = (
        behind.text in _WANTS
        and desk.tokens[at].kind != "room"
        and (not desk.sender or text not in desk.sender)
    )
    said = third or any(t.kind == "said" for t in desk.tokens[after:following])
    desk.flush_amount()
    desk.whom, desk.mine = [text], False
    desk.signed = not (own or said)
    return after


def name(desk: Desk, text: str, at: int, after: int) -> int:
    text = desk.written(desk.tokens[at:after]).strip(" :：的")
    if text.endswith("说") and len(text) > 2:  # 老婆说2袋
        return person(desk, text[:-1], at, after, own=True)
    end = after
    if desk.tokens[at].kind == "room":  # a room and the name behind it are one signature
        nxt = end + 1 if end < len(desk.tokens) and desk.tokens[end].kind == "space" else end
        if (
            nxt < len(desk.tokens)
            and desk.tokens[nxt].kind in ("word", "kin")
            and desk.peek(nxt + 1, "amount", "product", over=_RELATED) is not None
        ):
            last = nxt + 1
            while (
                last < len(desk.tokens) and desk.tokens[last].kind == "kin" and not desk.has_space(nxt, last)
            ):
                last += 1
            text += " " * (nxt > end) + desk.written(desk.tokens[nxt:last])
            end = last
    return person(desk, text, at, end, own=False)


def _own(text: str) -> int:
    """Where 我 begins in 给我, 帮我家."""
    return min(text.find(me) for me in "我俺咱" if me in text)
