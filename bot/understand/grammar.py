"""The small grammar of order talk: the tokens of clean clauses → wishes."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from . import notes, persons, sound
from .amounts import Amount
from .catalogue import Catalogue, Mention
from .normal import Normal
from .tokens import Token
from .wishes import UNKNOWN, Manner, Reading, Wish

_CORE = frozenset({"product", "amount", "ring", "several", "drop", "cancel", "each", "perhead", "unit", "vague", "money", "keep"})
_GLUE = frozenset({"fill", "want", "add", "me", "forme", "proxy", "and", "all", "stockif", "polite", "set", "less", "said"})
_PERSONAL = frozenset({"word", "kin", "room", "piece"})
_SOFT = frozenset("吧哈啊呀哦噢啦嘛了哟咯喽哒呗~")


_COUNTED = frozenset({"product", "amount", "drop", "cancel", "each", "several", "ring", "money", "proxy", "kin", "me"})
#: words of other kinds that name people behind 帮/给
_PEOPLE = frozenset("的 他 她 老板 团长 老板娘 姐 哥 店长 大家".split())


class Puzzled(Exception):
    """A stretch of a clause fits nothing: the clause is no order, or not one that can be booked."""

    def __init__(self, text: str, ordering: bool) -> None:
        super().__init__(text)
        self.text = text
        self.ordering = ordering


class Reader:
    """Reads clause after clause; what is named but not yet counted is carried on to the next."""

    def __init__(self, goods: Catalogue, sender: str = "", normal: Normal | None = None) -> None:
        self.goods = goods
        self.sender = sender
        self.normal = normal
        self.found = Reading()
        self.named: list[Token] = []
        self.amount: Token | None = None
        self.spread = False
        self.spent = self.refusing = False
        self.manner: Manner = "plain"
        self.whom: list[str | None] = [None]
        self.signed = False
        self.mine = False
        self.pending_note = ""
        self.topic: Mention | None = None
        self.tokens: Sequence[Token] = ()
        self.clause_start = 0

    # -- one clause ------------------------------------------------------------------------------
    def clause(self, tokens: Sequence[Token]) -> None:
        """Read one clause. Raises Puzzled; then nothing of the clause has been kept."""
        kept = (list(self.found.wishes), list(self.named), self.amount, self.spread, self.manner, list(self.whom), self.signed)
        self.tokens, self.clause_start = tokens, len(self.found.wishes)
        if self.spread and not self.named and self.amount is None:
            self.spread = False
        try:
            at = self._space(-1)
            while at < len(self.tokens):
                at = self._handlers.get(self.tokens[at].kind, Reader._word)(self, at)
        except Puzzled:
            wishes, self.named, self.amount, self.spread, self.manner, self.whom, self.signed = kept
            self.found.wishes = wishes
            raise

    def finish(self) -> Reading:
        """What was read, with the goods left uncounted and the counts left without goods."""
        self._flush_amount()
        self._flush_named()
        return self.found

    # -- making wishes ---------------------------------------------------------------------------
    def _emit(self, mention: Mention | None, amount: Amount | None, token: Token, *, every: bool = False) -> None:
        manner: Manner = "add" if amount is not None and amount.plus and self.manner == "plain" else self.manner
        for whom in self.whom:
            self.found.wishes.append(
                Wish(
                    mention, amount, manner, whom, signed=self.signed, mine=self.mine, every=every,
                    note=self.pending_note, term=token.text, start=token.start, end=token.end,
                )
            )
        self.pending_note = ""

    def _count(self, amount: Amount, at: Token) -> None:
        """An amount met its goods."""
        if not self.named:
            return
        if not self.spread:
            for token in self.named[:-1]:
                self._emit(token.value, None, token)
            self.named = self.named[-1:]
        for token in self.named:
            self._emit(token.value, amount, token)
            self.found.wishes[-1].end = max(at.end, token.end)
            self.found.wishes[-1].start = min(at.start, token.start)
        self.named, self.spread = [], False

    def _flush_amount(self) -> None:
        if self.amount is not None:
            token, self.amount = self.amount, None
            if self.spent:
                self.spent = self.spread = False
                return
            every = self.spread and not self.found.wishes
            self._emit(None, token.value, token, every=every)
            self.spread = False

    def _flush_named(self) -> None:
        for token in self.named:
            self._emit(token.value, None, token)
        self.named = []

    # -- tokens ----------------------------------------------------------------------------------
    def _skip(self, at: int) -> int:
        return at + 1

    def _space(self, at: int) -> int:
        """Behind a space, once something is ordered, a stretch without goods may be a remark."""
        end = at + 1
        while end < len(self.tokens) and self.tokens[end].kind != "space":
            end += 1
        stretch = self.tokens[at + 1 : end]
        if (self.found.wishes or self.amount) and not self.named and not any(t.kind in _COUNTED for t in stretch):
            if notes.opens_remark("".join(t.text for t in stretch)):
                self.note(self.written(stretch))
                return end
        return at + 1

    def _remark(self, at: int) -> int:
        """A set phrase like 去冰, 不辣."""
        text = self.written(self.tokens[at : at + 1])
        if len(self.found.wishes) > self.clause_start or self.found.wishes and not self.named:
            self.note(text)
        else:
            self.pending_note = f"{self.pending_note} {text}".strip()
        return at + 1

    def _and(self, at: int) -> int:
        """还有 joins two orders, unless it tells what somebody still has."""
        if self.tokens[at].text == "还有" and at and self.tokens[at - 1].kind not in ("amount", "space", "unit", "fill"):
            raise Puzzled("还有", False)
        return at + 1

    def _back(self, at: int) -> int:
        self.found.pointing_back = True
        return at + 1

    def _odd(self, at: int) -> int:
        """A number that counts no goods: fine behind an order, the mark of a tale within one."""
        soft = self._before(at, "space") and self.found.wishes
        if not soft:
            raise Puzzled(self.tokens[at].text, False)
        return self._tail(at)

    def _ask(self, at: int) -> int:
        if self.tokens[at].text in ("吗", "么", "不", "没", "呢"):
            return at + 1
        return self._word(at)

    def _product(self, at: int) -> int:
        token = self.tokens[at]
        if token.kind == "emoji":
            if self._peek(at + 1, "amount") is None and self.amount is None:
                return at + 1
        if self.manner == "drop":
            self._emit(token.value, None, token)
            self.found.wishes[-1].refused = self.refusing
            return at + 1
        if self.amount is not None:
            after = self._peek(at + 1, "amount")
            if after is not None and self.amount.start < self.tokens[0].start and not self.spread:
                self._flush_amount()
            else:
                amount = self.amount
                self.named = [token]
                spreading = self.spread
                self._count(amount.value, amount)
                self.spread = spreading
                self.spent = spreading
                if not spreading:
                    self.amount = None
                return at + 1
        if self.named and self.named[-1].value.products == token.value.products and not self.spread:
            self.named[-1] = token  # 苹果🍎, or a name and its alias side by side
        else:
            self.named.append(token)
        return at + 1

    def _several(self, at: int) -> int:
        token = self.tokens[at]
        for number in token.value:
            self.named.append(Token("product", token.text, token.start, token.end, Mention((number,), True)))
        self.spread = True
        return at + 1

    def _ring(self, at: int) -> int:
        token = self.tokens[at]
        if self.named or token.value not in self.goods.products:
            return self._amount_of(Token("amount", token.text, token.start, token.end, _number(token.value)), at)
        self.tokens = [*self.tokens[:at], Token("product", token.text, token.start, token.end, Mention((token.value,), True)), *self.tokens[at + 1 :]]
        return self._product(at)

    def _amount(self, at: int) -> int:
        return self._amount_of(self.tokens[at], at)

    def _amount_of(self, token: Token, at: int) -> int:
        if self.named:
            self._count(token.value, token)
        else:
            if self.amount is not None:
                self._flush_amount()
            self.amount = token
        return at + 1

    def _unit(self, at: int) -> int:
        token = self.tokens[at]
        return self._amount_of(Token("amount", token.text, token.start, token.end, _number(1, token.text)), at)

    def _vague(self, at: int) -> int:
        token = self.tokens[at]
        self.found.vague = True
        if self.named:
            self._count(Amount(None), token)
        elif self._peek(at + 1, "product") is not None:
            self.amount = Token("amount", token.text, token.start, token.end, Amount(None))
        return at + 1

    def _money(self, at: int) -> int:
        if self.named:
            self._count(Amount(None), self.tokens[at])
            return at + 1
        if self._peek(at + 1, "product") is not None or self.found.wanting:
            self.amount = Token("amount", self.tokens[at].text, self.tokens[at].start, self.tokens[at].end, Amount(None))
            return at + 1
        raise Puzzled(self.tokens[at].text, False)

    def _each(self, at: int) -> int:
        self.spread = True
        return at + 1

    def _all(self, at: int) -> int:
        if self._peek(at + 1, "amount", "unit", over=("want", "fill", "add", "all")) is not None:
            self.spread = True
        return at + 1

    def _perhead(self, at: int) -> int:
        if self.named:
            self.spread = len(self.named) > 1
        return at + 1

    def _want(self, at: int) -> int:
        self.found.wanting = True
        return at + 1

    def _add(self, at: int) -> int:
        if self._peek(at + 1, "amount", "unit", "product", "vague", "ring", over=tuple(_GLUE | {"kin", "word", "each", "several"})) is None:
            return self._word(at)
        self.manner = "add"
        self.found.wanting = True
        return at + 1

    def _less(self, at: int) -> int:
        if self._peek(at + 1, "amount", "unit", over=("fill", "want", "product")) is None:
            return self._word(at)
        self.manner = "less"
        return at + 1

    def _set(self, at: int) -> int:
        token = self.tokens[at]
        mine = self.found.wishes[self.clause_start :]
        if self.amount is not None:
            self.amount = None  # 2箱改3箱: only what follows counts
        elif self.named and self._peek(at + 1, "product", over=("fill", "want", "amount", "space")) is not None:
            for name in self.named:  # 小份换成大份
                self.found.wishes.append(Wish(name.value, None, "drop", term=name.text, start=name.start, end=name.end))
            self.named = []
        elif not self.named and mine and token.text[0] in "改变更调修":
            del self.found.wishes[self.clause_start :]
            if self._peek(at + 1, "product", over=("fill", "want")) is None and len(mine) == 1 and mine[0].mention:
                self.named = [Token("product", mine[0].term, mine[0].start, mine[0].end, mine[0].mention)]
        self.manner = "set"
        self.found.wanting = True
        return at + 1

    def _drop(self, at: int) -> int:
        token = self.tokens[at]
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if token.text in ("不要", "先不要", "不需要") and after is not None and after.kind in ("word", "vague", "less", "piece", "other") and after.kind != "product":
            return self._word(at)
        targets = self.named
        self.named = []
        if targets:
            for name in targets:
                self.found.wishes.append(Wish(name.value, None, "drop", self.whom[0], signed=self.signed, term=name.text, start=name.start, end=token.end, refused=token.kind == "drop"))
            return self._talk_from(at + 1)
        if self.amount is not None and not self.spread:
            self.amount = None
            self._off(token.text)
            return self._talk_from(at + 1)
        mine = self.found.wishes[self.clause_start :]
        if mine and token.kind == "drop" and mine[-1].manner == "plain":
            mine[-1].manner, mine[-1].amount = "drop", None
            return self._talk_from(at + 1)
        if self._peek(at + 1, "amount", over=("fill",)) is not None and token.kind == "cancel":
            self.manner = "less"
            return at + 1
        if self._peek(at + 1, "product", over=("fill", "me", "each", "all", "amount", "number")) is not None:
            self.manner = "drop"
            self.refusing = token.kind == "drop"
            return at + 1
        self._off(token.text)
        return self._talk_from(at + 1)

    def _off(self, text: str) -> None:
        """All is given up, the sender's or that of the person just named."""
        self.found.everything_off = text
        self.found.off_whom, self.found.off_signed = self.whom[0], self.signed

    def _keep(self, at: int) -> int:
        if self.named:
            self.named = []
        elif not self.found.wishes and not self.found.everything_off:
            self.found.same = True
        return at + 1

    def _same(self, at: int) -> int:
        self.found.same = True
        return at + 1

    # -- people ----------------------------------------------------------------------------------
    def _me(self, at: int) -> int:
        after = self._kin_end(at + 1)
        if after > at + 1:
            return self._person(self.written(self.tokens[at:after]), at, after, own=True)
        if self._peek(at + 1, "and", "proxy", over=()) is not None and self._group(at):
            return self._group(at)
        if self.amount is not None and self._peek(at + 1, "amount", over=tuple(_GLUE)) is not None:
            self._flush_amount()
        self.whom, self.signed, self.mine = [None], False, True
        return at + 1

    def _forme(self, at: int) -> int:
        token = self.tokens[at]
        rest = self.tokens[at:]
        if self.found.wishes and len(self.found.wishes) > self.clause_start and not any(t.kind in ("product", "amount", "drop", "cancel") for t in rest) and len(rest) > 1:
            return self._tail(at)
        if token.text.startswith("加"):
            self.manner = "add"
        if token.text[0] in "加算带":
            self._one_of_us(at + 1)
        after = self._kin_end(at + 1)
        self.found.wanting = True
        if self._peek(at + 1, "and", over=()) == at + 1 and self._group(at):
            return self._group(at)
        if after > at + 1 and token.text[-1] in "我俺咱":
            return self._persons([self.written(self.tokens[at:after])[len(token.text) - 1 :]], after)
        self.whom, self.signed, self.mine = [None], False, True
        return at + 1

    def _one_of_us(self, at: int) -> None:
        """加我一个: the 个 counts the one who joins, whatever the goods are sold in."""
        if at < len(self.tokens) and self.tokens[at].kind == "amount" and self.tokens[at].value.unit == "个":
            token = self.tokens[at]
            joined = replace(token, value=replace(token.value, unit=""))
            self.tokens = [*self.tokens[:at], joined, *self.tokens[at + 1 :]]

    def _kin_end(self, at: int) -> int:
        """The end of "妈", "闺蜜", "同事小李", "老公" … behind 我."""
        end = at
        if end < len(self.tokens) and self.tokens[end].kind in ("kin", "word", "room") and self.tokens[end].start == self.tokens[end - 1].end:
            text = self.tokens[end].text
            if self.tokens[end].kind in ("kin", "room") or persons.looks_like_name(text):
                end += 1
                while end < len(self.tokens) and self.tokens[end].start == self.tokens[end - 1].end:
                    token = self.tokens[end]
                    if token.kind != "kin" and not (token.kind == "word" and (persons.looks_like_name(token.text) or len(token.text) == 1)):
                        break
                    end += 1
        return end

    def _group(self, at: int) -> int:
        """我和我姐 …, 我跟对门 …: who shares what follows; 0 if this is none."""
        people: list[str | None] = []
        i = at
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.kind in ("me", "forme"):
                end = self._kin_end(i + 1)
                people.append(self.written(self.tokens[i:end]) if end > i + 1 else None)
            elif token.kind in _PERSONAL:
                end = i + 1
                while end < len(self.tokens) and self.tokens[end].kind in _PERSONAL and self.tokens[end].start == self.tokens[end - 1].end:
                    end += 1
                people.append(self.written(self.tokens[i:end]))
            else:
                return 0
            i = end
            if i < len(self.tokens) and self.tokens[i].kind == "and":
                i += 1
                continue
            break
        if len(people) < 2 or self._peek(i, "each", "perhead", "all", "product", "amount", over=("want", "fill")) is None:
            return 0
        self.whom, self.signed = people, False
        return i

    def _proxy(self, at: int) -> int:
        """帮/替/代/给/带 X: everything up to the next word of ordering is X, as written."""
        people: list[str] = []
        run: list[Token] = []
        i = at + 1
        while i < len(self.tokens):
            token = self.tokens[i]
            kin_next = i + 1 < len(self.tokens) and self.tokens[i + 1].kind == "kin" and self.tokens[i + 1].start == token.end
            if token.kind in ("and",) or token.text == "、":
                people.append(self.written(run).strip(" 的"))
                run = []
            elif token.kind in ("me", "kin", "word", "room", "piece") or (token.kind == "product" and kin_next) or (token.kind in ("other", "fill") and token.text in _PEOPLE):
                run.append(token)
            elif token.kind == "space" and run and i + 1 < len(self.tokens) and self.tokens[i + 1].kind in ("word", "kin", "room") and run[-1].kind == "room":
                run.append(token)
            elif token.kind == "space" and not run:
                pass
            else:
                break
            i += 1
        people.append(self.written(run).strip(" 的"))
        named = [p for p in people if p and p not in ("我", "我们", "自己", "我家", "咱", "咱们")]
        if not named:
            return at + 1
        if self.amount is not None and self._peek(i, "amount", "product", "unit", over=tuple(_GLUE | {"each", "space"})) is None:
            self._flush_amount()
        mine = self.found.wishes[self.clause_start :]
        if mine and self._peek(i, "amount", "product", "unit", over=tuple(_GLUE | {"each", "space"})) is None and not self.named:
            for wish in mine:
                wish.whom, wish.signed = named[0], False
            return i
        return self._persons(list(named), i)

    def _persons(self, people: Sequence[str | None], after: int) -> int:
        self._flush_amount()
        self.whom, self.signed, self.mine = list(people), False, False
        return after

    def _person(self, text: str, at: int, after: int, *, own: bool) -> int:
        """我妈 …, 王姐 …: a name before what that person wants."""
        if self._peek(after, "and", over=()) is not None:
            group = self._group(at)
            if group:
                return group
        following = self._peek(after, "amount", "product", "unit", "each", "perhead", "drop", "cancel", over=tuple(_GLUE | {"space", "said", "room"}))
        if following is None:
            return self._tail(at)
        said = any(t.kind == "said" for t in self.tokens[after:following])
        self._flush_amount()
        if self.tokens[following].kind == "amount" and self.named and not self.found.wishes:
            pass
        self.whom, self.mine = [text], False
        self.signed = not (own or said)
        return after

    # -- everything else -------------------------------------------------------------------------
    def _word(self, at: int) -> int:
        """Words that are no words of ordering: a name, an unknown thing, a remark, or talk."""
        end = at + 1
        while end < len(self.tokens) and self.tokens[end].kind not in _CORE and self.tokens[end].kind != "space":
            end += 1
        stop = end
        while stop > at + 1 and self.tokens[stop - 1].kind in _GLUE and self.tokens[stop - 1].text != "的":
            stop -= 1
        text = "".join(t.text for t in self.tokens[at:stop])
        named = sound.spelled(text, self.goods) if text.isascii() else None
        if named:
            self.tokens = [*self.tokens[:at], Token("product", text, self.tokens[at].start, self.tokens[stop - 1].end, named), *self.tokens[stop:]]
            return at
        if self.tokens[at].kind == "time" and self.found.wishes and not any(t.kind in ("product", "want", "add") for t in self.tokens[at:]):
            self.note(self.written(self.tokens[at:]))
            return len(self.tokens)
        following = self._peek(end, "amount", "product", "unit", "each", "perhead", "cancel", "drop", "money", "vague", over=tuple(_GLUE | {"space", "room"}))
        glued = following is not None and end == following
        counted = len(self.found.wishes) > self.clause_start or self._before(at, "amount")
        if self.tokens[at].kind == "room" and following is None:
            behind = self._peek(stop, "word", "kin", over=("space",))
            if behind is not None:
                following = self._peek(behind + 1, "amount", "product", "unit", "each", "cancel", "drop", over=tuple(_GLUE | {"space", "kin"}))
        if following is not None and (self.tokens[at].kind == "room" or persons.looks_like_name(text, self.sender)) and not (counted and notes.is_glued_remark(text)):
            return self._name(text, at, stop)
        if counted or self.amount is not None:
            return self._behind(text, at, stop, following, glued)
        if self.named:
            if notes.is_glued_remark(text) and (text.endswith("的") or len(text) <= 2):
                self.pending_note = self.written(self.tokens[at:stop])
                return stop
            if following is not None and self.tokens[following].kind in ("amount", "money") and len(text) <= 3 and self._before(at, "product"):
                return self._unknown(self.named.pop().text + text, at, stop)
            if following is None and self.found.wanting:
                return self._tail(at)
            raise Puzzled(text, following is not None)
        if following is None:
            raise Puzzled(text, False)
        kind = self.tokens[following].kind
        spaced = stop == end and not glued
        if text.endswith("的") and not glued:
            raise Puzzled(text, False)
        if kind in ("amount", "money", "vague", "unit") and _thing(text):
            return self._unknown(text, at, stop)
        if spaced or self._has_space(stop, following):
            return self._name(text, at, stop)
        raise Puzzled(text, kind == "product")

    def _name(self, text: str, at: int, after: int) -> int:
        text = self.written(self.tokens[at:after]).strip(" :：的")
        end = after
        if self.tokens[at].kind == "room":  # a room and the name behind it are one signature
            nxt = end + 1 if end < len(self.tokens) and self.tokens[end].kind == "space" else end
            if nxt < len(self.tokens) and self.tokens[nxt].kind in ("word", "kin") and self._peek(nxt + 1, "amount", "product", over=("space", *_GLUE)) is not None:
                text += " " * (nxt > end) + self.written(self.tokens[nxt : nxt + 1])
                end = nxt + 1
        return self._person(text, at, end, own=False)

    def _behind(self, text: str, at: int, stop: int, following: int | None, glued: bool) -> int:
        """Words behind an amount."""
        soft = self._apart(at)
        if following is not None and self.tokens[following].kind in ("amount", "money") and _thing(text) and not notes.is_glued_remark(text) and self.amount is None and not self._before(at, "product"):
            return self._unknown(text, at, stop)
        if notes.is_glued_remark(text) or (soft and notes.is_remark(text)):
            if following is not None and self.tokens[following].kind == "amount" and not self._has_space(stop, following):
                raise Puzzled(text, False)
            self.note(self.written(self.tokens[at:stop]))
            return stop
        if self.amount is not None and not soft and following is None and _thing(text):
            token = self.amount
            self.amount = None
            self._emit(UNKNOWN, token.value, Token("word", text, self.tokens[at].start, self.tokens[stop - 1].end))
            return stop
        if soft and following is None:
            return len(self.tokens)
        raise Puzzled(text, following is not None)

    def _unknown(self, text: str, at: int, stop: int) -> int:
        self.named.append(Token("product", text, self.tokens[at].start, self.tokens[stop - 1].end, UNKNOWN))
        return stop

    def note(self, text: str) -> None:
        """Keep a remark, as written: with the goods it follows, or for every line."""
        text = text.strip(" ()（）[]【】,，。.!！~")
        if self.amount is not None:
            self.found.notes.append(text)
        elif self.found.wishes:
            if notes.for_every_line(text):
                self.found.notes.append(text)
            else:
                last = self.found.wishes[-1]
                last.note = f"{last.note} {text}".strip()

    def _tail(self, at: int) -> int:
        text = "".join(t.text for t in self.tokens[at:])
        if notes.is_remark(text):
            self.note(self.written(self.tokens[at:]))
        return len(self.tokens)

    def _talk_from(self, at: int) -> int:
        """After a cancellation: on to the next goods, over whatever reason is given."""
        following = self._peek(at, "product", "amount", "keep", "set", "add", over=None)
        return len(self.tokens) if following is None else at if following == at else self._resume(at, following)

    def _resume(self, at: int, following: int) -> int:
        i = following
        while i > at and self.tokens[i - 1].kind in _GLUE:
            i -= 1
        return i

    def _before(self, at: int, kind: str) -> bool:
        return at > 0 and self.tokens[at - 1].kind == kind

    def written(self, tokens: Sequence[Token]) -> str:
        """The tokens' text as the sender wrote it (a name keeps its script)."""
        if not tokens:
            return ""
        if self.normal is None:
            return "".join(t.text for t in tokens)
        return self.normal.raw(tokens[0].start, tokens[-1].end)

    def _apart(self, at: int) -> bool:
        """Whether a space or a particle stands between the last amount and `at`."""
        while at > 0 and self.tokens[at - 1].kind not in _CORE:
            at -= 1
            if self.tokens[at].kind in ("space", "polite") or self.tokens[at].text[-1] in _SOFT:
                return True
        return False

    def _has_space(self, start: int, end: int) -> bool:
        return any(t.kind == "space" for t in self.tokens[start:end])

    def _peek(self, at: int, *kinds: str, over: Sequence[str] | None = ("fill",)) -> int | None:
        """The position of the next token of `kinds`, looking over tokens of `over` (None: over all)."""
        while at < len(self.tokens):
            kind = self.tokens[at].kind
            if kind in kinds:
                return at
            if over is not None and kind not in over and kind != "space":
                return None
            at += 1
        return None

    _handlers: dict[str, Callable[["Reader", int], int]] = {
        "space": _space, "back": _back, "number": _odd, "ask": _ask, "phone": _skip, "mention": _skip, "fill": _skip, "and": _and, "remark": _remark, "at": _skip, "polite": _skip, "stockif": _skip, "time": _word, "want": _want,
        "product": _product, "emoji": _product, "several": _several, "ring": _ring, "amount": _amount, "unit": _unit,
        "vague": _vague, "money": _money, "each": _each, "all": _all, "perhead": _perhead, "add": _add, "less": _less, "set": _set,
        "drop": _drop, "cancel": _drop, "keep": _keep, "same": _same, "me": _me, "forme": _forme, "proxy": _proxy, "said": _skip,
    }


def _number(value: int, unit: str = "") -> Amount:
    from decimal import Decimal

    return Amount(Decimal(value), unit)


_CHAT = frozenset("太好很真能会就都了着过是有在把被让人们天年月日点吃喝又还才不没别谁啥哪吗呢吧啊我你他她这那么跟和与上下里外去来到得地个每满起送赠")


def _thing(text: str) -> bool:
    """Whether an unknown word may name goods: short, and free of the characters of talk."""
    return 1 < len(text) <= 6 and not any(c in _CHAT for c in text)

