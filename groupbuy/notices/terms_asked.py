"""Told to every leader: new terms, and from when they are needed to open; what is open goes on."""

from dataclasses import dataclass
from datetime import date

from groupbuy.applications import Terms
from groupbuy.directory import Directory, Leader
from groupbuy.notices.base import Names, Notice
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsAsked(Notice):
    text = "团长条款有了新的（{terms}）。私聊我发“条款”看全文，回“同意条款”。{since}起没同意不能开新团，已开的团照常。"

    terms: str
    since: date

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(terms=self.terms, since=f"{self.since.month}月{self.since.day}日")


async def tell(books: Books, leader: Leader, terms: Terms) -> None:
    if terms.since is not None:
        await books.tell(
            TermsAsked(
                to=f"leader:{leader.id}",
                subject="terms",
                version=terms.version,
                terms=terms.version,
                since=terms.since,
            )
        )
