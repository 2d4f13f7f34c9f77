"""The rules of the repository itself, those that no tool holds."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.for_each import for_each

ROOT = Path(__file__).parent.parent
CODE = ("bot", "config", "groupbuy", "storage")
CLOCKS = {"now", "utcnow", "today"}
TIMERS_AND_DICE = {"time_ns", "monotonic", "perf_counter", "localtime", "gmtime", "uuid4"}
# What would let the rules do input or output, wait, log, or throw dice.
OUTSIDE = {
    *("asyncio", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil"),
    *("socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib"),
}
SOLVER = ROOT / "groupbuy" / "assigning" / "solve"
SOLVER_MAY_ALSO = {"highspy", "numpy"}
ROUTER = ROOT / "groupbuy" / "routing" / "solve.py"
ROUTER_MAY_ALSO = {"pyvrp"}
SOLVERS = ("groupbuy.assigning.solve", "groupbuy.routing.solve")
HANDED_OVER = ROOT / "tests" / "corpus" / "score.py"  # kept as it came, so that scores stay comparable


def files_under(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if path != HANDED_OVER)


def code_files() -> list[Path]:
    """Written by hand: what the migrations' generator wrote is not counted."""
    return [it for it in [ROOT / "main.py", *files_under(*CODE)] if "migrations" not in it.parts]


def libraries_of(path: Path) -> set[str]:
    """What the solvers may import besides."""
    if path == ROUTER:
        return ROUTER_MAY_ALSO
    return SOLVER_MAY_ALSO if SOLVER in path.parents else set()


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def facts_of(path: Path) -> tuple[list[str], list[str]]:
    """What a file imports, and where it asks for the time or for chance; a file is read once for all rules."""
    tree = parsed(path)
    return list(modules_imported_by(tree)), list(clock_or_chance_in(tree))


def imports_of(path: Path) -> list[str]:
    return facts_of(path)[0]


def calls_of(path: Path) -> list[str]:
    return facts_of(path)[1]


def modules_imported_by(tree: ast.AST) -> Iterator[str]:
    """The absolute names; a relative import stays inside its own package and says nothing here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def clock_or_chance_in(tree: ast.AST) -> Iterator[str]:
    """Calls that ask the machine what time it is or throw its dice, as written in the source."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = ast.unparse(node.func)
            if node.func.attr in CLOCKS | TIMERS_AND_DICE or called == "time.time":
                yield called


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        ("import os.path, json", ["os.path", "json"]),
        ("from main import Clock", ["main"]),
        ("from . import money", []),
        ("def f():\n    import main", ["main"]),
    ],
)
def test_the_reader_of_imports_sees_every_form(source: str, imported: list[str]) -> None:
    assert list(modules_imported_by(ast.parse(source))) == imported


@for_each(
    ("source", "found"),
    [
        ("datetime.now(UTC)", ["datetime.now"]),
        ("time.time()", ["time.time"]),
        ("date.today()", ["date.today"]),
        ("at.time()", []),
        ("buy.closes_at", []),
    ],
)
def test_the_finder_of_clocks_knows_a_clock_from_a_time(source: str, found: list[str]) -> None:
    assert list(clock_or_chance_in(ast.parse(source))) == found


def test_nobody_imports_main() -> None:
    guilty = [name_of(path) for path in files_under(*CODE) if "main" in imports_of(path)]
    assert guilty == []


def test_groupbuy_imports_the_standard_library_and_itself_only() -> None:
    allowed = sys.stdlib_module_names | {"groupbuy"}
    guilty = [
        f"{name_of(path)}: {module}"
        for path in files_under("groupbuy")
        for module in imports_of(path)
        if module.split(".")[0] not in allowed | libraries_of(path)
    ]
    assert guilty == []


def test_the_solver_is_imported_only_where_something_is_solved() -> None:
    """It takes a third of a second: on the way to `--help`, `check` and `say` nobody may import it."""

    def solves(module: str) -> bool:
        return module.startswith(SOLVERS) or module.split(".")[0] in SOLVER_MAY_ALSO | ROUTER_MAY_ALSO

    early = [
        f"{name_of(path)}: {module}"
        for path in code_files()
        if not libraries_of(path) and any(map(solves, imports_of(path)))
        for statement in parsed(path).body
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for module in modules_imported_by(statement)
        if solves(module)
    ]
    assert early == []


def test_groupbuy_does_no_input_or_output_and_logs_nothing() -> None:
    guilty = [
        f"{name_of(path)}: {module}"
        for path in files_under("groupbuy")
        for module in imports_of(path)
        if module.split(".")[0] in OUTSIDE
    ]
    assert guilty == []


def test_groupbuy_never_asks_what_time_it_is() -> None:
    guilty = [f"{name_of(path)}: {call}" for path in files_under("groupbuy") for call in calls_of(path)]
    assert guilty == []


def test_only_main_reads_the_clock() -> None:
    guilty = [
        f"{name_of(path)}: {call}"
        for path in files_under(*CODE)
        for call in calls_of(path)
        if call.split(".")[-1] in CLOCKS and "clock" not in call.lower()
    ]
    assert guilty == []


def test_every_file_opens_by_saying_what_it_is() -> None:
    opening = re.compile(r'"""(?!\s*""")[^\n]*\S')
    files = [*code_files(), *files_under("tests")]
    assert [name_of(it) for it in files if not opening.match(it.read_text(encoding="utf-8"))] == []


def test_no_file_of_the_code_grows_past_300_lines() -> None:
    counted = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in code_files()}
    assert {name: lines for name, lines in counted.items() if lines > 300} == {}


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in [*files_under(*CODE), *files_under("tests")]}
    assert [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("name", [f"requirements{it}.lock" for it in ("", "-dev", "-bench", "-faults")])
def test_a_lock_file_pins_by_hash_and_holds_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|--\S*index\S*|--find-links|--trusted-host", text) == []
    pins = re.findall(
        r"^[a-z0-9][^\n]*==[^\n]*(?:\n    --hash=sha256:[0-9a-f]{64}[^\n]*)+", text, re.MULTILINE
    )
    assert len(pins) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 10


def test_the_locks_agree_with_each_other_and_hold_what_the_project_asks_for() -> None:
    run, dev = (
        set(re.findall(r"^([a-z0-9.-]+==\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run <= dev
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ranges = asked["project"]["dependencies"], asked["dependency-groups"]["dev"]
    for wanted, pinned in zip(ranges, (run, dev), strict=True):
        names = {re.match(r"[a-z0-9.-]+", requirement)[0].replace(".", "-") for requirement in wanted}  # type: ignore[index]
        assert names - {pin.split("==")[0].replace(".", "-") for pin in pinned} == set()


def test_whatever_the_code_reads_beside_itself_is_packed_with_it() -> None:
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packed = {
        path
        for package, patterns in setup["package-data"].items()
        for pattern in patterns
        for path in (ROOT / package).glob(pattern)
    }
    beside = {
        path
        for folder in CODE
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and not path.name.startswith(".")
    }
    assert sorted(map(name_of, beside - packed)) == []


def test_every_target_of_the_makefile_is_phony_and_has_a_help_line() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())
    assert set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE)) == phony
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make (\S+) +\S", shown, re.MULTILINE)) == phony


def test_ci_runs_the_checks_and_the_tests_a_reader_is_told_to_run() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert re.findall(r"^make (\w+)", script.read_text(encoding="utf-8"), re.MULTILINE) == ["check", "test"]


def test_there_are_at_least_thirteen_lines_of_test_for_ten_of_code() -> None:
    def lines(paths: list[Path]) -> int:
        return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)

    tests, code = lines(files_under("tests")), lines(code_files())
    print(f"{tests} lines of test for {code} of code: {tests / code:.2f}")
    assert tests >= 1.3 * code
