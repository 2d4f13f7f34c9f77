"""Tokens → tokens: stretches that name people become people, whatever words stand in the name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import owners, persons
from .chars import one_of
from .normal import fold
from .spans import PERSONAL, claim, unsaid
from .tokens import Token, kind_of

_TITLE = (
    "(?:姐姐?|哥哥?|叔叔?|阿?姨|婶婶?|嫂子?|爷爷?|奶奶?|妈妈?|爸爸?|伯伯?|婆婆?|舅舅?|姑姑?|妹妹?|弟弟?"
    "|总|师傅|老师|先生|女士|太太)"
)
_AFTER = r"(?:(?<![\u4e00-\u9fff0-9a-z.])|(?<=[帮替代给和跟与把]))"
#: surnames and birth ranks that are written as numbers are: 陆姐, 三哥, 一一妈
_COUNTED = re.compile(
    rf"{_AFTER}(?:[陆伍柒万百千十二三四五六七八九]|([一二三四五六七八九十百千])\1|十[一二三四五六七八九]){_TITLE}(?!斤)"
)
#: 我和十一各2箱: a numeral where only a name can stand
_BETWEEN = re.compile(r"(?<=[和跟与帮替给])[十百千万][一二三四五六七八九十百千万](?=各|带|订|要|捎|买)")
#: 小满 橘子2箱, 帮小满带…: called by a familiar name, whatever its second character means elsewhere
_FAMILIAR = re.compile(
    r"(?:(?:^|(?<=\n))[老小阿][\u4e00-\u9fff](?= *[ :]\S)|(?<=[帮替给和跟])[老小阿][\u4e00-\u9fff](?=带|订|要|捎|买|拿|各|的| ))"
)
#: where somebody lives, before the name in a nickname
_HOME = re.compile(r"^[\d#栋幢号楼单元室座\- ]+")
#: what these names are told by; a cheap look before the patterns
_NUMERALS = frozenset("陆伍柒万百千十二三四五六七八九一")
_BEHIND_NUMERALS = frozenset("姐哥叔阿姨婶嫂爷奶妈爸伯婆舅姑妹弟总师老先女太和跟与帮替给")
_CALLED = frozenset("老小阿")
_numbered, _followed, _called = one_of(_NUMERALS), one_of(_BEHIND_NUMERALS), one_of(_CALLED)
_marked = one_of(_NUMERALS | _CALLED)
_NAMING = frozenset({"proxy", "and", "cancel", "drop"})
_TELLING = frozenset("说让叫托喊请")
_tells = one_of(_TELLING)
#: 301的小孙, 楼上的周阿姨: where somebody lives, then who
_WHERE = re.compile(
    rf"(?:隔壁|楼上|楼下|对门|对面|同楼|[\d-]{{3,8}}(?:室|房)?)的?(?:[老小阿][\u4e00-\u9fff](?![\u4e00-\u9fff]?说)|[\u4e00-\u9fff]{{0,2}}{_TITLE})"
)
#: 老许让我帮他…, 王姐说…
_SAYS = re.compile(
    r"(?:(?:也?说(?:了|是)?|让|叫|托|喊|请)(?:我|俺)?(?:给|帮忙|帮|替)?(?:他|她)?(?:家|们)?(?:也|就|都)?)"
    r"(?=(?:想|还|再)?(?:要|来|订|买|带|拿|留|加|不要|不用|别要|不订|取消|退|撤|[\u4e00-\u9fff]{2,5}(?:不要了|取消)))"
)


def known(tokens: list[Token], text: str, sender: str = "") -> list[Token]:
    """The tokens (of `text`) with people marked as such: a name is one word, and a person whose things these are, or
    whose wish this is, stands behind a `proxy` that was not said."""
    found, kinds = tokens, set(map(kind_of, tokens))
    naming = not _NAMING.isdisjoint(kinds) or "把" in text
    if sender or naming or _marked(text):
        for start, end in _names(text, found, fold(sender) if sender else "", naming):
            found = claim(found, start, end)
    if _tells(text):
        found = _wishes_told(found, text, sender)
    if "drop" in kinds or "cancel" in kinds:
        found = owners.marked(found, fold(sender) if sender else "")
    if "each" in kinds or "perhead" in kinds:
        found = _lists(found)
    return found


def _names(text: str, tokens: Sequence[Token], sender: str, naming: bool) -> Iterator[tuple[int, int]]:
    if _numbered(text) and _followed(text):
        for found in (*_COUNTED.finditer(text), *_BETWEEN.finditer(text)):
            yield found.span()
    placed = _WHERE.finditer(text) if naming else ()
    called = _FAMILIAR.finditer(text) if _called(text) else ()
    for found in (*placed, *called):
        inside = [t for t in tokens if t.start < found.end() and t.end > found.start()]
        before = [t for t in tokens if t.end <= found.start()]
        if found.re is _FAMILIAR:
            if len(inside) > 1 and all(t.kind not in ("product", "emoji", "amount", "piece") for t in inside):
                yield found.span()
        elif before and (before[-1].kind in _NAMING or before[-1].text in ("把", "将")):
            yield found.span()
    own = _HOME.sub("", sender) if sender else ""
    if len(own) < 2:
        return
    at = text.find(own)
    if at < 0 or (at and text[at - 1] not in " ,，、。\n:：帮替给我和是室#0123456789"):
        return
    inside = [t for t in tokens if t.start < at + len(own) and t.end > at]
    spoken = all(t.kind not in ("word", "kin", "piece") for t in inside)
    after = text[at + len(own) : at + len(own) + 1]
    if (
        any(t.kind in ("product", "emoji") for t in inside)
        or len(inside) == 1
        or (spoken and after not in " :：")
    ):
        return
    yield at, at + len(own)


def _wishes_told(tokens: list[Token], text: str, sender: str) -> list[Token]:
    """王姐说不要了, 老许让我帮他订2箱: whose wish it is."""
    for said in reversed(list(_SAYS.finditer(text))):
        start = said.start()
        while start and text[start - 1] not in " ,，。；;:：!！?？\n、" and said.start() - start < 6:
            start -= 1
        who = text[start : said.start()]
        asked = said.group()[0] in "让叫托喊" and "我" in said.group()
        inside = [t for t in tokens if t.start < said.start() and t.end > start]
        if len(who) < 2 or any(t.kind not in (*PERSONAL, "me", "fill") for t in inside):
            continue
        living = all(t.kind == "room" for t in inside)
        if not (living or persons.looks_like_name(who, sender) or (asked and len(who) <= 4)):
            continue
        if sender and who in sender:
            continue
        if who.startswith(("我说", "听")):
            continue
        tokens = claim(claim(tokens, said.start(), said.end(), "fill"), start, said.start())
        tokens = unsaid(tokens, start)
    return tokens


def _lists(tokens: list[Token]) -> list[Token]:
    """我、王姐、老许各1箱: commas between people who share what follows."""
    out = list(tokens)
    for i, token in enumerate(out):
        if token.kind not in ("each", "perhead"):
            continue
        at, people, commas = i - 1, 0, []
        while at >= 0:
            start = at
            while start >= 0 and out[start].kind in (*PERSONAL, "me", "forme"):
                start -= 1
            if start == at:
                break
            people += 1
            if start >= 0 and (out[start].kind == "and" or out[start].text in "、,，"):
                commas.append(start)
                at = start - 1
                continue
            break
        if people > 2 or (people == 2 and commas and out[commas[0]].text == "、"):
            for comma in commas:
                if comma > start and out[comma].kind == "sep":
                    out[comma] = replace(out[comma], kind="and")
            head = out[start + 1]
            if head.kind in PERSONAL and (start < 0 or out[start].kind == "sep"):
                return unsaid(out, head.start)  # 王姐、老许各1箱
    return out
