"""Long lists in pages."""

from bot.parsing.paging import BYTES, ROWS, page_in, paged
from tests.for_each import for_each


@for_each(
    ("words", "page", "rest"),
    [
        ("", 1, ""),
        ("12", 1, "12"),
        ("12 第2页", 2, "12"),
        ("第 3 页", 3, ""),
        ("p2", 2, ""),
        ("12 P3", 3, "12"),
        ("第0页", 1, ""),
    ],
)
def test_the_page_is_taken_out_of_the_words(words: str, page: int, rest: str) -> None:
    assert page_in(words) == (page, rest)


def rows(count: int) -> list[str]:
    return [f"row {it}" for it in range(1, count + 1)]


def test_a_short_list_has_no_page_line() -> None:
    assert paged(rows(ROWS), 1, "名单 1") == "\n".join(rows(ROWS))


def test_every_row_is_on_exactly_one_page() -> None:
    everything = "\n".join(paged(rows(75), page, "未取 1") for page in (1, 2, 3)).split("\n")
    assert [it for it in everything if it.startswith("row")] == rows(75)


def test_a_page_says_how_to_see_the_next() -> None:
    assert paged(rows(75), 1, "未取 1").endswith("第1/3页，下一页：“未取 1 第2页”")
    assert paged(rows(75), 3, "未取 1").endswith("第3/3页")


def test_a_page_past_the_end_is_the_last() -> None:
    assert paged(rows(75), 9, "x") == paged(rows(75), 3, "x")


def test_an_empty_list_is_empty() -> None:
    assert paged([], 1, "x") == ""


def test_long_rows_make_shorter_pages_and_none_is_lost() -> None:
    long = [f"{it}号 王姐：" + "草莓2盒、" * 15 for it in range(1, 41)]
    pages, page = [], 1
    while len(pages) < page:
        pages.append(paged(long, page, "名单 1"))
        page += "下一页" in pages[-1]
    assert [row for it in pages for row in it.split("\n") if "号 王姐" in row] == long
    assert all(len(it.encode()) < BYTES + 200 for it in pages)


def test_a_row_too_long_for_any_page_has_one_of_its_own() -> None:
    assert paged(["短", "长" * BYTES, "短"], 2, "x").startswith("长")
