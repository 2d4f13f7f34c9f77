"""A file that an earlier version left can be brought up to date, and the day goes on in it."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import storage
from config.loader import load
from groupbuy.configuring import apply
from groupbuy.ordering import Wish, place
from groupbuy.record import event_from, event_kind, to_json
from tests import postgres

ROOT = Path(__file__).parents[2]
FROZEN = ROOT / "tests" / "data" / "v0.1.0.db"
LATER = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def brought_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The old file under the newest schema."""
    file = Path(shutil.copy(FROZEN, tmp_path_factory.mktemp("frozen") / "linli.db"))
    asyncio.run(storage.migrate(file))
    return file


@pytest.fixture(params=["sqlite", "postgres"])
async def store(request: pytest.FixtureRequest, brought_up: Path, tmp_path: Path):
    """On PostgreSQL the file is restored, as by an operator who changes over."""
    if request.param == "sqlite":
        async with storage.open(Path(shutil.copy(brought_up, tmp_path))) as opened:
            yield opened
        return
    url, old = await postgres.fresh_database(), Path(shutil.copy(brought_up, tmp_path))
    await storage.restore(url, old)
    async with storage.open(url) as opened:
        yield opened
    await postgres.give_back(url)


async def test_nothing_is_lost_and_book_and_journal_still_agree(store: storage.Store) -> None:
    book = await store.stored()
    assert (len(book.buys), len(book.orders), len(book.bindings)) == (6, 76, 6)
    assert await store.disagreements() == []
    assert len(await store.reads.journal()) == 427
    assert dict(await store.outbox.ends()) == {"sent": 101, "merged": 23, "undeliverable": 1}


async def test_every_event_of_the_old_journal_is_read_and_written_the_same(store: storage.Store) -> None:
    for entry in await store.reads.journal():
        assert event_from(event_kind(entry.event), to_json(entry.event)) == entry.event


async def test_what_was_owed_is_still_owed_to_the_fen(store: storage.Store) -> None:
    orders = await store.reads.orders(4)
    assert [(it.seq_no, it.amount, it.owed, it.claimed) for it in orders] == [
        (1, 9300, 9300, True),
        (2, 2500, 2500, False),
        (3, 3000, 3000, False),
    ]
    assert [str(part.qty) + "x" + str(part.price) for part in orders[0].line(1).parts] == ["2x2500", "1x2800"]


async def test_an_order_can_be_placed_and_the_old_answers_are_remembered(store: storage.Store) -> None:
    directory = load(ROOT / "config" / "sample", {}).directory
    await store.run(lambda books: apply(books, directory), at=LATER, directory=directory)
    who = (await store.reads.orders(4))[0].resident

    async def more(books):
        return await place(books, 4, who, [Wish(2, Decimal(1), "add")], sent_at=LATER)

    (placed,) = await store.run(more, at=LATER, directory=directory)
    assert placed.order.line(2).ordered == 2
    assert await store.disagreements() == []
    await store.forget(before=LATER + timedelta(days=30))
    assert await store.disagreements() == [], "what is forgotten is not in the book"


def test_the_frozen_file_is_not_written_to() -> None:
    assert not list(FROZEN.parent.glob("*-wal"))
    assert not list(FROZEN.parent.glob("*-journal"))
