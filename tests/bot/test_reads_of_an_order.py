"""What one message asks of the database: nothing twice, nothing that is known already, whoever orders for whom."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from groupbuy.ordering import Placed, Wish
from tests.conversation import Village, village
from tests.groupbuy.made import an_order

GROUP = "lake-1"
READS = ("SELECT", "WITH")


@contextmanager
def asked(v: Village) -> Iterator[Callable[[], list[str]]]:
    """The statements that both connections run, values filled in."""
    heard: list[str] = []
    raws = [client._raw for client in (v.store._writer, v.store._reader)]
    for raw in raws:
        raw.set_trace_callback(heard.append)
    try:
        yield lambda: [heard.pop(0) for _ in range(len(heard))]
    finally:
        for raw in raws:
            raw.set_trace_callback(None)


def in_the_unit(statements: list[str]) -> list[str]:
    """What a unit reads itself, from its BEGIN on: it checks again what was read before."""
    began = next(no for no, it in enumerate(statements) if it.startswith("BEGIN IMMEDIATE"))
    return [it for it in statements[began:] if it.startswith(READS)]


def twice(statements: list[str]) -> list[str]:
    """Remarks are read before a new one is written and said back after it."""
    return [it for it, times in Counter(statements).items() if times > 1 and "FROM notes" not in it]


async def test_a_resident_known_to_the_book_orders_and_nothing_is_asked_twice() -> None:
    """A first order, a change, a remark, an order for a guest, and a cancellation."""
    async with village() as v:
        await v.open()
        await v.talk(("李阿姨", GROUP, "草莓1盒", "记好了"), ("李阿姨", GROUP, "取消", "已取消"))
        await v.open(text="开团 晚饭\n豆腐 5/盒 库存50\n截单 今晚20:00\n取货 明天17:00-20:00")
        with asked(v) as statements:
            for words, answer in (
                ("豆腐2盒，要嫩的", "豆腐 2盒 10元（要嫩的）"),
                ("豆腐改成3盒", "豆腐 3盒 15元（要嫩的）"),
                ("豆腐改成3盒，不要嫩的", "豆腐 3盒 15元"),
                ("豆腐再加1盒", "豆腐 4盒 20元"),
            ):
                assert answer in await v.hear(v.message("李阿姨", words, chat=GROUP)), words
                here = statements()
                assert twice(in_the_unit(here)) == [], words
                assert sum(it.startswith("BEGIN") for it in here) == 2, "one snapshot and one unit"
                assert sum(it == "ROLLBACK" for it in here) == 1
        assert await v.store.disagreements() == []


async def at_once(v: Village, people: list[str], text: str) -> tuple[list[str], list[str]]:
    """The answers, and what was asked on the connection that writes."""
    heard: list[str] = []
    said = [v.message(it, text, chat=GROUP) for it in people]
    v.store._writer._raw.set_trace_callback(heard.append)
    try:
        answers = await asyncio.gather(*(v.parts.app.handle(it, at=v.clock.now()) for it in said))
    finally:
        v.store._writer._raw.set_trace_callback(None)
    return [it or "" for it in answers], heard


async def test_what_many_messages_at_once_need_is_read_for_all_of_them_even_after_a_refusal() -> None:
    """A statement a kind and a table, however many they are, and no more where it sells out among them."""
    people = [f"u{no}" for no in range(24)]
    async with village() as v:
        await v.open(
            text="开团 周末水果\n草莓 25/盒 库存200\n蓝莓 15/盒 库存7\n截单 今晚20:00\n取货 明天17:00-20:00"
        )
        for it in people:
            await v.hear(v.message(it, "我叫 3-1203 王姐", chat=GROUP))
        answers, heard = await at_once(v, people, "草莓2盒，不要太软")
        assert all("草莓 2盒 50元（不要太软）" in it for it in answers)
        assert sum(it.startswith("BEGIN") for it in heard) <= 2, "who came first went first"
        assert sum(it.startswith(READS) for it in heard) <= 2 * 22
        assert len({it.seq_no for it in await v.store.reads.orders(1)}) == 24
        answers, heard = await at_once(v, people, "再加2盒蓝莓")
        assert sum("蓝莓 2盒" in it for it in answers) == 3
        assert sum("只剩1盒" in it for it in answers) == 21
        assert sum(it.startswith(READS) for it in heard) <= 2 * 22
        assert (await v.store.reads.buy(1)).item(2).taken == 6
        assert await v.store.disagreements() == []


async def test_a_first_order_reads_no_remarks_and_a_changed_one_those_it_has() -> None:
    async with village() as v:
        await v.open()
        with asked(v) as statements:
            assert "（软的）" in await v.hear(v.message("李阿姨", "草莓2盒（软的）", chat=GROUP))
            assert not [it for it in statements() if "FROM notes" in it]
            assert "（软的）" in await v.hear(v.message("李阿姨", "草莓3盒", chat=GROUP))
            assert len([it for it in statements() if "FROM notes" in it]) == 1
            assert "（硬的）" in await v.hear(v.message("李阿姨", "草莓4盒（硬的）", chat=GROUP))
            assert "软的" not in (last := await v.hear(v.message("李阿姨", "蓝莓1盒", chat=GROUP)))
            assert "硬的" in last


async def test_a_repeat_is_answered_from_one_snapshot_that_reads_nothing_else() -> None:
    async with village() as v:
        await v.open()
        once = v.message("李阿姨", "草莓2盒", chat=GROUP, message_id="same")
        answer = await v.hear(once)
        with asked(v) as statements:
            assert await v.hear(once) == answer
            await v.store.reads.close()
            begun, read, ended = statements()
        assert (begun, ended) == ("BEGIN", "ROLLBACK")
        assert "FROM inbox" in read
        assert len(await v.store.reads.orders(1)) == 1


async def test_messages_that_come_at_once_are_read_for_at_once_whoever_they_are_from_and_wherever() -> None:
    """Of a group and 1:1, of somebody known and of strangers, a leader's, a repeat: answered as if one by one."""
    async with village() as v:
        await v.open(
            text="开团 周末水果\n草莓 25/盒 库存20\n蓝莓 15/盒\n截单 今晚20:00\n取货 明天17:00-20:00"
        )
        await v.talk(*((f"邻居{no}", GROUP, "蓝莓1盒", "记好了") for no in range(6)))
        await v.talk(("李阿姨", GROUP, "给张奶奶草莓1盒", "给张奶奶"))
        known = [v.message(f"邻居{no}", "草莓1盒", chat=GROUP) for no in range(6)]
        others = [
            *(v.message(f"新邻居{no}", "草莓1盒", chat=GROUP) for no in range(20)),
            v.message("李阿姨", "我订了什么"),
            v.message("王姐", "汇总", chat=GROUP),
            known[0],
        ]
        reader = v.store._reader._raw
        heard: list[str] = []
        reader.set_trace_callback(heard.append)
        answers = await asyncio.gather(*map(v.hear, [*known, *others]))
        reader.set_trace_callback(None)
        assert answers[0] == answers[-1]
        booked = [it for it in answers[:26] if "记好了" in it]
        assert len(booked) == 19, "one box was ordered before"
        assert all("已经订完了" in it for it in answers[:26] if it not in booked)
        assert "张奶奶" in answers[26]
        assert "草莓" in answers[27]
        tables = Counter(it.partition(" FROM ")[2].split(" ")[0] for it in heard if it.startswith(READS))
        assert heard.count("BEGIN") == heard.count("ROLLBACK") == 1
        assert (tables["inbox"], tables["orders"], tables["lines"], tables["items"]) == (1, 1, 1, 1)
        assert sum(tables.values()) <= 16
        assert await v.store.disagreements() == []


async def test_who_orders_for_a_neighbour_has_both_orders_counted_and_only_their_own_binding_asked_once() -> (
    None
):
    async with village() as v:
        await v.open(text="开团 周末水果\n草莓 25/盒 库存20 限购5\n截单 今晚20:00\n取货 明天17:00-20:00")
        await v.talk(
            ("李阿姨", GROUP, "草莓2盒", "记好了"),
            ("李阿姨", GROUP, "给张奶奶草莓3盒", "给"),
            ("李阿姨", GROUP, "给张奶奶草莓4盒", "限购5盒（帮别人订的也算），现在是6盒"),
            ("李阿姨", GROUP, "草莓改成3盒", "现在是6盒"),
            ("李阿姨", GROUP, "草莓改成1盒", "草莓 1盒"),
            ("李阿姨", GROUP, "给张奶奶草莓改成4盒", "草莓 4盒"),
        )
        counts = {it.seq_no: it.line(1).ordered for it in await v.store.reads.orders(1)}
        assert counts == {1: 1, 2: 4}
        with asked(v) as statements:
            await v.hear(v.message("赵叔", "草莓1盒", chat=GROUP))
            assert len([it for it in statements() if "FROM bindings" in it]) == 1
            await v.hear(v.message("赵叔", "给孙婆婆草莓1盒", chat=GROUP))
            assert len([it for it in statements() if "FROM bindings" in it]) == 2, "the guest's, then his own"
        assert await v.store.disagreements() == []


async def test_where_somebody_fetches_other_goods_that_day_counts_only_while_that_buy_is_on() -> None:
    """Of their past orders one is still waiting on the same day; a cancelled buy's is fetched nowhere."""
    async with village() as v:
        first = await v.open()
        await v.talk(("李阿姨", GROUP, "草莓2盒", "记好了"))
        (order,) = await v.store.reads.orders(first)
        second = await v.open(text="开团 晚饭\n豆腐 5/盒 库存50\n截单 今晚20:00\n取货 明天17:00-20:00")
        await v.talk(("李阿姨", GROUP, f"{second}号团 豆腐2盒", "记好了"))
        (beside,) = await v.store.reads.orders(second)
        assert (beside.point, beside.day) == (order.point, order.day)
        await v.talk(("王姐", GROUP, f"取消团购 {first}号团", "取消"))
        await v.talk(("王姐", GROUP, "确认", "取消了"))
        third = await v.open(text="开团 早饭\n馒头 2/袋 库存50\n截单 今晚20:00\n取货 明天17:00-20:00")
        await v.talk(("李阿姨", GROUP, f"{third}号团 馒头2袋", "记好了"))
        assert await v.store.disagreements() == []


def test_a_new_remark_is_told_of_only_where_something_of_it_is_ordered() -> None:
    order = an_order({1: 2})
    told = Placed(order, (), False, remarks={1: "软的"})
    assert told.noted
    assert not Placed(order, (), False).noted
    assert not Placed(order, (), False, remarks={2: "软的"}).noted
    assert Placed(order, (), False).remarks == {}
    assert Wish(1, order.line(1).ordered).note == ""
