"""What waits in a transaction: rows by what makes them one, sums by their bounds, parents before children."""

import pkgutil
from importlib import import_module

import pytest
from tortoise.fields.relational import ForeignKeyFieldInstance

import storage
from storage import piles, tables
from storage.journal import JOURNAL
from storage.people import IDENTITIES, RESIDENTS
from storage.saving import LINES, ORDERS, SEQ, TAKEN
from storage.spots import SPOTS
from storage.waiting import PARENTS, Pile, Sum, Twice, Waiting, named

STAYS = Pile("outbox (key, text)", 1, "ON CONFLICT (key) DO NOTHING")
CHANGES = Pile("words (a, b, text)", 2, "ON CONFLICT (a, b) DO UPDATE SET text = excluded.text")
NEW = Pile("inbox (key, answer)", 1)
EACH = Pile("journal (kind)")
BESIDE = [it for it in vars(piles).values() if isinstance(it, Pile)]
ALL = [JOURNAL, IDENTITIES, RESIDENTS, LINES, ORDERS, SPOTS, *BESIDE]


def test_a_second_row_of_a_key_is_what_its_clause_says_of_it() -> None:
    waiting = Waiting()
    waiting.add(STAYS, [("k", "first"), ("l", "other"), ("k", "second")])
    waiting.add(CHANGES, [("a", 1, "first"), ("a", 2, "other")])
    waiting.add(CHANGES, [("a", 1, "second")])
    waiting.add(EACH, [("same",), ("same",)])
    assert waiting.piles() == [
        (STAYS, [("k", "first"), ("l", "other")]),
        (CHANGES, [("a", 1, "second"), ("a", 2, "other")]),
        (EACH, [("same",), ("same",)]),
    ]
    waiting.add(NEW, [("k", "好")])
    with pytest.raises(Twice, match="inbox"):
        waiting.add(NEW, [("k", "好")])


def test_parents_are_written_before_their_children_whoever_came_first() -> None:
    waiting = Waiting()
    for pile in (LINES, IDENTITIES, ORDERS, JOURNAL, SPOTS, RESIDENTS):
        waiting.add(pile, [("x",) * len(pile.columns)])
    assert [pile for pile, _ in waiting.piles()] == [RESIDENTS, SPOTS, ORDERS, LINES, IDENTITIES, JOURNAL]


def test_every_table_that_others_refer_to_stands_among_the_parents_and_behind_its_own() -> None:
    """Rows may wait in any order; what they refer to has to be there when they are written."""
    models = {
        model
        for found in pkgutil.iter_modules(tables.__path__, "storage.tables.")
        for model in vars(import_module(found.name)).values()
        if isinstance(model, type) and hasattr(model, "_meta") and model._meta.db_table
    }
    table_of = {f"linli.{model.__name__}": model._meta.db_table for model in models}
    waits = {pile.table for pile in ALL}
    refers = [
        (model._meta.db_table, table_of[it.model_name])
        for model in models
        for it in model._meta.fields_map.values()
        if isinstance(it, ForeignKeyFieldInstance) and model._meta.db_table in waits
    ]
    assert ("lines", "orders") in refers
    for child, parent in refers:
        assert parent in PARENTS
        assert child not in PARENTS or PARENTS.index(parent) < PARENTS.index(child)


def test_every_table_has_one_pile_and_every_pile_its_columns() -> None:
    assert len({pile.table for pile in ALL}) == len(ALL)
    assert (ORDERS.table, ORDERS.columns[:2], ORDERS.columns[-1]) == ("orders", ("id", "buy_id"), "by_hand")
    for pile in ALL:
        assert pile.key <= len(pile.columns)
        assert not pile.then or pile.key, "a clause needs to know which row it is"
        keys = ", ".join(pile.columns[: pile.key])
        assert pile.then.startswith(f"ON CONFLICT ({keys}) DO " if pile.then else "")


def test_what_a_clause_changes_is_all_that_may_differ_from_row_to_row_of_a_key() -> None:
    """The last row stands for all: a column neither in the key nor changed has to be the same in each."""
    never = {"orders": {"buy_id", "seq_no"}, "words": {"order_id", "item", "message"}}
    for pile in ALL:
        if "DO UPDATE" in pile.then:
            changed = {it for it in pile.columns if f" {it} = excluded.{it}" in pile.then}
            assert set(pile.columns[pile.key :]) - changed == never.get(pile.table, set()), pile.table


def test_a_sum_counts_on_from_what_was_asked_and_is_added_once_per_row() -> None:
    waiting = Waiting()
    waiting.counted[TAKEN, (1, 2)] = (5, 9)
    for more in (3, -2):
        waiting.count(TAKEN, (1, 2), more)
    assert waiting.sums == {TAKEN: {(1, 2): 1}}
    assert waiting.counted[TAKEN, (1, 2)] == (6, 9)
    waiting.changed(frozenset({"orders"}))
    assert waiting.counted
    waiting.changed(frozenset({"items"}))
    assert not waiting.counted, "it has to be asked for again"


def test_a_copy_stays_as_it_was_whatever_comes_later() -> None:
    waiting = Waiting()
    waiting.add(CHANGES, [("a", 1, "first")])
    waiting.counted[SEQ, (1,)] = (0, None)
    waiting.count(SEQ, (1,), 1)
    before = waiting.copy()
    waiting.add(CHANGES, [("a", 1, "second"), ("b", 1, "more")])
    waiting.add(EACH, [("x",)])
    waiting.count(SEQ, (1,), 1)
    assert before.piles() == [(CHANGES, [("a", 1, "first")])]
    assert (before.sums, before.counted) == ({SEQ: {(1,): 1}}, {(SEQ, (1,)): (1, None)})


@pytest.mark.parametrize(
    ("sql", "tables", "writes"),
    [
        ("SELECT o.* FROM orders o JOIN buys b ON b.number = o.buy_id", {"orders", "buys"}, False),
        ("\nUPDATE outbox SET lease = ? WHERE id IN (SELECT 1) RETURNING *", {"outbox"}, True),
        ("INSERT INTO settings (name, value) VALUES (?, ?)", {"settings"}, True),
        ("DELETE FROM notes WHERE order_id IN (SELECT id FROM orders)", {"notes", "orders"}, True),
        ("SELECT MIN(at) FROM (SELECT at FROM buys UNION ALL SELECT at FROM leaves) AS x", {"buys"}, False),
        ("SAVEPOINT s1", set(), False),
        ("BEGIN; SELECT pg_advisory_xact_lock(1, 0)", set(), False),
    ],
)
def test_the_tables_of_a_statement_are_found_in_its_words(sql: str, tables: set[str], writes: bool) -> None:
    words, found = named(sql)
    assert tables <= words
    assert found is writes
    every = {pile.table for pile in ALL} | {TAKEN.table, SEQ.table}
    assert words & every <= tables


@pytest.mark.parametrize(
    "more", [[(2, 3)], [(2, 3), (3, -1)], [(2, 6)], [(2, 7)], [(2, -5)], [(2, -6)], [(9, 1)]]
)
async def test_the_database_adds_exactly_what_the_bounds_allow(
    database: str, more: list[tuple[int, int]]
) -> None:
    """Item 2 has 4 of 10, item 3 has 4 and no bound, 9 is none; 5 are there when it begins to be below nothing."""
    counts = Sum("items", "taken", ("buy_id", "no"), "stock")
    has = {2: (4, 10), 3: (4, None)}
    async with storage.open(database) as store:

        async def work(sql: storage.store.Sql) -> tuple[int, list[int]]:
            await sql.run(
                "INSERT INTO buys (number, community, leader, title, cutoff_at, pickup_day, pickup_opens,"
                " pickup_closes, minimum_need, state, last_seq, last_arrival, passed, by_hand)"
                " VALUES (1, 'c', 'l', 't', 'x', 'x', 'x', 'x', 0, 'open', 0, 0, '[]', FALSE)"
            )
            await sql.insert(
                "items (buy_id, no, name, unit, price, stock, aliases, taken, arrived, storage, room)",
                [
                    (1, no, "n", "u", 1, most, "[]", taken, "[]", "normal", 0)
                    for no, (taken, most) in has.items()
                ],
            )
            table, values = sql.dialect.given(["BIGINT"] * 3, [(1, no, by) for no, by in more])
            changed = await sql.run(counts.added(table), *values)
            rows = [await sql.row(counts.asked(), 1, no) for no in has]
            return changed, [row["has"] for row in rows if row]

        changed, now = await store._commit.run(work)
    allowed = {no: by for no, by in more if no in has and 0 <= has[no][0] + by <= (has[no][1] or 99)}
    assert changed == len(allowed)
    assert now == [taken + allowed.get(no, 0) for no, (taken, _) in has.items()]


async def test_what_waits_is_there_for_every_statement_that_names_its_table(database: str) -> None:
    """And only for those: a neighbour's read leaves it waiting."""
    async with storage.open(database) as store:

        async def work(sql: storage.store.Sql) -> list[object]:
            await sql.later(piles.ONCE, [("a", "now")])
            await sql.later(piles.AUDIT, [("now", "ann", "what", "one")])
            seen: list[object] = [sql.waits(piles.ONCE, "key", ["a"]), sql.waits(piles.ONCE, "key", ["b"])]
            await sql.rows("SELECT * FROM settings")
            seen.append(len(sql.waiting.piles()))
            with sql.past():
                seen.append(len(await sql.rows("SELECT key FROM once_keys")))
            seen.append(len(await sql.rows("SELECT key FROM once_keys")))
            seen.append(len(sql.waiting.piles()))
            seen += [sql.is_written(piles.ONCE, [("a",)]), sql.is_written(piles.ONCE, [("b",)])]
            await sql.later(piles.ONCE, [("b", "now")])
            seen.append(await sql.run("DELETE FROM once_keys WHERE key = ?", "b"))
            return seen

        assert await store._commit.run(work) == [True, False, 2, 0, 1, 0, True, False, 1]
        rows = await store._read.rows("SELECT detail FROM audit")
        assert [row["detail"] for row in rows] == ["one"]


async def test_asking_what_one_row_has_come_to_leaves_what_waits_of_its_neighbour_waiting(
    database: str,
) -> None:
    """And what has been written of it in another way is asked for again."""
    counts = Sum("items", "taken", ("buy_id", "no"), "stock")
    async with storage.open(database) as store:

        async def work(sql: storage.store.Sql) -> None:
            await sql.run(
                "INSERT INTO buys (number, community, leader, title, cutoff_at, pickup_day, pickup_opens,"
                " pickup_closes, minimum_need, state, last_seq, last_arrival, passed, by_hand)"
                " VALUES (1, 'c', 'l', 't', 'x', 'x', 'x', 'x', 0, 'open', 0, 0, '[]', FALSE)"
            )
            await sql.insert(
                "items (buy_id, no, name, unit, price, stock, aliases, taken, arrived, storage, room)",
                [(1, no, "n", "u", 1, 10, "[]", no, "[]", "normal", 0) for no in (2, 3)],
            )
            assert await sql.counted(counts, 1, 2) == (2, 10)
            sql.waiting.count(counts, (1, 2), 5)
            assert await sql.counted(counts, 1, 3) == (3, 10)
            assert sql.waiting.sums == {counts: {(1, 2): 5}}, "nothing was written for it"
            sql.waiting.count(counts, (1, 3), 1)
            assert await sql.counted(counts, 1, 9) is None
            assert await sql.counted(counts, 1, 2) == (7, 10)
            await sql.run("UPDATE items SET stock = 20 WHERE no = 2")
            assert sql.waiting.sums == {}
            assert [await sql.counted(counts, 1, no) for no in (2, 3)] == [(7, 20), (4, 10)]
            sql.waiting.count(counts, (1, 2), 13)

        await store._commit.run(work)
        rows = await store._read.look("SELECT no, taken FROM items ORDER BY no")
    assert [(row["no"], row["taken"]) for row in rows] == [(2, 20), (3, 4)]
