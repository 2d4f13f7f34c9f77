"""A town on WeCom: the real server over loopback HTTP, its AI bot, app and webhook on, a platform behind it.

async with town() as t:
    status, answer = await t.to_bot("Li", "草莓2盒", chat=GROUP)
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

import storage
from bot.assembly import Parts, assemble, make_web
from bot.settings import Settings
from config.channels import WecomAppSpec, WecomWebhookSpec
from config.loader import load
from groupbuy.configuring import apply
from tests.conversation import FRUIT, SAMPLE, START, HandClock
from tests.fakes.wecom_callbacks import (
    AES_KEY,
    TOKEN,
    Request,
    app_callback,
    bot_callback,
    open_app_reply,
    open_bot_reply,
)
from tests.fakes.wecom_platform import SECRET, WEBHOOK_KEY, WecomPlatform, running
from tests.migrated import migrated_copy

CORP_ID = "ww0000000000000000"
GROUP = "wrkSFfCgAAexampleexampleexampl"
LEADER = "WangJie"
APP_TOKEN = "sampleapptoken0000000001"
APP_AES_KEY = "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba"
ENVIRON = {
    "LINLI_BOT_TOKEN": TOKEN,
    "LINLI_BOT_AES_KEY": AES_KEY,
    "LINLI_APP_SECRET": SECRET,
    "LINLI_APP_TOKEN": APP_TOKEN,
    "LINLI_APP_AES_KEY": APP_AES_KEY,
    "LINLI_LAKE_WEBHOOK_KEY": WEBHOOK_KEY,
}
GROUP_ENTRY = f"""
  lake-wecom:
    name: 湖畔花园团购群
    community: lake
    channel: wecom-bot
    chat: {GROUP}
    hears: mentions
    push: lake-webhook
"""


@dataclass(slots=True)
class Town:
    """`url` is the server's address, `app` the server, `platform` what the app and the webhook speak to."""

    parts: Parts
    store: storage.Store
    clock: HandClock
    platform: WecomPlatform
    path: Path
    session: aiohttp.ClientSession
    app: web.Application = field(default_factory=web.Application)
    url: str = ""
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    async def post(self, channel: str, query: dict[str, str], body: bytes) -> tuple[int, bytes]:
        async with self.session.post(f"{self.url}/channels/{channel}", params=query, data=body) as response:
            return response.status, await response.read()

    async def get(self, path: str, **query: str) -> tuple[int, str]:
        async with self.session.get(self.url + path, params=query) as response:
            return response.status, await response.text()

    def bot_message(self, who: str, text: str, *, chat: str | None, msgid: str = "") -> dict[str, Any]:
        """An AI bot's message as the platform words it, @mention included."""
        where = {"chattype": "group", "chatid": chat} if chat else {"chattype": "single"}
        content = f"@邻里小助手 {text}" if chat else text
        return {
            "msgid": msgid or f"msg-{next(self._ids)}",
            "aibotid": "bot",
            **where,
            "from": {"userid": who},
            "create_time": int(self.clock.now().timestamp()),
            "msgtype": "text",
            "text": {"content": content},
        }

    def sealed(self, message: dict[str, Any] | bytes) -> Request:
        """The message under a signature, nonce and time of this moment, never the same twice."""
        return bot_callback(message, self.clock.now(), nonce=f"nonce{next(self._ids)}")

    async def to_bot(self, who: str, text: str, *, chat: str | None = None) -> tuple[int, str]:
        """What the AI bot answers ("" = silence), decrypted by the platform's side."""
        status, body = await self.post("wecom-bot", *self.sealed(self.bot_message(who, text, chat=chat)))
        return status, said_by_bot(body) if status == 200 else ""

    async def to_app(self, who: str, text: str, *, msgid: str = "") -> tuple[int, str]:
        fields = {
            "ToUserName": CORP_ID,
            "FromUserName": who,
            "CreateTime": str(int(self.clock.now().timestamp())),
            "MsgType": "text",
            "Content": text,
            "MsgId": msgid or f"{next(self._ids)}",
        }
        inner = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in fields.items())
        status, answer = await self.post("wecom-app", *self.app_sealed(f"<xml>{inner}</xml>".encode()))
        if status != 200 or not answer:
            return status, ""
        return status, open_app_reply(answer, CORP_ID, APP_TOKEN, APP_AES_KEY)["Content"]

    def app_sealed(self, inner: bytes, corp: str = CORP_ID) -> Request:
        return app_callback(inner, self.clock.now(), corp, APP_TOKEN, APP_AES_KEY)

    async def figures(self) -> Counter[str]:
        """The counters by name and labels, as Prometheus would read them."""
        _, text = await self.get("/metrics")
        rows = (line.rsplit(" ", 1) for line in text.splitlines() if line and line[0] != "#")
        return Counter({name: int(float(value)) for name, value in rows if "_created" not in name})

    async def settle(self) -> None:
        await self.parts.settle()

    async def pass_time(self, by: timedelta) -> None:
        assert self.parts.world is not None
        await self.parts.world.move_clock(self.clock.now() + by)

    async def open(self) -> int:
        """The leader opens a group buy in the group; its number."""
        await self.to_bot(LEADER, FRUIT, chat=GROUP)
        await self.to_bot(LEADER, "确认", chat=GROUP)
        await self.settle()
        return (await self.store.reads.live_buys())[-1].number

    async def orders(self, buy: int = 1) -> list[Any]:
        return list(await self.store.reads.orders(buy))


def said_by_bot(body: bytes) -> str:
    if not body:
        return ""
    plain = open_bot_reply(body)
    return plain["text"]["content"] if plain["msgtype"] == "text" else plain["stream"]["content"]


def config_folder(where: Path) -> Path:
    """The sample with one real group in it."""
    folder = Path(shutil.copytree(SAMPLE, where / "config"))
    communities = folder / "communities.yaml"
    communities.write_text(communities.read_text(encoding="utf-8") + GROUP_ENTRY, encoding="utf-8")
    return folder


@asynccontextmanager
async def town() -> AsyncIterator[Town]:
    with tempfile.TemporaryDirectory(prefix="linli-test-") as folder:
        loaded = load(config_folder(Path(folder)), ENVIRON)
        path = migrated_copy(Path(folder))
        platform = WecomPlatform(CORP_ID, members={LEADER, "Li"})
        clock = HandClock(START)
        async with storage.open(f"sqlite://{path}") as store, running(platform) as session:
            specs = [
                replace(it, api_url=platform.url) if isinstance(it, WecomAppSpec | WecomWebhookSpec) else it
                for it in loaded.channels
                if it.off is None
            ]
            directory = loaded.directory
            await store.run(lambda books: apply(books, directory), at=START, directory=directory)
            settings = Settings(directory, realms={it.name: it.realm for it in loaded.channels})
            parts = assemble(store, settings, clock, specs, session, storage.LocalShelf())
            it = Town(parts, store, clock, platform, path, session)
            async with _served(it):
                yield it
            assert await store.disagreements() == []


@asynccontextmanager
async def _served(it: Town) -> AsyncIterator[None]:
    it.app = make_web(it.parts, it.store.check)
    runner = web.AppRunner(it.app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    it.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield
    finally:
        await runner.cleanup()
