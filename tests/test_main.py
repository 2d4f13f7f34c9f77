"""The command line: what each call does, what it prints, how it refuses."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner, Result

from main import cli, real_time
from tests.bot.rows import change, fingerprint, rows
from tests.config.conftest import Folder
from tests.config.test_planted_mistakes import TEN, plant
from tests.conversation import SAMPLE
from tests.migrated import migrated_copy

ROOT = Path(__file__).parent.parent
OFFER = "开团 周末水果\n草莓 25/盒 库存20\n截单 明天20:00\n取货 后天17:00-20:00"
ENVIRON = {
    key: it for key, it in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "LINLI_DATABASE_URL")
}


def linli(folder: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    """`python main.py …` in a process of its own, on a store in `folder`."""
    return subprocess.run(
        [sys.executable, "main.py", *args],
        cwd=ROOT,
        env=ENVIRON | {"LINLI_DATABASE_URL": f"sqlite://{folder / 'linli.db'}"} | more,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def called(folder: Path, *args: str, stdin: str = "") -> Result:
    """The same command in this process, which is faster."""
    url = f"sqlite://{folder / 'linli.db'}"
    runner = CliRunner(env={"LINLI_DATABASE_URL": url})
    return runner.invoke(cli, list(args), input=stdin, catch_exceptions=False)


def say(folder: Path, who: str, text: str, *more: str, chat: str = "lake-1") -> str:
    result = called(folder, "say", "--chat", chat, "--as", who, *more, text)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose store has one open group buy with an order of two boxes."""
    folder = tmp_path_factory.mktemp("shop")
    migrated_copy(folder)
    assert "我记的是" in say(folder, "王姐", OFFER)
    assert "【1号团】周末水果" in say(folder, "王姐", "确认")
    assert "草莓 2盒 50元" in say(folder, "李阿姨", "草莓2盒")
    return folder


def copied(shop: Path, to: Path) -> Path:
    shutil.copytree(shop, to / "copy")
    return to / "copy"


def test_say_on_a_fresh_store_makes_it_for_its_owner_alone_and_prints_what_is_answered(
    tmp_path: Path,
) -> None:
    done = linli(tmp_path / "new", "say", "--chat", "湖畔花园1群", "--as", "王姐", OFFER)
    assert (done.returncode, done.stderr) == (0, "")
    head, *rest = done.stdout.splitlines()
    assert re.match(
        r"\[\d\d-\d\d \d\d:\d\d\] lake-1 · 邻里（回复）：@王姐 1号团《周末水果》，我记的是：", head
    )
    assert "回“确认”开团" in rest[-1]
    assert stat.S_IMODE((tmp_path / "new" / "linli.db").stat().st_mode) == 0o600


def test_say_at_a_later_time_moves_the_clock_forward_and_tells_what_became_due(
    shop: Path, tmp_path: Path
) -> None:
    here = copied(shop, tmp_path)
    day = (real_time().astimezone(ZoneInfo("Asia/Shanghai")) + timedelta(days=1)).date().isoformat()
    late = say(here, "王姐", "汇总", "--at", f"{day}T20:05", chat="1:1")
    assert "已截单，共1户" in late
    assert "截单汇总：1单，50元" in late
    assert f"[{day[5:]} 20:05]" in late
    back = called(here, "say", "--chat", "lake-1", "--as", "王姐", "--at", f"{day}T10:00", "汇总")
    assert back.exit_code == 1
    assert "时钟只能往前拨" in back.output
    assert "迟单" in say(here, "小张", "草莓1盒")  # the moved clock was kept


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ("say", "--chat", "nowhere", "--as", "王姐", "团购"),
            "没有“nowhere”这个群。可用：lake-1（湖畔花园1群）",
        ),
        (("say", "--chat", "1:1", "--as", "王姐", "--at", "soon", "团购"), "“soon”不是 ISO 时间"),
        (("export", "nothing", "--buy", "1", "-o", "x.csv"), "allowed: delivery, journal, late"),
        (("export", "ledger", "--buy", "77", "-o", "x.csv"), "no group buy 77"),
        (("export", "ledger", "--buy", "1", "--format", "doc", "-o", "x.csv"), "csv"),
        (("restore", "not-there.db"), "not-there.db"),
        (("backup", "/dev/null/b.db"), "/dev/null"),
        (("say", "--config", "/no/such/config", "--chat", "1:1", "--as", "王姐", "团购"), "is not a folder"),
    ],
    ids=lambda it: " ".join(it)[:30] if isinstance(it, tuple) else "",
)
def test_a_call_that_cannot_be_done_is_refused_in_one_line(
    shop: Path, args: tuple[str, ...], said: str
) -> None:
    result = called(shop, *args)
    assert result.exit_code == 1
    assert said in result.output
    assert "Traceback" not in result.output


def test_an_unknown_role_and_a_missing_option_are_usage_errors(shop: Path) -> None:
    assert called(shop, "run", "--role", "queen").exit_code == 2
    assert called(shop, "say", "团购").exit_code == 2


@pytest.mark.parametrize("port", ["99999", "-1", "eighty"])
def test_a_port_that_is_none_is_a_usage_error(shop: Path, port: str) -> None:
    result = called(shop, "run", "--port", port)
    assert result.exit_code == 2
    assert "Invalid value for '--port'" in result.output
    assert "Traceback" not in result.output


def test_a_database_of_another_kind_is_refused_without_its_password(tmp_path: Path) -> None:
    url = "mysql://linli:hunter2@db.example/linli"
    result = CliRunner(env={"LINLI_DATABASE_URL": url}).invoke(cli, ["migrate"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "hunter2" not in result.output
    assert "Traceback" not in result.output


def test_check_tells_ten_planted_mistakes_at_once_each_at_its_line(tmp_path: Path) -> None:
    folder = Folder(Path(shutil.copytree(SAMPLE, tmp_path / "config")))
    lines = [plant(folder, it) for it in TEN]
    done = called(tmp_path, "check", "--config", str(folder.path))
    assert (done.exit_code, done.stdout) == (1, "")
    for it, line in zip(TEN, lines, strict=True):
        place = f"{folder.path}/{it.file}:{line}: {it.path}: "
        [said] = [row for row in done.stderr.splitlines() if row.startswith(place)]
        assert it.said in said


def test_check_on_the_sample_finds_nothing_and_says_which_channels_are_off() -> None:
    result = CliRunner().invoke(cli, ["check"])
    assert result.exit_code == 0
    assert "channel sim (simulator): on" in result.output
    assert "channel wecom-bot (wecom_bot): LINLI_BOT_TOKEN, LINLI_BOT_AES_KEY not set" in result.output
    assert result.output.endswith("no mistakes.\n")


def test_doctor_says_what_is_in_force_reachable_and_in_agreement(shop: Path) -> None:
    result = called(shop, "doctor")
    assert result.exit_code == 0
    assert re.search(r"configuration [0-9a-f]{16}: in force", result.output)
    for line in (
        "reachable, migrated",
        "shelf: in this process",
        "notices: sent 1",
        "book and journal: agree",
    ):
        assert line in result.output


def test_doctor_finds_a_book_that_disagrees_with_its_journal(shop: Path, tmp_path: Path) -> None:
    here = copied(shop, tmp_path)
    change(here / "linli.db", "UPDATE orders SET paid = paid + 1")
    result = called(here, "doctor")
    assert result.exit_code == 1
    assert "DISAGREE" in result.output


def test_doctor_of_a_later_version_says_what_the_book_lacks_and_leaves_it_to_who_serves_it(
    shop: Path, tmp_path: Path
) -> None:
    here = copied(shop, tmp_path)
    change(here / "linli.db", "DELETE FROM tortoise_migrations WHERE name > '0016'")
    result = called(here, "doctor")
    assert result.exit_code == 1
    assert "the database lacks 0016_long_memory: run `python main.py migrate`" in result.output
    assert rows(here / "linli.db", "SELECT max(name) FROM tortoise_migrations") == [("0015_crowds",)]


def test_a_backup_brings_everything_back_and_a_full_store_is_not_overwritten_unasked(
    shop: Path, tmp_path: Path
) -> None:
    here = copied(shop, tmp_path)
    saved = tmp_path / "saved.db"
    assert called(here, "backup", str(saved)).output == f"Backed up to {saved}.\n"
    say(here, "小张", "草莓3盒")
    refused = called(here, "restore", str(saved))
    assert refused.exit_code == 1
    assert "must be forced" in refused.output
    assert called(here, "restore", "--force", str(saved)).exit_code == 0
    assert "合计 1户 50元" in say(here, "王姐", "汇总", chat="1:1")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert called(elsewhere, "restore", str(saved)).exit_code == 0
    assert "草莓 2盒 50元" in say(elsewhere, "李阿姨", "我的订单")


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_export_writes_a_list_that_other_programs_read(shop: Path, tmp_path: Path, format_: str) -> None:
    file = tmp_path / f"ledger.{format_}"
    result = called(shop, "export", "ledger", "--buy", "1", "--format", format_, "-o", str(file))
    assert (result.exit_code, result.output) == (0, f"{file}: 1 rows\n")
    text = file.read_text(encoding="utf-8-sig")
    assert "草莓" in text
    if format_ == "json":
        assert json.loads(text)


def test_migrating_a_store_that_is_up_to_date_changes_nothing(shop: Path, tmp_path: Path) -> None:
    here = copied(shop, tmp_path)
    before = fingerprint(here / "linli.db", but=())
    assert called(here, "migrate").output == "The database is up to date.\n"
    assert fingerprint(here / "linli.db", but=()) == before


FULL = """
import os, resource, runpy, sys
sys.dont_write_bytecode = True
store, *rooms = sys.argv[1:]
for room in map(int, rooms):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    os.environ["LINLI_DATABASE_URL"] = f"sqlite://{store}/{room}/linli.db"
    sys.argv[1:] = ["migrate"]
    try:
        runpy.run_path("main.py", run_name="__main__")
    except SystemExit as ended:
        print(room, ended.code)
"""


def test_migrating_on_a_full_disk_is_refused_in_one_line(tmp_path: Path) -> None:
    """No file may grow past so many bytes: a write beyond them fails as on a full disk."""
    rooms = ("1", "4096", "40000", "100000")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path), *rooms],
        cwd=ROOT,
        env=ENVIRON,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "".join(f"{it} 1\n" for it in rooms))
    told = done.stderr.splitlines()
    assert len(told) == len(rooms)
    assert [it for it in told if "disk" not in it and "could not be migrated" not in it] == []


def test_understand_reads_cases_and_writes_predictions_in_their_order(tmp_path: Path) -> None:
    cases = (ROOT / "tests" / "corpus" / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:40]
    done = called(tmp_path, "understand", stdin="\n".join(cases) + "\n\n")
    assert (done.exit_code, done.stderr) == (0, "")
    predicted = [json.loads(line) for line in done.stdout.splitlines()]
    assert [it["id"] for it in predicted] == [json.loads(it)["id"] for it in cases]
    assert all(set(it) == {"id", "predict"} for it in predicted)
    right = sum(
        it["predict"] == json.loads(case)["expect"] for it, case in zip(predicted, cases, strict=True)
    )
    print(f"understand: {right} of {len(cases)} as labelled")


def test_every_command_has_a_line_of_help_that_is_shown_at_once_and_stands_in_both_readmes(
    tmp_path: Path,
) -> None:
    done = linli(tmp_path, "--help", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    loaded = {row.rpartition("|")[2].strip() for row in done.stderr.splitlines()}
    assert "typer" in loaded
    assert {
        "aiohttp",
        "bot",
        "cn2an",
        "numpy",
        "pypinyin",
        "storage",
        "tortoise",
        "wechatpy",
    } & loaded == set()
    names = [it.name or it.callback.__name__ for it in cli.registered_commands if it.callback]
    assert {
        "run",
        "demo",
        "say",
        "understand",
        "check",
        "migrate",
        "doctor",
        "backup",
        "restore",
        "export",
    } <= set(names)
    readmes = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")]
    for it in cli.registered_commands:
        assert it.callback is not None
        name = it.name or it.callback.__name__
        assert re.search(rf"\b{name}\b", done.stdout)
        assert it.callback.__doc__
        for readme in readmes:
            assert re.search(rf"main\.py {name}\b|make {name}\b|`{name}`|`{name} ", readme), name


def test_real_time_is_aware_and_utc() -> None:
    now = real_time()
    assert now.utcoffset() == timedelta(0)
    assert abs(datetime.now(now.tzinfo) - now) < timedelta(seconds=5)
