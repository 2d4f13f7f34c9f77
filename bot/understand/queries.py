"""Questions about the buy: is it one, is it for us, and what is it about."""

import re
from collections.abc import Sequence

from .catalogue import catalogue
from .chars import one_of
from .clauses import CORE, Clause
from .intent import Context, Intent, QueryIntent
from .topics import ELSEWHERE, REQUESTED, REQUESTS, SHAPES, SHOW, STOCK, TOPICS, any_of

#: verbs that, said alone, are a wish without a number
WISHES = frozenset(
    "要 来 订 定 接 报名 想要 参团 跟团 跟 预订 预定 需要 想买 想订 参加 要订 来点 要个 下单 报 "
    "再来 再要 还要 加 再加 也要".split()
)
#: 有X吗 about something that may not be listed
_HAVE = re.compile(
    r"^(?:请问|团长|老板|还|这次|今天|明天|后天|本次|下周|\d+[月号日]|,|，| )*有(?:没有)?[\u4e00-\u9fff]{1,5}(?:吗|么|没|不|卖吗)"
)
_CONDITIONS = frozenset("的话 如果 要是 假如 若是 倘若".split())
_MODAL = ("能", "可以", "可否", "能否", "能不能", "可不可以", "想")
_NEIGHBOURS = any_of(
    (
        "你家",
        "谁家",
        "有人",
        "有谁",
        "你们家",
        "哪位",
        "谁有",
        "邻居",
        "各位",
        "大家",
        "有没有人",
        "谁去",
        "谁能",
        "谁会",
    )
)
#: 脆不脆, 卖不卖, 好没好
_EITHER = re.compile(r"([\u4e00-\u9fff])[不没]\1")
#: what goods have: 韭菜的味道大不大
_OF_GOODS = tuple("味道 口感 个头 皮 肉 核 刺 籽 味 果肉 质量 颜色 包装 个儿".split())
#: either-or that asks leave rather than a fact: these are polite
_LEAVE = frozenset("要能可好行成中")
#: what is done with goods on sale: 送不送, 退不退
_DEALT = frozenset("送到发包收退换卖开有限取拿寄邮运配给带装切洗")
_MAY = ("可不可以", "能不能", "可唔可以", "可否", "能否")
#: 10板送不送上门: asked of so many, no order
_DEALS = re.compile(f"([{''.join(sorted(_DEALT))}])[不没]\\1")
#: 订上没有, 付了没
_YES_NO = re.compile(
    r"(?:[上到了好完过]|[付交转收记录送发])没有?[啊呀呢嘛哦]*$|有[^,，]{1,3}没[得有]?[啊呀呢嘛哦]*$|[转付交打找]给?谁"
)
_STATED = frozenset("优惠 打折 便宜 便宜点 便宜些".split())
#: asked of a neighbour about what he has got
_BOUGHT = re.compile("(?:哪|谁家).{0,2}[买淘抢订]的")
#: 苹果14多少人用: a telephone, not fruit
_DEVICE = re.compile(
    r" ?1[1-9] ?(?:pro|plus|max|mini|系列|手机|[^斤箱盒份袋个]{0,4}(?:用|卡|发热|电池|内存|屏))"
)
_EXPERIENCE = re.compile("过(?:吗|么|没|不)")
_BARGAINS = re.compile(
    "行不|成不|可以不|中不|可不可|得不得|要得不|中不中|卖不卖|卖吗|行不行|行吗|可以吗|可以不|成吗|成不成|好不好|怎么样|如何"
)


#: 甜的还是咸的, 肥的多还是瘦的多
_OR = re.compile("([的多好])还是[^,，]{1,4}\\1$")
#: a demand to be given more for one's money
_LESS = tuple("便宜点嘛 便宜点吧 便宜点呗 便宜些吧 优惠点嘛 优惠点吧 优惠点呗 打个折呗 打个折吧".split())


def bargains(clause: Clause) -> bool:
    """Whether a sum is offered for goods: 两箱橘子70行不行."""
    if "product" not in clause.kinds:
        return "amount" not in clause.kinds and clause.text.startswith(_LESS)
    if not _BARGAINS.search(clause.text):
        return False
    bare = [t for t in clause.tokens if t.kind == "amount" and t.value.bare and not t.value.plus]
    counted = [t for t in clause.tokens if t.kind == "amount" and t.value.unit]
    return clause.has("money") or bool(bare and counted and (bare[-1].value.number or 0) > 9)


def is_question(clause: Clause) -> bool:
    """Whether the clause asks something that an order in polite form does not; settled once for each."""
    if clause.asks is None:
        clause.asks = _asks(clause)
    return clause.asks


def _asks(clause: Clause) -> bool:
    kinds = clause.kinds
    asks = [t for t in clause.tokens if t.kind == "ask" and t.text != "呢"] if "ask" in kinds else []
    if "future" in kinds and "me" in kinds and _DELIBERATES.search(clause.text):
        return False
    if "ask" not in kinds and clause.mark != "?" and not _asking(clause.text):
        return bargains(clause)
    if bargains(clause) or ("还是" in clause.text and _OR.search(clause.text)):
        return True
    if asks and "比" in clause.text and clause.mark != "?" and all(t.text in _STATED for t in asks):
        return False
    counted = "amount" in kinds and "我的" not in clause.text
    if clause.text.startswith(_MAY) and not clause.has("amount", "product", "cancel", "set", "add", "less"):
        return True
    if counted and ("不" in clause.text or "没" in clause.text) and _DEALS.search(clause.text):
        return True
    if not (counted or "cancel" in kinds) and (
        _asks_either(clause) or SHAPES_ASK.search(clause.text) or _YES_NO.search(clause.text)
    ):
        return True
    if asks and clause.text.endswith("了") and all(t.text in _STATED for t in asks):
        return clause.mark == "?"
    if not asks:
        if _how_many(clause) if counted else _which(clause):
            return True
        return clause.mark == "?" and not counted and "drop" not in kinds
    last = max((i for i, t in enumerate(clause.tokens) if t.kind in CORE), default=-1)
    wanting = clause.has("want", "add", "forme", "set")
    clean = all(t.kind not in ("word", "number") for t in clause.tokens[last + 1 :])
    if all(t.text in ("吗", "么", "不", "没") for t in asks) and clause.core and wanting and clean:
        return not any(m in clause.text for m in _MODAL)
    return True


#: nothing is asked without one of these, a word of asking or a question mark, unless a sum is offered
_ASKING = frozenset("不没谁我几还可能")
_asking = one_of(_ASKING)
#: what asks though no word of asking is in it
SHAPES_ASK = re.compile(
    "谁(?:都|也)?(?:订|接龙|报名|参加|参团|跟团|下单)|^(?:查下?|看下?|看看)?我的(?:订单|单子)$"
)


#: 我再看看要不要: one asks oneself
_DELIBERATES = re.compile("再?(?:看看|考虑|想想|决定)")


def _asks_either(clause: Clause) -> bool:
    """Whether it is asked of the goods named right before, if any are named, if they are so (脆不脆)."""
    if "不" not in clause.text and "没" not in clause.text:
        return False
    at = clause.tokens[0].start
    for found in _EITHER.finditer(clause.text):
        start = at + found.start()
        before = [t for t in clause.tokens if t.start < start and t.kind not in ("fill", "time", "space")]
        about = (
            found.group(1) in _DEALT
            or not clause.has("product")
            or (bool(before) and before[-1].kind == "product")
            or (len(before) == 2 and before[0].kind == "product" and before[1].text.startswith(_OF_GOODS))
        )
        if about and found.group(1) not in _LEAVE:
            return True
    return False


def _which(clause: Clause) -> bool:
    """Whether 还是 offers a choice (大的还是小的) rather than prefers (还是自己家的香)."""
    before, _, after = clause.text.partition("还是") if "还是" in clause.text else ("", "", "")
    if not before or not after:
        return False
    if before[-1] in after and (before[-2:] in after or after[-1] in "好呢呀啊"):
        return True  # 蒸着吃还是炒着吃好, 软的还是硬的好
    at = clause.tokens[0].start + len(before)
    named = {t.start < at for t in clause.tokens if t.kind == "product"}
    return "是" in before or len(named) != 1 or clause.mark == "?"


def _how_many(clause: Clause) -> bool:
    if "几" not in clause.text:
        return False
    tokens = [t for t in clause.tokens if t.kind != "space"]
    for i, token in enumerate(tokens):
        if token.kind == "amount" and token.text.startswith("几"):
            before = tokens[i - 1].kind if i else ""
            after = tokens[i + 1].text if i + 1 < len(tokens) else ""
            if after[:1] in ("千", "百", "万"):
                continue
            if (
                before not in ("want", "add", "forme")
                and not after.startswith("都")
                and not (i and tokens[i - 1].text.endswith("好"))
            ):
                return True
    return False


def read(parts: Sequence[Clause], text: str, context: Context) -> Intent | None:
    """The query in this message, None if it asks nothing that is ours to answer."""
    asked = any(c.mark == "?" or is_question(c) for c in parts)
    short = len(text) <= 14
    if not (asked or (short and (SHOW.search(text) or REQUESTED.search(text))) or any(map(bargains, parts))):
        return None
    if (_NEIGHBOURS.search(text) and not SHAPES_ASK.search(text)) or _BOUGHT.search(text):
        return None
    if context.role == "leader" or any("at" in c.kinds for c in parts):
        return None
    named = [t for c in parts if "product" in c.kinds for t in c.tokens if t.kind == "product"]
    about = tuple(dict.fromkeys([no for t in named for no in t.value.products])) or _alluded(parts, context)
    if any(ELSEWHERE.match(text, t.end) or _DEVICE.match(text, t.end) for t in named) or (
        not about and ELSEWHERE.search(text)
    ):
        return None  # 苹果手机
    if short and SHOW.search(text):
        return QueryIntent("list", about)
    if any(map(bargains, parts)):
        return QueryIntent("price", about)
    for topic, words in REQUESTS.items() if short else ():
        if words.search(text):
            return QueryIntent(topic, about)
    if not asked:
        return None
    for topic, shape in SHAPES:
        if shape.search(text):
            return QueryIntent(topic, about)
    for topic, words in TOPICS:
        if words.search(text) or (topic == "stock" and STOCK.search(text)):
            return QueryIntent(topic, about)
    if not about and len(context.products) == 1 and any(_counts(c, context.products[0].unit) for c in parts):
        return QueryIntent("other", (context.products[0].no,))
    if not about and _HAVE.search(text):
        return QueryIntent("stock")
    return QueryIntent("other", about) if about and not _EXPERIENCE.search(text) else None


def _alluded(parts: Sequence[Clause], context: Context) -> tuple[int, ...]:
    """蛋是今天的不, 这米煮粥香不香: goods named by the last character of their names, as a question begins."""
    goods = catalogue(context.products, context.title)
    for clause in parts:
        text = clause.text.lstrip("这那个些批次的你们家") if is_question(clause) else ""
        if not text or clause.tokens[0].kind not in ("word", "fill"):
            continue
        if text[0] in goods.names:
            return goods.names[text[0]].products
        if text[0] == goods.kind:
            return goods.numbers
    return ()


def _counts(clause: Clause, unit: str) -> bool:
    """Whether a question speaks of so many of what is sold ("一板能放多久")."""
    return any(t.kind == "amount" and t.value.unit == unit for t in clause.tokens) and not clause.has(
        "past", "me"
    )


#: 如果我是团长: a game of thought, no condition
_SUPPOSED = re.compile("(?:如果|要是|假如)我(?:是|有|当|做)")


def condition(parts: Sequence[Clause]) -> QueryIntent | None:
    """An order on a condition other than stock asks whether the condition holds ("甜的话来4袋")."""
    for clause in parts:
        if (
            "amount" in clause.kinds
            and (clause.has("want", "add", "forme") or "就来" in clause.text)
            and any(t.text in _CONDITIONS or (t.kind == "if" and t.text[-1] == "就") for t in clause.tokens)
            and not _SUPPOSED.search(clause.text)
        ):
            cheap = clause.has("money") or any(
                word in clause.text for word in ("便宜", "优惠", "打折", "降价", "少点钱")
            )
            return QueryIntent("price" if cheap else "other")
    return None
