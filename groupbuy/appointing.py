"""What an applied configuration means for leaders: applicants are welcomed, the retired told, terms asked for."""

from groupbuy.directory import Directory, Leader
from groupbuy.leader_events import (
    ApplicationWithdrawn,
    LeaderKnown,
    LeaderRetired,
    LeaderReturned,
    LeaderWelcomed,
)
from groupbuy.leadership import LEADING, Leadership, State
from groupbuy.notices import retired, terms_asked, welcomed
from groupbuy.onboarding import opens_somewhere, terms_of
from groupbuy.ports import Books


async def settle(books: Books, new: Directory) -> None:
    """Bring every leadership in line with `new`; what is so already is left alone."""
    for leader in new.leaders.values():
        it = await books.leadership_of(leader.id)
        applicant = await _applicant(books, leader)
        if applicant is not None:
            await _take_on(books, leader, applicant, it, new)
        elif leader.retired:
            await _retire(books, it or await _known(books, leader))
        elif it is not None and it.state is State.RETIRED:
            await books.record(LeaderReturned(it.id))
    for it in await books.leaderships(*LEADING):
        if it.leader not in new.leaders:
            await _retire(books, it, gone=True)
    await _ask_for_terms(books, new)


async def _applicant(books: Books, leader: Leader) -> Leadership | None:
    """The open application of the person behind one of a leader's accounts."""
    for identity in leader.identities:
        person = await books.resident_at(identity)
        found = await books.application_of(person.id) if person else None
        if found is not None:
            return found
    return None


async def _take_on(
    books: Books, leader: Leader, applicant: Leadership, it: Leadership | None, new: Directory
) -> None:
    """Somebody who leads already under that id, or is written down as retired, is not welcomed."""
    await books.drop_answers(applicant.id)
    if leader.retired or (it is not None and it.state in LEADING):
        await books.record(ApplicationWithdrawn(applicant.id))
        return
    await books.record(LeaderWelcomed(applicant.id, leader.id))
    await welcomed.tell(books, applicant, leader, new)


async def _known(books: Books, leader: Leader) -> Leadership:
    key = books.new_id()
    await books.record(LeaderKnown(key, leader.id))
    return await books.own_leadership(key)


async def _retire(books: Books, it: Leadership, *, gone: bool = False) -> None:
    if it.state is not State.RETIRED:
        await books.record(LeaderRetired(it.id))
        await retired.tell(books, it, gone=gone)


async def _ask_for_terms(books: Books, new: Directory) -> None:
    """Terms with a day are put to everybody who may open and has not accepted them, once a version."""
    terms = terms_of(new)
    if terms is None or terms.since is None:
        return
    for leader in new.leaders.values():
        it = await books.leadership_of(leader.id)
        if opens_somewhere(leader) and (it is None or it.terms != terms.version):
            await terms_asked.tell(books, leader, terms)
