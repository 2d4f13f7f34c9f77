"""The small grammar of order talk: the tokens of clean clauses → wishes."""

from collections.abc import Callable, Sequence

from bot.understand.tokens import Token

from .asides import (
    BEFORE,
    EARLIER,
    on_and,
    on_ask,
    on_odd,
    on_paid,
    on_past,
    on_remark,
    on_skip,
    on_space,
    on_time,
)
from .changes import on_add, on_back, on_drop, on_keep, on_less, on_never, on_same, on_set, on_want
from .desk import Desk, Puzzled
from .goods import (
    on_all,
    on_amount,
    on_each,
    on_except,
    on_money,
    on_perhead,
    on_product,
    on_ring,
    on_several,
    on_unit,
    on_vague,
)
from .people import on_forme, on_me, on_proxy
from .unknown import on_word

__all__ = ["BEFORE", "EARLIER", "Puzzled", "Reader"]

_HANDLERS: dict[str, Callable[[Desk, int], int]] = {
    "space": on_space,
    "back": on_back,
    "number": on_odd,
    "ask": on_ask,
    "phone": on_skip,
    "mention": on_skip,
    "fill": on_skip,
    "and": on_and,
    "remark": on_remark,
    "at": on_skip,
    "polite": on_skip,
    "stockif": on_skip,
    "time": on_time,
    "want": on_want,
    "product": on_product,
    "emoji": on_product,
    "several": on_several,
    "ring": on_ring,
    "amount": on_amount,
    "unit": on_unit,
    "vague": on_vague,
    "money": on_money,
    "each": on_each,
    "except": on_except,
    "all": on_all,
    "perhead": on_perhead,
    "add": on_add,
    "less": on_less,
    "set": on_set,
    "drop": on_drop,
    "cancel": on_drop,
    "keep": on_keep,
    "never": on_never,
    "same": on_same,
    "me": on_me,
    "forme": on_forme,
    "proxy": on_proxy,
    "past": on_past,
    "said": on_skip,
    "paid": on_paid,
}


class Reader(Desk):
    """Reads clause after clause; what is named but not yet counted is carried on to the next."""

    def clause(self, tokens: Sequence[Token]) -> None:
        """Read one clause. Raises Puzzled; then nothing of the clause has been kept."""
        kept = (
            list(self.found.wishes),
            list(self.named),
            self.amount,
            self.spread,
            self.manner,
            list(self.whom),
            self.signed,
        )
        self.tokens, self.clause_start = tokens, len(self.found.wishes)
        if self.spread and not self.named and self.amount is None:
            self.spread = False
        try:
            at = on_space(self, -1) if self.found.wishes or self.amount else 0
            while at < len(self.tokens):
                at = _HANDLERS.get(self.tokens[at].kind, on_word)(self, at)
        except Puzzled:
            wishes, self.named, self.amount, self.spread, self.manner, self.whom, self.signed = kept
            self.found.wishes = wishes
            raise
