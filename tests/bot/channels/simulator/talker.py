"""The far end of the simulator's WebSocket, as the tests hold it."""

from collections.abc import Awaitable, Callable

from aiohttp import ClientWebSocketResponse


class Talker:
    """The far end of the socket, as short as a test wants it."""

    def __init__(self, ws: ClientWebSocketResponse) -> None:
        self.ws = ws

    async def send(self, **frame: object) -> None:
        await self.ws.send_json(frame)

    async def say(
        self, text: str, speaker: str = "u-wang", chat: str | None = "g-lake-1", **more: object
    ) -> None:
        await self.send(cmd="say", chat=chat, **{"as": speaker}, text=text, **more)

    async def until(self, cmd: str) -> list[dict]:
        """Every frame up to and including the first `cmd`."""
        frames = [await self.ws.receive_json(timeout=30)]
        while frames[-1]["cmd"] != cmd:
            frames.append(await self.ws.receive_json(timeout=30))
        return frames

    async def bubbles(self) -> list[dict]:
        """The bubbles one message led to (the clock is told after them)."""
        return [frame for frame in await self.until("clock") if frame["cmd"] == "bubble"]

    async def refusal(self) -> str:
        return (await self.until("error"))[-1]["text"]


Connect = Callable[[], Awaitable[Talker]]
