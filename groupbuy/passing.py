"""What happens when a due moment of a group buy has come: each in its own unit, done once, recorded."""

from groupbuy import closing
from groupbuy.buy import GroupBuy
from groupbuy.due import Moment, moments
from groupbuy.events import MomentPassed
from groupbuy.notices import cutoff_soon, pickup_soon, unclaimed
from groupbuy.ports import Books
from groupbuy.renewing import renew


async def pass_due(books: Books, number: int) -> list[Moment]:
    """Do everything of one buy whose time has come, earliest first; its condition is checked again.

    Points are assigned elsewhere (`placing`), as that is seconds of work. A moment may bring others (a close
    after downtime makes forming due): they are looked at too.
    """
    buy = await books.locked(number)
    done: list[Moment] = []
    while True:
        ready = (it for it in moments(buy, books.directory) if it.at <= books.at)
        due = next((it for it in ready if it.what != "assign"), None)
        if due is None:
            return done
        await books.record(MomentPassed(number, due.name))
        match due.what:
            case "close":
                await closing.close(books, buy, by_hand=False)
            case "form":
                await closing.form(books, buy)
            case "give_up":
                await closing.cancel_buy(books, buy, "no_answer")
            case "cutoff_soon":
                if books.at < buy.cutoff_at and not _again(due, buy, books):
                    await cutoff_soon.tell(books, buy, due.name)
            case "pickup_soon":
                await pickup_soon.tell(books, buy, due.closing)
            case "unclaimed":
                await unclaimed.tell(books, buy, due.closing)
            case "moved":
                await renew(books, buy)
        done.append(due)


def _again(due: Moment, buy: GroupBuy, books: Books) -> bool:
    """Another moment of the same kind is due as well: one telling is enough."""
    return any(it.what == due.what and it.at <= books.at for it in moments(buy, books.directory))
