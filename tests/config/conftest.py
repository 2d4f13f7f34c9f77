"""A copy of the sample folder that a test may spoil."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from config.loader import Loaded, load
from config.mistakes import Mistake, Mistakes

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
NOTHING_SET: Mapping[str, str] = MappingProxyType({})


class Folder:
    """A configuration folder under test: edit it, load it, ask what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, file: str) -> str:
        return (self.path / file).read_text(encoding="utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        raw = content if isinstance(content, bytes) else content.encode()
        (self.path / file).write_bytes(raw)

    def replace(self, file: str, old: str, new: str) -> int:
        """Replaces the first `old` and returns the line it stands on; the sample must have it."""
        text = self.read(file)
        assert old in text, f"{file} has no {old!r}"
        self.write(file, text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def append(self, file: str, text: str) -> int:
        """Adds lines at the end and returns the number of the first."""
        before = self.read(file)
        self.write(file, before + text)
        return before.count("\n") + 1

    def load(self, environ: Mapping[str, str] = NOTHING_SET) -> Loaded:
        return load(self.path, environ)

    def mistakes(self, environ: Mapping[str, str] = NOTHING_SET) -> tuple[Mistake, ...]:
        """What the loader says, and that nothing else than Mistakes comes out of it."""
        try:
            self.load(environ)
        except Mistakes as found:
            return found.items
        return ()

    def only_mistake(self, environ: Mapping[str, str] = NOTHING_SET) -> Mistake:
        found = self.mistakes(environ)
        assert len(found) == 1, [str(it) for it in found]
        return found[0]


def in_file(found: Mistake) -> tuple[str, int, str]:
    """File name, line and path of a mistake."""
    return Path(found.file).name, found.line, found.path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(Path(shutil.copytree(SAMPLE, tmp_path / "config")))


@pytest.fixture(scope="session")
def sample() -> Loaded:
    return load(SAMPLE, NOTHING_SET)
