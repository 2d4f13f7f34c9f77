"""Each kind of notice is worded from its template; codes stay out of groups; user text stays text."""

from string import Formatter

from hypothesis import given, settings
from hypothesis import strategies as st

from groupbuy import events as ev
from groupbuy.notices import Notice, kind_of, notice_kinds
from groupbuy.notices.buy_off import BuyOff
from groupbuy.notices.cutoff_soon import CutoffSoon
from groupbuy.notices.facts import (
    ItemFact,
    in_brief,
    item_facts,
    item_lines,
    order_facts,
    waiting_facts,
    when,
    window,
)
from groupbuy.summing import totals
from tests.for_each import for_each
from tests.groupbuy.facts import any_made
from tests.groupbuy.made import CUTOFF, DIRECTORY, D, Named, a_buy, an_order

KINDS = sorted(notice_kinds().items())
TO_RESIDENTS = [(name, cls) for name, cls in KINDS if cls.public]
COVERS = {"cover_asked", "cover_found", "cover_missing", "cover_over"}
OF_NO_BUY = {"applied", "declined", "retired", "terms_asked", "welcomed", *COVERS}
PLAIN_WORDS = st.text("草莓蓝莓王姐abc", max_size=6)
NASTY = st.sampled_from(["{code}", "{}", "{number!r}", "}{", "%s", "{0}", "{who.__class__}", "<@all>", "\\1"])


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_the_kinds_are_those_of_the_files() -> None:
    expected = "amended arrived buy_off closed closed_summary cutoff_moved cutoff_soon formed opened shorted unclaimed"
    assert set(expected.split()) <= set(notice_kinds())
    assert "notice" not in notice_kinds()
    assert all(kind_of(cls) == name for name, cls in KINDS)


@for_each(("name", "cls"), KINDS)
@settings(max_examples=15)
@given(data=st.data())
def test_every_kind_is_worded_with_no_placeholder_left(
    name: str, cls: type[Notice], data: st.DataObject
) -> None:
    notice = data.draw(any_made(cls, PLAIN_WORDS, buy=7))
    for template in filter(None, (cls.text, cls.public)):
        written = notice.worded(template, Named(), DIRECTORY)
        assert written.startswith("【7号团】") or name in OF_NO_BUY
        assert not set("{}") & set(written)
        assert "None" not in written
        assert "Decimal" not in written


@for_each(("name", "cls"), KINDS)
@settings(max_examples=12)
@given(data=st.data())
def test_what_people_wrote_is_never_taken_for_a_template(
    name: str, cls: type[Notice], data: st.DataObject
) -> None:
    notice = data.draw(any_made(cls, NASTY, buy=7))
    nasty = data.draw(NASTY)
    for template in filter(None, (cls.text, cls.public)):
        written = notice.worded(template, Named(nasty, nasty), DIRECTORY)
        if "{who}" in template:
            assert nasty in written


@for_each(("name", "cls"), TO_RESIDENTS)
@settings(max_examples=10)
@given(data=st.data())
def test_no_pickup_code_and_no_room_in_what_a_group_sees(
    name: str, cls: type[Notice], data: st.DataObject
) -> None:
    assert "code" not in placeholders(cls.public)
    assert "who" in placeholders(cls.public), "a group is told whom it is about"
    if "code" in cls.__dataclass_fields__:
        notice = data.draw(any_made(cls, PLAIN_WORDS, buy=7, code="314159"))
        assert "314159" in notice.worded(cls.text, Named(), DIRECTORY)
    else:
        notice = data.draw(any_made(cls, PLAIN_WORDS, buy=7))
    written = notice.worded(cls.public, Named(room="3-1203"), DIRECTORY)
    assert "314159" not in written
    assert "3-1203" not in written


@for_each(("name", "cls"), [it for it in KINDS if not it[1].public])
def test_a_kind_without_words_for_the_group_has_no_code_to_keep_secret(name: str, cls: type[Notice]) -> None:
    assert "code" not in cls.__dataclass_fields__


@for_each(("name", "cls"), KINDS)
def test_a_template_asks_for_nothing_the_kind_does_not_fill_in(name: str, cls: type[Notice]) -> None:
    assert cls.text
    assert cls.waiting in ("waits", "cutoff", "now")
    assert all(it.isidentifier() for it in placeholders(cls.text) | placeholders(cls.public))


def test_the_operators_own_wording_may_leave_things_out() -> None:
    notice = CutoffSoon(to="chat:g", subject="buy:7", buy=7, title="水果", cutoff_at=CUTOFF, orders=3)
    assert notice.worded("快点，{cutoff}！", Named(), DIRECTORY) == "快点，11月21日(六) 20:00！"


def test_the_same_told_to_the_same_recipient_has_one_key_and_anything_else_another() -> None:
    def off(**changed: object) -> str:
        told = {"to": "chat:g", "subject": "buy:7", "version": "", "title": "x", "why": "y", "leader": "z"}
        return BuyOff(**{**told, **changed}).key  # type: ignore[arg-type]

    assert off() == off(title="other words")
    assert len({off(), off(to="chat:h"), off(subject="buy:8"), off(version="2")}) == 4
    assert off(to="a", subject="b") != off(to="", subject="ba")


def test_money_to_give_back_is_mentioned_only_where_there_is_some() -> None:
    notice = BuyOff(
        to="resident:r", subject="buy:7", buy=7, title="水果", why="团长取消", leader="梅姐", paid=1280
    )
    assert "你已付的12.8元由梅姐退给你" in notice.worded(BuyOff.text, Named(), DIRECTORY)
    nothing = BuyOff(to="chat:g", subject="buy:7", buy=7, title="水果", why="团长取消", leader="梅姐")
    assert "退" not in nothing.worded(BuyOff.text, Named(), DIRECTORY)


def test_times_and_windows_are_written_in_the_operators_zone() -> None:
    assert when(CUTOFF, DIRECTORY) == "11月21日(六) 20:00"
    assert window(a_buy()) == "11月22日(日) 17:00–20:00"


def test_items_are_listed_for_a_bubble_and_in_brief() -> None:
    sums = totals(a_buy(), [an_order({1: 2, 3: "1.5"}), an_order({1: 1}, seq_no=2)])
    facts = item_facts(sums)
    assert item_lines(facts) == "草莓 3盒（2户）\n排骨 1.5斤（1户）"
    assert in_brief(facts) == "草莓3盒、排骨1.5斤"


def test_an_orders_facts_are_what_is_billed_with_what_lacks_beside_it() -> None:
    buy, order = a_buy(), an_order({1: 3, 2: 1})
    assert order_facts(buy, order) == (ItemFact("草莓", "盒", D(3), 7500), ItemFact("蓝莓", "盒", D(1), 1990))


def test_what_waits_is_what_has_arrived_at_the_orders_own_point() -> None:
    buy, order = a_buy(), an_order({1: 3, 2: 1})
    assert waiting_facts(buy, order, [1, 2]) == ()
    buy.apply(ev.GoodsArrived(7, 1, 1, "east", D(0)), CUTOFF)
    assert waiting_facts(buy, order, [1, 2]) == ()
    buy.apply(ev.GoodsArrived(7, 2, 1, "north", D(0)), CUTOFF)
    order.apply(ev.GoodsPickedUp(7, order.id, "v", (ev.Picked(1, D(1)),)))
    assert [(it.name, it.qty) for it in waiting_facts(buy, order, [1, 2])] == [("草莓", 2)]
