"""What people can say and type is written down: chat commands, the command line, make's targets."""

import re
from pathlib import Path

from typer.main import get_command

from bot.commands import all_commands
from main import cli

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", text_of("Makefile"), re.MULTILINE))


def test_every_chat_command_is_documented() -> None:
    rows = {line.split("|")[1] for line in text_of("docs/commands.md").splitlines() if line.startswith("| `")}
    missing = [
        it.words[0]
        for it in all_commands()
        if not any(f"`{word}" in row for row in rows for word in it.words)
    ]
    assert missing == []


def test_every_documented_chat_command_exists() -> None:
    known = {word for it in all_commands() for word in it.words}
    rows = [line for line in text_of("docs/commands.md").splitlines() if line.startswith("| `")]
    first = [re.match(r"\| `([^` ]+)", row) for row in rows]
    assert [it[1] for it in first if it and not any(it[1].startswith(word) for word in known)] == []


def test_both_readmes_name_every_call_of_the_command_line() -> None:
    calls = set(get_command(cli).commands)  # type: ignore[attr-defined]
    for name in READMES:
        documented = set(re.findall(r"`(?:python main\.py )?([a-z]+)(?: [^`]*)?`", text_of(name)))
        assert calls - documented == set(), name


def test_every_make_command_in_the_readmes_exists() -> None:
    for name in READMES:
        named = set(re.findall(r"`?make ([a-z-]+)", text_of(name)))
        assert {"run", "test"} <= named <= targets(), name


def test_every_link_in_the_documents_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_the_architecture_fits_its_page() -> None:
    assert len(text_of("ARCHITECTURE.md").splitlines()) <= 150
