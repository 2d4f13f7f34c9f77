"""What a command recogniser may ask about a leader's message."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.understand.amounts import Amount
from bot.understand.catalogue import Catalogue
from bot.understand.clauses import Clause
from bot.understand.intent import Context
from bot.understand.normal import Normal
from bot.understand.persons import looks_like_name
from bot.understand.tokens import Token

from . import cuewords as words

#: 付了没, 到没: asked by what stands at the end
_YES_NO = re.compile(r"了[^,，]{1,3}没有?[ 啊呀呢]*$|(?:[了过到好完]|[付交取拿到])没有?[ 啊呀呢~.。!]*$")
#: characters of telling, which are in no name
_TELLING = frozenset("在是有会能候示说看请你它那哪么吗呢就让被把再才又很太不没都也还过着它给从对为")
#: things that are taken away, received or finished in talk, and are nobody's name
_THINGS = frozenset(
    (
        "大家 货 全部 钱 我 快递 所有人 今天 昨天 都 各位 司机 师傅 垃圾 包裹 外卖 东西 "
        "钥匙 孩子 衣服 车 狗 猫 袋子 箱子 行李 作业 文件 合同 发票 雨伞 手机 桌子 椅子 冰箱"
    ).split()
)
_STRIP = " ,，。.!！?？:：;；~的"


def has(text: str, cues: Iterable[str]) -> bool:
    """Whether one of the cues stands in `text`."""
    return any(cue in text for cue in cues)


@dataclass(frozen=True, slots=True)
class Said:
    """A leader's message with its tokens and clauses."""

    normal: Normal
    tokens: tuple[Token, ...]
    parts: tuple[Clause, ...]
    context: Context
    goods: Catalogue

    @property
    def text(self) -> str:
        return self.normal.text.strip()

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        spoken = any((t.kind == "ask" and t.text != "呢") or t.text in "?？" for t in self.tokens)
        return spoken or _YES_NO.search(self.text) is not None

    @property
    def how_many(self) -> bool:
        return any(t.kind == "amount" and t.text.startswith("几") for t in self.tokens) or "多少" in self.text

    def is_later(self, text: str) -> bool:
        """Whether a clause speaks of what is yet to come."""
        if has(text, words.LATER_ON):
            return True
        at = text.find("到")
        return any(
            day in text[: max(at, 0)]
            for day in ("上午", "下午", "晚上", "中午", "周", "星期", "点", "今晚", "号")
        )

    @property
    def disturbed(self) -> bool:
        return has(self.text, ("没截", "还没", "昨天", "上次", "每天", "一般"))

    @property
    def products(self) -> tuple[int, ...]:
        """The products named, each once, in order."""
        found = [
            no
            for t in self.tokens
            if t.kind == "product" and len(t.value.products) == 1
            for no in t.value.products
        ]
        return tuple(dict.fromkeys(found))

    def products_of(self, parts: Iterable[Clause]) -> list[int]:
        """The products named in these clauses."""
        found = [no for c in parts for t in c.tokens if t.kind == "product" for no in t.value.products]
        return list(dict.fromkeys(found))

    def products_in(self, cues: Iterable[str]) -> list[int]:
        """The products of the clauses in which a cue stands."""
        return self.products_of(c for c in self.parts if has(c.text, cues))

    @property
    def amounts(self) -> list[Amount]:
        return [t.value for t in self.tokens if t.kind == "amount" and t.value.number is not None]

    def filter(self) -> str:
        """all, unpaid or unpicked, by what is said of paying and picking up."""
        if has(self.text, words.UNPAID):
            return "unpaid"
        return "unpicked" if has(self.text, words.UNPICKED) else "all"

    def who_before(self, cues: Sequence[str]) -> str:
        """The name in front of the earliest cue, as written; "" if there is none or it is no name."""
        text = self.normal.text
        hits = [at for at in (text.find(cue) for cue in cues) if at > 0]
        if not hits:
            return ""
        start = max((text.rfind(sep, 0, min(hits)) for sep in ",，。;；\n!！"), default=-1) + 1
        return self.name(start, min(hits))

    def name(self, start: int, end: int) -> str:
        """What stands at `start:end` if it can be somebody's name."""
        raw = self.normal.raw(start, end).strip(_STRIP) if end > start else ""
        for filler in (
            "那边",
            "已经",
            "刚刚",
            "刚才",
            "都",
            "全部",
            "刚",
            "也",
            "的货",
            "的钱",
            "货",
            "的款",
            "把钱",
            "把",
        ):
            raw = raw.removesuffix(filler).strip(_STRIP)
        if has(raw, ("可以", "大家", "记得", "来", "快点", "赶紧")):
            return ""
        inside = [t for t in self.tokens if start <= t.start and t.end <= end]
        if (
            not raw
            or len(raw) > 14
            or (any(t.kind in ("product", "ask", "me") for t in inside[:1]) and len(inside) == 1)
        ):
            return ""
        if raw in _THINGS or not plausible(raw):
            return ""
        return raw

    def without(self, *cues: Iterable[str]) -> str:
        """The message as written, without the words of the cues."""
        gone: set[int] = set()
        text = self.normal.text
        for cue in (cue for group in cues for cue in group):
            at = text.find(cue)
            while at >= 0:
                gone.update(range(at, at + len(cue)))
                at = text.find(cue, at + len(cue))
        left = "".join(" " if i in gone else self.normal.raw(i, i + 1) for i in range(len(text)))
        return re.sub(r" +", " ", left).strip(_STRIP)


def plausible(who: str) -> bool:
    """Whether what stands where a name would can be one: 王姐的祝福, 出示的时候 cannot."""
    place, _, person = who.rpartition("的")
    if place and not looks_like_name(person):
        return False
    return looks_like_name(who) or _TELLING.isdisjoint(person or who)
