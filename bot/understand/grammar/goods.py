"""Goods and amounts: names wait for their amount, amounts for their name."""

from decimal import Decimal

from bot.understand.amounts import Amount
from bot.understand.catalogue import UNLISTED, Mention
from bot.understand.things import names_goods
from bot.understand.tokens import Token
from bot.understand.units import GRAMS

from .desk import Desk, Puzzled

_POINTING = frozenset("那 这 那个 这个 我的".split())


def on_product(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
    if token.kind == "emoji" and not _counts(desk, token, at):
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
    closer = _both(desk.named[-1], token) if desk.named else None
    if closer is not None:
        desk.named[-1] = closer
    elif desk.named and desk.named[-1].value.products == token.value.products and not desk.spread:
        desk.named[-1] = token  # 苹果🍎, or a name and its alias side by side
    else:
        desk.named.append(token)
    return at + 1


def _counts(desk: Desk, token: Token, at: int) -> bool:
    """Whether an emoji names what is counted or given up beside it, rather than decorates."""
    if token.value is UNLISTED:
        return desk.peek(at + 1, "amount", over=()) is not None and desk.amount is None
    if at and desk.tokens[at - 1].kind in ("want", "add", "forme"):
        return True
    beside = desk.peek(at + 1, "amount", "drop", "cancel", over=("fill", "emoji", "each", "want"))
    return beside is not None or desk.amount is not None


def _both(one: Token, other: Token) -> Token | None:
    """大份鱼头: two parts of names written as one word mean what fits both."""
    shared = tuple(no for no in one.value.products if no in other.value.products)
    if one.end != other.start or not shared or one.value.products == other.value.products:
        return None
    return Token("product", one.text + other.text, one.start, other.end, Mention(shared, True))


def on_several(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
    for number in token.value:
        desk.named.append(Token("product", token.text, token.start, token.end, Mention((number,), True)))
    desk.spread = True
    return at + 1


def on_ring(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
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
    if (
        at
        and desk.tokens[at - 1].text in _POINTING
        and desk.peek(at + 1, "drop", "cancel", over=("fill", "product")) is None
    ):
        raise Puzzled(desk.tokens[at].text, False)
    after = desk.tokens[at + 1] if at + 1 < len(desk.tokens) else None
    told = after is not None and after.text == "了" and desk.tokens[at].value.bare  # 核桃40了
    if told or (at == 1 and desk.tokens[0].text in "-=/."):
        raise Puzzled(desk.tokens[at].text, False)
    if _describes(desk, at):
        desk.note(desk.written(desk.tokens[at : at + 2]))
        return at + 2
    return amount_of(desk, desk.tokens[at], at)


def _describes(desk: Desk, at: int) -> bool:
    """榴莲1个4斤左右的: a weight behind what was counted says which one is wanted."""
    of_it = at + 1 < len(desk.tokens) and desk.tokens[at + 1].text == "的"
    if not of_it or desk.named or desk.amount is not None or not desk.found.wishes:
        return False
    counted = desk.found.wishes[-1].amount
    return desk.tokens[at].value.unit in GRAMS and counted is not None and counted.unit not in GRAMS


def amount_of(desk: Desk, token: Token, at: int) -> int:
    if desk.named:
        desk.count(token.value, token)
    else:
        if desk.amount is not None:
            desk.flush_amount()
        desk.amount = token
    return at + 1


def on_unit(desk: Desk, at: int) -> int:
    token = desk.tokens[at]
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


def on_money(desk: Desk, at: int) -> int:
    """30块钱的: an amount of money is a vague amount of goods; 3块一斤 is a price, which orders nothing."""
    if desk.peek(at + 1, "amount") is not None and not desk.found.wanting:
        raise Puzzled(desk.tokens[at].text, False)
    if desk.named:
        desk.count(Amount(None), desk.tokens[at])
        return at + 1
    if len(desk.found.wishes) > desk.clause_start:
        return at + 1  # 2袋78元: what it comes to
    if desk.peek(at + 1, "product") is not None or desk.found.wanting:
        desk.amount = Token(
            "amount", desk.tokens[at].text, desk.tokens[at].start, desk.tokens[at].end, Amount(None)
        )
        return at + 1
    raise Puzzled(desk.tokens[at].text, False)


def on_each(desk: Desk, at: int) -> int:
    desk.spread = True
    return at + 1


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
