"""A loopback stand-in for qyapi.weixin.qq.com: records what is sent and fails when told to."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

SECRET = "sample-secret"
WEBHOOK_KEY = "sample-webhook-key"


@dataclass
class WecomPlatform:
    """Knows one app (by corp id and `SECRET`) and one group webhook, and only the members it is given."""

    corp_id: str
    members: set[str] = field(default_factory=set)
    sent: list[dict[str, Any]] = field(default_factory=list)
    pushed: list[dict[str, Any]] = field(default_factory=list)
    repeats: list[dict[str, Any]] = field(default_factory=list)
    """Told apart from `sent` as the platform does it where it is asked to: nobody reads them."""
    answer_s: float = 0
    """How long it takes to say that it got a message."""
    got: Callable[[], None] = lambda: None
    """Called with every message that came, before the answer."""
    tokens_given: int = 0
    url: str = ""
    _failures: dict[str, deque[Any]] = field(default_factory=dict)
    _token: str = ""
    _known: set[str] = field(default_factory=set)
    _go_on: asyncio.Event = field(default_factory=asyncio.Event)

    def fail(self, path: str, *how: int | str) -> None:
        """How the next calls of `path` fail: an HTTP status (100–599), any other number as errcode, "slow",
        "garbage", "list" or "hang up"."""
        self._failures.setdefault(path, deque()).extend(how)

    def expire_token(self) -> None:
        self._token = ""

    async def gettoken(self, request: web.Request) -> web.StreamResponse:
        if (failed := await self._failed(request)) is not None:
            return failed
        if request.query["corpid"] != self.corp_id or request.query["corpsecret"] != SECRET:
            return web.json_response({"errcode": 40001, "errmsg": "invalid credential"})
        await asyncio.sleep(0)  # lets other callers in, so that a missing lock shows
        self.tokens_given += 1
        self._token = f"token-{self.tokens_given}"
        return web.json_response(
            {"errcode": 0, "errmsg": "ok", "access_token": self._token, "expires_in": 7200}
        )

    async def message_send(self, request: web.Request) -> web.StreamResponse:
        if (failed := await self._failed(request)) is not None:
            return failed
        if request.query["access_token"] != self._token:
            return web.json_response({"errcode": 42001, "errmsg": "access_token expired"})
        message = await request.json()
        if message["touser"] not in self.members:
            return web.json_response({"errcode": 0, "errmsg": "ok", "invaliduser": message["touser"]})
        (self.repeats if self._is_repeat(message) else self.sent).append(message)
        self.got()
        await asyncio.sleep(self.answer_s)
        return web.json_response({"errcode": 0, "errmsg": "ok", "msgid": f"msg-{len(self.sent)}"})

    def _is_repeat(self, message: dict[str, Any]) -> bool:
        """The same request JSON again, where the message asks for that; its interval never runs out here."""
        if not message.get("enable_duplicate_check"):
            return False
        assert 0 < message["duplicate_check_interval"] <= 4 * 3600
        before, request = len(self._known), json.dumps(message, sort_keys=True)
        self._known.add(request)
        return len(self._known) == before

    async def webhook_send(self, request: web.Request) -> web.StreamResponse:
        if (failed := await self._failed(request)) is not None:
            return failed
        if request.query["key"] != WEBHOOK_KEY:
            return web.json_response({"errcode": 93000, "errmsg": "invalid webhook url"})
        self.pushed.append(await request.json())
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    async def _failed(self, request: web.Request) -> web.StreamResponse | None:
        planned = self._failures.get(request.path)
        if not planned:
            return None
        how = planned.popleft()
        if how == "slow":
            await self._go_on.wait()
            return web.json_response({"errcode": 0})
        if how == "hang up":
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        if how in ("garbage", "list"):
            return web.Response(text="<html>busy</html>" if how == "garbage" else "[]")
        if 100 <= how <= 599:
            return web.Response(status=how, headers={"Location": "/elsewhere"})
        return web.json_response({"errcode": how, "errmsg": "as planned"})


@asynccontextmanager
async def running(platform: WecomPlatform, port: int = 0) -> AsyncIterator[aiohttp.ClientSession]:
    """Serves `platform` on a free loopback port; `platform.url` is its address. Yields a client session."""
    app = web.Application()
    app.router.add_get("/cgi-bin/gettoken", platform.gettoken)
    app.router.add_post("/cgi-bin/message/send", platform.message_send)
    app.router.add_post("/cgi-bin/webhook/send", platform.webhook_send)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    platform.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with aiohttp.ClientSession() as session:
            yield session
    finally:
        platform._go_on.set()
        await runner.cleanup()
