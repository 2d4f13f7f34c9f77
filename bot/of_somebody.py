"""Words about somebody else's goods: a neighbour's order that is not the speaker's to change, and what a leader
tells one person, which is not told to all."""

import re
from collections.abc import Collection

from bot.talk import Talk
from bot.understand.intent import CommandIntent, OrderIntent
from bot.understand.normal import fold
from bot.understand.persons import looks_like_name, rooms_of
from bot.which import NAMED
from groupbuy.buy import GroupBuy
from groupbuy.errors import Refusal
from groupbuy.rights import leader_name

CHANGED = re.compile("改|换|加|减")
ANEW = re.compile("改|换成")
"""Said of an order that is there already; 给张姐加2盒 may be her first."""
APART = re.compile(r"[,，。.;；:：!！?？~\n]")
FILLED = re.compile(r"^(?:把|将|麻烦|请|帮忙|帮我把?|那|再|还有|另外|都)+|(?:家里?的|家|的)$")
OWN = frozenset(("", "我", "我们", "我家", "我们家", "咱", "咱家", "咱们", "自己", "本人", "俺", "俺家"))
CALLING = frozenset(
    "亲 姐 哥 大姐 大哥 阿姨 大妈 大叔 叔叔 小姐姐 美女 帅哥 老师 团长 老板 老板娘 群主 掌柜 店家 小哥 小妹".split()
)
"""Whom one speaks to so is the leader, whose the goods are then not; only 阿姨的 says whose."""
ONES = re.compile(r"[你您他她](?!们)(?:家里?|刚才|昨天)?[订定要买点拍下]{0,2}的?$")
SOMEONES = re.compile(r"([^\s,，。:：!！~]{2,8}?)(?:家里?)?的$")
CALLED = re.compile(r"^@?([^\s,，。:：!！~]{2,4}?)[\s,，:：!！~]+$")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤"
)
"""The hundred or so that nine in ten people have."""
HERE = ("arrived", "stock")
TO_ONE = "这像是跟一个人说的，我没记到货。大家的都到了就回“到货 {name}”。"


class NeighboursOrder(Refusal):
    text = "这像是{name}的单，我没动账。请{name}自己说，或者请{leader}来改；要改你自己的，就在前面加个“我的”"


def must_be_own(talk: Talk, buy: GroupBuy, intent: OrderIntent) -> None:
    """张叔草莓改成9盒 from a resident changes nobody's order: not 张叔's, not the speaker's, unless the speaker
    has ordered for 张叔. Raises NeighboursOrder."""
    if talk.speaker.leads(buy.community):
        return
    text, before = NAMED.sub(lambda found: " " * len(found[0]), talk.incoming.text), 0  # 1号团 owns nothing
    for (start, end), whom in sorted((it.span, it.whom or "") for it in intent.lines if it.span):
        if whom not in talk.guests and (ANEW if whom else CHANGED).search(text[start:end]):
            name = whom or owner(text[before:start], known_as(talk), leaders_of(talk, buy.community))
            if name:
                raise NeighboursOrder(name=name, leader=leader_name(buy.leader, talk.directory))
        before = end


def owner(head: str, own: Collection[str], leaders: Collection[str]) -> str:
    """Whose goods follow these words, "" the speaker's: 把张叔的, 3-1203; with a comma behind it (王姐，) a name is
    whom one speaks to, and a leader's is so without one."""
    said = next(iter(reversed(fold(APART.split(head)[-1]).split())), "")
    owned = said.endswith("的")
    name = _bare(said)
    if name in OWN or name in own or any(rooms_of(name) and rooms_of(name) == rooms_of(it) for it in own):
        return ""
    if not owned and (name in CALLING or name in leaders):
        return ""
    return name if name and (looks_like_name(name) or rooms_of(name) or (owned and _named(name))) else ""


def _named(name: str) -> bool:
    """张三, 李姐: told by its title or its surname."""
    return looks_like_name(name) or (name[0] in SURNAMES and 2 <= len(name) <= 3)


def _bare(said: str) -> str:
    while (shorter := FILLED.sub("", said).strip()) != said:
        said = shorter
    return said


def known_as(talk: Talk) -> list[str]:
    person = talk.speaker.resident
    return [it for it in (person.name, person.room, f"{person.room}{person.name}") if it]


def leaders_of(talk: Talk, community: str) -> list[str]:
    return [it.name for it in talk.directory.leaders.values() if community in it.communities]


def told_to_one(talk: Talk, buy: GroupBuy | None, intent: CommandIntent) -> str | None:
    """What is answered where a leader's 到了 is said to or of one person (张三，你的草莓到了), "" where nobody asked
    us; None where it is about everybody's goods."""
    if buy is None or intent.name not in HERE or "到" not in talk.incoming.text:
        return None
    names = [name for it in buy.items.values() for name in (it.name, *it.aliases) if len(name) > 1]
    head, name = head_of(talk.incoming.text, names)
    if name and (of_one(head) or calls_one(head, leaders_of(talk, buy.community))):
        return TO_ONE.format(name=name) if talk.incoming.addressed or not of_one(head) else ""
    return None


def head_of(text: str, names: Collection[str]) -> tuple[str, str]:
    """What stands before the first of the goods named, and that name; "" where none is."""
    said = fold(text)
    found = [(at, -len(it), it) for it in names if (at := said.find(fold(it))) >= 0]
    at, _, name = min(found, default=(0, 0, ""))
    return said[:at], name


def of_one(head: str) -> bool:
    """张三，你的 · 李姐的: one person's, and not 大家的 or 你们的."""
    if ONES.search(head.strip()):
        return True
    found = SOMEONES.search(head.strip())
    return found is not None and not found[1].endswith("们") and _named(found[1])


def calls_one(head: str, leaders: Collection[str]) -> bool:
    """张三， before the goods; a leader's name is a deputy's report to them."""
    found = CALLED.match(head)
    if found is None or found[1] in leaders or found[1].endswith("们"):
        return False
    return found[1] not in CALLING and _named(found[1])
