"""A file is there whole or not at all, and a place that cannot hold one is named."""

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.sheets.saving import save
from bot.sheets.sheet import SheetError


def names_in(folder: Path) -> list[str]:
    return sorted(it.name for it in folder.iterdir())


def test_a_file_holds_exactly_what_was_written(tmp_path: Path) -> None:
    save(b"\xef\xbb\xbf1\r\n", tmp_path / "orders.csv")
    assert (tmp_path / "orders.csv").read_bytes() == b"\xef\xbb\xbf1\r\n"
    assert names_in(tmp_path) == ["orders.csv"]


def test_only_the_owner_may_read_what_names_people(tmp_path: Path) -> None:
    save(b"x", tmp_path / "orders.csv")
    assert stat.S_IMODE((tmp_path / "orders.csv").stat().st_mode) == 0o600


def test_an_older_export_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(b"yesterday, and longer")
    save(b"today", file)
    assert file.read_bytes() == b"today"


def test_whoever_has_the_older_file_open_still_reads_it_whole(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(b"yesterday")
    with file.open("rb") as reader:
        save(b"today", file)
        assert reader.read() == b"yesterday"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    target, link = tmp_path / "shared" / "real.csv", tmp_path / "link.csv"
    link.symlink_to(target)
    save(b"today", link)
    assert link.is_symlink()
    assert target.read_bytes() == b"today"


def test_a_name_without_a_folder_is_written_where_one_stands(tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        save(b"x", Path("orders.csv"))
    finally:
        os.chdir(here)
    assert names_in(tmp_path) == ["orders.csv"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="this is a folder; name a file"):
        save(b"x", tmp_path)


def test_a_device_is_no_file() -> None:
    with pytest.raises(SheetError, match="no plain file"):
        save(b"x", Path("/dev/null"))


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=f"there is no folder {tmp_path / 'out'}; make it first"):
        save(b"x", tmp_path / "out" / "orders.csv")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("name", ["x" * 300, "a\x00b"])
def test_a_name_no_file_can_have_is_a_clear_error(name: str, tmp_path: Path) -> None:
    with pytest.raises(SheetError):
        save(b"x", tmp_path / name)


def test_a_file_where_a_folder_should_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(SheetError, match="there is no folder"):
        save(b"x", tmp_path / "out" / "orders.csv")


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """The kernel refuses the write beyond, as a full disk does (Python ignores SIGXFSZ)."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_older_file_and_nothing_half_written(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(b"yesterday")
    with files_no_larger_than(1_000), pytest.raises(SheetError, match="cannot be written"):
        save(b"x" * 1_000_000, file)
    assert file.read_bytes() == b"yesterday"
    assert names_in(tmp_path) == ["orders.csv"]
