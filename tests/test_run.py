"""`main.py run` as a process: it serves, takes an admin's edit or refuses it, and ends when told to."""

import asyncio
import os
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from typer.testing import CliRunner

from main import cli, real_time
from tests.bot.wecom_town import ENVIRON, LEADER, config_folder, said_by_bot
from tests.conversation import FRUIT
from tests.fakes.wecom_callbacks import AES_KEY, TOKEN, bot_callback
from tests.migrated import migrated_copy
from tests.servers.life import free_port

ROOT = Path(__file__).parent.parent
CLEAN = {key: it for key, it in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
TOMORROW = FRUIT.replace("今晚", "明天").replace("取货 明天", "取货 后天")
OTHER_POINT = "  lake-club:"
APPLYING = "申请团长\n小区 湖畔花园\n地址 9号楼101\n时间 每天16:00-20:00\n容量 不限\n微信 zhao-88"
ZHAO = "  zhao:\n    name: 赵哥\n    communities: [lake]\n    ids:\n      wecom-bot: Zhao\n"


@dataclass(slots=True)
class Running:
    """`lines` is everything printed so far, on both outputs."""

    process: asyncio.subprocess.Process
    url: str
    config: Path
    session: aiohttp.ClientSession
    lines: list[str] = field(default_factory=list)

    async def printed(self, piece: str) -> str:
        """The next line with `piece` in it."""
        assert self.process.stdout
        async with asyncio.timeout(90):
            while line := (await self.process.stdout.readline()).decode():
                self.lines.append(line)
                if piece in line:
                    return line
        raise AssertionError(f"{piece!r} was not printed: {self.lines}")

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(self.url + path) as response:
            return response.status, await response.text()

    async def say(self, who: str, text: str, msgid: str) -> str:
        message = {
            "msgid": msgid,
            "chattype": "single",
            "from": {"userid": who},
            "msgtype": "text",
            "text": {"content": text},
        }
        query, body = bot_callback(message, real_time())
        url = f"{self.url}/channels/wecom-bot"
        async with self.session.post(url, params=query, data=body) as response:
            assert response.status == 200
            return said_by_bot(await response.read())

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.config / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.process.send_signal(signal.SIGHUP)


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Running]:
    config, port = config_folder(folder), free_port()
    migrated_copy(folder)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "main.py", "run", "--config", str(config), "--port", str(port)),
        cwd=ROOT,
        env=CLEAN | ENVIRON | {"LINLI_DATABASE_URL": f"sqlite://{folder / 'linli.db'}"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with aiohttp.ClientSession() as session:
            it = Running(process, f"http://127.0.0.1:{port}", config, session)
            await it.printed("Linli listens on")
            yield it
    finally:
        if process.returncode is None:
            process.kill()
        assert process.stdout
        await process.stdout.read()
        await process.wait()


async def test_run_serves_takes_good_edits_refuses_bad_ones_and_ends_on_sigterm(tmp_path: Path) -> None:
    async with running(tmp_path) as it:
        assert await it.get("/readyz") == (200, '{"status": "ready"}')
        assert (await it.get("/simulator"))[0] == 200
        assert any("channel wecom-bot (wecom_bot): on" in line for line in it.lines)

        assert "我记的是" in await it.say(LEADER, TOMORROW, "m1")
        assert "开了" in await it.say(LEADER, "确认", "m2")
        await it.say("Li", "小区 1", "m3")
        assert "草莓 2盒 50元" in await it.say("Li", "草莓2盒", "m4")

        it.edit("operator.yaml", "grace: 60s", "grace: often")
        assert re.search(r"operator\.yaml:\d+: limits\.grace: ", await it.printed("limits.grace"))
        await it.printed("The configuration has mistakes: the one before stays in force.")
        assert "草莓 2盒" in await it.say("Li", "我的订单", "m5")

        it.edit("operator.yaml", "grace: often", "grace: 90s")
        assert re.match(r"Configuration [0-9a-f]{16} is in force", await it.printed("is in force"))

        await it.say("Zhao", "我叫 赵哥", "z1")
        assert "都答好了" in await it.say("Zhao", APPLYING, "z2")
        assert "申请交上去了" in await it.say("Zhao", "同意", "z3")
        it.edit("leaders.yaml", "\nadmins:", f"{ZHAO}\nadmins:")
        await it.printed("is in force")
        ticks = await it.say("Zhao", "我的团长", "z4")
        assert all(piece in ticks for piece in ("☑ 同意条款", "□ 收款方式", "□ 自己的自提点", "☑ 报到")), (
            ticks
        )

        points = (it.config / "points.yaml").read_text(encoding="utf-8")
        gate = points[points.index("  lake-gate:") : points.index(OTHER_POINT)]
        it.edit("points.yaml", gate, "")
        assert "point lake-gate（1号团）" in await it.printed("不能删掉还有未取订单在用的")
        await it.printed("The configuration before stays in force.")

        asked = [asyncio.create_task(it.say("Li", "团购", f"q{no}")) for no in range(20)]
        await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        it.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            assert await it.process.wait() == 0
        answered = await asyncio.gather(*asked, return_exceptions=True)
        refused = [found for found in answered if not isinstance(found, str)]
        assert all(isinstance(found, aiohttp.ClientConnectorError) for found in refused), refused
        print(f"SIGTERM: {sum(isinstance(found, str) for found in answered)} of 20 in flight answered")
        rest = (await it.process.stdout.read()).decode() if it.process.stdout else ""
        assert "Traceback" not in rest
        assert "Traceback" not in "".join(it.lines)


async def test_run_refuses_to_start_on_mistakes_and_says_the_same_as_check(tmp_path: Path) -> None:
    config = config_folder(tmp_path)
    shutil.copy(config / "operator.yaml", tmp_path / "kept.yaml")
    (config / "operator.yaml").write_text("name: 7\nzone: Nowhere\n", encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "main.py", "run", "--config", str(config)),
        cwd=ROOT,
        env=CLEAN | {"LINLI_DATABASE_URL": f"sqlite://{tmp_path / 'unused.db'}"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    checked = CliRunner().invoke(cli, ["check", "--config", str(config)])
    assert (process.returncode, checked.exit_code) == (1, 1)
    assert out.decode() == checked.output
    assert "zone" in checked.output
    assert not (tmp_path / "unused.db").exists()


def test_the_environment_of_these_tests_holds_every_secret_the_sample_names() -> None:
    text = (ROOT / "config" / "sample" / "channels.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"LINLI_\w+", text)) == set(ENVIRON)
    assert (ENVIRON["LINLI_BOT_TOKEN"], ENVIRON["LINLI_BOT_AES_KEY"]) == (TOKEN, AES_KEY)
