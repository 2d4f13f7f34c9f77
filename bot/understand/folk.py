"""Tokens → tokens: stretches that name people become people, whatever words stand in the name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import notes, persons
from .normal import fold
from .tokens import Token, lexicon

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
    r"(?:(?:^|(?<=\n))[老小阿][\u4e00-\u9fff](?= *[ :]\S)|(?<=[帮替给和跟])[老小阿][\u4e00-\u9fff](?=带|订|要|捎|买|拿|各|的))"
)
#: what these names are told by; a cheap look before the patterns
_NUMERALS = frozenset("陆伍柒万百千十二三四五六七八九一")
_CALLED = frozenset("老小阿")
_MARKS = _NUMERALS | _CALLED
_TELLING = frozenset("说让叫托喊请")
_MINE = re.compile(r"(?:我家?|我们|咱家?)的(?:订单|单子|单(?!人|独)|那一?[份单])")
#: 301的小孙, 楼上的周阿姨: where somebody lives, then who
_WHERE = re.compile(
    rf"(?:隔壁|楼上|楼下|对门|对面|同楼|[\d-]{{3,8}}(?:室|房)?)的?(?:[老小阿][\u4e00-\u9fff](?![\u4e00-\u9fff]?说)|[\u4e00-\u9fff]{{0,2}}{_TITLE})"
)
#: 老许让我帮他…, 王姐说…
_SAYS = re.compile(
    r"(?:(?:也?说(?:了|是)?|让|叫|托|喊|请)(?:我|俺)?(?:给|帮忙|帮|替)?(?:他|她)?(?:家|们)?(?:也|就|都)?)"
    r"(?=(?:想|还|再)?(?:要|来|订|买|带|拿|留|加|不要|不用|别要|不订|取消|退|撤|[\u4e00-\u9fff]{2,5}(?:不要了|取消)))"
)
_PERSONAL = frozenset({"word", "kin", "room", "piece"})
_OWNED = re.compile(
    r"(?:家的?|的)(?:订单|单子|那一?[份单]|单(?!人))?|那一?[份单个]|那(?=[0-9一二两三四五半])"
)
#: what stands before 的 in giving something up and owns nothing
_NO_OWNERS = frozenset(
    (
        "剩下 剩余 多余 多 烂 坏 好 后面 前面 上面 下面 那边 这边 那种 这种 贵 便宜 新 旧 老 大 "
        "小 其余 其他 其它 别 别人 大家 全部 所有 本来 原来 原先 早上 今天 现在 自己 订单 全家 团里 群里 店里 昨天"
    ).split()
)


def known(tokens: Sequence[Token], sender: str = "") -> list[Token]:
    """The tokens with people marked as such: a name is one word, and a person whose things these are, or
    whose wish this is, stands behind a `proxy` that was not said."""
    found = list(tokens)
    text = "".join([t.text for t in found])
    kinds = {t.kind for t in found}
    if sender or not _MARKS.isdisjoint(text) or "proxy" in kinds or "and" in kinds or "把" in text:
        for start, end in _names(text, found, fold(sender) if sender else ""):
            found = claim(found, start, end)
    if not _TELLING.isdisjoint(text):
        found = _wishes_told(found, text, sender)
    if "drop" in kinds or "cancel" in kinds:
        found = _owners(found, fold(sender))
    if "each" in kinds or "perhead" in kinds:
        found = _lists(found)
    return found


def claim(tokens: Sequence[Token], start: int, end: int, kind: str = "word") -> list[Token]:
    """The tokens with `start:end` as one of `kind`; words cut by it keep their rest. As they were if
    something else than words and their like would be cut."""
    out: list[Token] = []
    for token in tokens:
        if token.end <= start or token.start >= end:
            out.append(token)
            continue
        if token.start < start:
            out.append(_rest(token, token.start, start))
        if not out or out[-1].start != start or out[-1].end != end:
            inside = [
                t.text[max(start - t.start, 0) : end - t.start]
                for t in tokens
                if t.start < end and t.end > start
            ]
            out.append(Token(kind, "".join(inside), start, end))
        if token.end > end:
            out.append(_rest(token, end, token.end))
    if any(
        t.kind in ("amount", "product") and (t.start < start < t.end or t.start < end < t.end) for t in tokens
    ):
        return list(tokens)
    return out


def _rest(token: Token, start: int, end: int) -> Token:
    text = token.text[start - token.start : end - token.start]
    return replace(token, kind=lexicon().get(text, "word"), text=text, start=start, end=end, value=None)


def _names(text: str, tokens: Sequence[Token], sender: str) -> Iterator[tuple[int, int]]:
    if not _NUMERALS.isdisjoint(text):
        for found in (*_COUNTED.finditer(text), *_BETWEEN.finditer(text)):
            yield found.span()
    placed = (
        _WHERE.finditer(text) if any(t.kind in ("proxy", "and") or t.text == "把" for t in tokens) else ()
    )
    called = _FAMILIAR.finditer(text) if not _CALLED.isdisjoint(text) else ()
    for found in (*placed, *called):
        inside = [t for t in tokens if t.start < found.end() and t.end > found.start()]
        before = [t for t in tokens if t.end <= found.start()]
        if found.re is _FAMILIAR:
            if len(inside) > 1 and all(t.kind not in ("product", "emoji", "amount", "piece") for t in inside):
                yield found.span()
        elif before and (before[-1].kind in ("proxy", "and") or before[-1].text in ("把", "将")):
            yield found.span()
    own = re.sub(r"^[\d#栋幢号楼单元室座\- ]+", "", sender)
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
        if len(who) < 2 or any(t.kind not in (*_PERSONAL, "me", "fill") for t in inside):
            continue
        living = all(t.kind == "room" for t in inside)
        if not (living or persons.looks_like_name(who, sender) or (asked and len(who) <= 4)):
            continue
        if sender and who in sender:
            continue
        if who.startswith(("我说", "听")):
            continue
        tokens = claim(claim(tokens, said.start(), said.end(), "fill"), start, said.start())
        tokens = _unsaid(tokens, start)
    return tokens


def _unsaid(tokens: Sequence[Token], at: int) -> list[Token]:
    """The tokens with a proxy nobody said before the one that starts at `at`."""
    return [
        t
        for token in tokens
        for t in ((Token("proxy", "", at, at), token) if token.start == at else (token,))
    ]


def _owners(tokens: list[Token], sender: str) -> list[Token]:
    """老王的橘子不要了, 取消3-502的, 把晓东那份退了: whose order it is."""
    text = "".join(t.text for t in tokens)
    for own in _MINE.finditer(text):
        tokens = claim(tokens, *own.span(), "fill")
    i = 0
    while i < len(tokens):
        opens = (
            i == 0
            or tokens[i - 1].kind in ("sep", "space", "cancel", "drop", "forme", "product")
            or (tokens[i - 1].text in ("把", "将", "那", "麻烦", "请", "团长", "老板", "和"))
        )
        end = i
        if opens and tokens[i].kind == "me" and i + 1 < len(tokens) and tokens[i + 1].kind == "kin":
            end = i + 1
        while opens and end < len(tokens) and tokens[end].kind in _PERSONAL and tokens[end].text != "将":
            end += 1
        if end > i and end < len(tokens) and _owns(tokens[i:end], sender):
            stop = tokens[end - 1].end
            first = i
            while first > 1 and tokens[first - 1].kind == "and" and tokens[first - 2].kind in _PERSONAL:
                first -= 2  # 老王和老李的
                while (
                    first
                    and tokens[first - 1].kind in _PERSONAL
                    and tokens[first - 1].end == tokens[first].start
                ):
                    first -= 1
            start = tokens[first].start
            owned = _OWNED.match(text, stop)
            refuses = tokens[end].kind == "drop" and tokens[end].start == stop
            if owned and _given_up(tokens, end):
                tokens = claim(tokens, stop, owned.end(), "fill")
            if (owned and _given_up(tokens, end)) or (refuses and _known_person(tokens[i:end])):
                tokens = _unsaid(claim(tokens, start, stop), start)
                i = next(at for at, t in enumerate(tokens) if t.end >= stop and t.text)
        i += 1
    if any(t.kind == "proxy" and not t.text for t in tokens):  # 老王的橘子不要了，我的苹果取消
        tokens = [replace(t, kind="me") if t.text == "我的" else t for t in tokens]
    return tokens


def _given_up(tokens: Sequence[Token], at: int) -> bool:
    """Whether something is given up in the clause of `at`."""
    first = last = at
    while first and tokens[first - 1].kind != "sep":
        first -= 1
    while last < len(tokens) and tokens[last].kind != "sep":
        last += 1
    return any(t.kind in ("drop", "cancel") for t in tokens[first:last])


def _owns(stretch: Sequence[Token], sender: str) -> bool:
    """Whether a stretch can be somebody who owns an order, and is not the sender."""
    text = "".join(t.text for t in stretch)
    if text in _NO_OWNERS or (sender and (text in sender or sender in text)):
        return False
    return _known_person(stretch) or (2 <= len(text) <= 4 and not notes.is_remark(text))


def _known_person(stretch: Sequence[Token]) -> bool:
    """Whether a stretch is a person's name beyond doubt: kin, a room, or a name as people sign."""
    text = "".join(t.text for t in stretch)
    return any(t.kind in ("kin", "room") for t in stretch) or persons.looks_like_name(text)


def _lists(tokens: list[Token]) -> list[Token]:
    """我、王姐、老许各1箱: commas between people who share what follows."""
    out = list(tokens)
    for i, token in enumerate(out):
        if token.kind not in ("each", "perhead"):
            continue
        at, people, commas = i - 1, 0, []
        while at >= 0:
            start = at
            while start >= 0 and out[start].kind in (*_PERSONAL, "me", "forme"):
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
            if head.kind in _PERSONAL and (start < 0 or out[start].kind == "sep"):
                return _unsaid(out, head.start)  # 王姐、老许各1箱
    return out
