"""Told to admins and the buy's leader: an order was refused because no pickup point has room for it."""

from dataclasses import dataclass

from groupbuy.directory import Directory
from groupbuy.errors import NoRoom
from groupbuy.notices.base import Names, Notice
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomShort(Notice):
    text = "【{number}号团】自提点放不下了：有一单要{need}，最多的{point}还剩{most}，没有记上。请加格数或加自提点"

    need: str
    most: str
    point: str

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(number=self.buy, need=self.need, most=self.most, point=self.point)


async def tell(books: Books, refusal: NoRoom) -> None:
    """Once for a buy and the storage classes that are short; after the refused unit was undone."""
    facts = refusal.facts
    buy = await books.buy(facts["buy"])
    for to in (f"leader:{buy.leader}", *(f"admin:{it}" for it in books.directory.admins)):
        await books.tell(
            RoomShort(
                to=to,
                subject=f"buy:{buy.number}",
                version=facts["classes"],
                buy=buy.number,
                need=facts["need"],
                most=facts["most"],
                point=facts["point"],
            )
        )
