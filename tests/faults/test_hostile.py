"""H2, H4, H5, H6 beside today's libraries; H7 and H10 against a real process: what a flood costs the others."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import werobot
from wechatpy.enterprise.crypto import WeChatCrypto

from bot.channels.wire import Inauthentic, Malformed, Refused, TooLarge
from main import real_time
from tests.bot.channels.test_envelope import APP, CALLBACKS
from tests.bot.channels.test_hostile_bytes import cpu_seconds
from tests.fakes import wecom_callbacks as wecom
from tests.fakes.wecom_callbacks import AES_KEY, CORP_ID, NONCE, NOW, TOKEN
from tests.faults.budget import LIMIT, noted
from tests.faults.cluster import Cluster, cluster
from tests.migrated import migrated_copy

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]
PEER = WeChatCrypto(TOKEN, AES_KEY, CORP_ID)
ROBOT = werobot.WeRoBot(token=TOKEN, encoding_aes_key=AES_KEY, app_id=CORP_ID)
DEEP = b"<xml>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"<Encrypt>QUJD</Encrypt></xml>"
FLAT = b"<xml>" + b"<a/>" * 250_000 + b"<Encrypt>QUJD</Encrypt></xml>"
OTHERS, FOR_S, IDLE, SLOW = 16, 8, 3000, 200


def by_wechatpy(query: dict[str, str], body: bytes) -> object:
    return PEER.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])


def by_werobot(query: dict[str, str], body: bytes) -> object:
    return ROBOT.parse_message(body.decode(), query["timestamp"], query["nonce"], query["msg_signature"])


def by_us(query: dict[str, str], body: bytes) -> object:
    return APP.read(query, body, NOW)


READERS: dict[str, Callable[[dict[str, str], bytes], object]] = {
    "ours": by_us,
    "wechatpy": by_wechatpy,
    "WeRoBot": by_werobot,
}


def outcome(reader: Callable[[dict[str, str], bytes], object], query: dict[str, str], body: bytes) -> str:
    try:
        return "accepted" if reader(query, body) else "nothing"
    except Refused as refused:
        return f"{refused.status}"
    except Exception as crash:
        return type(crash).__name__


def compared(what: str, found: dict[str, object]) -> None:
    noted(f"{what}: " + ", ".join(f"{name} {said}" for name, said in found.items()))


def test_a_years_old_signature_and_a_plaintext_body_beside_other_peoples_libraries() -> None:
    """H2 and H4. Only ours is held; what the others do is printed."""
    text = wecom.app_sample("text")
    year = wecom.app_callback(text, NOW - timedelta(days=365))
    fresh, _ = wecom.app_callback(text)
    forged = text.replace("草莓2盒".encode(), "草莓9盒".encode())
    stale = {name: outcome(read, *year) for name, read in READERS.items()}
    plain = {name: outcome(read, fresh, forged) for name, read in READERS.items()}
    compared("H2 a signature a year old", stale)
    compared("H4 plaintext under somebody's signed query", plain)
    assert (stale["ours"], plain["ours"]) == ("403", "403")


def test_what_is_signed_and_cut_is_one_kind_of_refusal() -> None:
    """H5: how many different errors the same faults bring forth."""
    kinds: dict[str, set[str]] = {name: set() for name in READERS}
    for inner in (b"", b"\x00", b"<xml>", b"\xff" * 40, b"<xml><a>", b"x" * 33, b"not xml", b"<xml></xml>"):
        for name, read in READERS.items():
            kinds[name].add(outcome(read, *wecom.app_callback(inner)))
    for receiver in ("wwanother00000000", "", "x" * 200):
        for name, read in READERS.items():
            kinds[name].add(outcome(read, *wecom.app_callback(wecom.app_sample("text"), receiveid=receiver)))
    compared("H5 outcomes of signed nonsense", {name: sorted(it) for name, it in kinds.items()})
    assert kinds["ours"] == {str(Malformed.status)}


@pytest.mark.parametrize(("name", "body"), [("100,000 deep", DEEP), ("250,000 flat", FLAT)])
def test_what_an_unsigned_body_costs(name: str, body: bytes) -> None:
    """H6: CPU of one body that nobody signed, over that of a normal request of ours."""
    wire, (query, normal) = CALLBACKS["app"]
    usual = cpu_seconds(lambda: wire.answer("好的", wire.read(query, normal, NOW), NONCE, NOW), 50)
    spent = {it: cpu_seconds(lambda read=read: outcome(read, query, body), 3) for it, read in READERS.items()}
    compared(
        f"H6 {name}, {len(body) // 1000} KB",
        {it: f"{s * 1000:.2f} ms = {s / usual:.1f} requests" for it, s in spent.items()},
    )
    with pytest.raises((Inauthentic, TooLarge)):
        by_us(query, body)
    assert spent["ours"] <= 0.002
    assert spent["ours"] <= 8 * usual  # the gate is 4; a busy machine measures coarsely


async def ordering(it: Cluster, name: str, seconds: float) -> float:
    """The 99th hundredth of what a few people wait while each says one thing after the other, in ms."""
    began = time.perf_counter()

    async def one(no: int) -> None:
        count = 0
        while time.perf_counter() - began < seconds:
            await it.say(f"{name}{no}-{count // 15}", "团购", f"{name}-{no}-{count}")
            count += 1
            await asyncio.sleep(0.15)

    await asyncio.gather(*(one(no) for no in range(OTHERS)))
    return it.p99_ms(began, time.perf_counter())


async def test_others_are_answered_beside_idle_and_slow_connections(tmp_path: Path) -> None:
    """H7: thousands of connections that say nothing, two hundred that send a byte a second."""
    async with cluster(tmp_path, f"sqlite://{migrated_copy(tmp_path)}", ("all",), 1, 1) as it:
        await ordering(it, "w", 2)
        alone = await ordering(it, "a", FOR_S)
        port = it.members[0].port
        open_ones = [await asyncio.open_connection("127.0.0.1", port) for _ in range(IDLE + SLOW)]
        head = b"POST /channels/wecom-bot HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"

        async def dripped(writer: asyncio.StreamWriter) -> None:
            for no in range(FOR_S):
                writer.write(head[no : no + 1])
                await asyncio.sleep(1)

        drips = [asyncio.create_task(dripped(writer)) for _, writer in open_ones[:SLOW]]
        beside = await ordering(it, "b", FOR_S)
        await asyncio.gather(*drips)
        for _, writer in open_ones:
            writer.close()
        noted(f"H7: p99 {alone:.0f} ms alone, {beside:.0f} ms beside {IDLE} idle and {SLOW} slow connections")
        assert beside <= 4 * alone  # the gate is 2; other work on the machine moves a p99 by more than that


async def test_others_are_answered_beside_one_person_who_floods(tmp_path: Path) -> None:
    """H10: one sender's hundred messages a second; most are not read."""
    async with cluster(tmp_path, f"sqlite://{migrated_copy(tmp_path)}", ("all",), 1, 1) as it:
        await ordering(it, "w", 2)
        alone = await ordering(it, "a", FOR_S)
        statuses: list[int] = []

        async def flood() -> None:
            message = {
                "chattype": "single",
                "msgtype": "text",
                "from": {"userid": "Flood"},
                "text": {"content": "团购"},
            }
            for no in range(100 * FOR_S):
                sealed = wecom.bot_callback({**message, "msgid": f"flood{no}"}, real_time())
                posts.append(asyncio.create_task(it.post(it.members[0], *sealed)))
                await asyncio.sleep(0.01)

        posts: list[asyncio.Task[tuple[int, bytes]]] = []
        flooding = asyncio.create_task(flood())
        beside = await ordering(it, "b", FOR_S)
        await flooding
        statuses += [status for status, _ in await asyncio.gather(*posts)]
        async with it.session.get(f"{it.members[0].url}/metrics") as response:
            figures = await response.text()
        slowed = [line.rsplit(" ", 1)[1] for line in figures.splitlines() if 'outcome="too fast"' in line]
        noted(
            f"H10: p99 {alone:.0f} ms alone, {beside:.0f} ms beside {len(statuses)} messages of one person in "
            f"{FOR_S} s, {sum(map(float, slowed[:1])):.0f} of them not read"
        )
        assert set(statuses) == {200}
        assert float(slowed[0]) == len(statuses) - 20
        assert beside <= 4 * alone
