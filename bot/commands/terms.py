"""条款 and 同意条款: the leaders' terms in full, and agreeing to the version in force."""

from bot.commands.apply import hand_in
from bot.commands.base import command
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.applications import Terms
from groupbuy.applying import missing
from groupbuy.errors import NothingChanged, Refusal
from groupbuy.leadership import State
from groupbuy.onboarding import STEP_NAMES, accept, how, left, terms_of
from groupbuy.rights import admins_to_ask


class NoTerms(Refusal):
    text = "现在没有团长条款，有问题请找{admin}"


class TermsAreForLeaders(Refusal):
    text = "条款是给团长的，想当团长请私聊我发“申请团长”"


@command("条款", "团长条款", usage="条款", says="团长条款全文", bare=True)
async def terms(talk: Talk, books: UnitBooks, words: str) -> str:
    found = _in_force(talk)
    rows = [f"团长条款（{found.version}）：", found.text]
    if talk.speaker.leader is not None:
        it = await books.leadership_of(talk.speaker.leader.id)
        agreed = it is not None and it.terms == found.version
        rows.append("你已经同意了。" if agreed else "同意就回“同意条款”。")
    return "\n".join(rows)


@command("同意条款", usage="同意条款", says="团长同意现在的条款", bare=True)
async def agree(talk: Talk, books: UnitBooks, words: str) -> str:
    """A leader's, recorded with version and time; of an applicant who has answered all, the last word."""
    found = _in_force(talk)
    leader = talk.speaker.leader
    if leader is None:
        it = await books.application_of(talk.speaker.id)
        if it is not None and it.state is State.DRAFT and talk.private and not await missing(books, it):
            return await hand_in(talk, books, it)
        raise TermsAreForLeaders()
    try:
        it = await accept(books, leader, found)
    except NothingChanged:
        return f"这一版（{found.version}）你已经同意过了。"
    today = talk.at.astimezone(talk.directory.zone).date()
    more = left(it, leader, talk.directory, today)
    rest = f"还差“{STEP_NAMES[more[0]]}”：{how(more[0], talk.directory)}。" if more else "可以开团了。"
    return f"记下了，你同意了条款（{found.version}）。{rest}"


def _in_force(talk: Talk) -> Terms:
    found = terms_of(talk.directory)
    if found is None:
        raise NoTerms(admin=admins_to_ask(talk.directory))
    return found
