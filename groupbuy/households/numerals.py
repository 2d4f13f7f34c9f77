"""Chinese numerals in addresses made digits: 十二号楼, 三栋一单元一二零三, 一千二百零三室."""

import re

DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
RUN = re.compile("[零〇一二两三四五六七八九十百千廿卅]+")
COUNTED = re.compile(
    "(?:(?P<千>[一二两三四五六七八九])千)?零?(?:(?P<百>[一二两三四五六七八九])百)?零?"
    "(?:(?P<十>[一二两三四五六七八九]?)十)?(?P<一>[一二两三四五六七八九])?"
)


def in_digits(text: str) -> str:
    """Every numeral in `text` as digits; one that is no number (三十二零三) stays as it is."""
    return RUN.sub(lambda found: _number(found[0]) or found[0], text)


def _number(word: str) -> str:
    word = word.replace("廿", "二十").replace("卅", "三十")
    if all(char in DIGITS for char in word):
        return "".join(str(DIGITS[char]) for char in word)
    found = COUNTED.fullmatch(word)
    if found is None:
        return ""
    total = DIGITS[found["一"]] if found["一"] else 0
    for char, value in TENS.items():
        if found[char] is not None:
            total += value * (DIGITS[found[char]] if found[char] else 1)
    return str(total)
