"""Told to an applicant: not this time, kindly, with the admin's reason."""

from dataclasses import dataclass

from groupbuy.directory import Directory
from groupbuy.leadership import Leadership
from groupbuy.notices.base import Names, Notice
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined(Notice):
    text = "谢谢你愿意当团长。这次没有通过{reason}。情况有变化，随时可以再发“申请团长”。"

    reason: str

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(reason=f"：{self.reason}" if self.reason else "")


async def tell(books: Books, it: Leadership, reason: str) -> None:
    await books.tell(
        Declined(to=f"resident:{it.resident}", subject=f"leadership:{it.id}", reason=reason.rstrip("。.!！"))
    )
