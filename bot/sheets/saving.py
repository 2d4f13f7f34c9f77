"""A file is there whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.sheets.sheet import SheetError


def save(content: bytes, file: Path) -> None:
    """Written beside `file`, then renamed over it: an older export is replaced in one step, a failure
    leaves it as it was. Only the owner may read it, as it names people.

    Raises SheetError for a folder, a missing folder, a device, a full disk.
    """
    try:
        _replace(content, _place_for(file))
    except SheetError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise SheetError(f"{file}: cannot be written: {getattr(error, 'strerror', error)}") from error


def _place_for(file: Path) -> Path:
    """Where it really goes: a link stays a link, what it points to is replaced."""
    if file.exists() and not file.is_file():
        raise SheetError(f"{file}: this is {'a folder' if file.is_dir() else 'no plain file'}; name a file")
    place = file.resolve()
    if not place.parent.is_dir():
        raise SheetError(f"{file}: there is no folder {place.parent}; make it first")
    return place


def _replace(content: bytes, file: Path) -> None:
    with NamedTemporaryFile(dir=file.parent, prefix=".export-", suffix=".tmp", delete=False) as half:
        try:
            half.write(content)
            half.flush()
            os.fsync(half.fileno())
            Path(half.name).replace(file)
        except BaseException:
            Path(half.name).unlink(missing_ok=True)
            raise
