"""Long lists in pages that fit a chat bubble: 第2页."""

import re
from collections.abc import Sequence

PAGE = re.compile(r"第\s*(\d{1,3})\s*页|[pP](\d{1,3})(?!\d)")
ROWS = 30


def page_in(words: str) -> tuple[int, str]:
    """The page asked for (1 where none is), and the words without it."""
    found = PAGE.search(words)
    if not found:
        return 1, words.strip()
    rest = words[: found.start()] + " " + words[found.end() :]
    return max(1, int(found[1] or found[2])), rest.strip()


def paged(rows: Sequence[str], page: int, again: str) -> str:
    """The rows of a page, and how to see the next; `again` is the command that was given."""
    pages = max(1, -(-len(rows) // ROWS))
    page = min(page, pages)
    shown = list(rows[(page - 1) * ROWS : page * ROWS])
    if page < pages:
        shown.append(f"第{page}/{pages}页，下一页：“{again} 第{page + 1}页”")
    elif pages > 1:
        shown.append(f"第{page}/{pages}页")
    return "\n".join(shown)
