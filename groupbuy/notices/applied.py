"""Told to every admin: somebody applies to lead, with what to paste into the configuration to say yes."""

from dataclasses import dataclass

from groupbuy.directory import Directory
from groupbuy.leadership import Leadership
from groupbuy.notices.base import Names, Notice
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied(Notice):
    """`leadership` finds the answers when it is worded: they can be erased, so they are no facts."""

    text = (
        "【团长申请】{who}想当团长。同意：把下面两段粘进配置，再重新加载。"
        "不同意：回“拒绝申请 {who} 原因”。以后要看发“团长申请”。\n{paste}"
    )

    leadership: str
    resident: str

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        paste = names.paste(self.leadership) or "（申请已经撤回或处理好了）"
        return template.format(who=names.masked(self.resident), paste=paste)


async def tell(books: Books, it: Leadership) -> None:
    for admin in books.directory.admins:
        await books.tell(
            Applied(
                to=f"admin:{admin}", subject=f"leadership:{it.id}", leadership=it.id, resident=it.resident
            )
        )
