"""我的团长: who leads here; a leader reads how far they are, an applicant how the application stands."""

from bot.asking_applicants import NAMES
from bot.commands.base import command
from bot.commands.whoami import role
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.applying import missing
from groupbuy.directory import Leader, Right
from groupbuy.leadership import Leadership, State
from groupbuy.onboarding import STEP_NAMES, asked_of, done, how, report
from groupbuy.rights import admins_to_ask, role_word

NO_COMMUNITY = "先告诉我你是哪个小区的：发“小区”。"
IN_PRIVATE = "团长自己的进度请私聊我发“我的团长”。"


@command("我的团长", "团长是谁", "报到", usage="我的团长", says="团长是谁；自己是团长就看还差几步", bare=True)
async def my_leader(talk: Talk, books: UnitBooks, words: str) -> str:
    if talk.speaker.leader is not None:
        return await _progress(talk, books, talk.speaker.leader) if talk.private else IN_PRIVATE
    it = await books.application_of(talk.speaker.id) if talk.private else None
    return await _application(talk, books, it) if it else _who_leads(talk)


async def _progress(talk: Talk, books: UnitBooks, leader: Leader) -> str:
    """Ticks for what is done. That they asked 1:1 is a step done itself."""
    it = await books.leadership_of(leader.id)
    today = talk.at.astimezone(talk.directory.zone).date()
    steps = asked_of(it, talk.directory, today)
    it = await report(books, leader)
    rows = [f"你是{role(talk)}。"]
    for step in steps:
        ready = done(step, it, leader, talk.directory)
        rows.append(
            f"☑ {STEP_NAMES[step]}" if ready else f"□ {STEP_NAMES[step]}：{how(step, talk.directory)}"
        )
    if leader.retired:
        return "\n".join([*rows, "手上的团请照常做完，新团不用再开。"])
    ready = all(done(step, it, leader, talk.directory) for step in steps)
    opens = any(Right.OPEN in leader.rights_in(place) for place in leader.communities)
    rows += ["可以开团了，怎么写发“帮助 开团”。" if opens else "没有要做的了。"] if ready else []
    return "\n".join(rows)


async def _application(talk: Talk, books: UnitBooks, it: Leadership) -> str:
    if it.state is State.SUBMITTED:
        return f"你的团长申请{it.state_name}，请等{admins_to_ask(talk.directory)}。不申请了回“取消申请”。"
    left = [NAMES[ask.value] for ask in await missing(books, it)] if talk.directory.applications else []
    rest = f"，还差{'、'.join(left)}" if left else "，都答好了，还没交"
    return f"你的团长申请{it.state_name}{rest}。发“申请团长”接着填，不申请了回“取消申请”。"


def _who_leads(talk: Talk) -> str:
    """The leaders here by what they are called, those who open first."""
    here = talk.directory.communities.get(talk.community or "")
    if here is None:
        return NO_COMMUNITY
    leaders = [it for it in talk.directory.leaders.values() if here.id in it.communities and not it.retired]
    leaders.sort(key=lambda it: Right.OPEN not in it.rights_in(here.id))
    rows = [f"{role_word(it)}{it.name}" for it in leaders]
    return f"{here.name}：{'、'.join(rows) or f'还没有团长，有事请找{admins_to_ask(talk.directory)}'}。"
