"""The reading desk: what has been said so far, what still waits for its other half, and ways to look around."""

import re
from collections.abc import Collection, Sequence

from bot.understand import notes
from bot.understand.amounts import Amount
from bot.understand.catalogue import Catalogue, Mention
from bot.understand.normal import Normal
from bot.understand.tokens import Token
from bot.understand.wishes import Manner, Reading, Wish

_PHONE = re.compile(r"\d{7}")
CORE = frozenset(
    {
        "product",
        "amount",
        "ring",
        "several",
        "drop",
        "cancel",
        "each",
        "perhead",
        "unit",
        "vague",
        "money",
        "keep",
    }
)
GLUE = frozenset(
    {"fill", "want", "add", "me", "forme", "proxy", "and", "all", "stockif", "polite", "set", "less", "said"}
)
PERSONAL = frozenset({"word", "kin", "room", "piece"})
SOFT = frozenset("吧哈啊呀哦噢啦嘛了哟咯喽哒呗~")


COUNTED = frozenset(
    {"product", "amount", "drop", "cancel", "each", "several", "ring", "money", "proxy", "kin", "me"}
)


class Puzzled(Exception):
    """A stretch of a clause fits nothing: the clause is no order, or not one that can be booked."""

    def __init__(self, text: str, ordering: bool) -> None:
        super().__init__(text)
        self.text = text
        self.ordering = ordering


class Desk:
    """The state of reading one message."""

    amount: Token | None = None
    spread = rest = spent = refusing = False
    but: tuple[int, ...] = ()
    manner: Manner = "plain"
    signed = mine = False
    pending_note = ""
    topic: Mention | None = None
    tokens: Sequence[Token] = ()
    clause_start = 0
    #: whether a list goes on: the clause before ended in 、
    listing = False

    def __init__(self, goods: Catalogue, sender: str = "", normal: Normal | None = None) -> None:
        self.goods = goods
        self.sender = sender
        self.normal = normal
        self.found = Reading()
        self.named: list[Token] = []
        self.whom: list[str | None] = [None]

    def finish(self) -> Reading:
        """What was read, with the goods left uncounted and the counts left without goods."""
        self.flush_amount()
        self.flush_named()
        for wish in self.found.wishes:
            if self.normal is not None and wish.end > wish.start:
                wish.start, wish.end = self.normal.span(wish.start, wish.end)
        return self.found

    def emit(
        self, mention: Mention | None, amount: Amount | None, token: Token, *, every: bool = False
    ) -> None:
        manner: Manner = (
            "add" if amount is not None and amount.plus and self.manner == "plain" else self.manner
        )
        for whom in self.whom:
            self.found.wishes.append(
                Wish(
                    mention,
                    amount,
                    manner,
                    whom,
                    self.signed,
                    self.mine,
                    every,
                    self.but if every else (),
                    False,
                    self.pending_note,
                    token.text,
                    token.start,
                    token.end,
                )
            )
        self.pending_note = ""

    def count(self, amount: Amount, at: Token) -> None:
        """An amount met its goods."""
        if not self.named:
            return
        if not self.spread:
            for token in self.named[:-1]:
                self.emit(token.value, None, token)
            self.named = self.named[-1:]
        for token in self.named:
            self.emit(token.value, amount, token)
            self.found.wishes[-1].end = max(at.end, token.end)
            self.found.wishes[-1].start = min(at.start, token.start)
        self.named, self.spread = [], False

    def flush_amount(self) -> None:
        if self.amount is not None:
            token, self.amount = self.amount, None
            if self.spent:
                self.spent = self.spread = False
                return
            every = self.spread and (self.rest or not self.found.wishes)
            self.emit(None, token.value, token, every=every)
            self.spread = False

    def flush_named(self) -> None:
        for token in self.named:
            same = [w for w in self.found.wishes if w.mention == token.value and w.amount is not None]
            if self.pending_note and len(same) == 1 and token.value.products:  # …，香肠要辣的
                same[0].note, self.pending_note = f"{same[0].note} {self.pending_note}".strip(), ""
            else:
                self.emit(token.value, None, token)
        self.named = []

    def take_back(self) -> None:
        """What this message has asked for so far was not meant; the goods it named still are what is spoken of."""
        plain = [w for w in self.found.wishes if w.manner in ("plain", "add")]
        self.topic = next((w.mention for w in reversed(plain) if w.mention), self.topic)
        self.found.wishes[:] = [w for w in self.found.wishes if w.manner not in ("plain", "add")]
        self.clause_start, self.amount, self.manner = len(self.found.wishes), None, "plain"
        self.found.wanting = False

    def note(self, text: str) -> None:
        """Keep a remark, as written: with the goods it follows, or for every line."""
        text = text.strip(" ()（）[]【】,，。.!！~")
        if _PHONE.search(text):
            return
        if self.amount is not None:
            self.found.notes.append(text)
        elif self.found.wishes:
            if notes.for_every_line(text):
                self.found.notes.append(text)
            else:
                last = self.found.wishes[-1]
                last.note = f"{last.note} {text}".strip()

    def written(self, tokens: Sequence[Token]) -> str:
        """The tokens' text as the sender wrote it (a name keeps its script)."""
        if not tokens:
            return ""
        if self.normal is None:
            return "".join(t.text for t in tokens)
        return self.normal.raw(tokens[0].start, tokens[-1].end)

    def clause_gives_up(self, at: int) -> bool:
        """Whether something is given up in this clause before `at`, rather than in one before it."""
        return any(t.kind in ("drop", "cancel") for t in self.tokens[:at])

    def before(self, at: int, kind: str) -> bool:
        return at > 0 and self.tokens[at - 1].kind == kind

    def apart(self, at: int) -> bool:
        """Whether a space or a particle stands between the last amount and `at`."""
        while at > 0 and self.tokens[at - 1].kind not in CORE:
            at -= 1
            if self.tokens[at].kind in ("space", "polite") or self.tokens[at].text[-1] in SOFT:
                return True
        return False

    def has_space(self, start: int, end: int) -> bool:
        return any(t.kind == "space" for t in self.tokens[start:end])

    def peek(self, at: int, *kinds: str, over: Collection[str] | None = ("fill",)) -> int | None:
        """The position of the next token of `kinds`, looking over tokens of `over` (None: over all)."""
        while at < len(self.tokens):
            kind = self.tokens[at].kind
            if kind in kinds:
                return at
            if over is not None and kind not in over and kind != "space":
                return None
            at += 1
        return None

    def tail(self, at: int, *, sure: bool = False) -> int:
        """The rest of the clause is talk, or a remark."""
        text = "".join(t.text for t in self.tokens[at:])
        if sure or notes.is_remark(text):
            self.note(self.written(self.tokens[at:]))
        return len(self.tokens)
