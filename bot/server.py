"""The HTTP side: callbacks, health, metrics; each request through the same app as everything else."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field

import structlog
from aiohttp import web
from structlog.contextvars import bind_contextvars, reset_contextvars

from bot import replies
from bot.app import App, inbox_key
from bot.channels.sending import Pusher, SendFailed
from bot.channels.wire import Malformed, Refused, Wire
from bot.clock import Clock
from bot.incoming import Incoming
from bot.late import LateAnswers, Later
from bot.metrics import Metrics
from groupbuy.ports import Unavailable
from groupbuy.unfit import Unfit

log = structlog.get_logger()

MOST_BODY = 64 * 1024
PATIENCE = 2.0
"""Seconds in which the database has to answer whoever asks how a process is."""
NO_ANSWER = f"no answer within {PATIENCE:.0f} s"
LONGEST_SILENCE = 30.0
"""Seconds without a beat after which a process says so; solving a large buy may take ten."""


@dataclass(slots=True)
class Callbacks:
    """The channels that are called back, by name in the configuration. `pushers` are those that can
    also speak first: they take over where an answer is too long for the response."""

    app: App
    clock: Clock
    metrics: Metrics
    wires: Mapping[str, Wire]
    pushers: Mapping[str, Pusher] = field(default_factory=dict)
    wake: Callable[[], None] = lambda: None
    late: LateAnswers = field(default_factory=LateAnswers)

    async def verify(self, request: web.Request) -> web.Response:
        wire = self._wire(request)
        try:
            return web.Response(body=wire.verify(request.query, self.clock.now()))
        except Refused as refused:
            return self._refuse(wire, refused)

    async def receive(self, request: web.Request) -> web.Response:
        """403 inauthentic (counted), 400 malformed (logged), 413 too large, 503 nothing stored."""
        wire = self._wire(request)
        try:
            body = await request.read()
            incoming = wire.read(request.query, body, self.clock.now())
        except web.HTTPRequestEntityTooLarge:
            self.metrics.turned_away(wire.name, 413)
            raise
        except Refused as refused:
            return self._refuse(wire, refused)
        if incoming is None:
            return web.Response()
        loop = asyncio.get_running_loop()
        began = loop.time()
        key = inbox_key(incoming)
        bound = bind_contextvars(channel=wire.name, message=key)
        try:
            response = await self._answered(wire, request, incoming, key)
        finally:
            reset_contextvars(**bound)
        self.metrics.replied(wire.name, loop.time() - began)
        return response

    async def _answered(self, wire: Wire, request: web.Request, incoming: Incoming, key: str) -> web.Response:
        pusher = self.pushers.get(wire.name) if incoming.chat is None else None
        try:
            answer = await self.late.within(key, lambda: self._answer(incoming), pusher, incoming.sender)
        except Later:
            return web.Response()
        except Unavailable:
            log.error("nothing stored", channel=wire.name, message=key)
            self.metrics.heard(wire.name, "unavailable")
            return web.Response(status=503)
        return await self._respond(wire, request, incoming, answer)

    async def _answer(self, incoming: Incoming) -> str | None:
        try:
            answer = await self.app.handle(incoming, at=self.clock.now())
            self.wake()
            return answer
        except Unavailable:
            raise
        except Exception:
            log.exception("message failed", channel=incoming.channel, message=inbox_key(incoming))
            self.metrics.heard(incoming.channel, "crash")
            return replies.APOLOGY if incoming.addressed else None

    async def _respond(
        self, wire: Wire, request: web.Request, incoming: Incoming, answer: str | None
    ) -> web.Response:
        pusher = self.pushers.get(wire.name)
        if answer and pusher and incoming.chat is None and len(answer.encode()) > wire.answer_limit:
            try:
                await pusher.push(incoming.sender, answer)
                answer = None
            except SendFailed as failed:
                log.warning("long answer was cut", channel=wire.name, reason=str(failed))
        body = wire.answer(answer, incoming, request.query.get("nonce", ""), self.clock.now())
        return web.Response(body=body, content_type=wire.content_type) if body else web.Response()

    def _wire(self, request: web.Request) -> Wire:
        wire = self.wires.get(request.match_info["name"])
        if wire is None:
            raise web.HTTPNotFound
        return wire

    def _refuse(self, wire: Wire, refused: Refused) -> web.Response:
        self.metrics.turned_away(wire.name, refused.status)
        if isinstance(refused, Malformed):
            log.warning("malformed callback", channel=wire.name, reason=refused.reason)
        return web.Response(status=refused.status)


@dataclass(slots=True)
class Health:
    """`database` raises where it cannot be used; `shelf` says whether it is there; `behind` names another
    configuration in force than this process's ("": there is none); `silence` is for how many seconds nothing
    due was dealt with. A process that ends is `stopping`."""

    database: Callable[[], Awaitable[None]]
    shelf: Callable[[], Awaitable[bool]]
    behind: Callable[[], str] = lambda: ""
    silence: Callable[[], float] = lambda: 0.0
    stopping: bool = False

    async def ready(self, _request: web.Request) -> web.Response:
        """503 where messages must go elsewhere; 200 and "degraded" where they are answered all the same."""
        if self.stopping:
            return web.json_response({"status": "stopping"}, status=503)
        wrong = await self._database()
        if wrong:
            return web.json_response({"status": "unavailable", "database": wrong}, status=503)
        limping = {"configuration": self.behind()} if self.behind() else {}
        if self.silence() > LONGEST_SILENCE:
            limping["clock"] = f"nothing due was dealt with for {self.silence():.0f} s"
        if not await self.shelf():
            limping["shelf"] = "away"
        return web.json_response({"status": "degraded" if limping else "ready", **limping})

    async def last_call(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Whoever is answered while the process ends asks on another connection next time."""
        if self.stopping:
            response.force_close()

    async def _database(self) -> str:
        try:
            async with asyncio.timeout(PATIENCE):
                await self.database()
                return ""
        except TimeoutError:
            return NO_ANSWER
        except Unfit as unfit:
            return str(unfit)
        except Unavailable as away:
            log.warning("database check failed", reason=str(away.__cause__ or away))
            return "out of reach"
        except Exception as failed:
            log.exception("database check failed")
            return type(failed).__name__


async def alive(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


HEALTH: web.AppKey[Health] = web.AppKey("health", Health)


def make_watched(health: Health, figures: Callable[[], Awaitable[bytes]]) -> web.Application:
    """Alive, ready and the figures: what a process that only works serves, where it is told to."""

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=await figures(), content_type="text/plain", charset="utf-8")

    server = web.Application(client_max_size=MOST_BODY)
    server[HEALTH] = health
    server.on_response_prepare.append(health.last_call)
    server.add_routes(
        [web.get("/healthz", alive), web.get("/readyz", health.ready), web.get("/metrics", metrics)]
    )
    return server


def make_server(
    callbacks: Callbacks,
    health: Health,
    figures: Callable[[], Awaitable[bytes]],
    extra: Iterable[web.RouteDef] = (),
) -> web.Application:
    """The application with all its routes; `extra` are the simulator's where it is on."""

    async def finish(_server: web.Application) -> None:
        await callbacks.late.finish()

    server = make_watched(health, figures)
    server.on_cleanup.append(finish)
    server.add_routes(
        [
            web.get("/channels/{name}", callbacks.verify),
            web.post("/channels/{name}", callbacks.receive),
            *extra,
        ]
    )
    return server
