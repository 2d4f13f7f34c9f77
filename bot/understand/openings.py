"""What can begin with each character: words of ordering talk, names of goods, numbers, marks; made once a buy."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from . import emoji, odd, places, units
from .catalogue import UNLISTED, Catalogue, Mention, sizes_of
from .numerals import STARTS
from .words import KINDS, THINGS

SEPARATORS = frozenset("\n，,。；;！!、？?…")
#: whatever a numeral begins for `odd` or `places` goes on with one of these: 2盒 is neither
BEHIND_NUMERALS = odd.GOING_ON | places.BEHIND | places.NUMERALS


def _lexicon() -> dict[str, str]:
    """Word → kind; a word listed twice keeps its first kind."""
    found: dict[str, str] = dict.fromkeys(THINGS, "word")
    for kind, words in KINDS.items():
        for word in words.split():
            found.setdefault(word, kind)
    return found


LEXICON = _lexicon()


@dataclass(slots=True)
class Opening:
    """What can begin with a character: how long the names and words are that do, and which readers to ask."""

    alone: str = ""  # the kind it always has, whatever follows
    wordy: bool = False  # nothing but words begins with it
    names: bool = False
    words: tuple[int, ...] = ()  # longest first
    going_on: dict[str, tuple[int, ...]] = field(default_factory=dict)  # those that go on with a character
    single: tuple[int, ...] = ()  # where it goes on with any other: what it is by itself
    odd: bool = False
    place: bool = False
    amount: bool = False
    number: bool = False  # both `odd` and `places` read what it begins by what stands right behind it
    unit: bool = False
    emoji: Mention | None = None


def _openings() -> dict[str, Opening]:
    """Every character that anything but an unknown word can begin with, the names of goods apart."""
    found: defaultdict[str, Opening] = defaultdict(Opening)
    for char, sizes in sizes_of(LEXICON).items():
        found[char].words = sizes
        found[char].single = (1,) if char in LEXICON else ()
        found[char].going_on = _going_on(char, [word for word in LEXICON if word[0] == char])
    for char in odd.OPENERS:
        found[char].odd = True
    for char in places.OPENERS:
        found[char].place = True
    for char in odd.NUMBERS & places.NUMERALS:
        found[char].number = True
    for char in STARTS | set("+x×*斤公"):
        found[char].amount = True
    for unit in units.ALL:
        found[unit[0]].unit = True
    for char in emoji.EDIBLE:
        found[char].emoji = UNLISTED
    for char in "那这":
        found[char].unit = True
    for opening in found.values():
        opening.wordy = opening == Opening(
            words=opening.words, going_on=opening.going_on, single=opening.single
        )
    for char in map(chr, range(128)):
        found[char].wordy = False
    for char in SEPARATORS:
        found[char].alone = "sep"
    found[" "].alone = "space"
    return dict(found)


def _going_on(char: str, words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Second character → the lengths of the words that begin with both, longest first, and 1 if `char` is one itself."""
    by_second = sizes_of(word[1:] for word in words if len(word) > 1)
    alone = (1,) if char in LEXICON else ()
    return {second: (*(size + 1 for size in sizes), *alone) for second, sizes in by_second.items()}


_COMMON = _openings()


def openings_of(goods: Catalogue) -> dict[str, Opening]:
    """The same with the names and emoji of the goods of one buy."""
    if goods.openings is None:
        found = dict(_COMMON)
        for char in goods.sizes:
            found[char] = replace(found.get(char, Opening()), names=True, wordy=False)
        for char, mention in goods.emoji.items():
            found[char] = replace(found.get(char, Opening()), emoji=mention, wordy=False)
        goods.openings = found
    made: dict[str, Opening] = goods.openings
    return made
