"""A town to order in: its configuration, its buys opened by messages, its residents and past orders filled in."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage.fields import stamp
from tests.bench.throughput import filling
from tests.bench.throughput.messages import AGENT, CORP, GOODS, KEY, TOKEN, Said, answer_in, request
from tests.bench.throughput.servers import Server, serving
from tests.fakes.wecom_platform import SECRET, WecomPlatform
from tests.servers.life import free_port

CHANNEL = "wecom-app"
PATH = f"/channels/{CHANNEL}"
SPREAD = tuple(f"c{no:02}" for no in range(20))
OPEN = (
    "开团 每日果蔬\n"
    + "\n".join(f"{good} 25/盒{{stock}}" for good in GOODS)
    + "\n截单 明天20:00\n取货 后天17:00-20:00"
)
ENVIRON = {
    "LINLI_BENCH_SECRET": SECRET,
    "LINLI_BENCH_TOKEN": TOKEN,
    "LINLI_BENCH_KEY": KEY,
    "LINLI_BENCH_BOT_TOKEN": TOKEN[::-1],
    "LINLI_BENCH_BOT_KEY": KEY[::-1],
}
CHANNELS = """channels:
  {channel}:
    kind: wecom_app
    corp_id: {corp}
    agent_id: {agent}
    secret_env: LINLI_BENCH_SECRET
    token_env: LINLI_BENCH_TOKEN
    aes_key_env: LINLI_BENCH_KEY
    api_url: {api}
  wecom-bot:
    kind: wecom_bot
    bot_name: 邻里小助手
    corp_id: {corp}
    token_env: LINLI_BENCH_BOT_TOKEN
    aes_key_env: LINLI_BENCH_BOT_KEY
"""
CHAT = "  {name}:\n    name: {name}群\n    community: {name}\n    channel: wecom-bot\n    chat: wr{name}\n    hears: mentions\n"
OPERATOR = """name: 测速
zone: Asia/Shanghai
simulator: false
limits:
  messages_per_minute: 600
"""
PRODUCTS = """suppliers:
  farm:
    name: 合作社
products:
  melon:
    name: 哈密瓜
    unit: 个
    supplier: farm
"""
POINT = """  {name}-{no}:
    no: {no}
    name: {name}{no}号点
    community: {name}
    leader: lead-{name}
    address: {name}的{no}号门
    windows:
      - {{from: "16:00", to: "20:30"}}
    capacity: {{normal: 100000}}
"""
PEOPLE = tuple(
    f"{first}{last}" for first in "王李张刘陈杨赵黄周吴" for last in ("姐", "阿姨", "叔", "老师", "大哥")
)


class Everybody(set[str]):
    """Whoever is written to is a member."""

    def __contains__(self, who: object) -> bool:
        return True


def platform() -> WecomPlatform:
    return WecomPlatform(CORP, members=Everybody())


def config(folder: Path, hot: Sequence[str], api: str) -> Path:
    """The admin's files: a community with a leader and two points for each name."""
    names = (*SPREAD, *hot)
    leaders = "".join(
        f"  lead-{it}:\n    name: {it}团长\n    communities: [{it}]\n    ids: {{{CHANNEL}: lead-{it}}}\n    pay: 取货时付\n"
        for it in names
    )
    files = {
        "channels": CHANNELS.format(channel=CHANNEL, corp=CORP, agent=AGENT, api=api),
        "operator": OPERATOR,
        "communities": "communities:\n"
        + "".join(f"  {it}:\n    name: 小区{it}\n" for it in names)
        + "chats:\n"
        + "".join(CHAT.format(name=it) for it in names),
        "leaders": f"leaders:\n{leaders}\nadmins:\n  chen:\n    name: 陈经理\n    ids: {{{CHANNEL}: chen}}\n",
        "products": PRODUCTS,
        "points": "points:\n" + "".join(POINT.format(name=it, no=no) for it in names for no in (1, 2)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@asynccontextmanager
async def ours(url: str, folder: Path, *args: str) -> AsyncIterator[Server]:
    """`main.py run` on the servers' core."""
    port = free_port()
    command = ("main.py", "run", "--config", str(folder), "--port", str(port), *args)
    async with serving(command, port, "Linli listens on", {**ENVIRON, "LINLI_DATABASE_URL": url}) as it:
        yield it


NUMBERS: Iterator[int] = iter(range(10**9, 10**10))


async def say(server: Server, who: str, text: str) -> str:
    """One message as WeCom brings it; the decrypted answer, "" for none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        writer.write(request(Said(who, text, next(NUMBERS), ()), PATH))
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert b" 200 " in head, head
        body = await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
        return answer_in(body)[1] if body else ""
    finally:
        writer.close()


async def open_buys(server: Server, communities: Sequence[str], stock: int | None) -> None:
    """One buy in each, opened by its leader in two messages; `stock` of each good, None for no limit."""
    text = OPEN.format(stock="" if stock is None else f" 库存{stock}")
    for it in communities:
        await said(server, f"lead-{it}", text, "我记的是")
        await said(server, f"lead-{it}", "确认", "开了")


async def said(server: Server, who: str, text: str, answer: str) -> None:
    heard = await say(server, who, text)
    assert answer in heard, f"{who} said {text!r} and heard {heard!r}"


async def past_buys(server: Server, communities: Sequence[str], db: filling.Db) -> list[int]:
    """In each community a buy from its opening to its end, with one order in it, fetched: what past ones are copied
    from. Their numbers."""
    await open_buys(server, communities, None)
    rows = await db.rows("SELECT number, community FROM buys")
    numbers = {row["community"]: int(row["number"]) for row in rows}
    for it in communities:
        lead, buy = f"lead-{it}", numbers[it]
        await said(server, f"{it}-0", "草莓2盒", "记好了")
        for words in ("截单", "已采购", "到货"):
            await said(server, lead, words, f"{buy}号团")
        (order,) = await db.rows(f"SELECT code FROM orders WHERE buy_id = {buy}")  # noqa: S608
        await said(server, lead, f"核销 {order['code']}", "取完了")
        await said(server, lead, "已付 1", "50元")
        await said(server, lead, "完成", f"{buy}号团")
    return [numbers[it] for it in communities]


async def move_in(db: filling.Db, people: dict[str, list[str]]) -> None:
    """Residents by community: known by name and room, bound to a point, nothing ordered yet."""
    dice = random.Random(7)
    residents, identities, bindings, journal = [], [], [], []
    now = stamp(datetime.now(UTC))
    for community, names in people.items():
        for who in names:
            residents.append(_resident(who, community, dice))
            identities.append({"realm": CORP, "user_id": who, "resident_id": f"r-{who}"})
            point = f"{community}-{dice.randint(1, 2)}"
            bound = {"resident": f"r-{who}", "community": community, "point": point}
            bindings.append(bound)
            told = {"kind": "PointBound", "data": json.dumps(bound), "actor": f"r-{who}", "message": ""}
            journal.append({**told, "at": now, "buy": None, "order_id": None})
    await db.write("residents", residents)
    await db.write("identities", identities)
    await db.write("bindings", bindings)
    await db.write("journal", journal)


def _resident(who: str, community: str, dice: random.Random) -> dict[str, Any]:
    room = f"{dice.randint(1, 30)}-{dice.randint(1, 30)}{dice.randint(1, 4):02}"
    known = {"id": f"r-{who}", "name": dice.choice(PEOPLE), "room": room, "community": community}
    return {**known, "sponsor": None, "quiet": False, "erased": False, "home": None}
