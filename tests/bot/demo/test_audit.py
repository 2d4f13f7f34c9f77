"""Every line of the audit can fail: each figure spoilt in the tables, in the journal, in the ledger, each count, each text."""

from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal

import pytest

from bot.demo.audit import MESSAGES, RESIDENTS, audit
from bot.demo.figures import ItemFigures, OrderFigures
from bot.demo.goods import FRUIT, ORANGE, STRAWBERRY
from bot.demo.ledger import Tab
from bot.demo.platform import Told
from bot.demo.play import Play
from bot.demo.tellings import Telling
from groupbuy.events import PriceChanged, QtyChanged
from groupbuy.fold import Book
from groupbuy.order import Part
from tests.bot.demo.small_day import AT, CODE, Kept, a_play

D = Decimal
SOUND = "1号团 周末水果团：接受 − 取消 = 卖出 = Σ 订单行 ≤ 库存"
ITEMS = "1号团 周末水果团：每样的数和金额 = 自己记的账 = 日志"
ORDERS = "1号团 周末水果团：每单的应付、已付、缺货、已取"
AGREES = "每张表都等于日志推出来的 tables = fold of the journal"
TOLD = "该收到的人每条通知收到一次，没有多的"
DELIVERED = "送到的通知 = 该送的通知"
ENDED = "没有还在等的通知；没送的各有原因（一位要求别提醒）"
KNOWN = "每户最后听到的取货地点和时间 = 账上的，没有两样的话（1户1单）"
LEAKS = "群里没有取货码、手机号和房号"
ANSWERS = "每条回答都说对了（数量、金额、拒绝的原因）"
FORGED = "没有一件事是伪造的消息做的"


async def failing(play: Play, kept: Kept) -> dict[str, list[str]]:
    audited = await audit(play, kept)
    return {it.name: list(it.wrong) for it in audited.checks if it.wrong}


async def test_a_day_without_a_fault_passes_every_check_and_each_has_a_name_of_its_own() -> None:
    audited = await audit(a_play(), Kept())
    assert audited.passed, [(it.name, it.wrong) for it in audited.checks if it.wrong]
    names = [it.name for it in audited.checks]
    assert len(set(names)) == len(names) == 15
    assert names[:4] == [SOUND, ITEMS, ORDERS, AGREES]


def taken(book: Book) -> None:
    book.buys[FRUIT].count(1, D(1))


def stock(book: Book) -> None:
    items = book.buys[FRUIT].items
    items[1] = replace(items[1], stock=D(65))


def unlimited(book: Book) -> None:
    items = book.buys[FRUIT].items
    items[1] = replace(items[1], stock=None)


def line(no: int = 1, **changed: object) -> Callable[[Book], None]:
    def spoil(book: Book) -> None:
        lines = book.orders["o1"].lines
        lines[no] = replace(lines[no], **changed)

    return spoil


def paid(book: Book) -> None:
    book.orders["o1"].paid += 1


def another_number(book: Book) -> None:
    book.orders["o1"].seq_no = 2


def gone(book: Book) -> None:
    del book.orders["o1"]


def another_name(book: Book) -> None:
    items = book.buys[FRUIT].items
    items[1] = replace(items[1], name="草莓（大）")


BOOK = [
    (taken, {"taken"}, {SOUND, ITEMS}),
    (stock, {"stock"}, {ITEMS}),
    (unlimited, {"stock"}, {ITEMS}),
    (line(parts=(Part(D(3), 2500),)), {"lines", "amount", "ordered"}, {SOUND, ITEMS, ORDERS}),
    (line(parts=(Part(D(2), 2501),)), {"amount"}, {ITEMS, ORDERS}),
    (line(no=3, parts=(Part(D("1.4"), 550),)), {"lines", "amount", "ordered"}, {SOUND, ITEMS, ORDERS}),
    (line(short=D(0)), {"short", "amount"}, {ITEMS, ORDERS}),
    (line(picked=D(2)), {"picked"}, {ITEMS, ORDERS}),
    (line(picked=D(0)), {"picked"}, {ITEMS, ORDERS}),
    (paid, {"paid"}, {ORDERS}),
    (another_number, set(), {ORDERS}),
    (gone, set(), {SOUND, ITEMS, ORDERS}),
    (another_name, set(), {ITEMS, ORDERS}),
]


@pytest.mark.parametrize(("spoil", "figures", "named"), BOOK)
async def test_a_figure_spoilt_in_the_tables_is_named(
    spoil: Callable[[Book], None], figures: set[str], named: set[str]
) -> None:
    kept = Kept()
    spoil(kept.tables)
    assert set(await failing(a_play(), kept)) == named


@pytest.mark.parametrize(("spoil", "figures", "named"), BOOK)
async def test_a_figure_spoilt_in_what_the_journal_comes_to_is_named(
    spoil: Callable[[Book], None], figures: set[str], named: set[str]
) -> None:
    """What is sound is asked of the tables alone; apart from the journal they are never."""
    kept = Kept()
    spoil(kept.fold)
    assert set(await failing(a_play(), kept)) == named - {SOUND}


@pytest.mark.parametrize(("spoil", "figures", "named"), BOOK)
async def test_tables_and_journal_that_are_wrong_in_the_same_way_are_found_by_our_own_account(
    spoil: Callable[[Book], None], figures: set[str], named: set[str]
) -> None:
    kept = Kept()
    spoil(kept.tables)
    spoil(kept.fold)
    assert set(await failing(a_play(), kept)) == named


def test_every_figure_there_is_has_been_spoilt() -> None:
    spoilt = set().union(*(figures for _, figures, _ in BOOK))
    by_journal = {"accepted", "cancelled"}
    assert spoilt | by_journal == {it.name for kind in (ItemFigures, OrderFigures) for it in fields(kind)}


def qty(tab: Tab) -> None:
    tab.bought[STRAWBERRY.name].append((D(1), 2500))


def price(tab: Tab) -> None:
    tab.bought[ORANGE.name][0] = (D("1.5"), 560)


def short(tab: Tab) -> None:
    tab.short[STRAWBERRY.name] = D(2)


def picked(tab: Tab) -> None:
    tab.picked[STRAWBERRY.name] = D(0)


def overpaid(tab: Tab) -> None:
    tab.paid = 2501


def renumbered(tab: Tab) -> None:
    tab.seq = 7


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (qty, {ITEMS, ORDERS}),
        (price, {ITEMS, ORDERS}),
        (short, {ITEMS, ORDERS}),
        (picked, {ITEMS, ORDERS}),
        (overpaid, {ORDERS}),
        (renumbered, {ORDERS}),
    ],
)
async def test_an_account_of_our_own_that_says_otherwise_is_named(
    spoil: Callable[[Tab], None], named: set[str]
) -> None:
    play = a_play()
    spoil(play.ledger.tab(FRUIT, "赵阿姨"))
    assert set(await failing(play, Kept())) == named


@pytest.mark.parametrize("at", [3, 4, 5], ids=["accepted", "cancelled", "accepted of another"])
async def test_a_change_that_the_journal_lacks_is_neither_sound_nor_ours(at: int) -> None:
    kept = Kept()
    del kept.entries[at]
    assert set(await failing(a_play(), kept)) == {SOUND, ITEMS}


@pytest.mark.parametrize(("before", "after"), [(D(3), D(1)), (D(3), D("2.001")), (D(2), D(2))])
async def test_a_change_of_another_size_is_named(before: Decimal, after: Decimal) -> None:
    kept = Kept()
    event = QtyChanged(FRUIT, "o1", 1, before, after, 2500, "resident")
    kept.entries[4] = replace(kept.entries[4], event=event)
    assert set(await failing(a_play(), kept)) == {SOUND, ITEMS}


async def test_events_that_are_no_change_of_quantity_change_no_figure() -> None:
    kept = Kept()
    kept.entries.append(replace(kept.entries[-1], event=PriceChanged(FRUIT, 3, 600)))
    assert await failing(a_play(), kept) == {}


async def test_what_is_apart_is_named_with_all_three_figures() -> None:
    kept = Kept()
    paid(kept.tables)
    (wrong,) = (await failing(a_play(), kept))[ORDERS]
    assert wrong.startswith("1: ours OrderFigures(amount=3325, paid=2500")
    assert "tables OrderFigures(amount=3325, paid=2501" in wrong
    assert "journal OrderFigures(amount=3325, paid=2500" in wrong


async def test_each_thing_that_is_apart_has_a_line() -> None:
    kept = Kept()
    for no in (1, 3):
        line(no=no, parts=(Part(D(9), 100),))(kept.tables)
    assert {it.partition(":")[0] for it in (await failing(a_play(), kept))[ITEMS]} == {"草莓", "橙子"}


async def test_what_the_database_finds_apart_itself_is_repeated() -> None:
    assert await failing(a_play(), Kept(apart=["items 1/1: taken 3, not 2"])) == {
        AGREES: ["items 1/1: taken 3, not 2"]
    }


async def test_more_sold_than_there_was_is_not_sound_even_where_all_accounts_agree() -> None:
    kept, play = Kept(), a_play()
    for book in (kept.tables, kept.fold):
        items = book.buys[FRUIT].items
        items[1] = replace(items[1], stock=D(1))
    assert SOUND in await failing(play, kept)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("会所一楼 11月22日(日) 16:00–20:00", "told 会所一楼 11月22日(日) 16:00–20:00"),
        ("东门驿站 11月22日(日) 17:00–20:00", "told 东门驿站 11月22日(日) 17:00–20:00"),
        ("东门驿站或会所一楼 11月22日(日) 16:00–20:00", "told 东门驿站、会所一楼"),
    ],
)
async def test_somebody_who_was_told_another_place_or_time_last_fails_the_day(text: str, said: str) -> None:
    play = a_play()
    play.stage.tellings.append(Telling("WangJie", f"【1号团】赵阿姨的货：{text}"))
    ((wrong,),) = (await failing(play, Kept())).values()
    assert wrong.startswith(f"1号团 1号 赵阿姨: {said}")
    assert wrong.endswith("right is 东门驿站 11月22日(日) 16:00–20:00")
    play.stage.tellings.append(play.stage.tellings[0])
    assert await failing(play, Kept()) == {}, "the last word counts"


async def test_who_was_told_nothing_or_whose_place_the_book_has_otherwise_fails_the_day() -> None:
    play = a_play()
    play.stage.tellings.clear()
    assert await failing(play, Kept()) == {KNOWN: ["1号团 1号 赵阿姨: was never told where and when"]}
    kept = Kept()
    kept.tables.orders["o1"].point = "lake-club"
    assert set(await failing(a_play(), kept)) == {KNOWN}


TELLINGS: list[tuple[str, Callable[[list[Told]], object], str]] = [
    ("lost", lambda told: told.pop(0), "('opened', 1, 'group:lake-1'): 0 times, not 1"),
    ("twice", lambda told: told.append(told[0]), "('opened', 1, 'group:lake-1'): 2 times, not 1"),
    (
        "to a group nobody knows",
        lambda told: told.append(replace(told[0], to="other")),
        "('opened', 1, 'group:?'): 1 times, not 0",
    ),
    (
        "of another buy",
        lambda told: told.append(Told("ZhaoAyi", "【2号团】到货了", group=False)),
        "('arrived', 2, 'ZhaoAyi'): 1 times, not 0",
    ),
    (
        "of no known kind",
        lambda told: told.append(Told("ZhaoAyi", "你好", group=False)),
        "('unknown', 0, 'ZhaoAyi'): 1 times, not 0",
    ),
]


@pytest.mark.parametrize(("what", "spoil", "said"), TELLINGS, ids=[it[0] for it in TELLINGS])
async def test_a_notice_gone_wrong_is_named_with_how_often_it_came(
    what: str, spoil: Callable[[list[Told]], object], said: str
) -> None:
    play = a_play()
    spoil(play.stage.platform.told)
    assert await failing(play, Kept()) == {TOLD: [said]}


async def test_a_notice_to_the_wrong_person_is_two_faults() -> None:
    play = a_play()
    told = play.stage.platform.told
    told[1] = replace(told[1], to="QianGe")
    assert len((await failing(play, Kept()))[TOLD]) == 4, "two notices lost here, two too many there"


@pytest.mark.parametrize(
    ("ends", "named"),
    [
        ({"sent": 3, "undeliverable": 1}, set()),
        ({"sent": 1, "merged": 2, "undeliverable": 1, "waiting": 0}, set()),
        ({"sent": 2, "merged": 0, "undeliverable": 1}, {DELIVERED}),
        ({"sent": 3, "merged": 1, "undeliverable": 1}, {DELIVERED}),
        ({"sent": 3}, {ENDED}),
        ({"sent": 3, "undeliverable": 2}, {ENDED}),
        ({"sent": 3, "undeliverable": 1, "waiting": 1}, {ENDED}),
        ({"sent": 3, "undeliverable": 1, "expired": 1}, {ENDED}),
        ({"sent": 3, "undeliverable": 1, "given_up": 1}, {ENDED}),
        ({}, {DELIVERED, ENDED}),
    ],
)
async def test_notices_end_as_they_should_and_no_other_way(ends: dict[str, int], named: set[str]) -> None:
    assert set(await failing(a_play(), Kept(counts=ends))) == named


def room_of(play: Play) -> str:
    return play.cast.lake[0].room


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        (f"取货码 {CODE}", True),
        (f"{CODE}", True),
        (f"9{CODE}", True),
        ("取货码 654321", False),
        ("电话13900000000", True),
        ("电话 139 0000 0000", False),
        ("12987654321", False),
        ("213900000000", False),
        ("{room} 的草莓", True),
        ("住{room}", True),
        ("1{room}", False),
        ("{room}9", False),
        ("草莓 2盒 50元", False),
    ],
)
async def test_a_code_a_phone_or_a_room_in_a_group_is_a_leak_and_other_numbers_are_none(
    text: str, leaks: bool
) -> None:
    play = a_play()
    said = text.format(room=room_of(play))
    play.stage.tally.in_groups.append(said)
    assert await failing(play, Kept()) == ({LEAKS: [said]} if leaks else {})


async def test_what_is_said_one_to_one_is_no_leak() -> None:
    play = a_play()
    play.stage.platform.told.append(Told("ZhaoAyi", f"【1号团】到货了，取货码 {CODE}", group=False))
    play.expected.add("arrived", FRUIT, "ZhaoAyi")
    assert await failing(play, Kept(counts={"sent": 4, "undeliverable": 1})) == {}


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("wrong_answers", ANSWERS),
        ("wrong_repeats", "重发的 3 条：回答一个字节不差，账没动"),
        ("wrong_silences", "该沉默的 2 条没有回答"),
        ("wrong_refusals", "伪造、过期、明文的 1 条都是 403"),
    ],
)
async def test_what_the_stage_noted_as_wrong_is_wrong(field: str, name: str) -> None:
    play = a_play()
    getattr(play.stage.tally, field).extend(["第一处", "第二处"])
    assert await failing(play, Kept()) == {name: ["第一处", "第二处"]}


@pytest.mark.parametrize(
    ("people", "callbacks"), [(0, MESSAGES), (RESIDENTS - 1, MESSAGES), (64, MESSAGES - 1)]
)
async def test_too_few_people_or_messages_make_no_day(people: int, callbacks: int) -> None:
    play = a_play()
    everybody = [*play.cast.lake, *play.cast.maple][:people]
    play.cast = replace(play.cast, lake_one=everybody, lake_two=[], maple=[])
    play.stage.tally.callbacks = callbacks
    (named,) = await failing(play, Kept())
    assert named == f"{people} 位居民，{callbacks} 条加密消息，4 句闲聊"


async def test_anything_done_by_a_forged_message_is_named() -> None:
    kept = Kept()
    kept.entries[-1] = replace(kept.entries[-1], message="lake-bot:forged", at=AT)
    (wrong,) = (await failing(a_play(), kept))[FORGED]
    assert "lake-bot:forged" in wrong


async def test_a_buy_that_is_lost_altogether_is_missed() -> None:
    """Tables, journal and storage's own comparison all agree that there never was one."""
    kept = Kept(tables=Book(), fold=Book(), entries=[])
    found = await failing(a_play(), kept)
    assert set(found) == {it.replace("周末水果团", "（不在账上）") for it in (ITEMS, ORDERS)}
    assert found["1号团 （不在账上）：每单的应付、已付、缺货、已取"][0].endswith("tables None, journal None")
