"""What is kept of a buy's chains: every sending in its turn, within bounds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from groupbuy.chains import Snapshot
from groupbuy.ports import Books

MOST_ENTRIES = 500
"""In one sending: as many as a group has members. A longer one is nobody's chain."""
MOST_KEPT = 6000
"""Entries kept of one buy, copies counted: some 150 people who each copied the 40 before them."""
TICK = timedelta(microseconds=1)


async def keep(books: Books, buy: int, sent: Snapshot) -> Snapshot:
    """Store a sending and forget what is over the bound; returned as it is kept (`in_turn`)."""
    kept = await books.chains(buy)
    sent = in_turn(sent, kept)
    await books.keep_chain(buy, sent)
    for gone in surplus([*kept, sent]):
        await books.forget_chain(buy, gone)
    return sent


def in_turn(sent: Snapshot, kept: Sequence[Snapshot]) -> Snapshot:
    """`sent` as the latest within its second: platforms give whole seconds, and of two sendings in one of
    them the later to arrive is the later word."""
    second = sent.sent_at.replace(microsecond=0)
    tied = [it.sent_at for it in kept if it.sent_at.replace(microsecond=0) == second]
    if not tied or max(tied) < sent.sent_at:
        return sent
    return replace(sent, sent_at=max(tied) + TICK)


def surplus(kept: Sequence[Snapshot], most: int = MOST_KEPT) -> list[Snapshot]:
    """Which sendings to forget so that at most `most` entries are left: always the oldest of whoever has
    most, so that nobody can push out others' lines by sending much. The latest of all stays."""
    total = sum(len(it.entries) for it in kept)
    by_author: dict[str, list[Snapshot]] = {}
    for it in sorted(kept, key=lambda it: it.sent_at):
        by_author.setdefault(it.author, []).append(it)
    sizes = {author: sum(len(it.entries) for it in sent) for author, sent in by_author.items()}
    gone: list[Snapshot] = []
    while total > most and len(gone) < len(kept) - 1:
        author = max(sizes, key=lambda it: (sizes[it], it))
        oldest = by_author[author].pop(0)
        total, sizes[author] = total - len(oldest.entries), sizes[author] - len(oldest.entries)
        gone.append(oldest)
    return gone
