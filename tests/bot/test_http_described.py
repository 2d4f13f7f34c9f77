"""docs/http.yaml is true (H9): its paths are the server's, and what the server answers is what stands there."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.server import MOST_BODY
from tests.bot.wecom_town import GROUP, Town, town
from tests.fakes.wecom_callbacks import verification

DESCRIBED = Path(__file__).parents[2] / "docs" / "http.yaml"


@cache
def description() -> dict[str, Any]:
    return YAML(typ="safe").load(DESCRIBED)


def at(reference: Any) -> Any:
    """What a `$ref` refers to; anything else as it is."""
    while isinstance(reference, dict) and "$ref" in reference:
        found = description()
        for name in reference["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        reference = found
    return reference


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method.upper(), path): operation
        for path, item in description()["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def must_be(value: Any, schema: dict[str, Any], where: str) -> None:
    """The few words of JSON Schema that the answers' descriptions use."""
    schema = at(schema)
    match schema.get("type"):
        case "object":
            assert set(schema["required"]) <= set(value) <= set(schema["properties"]), where
            for name, it in value.items():
                must_be(it, schema["properties"][name], f"{where}.{name}")
        case "integer":
            assert isinstance(value, int), where
        case "string":
            assert isinstance(value, str), where
            assert len(value) >= schema.get("minLength", 0), where
            assert len(value) <= schema.get("maxLength", len(value)), where
            assert re.search(schema.get("pattern", ""), value), where
            assert value in schema.get("enum", [value]), where


async def asked(t: Town, method: str, path: str, described: str = "", **how: Any) -> int:
    """The status, after the answer has been held against the description of `described` (or the path itself)."""
    async with t.session.request(method, t.url + path, **how) as response:
        operation = operations()[method, described or path]
        where = f"{method} {path}: {response.status}"
        assert str(response.status) in operation["responses"], where
        answer = at(operation["responses"][str(response.status)])
        if not await response.read():
            assert "Content-Type" not in response.headers, where
            return response.status
        form = response.content_type
        assert form in answer["content"], f"{where} {form}"
        value = await (response.json() if form == "application/json" else response.text())
        must_be(value, answer["content"][form]["schema"], where)
        return response.status


async def test_every_answer_is_one_that_is_described_and_every_route_is() -> None:
    async with town() as t:
        channel, channels = "/channels/wecom-bot", "/channels/{name}"
        assert await asked(t, "GET", "/healthz") == 200
        assert await asked(t, "GET", "/readyz") == 200
        assert await asked(t, "GET", "/metrics") == 200
        echo = verification(b"hello", "", t.clock.now())
        assert await asked(t, "GET", channel, channels, params=echo) == 200
        assert await asked(t, "GET", channel, channels) == 403
        assert await asked(t, "GET", "/channels/none", channels) == 404
        for text in ("团购", ""):
            query, body = t.sealed(t.bot_message("Li", text, chat=GROUP))
            assert await asked(t, "POST", channel, channels, params=query, data=body) == 200
        query, body = t.sealed(b"not json")
        assert await asked(t, "POST", channel, channels, params=query, data=body) == 400
        assert await asked(t, "POST", channel, channels, params=query, data=b"{}") == 403
        assert await asked(t, "POST", "/channels/none", channels, data=b"{}") == 404
        assert await asked(t, "POST", channel, channels, data=b"x" * (MOST_BODY + 1)) == 413
        entered = t.app_sealed(
            b"<xml><FromUserName>Li</FromUserName><CreateTime>1795230000</CreateTime>"
            b"<MsgType>event</MsgType><Event>enter_agent</Event></xml>"
        )
        assert (
            await asked(t, "POST", "/channels/wecom-app", channels, params=entered[0], data=entered[1]) == 200
        )
        await simulated(t)
        served = {
            (route.method, route.resource.canonical)
            for route in t.app.router.routes()
            if route.resource is not None and route.method != "HEAD"
        }
        assert served == set(operations())


async def simulated(t: Town) -> None:
    """The simulator's page, its files and its socket."""
    page, elsewhere = "/simulator/page/{name}", {"Origin": "https://elsewhere.example"}
    assert await asked(t, "GET", "/simulator") == 200
    for name in ("chat.css", "main.js", "index.html", "icon.svg"):
        assert await asked(t, "GET", f"/simulator/page/{name}", page) == 200
    assert await asked(t, "GET", "/simulator/page/..%2Ftalk.py", page) == 404
    assert await asked(t, "GET", "/simulator/ws") == 400
    for path in ("/simulator", "/simulator/ws"):
        assert await asked(t, "GET", path, headers=elsewhere) == 403
    assert await asked(t, "GET", "/simulator/page/main.js", page, headers=elsewhere) == 403
