"""The command line on PostgreSQL: its address in the environment is all it takes."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from main import cli
from tests import postgres

OFFER = "开团 周末水果\n草莓 25/盒 库存20\n截单 明天20:00\n取货 后天17:00-20:00"


@pytest.fixture
def url() -> Iterator[str]:
    """A database without a schema."""
    made = asyncio.run(postgres.empty_database())
    yield made
    asyncio.run(postgres.drop(made))


def linli(url: str, *args: str) -> Result:
    return CliRunner(env={"LINLI_DATABASE_URL": url}).invoke(cli, list(args), catch_exceptions=False)


def say(url: str, who: str, text: str) -> str:
    result = linli(url, "say", "--chat", "lake-1", "--as", who, text)
    assert result.exit_code == 0, result.output
    return result.output


def test_every_command_that_needs_the_store_works_on_postgres(url: str, tmp_path: Path) -> None:
    spelt_out = url.replace("postgres://", "postgresql://")
    assert "up to date" in linli(url, "migrate").output
    assert "up to date" in linli(spelt_out, "migrate").output
    assert "我记的是" in say(url, "王姐", OFFER)
    assert "【1号团】周末水果" in say(spelt_out, "王姐", "确认")
    assert "草莓 2盒 50元" in say(url, "李阿姨", "草莓2盒")
    health = linli(url, "doctor")
    assert (health.exit_code, "linli@" in health.output) == (0, False), (
        "where it is, not who it is entered as"
    )
    assert "reachable, migrated" in health.output

    listed, copy = tmp_path / "list.json", tmp_path / "day.db"
    assert linli(url, "export", "orders", "--buy", "1", "--format", "json", "-o", str(listed)).exit_code == 0
    assert "草莓" in json.dumps(json.loads(listed.read_text()), ensure_ascii=False)
    assert f"Backed up to {copy}" in linli(url, "backup", str(copy)).output
    refused = linli(url, "restore", str(copy))
    assert (refused.exit_code, "must be forced" in refused.output) == (1, True)
    say(url, "赵六", "草莓1盒")
    assert linli(url, "restore", str(copy), "--force").exit_code == 0
    assert "李阿姨" not in say(url, "赵六", "草莓1盒")
    health = linli(url, "doctor")
    assert health.exit_code == 0, "tables and journal agree"


def test_a_database_that_is_not_there_is_one_line_and_no_traceback(url: str) -> None:
    away = url.rpartition("/")[0] + "/nowhere"
    for command in ("migrate", "doctor"):
        said = linli(away, command)
        assert said.exit_code == 1
        assert "does not exist" in said.output
        assert len(said.output.strip().splitlines()) == 1
