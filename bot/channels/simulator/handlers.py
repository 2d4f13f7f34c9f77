"""The simulator over HTTP: its page, the files of the page and the WebSocket."""

import asyncio
from pathlib import Path

from aiohttp import WSCloseCode, WSMsgType, web

from bot.channels.simulator import protocol
from bot.channels.simulator.guard import admit
from bot.channels.simulator.port import SimulatorPort
from bot.channels.simulator.protocol import MAX_FRAME_BYTES
from bot.channels.simulator.room import Listener, SimulatorRoom
from bot.channels.simulator.talk import Talk

PAGE = Path(__file__).parent / "page"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HARD_CAP = 4 * MAX_FRAME_BYTES  # above this the connection is closed (1009) without reading on
HEARTBEAT_S = 30.0


def routes(
    room: SimulatorRoom, port: SimulatorPort, *, channel: str = "simulator", allow_remote: bool = False
) -> list[web.RouteDef]:
    """The page, its files and its socket; 403 for everybody not on this machine unless `allow_remote`.

    `channel` is the channel's name in the configuration. Call `room.close()` when the server stops.
    """
    talk = Talk(room, port, channel)

    async def page(request: web.Request) -> web.Response:
        admit(request, allow_remote=allow_remote)
        return _file(PAGE / "index.html", request.host)

    async def asset(request: web.Request) -> web.Response:
        admit(request, allow_remote=allow_remote)
        files = {path.name: path for path in PAGE.iterdir() if path.suffix in TYPES}
        if request.match_info["name"] not in files:
            raise web.HTTPNotFound
        return _file(files[request.match_info["name"]], request.host)

    async def socket(request: web.Request) -> web.WebSocketResponse:
        admit(request, allow_remote=allow_remote)
        ws = web.WebSocketResponse(max_msg_size=HARD_CAP, heartbeat=HEARTBEAT_S)
        await ws.prepare(request)
        listener = room.join()
        writing = asyncio.create_task(_write(ws, listener))
        try:
            await _read(ws, listener, talk)
        finally:
            room.leave(listener)
            listener.dismiss()
            await writing
        return ws

    return [
        web.get("/simulator", page),
        web.get("/simulator/page/{name}", asset),
        web.get("/simulator/ws", socket),
    ]


async def _read(ws: web.WebSocketResponse, listener: Listener, talk: Talk) -> None:
    """One page's frames in the order they were sent: the next is read when the last has been answered."""
    async for message in ws:
        if message.type is WSMsgType.TEXT:
            await talk.hear(message.data, listener)
        elif message.type is WSMsgType.BINARY:
            listener.tell(protocol.error("只收文字，没有处理。"))


async def _write(ws: web.WebSocketResponse, listener: Listener) -> None:
    try:
        while (frame := await listener.frames.get()) is not None:
            await ws.send_str(frame)
        await ws.close(code=WSCloseCode.GOING_AWAY)
    except ConnectionError:
        pass  # the page is gone; its reader sees the same and ends


def _file(path: Path, host: str) -> web.Response:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        f"connect-src 'self' ws://{host} wss://{host}; form-action 'none'; frame-ancestors 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",  # a few small files: an upgraded server never meets yesterday's script
    }
    return web.Response(
        text=path.read_text("utf-8"), content_type=TYPES[path.suffix], charset="utf-8", headers=headers
    )
