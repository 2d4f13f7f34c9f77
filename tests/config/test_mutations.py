"""G1: every way we could think of to spoil the sample gives a line that names the place and what is allowed."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from config.schema import FILES
from tests.config.conftest import SAMPLE, Folder
from tests.for_each import for_each

Way = tuple[str | int, ...]
LINE = re.compile(r"^[^:]+\.yaml:[1-9][0-9]*: [^:]+: .*(allowed|needed): ")

WRONG: tuple[Any, ...] = (["a", 1], {"a": "map"}, True, -700, 1e99, "\u202e", None)
NEEDED = set(
    "name zone from community communities channel chat channels ids leaders leader points no address "
    "lat lon products unit kind bot_name token_env aes_key_env secret_env agent_id version text".split()
)
"""Settings without a default."""

OPTIONAL = {"points.*.kind"}
"""Settings with a default that are called like one without."""

ENTRIES = {"communities", "chats", "leaders", "admins", "points", "products", "suppliers", "channels"}
"""Maps whose keys are ids."""


def mutations(file: str) -> Iterator[tuple[str, Callable[[], str]]]:
    """(what is done, the file's text after it): each kind of setting removed, misspelt and of a wrong type."""
    tree = YAML().load((SAMPLE / file).read_text(encoding="utf-8"))
    seen: dict[str, int] = {}
    for way in list(_ways(tree)):
        shape = _shape(way)
        key = way[-1]
        if shape in seen or isinstance(key, int) or (key == "name" and "holidays" in shape):
            continue
        seen[shape] = len(seen)
        if key in NEEDED and shape not in OPTIONAL and shape.count("*") == shape.count(".*."):
            yield f"{shape} removed", partial(_spoilt, tree, way, lambda it, key: it.pop(key))
        if not shape.endswith("*"):
            misspelt = lambda it, key: it.update({key + "x": it.pop(key)})  # noqa: E731 - one line beside its kind
            yield f"{shape} misspelt", partial(_spoilt, tree, way, misspelt)
        wrong = _wrong_for(key, seen[shape])
        yield (
            f"{shape} = {wrong!r}",
            partial(_spoilt, tree, way, lambda it, key, wrong=wrong: it.update({key: wrong})),
        )


def _wrong_for(key: str, turn: int) -> Any:
    """The next wrong value that is wrong for this key too (a list of aliases is none)."""
    turned = [*WRONG[turn % 7 :], *WRONG[: turn % 7]]
    fits = {
        "simulator": (True,),
        "holidays": (True,),
        "step_free": (True,),
        "lift": (True,),
        "aliases": (["a", 1],),
    }.get(key, ())
    return next(it for it in turned if it not in fits and (it is not None or key in NEEDED))


def _shape(way: Way) -> str:
    """`points.*.windows.*.from`: the first place of each shape stands for all."""
    parts = [
        "*" if isinstance(it, int) or (way[n - 1] in ENTRIES and n == 1) else it for n, it in enumerate(way)
    ]
    return ".".join(parts)


def _ways(tree: Any, above: Way = ()) -> Iterator[Way]:
    here = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in here:
        yield (*above, key)
        yield from _ways(value, (*above, key))


def _spoilt(tree: Any, way: Way, change: Callable[[Any, str], object]) -> str:
    """The tree's text after the change; the change is undone."""
    holder = tree
    for part in way[:-1]:
        holder = holder[part]
    kept = dict(holder)
    change(holder, str(way[-1]))
    text = "".join(_lines(tree))
    holder.clear()
    holder.update(kept)
    return text


def _lines(tree: dict[str, Any], before: str = "") -> Iterator[str]:
    """A line a key, everything else as JSON, which is YAML: ruamel's own writing takes longer than the reading."""
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            yield f"{before}{json.dumps(key)}:\n"
            yield from _lines(value, before + "  ")
        else:
            yield f"{before}{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, default=str)}\n"


ALL = [(file, what, spoilt) for file in FILES for what, spoilt in mutations(file)]


@pytest.mark.timeout(240)  # for all of them
@for_each(("file", "what", "spoilt"), ALL)
def test_a_spoiled_sample_is_told_with_file_line_and_what_is_allowed(
    folder: Folder, file: str, what: str, spoilt: Callable[[], str]
):
    for name in FILES:
        folder.write(name, (SAMPLE / name).read_bytes())
    folder.write(file, spoilt())
    start = time.process_time()
    found = folder.mistakes()
    assert time.process_time() - start < 2
    assert any(Path(it.file).name == file for it in found)
    for it in found:
        line = str(it).removeprefix(f"{folder.path}/")
        assert LINE.match(line), line
        assert line.isprintable()
        assert it.line <= folder.read(Path(it.file).name).count("\n") + 1
    print(str(found[0]).removeprefix(f"{folder.path}/"))


def test_there_are_at_least_sixty_mutations_and_some_of_every_file():
    counts = Counter(file for file, _, _ in ALL)
    print(len(ALL), dict(counts))
    assert len(ALL) >= 60
    assert set(counts) == set(FILES)
    assert len({(file, what) for file, what, _ in ALL}) == len(ALL)
