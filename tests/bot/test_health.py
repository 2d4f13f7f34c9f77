"""What an operator watches over HTTP: alive, ready, and the figures."""

import pytest
import structlog

from bot.server import Health
from groupbuy.ports import Unavailable
from groupbuy.unfit import Unfit
from tests.bot.wecom_town import GROUP, town


async def test_health_says_the_process_lives_and_readiness_that_the_database_answers() -> None:
    async with town() as t:
        assert await t.get("/healthz") == (200, '{"status": "ok"}')
        assert await t.get("/readyz") == (200, '{"status": "ready"}')


@pytest.mark.parametrize(
    ("database", "shelf", "status", "said"),
    [
        (None, True, 200, "ready"),
        (None, False, 200, "degraded"),
        (RuntimeError("secret=1"), True, 503, '"database": "RuntimeError"'),
        (Unavailable("secret=1"), True, 503, '"database": "out of reach"'),
        (Unfit("run `python main.py migrate`"), True, 503, "run `python main.py migrate`"),
        (TimeoutError(), True, 503, "no answer within 2 s"),
    ],
)
async def test_readiness_is_degraded_without_the_shelf_and_503_without_the_database(
    database: Exception | None, shelf: bool, status: int, said: str
) -> None:
    async def ask_database() -> None:
        if database:
            raise database

    async def ask_shelf() -> bool:
        return shelf

    with structlog.testing.capture_logs() as logged:
        response = await Health(ask_database, ask_shelf).ready(None)
    assert response.status == status
    assert said in response.text
    assert "secret" not in response.text, "anybody may ask"
    assert not any(it.get("exc_info") for it in logged if isinstance(database, Unavailable)), (
        "no news to anybody"
    )


async def test_messages_refusals_and_notices_are_counted_by_name_never_by_id() -> None:
    async with town() as t:
        await t.open()
        await t.to_bot("Li", "草莓2盒", chat=GROUP)
        await t.to_bot("Li", "草莓99盒", chat=GROUP)
        _, text = await t.get("/metrics")
        assert 'linli_messages_total{channel="wecom-bot",outcome="done"} 3.0' in text
        assert 'outcome="refusal.SoldOut"' in text
        assert 'linli_notices_total{end="sent",kind="opened"} 1.0' in text
        assert "Li" not in text.replace("Linli", "")
        assert GROUP not in text
