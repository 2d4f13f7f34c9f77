"""S3: any history of commands on the real store against the dict model; the tables are the journal's fold."""

from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from groupbuy import closing, delivering, opening, settling, verifying
from groupbuy.buy import Minimum
from groupbuy.errors import Refusal
from groupbuy.events import OfferedItem
from groupbuy.ordering import Wish
from tests.groupbuy.day import Day
from tests.groupbuy.day_machine import DayMachine
from tests.groupbuy.made import CUTOFF, OPENED, D, minutes
from tests.groupbuy.model import Model

EXAMPLES, STEPS = 50, 30
PEOPLE = ["wang", "li", "zhao"]
WHO = st.sampled_from(PEOPLE)
# Each may order for one more, who then counts towards the same limit.
OWNERS = st.sampled_from([(who, who) for who in PEOPLE] + [("wang", "mother"), ("li", "grandpa")])
ITEMS = st.sampled_from([1, 1, 2])


def when(held: Callable[[Model], object]) -> Any:
    """Where a command is nearly always refused it is seldom worth a step: the pairs of states are tested apart."""
    return precondition(lambda self: held(self.model))


class Histories(DayMachine):
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.day = Day(self.store)
        self.fold = True

    @initialize(
        minimum=st.sampled_from([0, 0, 2, 3]),
        stock=st.integers(3, 12),
        baskets=st.lists(st.tuples(OWNERS, ITEMS, st.integers(1, 4)), max_size=6),
        there=st.booleans(),
    )
    def opened(self, minimum: int, stock: int, baskets: list[Any], there: bool) -> None:
        """Some have ordered; in half of the histories the goods are there already."""
        items = (
            OfferedItem(1, "草莓", "盒", 2500, stock=D(stock), limit=D(5)),
            OfferedItem(2, "蓝莓", "盒", 1990),
        )
        self.wait(self.day.opens(Minimum("orders", minimum) if minimum else None, items=items))
        self.model = Model(minimum, {1: stock, 2: None}, {1: 2500, 2: 1990}, limit=5)
        for who, item, qty in baskets:
            self.order(who, item, qty, "set", late=False)
        if there:
            self.close()
            self.proceed()
            self.arrive(1, 1 if self.model.taken(1) > 3 else 0)

    def both(self, command: str, real: Callable[[], Awaitable[Any]], *args: Any) -> None:
        """The same command to store and model: the same refusal or none."""
        self.day.at += minutes(2)
        expected = getattr(self.model, command)(*args)
        try:
            self.wait(real())
            answer = ""
        except Refusal as refusal:
            answer = type(refusal).__name__
        self.done[f"{command}: {expected or 'done'}"] += 1
        assert answer == expected, (command, args)
        self.fold = not answer

    @rule(
        who=OWNERS,
        item=ITEMS,
        qty=st.integers(0, 6),
        mode=st.sampled_from(["set", "add", "sub"]),
        late=st.booleans(),
    )
    def order(self, who: tuple[str, str], item: int, qty: int, mode: Any, late: bool) -> None:
        sender, owner = who
        wish = Wish(item, D(qty), mode, "" if owner == sender else owner)
        sent = self.day.at + minutes(2) if late else OPENED
        said = lambda: self.day.says(sender, [wish], sent_at=sent)  # noqa: E731 - one line beside its model
        self.both("order", said, sender, owner, item, mode, qty, not late)

    @rule(who=WHO, late=st.booleans())
    def cancel(self, who: str, late: bool) -> None:
        sent = self.day.at + minutes(2) if late else OPENED
        self.both("cancel", lambda: self.day.cancels(who, sent_at=sent), who, not late)

    def lead(self, command: str, step: Callable[..., Awaitable[Any]], *args: Any) -> None:
        self.both(command, lambda: self.day.leads(step), *args)

    @rule(item=ITEMS, stock=st.one_of(st.none(), st.integers(0, 15)))
    def restock(self, item: int, stock: int | None) -> None:
        whole = None if stock is None else D(stock)
        self.lead(
            "restock", lambda books, buy: opening.restock(books, buy, buy.item(item), whole), item, stock
        )

    @rule(item=ITEMS, price=st.sampled_from([1990, 2500, 2600, 333]))
    def reprice(self, item: int, price: int) -> None:
        self.lead(
            "reprice", lambda books, buy: opening.reprice(books, buy, buy.item(item), price), item, price
        )

    @when(lambda now: now.state in ("open", "formed") and len(now.orders) > 1)
    @rule()
    def close(self) -> None:
        self.lead("close", lambda books, buy: closing.close(books, buy, by_hand=True))

    @when(lambda now: now.state != "open")
    @rule()
    def reopen(self) -> None:
        self.lead("reopen", lambda books, buy: closing.reopen(books, buy, CUTOFF + minutes(60)))

    @when(lambda now: now.state != "open")
    @rule()
    def proceed(self) -> None:
        self.lead("proceed", closing.proceed)

    @when(lambda now: now.state != "open")
    @rule()
    def purchase(self) -> None:
        self.lead("purchase", closing.order_goods)

    @when(lambda now: now.state != "open")
    @rule(item=ITEMS, short=st.sampled_from([0, 0, 0, 1, 2, 3]))
    def arrive(self, item: int, short: int) -> None:
        def step(books: Any, buy: Any) -> Awaitable[Any]:
            return delivering.arrive(books, buy, [buy.item(item)], short=D(short))

        self.lead("arrive", step, item, short)

    @when(lambda now: now.state != "open")
    @rule(item=ITEMS, short=st.integers(1, 4))
    def fall_short(self, item: int, short: int) -> None:
        def step(books: Any, buy: Any) -> Awaitable[Any]:
            return delivering.fall_short(books, buy, buy.item(item), D(short))

        self.lead("fall_short", step, item, short)

    @when(lambda now: now.arrivals)
    @rule(item=ITEMS)
    def reverse(self, item: int) -> None:
        self.lead("reverse", lambda books, buy: delivering.reverse_arrival(books, buy, buy.item(item)), item)

    @when(lambda now: now.arrived)
    @rule(who=WHO, item=ITEMS, qty=st.integers(1, 3))
    def hand_out(self, who: str, item: int, qty: int) -> None:
        if who in self.model.orders:
            handed = lambda: self.day.for_order(verifying.hand_out, who, {item: D(qty)})  # noqa: E731 - as above
            self.both("hand_out", handed, who, item, qty)

    @when(lambda now: now.arrived)
    @rule(who=WHO)
    def take_back(self, who: str) -> None:
        if who in self.model.orders:
            self.both("take_back", lambda: self.day.for_order(verifying.take_back, who), who)

    @rule(who=WHO)
    def pay(self, who: str) -> None:
        if who in self.model.orders:
            self.both(
                "pay", lambda: self.day.for_order(lambda b, _, order: settling.confirm(b, order), who), who
            )

    @when(lambda now: now.state in ("arrived", "finished"))
    @rule(sure=st.sampled_from([True, False, False, False]))
    def finish(self, sure: bool) -> None:
        self.lead("finish", lambda books, buy: delivering.finish(books, buy, sure=sure), sure)

    @when(lambda now: len(now.orders) > 3)
    @rule()
    def call_off(self) -> None:
        self.lead("call_off", lambda books, buy: closing.cancel_buy(books, buy, "leader"))

    @invariant()
    def the_book_is_the_models_and_the_journals(self) -> None:
        if self.day.number:
            self.wait(self.compared())

    async def compared(self) -> None:
        buy, orders = await self.day.buy(), await self.store.reads.orders(self.day.number)
        assert buy.state == self.model.state
        for no, item in buy.items.items():
            assert (item.taken, item.stock, item.price) == (
                self.model.taken(no),
                self.model.stock[no],
                self.model.price[no],
            )
            assert item.stock is None or item.taken <= item.stock
        assert [it.seq_no for it in orders] == list(range(1, len(orders) + 1))
        for order, (who, told) in zip(orders, self.model.orders.items(), strict=True):
            assert (order.resident, order.placed_by, order.paid) == (who, told["by"], told["paid"])
            assert order.amount == self.model.amount(who)
            for no, line in told["lines"].items():
                real = order.line(no)
                assert (real.ordered, real.short, real.picked) == (
                    len(line["prices"]),
                    line["short"],
                    line["picked"],
                )
                assert 0 <= real.picked <= real.billed
        if self.fold:  # a refusal wrote nothing: that the tables stand as they stood is enough
            assert await self.store.disagreements() == []
            self.fold = False


def lived(empty: Path, examples: int, steps: int, **how: Any) -> Counter[str]:
    """How often each command was done or refused, in store and model alike."""

    class Here(Histories):
        pass

    Here.empty, Here.done = empty, Counter()
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            **how,
        ),
    )
    return Here.done


@pytest.mark.timeout(300)
def test_any_history_leaves_the_book_as_the_model_and_the_journal_have_it(empty: Path) -> None:
    """The short form of what tests/faults tries for longer."""
    done = lived(empty, EXAMPLES, STEPS)
    print(f"S3: {sum(done.values())} commands compared: {dict(sorted(done.items()))}")
    assert {name.partition(":")[0] for name in done} >= {"order", "cancel", "arrive", "hand_out", "reverse"}
