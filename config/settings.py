"""Every setting an admin can write, read off the schema: for mistakes and for the documentation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from config.fields import Settings
from config.mistakes import Loc
from config.schema import FILES


@dataclass(frozen=True, slots=True)
class Outline:
    """A file's settings by path (`points.<id>.windows[].from`): what is allowed, and the keys below.

    `keys` is also kept per kind of channel, as `channels.<id>#wecom_bot`.
    """

    allowed: dict[str, str] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)

    def path(self, loc: Loc) -> str:
        """The setting's path for a place in a file: ids become `<id>`, list places `[]`."""
        path = ""
        for part in loc:
            if isinstance(part, int):
                path += "[]"
            else:
                named = f"{path}.{part}".lstrip(".")
                path = named if named in self.places else f"{path}.<id>".lstrip(".")
        return path

    def what_is_allowed(self, loc: Loc) -> str:
        """The nearest description at or above `loc`; for a map of known keys, the keys."""
        for end in range(len(loc), 0, -1):
            path = self.path(loc[:end])
            if self.allowed.get(path):
                return self.allowed[path]
            if path in self.keys:
                return "a map with " + ", ".join(self.keys[path])
        return "a map with " + ", ".join(self.keys[""])


@cache
def outline(file: str) -> Outline:
    """The settings of one file of the folder, such as `points.yaml`."""
    found = Outline()
    _map(found, FILES[file], "")
    return found


@dataclass(frozen=True, slots=True)
class Documented:
    """How a page and the schema agree: settings the page lacks, and settings it invents."""

    missing: tuple[str, ...]
    invented: tuple[str, ...]

    def __bool__(self) -> bool:
        return not self.missing and not self.invented


def settings() -> tuple[str, ...]:
    """Every setting as `points.yaml: points.<id>.no`, files in order."""
    return tuple(f"{file}: {path}" for file in FILES for path in outline(file).allowed)


def settings_documented(page: str) -> Documented:
    """Compare the schema with a Markdown page that has a heading per file and a table row per setting."""
    described = tuple(_rows(page.splitlines()))
    known = settings()
    return Documented(
        missing=tuple(it for it in known if it not in described),
        invented=tuple(it for it in described if it not in known),
    )


def _rows(lines: Iterable[str]) -> Iterator[str]:
    file = ""
    for line in lines:
        if heading := re.match(r"#+ `?(\w+\.yaml)`?", line):
            file = heading[1]
        elif file and (row := re.match(r"\| `([^`]+)` \|.*[\u4e00-\u9fff]", line)):
            yield f"{file}: {row[1]}"


def _map(found: Outline, model: type[Settings], path: str) -> None:
    keys = tuple(it.alias or name for name, it in model.model_fields.items())
    found.keys[path] = tuple(dict.fromkeys((*found.keys.get(path, ()), *keys)))
    if "kind" in model.model_fields:
        found.keys[f"{path}#{get_args(model.model_fields['kind'].annotation)[0]}"] = keys
    for key, info in zip(keys, model.model_fields.values(), strict=True):
        here = f"{path}.{key}".lstrip(".")
        found.allowed[here] = found.allowed.get(here) or info.description or ""
        _value(found, info.annotation, here)


def _value(found: Outline, kind: Any, path: str) -> None:
    found.places.add(path)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        _value(found, inner[0], path)
    elif origin in (Union, UnionType):
        for it in inner:
            _value(found, it, path)
    elif origin is dict:
        _value(found, inner[1], f"{path}.<id>")
    elif origin is list:
        _value(found, inner[0], f"{path}[]")
    elif origin is not Literal and isinstance(kind, type) and issubclass(kind, Settings):
        _map(found, kind, path)
