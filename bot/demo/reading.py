"""What a resident reads in the bot's answers: participation number, quantities, amounts, goods handed out."""

import re
from collections.abc import Mapping
from decimal import Decimal

from bot.demo.ledger import Tab

_HEAD = re.compile(r"记好了：(\d+)号团 (\d+)号")
_ROW = re.compile(r"^(\S+) ([\d.]+)[^\d\s]+ ([\d.]+)元", re.MULTILINE)
_TOTAL = re.compile(r"合计 ([\d.]+)元")
_CANCELLED = re.compile(r"(\d+)号团（(\d+)号）的单已取消")
_HANDED = re.compile(r"✓ (\d+)号团 (\d+)号[^：]*：([^，]+)，")
_GOODS = re.compile(r"([^\d、]+)([\d.]+)[^\d、]+")
CODE = re.compile(r"取货码 (\d{6})")
NAMED = re.compile(r"^@(\S+) ")


def fen(yuan: str) -> int:
    return int(Decimal(yuan) * 100)


def confirmation_wrong(answer: str, tab: Tab) -> str:
    """What in a confirmation is not what the tab has ("" = all of it agrees); learns the tab's seq."""
    if not tab.names:
        gone = _CANCELLED.search(answer)
        return "" if gone and (int(gone[1]), int(gone[2])) == (tab.buy, tab.seq) else "not told as cancelled"
    head, total = _HEAD.search(answer), _TOTAL.search(answer)
    if head is None or total is None:
        return "no confirmation"
    tab.seq = tab.seq or int(head[2])
    rows = {name: (Decimal(qty), fen(cost)) for name, qty, cost in _ROW.findall(answer) if name != "合计"}
    want = {name: (tab.due(name), tab.cost(name)) for name in tab.names}
    if (int(head[1]), int(head[2])) != (tab.buy, tab.seq):
        return f"confirmed as {head[0]}"
    if rows != want or fen(total[1]) != tab.amount:
        return f"confirmed {rows}, {total[0]}; ours {want}, {tab.amount}"
    return ""


def handed_out(answer: str) -> Mapping[tuple[int, int], Mapping[str, Decimal]]:
    """By buy and participation number what a 核销 says was handed out."""
    return {
        (int(buy), int(seq)): {name: Decimal(qty) for name, qty in _GOODS.findall(goods)}
        for buy, seq, goods in _HANDED.findall(answer)
    }
