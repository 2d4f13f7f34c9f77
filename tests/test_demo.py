"""`python main.py demo`: the whole day through the command's own wiring."""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner

import main

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(autouse=True)
def _logs_go_back() -> Iterator[None]:
    """The command logs to its standard error, which is closed once the test is over."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_the_demo_plays_a_day_in_a_database_it_throws_away_and_every_figure_agrees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    result = CliRunner().invoke(main.cli, ["demo"])
    assert result.exit_code == 0, result.output[-3000:]
    assert "FAIL" not in result.output
    for wanted in (
        "周末水果团",
        "蓝莓已经订完",
        "迟单 1",
        "没轮上的",
        "已撤销",
        "取消了（没到起订量）",
        "这一天的账",
    ):
        assert wanted in result.output
    assert list(tmp_path.iterdir()) == [], "the throw-away database is thrown away"
