"""The demo's last page: a line for every check, and the table of the day's figures."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.demo.audit import Audited
from groupbuy.money import yuan
from groupbuy.quantity import show

COLUMNS = ("团", "接受", "取消", "卖出", "库存", "缺货", "已取", "应付", "已付", "未付")
MOST = 5


def report(console: Console, audited: Audited) -> None:
    """PASS or FAIL by name, then the figures."""
    for check in audited.checks:
        passed = not check.wrong
        mark = Text("PASS ", "bold green") if passed else Text("FAIL ", "bold red")
        console.print(Text.assemble(mark, check.name), soft_wrap=True)
        for line in check.wrong[:MOST]:
            console.print(Text(f"     {line}", "red"), soft_wrap=True)
        if len(check.wrong) > MOST:
            console.print(Text(f"     … {len(check.wrong) - MOST} more", "red"))
    console.print(_table(audited))
    states = "，".join(f"{number}号团{buy.state_name}" for number, buy in sorted(audited.book.buys.items()))
    console.print(f"结局：{states}")
    ends = "，".join(f"{end} {count}" for end, count in sorted(audited.ends.items()) if count)
    console.print(Text(f"通知：{ends}；合计 {sum(audited.ends.values())}"))


def _table(audited: Audited) -> Table:
    """A row for each item, and one for the money of each buy."""
    table = Table(
        title="这一天的账", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False
    )
    for name in COLUMNS:
        table.add_column(name, justify="left" if name == "团" else "right", no_wrap=True)
    for number, buy in sorted(audited.book.buys.items()):
        for (of, name), it in audited.figures.items.items():
            if of == number:
                stock = "不限" if it.stock is None else show(it.stock)
                counts = map(show, (it.accepted, it.cancelled, it.taken))
                table.add_row(f"  {name}", *counts, stock, show(it.short), show(it.picked), yuan(it.amount))
        billed, paid = audited.figures.money(number)
        title = Text(f"{number}号团 {buy.title}", "bold")
        money = (yuan(billed), yuan(paid), yuan(billed - paid))
        table.add_row(title, *[""] * 6, *money, end_section=True)
    return table
