"""What a developer would write instead: Flask with wechatpy and PostgreSQL, WeRoBot with SQLite.

`python -m tests.bench.throughput.peers flask|werobot PORT POSTGRES-URL|SQLITE-FILE`. Each books an order in
one transaction (stock, order, line) and knows a repeated message; neither understands more than `wish` does.
"""

import logging
import sqlite3
import sys
import threading
from collections.abc import Callable
from typing import Any

import waitress

from tests.bench import floor
from tests.bench.throughput.by_hand import TABLES, wish
from tests.bench.throughput.messages import GOODS

THREADS = 8
TAKE = "UPDATE hand_items SET taken = taken + {0} WHERE name = {0} AND taken + {0} <= stock RETURNING price"
ORDER = "INSERT INTO hand_orders (who, message) VALUES ({0}, {0}) RETURNING id"
LINE = "INSERT INTO hand_lines (order_id, item, qty, price) VALUES ({0}, {0}, {0}, {0})"
ITEM = "INSERT INTO hand_items VALUES ({0}, 1000, 1000000000, 0)"
Booking = Callable[[str, int, str], str]


def confirmed(good: str, qty: int, price: int) -> str:
    return f"记好了：{good} {qty}盒 {price * qty / 100:g}元"


def flask(url: str) -> Any:
    from flask import Flask, request
    from psycopg_pool import ConnectionPool
    from wechatpy.enterprise.crypto import WeChatCrypto
    from wechatpy.parser import parse_message
    from wechatpy.replies import TextReply

    crypto = WeChatCrypto(floor.TOKEN, floor.KEY, floor.CORP)
    pool = ConnectionPool(url, min_size=THREADS, max_size=THREADS, open=True)
    with pool.connection() as db:
        for statement in filter(str.strip, TABLES.split(";")):
            db.execute(statement)
        for good in GOODS:
            db.execute(ITEM.format("%s"), (good,))
    app = Flask(__name__)

    @app.post("/")
    def callback() -> str:
        query = request.args
        signed = (query["msg_signature"], query["timestamp"], query["nonce"])
        message = parse_message(crypto.decrypt_message(request.get_data(as_text=True), *signed))
        good, qty = wish(message.content)
        with pool.connection() as db:
            (price,) = db.execute(TAKE.format("%s"), (qty, good, qty)).fetchone()
            (order,) = db.execute(ORDER.format("%s"), (message.source, int(message.id))).fetchone()
            db.execute(LINE.format("%s"), (order, good, qty, price))
        reply = TextReply(content=confirmed(good, qty, price), message=message).render()
        return crypto.encrypt_message(reply, query["nonce"], query["timestamp"])

    return app


def werobot(path: str) -> Any:
    from bottle import Bottle
    from werobot import WeRoBot
    from werobot.contrib.bottle import make_view

    one = threading.Lock()
    db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        db.execute(f"PRAGMA {pragma}")
    for statement in filter(str.strip, TABLES.split(";")[1:]):
        db.execute(statement.replace("bigserial PRIMARY KEY", "INTEGER PRIMARY KEY"))
    for good in GOODS:
        db.execute(ITEM.format("?"), (good,))
    robot = WeRoBot(floor.TOKEN, app_id=floor.CORP, encoding_aes_key=floor.KEY, enable_session=False)

    @robot.text
    def book(message: Any) -> str:
        good, qty = wish(message.content)
        with one:
            db.execute("BEGIN IMMEDIATE")
            try:
                (price,) = db.execute(TAKE.format("?"), (qty, good, qty)).fetchone()
                (order,) = db.execute(ORDER.format("?"), (message.source, message.message_id)).fetchone()
                db.execute(LINE.format("?"), (order, good, qty, price))
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
        return confirmed(good, qty, price)

    app = Bottle()
    app.route("/", ["GET", "POST"], make_view(robot))
    return app


if __name__ == "__main__":
    kind, port, where = sys.argv[1:]
    logging.getLogger("waitress").setLevel(logging.ERROR)  # that its queue is long is what is measured
    made = flask(where) if kind == "flask" else werobot(where)
    server = waitress.create_server(
        made, host="127.0.0.1", port=int(port), threads=THREADS, connection_limit=1000
    )
    print("ready", flush=True)
    server.run()
