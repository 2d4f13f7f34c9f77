"""Goods and amounts: names wait for their amount, amounts for their name."""

from decimal import Decimal

from bot.understand.amounts import Amount
from bot.understand.catalogue import UNLISTED, Mention
from bot.understand.things import names_goods
from bot.understand.tokens import Token

from . import measures
from .desk import Desk, Puzzled

_POINTING = frozenset("那 这 那个 这个 我的".split())


def on_product(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
    if token.kind == "emoji" and not _counts(desk, token, at):
        return at + 1
    if _said_of_it(desk, at):
        return at + 1
    if desk.manner == "drop" and desk.peek(at + 1, "amount") is not None:
        desk.manner = "plain"
    if desk.manner == "drop":
        desk.emit(token.value, None, token)
        desk.found.wishes[-1].refused = desk.refusing
        return at + 1
    if desk.amount is not None:
        after = desk.peek(at + 1, "amount")
        if after is not None and desk.amount.start < desk.tokens[0].start and not desk.spread:
            desk.flush_amount()
        else:
            amount = desk.amount
            desk.named = [token]
            spreading = desk.spread
            desk.count(amount.value, amount)
            desk.spread = spreading
            desk.spent = spreading
            if not spreading:
                desk.amount = None
            return at + 1
    closer = (_both(desk, desk.named[-1], at) or _narrowed(desk, desk.named[-1], at)) if desk.named else None
    if closer is not None:
        desk.named[-1] = closer
    elif desk.named and desk.named[-1].value.products == token.value.products and not desk.spread:
        desk.named[-1] = token  # 苹果🍎, or a name and its alias side by side
    else:
        desk.named.append(token)
    return at + 1


def _said_of_it(desk: Desk, at: int) -> bool:
    """一箱红颜的草莓: behind its kind, what the goods just counted are."""
    if at < 2 or desk.tokens[at - 1].text != "的" or desk.tokens[at - 2].kind != "product" or desk.named:
        return False
    last, wider = desk.tokens[at - 2].value.products, desk.tokens[at].value.products
    counted = desk.found.wishes[-1].mention if desk.found.wishes else None
    return counted is not None and counted.products == last and set(last) < set(wider)


def _counts(desk: Desk, token: Token, at: int) -> bool:
    """Whether an emoji names what is counted or given up beside it, rather than decorates."""
    if token.value is UNLISTED:
        return desk.peek(at + 1, "amount", over=()) is not None and desk.amount is None
    if at and desk.tokens[at - 1].kind in ("want", "add", "forme"):
        return True
    beside = desk.peek(at + 1, "amount", "drop", "cancel", over=("fill", "emoji", "each", "want"))
    return beside is not None or desk.amount is not None


def _both(desk: Desk, one: Token, at: int) -> Token | None:
    """大份鱼头, XL的纸尿裤: two parts of names written as one word mean what fits both."""
    other, before = desk.tokens[at], desk.tokens[at - 1] if at else None
    shared = tuple(no for no in one.value.products if no in other.value.products)
    behind = before is not None and before.text == "的" and before.start == one.end
    if not (one.end == other.start or behind) or not shared or one.value.products == other.value.products:
        return None
    return Token("product", one.text + other.text, one.start, other.end, Mention(shared, True))


def _narrowed(desk: Desk, one: Token, at: int) -> Token | None:
    """瓜子就要奶油味的: first what it is, then which of it."""
    other = desk.tokens[at]
    between = [t for t in desk.tokens[:at] if t.start >= one.end]
    wider = set(one.value.products) > set(other.value.products) and bool(other.value.products)
    return other if wider and between and all(t.kind in ("fill", "want") for t in between) else None


def on_several(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
    for number in token.value:
        desk.named.append(Token("product", token.text, token.start, token.end, Mention((number,), True)))
    desk.spread = True
    return at + 1


def on_ring(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
    end = at + 1
    while end < len(desk.tokens) and desk.tokens[end].kind in ("ring", "and", "space"):
        end += 1
    rings = [t for t in desk.tokens[at:end] if t.kind == "ring"]
    each = end < len(desk.tokens) and desk.tokens[end].kind in ("each", "all")
    counted = desk.named or not (each or end == len(desk.tokens))
    if len(rings) > 1 and not counted and all(t.value in desk.goods.products for t in rings):
        desk.named += [Token("product", t.text, t.start, t.end, Mention((t.value,), True)) for t in rings]
        return end  # ①③⑤各一份
    if desk.named or desk.goods.only is not None or token.value not in desk.goods.products:
        return amount_of(desk, Token("amount", token.text, token.start, token.end, number(token.value)), at)
    desk.tokens = [
        *desk.tokens[:at],
        Token("product", token.text, token.start, token.end, Mention((token.value,), True)),
        *desk.tokens[at + 1 :],
    ]
    return on_product(desk, at)


def on_amount(desk: Desk, at: int) -> int:
    """An amount; 那2袋 points at something that exists already."""
    mine = at > 1 and desk.tokens[at - 1].text == "要的" and desk.tokens[at - 2].kind == "me"
    if (
        at
        and (desk.tokens[at - 1].text in _POINTING or mine)
        and desk.peek(at + 1, "drop", "cancel", over=("fill", "product")) is None
    ):
        raise Puzzled(desk.tokens[at].text, False)
    after = desk.tokens[at + 1] if at + 1 < len(desk.tokens) else None
    told = after is not None and after.text == "了" and desk.tokens[at].value.bare  # 核桃40了
    if told or (at == 1 and desk.tokens[0].text in "-=/."):
        raise Puzzled(desk.tokens[at].text, False)
    if desk.found.wishes and measures.comes_to(desk, at):
        return at + 1
    if desk.found.wishes and measures.shares(desk, at):
        return desk.tail(at, sure=True)
    if desk.found.wishes and measures.weighs(desk, at):
        raise Puzzled(desk.tokens[at].text, False)
    if desk.named and measures.sized(desk, at):
        return at + 3
    if desk.found.wishes and measures.describes(desk, at):
        desk.note(desk.written(desk.tokens[at : at + 2]))
        return at + 2
    return amount_of(desk, desk.tokens[at], at)


def amount_of(desk: Desk, token: Token, at: int) -> int:
    if desk.named:
        desk.count(token.value, token)
    else:
        if desk.amount is not None:
            if desk.amount.end == token.start and desk.amount.text == token.text and token.value.unit:
                raise Puzzled(token.text, False)  # 5袋5袋买
            desk.flush_amount()
        desk.amount = token
    return at + 1


def on_unit(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
    if desk.peek(at + 1, "amount", over=()) == at + 1 and desk.tokens[at + 1].start == token.end:
        return at + 1  # 来个三四只
    return amount_of(desk, Token("amount", token.text, token.start, token.end, number(1, token.text)), at)


def on_vague(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
    desk.found.vague = True
    if desk.named:
        desk.count(Amount(None), token)
    elif desk.peek(at + 1, "product") is not None or _good_at(desk, at + 1):
        desk.amount = Token("amount", token.text, token.start, token.end, Amount(None))
    return at + 1


def _good_at(desk: Desk, at: int) -> bool:
    return at < len(desk.tokens) and desk.tokens[at].kind == "word" and names_goods(desk.tokens[at].text)


#: before the unit in a price
_PER = ("一", "/", "每")


def on_money(desk: Desk, at: int) -> int:
    """30块钱的: an amount of money is a vague amount of goods; 3块一斤 is a price, which orders nothing."""
    if desk.named and desk.tokens[at].text[-2:-1] in _PER:  # 橘子39一箱: what it costs
        if desk.peek(at + 1, "amount", "unit", over=None) is None and not desk.found.wanting:
            raise Puzzled(desk.tokens[at].text, False)
        return at + 1
    if desk.peek(at + 1, "amount") is not None and not desk.found.wanting:
        raise Puzzled(desk.tokens[at].text, False)
    if desk.named:
        desk.count(Amount(None), desk.tokens[at])
        return at + 1
    if len(desk.found.wishes) > desk.clause_start:
        return at + 1  # 2袋78元: what it comes to
    alone = desk.goods.only is not None and at + 2 == len(desk.tokens) and desk.tokens[-1].text == "的"
    if desk.peek(at + 1, "product") is not None or desk.found.wanting or alone:
        desk.amount = Token(
            "amount", desk.tokens[at].text, desk.tokens[at].start, desk.tokens[at].end, Amount(None)
        )
        return at + 1
    raise Puzzled(desk.tokens[at].text, False)


#: 青菜1斤，其他各2: all that was not named
_REST = ("其他", "其它", "其余", "剩下")


def on_each(desk: Desk, at: int) -> int:
    if desk.tokens[at].text.startswith(_REST):
        asked = [w.mention.products for w in desk.found.wishes if w.mention]
        desk.but, desk.rest = (*desk.but, *(no for products in asked for no in products)), True
    desk.spread = True
    return at + 1


def on_except(desk: Desk, at: int) -> int:
    """除了胡萝卜每样来1份: all but these."""
    end, left = at + 1, []
    while end < len(desk.tokens) and desk.tokens[end].kind in ("product", "and", "space", "fill"):
        if desk.tokens[end].kind == "product":
            left += desk.tokens[end].value.products
        end += 1
    if not left or desk.named or desk.found.wishes:
        raise Puzzled(desk.tokens[at].text, False)
    desk.but = tuple(left)
    return end


def on_all(desk: Desk, at: int) -> int:
    if desk.peek(at + 1, "amount", "unit", over=("want", "fill", "add", "all")) is not None:
        desk.spread = True
    return at + 1


def on_perhead(desk: Desk, at: int) -> int:
    if desk.named:
        desk.spread = len(desk.named) > 1
    return at + 1


def number(value: int, unit: str = "") -> Amount:
    """A plain amount."""
    return Amount(Decimal(value), unit)
