"""The states drawn in ARCHITECTURE.md are the states of the code."""

from pathlib import Path

from groupbuy import leadership, leave
from groupbuy.buy import STEPS


def drawn(markdown: str, heading: str = "") -> set[str]:
    """The steps of the first mermaid state diagram after a heading, as "now to"."""
    _, _, rest = markdown[markdown.index(heading) :].partition("```mermaid\nstateDiagram-v2\n")
    block, _, _ = rest.partition("```")
    arrows = [line.split(":")[0].split("-->") for line in block.splitlines() if "-->" in line]
    pairs = [(now.strip(), to.strip()) for now, to in arrows]
    return {f"{now} {to}" for now, to in pairs if "[*]" not in (now, to)}


def test_the_reader_of_the_drawing_sees_steps_and_ignores_start_and_end() -> None:
    text = "# x\n```mermaid\nstateDiagram-v2\n  [*] --> a\n  a --> b: why\n  b --> [*]\n```\n c --> d\n"
    assert drawn(text) == {"a b"}
    assert drawn("nothing drawn") == set()


def test_the_table_drawn_in_the_architecture_is_the_table_of_the_code() -> None:
    architecture = Path(__file__).parents[2] / "ARCHITECTURE.md"
    table = {f"{now} {to}" for now, steps in STEPS.items() for to in steps}
    assert drawn(architecture.read_text(encoding="utf-8")) == table


def test_the_leaders_life_drawn_in_the_architecture_is_the_table_of_the_code() -> None:
    architecture = (Path(__file__).parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = {f"{now} {to}" for now, steps in leadership.STEPS.items() for to in steps}
    assert drawn(architecture, "## A leader's life") == table


def test_the_search_for_a_substitute_as_drawn_is_the_table_of_the_code() -> None:
    page = (Path(__file__).parents[2] / "docs" / "leave.md").read_text(encoding="utf-8")
    table = {f"{now} {to}" for now, steps in leave.COVER_STEPS.items() for to in steps}
    assert drawn(page) == table
