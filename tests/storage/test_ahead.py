"""What is read ahead for a batch: it holds as long as nobody writes about it, and no longer."""

from storage.ahead import ABOUT, TABLES, Ahead
from storage.people import IDENTITIES, RESIDENTS
from storage.piles import BINDINGS, INBOX, NOTES, ONCE
from storage.saving import ORDERS
from storage.waiting import Pile, named

OWN, OTHER = "ann", "bo"


def filled() -> Ahead:
    ahead = Ahead()
    for table in TABLES:
        keys = [(OWN, "x"), (OTHER, "x")] if table in ("identities", "bindings") else [OWN, OTHER]
        ahead.found(table, keys, {keys[0]: "known"})
    return ahead


def left(ahead: Ahead) -> set[str]:
    """The tables that know nothing any more of ann, and all of bo."""
    gone = {table for table, known in ahead.known.items() if len(known) == 1}
    assert all(OTHER in str(next(iter(ahead.known[it]))) for it in gone)
    assert all(len(known) in (1, 2) for known in ahead.known.values())
    return gone


def test_what_was_looked_for_and_not_found_is_known_not_to_be_there() -> None:
    ahead = filled()
    assert (ahead.knows("inbox", OWN), ahead.get("inbox", OWN)) == (True, "known")
    assert (ahead.knows("inbox", OTHER), ahead.get("inbox", OTHER)) == (True, None)
    assert not ahead.knows("inbox", "nobody")


def test_a_row_left_for_later_takes_out_what_it_is_about_and_nothing_else() -> None:
    def row(pile: Pile, **values: str) -> tuple[str, ...]:
        return tuple(values.get(it, "x") for it in pile.columns)

    for pile, values, gone in (
        (INBOX, {"key": OWN}, {"inbox"}),
        (ONCE, {"key": OWN}, {"once_keys"}),
        (IDENTITIES, {"realm": OWN}, {"identities"}),
        (RESIDENTS, {"id": OWN}, {"residents"}),
        (BINDINGS, {"resident": OWN, "community": "x"}, {"bindings"}),
        (BINDINGS, {"resident": OWN, "community": "y"}, set()),
        (ORDERS, {"resident": OWN}, {"orders", "latest"}),
        (ORDERS, {"placed_by": OWN}, {"orders", "latest"}),
        (NOTES, {"order_id": OWN}, set()),
    ):
        ahead = filled()
        ahead.later(pile, [row(pile, **values), row(pile)])
        assert left(ahead) == gone, (pile.table, values)
    assert {pile.table for pile in (INBOX, ONCE, IDENTITIES, RESIDENTS, BINDINGS, ORDERS)} == set(ABOUT)


def test_a_statement_that_writes_elsewhere_leaves_it_and_one_that_writes_there_ends_it() -> None:
    for sql, gone in (
        ("UPDATE outbox SET lease = ?", set()),
        ("UPDATE residents SET name = ? WHERE id = ?", {"residents"}),
        ("DELETE FROM identities WHERE resident_id = ?", {"residents", "identities"}),
        ("INSERT INTO buys (number) VALUES (?)", {"orders", "sums"}),
        ("UPDATE items SET taken = taken + ? WHERE no = ?", {"sums"}),
        ("UPDATE orders SET held = NULL", {"orders", "latest"}),
        ("DELETE FROM verifications WHERE order_id = ?", {"orders"}),
        ("INSERT INTO told (resident) VALUES (?)", {"told"}),
        ("DELETE FROM inbox WHERE at < ?", {"inbox"}),
    ):
        ahead = filled()
        ahead.changed(named(sql)[0])
        assert {table for table, known in ahead.known.items() if not known} == gone, sql


def test_what_waited_is_known_to_be_written_without_ending_anything() -> None:
    """Of each row that waited it was said what it is about, and sums are counted on from what they had come to."""
    ahead = filled()
    for sql in ("UPDATE items SET taken = taken + 1", "INSERT INTO orders (id) VALUES (?)"):
        ahead.changed(named(sql)[0], waited=True)
    assert all(len(known) == 2 for known in ahead.known.values())


def test_what_changes_in_the_hands_of_whoever_has_it_is_given_out_once() -> None:
    ahead = filled()
    assert ahead.take("orders", OWN) == "known"
    assert not ahead.knows("orders", OWN)
    ahead.drop("orders", OWN, OTHER)
    assert not ahead.knows("orders", OTHER)
