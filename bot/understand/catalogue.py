"""The goods of one buy, indexed by every way to name them; built once per buy and kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from . import emoji, units
from .intent import Product
from .normal import fold
from .numerals import STARTS

_HAN = re.compile(r"[\u3400-\u9fff]+")
_SPEC = re.compile(r"[\d.]+(?:ml|kg|g|l|克|斤|两|升|毫升|枚|瓶|包|片|只|支|粒|个|袋|罐|听)?(?:装|[*x×/].*)?")
_BRACKET = re.compile(r"[(\[（【].*?[)\]）】]")
#: pieces of names that say nothing about which product is meant
_DULL = frozenset(
    "新鲜 大份装 瓶装 袋装 盒装 箱装 散装 进口 国产 精选 特级 一级 家庭装 正宗 农家 手工 现做".split()
)


#: what may stand behind the letter of a product
KINDS = ("套餐", "款", "套", "餐", "类", "组合")
#: a number in a name that is also said in characters: 5号电池, 五号电池
_NUMBER = re.compile(r"(?<![\d.])[1-9](?=[\u3400-\u9fff])")


#: what a title says besides the goods
_CALL = re.compile("(?:到货|团购|预[订定售]|直[供送发]|拼团|开团|专场|来了|来啦|上新|特价|[团了啦!])+$")
#: single characters that tell one of a pair: 公蟹 and 母蟹, 大份 and 小份
_TELLING = re.compile(r"[公母荤素](?=[\u3400-\u9fff])|[大小](?=[份号盒杯箱袋果]$)")
#: numbers that are names: 84消毒液
_NUMERIC = ("84", "75", "95", "502", "999", "1573")
#: the size a name ends in: 保鲜袋XL, 纸尿裤L码
_SIZE = re.compile(r"(?<=[\u3400-\u9fff])(?:x{0,4}[sml]|[2-6]xl)(?=[码号]?$)")


_SIZED = re.compile(_SIZE.pattern.removesuffix("(?=[码号]?$)") + "$")


def _in_words(digit: re.Match[str]) -> str:
    return "零一二三四五六七八九"[int(digit[0])]


@dataclass(frozen=True, slots=True)
class Mention:
    """What a word can mean: the product numbers, and whether it is a whole name or alias."""

    products: tuple[int, ...]
    exact: bool


@dataclass(slots=True)
class Catalogue:
    """Every name, alias, part and emoji of the goods of one buy, in normal form."""

    products: dict[int, Product]
    names: dict[str, Mention] = field(default_factory=dict)
    emoji: dict[str, Mention] = field(default_factory=dict)
    keys: dict[str, Mention] = field(default_factory=dict)  # whole names and parts worth a fuzzy match
    units: frozenset[str] = frozenset()
    sizes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    title: str = ""
    kind: str = ""
    lettered: bool = False
    sounds: Any = None  # filled by the sound index when it is first needed
    openings: Any = None  # filled when a message is first cut into tokens
    counted: dict[str, Any] = field(default_factory=dict)  # goods and amounts as lines of chains end in them
    entered: dict[tuple[str, int | None], Any] = field(default_factory=dict)  # and what these order

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(self.products)

    @property
    def only(self) -> int | None:
        """The number of the one product there is; None if there are several."""
        return next(iter(self.products)) if len(self.products) == 1 else None

    def longest(self, text: str, at: int) -> tuple[str, Mention]:
        """The longest whole name or part at `at`; a whole name beats a part of another, however long."""
        best, found = "", NOTHING
        for size in self.sizes.get(text[at], ()):
            word = text[at : at + size]
            mention = self.names.get(word)
            if mention is None:
                continue
            if mention.exact:
                return word, mention
            if not best:
                best, found = word, mention
        return best, found


NOTHING = Mention((), False)
#: something named that is not on offer
UNLISTED = Mention((), True)


def sizes_of(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """First character → the lengths of the words that begin with it, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in found.items()}


def given(product: Product) -> list[str]:
    """The names a product was given."""
    return [fold(product.name), *map(fold, product.aliases)]


def names_of(product: Product) -> list[str]:
    """The whole names of a product: as listed, without brackets, without its specification, and aliases."""
    name, *aliases = given(product)
    found = [name, _BRACKET.sub("", name).strip(), _SPEC.sub("", _BRACKET.sub("", name)).strip(), *aliases]
    found += [letter + kind for letter in found if len(letter) == 1 and letter.isascii() for kind in KINDS]
    found += [word + tail for word in found if _SIZED.search(word) for tail in ("码", "号")]
    found += [spoken for word in found if (spoken := _NUMBER.sub(_in_words, word)) != word]
    return [word for word in dict.fromkeys(found) if word]


def parts_of(word: str) -> set[str]:
    """The stretches of at least two characters of a name, and its last character (冰 of 芒果冰)."""
    parts: set[str] = set()
    for run in _HAN.findall(word):
        for size in range(2, len(run) + 1):
            parts.update(run[i : i + size] for i in range(len(run) - size + 1))
        if len(run) > 1:
            parts.add(run[-1])
    parts.update(spec for spec in _SPEC.findall(word) if not spec.replace(".", "").isdigit())
    parts.update(w for w in re.findall(r"[a-z]{3,}|[a-z]+[码号]", word))
    parts.update(size + tail for size in _SIZE.findall(word) for tail in ("", "码", "号"))
    parts.update(_TELLING.findall(word))
    parts.update(number for number in _NUMERIC if word.startswith(number))
    return parts - _DULL - units.ALL


def _apart(products: tuple[Product, ...]) -> dict[str, set[int]]:
    """The first characters that alone tell goods apart: 脆柿 and 软柿, 老豆腐 and 嫩豆腐."""
    tails: dict[str, dict[str, set[int]]] = {}
    for product in products:
        for word in given(product):
            if 2 <= len(word) <= 4 and _HAN.fullmatch(word) and word[0] not in STARTS:
                tails.setdefault(word[1:], {}).setdefault(word[0], set()).add(product.no)
    found: dict[str, set[int]] = {}
    for heads in tails.values():
        for char, numbers in heads.items() if len(heads) > 1 else ():
            found.setdefault(char, set()).update(numbers)
    return found


def _mentions(table: dict[str, set[int]], exact: bool) -> dict[str, Mention]:
    return {word: Mention(tuple(sorted(numbers)), exact) for word, numbers in table.items()}


def build(products: tuple[Product, ...], title: str) -> Catalogue:
    """Index `products`. Costs about a millisecond per ten products."""
    whole: dict[str, set[int]] = {}
    partial: dict[str, set[int]] = {}
    called = {product.no: names_of(product) for product in products}
    own = {word for product in products for word in given(product)}
    for product in products:
        for word in called[product.no]:
            if word in own and word not in given(product):
                partial.setdefault(word, set()).add(product.no)
                continue  # 可乐 is what one is called, and 可乐2L another
            whole.setdefault(word, set()).add(product.no)
            for part in parts_of(word):
                partial.setdefault(part, set()).add(product.no)
    for char, numbers in _apart(products).items():
        partial.setdefault(char, set()).update(numbers)
    called_so = _CALL.sub("", fold(title))
    whole_kind = (
        called_so[-2:] if len(called_so) > 3 else ""
    )  # what all of it is: 新米到货, 周五鲜花, 烟台苹果团
    kind = called_so[-1:]
    for word in {kind, whole_kind} & partial.keys() if len(products) > 1 else ():
        partial[word] = set(called)
    names = _mentions(partial, False) | _mentions(whole, True)
    found = Catalogue({p.no: p for p in products}, names)
    found.keys = {word: m for word, m in names.items() if len(word) > 1}
    found.sizes = sizes_of(names)
    found.lettered = any(len(word) == 1 and word.isascii() for word in whole)
    found.title, found.kind = fold(title), kind
    found.units = frozenset(p.unit for p in products)
    for sign, goods in emoji.GOODS.items():
        hit = {p.no for p in products if any(g in name for g in goods.split() for name in called[p.no])}
        if hit:
            found.emoji[fold(sign)] = Mention(tuple(sorted(hit)), True)
    return found


@lru_cache(maxsize=256)
def _remembered(products: tuple[Product, ...], title: str) -> Catalogue:
    return build(products, title)


#: the last catalogues asked for by the very tuple they were built from, which need not be hashed again
_recent: dict[int, tuple[tuple[Product, ...], str, Catalogue]] = {}


def catalogue(products: tuple[Product, ...], title: str = "") -> Catalogue:
    """The index for this buy's goods, remembered while the goods stay the same."""
    known = _recent.get(id(products))
    if known is not None and known[0] is products and known[1] == title:
        return known[2]
    found = _remembered(products, title)
    if len(_recent) > 256:
        _recent.clear()
    _recent[id(products)] = (products, title, found)
    return found
