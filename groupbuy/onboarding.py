"""What a leader must have done before opening a group buy: seen from facts, never from somebody's word."""

from datetime import date

from groupbuy import errors
from groupbuy.applications import Step, Terms
from groupbuy.directory import Directory, Leader, Right
from groupbuy.leader_events import LeaderKnown, LeaderReported, OnboardingDone, TermsAccepted
from groupbuy.leadership import Leadership, State
from groupbuy.ports import Books
from groupbuy.rights import admins_to_ask

STEP_NAMES = {Step.TERMS: "同意条款", Step.PAY: "收款方式", Step.POINT: "自己的自提点", Step.REPORT: "报到"}
HOW = {
    Step.TERMS: "私聊我发“条款”，看完回“同意条款”",
    Step.PAY: "怎么收款告诉{admin}，写进配置就行",
    Step.POINT: "地址告诉{admin}，写进配置就行",
    Step.REPORT: "私聊我发“我的团长”",
}


def asked_of(it: Leadership | None, directory: Directory, today: date) -> tuple[Step, ...]:
    """The steps that bind: all of them somebody newly welcomed, the terms from their day on everybody."""
    rules = directory.applications
    if rules is None:
        return ()
    new = rules.onboarding if it is not None and it.state is State.WELCOMED else ()
    due = rules.terms is not None and rules.terms.since is not None and today >= rules.terms.since
    return tuple(step for step in Step if step in new or (step is Step.TERMS and due))


def done(step: Step, it: Leadership | None, leader: Leader, directory: Directory) -> bool:
    match step:
        case Step.TERMS:
            terms = terms_of(directory)
            return it is not None and terms is not None and it.terms == terms.version
        case Step.PAY:
            return bool(leader.pay)
        case Step.POINT:
            own = {leader.id, leader.deputy_of}
            return any(own.intersection(point.run_by) for point in directory.points.values())
        case Step.REPORT:
            return it is not None and it.reported


def left(it: Leadership | None, leader: Leader, directory: Directory, today: date) -> tuple[Step, ...]:
    """What still has to be done before the next group buy."""
    return tuple(step for step in asked_of(it, directory, today) if not done(step, it, leader, directory))


def how(step: Step, directory: Directory) -> str:
    return HOW[step].format(admin=admins_to_ask(directory))


def terms_of(directory: Directory) -> Terms | None:
    return directory.applications.terms if directory.applications else None


async def must_be_ready(books: Books, leader: Leader) -> None:
    """RetiredLeader, or NotReady with the first step left; what is open already goes on regardless."""
    if leader.retired:
        raise errors.RetiredLeader(admin=admins_to_ask(books.directory))
    it = await books.leadership_of(leader.id)
    missing = left(it, leader, books.directory, _today(books))
    if missing:
        raise errors.NotReady(step=STEP_NAMES[missing[0]], how=how(missing[0], books.directory))
    await _maybe_done(books, it)


async def report(books: Books, leader: Leader) -> Leadership | None:
    """The leader wrote 1:1: where they are being taken on that is a step done."""
    it = await books.leadership_of(leader.id)
    if it is not None and it.state is State.WELCOMED:
        if not it.reported:
            await books.record(LeaderReported(it.id))
        if not left(it, leader, books.directory, _today(books)):
            await _maybe_done(books, it)
    return it


async def accept(books: Books, leader: Leader, terms: Terms) -> Leadership:
    """The leader agrees to these terms; NothingChanged where they have."""
    it = await books.leadership_of(leader.id)
    if it is None:
        key = books.new_id()
        await books.record(LeaderKnown(key, leader.id))
        it = await books.own_leadership(key)
    if it.terms == terms.version:
        raise errors.NothingChanged()
    await books.record(TermsAccepted(it.id, terms.version))
    if not left(it, leader, books.directory, _today(books)):
        await _maybe_done(books, it)
    return it


def opens_somewhere(leader: Leader) -> bool:
    return not leader.retired and any(Right.OPEN in leader.rights_in(it) for it in leader.communities)


def _today(books: Books) -> date:
    return books.at.astimezone(books.directory.zone).date()


async def _maybe_done(books: Books, it: Leadership | None) -> None:
    if it is not None and it.state is State.WELCOMED:
        await books.record(OnboardingDone(it.id))
