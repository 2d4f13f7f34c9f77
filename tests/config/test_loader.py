"""What load() gives back, and how it takes a folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from config.loader import load
from tests.config.conftest import SAMPLE, Folder, in_file

ROOT = Path(__file__).parents[2]


def test_the_version_changes_with_any_byte_of_any_file(folder: Folder):
    versions = {folder.load().version}
    for path in sorted(folder.path.iterdir()):
        folder.append(path.name, "# a remark\n")
        versions.add(folder.load().version)
    assert len(versions) == 7


def test_the_version_is_the_same_wherever_the_folder_lies(folder: Folder):
    assert folder.load().version == load(SAMPLE, {}).version


def test_the_directory_bears_the_version(folder: Folder):
    loaded = folder.load()
    assert loaded.directory.version == loaded.version != ""


def test_defaults_are_the_rules_own_where_nothing_is_written(folder: Folder):
    text = folder.read("operator.yaml")
    folder.write("operator.yaml", text[: text.index("quiet_hours:")])
    directory = folder.load().directory
    assert directory.quiet is None
    assert directory.holidays == frozenset()
    whole = load(SAMPLE, {}).directory
    assert (directory.reminders, directory.limits) == (whole.reminders, whole.limits)


def test_an_operator_without_a_word_about_the_simulator_has_none(folder: Folder):
    folder.replace("operator.yaml", "simulator: true", "")
    assert folder.load().simulator is False


@pytest.mark.parametrize("name", ["product.yaml", "points.yml", "Operator.yaml", "leaders.YAML"])
def test_a_misspelt_file_is_told_with_the_one_meant(folder: Folder, name: str):
    (folder.path / name).write_text("{}")
    found = folder.only_mistake()
    assert in_file(found) == (name, 1, "")
    assert "did you mean “" in found.what
    assert "allowed: operator.yaml, channels.yaml" in found.what


@pytest.mark.parametrize("name", ["README.md", "points.yaml~", ".points.yaml", "old", "points.yaml.bak"])
def test_files_of_other_kinds_and_editors_leftovers_are_left_alone(folder: Folder, name: str):
    (folder.path / name).write_text("{ not: yaml")
    assert folder.mistakes() == ()


def test_mistakes_name_the_folder_as_it_was_given(monkeypatch: pytest.MonkeyPatch, folder: Folder):
    folder.replace("points.yaml", "no: 3", "no: 0")
    monkeypatch.chdir(folder.path.parent)
    found = Folder(Path("config")).only_mistake()
    assert found.file == "config/points.yaml"


def test_an_unknown_channel_is_none(folder: Folder):
    loaded = folder.load()
    assert loaded.channel("nowhere") is None
    channel = loaded.channel("sim")
    assert channel
    assert channel.kind == "simulator"


def test_reading_the_configuration_needs_no_database_and_no_bot():
    code = "import sys, config.loader, config.texts, config.changes; print(*sorted({it.split('.')[0] for it in sys.modules}))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = ran.stdout.split()
    assert "config" in loaded
    for it in ("tortoise", "bot", "storage", "aiohttp"):
        assert it not in loaded
