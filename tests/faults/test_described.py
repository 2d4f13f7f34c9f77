"""H9: schema-driven requests by schemathesis, from docs/http.yaml, against a real process: what is allowed, what is not,
and messages of any shape inside an envelope that is in order."""

import asyncio
import json
from collections import Counter
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from main import real_time
from tests.bot.channels.test_hostile_bytes import JSON, KEYS
from tests.bot.test_http_described import DESCRIBED, operations
from tests.bot.wecom_town import APP_AES_KEY, APP_TOKEN, CORP_ID, GROUP
from tests.fakes import wecom_callbacks as wecom
from tests.faults.budget import FIRST, LIMIT, needs, noted
from tests.faults.cluster import cluster
from tests.migrated import migrated_copy

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]
CASES = 200
"""Of each operation and way of making them."""
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
HOW = settings(
    max_examples=CASES, database=None, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
CHANNEL = "/channels/{name}"
USUAL = {"FromUserName": "Li", "CreateTime": "1795230000", "MsgType": "text", "Content": "团购", "MsgId": "1"}


class Described:
    """The operations as schemathesis reads them; `statuses` counts what came of the cases."""

    def __init__(self, url: str) -> None:
        import schemathesis
        from schemathesis import checks
        from schemathesis.specs.openapi import checks as openapi

        self.url = url
        self.schema = schemathesis.openapi.from_path(DESCRIBED)
        self.checks = [getattr(openapi, it, None) or getattr(checks, it) for it in CHECKS]
        self.statuses: dict[str, Counter[int]] = {}

    def sent(self, what: str, case: Any) -> None:
        answer = case.call(base_url=self.url)
        self.statuses.setdefault(what, Counter())[answer.status_code] += 1
        # An answer that says nothing has no form to be held to.
        case.validate_response(answer, checks=self.checks if answer.content else self.checks[:2])

    def allowed_and_not(self, method: str, path: str) -> None:
        from schemathesis.generation import GenerationMode

        operation = self.schema[path][method]
        ways = [GenerationMode.POSITIVE]
        if any(True for _ in operation.iter_parameters()) or operation.body:
            ways.append(GenerationMode.NEGATIVE)
        for way in ways:
            known = [{}, {"path_parameters": {"name": "wecom-bot"}}] if path == CHANNEL else [{}]
            for fixed in known:
                cases = operation.as_strategy(generation_mode=way, **fixed)

                @seed(FIRST)
                @HOW
                @given(cases)
                def each(case: Any) -> None:
                    self.sent(f"{method} {path}", case)

                # A name in a path is some text whatever one does: nothing else can be made up for it.
                with suppress(Unsatisfiable) if way is GenerationMode.NEGATIVE else nullcontext():
                    each()

    def sealed(self) -> None:
        """Signed by the platform's token: a bot's JSON and an app's XML of any shape."""
        operation = self.schema[CHANNEL]["POST"]
        message = wecom.bot_sample("group_quote") | {"chatid": GROUP}
        fields = st.dictionaries(
            st.sampled_from(["FromUserName", "CreateTime", "MsgType", "Content", "MsgId", "Event", "x"]),
            st.text(st.characters(codec="utf-8"), max_size=30)
            | st.sampled_from(
                ["text", "event", "1795230000", "enter_agent", "草莓2盒", "]]>", "&amp;", "<b/>"]
            ),
        )

        @seed(FIRST)
        @HOW
        @given(st.data(), st.dictionaries(st.sampled_from(KEYS), JSON), fields)
        def each(data: st.DataObject, changes: dict[str, object], inner: dict[str, str]) -> None:
            plain = json.dumps(message | changes).encode()
            query, body = wecom.bot_callback(plain, real_time())
            case = operation.Case(
                path_parameters={"name": "wecom-bot"},
                query=query,
                body=json.loads(body),
                media_type="application/json",
            )
            self.sent("sealed bot", case)
            xml = "".join(f"<{name}>{value}</{name}>" for name, value in (USUAL | inner).items())
            query, body = wecom.app_callback(
                f"<xml>{xml}</xml>".encode(), real_time(), CORP_ID, APP_TOKEN, APP_AES_KEY
            )
            encrypt = wecom.read_xml(body.decode())["Encrypt"]
            case = operation.Case(
                path_parameters={"name": "wecom-app"},
                query=query,
                body={"Encrypt": encrypt},
                media_type="text/xml",
            )
            self.sent("sealed app", case)

        each()


async def test_whatever_the_description_allows_or_not_is_answered_as_it_says(tmp_path: Path) -> None:
    needs("schemathesis", "H9", "`make test-faults` installs it")
    async with cluster(tmp_path, f"sqlite://{migrated_copy(tmp_path)}", ("all",), 1, 1) as it:
        described = Described(it.members[0].url)
        for method, path in operations():
            await asyncio.to_thread(described.allowed_and_not, method, path)
        await asyncio.to_thread(described.sealed)
        for what, statuses in described.statuses.items():
            noted(f"H9 {what}: {statuses.total()} cases, {dict(sorted(statuses.items()))}")
            assert not [it for it in statuses if it >= 500]
        assert it.members[0].tracebacks() == 0
        assert {200, 400} <= set(described.statuses["sealed bot"])
        assert {200, 400} <= set(described.statuses["sealed app"])
