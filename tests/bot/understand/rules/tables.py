"""The believable buys the rules are examined in, and a short way to write down what LABELS.md expects."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of
from tests.for_each import for_each

_SPEC = importlib.util.spec_from_file_location("score", Path(__file__).parents[3] / "corpus" / "score.py")
assert _SPEC
assert _SPEC.loader
score = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(score)

Buy = dict[str, Any]


def _buy(title: str, goods: str) -> Buy:
    """A line per product: `name,alias,alias|unit|price`, numbered from 1."""
    products = []
    for no, line in enumerate(goods.split(), 1):
        names, unit, price = line.split("|")
        name, *aliases = names.split(",")
        products.append({"no": no, "name": name, "aliases": aliases, "unit": unit, "price": price})
    return {"title": title, "products": products}


BERRIES = _buy("丹东草莓", "红颜草莓,草莓|盒|35")
RICE = _buy("东北新米", "五常大米,大米|斤|4.5")
FRUIT = _buy(
    "周末水果",
    "砂糖橘,橘子|箱|39 红富士苹果,苹果|斤|6.8 金枕榴莲,榴莲|个|129 贵妃芒果,芒果|斤|12",
)
SIZES = _buy(
    "老湘家私房菜",
    "剁椒鱼头大份|份|68 剁椒鱼头小份|份|46 农家小炒肉|份|36 口味虾,小龙虾|斤|49 米饭|碗|2",
)
SETS = _buy("蔬菜套餐", "家庭套餐,A,甲|份|59 单人套餐,B,乙|份|29 菌菇套餐,C,丙|份|45")
MARKET = _buy(
    "农家菜直送",
    """上海青|斤|4 土豆,洋芋|斤|3 西红柿,番茄|斤|5.5 本地黄瓜,黄瓜|斤|4.8
    空心菜|把|3 老豆腐,豆腐|块|4 内酯豆腐|盒|3.5 土鸡蛋30枚,鸡蛋,土鸡蛋|板|38
    老母鸡|只|98 五花肉|斤|22 水果玉米,玉米|根|3 鲜牛奶1L,牛奶,鲜奶|瓶|15""",
)
SHOP = _buy(
    "邻里小超市",
    """半糖酸奶|杯|6 原味酸奶|杯|5 纸尿裤L码|包|69 纸尿裤XL码|包|72 5号电池|节|2.5
    7号电池|节|2.5 酒精湿巾80片,湿巾|包|9.9 抽纸3层,抽纸|提|25 卷纸|提|19 六神花露水,花露水|瓶|16
    三只松鼠坚果,坚果|盒|45 可乐330ml*24罐,可乐|箱|48 雪碧|箱|46 矿泉水550ml,矿泉水|箱|28 九三大豆油5L,豆油|桶|62
    金龙鱼花生油|桶|88 海天生抽,生抽|瓶|9 陈醋|瓶|8 挂面|把|6 黑米|斤|7
    小米|斤|6 红豆|斤|9 绿豆|斤|8 皮蛋|盒|12 咸鸭蛋|盒|15 火腿肠|袋|13 老干妈|瓶|11
    洗衣液2kg,洗衣液|瓶|29 牙膏|支|12 一次性手套100只,手套|盒|14""",
)

PAIRS = _buy("年货", "纯棉袜子,袜子|双|9 红灯笼,灯笼|对|45 精酿啤酒,啤酒|打|66 腊肠|斤|38")


def ctx(
    buy: Buy = FRUIT,
    *,
    has: dict[int, str] | None = None,
    sender: str = "小满",
    leader: bool = False,
) -> dict[str, Any]:
    """A case's context as the corpora write it; `has` is what the sender has in this buy."""
    return {
        "group_buy": buy,
        "sender": sender,
        "prior_order": [{"product": no, "qty": qty} for no, qty in (has or {}).items()],
        "role": "leader" if leader else "resident",
        "now": "2026-11-21 10:00",
    }


def cmd(name: str, **args: Any) -> dict[str, Any]:
    """The expectation of a leader's command."""
    return {"intent": "command", "name": name, "args": args}


def _lines(words: list[str]) -> list[dict[str, Any]]:
    lines = []
    for word in words:
        rest, _, note = word.partition("#")
        rest, _, whom = rest.partition("@")
        no, _, qty = rest.partition(":")
        lines.append({"product": int(no), "qty": qty, "for": whom or None, "note": note or None})
    return lines


def _entry(text: str) -> dict[str, Any]:
    seq, name, rest = text.split("|")
    entry: dict[str, Any] = {"seq": int(seq) if seq else None, "name": name, "lines": []}
    if rest.startswith("ask "):
        entry["ask"] = rest[4:]
    elif rest == "cancel":
        entry["cancel"] = True
    else:
        entry["lines"] = _lines(rest.split())
    return entry


def shape(expected: str | list[str] | dict[str, Any]) -> dict[str, Any]:
    """`set 1:2 2:1@王姐#熟的`, `add …`, `cancel all|1,2[@王姐]`, `ask …`, `query …`, `none`; a list of
    `seq|name|lines, ask … or cancel` is a chain; a command is given as it is."""
    if isinstance(expected, dict):
        return expected
    if isinstance(expected, list):
        return {"intent": "chain", "entries": [_entry(e) for e in expected]}
    kind, *words = expected.split()
    if kind in ("set", "add"):
        return {"intent": "order", "lines": _lines(words), "mode": kind}
    if kind == "cancel":
        scope, _, whom = words[0].partition("@")
        numbers = "all" if scope == "all" else [int(no) for no in scope.split(",")]
        return {"intent": "cancel", "scope": numbers} | ({"for": whom} if whom else {})
    return {"none": {"intent": "none"}, "ask": {"intent": "ask", "reason": words[-1:] and words[-1]}}.get(
        kind
    ) or {"intent": "query", "topic": words[0]}


def rows(*table: tuple[Any, ...]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """One test of all the rows (text, expected)."""
    return for_each(("text", "expected"), table)


def holds(text: str, expected: Any, context: dict[str, Any] | None = None) -> None:
    """`text` means `expected` in `context`, compared as score.py compares."""
    case = {"context": context or ctx(), "expect": shape(expected)}
    got = predict_of(understand(text, context_of(case)))
    assert score.exact(case, score.clean(got)), f"\n{text}\n expected {case['expect']}\n got      {got}"
