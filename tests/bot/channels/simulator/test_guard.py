"""Who gets in: the page's files, its headers and everybody who is turned away."""

import pytest
from aiohttp import WSServerHandshakeError, web
from aiohttp.test_utils import TestClient, TestServer, make_mocked_request

from bot.channels.simulator.guard import admit
from bot.channels.simulator.handlers import PAGE, routes
from bot.channels.simulator.room import SimulatorRoom
from tests.bot.channels.simulator.world import SmallWorld

PATHS = ["/simulator", "/simulator/page/main.js", "/simulator/ws"]


async def test_the_page_is_served_with_headers_that_lock_it_in(client: TestClient) -> None:
    response = await client.get("/simulator")
    assert response.status == 200
    assert response.content_type == "text/html"
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert f"connect-src 'self' ws://{client.host}:{client.port} " in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    text = await response.text()
    assert 'lang="zh-Hans"' in text


@pytest.mark.parametrize("path", sorted(PAGE.iterdir()), ids=lambda path: path.name)
async def test_each_file_of_the_page_is_served_and_asks_nothing_of_the_outside(
    client: TestClient, path
) -> None:
    response = await client.get(f"/simulator/page/{path.name}")
    assert response.status == 200
    text = await response.text()
    assert text == path.read_text("utf-8")
    outside = text.replace("http://www.w3.org/2000/svg", "")  # a name, not an address to fetch
    assert "http://" not in outside
    assert "https://" not in outside
    assert "innerHTML" not in text


@pytest.mark.parametrize(
    "name", ["nothing.js", "..%2fhandlers.py", "%2e%2e%2froom.py", ".", "main.js%00.html"]
)
async def test_only_the_files_of_the_page_are_served(client: TestClient, name: str) -> None:
    assert (await client.get(f"/simulator/page/{name}")).status in (404, 403)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8080"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "localhost.evil.example"},
        {"Host": "localhost@evil.example"},
        {"Host": "192.168.1.20:8080"},
        {"Host": "localhost/evil"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"X-Real-IP": "203.0.113.9"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "file://"},
        {"Origin": "http://localhost"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://[::1"},
        {"Origin": "http://127.0.0.1:99999"},
    ],
    ids=str,
)
async def test_another_site_or_a_borrowed_name_is_turned_away(
    client: TestClient, small_world: SmallWorld, path: str, headers: dict[str, str]
) -> None:
    response = await client.get(path, headers=headers)
    assert response.status == 403
    assert "text/plain" in response.headers["Content-Type"]


async def test_a_cross_site_websocket_never_opens(client: TestClient) -> None:
    with pytest.raises(WSServerHandshakeError) as refused:
        await client.ws_connect("/simulator/ws", headers={"Origin": "http://evil.example"})
    assert refused.value.status == 403


async def test_the_pages_own_websocket_opens(client: TestClient) -> None:
    origin = f"http://{client.host}:{client.port}"
    ws = await client.ws_connect("/simulator/ws", headers={"Origin": origin})
    await ws.send_json({"cmd": "hello"})
    assert (await ws.receive_json(timeout=30))["cmd"] == "hello"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "127.9.9.9", "[::1]:8080"])
async def test_this_machine_by_any_of_its_own_names_is_let_in(client: TestClient, host: str) -> None:
    assert (await client.get("/simulator", headers={"Host": host})).status == 200


class Far:
    """A transport whose other end is elsewhere: the one thing that loopback cannot show."""

    def __init__(self, address: str | None) -> None:
        self.address = address

    def get_extra_info(self, name: str, default: object = None) -> object:
        return (self.address, 50000) if name == "peername" and self.address else default


@pytest.mark.parametrize("peer", ["192.168.1.20", "203.0.113.9", "::ffff:192.168.1.20", "fe80::1", None])
async def test_a_peer_elsewhere_is_turned_away_whatever_it_says(peer: str | None) -> None:
    request = make_mocked_request("GET", "/simulator", {"Host": "localhost:8080"}, transport=Far(peer))
    with pytest.raises(web.HTTPForbidden):
        admit(request, allow_remote=False)
    admit(request, allow_remote=True)


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.0.0.53", "::1", "::ffff:127.0.0.1"])
async def test_a_peer_on_this_machine_is_let_in(peer: str) -> None:
    request = make_mocked_request("GET", "/simulator", {"Host": "localhost:8080"}, transport=Far(peer))
    admit(request, allow_remote=False)


async def test_opened_to_the_network_it_still_refuses_other_sites(
    room: SimulatorRoom, small_world: SmallWorld
) -> None:
    app = web.Application()
    app.add_routes(routes(room, small_world, allow_remote=True))
    async with TestClient(TestServer(app)) as client:
        host = {"Host": "linli.example"}
        for path in PATHS[:2]:
            assert (await client.get(path, headers=host)).status == 200
            for same in ("https://linli.example", "http://linli.example"):
                assert (await client.get(path, headers={**host, "Origin": same})).status == 200
            assert (await client.get(path, headers={**host, "Origin": "https://evil.example"})).status == 403
            assert (
                await client.get(path, headers={**host, "Origin": "https://linli.example:8443"})
            ).status == 403


@pytest.mark.parametrize("host", ["", "evil@example", "example:port", "[::1"])
async def test_an_origin_that_is_no_address_never_equals_a_host_that_is_none(host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    with pytest.raises(web.HTTPForbidden):
        admit(
            make_mocked_request("GET", "/simulator", headers, transport=Far("203.0.113.9")), allow_remote=True
        )
