"""The buys these tests read messages in, and a short way to write down what was understood."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.understand import understand
from bot.understand.intent import (
    AskIntent,
    CancelIntent,
    ChainIntent,
    CommandIntent,
    Context,
    Intent,
    OrderIntent,
    Product,
    QueryIntent,
    WishLine,
)
from bot.understand.shapes import plain

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NUTS = (
    Product(1, "薄皮核桃", "袋", "39", ("核桃",)),
    Product(2, "若羌红枣", "袋", "25", ("红枣",)),
    Product(3, "绿葡萄干", "斤", "18", ("葡萄干",)),
    Product(4, "杏仁", "斤", "32"),
)
EGGS = (Product(1, "土鸡蛋30枚", "板", "42", ("土鸡蛋", "鸡蛋")),)
DISHES = (
    Product(1, "酸菜鱼大份", "份", "58"),
    Product(2, "酸菜鱼小份", "份", "38"),
    Product(3, "米饭", "碗", "2"),
)
BOXES = (
    Product(1, "坚果礼盒", "份", "128", ("A",)),
    Product(2, "糕点礼盒", "份", "88", ("B",)),
)


def buy(
    products: tuple[Product, ...] = NUTS,
    *,
    title: str = "干果团",
    sender: str = "小溪",
    leader: bool = False,
    has: dict[int, str] | None = None,
) -> Context:
    """A context; `has` is what the sender has ordered already."""
    prior = {no: Decimal(qty) for no, qty in (has or {}).items()}
    return Context(title, products, NOW, sender, "leader" if leader else "resident", prior)


def _line(line: WishLine) -> str:
    whom = f"@{line.whom}" if line.whom else ""
    note = f"#{line.note}" if line.note else ""
    return f"{line.product}:{plain(line.qty)}{whom}{note}"


def brief(intent: Intent) -> str:
    """`set 1:2@王姐#要熟的`, `add 1:2`, `cancel 1,2`, `ask missing_qty`, `query price`, `none`, `close {}` …"""
    match intent:
        case OrderIntent(lines, mode):
            return " ".join([mode, *map(_line, lines)])
        case CancelIntent(scope, whom):
            return (
                "cancel "
                + ("all" if scope is None else ",".join(map(str, scope)))
                + (f"@{whom}" if whom else "")
            )
        case AskIntent(reason=reason):
            return f"ask {reason}"
        case QueryIntent(topic=topic):
            return f"query {topic}"
        case CommandIntent(name, args):
            return f"{name} {dict(args)}"
        case ChainIntent(entries):
            shown = []
            for entry in entries:
                order = " ".join(map(_line, entry.lines)) or entry.ask or ("cancel" if entry.cancel else "-")
                shown.append(f"{entry.seq or '?'} {entry.name}: {order}")
            return "; ".join(shown)
    return "none"


def said(text: str, context: Context | None = None) -> str:
    """What `text` is understood to mean in `context` (the nuts buy by default)."""
    return brief(understand(text, context or buy()))
