"""`python main.py demo`: the whole day through the command's own wiring."""

import logging
import sqlite3
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


def test_the_demo_plays_a_day_and_every_figure_agrees() -> None:
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


async def test_a_wrong_figure_in_the_database_makes_the_demo_fail(capsys: pytest.CaptureFixture[str]) -> None:
    kept: list[Path] = []

    async def one_more_box_taken(url: str) -> None:
        kept.append(Path(url.removeprefix("sqlite://")))
        with sqlite3.connect(kept[0]) as database:
            database.execute("UPDATE items SET taken = taken + 1000 WHERE buy_id = 1 AND no = 1")
        database.close()

    assert await main.play_demo(one_more_box_taken) == 1
    shown = capsys.readouterr().out
    assert "FAIL 1号团 周末水果团：接受 − 取消 = 卖出 = Σ 订单行 ≤ 库存" in shown
    assert "FAIL 每张表都等于日志推出来的" in shown
    assert "PASS 2号团 早餐奶蛋团：每单的应付、已付、缺货、已取" in shown
    assert not kept[0].exists(), "the throw-away database is thrown away"
