"""One YAML file read into plain data that remembers the line of every key; no file makes it crash."""

import re
import stat
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from config.mistakes import Loc, Mistake, path_of, quoted

MOST_BYTES = 400_000
"""About 5,000 products, read in some 6 s; more is a mistake or an attack."""
MOST_VALUES = 100_000
DEEPEST = 12
OPEN_BRACKETS = r"(?:[\[{]\s*){20}"
"""The parser takes seconds over a line of these."""
TAG = "tag:yaml.org,2002:"
TEXT_TAGS = {TAG + it for it in ("str", "timestamp", "merge", "value")}


class _TooMuch(Exception):
    """More values or levels than any honest file has (an anchor that refers to anchors …)."""


@dataclass(slots=True)
class Document:
    """A file's content: maps, lists, str, int, Decimal (a number with a point, exactly as written), bool, None."""

    file: str
    data: Any = None
    raw: bytes = b""
    lines: dict[Loc, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        """False when nothing can be said about what should stand in it."""
        return isinstance(self.data, dict)

    def mistake(self, loc: Loc, what: str) -> Mistake:
        """A mistake at `loc`, on its line or, where it does not exist, its nearest parent's."""
        parent = next(loc[:n] for n in range(len(loc), -1, -1) if loc[:n] in self.lines or n == 0)
        return Mistake(self.file, self.lines.get(parent, 1), path_of(loc), what)


def read_document(path: Path, file: str) -> Document:
    """The file at `path`, called `file` in mistakes. Never raises: what is wrong is in `.mistakes`."""
    document = Document(file)
    try:
        document.raw = _bytes(path)
        node = _nodes(document.raw.decode("utf-8-sig"))
        data = None if node is None else _Builder(document).value(node, ())
        document.data = {} if data is None else data
    except UnicodeDecodeError as error:
        _refuse(
            document, _line(document.raw, error.start), "is not UTF-8 text; allowed: a file saved as UTF-8"
        )
    except _TooMuch as error:
        _refuse(document, 1, str(error))
    except OSError as error:
        _refuse(document, 1, f"cannot be read ({error.strerror or error}); needed: a readable YAML file")
    except ReaderError as error:
        before = document.raw.decode("utf-8-sig")[: error.position]
        _refuse(document, before.count("\n") + 1, "has a control character; allowed: plain text")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse(document, mark.line + 1 if mark else 1, _syntax(error))
    except RecursionError:
        _refuse(document, 1, f"is nested too deeply; allowed: at most {DEEPEST} levels")
    except Exception:  # the parser leaks half a dozen kinds on hostile bytes; an admin gets a line
        _refuse(document, 1, "is not YAML; allowed: “key: value” lines, as in config/sample")
    return document


def _bytes(path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise _TooMuch("is not a file; needed: a YAML file")
    if status.st_size > MOST_BYTES:
        raise _TooMuch(f"is too large ({status.st_size:,} bytes); allowed: at most {MOST_BYTES:,}")
    return path.read_bytes()


@lru_cache(maxsize=16)
def _nodes(text: str) -> Node | None:
    """Nodes rather than ruamel's objects: they keep every duplicate key, and 12.80 as it was written.

    Kept by text and never changed: reading takes a second per 800 products, and a reload mostly finds one
    file of six changed.
    """
    if re.search(OPEN_BRACKETS, text):
        raise _TooMuch(f"is nested too deeply; allowed: at most {DEEPEST} levels")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        node: Node | None = YAML(typ="safe", pure=True).compose(text)
    return node


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.count = 0

    def value(self, node: Node, loc: Loc) -> Any:
        self.count += 1
        if self.count > MOST_VALUES:
            raise _TooMuch(
                f"holds too many values (anchors count each time); allowed: at most {MOST_VALUES:,}"
            )
        if len(loc) > DEEPEST:
            raise _TooMuch(f"is nested too deeply; allowed: at most {DEEPEST} levels")
        self.document.lines.setdefault(loc, node.start_mark.line + 1)
        if isinstance(node, MappingNode):
            return self.map(node, loc)
        if isinstance(node, SequenceNode):
            return [self.value(it, (*loc, n)) for n, it in enumerate(node.value)]
        return self.scalar(node, loc)

    def map(self, node: MappingNode, loc: Loc) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value, line in self.entries(node, loc):
            here = (*loc, key)
            if key in found:
                what = f"stands here twice (first on line {self.document.lines[here]}); allowed: once"
                self.document.mistakes.append(Mistake(self.document.file, line, path_of(here), what))
                continue
            self.document.lines[here] = line
            found[key] = self.value(value, here)
        return found

    def entries(self, node: MappingNode, loc: Loc) -> Iterator[tuple[str, Node, int]]:
        for key, value in node.value:
            line = key.start_mark.line + 1
            if isinstance(key, ScalarNode):
                yield str(key.value), value, line
            else:
                what = "has a list or a map as a key; allowed: plain text"
                self.document.mistakes.append(Mistake(self.document.file, line, path_of(loc), what))

    def scalar(self, node: Node, loc: Loc) -> Any:
        text, tag = str(node.value), str(node.tag)
        if tag in TEXT_TAGS:
            return text
        if tag == TAG + "null":
            return None
        if tag == TAG + "bool":
            return {"true": True, "false": False}.get(text.lower(), text)
        if tag in (TAG + "int", TAG + "float"):
            return _number(text)
        what = f"has the YAML tag {quoted(tag)}; allowed: the plain value"
        self.document.mistakes.append(self.document.mistake(loc, what))
        return text


def _number(text: str) -> int | Decimal | str:
    """1_000 is 1000, as the parser has it; 0x10 and .inf stay text, as nobody means them."""
    plain = text.replace("_", "")
    try:
        return int(plain) if re.fullmatch(r"[-+]?[0-9]{1,30}", plain, re.ASCII) else Decimal(plain)
    except InvalidOperation:
        return text


def _refuse(document: Document, line: int, what: str) -> None:
    document.data = None
    document.mistakes.append(Mistake(document.file, line, "", what))


def _line(raw: bytes, position: int) -> int:
    return raw.count(b"\n", 0, position) + 1


def _syntax(error: MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "it cannot be read").replace("\n", " ")
    if "\\t" in problem or "\t" in problem:
        return "is not YAML: a tab stands here; allowed: indenting with spaces"
    if "single document" in str(error.context or ""):
        return "holds a second document after ---; allowed: one per file"
    return f"is not YAML: {problem}; allowed: “key: value” lines, indented with spaces"
