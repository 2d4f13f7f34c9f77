"""Wording overrides: `config/texts/*.toml`, by the names of the default texts (`refusal.SoldOut`)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from config.mistakes import Mistake, Mistakes, did_you_mean, listed, quoted

MOST_BYTES = 200_000
LONGEST = 2000


def load_texts(folder: Path, known: Mapping[str, str]) -> Mapping[str, str]:
    """Overrides by name; none when there is no folder. `known` holds every default by name, as str.format
    templates: an override may leave placeholders out and may not invent any. Raises Mistakes, all at once."""
    texts: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        source, problem = _read(path)
        if problem:
            mistakes.append(problem)
            continue
        for name, value in _flat(tomllib.loads(source)):
            what = (
                "is already in another file; allowed: once" if name in texts else _wrong(name, value, known)
            )
            if what:
                mistakes.append(Mistake(str(path), _line(source, name), name, what))
            else:
                texts[name] = value
    if mistakes:
        raise Mistakes(mistakes)
    return texts


def _read(path: Path) -> tuple[str, Mistake | None]:
    """The file's text, known to be TOML, or what is wrong with it."""
    line = 1
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return "", Mistake(
                str(path), 1, "", f"is not a file of at most {MOST_BYTES:,} bytes; allowed: a TOML file"
            )
        source = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        tomllib.loads(source)
        return source, None
    except UnicodeDecodeError:
        what = "is not UTF-8 text; allowed: a file saved as UTF-8"
    except OSError as error:
        what = f"cannot be read ({error.strerror}); needed: a readable TOML file"
    except RecursionError:
        what = 'is nested too deeply; allowed: lines of name = "text"'
    except ValueError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else max(1, source.count("\n") + 1)
        what = f'is not TOML: {str(error).split(" (at ")[0]}; allowed: lines of name = "text"'
    return "", Mistake(str(path), line, "", what)


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """`[refusal]` with `SoldOut = …` and `"refusal.SoldOut" = …` say the same."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def _wrong(name: str, value: object, known: Mapping[str, str]) -> str | None:
    if name not in known:
        return f"there is no such text{did_you_mean(name, known)}; allowed: {listed(sorted(known))}"
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        return f"must be text in quotes, 1 to {LONGEST} characters long"
    allowed = _placeholders(known[name])
    try:
        invented = [it for it in _placeholders(value) if it not in allowed]
    except ValueError as error:
        return f"has a brace that does not fit ({error}); allowed: {{name}} for a fact, {{{{ for a brace"
    if invented:
        return f"has {quoted(invented[0])}, which the default text has not; allowed: {listed(allowed)}"
    return None


def _placeholders(template: str) -> list[str]:
    """Every `{name}`, with its conversion and format: an override repeats them as they are, so that it
    reaches no attribute and asks for no endless width."""
    found = []
    for _, name, form, conversion in Formatter().parse(template):
        if name is not None:
            found.append(
                "{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"
            )
    return list(dict.fromkeys(found))


def _line(source: str, name: str) -> int:
    """tomllib gives no lines: the first that starts with the whole name or, under its table, with its end."""
    table = ""
    for number, line in enumerate(source.splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = header[1].replace('"', "").replace(" ", "") + "."
        elif name in _spellings(table, line.partition("=")[0]):
            return number
    return 1


def _spellings(table: str, key: str) -> tuple[str, str]:
    plain = key.replace('"', "").replace("'", "").replace(" ", "")
    return table + plain, plain
