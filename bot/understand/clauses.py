"""A message as clauses: stretches between punctuation, each cut at spaces, each with what disturbs it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from .tokens import Token, kind_of, text_of

CORE = frozenset(
    {
        "product",
        "amount",
        "ring",
        "several",
        "unit",
        "drop",
        "cancel",
        "vague",
        "each",
        "less",
        "set",
        "money",
    }
)
#: kinds that make the clause they are in something else than an order
DISTURBING = frozenset({"past", "future", "other", "if"})
#: particles after which, once an amount has been said, something new begins
_PAUSES = frozenset("吧 哈 哦 啦 呗 喽 咯 ~ 嘛 谢谢 谢谢啦 麻烦了 谢谢团长 谢谢老板 哈哈 哈哈哈 了哈".split())
#: words that set now apart from before
_NOW = frozenset("这次 这回 这趟 今天".split())
_QUANTITIES = frozenset({"amount", "vague", "unit"})
#: a price asked for behind goods asks for their price, whatever stands between
_PRICES = ("钱", "价", "怎么卖", "贵", "便宜", "优惠", "块")
_ASK_ENDS = frozenset({"吗", "么"})
#: words, and kinds of tokens, at which a clause may end
_PARTING = _NOW | _PAUSES | frozenset({"", "(", ")", "()"})
_PARTING_KINDS = frozenset({"sep", "space", "ask"})


@dataclass(slots=True, init=False)
class Clause:
    """Tokens between two separators; `mark` is the separator that ended it ("" at the end). `asks` is whether
    it is a question, once somebody has looked."""

    tokens: tuple[Token, ...]
    mark: str
    kinds: frozenset[str]
    text: str
    asks: bool | None = field(compare=False)

    def __init__(self, tokens: tuple[Token, ...], mark: str = "") -> None:
        self.tokens, self.mark = tokens, mark
        self.kinds = frozenset(map(kind_of, tokens))
        self.text = "".join(map(text_of, tokens))
        self.asks = None

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    @property
    def core(self) -> bool:
        return not self.kinds.isdisjoint(CORE)


def split(tokens: Sequence[Token]) -> list[Clause]:
    """Clauses in order; an interrogative particle ends one as a question mark does."""
    clauses: list[Clause] = []
    run: list[Token] = []
    said = set(map(text_of, tokens))
    whole = tokens if _CONDITIONAL.isdisjoint(said) else _stock_conditions(tokens, said)
    if _PARTING.isdisjoint(said) and _PARTING_KINDS.isdisjoint(map(kind_of, whole)):
        _close(clauses, list(whole), "")
        return clauses
    for token in whole:
        kind, text = token.kind, token.text
        if kind not in _PARTING_KINDS and text not in _PARTING:
            run.append(token)
            continue
        if kind == "sep" or (text in "()" and _counted(run)):
            _close(clauses, run, text if kind == "sep" else "")
            run = []
            continue
        if text in _NOW and "past" in map(kind_of, run):
            _close(clauses, run, "")  # 上次2箱，这次3箱
            run = []
        if kind == "space" and _counted(run) and _asks(tokens, token.end):
            _close(clauses, run, "")
            run = []
        run.append(token)
        if kind == "ask" and text in _ASK_ENDS:
            _close(clauses, run, "?")
            run = []
        elif text in _PAUSES and not _QUANTITIES.isdisjoint(map(kind_of, run)):
            _close(clauses, run, "")
            run = []
    _close(clauses, run, "")
    return clauses


def _counted(run: Sequence[Token]) -> bool:
    return "amount" in map(kind_of, run)


def _asks(tokens: Sequence[Token], start: int) -> bool:
    """Whether what begins at `start`, behind a space, asks something of its own (芒果2斤 明天能到不)."""
    said: list[Token] = []
    for token in tokens:
        if token.start >= start:
            if token.kind in ("sep", "space"):
                break
            said.append(token)
    if not said or any(t.kind in CORE for t in said):
        return False
    text = "".join(t.text for t in said)
    asking = any(t.kind == "ask" and t.text not in ("呢", "吗", "么") for t in said) or text[-1] in "不没吗么"
    return asking and len(text) > 2 and not any(word in text for word in _PRICES)


def _stock_conditions(tokens: Sequence[Token], said: Set[str]) -> Sequence[Token]:
    """有核桃的话: a condition on stock around a name, which is no condition on anything else."""
    out = list(tokens) if _SUPPOSING.isdisjoint(said) else _if_there_is(tokens)
    if "的话" not in said:
        return out
    for i, token in enumerate(out):
        if (
            token.text == "的话"
            and i
            and out[i - 1].kind == "product"
            and (i == 1 or out[i - 2].kind == "sep")
        ):
            out[i] = replace(token, kind="fill")  # 橘子的话来一箱
        elif token.text == "的话" and (there := _there(out, i)) is not None:
            out[i] = replace(token, kind="stockif")
            out[there] = replace(out[there], kind="stockif")
    return out


_SUPPOSING = frozenset("如果 要是 若是 假如".split())
_CONDITIONAL = _SUPPOSING | {"的话"}
_THERE_IS = frozenset("还有 有 还有货 有货 还剩 没卖完".split())


def _if_there_is(tokens: Sequence[Token]) -> list[Token]:
    """如果草莓还有就…: a condition on stock with the goods between its words."""
    out = list(tokens)
    for i, token in enumerate(out[:-2]):
        supposed = token.text in _SUPPOSING and out[i + 1].kind == "product"
        if supposed and out[i + 2].text in _THERE_IS:
            out[i], out[i + 2] = replace(token, kind="stockif"), replace(out[i + 2], kind="stockif")
    return out


def _there(tokens: Sequence[Token], at: int) -> int | None:
    """Where 有 stands before the goods or the amount that end before `at`: 有3箱橘子的话."""
    i = at - 1
    while i > 0 and at - i < 4 and tokens[i].kind in ("product", "amount"):
        i -= 1
        if tokens[i].text.endswith("有"):
            return i
    return None


def _close(clauses: list[Clause], run: list[Token], mark: str) -> None:
    if not run:
        if clauses and mark == "?" and clauses[-1].mark != "?":
            clauses[-1] = Clause(clauses[-1].tokens, "?")
        return
    while run and run[0].kind == "space":
        run = run[1:]
    while run and run[-1].kind == "space":
        run = run[:-1]
    if len(run) > 1 and run[-1].kind == "other" and run[-1].text in ("不", "没"):
        run = [*run[:-1], replace(run[-1], kind="ask")]
        mark = "?"
    if run:
        clauses.append(Clause(tuple(run), mark))
    elif clauses and mark == "?" and clauses[-1].mark != "?":
        clauses[-1] = Clause(clauses[-1].tokens, "?")
