"""Applying to lead: a draft with answers and terms, handed in, and taken back or declined."""

from collections.abc import Mapping

from groupbuy import errors
from groupbuy.applications import Applications, Ask
from groupbuy.leader_events import (
    ApplicationBegun,
    ApplicationDeclined,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    TermsAccepted,
)
from groupbuy.leadership import Leadership, State
from groupbuy.notices import applied, declined
from groupbuy.ports import Books
from groupbuy.resident import Speaker
from groupbuy.rights import admins_to_ask


async def begin(books: Books, speaker: Speaker) -> Leadership:
    """The speaker's open application, a new draft where there is none. NobodyApplies, LeadsAlready."""
    rules_of(books)
    if speaker.leader is not None:
        raise errors.LeadsAlready(admin=admins_to_ask(books.directory))
    found = await books.application_of(speaker.id)
    if found is not None:
        return found
    key = books.new_id()
    await books.record(ApplicationBegun(key, speaker.id))
    return await books.own_leadership(key)


async def answer(books: Books, it: Leadership, answers: Mapping[Ask, str]) -> None:
    """Keep answers to a draft's questions; NotThatFar once it is handed in."""
    it.must(State.SUBMITTED)
    await books.keep_answers(it.id, {ask.value: text for ask, text in answers.items()})


async def missing(books: Books, it: Leadership) -> tuple[Ask, ...]:
    """The questions that are not answered yet, in their order."""
    known = await books.answers(it.id)
    return tuple(ask for ask in rules_of(books).asks if ask.value not in known)


async def submit(books: Books, it: Leadership) -> None:
    """Agreed to the terms in force (where there are any) and handed in: every admin is told."""
    it.must(State.SUBMITTED)
    terms = rules_of(books).terms
    if await missing(books, it):
        raise errors.NotThatFar(now=it.state_name)
    if terms is not None:
        await books.record(TermsAccepted(it.id, terms.version))
    await books.record(ApplicationSubmitted(it.id))
    await applied.tell(books, it)


async def withdraw(books: Books, it: Leadership) -> None:
    await books.record(ApplicationWithdrawn(it.id))
    await books.drop_answers(it.id)


async def decline(books: Books, it: Leadership, reason: str) -> None:
    """An admin says no, in their own words ("" none); the applicant is told."""
    await books.record(ApplicationDeclined(it.id))
    await books.drop_answers(it.id)
    await declined.tell(books, it, reason)


def rules_of(books: Books) -> Applications:
    rules = books.directory.applications
    if rules is None:
        raise errors.NobodyApplies(admin=admins_to_ask(books.directory))
    return rules
