"""`python main.py demo`: all its days through the command's own wiring."""

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
        "4单换了点，已通知本人，平均走175米（原来244米）",
        "4 南桥奶站     5     ✗11/10   10/10   10/10",
        "阿明（12号楼）：北门菜店 2219米 → 物业前台 52米",
        "3号点：约130米，近360米，但冷藏满了（差1格）",
        "取货请找小唐（老韩请假）",
        "草莓没轮上的",
        "货要晚到，取货改到",
        "阿哲（代领）",
        "PASS 每户最后听到的取货地点和时间 = 账上的，没有两样的话（86户87单）",
        "这一天的账",
    ):
        assert wanted in result.output
    assert list(tmp_path.iterdir()) == [], "the throw-away database is thrown away"
