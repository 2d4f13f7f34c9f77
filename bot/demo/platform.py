"""A local stand-in of the platform's API (PLATFORM §4): hands out tokens, takes messages, keeps what it took."""

import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from aiohttp import web

OK = {"errcode": 0, "errmsg": "ok"}


@dataclass(frozen=True, slots=True)
class Told:
    """One message that came through: `to` is a member's user id, or in a group the webhook's key."""

    to: str
    text: str
    group: bool


@dataclass(slots=True)
class Platform:
    """Apps by (corp id, secret), and groups by the keys of their webhooks."""

    apps: set[tuple[str, str]] = field(default_factory=set)
    webhook_keys: set[str] = field(default_factory=set)
    url: str = ""
    told: list[Told] = field(default_factory=list)
    hear: Callable[[Told], None] = lambda told: None
    _token: str = ""

    async def gettoken(self, request: web.Request) -> web.Response:
        if (request.query.get("corpid"), request.query.get("corpsecret")) not in self.apps:
            return web.json_response({"errcode": 40001, "errmsg": "invalid credential"})
        self._token = secrets.token_hex(16)
        return web.json_response(OK | {"access_token": self._token, "expires_in": 7200})

    async def message_send(self, request: web.Request) -> web.Response:
        if not self._token or request.query.get("access_token") != self._token:
            return web.json_response({"errcode": 42001, "errmsg": "access_token expired"})
        message = await request.json()
        self._take(Told(message["touser"], message["text"]["content"], group=False))
        return web.json_response(OK)

    async def webhook_send(self, request: web.Request) -> web.Response:
        key = request.query.get("key", "")
        if key not in self.webhook_keys:
            return web.json_response({"errcode": 93000, "errmsg": "invalid webhook url"})
        message = await request.json()
        self._take(Told(key, message["text"]["content"], group=True))
        return web.json_response(OK)

    def _take(self, told: Told) -> None:
        self.told.append(told)
        self.hear(told)


@asynccontextmanager
async def platform_for(specs: Iterable[object]) -> AsyncIterator[Platform]:
    """The stand-in for the apps and webhooks among configured channels, on a free port of this machine
    (its address in `url`) until the block is left."""
    platform = Platform()
    for spec in specs:
        if getattr(spec, "secret", ""):
            platform.apps.add((getattr(spec, "corp_id", ""), getattr(spec, "secret", "")))
        if getattr(spec, "key", ""):
            platform.webhook_keys.add(getattr(spec, "key", ""))
    app = web.Application()
    app.router.add_get("/cgi-bin/gettoken", platform.gettoken)
    app.router.add_post("/cgi-bin/message/send", platform.message_send)
    app.router.add_post("/cgi-bin/webhook/send", platform.webhook_send)
    async with served(app) as platform.url:
        yield platform


S = TypeVar("S")


def pointed_at(url: str, specs: Iterable[S]) -> list[S]:
    """The channels, those that call the platform's API now calling `url`."""
    plain: list[Any] = list(specs)
    return [replace(it, api_url=url) if hasattr(it, "api_url") else it for it in plain]


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    """A web application on a free loopback port; its address."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
