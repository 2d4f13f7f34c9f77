"""拒绝申请: an admin says no to an applicant, who is told kindly, with the reason."""

from bot.applicants import meant, waiting
from bot.channels.clean import clean
from bot.commands.base import Who, command
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.applying import decline as say_no

MOST_REASON = 100


@command(
    "拒绝申请",
    usage="拒绝申请 王姐 这个小区暂时够了",
    says="不同意一位的团长申请，原因会告诉本人",
    who=Who.ADMIN,
    private=True,
)
async def decline(talk: Talk, books: UnitBooks, words: str) -> str:
    one, reason = meant(words, await waiting(books))
    await say_no(books, one.leadership, " ".join(clean(reason).split())[:MOST_REASON])
    return f"好，没有同意{one.person.masked}的申请，会告诉本人{'和原因' if reason else ''}。"
