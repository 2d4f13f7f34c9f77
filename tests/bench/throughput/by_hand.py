"""What the rows (a) to (c) run: aiohttp saying hello, with the codec (F1), and with one order's writes by hand.

`python -m tests.bench.throughput.by_hand hello|codec|sql PORT [POSTGRES-URL]`
"""

import asyncio
import re
import sys

import asyncpg
from aiohttp import web
from wechatpy.enterprise.crypto import WeChatCrypto
from wechatpy.parser import parse_message
from wechatpy.replies import TextReply

from tests.bench import floor
from tests.bench.throughput.messages import GOODS

POOL = 10
TABLES = """
DROP TABLE IF EXISTS hand_lines, hand_orders, hand_items;
CREATE TABLE hand_items (name text PRIMARY KEY, price bigint NOT NULL, stock bigint NOT NULL, taken bigint NOT NULL);
CREATE TABLE hand_orders (id bigserial PRIMARY KEY, who text NOT NULL, message bigint UNIQUE NOT NULL, at timestamptz);
CREATE TABLE hand_lines (order_id bigint REFERENCES hand_orders, item text, qty bigint, price bigint);
"""
TAKE = "UPDATE hand_items SET taken = taken + $2 WHERE name = $1 AND taken + $2 <= stock RETURNING price"
ORDER = "INSERT INTO hand_orders (who, message, at) VALUES ($1, $2, now()) RETURNING id"
LINE = "INSERT INTO hand_lines (order_id, item, qty, price) VALUES ($1, $2, $3, $4)"
GOOD = re.compile("|".join(GOODS))
NUMBER = re.compile(r"\d+")


def wish(text: str) -> tuple[str, int]:
    """The first good and number in it: what somebody writes who reads no more of a message."""
    good, number = GOOD.search(text), NUMBER.search(text)
    assert good
    assert number
    return good[0], int(number[0])


async def hello(_request: web.Request) -> web.Response:
    return web.Response(text="hello")


async def filled(url: str) -> asyncpg.Pool:
    pool = await asyncpg.create_pool(url, min_size=POOL, max_size=POOL)
    await pool.execute(TABLES)
    rows = [(good, 1000, 10**9, 0) for good in GOODS]
    await pool.executemany("INSERT INTO hand_items VALUES ($1, $2, $3, $4)", rows)
    return pool


def ordering(pool: asyncpg.Pool) -> web.Application:
    """F1's codec, and between its halves one transaction: stock, order, line."""
    crypto = WeChatCrypto(floor.TOKEN, floor.KEY, floor.CORP)

    async def callback(request: web.Request) -> web.Response:
        query = request.query
        body = await request.text()
        xml = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
        message = parse_message(xml)
        good, qty = wish(message.content)
        async with pool.acquire() as db, db.transaction():
            price = await db.fetchval(TAKE, good, qty)
            order = await db.fetchval(ORDER, message.source, int(message.id))
            await db.execute(LINE, order, good, qty, price)
        text = f"记好了：{good} {qty}盒 {price * qty / 100:g}元"
        reply = TextReply(content=text, message=message).render()
        return web.Response(text=crypto.encrypt_message(reply, query["nonce"], query["timestamp"]))

    app = web.Application()
    app.router.add_post("/", callback)
    return app


async def main(kind: str, port: int, url: str = "") -> None:
    if kind == "hello":
        app = web.Application()
        app.router.add_get("/", hello)
    else:
        app = floor.server() if kind == "codec" else ordering(await filled(url))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:]))
