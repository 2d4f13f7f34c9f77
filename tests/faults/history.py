"""S3: a day of one buy as people say it, beside a dict: after every message the database holds what the dict does."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from groupbuy.buy import State
from tests.conversation import village

STOCK = 20
PRICES = {1: 2500, 2: 1500}
NAMES = {1: "草莓", 2: "蓝莓"}
OFFER = f"开团 大团\n草莓 25/盒 库存{STOCK}\n蓝莓 15/盒\n截单 明天20:00\n取货 后天17:00-20:00"
PEOPLE = st.sampled_from(["甲", "乙", "丙", "丁"])
ITEMS = st.sampled_from([1, 2])
QTY = st.integers(1, 9)


class Day(RuleBasedStateMachine):
    """`ordered` is (person, item) -> how much; `numbers` the 跟团号 of each, `paid` in fen."""

    kind = "sqlite"

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stack = AsyncExitStack()
        self.v = self.do(self.stack.enter_async_context(village(kind=self.kind)))
        self.do(self.v.open(text=OFFER))
        self.ordered: dict[tuple[str, int], int] = {}
        self.numbers: dict[str, int] = {}
        self.paid: dict[str, int] = {}
        self.stock, self.state = STOCK, State.OPEN

    def do(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def teardown(self) -> None:
        self.do(self.stack.aclose())
        self.loop.close()

    def say(self, who: str, text: str) -> str:
        return self.do(self.v.say(who, text, chat="lake-1"))

    def taken(self, item: int) -> int:
        return sum(qty for (_, no), qty in self.ordered.items() if no == item)

    def owed(self, who: str) -> int:
        return sum(qty * PRICES[item] for (name, item), qty in self.ordered.items() if name == who)

    def fits(self, item: int, more: int) -> bool:
        return item == 2 or self.taken(item) + more <= self.stock

    @rule(who=PEOPLE, item=ITEMS, qty=QTY)
    def order(self, who: str, item: int, qty: int) -> None:
        said = self.say(who, f"再来{qty}盒{NAMES[item]}")
        booked = self.state is State.OPEN and self.fits(item, qty)
        assert ("记好了" in said) is booked, said
        if booked:
            self.numbers.setdefault(who, len(self.numbers) + 1)
            self.ordered[who, item] = self.ordered.get((who, item), 0) + qty

    @precondition(lambda self: self.state is State.OPEN and any(self.ordered.values()))
    @rule(data=st.data(), qty=QTY)
    def change(self, data: st.DataObject, qty: int) -> None:
        who, item = data.draw(st.sampled_from(sorted(key for key, had in self.ordered.items() if had)))
        said = self.say(who, f"{NAMES[item]}改成{qty}盒")
        more = qty - self.ordered[who, item]
        if more <= 0 or self.fits(item, more):
            self.ordered[who, item] = qty
        else:
            assert "记好了" not in said, said

    @precondition(lambda self: self.state is State.OPEN and any(self.ordered.values()))
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(sorted({name for (name, _), had in self.ordered.items() if had})))
        assert "已取消" in self.say(who, "取消")
        for item in PRICES:
            if (who, item) in self.ordered:
                self.ordered[who, item] = 0

    @precondition(lambda self: self.state is State.OPEN)
    @rule(by=st.integers(-9, 9).filter(bool))
    def restock(self, by: int) -> None:
        self.say("王姐", f"库存 草莓 {by:+d}")
        if self.stock + by >= self.taken(1):
            self.stock += by

    @precondition(lambda self: self.state is State.OPEN)
    @rule()
    def close(self) -> None:
        assert "截单了" in self.say("王姐", "截单 1")
        self.v.clock.at += timedelta(minutes=2)  # past the grace
        self.state = State.CLOSED

    @precondition(lambda self: self.state is State.CLOSED)
    @rule()
    def reopen(self) -> None:
        said = self.say("王姐", "重开 1 60分钟")
        self.state = State.OPEN
        assert "截单" in said, said

    @precondition(lambda self: self.numbers)
    @rule(data=st.data())
    def pay(self, data: st.DataObject) -> None:
        """The leader confirms that one's money is in order: what was missing is there, what was too much is back."""
        who = data.draw(st.sampled_from(sorted(self.numbers)))
        self.say("王姐", f"已付 1号团 {self.numbers[who]}")
        self.paid[who] = self.owed(who)

    @precondition(lambda self: any(paid > self.owed(who) for who, paid in self.paid.items()))
    @rule(data=st.data())
    def refund(self, data: st.DataObject) -> None:
        over = sorted(who for who, paid in self.paid.items() if paid > self.owed(who))
        who = data.draw(st.sampled_from(over))
        self.say("王姐", f"已退 1号团 {self.numbers[who]}")
        self.paid[who] = self.owed(who)

    @invariant()
    def the_database_holds_what_the_dict_does(self) -> None:
        assert self.do(self.v.store.disagreements()) == []
        book = self.do(self.v.store.stored())
        buy, orders = book.buys[1], {it.seq_no: it for it in book.orders.values()}
        assert (buy.state, buy.item(1).stock, buy.item(1).taken) == (self.state, self.stock, self.taken(1))
        assert sorted(orders) == sorted(self.numbers.values())
        for who, no in self.numbers.items():
            has = {item: int(line.ordered) for item, line in orders[no].lines.items()}
            assert {it: n for it, n in has.items() if n} == {
                item: n for (name, item), n in self.ordered.items() if name == who and n
            }
            assert orders[no].paid == self.paid.get(who, 0)


class DayOnPostgres(Day):
    kind = "postgres"
