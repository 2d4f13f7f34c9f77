"""F1 of docs/testplan.md: aiohttp with wechatpy decrypting and encrypting one message, no store."""

import asyncio
import os
import sys
from pathlib import Path

import aiohttp
from aiohttp import web
from wechatpy.enterprise.crypto import WeChatCrypto
from wechatpy.messages import TextMessage
from wechatpy.parser import parse_message
from wechatpy.replies import TextReply

TOKEN, KEY, CORP = "benchtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wwbench00000000000"
XML = """<xml><ToUserName>wwbench</ToUserName><FromUserName>u{no}</FromUserName><CreateTime>1763690400</CreateTime>
<MsgType>text</MsgType><Content>草莓两盒，不要太软</Content><MsgId>{no}</MsgId><AgentID>1</AgentID></xml>"""
TICKS = os.sysconf("SC_CLK_TCK")


def server() -> web.Application:
    """What a developer writes in an afternoon: decrypt, parse, answer, encrypt."""
    crypto = WeChatCrypto(TOKEN, KEY, CORP)

    async def callback(request: web.Request) -> web.Response:
        query = request.query
        body = await request.text()
        xml = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
        message = parse_message(xml)
        assert isinstance(message, TextMessage)
        reply = TextReply(content="记好了", message=message).render()
        return web.Response(text=crypto.encrypt_message(reply, query["nonce"], query["timestamp"]))

    app = web.Application()
    app.router.add_post("/", callback)
    return app


def request_of(no: int) -> tuple[dict[str, str], str]:
    """An encrypted callback: query and body."""
    from xml.etree import ElementTree

    crypto = WeChatCrypto(TOKEN, KEY, CORP)
    sealed = crypto.encrypt_message(XML.format(no=no), "nonce", "1763690400")
    found = {it.tag: it.text or "" for it in ElementTree.fromstring(sealed)}  # noqa: S314 - made one line above
    body = (
        f"<xml><ToUserName>{CORP}</ToUserName><Encrypt>{found['Encrypt']}</Encrypt><AgentID>1</AgentID></xml>"
    )
    query = {"msg_signature": found["MsgSignature"], "timestamp": found["TimeStamp"], "nonce": found["Nonce"]}
    return query, body


def cpu_of(pid: int) -> float:
    """Seconds of CPU a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def milliseconds(requests: int) -> float:
    """CPU milliseconds of the floor's server process for one request, over `requests` of them."""
    command = [sys.executable, "-m", "tests.bench.floor"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().strip()
        made = [request_of(no) for no in range(50)]
        async with aiohttp.ClientSession() as session:
            await _post(session, url, made, 100)
            before = cpu_of(process.pid)
            await _post(session, url, made, requests)
            return (cpu_of(process.pid) - before) / requests * 1000
    finally:
        process.terminate()
        await process.wait()


async def _post(
    session: aiohttp.ClientSession, url: str, made: list[tuple[dict[str, str], str]], requests: int
) -> None:
    async def some(offset: int) -> None:
        for no in range(offset, requests, 8):
            query, body = made[no % len(made)]
            async with session.post(url, params=query, data=body.encode()) as response:
                assert response.status == 200, response.status
                await response.read()

    await asyncio.gather(*(some(offset) for offset in range(8)))


async def _serve() -> None:
    runner = web.AppRunner(server(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    print(f"http://{host}:{port}/", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
