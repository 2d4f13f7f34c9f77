"""A group buy as a few dicts: one price per ordered unit, and what each command must answer."""

from collections.abc import Iterator
from typing import Any

BOOKED_LATE = {"closed", "formed", "not_formed"}
LIVE = {"open", "purchasing"} | BOOKED_LATE


class Model:
    """Whole units only. Every command returns the name of the refusal it must meet, or ""."""

    def __init__(self, minimum: int, stock: dict[int, int | None], price: dict[int, int], limit: int) -> None:
        self.state, self.minimum, self.stock, self.price, self.limit = "open", minimum, stock, price, limit
        self.orders: dict[str, dict[str, Any]] = {}
        self.arrivals: dict[int, tuple[str, int, dict[str, int]]] = {}
        self.arrived: set[int] = set()
        self.last_arrival = 0

    def lines(self, item: int) -> Iterator[tuple[str, dict[str, Any]]]:
        for who, order in self.orders.items():
            if order["lines"].get(item, {}).get("prices"):
                yield who, order["lines"][item]

    def taken(self, item: int) -> int:
        return sum(len(line["prices"]) for _, line in self.lines(item))

    def waiting(self, line: dict[str, Any]) -> int:
        return len(line["prices"]) - line["short"] - line["picked"]

    def amount(self, who: str) -> int:
        lines = self.orders[who]["lines"].values()
        return sum(sum(line["prices"][: len(line["prices"]) - line["short"]]) for line in lines)

    def have(self) -> int:
        return sum(any(line["prices"] for line in it["lines"].values()) for it in self.orders.values())

    def taken_in(self, on_time: bool) -> str:
        if self.state not in LIVE:
            return "BuyOver"
        if not on_time and self.state != "open":
            return "TooLate"
        return "TooLateToBook" if self.state == "purchasing" else ""

    def order(self, sender: str, owner: str, item: int, mode: str, qty: int, on_time: bool) -> str:
        if refused := self.taken_in(on_time):
            return refused
        known = owner in self.orders
        line = self.orders[owner]["lines"].get(item) if known else None
        prices = list(line["prices"]) if line else []
        before = len(prices)
        after = {"set": qty, "add": before + qty, "sub": max(0, before - qty)}[mode]
        if not known and not after:
            return "NothingOrdered"
        if after == before:
            return "NothingChanged"
        stock = self.stock[item]
        if after > before:
            if stock is not None and self.taken(item) + after - before > stock:
                return "SoldOut" if self.taken(item) < stock else "AllGone"
            together = sum(len(it["prices"]) for who, it in self.lines(item) if self.speaks_for(sender, who))
            if item == 1 and together + after - before > self.limit:
                return "OverLimit"
        if not known:
            self.orders[owner] = {"by": sender, "lines": {}, "paid": 0, "handed": []}
        self.change(owner, item, after)
        if self.state == "not_formed" and self.have() >= self.minimum:
            self.state = "formed"
        return ""

    def speaks_for(self, sender: str, owner: str) -> bool:
        return sender in (owner, self.orders[owner]["by"])

    def change(self, owner: str, item: int, after: int) -> None:
        line = self.orders[owner]["lines"].setdefault(item, {"prices": [], "short": 0, "picked": 0})
        del line["prices"][after:]
        line["prices"] += [self.price[item]] * (after - len(line["prices"]))
        line["short"] = min(line["short"], after)

    def cancel(self, who: str, on_time: bool) -> str:
        lines = self.orders.get(who, {"lines": {}})["lines"]
        ordered = [item for item, line in lines.items() if line["prices"]]
        if not ordered:
            return "NothingOrdered"
        if refused := self.taken_in(on_time):
            return refused
        for item in ordered:
            self.change(who, item, 0)
        if self.state == "not_formed" and self.have() >= self.minimum:
            self.state = "formed"
        return ""

    def restock(self, item: int, stock: int | None) -> str:
        if self.state not in LIVE:
            return "BuyOver"
        if stock is not None and stock < self.taken(item):
            return "StockBelowOrders"
        if stock == self.stock[item]:
            return "NothingChanged"
        self.stock[item] = stock
        return ""

    def reprice(self, item: int, price: int) -> str:
        if self.state not in LIVE:
            return "BuyOver"
        if price == self.price[item]:
            return "NothingChanged"
        self.price[item] = price
        return ""

    def close(self) -> str:
        if self.state != "open":
            return "WrongState"
        self.state = "closed" if self.have() >= self.minimum else "not_formed"
        return ""

    def reopen(self) -> str:
        if self.state not in ("closed", "not_formed"):
            return "WrongState"
        self.state = "open"
        return ""

    def proceed(self) -> str:
        if self.state not in ("closed", "not_formed"):
            return "WrongState"
        formed = self.state == "not_formed" or self.have() >= self.minimum
        self.state = "formed" if formed else "not_formed"
        return ""

    def purchase(self) -> str:
        if self.state == "not_formed" or (self.state == "closed" and self.have() < self.minimum):
            return "NotReached"
        if self.state not in ("closed", "formed"):
            return "WrongState"
        if not self.have():
            return "EmptyBuy"
        self.state = "purchasing"
        return ""

    def arrive(self, item: int, short: int) -> str:
        if self.state in ("closed", "formed", "not_formed"):
            if self.state == "not_formed" or (self.state == "closed" and self.have() < self.minimum):
                return "NotReached"
            if not self.have():
                return "EmptyBuy"
        elif self.state not in ("purchasing", "arrived"):
            return "WrongState"
        if item in self.arrived:
            return "ArrivedAlready"
        if refused := self.go_without(item, short, "arrived"):
            return refused
        self.arrived.add(item)
        self.state = "arrived"
        return ""

    def fall_short(self, item: int, short: int) -> str:
        if self.state not in ("closed", "formed", "purchasing", "arrived"):
            return "WrongState"
        return self.go_without(item, short, "short")

    def go_without(self, item: int, short: int, kind: str) -> str:
        lines = list(self.lines(item))
        if short > sum(self.waiting(line) for _, line in lines):
            return "MiscountedArrival"
        cut: dict[str, int] = {}
        for who, line in reversed(lines):
            part = min(short - sum(cut.values()), self.waiting(line))
            if part:
                cut[who] = part
                line["short"] += part
        self.last_arrival += 1
        self.arrivals[self.last_arrival] = (kind, item, cut)
        return ""

    def reverse(self, item: int) -> str:
        records = [no for no, it in self.arrivals.items() if it[1] == item]
        if not records or self.state not in ("closed", "formed", "purchasing", "arrived"):
            return "NoSuchArrival"
        if any(line["picked"] for _, line in self.lines(item)):
            return "PickedSince"
        kind, _, cut = self.arrivals.pop(max(records))
        for who, line in self.lines(item):
            line["short"] = max(0, line["short"] - cut.get(who, 0))
        if kind == "arrived":
            self.arrived.discard(item)
        return ""

    def hand_out(self, who: str, item: int, qty: int) -> str:
        line = self.orders[who]["lines"].get(item)
        if item not in self.arrived:
            return "NotArrived"
        if line is None or qty > self.waiting(line):
            return "MoreThanBilled"
        line["picked"] += qty
        self.orders[who]["handed"].append((item, qty))
        return ""

    def take_back(self, who: str) -> str:
        if not self.orders[who]["handed"]:
            return "NoSuchPickup"
        item, qty = self.orders[who]["handed"].pop()
        self.orders[who]["lines"][item]["picked"] -= qty
        return ""

    def pay(self, who: str) -> str:
        self.orders[who]["paid"] = self.amount(who)
        return ""

    def finish(self, sure: bool) -> str:
        if self.state != "arrived":
            return "WrongState"
        if any(
            self.waiting(line) > 0
            for o in self.orders.values()
            for item, line in o["lines"].items()
            if item not in self.arrived
        ):
            return "GoodsMissing"
        if not sure and any(self.waiting(it) > 0 for o in self.orders.values() for it in o["lines"].values()):
            return "StillWaiting"
        self.state = "finished"
        return ""

    def call_off(self) -> str:
        if self.state not in LIVE:
            return "WrongState"
        self.state = "cancelled"
        for who, order in self.orders.items():
            for item in order["lines"]:
                self.change(who, item, 0)
        return ""
