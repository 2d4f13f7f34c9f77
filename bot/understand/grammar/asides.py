"""Words beside the order: spaces before remarks, set phrases, payments, times, numbers of other things."""

from collections.abc import Sequence

from bot.understand import notes
from bot.understand.tokens import Token

from .desk import COUNTED, Desk, Puzzled
from .unknown import on_word


def on_skip(_: Desk, at: int) -> int:
    return at + 1


def _opens_remark(stretch: Sequence[Token]) -> bool:
    return notes.opens_remark("".join(t.text for t in stretch))


def on_space(desk: Desk, at: int) -> int:
    """Behind a space, once something is ordered, a stretch without goods may be a remark."""
    if desk.named or not (desk.found.wishes or desk.amount):
        return at + 1
    end = at + 1
    while end < len(desk.tokens) and desk.tokens[end].kind != "space":
        end += 1
    stretch = desk.tokens[at + 1 : end]
    if not any(t.kind in COUNTED for t in stretch) and _opens_remark(stretch):
        desk.note(desk.written(stretch))
        return end
    return at + 1


def on_remark(desk: Desk, at: int) -> int:
    """A set phrase like 去冰, 不辣."""
    text = desk.written(desk.tokens[at : at + 1])
    if desk.found.wishes and desk.before(at, "all"):
        desk.found.notes.append(desk.written(desk.tokens[at - 1 : at + 1]))
    elif len(desk.found.wishes) > desk.clause_start or (desk.found.wishes and not desk.named):
        desk.note(text)
    else:
        desk.pending_note = f"{desk.pending_note} {text}".strip()
    return at + 1


def on_and(desk: Desk, at: int) -> int:
    """还有 joins two orders, unless it tells what somebody still has."""
    if (
        desk.tokens[at].text == "还有"
        and at
        and desk.tokens[at - 1].kind not in ("amount", "space", "unit", "fill")
        and not _just_counted(desk, at)
    ):
        raise Puzzled("还有", False)
    return at + 1


def _just_counted(desk: Desk, at: int) -> bool:
    """1箱芒果还有3斤青提: goods with their amount on either side."""
    wished = desk.found.wishes[-1:]
    counted = bool(wished) and wished[0].amount is not None and wished[0].end == desk.tokens[at - 1].end
    return counted and desk.peek(at + 1, "amount", "product", over=()) == at + 1


def on_paid(desk: Desk, at: int) -> int:
    """付了78: the sum behind a payment is no amount of goods."""
    after = desk.peek(at + 1, "amount", "money", over=("fill",))
    return at + 1 if after is None else after + 1


#: words of before that may stand in giving up what was ordered then
BEFORE = frozenset("之前 先前 刚才 刚刚 以前".split())
#: days and verbs of ordering that only giving up may look back on
EARLIER = frozenset("昨天 前天 昨晚 昨日 上午 订的 定的 下的 报的 买的 加的".split())


def on_past(desk: Desk, at: int) -> int:
    """之前的红枣不要了: before is when it was ordered."""
    said = desk.tokens[at].text
    gives_up = said in EARLIER and any(t.kind in ("drop", "cancel") for t in desk.tokens)
    return at + 1 if said in BEFORE or gives_up else on_word(desk, at)


def on_odd(desk: Desk, at: int) -> int:
    """A number that counts no goods: fine behind an order, the mark of a tale within one."""
    if desk.tokens[at].text.endswith("码") and (desk.named or desk.found.wishes):  # 拖鞋一双40码
        if desk.named:
            desk.pending_note = desk.tokens[at].text
        else:
            desk.note(desk.tokens[at].text)
        return at + 1
    soft = desk.before(at, "space") and desk.found.wishes
    if not soft:
        raise Puzzled(desk.tokens[at].text, False)
    return desk.tail(at)


def on_ask(desk: Desk, at: int) -> int:
    if desk.tokens[at].text in ("吗", "么", "不", "没", "呢"):
        return at + 1
    return on_word(desk, at)


def on_time(desk: Desk, at: int) -> int:
    """明天要2袋: when it is wanted is a remark on all of it."""
    end = at
    while end < len(desk.tokens) and (desk.tokens[end].kind == "time" or desk.tokens[end].text in "的前后"):
        end += 1
    if not desk.found.wishes and desk.peek(end, "want", "add", "forme", over=("fill", "me")) is not None:
        desk.found.notes.append(desk.written(desk.tokens[at:end]))
        return end
    if not desk.found.wishes and desk.peek(end, "product", "amount", over=()) is not None:
        desk.found.notes.append(desk.written(desk.tokens[at:end]))  # 明天 苹果2斤: a day is nobody's name
        return end
    return on_word(desk, at)
