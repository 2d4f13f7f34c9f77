"""The demo's own account: quantities, prices as agreed, stock, limits, shortages."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.demo.cast import WANG, ZHOU
from bot.demo.goods import BLUEBERRY, BREAKFAST, CHERRY, EGG, FRUIT, ORANGE, STRAWBERRY, Good
from bot.demo.ledger import Ledger, Tab
from groupbuy.order import Line
from tests.for_each import for_each


def booked(ledger: Ledger, owner: str, seq: int, **qty: str) -> Tab:
    goods: Mapping[str, Good] = {"strawberry": STRAWBERRY, "blueberry": BLUEBERRY, "orange": ORANGE}
    tab = ledger.book(FRUIT, WANG, owner, {goods[name]: Decimal(it) for name, it in qty.items()})
    tab.seq = seq
    return tab


def test_a_tab_costs_what_was_agreed_when_each_quantity_was_ordered() -> None:
    ledger = Ledger()
    tab = booked(ledger, "赵阿姨", 1, orange="3")
    ledger.prices[FRUIT, ORANGE.name] = 600
    booked(ledger, "赵阿姨", 1, orange="5")
    assert tab.amount == 3 * 550 + 2 * 600
    booked(ledger, "赵阿姨", 1, orange="4")
    assert tab.amount == 3 * 550 + 1 * 600
    booked(ledger, "赵阿姨", 1, orange="2")
    assert tab.amount == 2 * 550


def test_half_a_fen_is_rounded_up_for_each_price() -> None:
    ledger = Ledger(prices={})
    ledger.prices[FRUIT, ORANGE.name] = 333
    assert booked(ledger, "赵阿姨", 1, orange="1.5").amount == 500


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from((550, 600, 333, 1))), min_size=1, max_size=8))
def test_its_arithmetic_comes_to_the_same_as_the_product_s(steps: list[tuple[int, int]]) -> None:
    ledger, line = Ledger(), Line(ORANGE.no)
    for halves, price in steps:
        qty = Decimal(halves) / 2
        ledger.prices[FRUIT, ORANGE.name] = price
        tab = ledger.book(FRUIT, WANG, "赵阿姨", {ORANGE: qty})
        line = line.to(qty, price)
    assert (tab.qty(ORANGE.name), tab.amount) == (line.ordered, line.amount)
    key = (FRUIT, ORANGE.name)
    assert ledger.accepted[key] - ledger.cancelled[key] == line.ordered


def test_what_is_cancelled_stays_counted_as_once_accepted() -> None:
    ledger = Ledger()
    tab = booked(ledger, "赵阿姨", 1, strawberry="2", blueberry="1")
    ledger.cancel(FRUIT, "赵阿姨", [STRAWBERRY.name])
    assert tab.names == [BLUEBERRY.name]
    ledger.cancel(FRUIT, "赵阿姨")
    assert (tab.names, tab.amount) == ([], 0)
    assert ledger.accepted[FRUIT, STRAWBERRY.name] == ledger.cancelled[FRUIT, STRAWBERRY.name] == 2


@for_each(
    ("wanted", "refused"),
    [
        ({STRAWBERRY: Decimal(2)}, ""),
        ({STRAWBERRY: Decimal(1)}, "没有变化"),
        ({STRAWBERRY: Decimal(1), ORANGE: Decimal(1)}, ""),
        ({STRAWBERRY: Decimal(5)}, "限购"),
        ({BLUEBERRY: Decimal(23)}, "只剩|订完"),
        ({BLUEBERRY: Decimal(22)}, ""),
        ({ORANGE: Decimal(500)}, ""),
    ],
)
def test_it_knows_what_must_be_refused(wanted: Mapping[Good, Decimal], refused: str) -> None:
    ledger = Ledger()
    booked(ledger, "赵阿姨", 1, strawberry="1")
    assert ledger.refuses(FRUIT, WANG, "赵阿姨", wanted) == refused


def test_what_is_ordered_for_a_neighbour_counts_against_the_buyers_limit() -> None:
    ledger = Ledger()
    booked(ledger, "赵阿姨", 1, strawberry="3")
    assert ledger.refuses(FRUIT, WANG, "陈师傅", {STRAWBERRY: Decimal(2)}) == "限购"
    assert ledger.refuses(FRUIT, ZHOU, "陈师傅", {STRAWBERRY: Decimal(2)}) == ""


def test_less_may_be_ordered_where_nothing_is_left() -> None:
    ledger = Ledger()
    booked(ledger, "赵阿姨", 1, blueberry="22")
    assert ledger.refuses(FRUIT, WANG, "赵阿姨", {BLUEBERRY: Decimal(20)}) == ""
    assert ledger.refuses(FRUIT, WANG, "钱哥", {BLUEBERRY: Decimal(1)}) == "只剩|订完"


def test_more_is_on_top_of_what_there_is_and_a_total_stands_for_itself() -> None:
    ledger = Ledger()
    booked(ledger, "赵阿姨", 1, orange="2")
    assert ledger.afterwards(FRUIT, "赵阿姨", {ORANGE: Decimal(1)}, "add") == {ORANGE: Decimal(3)}
    assert ledger.afterwards(FRUIT, "赵阿姨", {ORANGE: Decimal(1)}, "set") == {ORANGE: Decimal(1)}
    assert ledger.afterwards(FRUIT, "钱哥", {CHERRY: Decimal(1)}, "add") == {CHERRY: Decimal(1)}


def test_the_latest_go_without_and_pay_for_what_comes() -> None:
    ledger = Ledger()
    tabs = [booked(ledger, name, no, strawberry="2") for no, name in enumerate(("赵", "钱", "孙"), 1)]
    affected = ledger.go_short(FRUIT, STRAWBERRY.name, Decimal(3))
    assert [tab.owner for tab in affected] == ["孙", "钱"]
    assert [tab.due(STRAWBERRY.name) for tab in tabs] == [2, 1, 0]
    assert [tab.amount for tab in tabs] == [5000, 2500, 0]


def test_who_has_fetched_theirs_does_not_go_without() -> None:
    ledger = Ledger()
    first, last = (booked(ledger, name, no, strawberry="2") for no, name in enumerate(("赵", "钱"), 1))
    last.picked[STRAWBERRY.name] = Decimal(2)
    assert ledger.go_short(FRUIT, STRAWBERRY.name, Decimal(1)) == [first]
    assert (first.left(STRAWBERRY.name), last.left(STRAWBERRY.name)) == (1, 0)


def test_tabs_come_by_participation_number_and_buys_are_kept_apart() -> None:
    ledger = Ledger()
    booked(ledger, "赵", 2, orange="1")
    booked(ledger, "钱", 1, orange="1")
    ledger.book(BREAKFAST, ZHOU, "孙", {EGG: Decimal(1)})
    assert [tab.owner for tab in ledger.of(FRUIT)] == ["钱", "赵"]
    assert ledger.sold(FRUIT, ORANGE.name) == 2
    assert ledger.sold(BREAKFAST, EGG.name) == 1
    assert ledger.tab(BREAKFAST, "孙").buyer is ZHOU


def test_at_one_point_the_latest_there_go_without_and_nobody_elsewhere() -> None:
    ledger = Ledger()
    tabs = [booked(ledger, name, no, strawberry="2") for no, name in enumerate(("赵", "钱", "孙", "李"), 1)]
    there = [tabs[0], tabs[2]]
    affected = ledger.go_short(FRUIT, STRAWBERRY.name, Decimal(3), there)
    assert [tab.owner for tab in affected] == ["孙", "赵"]
    assert [tab.due(STRAWBERRY.name) for tab in tabs] == [1, 2, 0, 2]
    assert ledger.go_short(FRUIT, STRAWBERRY.name, Decimal(5), there) == [tabs[0]], "there is no more to lack"
    assert ledger.go_short(FRUIT, STRAWBERRY.name, Decimal(1), []) == []
    assert ledger.go_short(FRUIT, STRAWBERRY.name, Decimal(1)) == [tabs[3]], "everywhere: the very latest"
