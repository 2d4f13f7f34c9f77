"""Who starts waits only for what they use: what is loaded on the way, read from the sources."""

import ast
from collections.abc import Iterator
from functools import cache

from tests.for_each import for_each
from tests.test_repository import CODE, ROOT, parsed

#: A tenth of a second to half a second each, and of use to some commands and messages only.
SLOW = {"cn2an", "highspy", "numpy", "pypinyin", "pyvrp", "wechatpy"}


def at_once(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    """What runs when a module is imported: not the bodies of functions, nor what only types need."""
    for it in statements:
        yield it
        if isinstance(it, ast.If) and ast.unparse(it.test) == "TYPE_CHECKING":
            yield from at_once(it.orelse)
        elif not isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ("body", "orelse", "finalbody"):
                yield from at_once(getattr(it, part, []))


def imported_by(tree: ast.Module, package: str) -> Iterator[str]:
    """Absolute names; `from a import b` may mean the module a.b, so that is named too."""
    for it in at_once(tree.body):
        if isinstance(it, ast.Import):
            yield from (alias.name for alias in it.names)
        elif isinstance(it, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - it.level] if it.level else []
            base = ".".join([*above, *([it.module] if it.module else [])])
            yield from (base, *(f"{base}.{alias.name}" for alias in it.names))


@cache
def needs(module: str) -> frozenset[str]:
    """What a module of ours imports at once; nothing where there is no such module."""
    path = ROOT.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    if not file.is_file():
        return frozenset()
    return frozenset(imported_by(parsed(file), module if path.is_dir() else module.rpartition(".")[0]))


def loaded_with(module: str) -> set[str]:
    """All that importing `module` loads, packages on the way included, as far as our own sources tell."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            ours = name.split(".")[0] in {*CODE, "main"}
            waiting += [*([name.rpartition(".")[0]] if "." in name else []), *(needs(name) if ours else ())]
    return seen


@for_each(
    "module", ["main", "bot.sender", "bot.saying", "bot.doctor", "bot.understand", "storage", "config.loader"]
)
def test_nobody_waits_for_a_slow_library_before_it_is_used(module: str) -> None:
    assert loaded_with(module) & SLOW == set()


@for_each(
    ("module", "library"),
    [
        ("bot.sender", "structlog"),
        ("bot.understand.pipeline", "opencc"),
        ("storage", "tortoise"),
        ("config.loader", "pydantic"),
        ("bot.channels.wecom_app.opening", "wechatpy"),
        ("groupbuy.assigning.solve.highs", "numpy"),
        ("groupbuy.routing.solve", "pyvrp"),
    ],
)
def test_what_a_module_does_load_is_seen(module: str, library: str) -> None:
    assert library in loaded_with(module)


def test_asking_for_help_loads_no_database_library_and_no_server() -> None:
    assert loaded_with("main") & {"aiohttp", "apscheduler", "redis", "storage", "tortoise", *SLOW} == set()


@for_each(
    ("source", "found"),
    [
        ("import a.b", {"a.b"}),
        ("from x import y", {"x", "x.y"}),
        ("from .z import w", {"here.z", "here.z.w"}),
        ("from ..z import w", {"z", "z.w"}),
        ("def f():\n    import a", set()),
        ("if TYPE_CHECKING:\n    import a\nelse:\n    import b", {"b"}),
        ("try:\n    import a\nfinally:\n    import b", {"a", "b"}),
        ("class C:\n    import a", {"a"}),
    ],
)
def test_the_reader_of_sources_follows_what_runs_at_once_only(source: str, found: set[str]) -> None:
    assert set(imported_by(ast.parse(source), "here")) == found
