"""Told to the leader: a pasted chain says something else of others than the book; nothing was changed."""

from dataclasses import dataclass
from hashlib import sha256

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, Right
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about
from groupbuy.notices.to_leader import tell_leader
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainDiffers(Notice):
    """`changed` lines of others were altered in it, `unknown` lines belong to nobody known."""

    text = "【{number}号团】{who} 发的接龙里有{what}，我没动账。发“接龙 {number}”看是哪几行；要收就把接龙发给我。"

    resident: str
    changed: int
    unknown: int

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        parts = [f"{self.changed}行改了别人的"] if self.changed else []
        parts += [f"{self.unknown}行我不认识是谁"] if self.unknown else []
        return template.format(number=self.buy, who=names.label(self.resident), what="、".join(parts))


async def tell(books: Books, buy: GroupBuy, author: str, *, changed: int, unknown: int, version: str) -> None:
    """Once for the same differences (`version`), of which only a hash is kept: names stand in it."""
    await tell_leader(
        books,
        buy,
        ChainDiffers(
            to=f"leader:{buy.leader}",
            subject=about(buy),
            version=sha256(version.encode()).hexdigest(),
            buy=buy.number,
            resident=author,
            changed=changed,
            unknown=unknown,
        ),
        Right.ORDERS,
    )
