"""Told to a leader once: they are retired, what is open is theirs to finish."""

from dataclasses import dataclass

from groupbuy.directory import Directory
from groupbuy.leadership import Leadership
from groupbuy.notices.base import Names, Notice
from groupbuy.ports import Books
from groupbuy.rights import admins_to_ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired(Notice):
    text = "辛苦了！团长的事到今天告一段落，{rest}有疑问请找{admin}。"

    gone: bool = False

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        rest = "" if self.gone else "手上的团请照常做完，新团不用再开。"
        return template.format(rest=rest, admin=admins_to_ask(directory))


async def tell(books: Books, it: Leadership, *, gone: bool) -> None:
    """`gone`: no longer in the configuration at all, so that only who applied in chat can be reached."""
    to = f"resident:{it.resident}" if gone else f"leader:{it.leader}"
    if gone and not it.resident:
        return
    version = it.state_since.isoformat()
    await books.tell(Retired(to=to, subject=f"leadership:{it.id}", version=version, gone=gone))
