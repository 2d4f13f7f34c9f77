"""Marks beside an order in lists: what is paid and what is not."""

from groupbuy.money import yuan
from groupbuy.order import Order


def paid_mark(order: Order) -> str:
    """已付, 不用付 (cut to nothing), 未付, 说已付 (claimed), 还欠12元 (partly paid), 要退5元 (paid too much)."""
    if order.owed < 0:
        return f"要退{yuan(-order.owed)}元"
    if order.owed == 0:
        return "已付" if order.amount else "不用付"
    if order.claimed:
        return "说已付"
    return f"还欠{yuan(order.owed)}元" if order.paid else "未付"
