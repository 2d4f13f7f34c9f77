"""团长申请: an admin reads who applies, and what to paste into the configuration to say yes."""

from bot.applicants import NobodyApplied, meant, waiting
from bot.commands.base import Who, command
from bot.pasting import paste
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.notices.facts import when


@command(
    "团长申请",
    "批准申请",
    usage="团长申请 王姐",
    says="谁在申请团长；带名字就给出要粘进配置的内容，粘好重新加载就算批准",
    who=Who.ADMIN,
    private=True,
)
async def applications(talk: Talk, books: UnitBooks, words: str) -> str:
    found = await waiting(books)
    if not found:
        raise NobodyApplied()
    if not words.strip() and len(found) > 1:
        rows = [f"{it.shown}（{when(it.leadership.state_since, talk.directory)} 交）" for it in found]
        return "\n".join(["在申请团长的：", *rows, "看一位发“团长申请 1”。"])
    one = meant(words or str(found[0].no), found)[0]
    entries = paste(one.person, await books.answers(one.leadership.id), talk.directory)
    name = one.person.masked
    return f"{name}想当团长。同意：粘进配置，再重新加载；不同意：回“拒绝申请 {name} 原因”。\n{entries}"
