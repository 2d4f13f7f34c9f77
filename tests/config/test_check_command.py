"""G1 at the command line: a configuration or a database that cannot be used is told in plain lines, exit code 1."""

import json
import re
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from main import cli
from tests.config.small import Small

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
LINE = re.compile(r"^\S+\.(yaml|toml):[1-9]\d*: [^:]+: .+; (allowed|needed): .+$")


def check(small: Small, environ: dict[str, str] | None = None) -> Result:
    for file in small.files:
        (small.folder / file).write_text(small.text(file), encoding="utf-8")
    start = time.process_time()
    result = CliRunner(env=environ).invoke(
        cli, ["check", "--config", str(small.folder)], catch_exceptions=False
    )
    assert time.process_time() - start < 10, "a few hundredths, and a second for the first with its imports"
    return result


@pytest.mark.parametrize(
    ("file", "place", "written", "said"),
    [
        ("points.yaml", "points.gate.no", "", "must be a whole number, not nothing"),
        ("points.yaml", "points.gate.no", "one", "must be a whole number, not text"),
        ("points.yaml", "points.gate.phone", "1", "unknown key; allowed: no, name, community"),
        ("channels.yaml", "channels.app.api_url", "[a]", "is no address of the form https://host"),
        ("communities.yaml", "chats.lake-1.push", "app", "a wecom_app cannot speak in a group unasked"),
    ],
)
def test_a_mistake_is_one_line_on_standard_error_and_exit_code_one(
    tmp_path: Path, file: str, place: str, written: str, said: str
):
    small = Small(tmp_path)
    line = small.put(file, place, written)
    result = check(small)
    (told,) = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert LINE.match(told), told
    assert told.startswith(f"{tmp_path}/{file}:{line}: {place}: {said}")


def test_a_missing_file_and_a_missing_key_are_told_together(tmp_path: Path):
    small = Small(tmp_path)
    small.load()
    small.drop("points.yaml", "points.gate.address")
    small.files.pop("leaders.yaml")
    (tmp_path / "leaders.yaml").unlink()
    result = check(small)
    assert result.exit_code == 1
    assert [it.split(": ")[1] for it in result.stderr.splitlines()] == ["(file)", "points.gate.address"]


@pytest.mark.parametrize("length", [42, 44])
def test_an_aes_key_one_character_off_is_told_without_it(tmp_path: Path, length: int):
    key = (KEY * 2)[:length]
    result = check(Small(tmp_path), {"APP_AES_KEY": key})
    (told,) = result.stderr.splitlines()
    assert result.exit_code == 1
    assert f"APP_AES_KEY holds {length} characters that do not fit; allowed: 43 characters" in told
    assert key not in told


def test_two_channels_with_one_secret_are_told_without_it(tmp_path: Path):
    result = check(Small(tmp_path), {"APP_AES_KEY": KEY, "BOT_AES_KEY": KEY})
    (told,) = result.stderr.splitlines()
    assert result.exit_code == 1
    assert "APP_AES_KEY holds the same secret as BOT_AES_KEY" in told
    assert KEY not in told


def test_a_secret_is_printed_neither_when_all_is_right_nor_when_something_else_is_not(tmp_path: Path):
    small, environ = Small(tmp_path), {"HOOK_KEY": "hush-hush-hush", "BOT_TOKEN": "hush2", "BOT_AES_KEY": KEY}
    right = check(small, environ)
    assert (right.exit_code, right.stderr) == (0, "")
    assert "channel hook (wecom_webhook): on" in right.stdout
    small.put("channels.yaml", "channels.hook.kind", "wecom_hook")
    wrong = check(small, environ)
    assert wrong.exit_code == 1
    for it in environ.values():
        assert it not in right.output + wrong.output


def test_mistakes_of_the_files_and_of_the_wording_are_told_in_one_go(tmp_path: Path):
    small = Small(tmp_path)
    small.put("operator.yaml", "zone", "Asia/Shangai")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "zh.toml").write_text('[refusal]\nSoldout = "没了"\n', encoding="utf-8")
    first, second = check(small).stderr.splitlines()
    assert LINE.match(first), first
    assert "did you mean “Asia/Shanghai”?" in first
    assert LINE.match(second), second
    assert "zh.toml:2: refusal.Soldout: there is no such text; did you mean “refusal.SoldOut”?" in second


@pytest.mark.parametrize("command", ["migrate", "doctor"])
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("{folder}", "cannot be used as a database: unable to open database file"),
        ("{folder}/text.db", "cannot be used as a database: file is not a database"),
        ("{folder}/text.db/linli.db", "text.db"),
        ("sqlite://", "SQLite needs the path of a file"),
        ("sqlite://:memory:", "SQLite needs the path of a file"),
        ("postgres://linli:hunter2@127.0.0.1:1/linli", "could not be migrated: [Errno 111]"),
        (
            "redis://:hunter2@127.0.0.1",
            "redis://…: only SQLite (sqlite:///path/to/file) and PostgreSQL (postgres://…)",
        ),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_in_one_line(
    tmp_path: Path, command: str, url: str, said: str
):
    (tmp_path / "text.db").write_text(json.dumps({"this": "is no database"} | dict.fromkeys("abc", "x" * 99)))
    result = CliRunner(env={"LINLI_DATABASE_URL": url.format(folder=tmp_path)}).invoke(
        cli, [command], catch_exceptions=False
    )
    (told,) = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in told
    assert "hunter2" not in told
