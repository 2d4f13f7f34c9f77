"""Long lists in pages that fit a chat bubble: 第2页."""

import re
from collections.abc import Sequence

PAGE = re.compile(r"第\s*(\d{1,3})\s*页|[pP](\d{1,3})(?!\d)")
ROWS = 30
BYTES = 3_500
"""Of UTF-8 a page: with its head and foot it stays below what an answer may be (4 KB)."""


def page_in(words: str) -> tuple[int, str]:
    """The page asked for (1 where none is), and the words without it."""
    found = PAGE.search(words)
    if not found:
        return 1, words.strip()
    rest = words[: found.start()] + " " + words[found.end() :]
    return max(1, int(found[1] or found[2])), rest.strip()


def paged(rows: Sequence[str], page: int, again: str) -> str:
    """The rows of a page, and how to see the next; `again` is the command that was given."""
    pages = _pages(rows)
    page = min(page, len(pages))
    shown = list(pages[page - 1])
    if page < len(pages):
        shown.append(f"第{page}/{len(pages)}页，下一页：“{again} 第{page + 1}页”")
    elif len(pages) > 1:
        shown.append(f"第{page}/{len(pages)}页")
    return "\n".join(shown)


def _pages(rows: Sequence[str]) -> list[list[str]]:
    """At most ROWS rows and BYTES bytes a page (a row longer than that has its own)."""
    pages: list[list[str]] = [[]]
    size = 0
    for row in rows:
        length = len(row.encode()) + 1
        if pages[-1] and (len(pages[-1]) == ROWS or size + length > BYTES):
            pages.append([])
            size = 0
        pages[-1].append(row)
        size += length
    return pages
