"""Whether a notice may go out now: still true, still wanted, not at night, and by some way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.opening import Outlet
from bot.judging import Verdict, judge
from bot.ways import Way, Ways
from groupbuy.notices import Notice
from groupbuy.notices.arrived import Arrived
from groupbuy.notices.pickup_soon import PickupSoon
from groupbuy.record import to_json
from groupbuy.telling import Claimed, End
from tests.bot.commands.days import LAKE, arrived, order
from tests.bot.posting import Postman
from tests.conversation import START, Village

NIGHT = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)
"""23:30 in Shanghai."""


async def about(v: Village, seq: int, kind: type[Any] = PickupSoon, **changed: Any) -> Notice:
    found = await order(v, seq)
    facts: dict[str, Any] = {
        "to": f"resident:{found.placed_by}",
        "subject": f"order:{found.id}",
        "buy": 1,
        "resident": found.resident,
        "items": (),
        "point": found.point,
        "window": "",
        "code": found.code,
    }
    if kind is Arrived:
        facts["order"] = found.id
    notice: Notice = kind(**{**facts, **changed})
    return notice


def claimed(notice: Notice, kind: str = "") -> Claimed:
    facts = to_json(notice)
    return Claimed(1, kind or notice.kind, notice.to, facts, 0, "lease", START, notice.good_until, notice.buy)


async def judged(
    v: Village, notice: Notice, at: datetime = START, *, people: bool = True, kind: str = ""
) -> Verdict | tuple[Notice, Way]:
    outlet = Outlet("sim", "sim", Postman(), to_people=people, to_groups=people, per_minute=60)
    ways = Ways({"sim": outlet})
    return await judge(claimed(notice, kind), v.store.reads, v.parts.settings, ways, at=at)


async def test_what_is_true_and_wanted_goes() -> None:
    async with arrived() as v:
        found = await judged(v, await about(v, 1))
        assert not isinstance(found, Verdict)
        assert found[1].target == "李阿姨"


async def test_at_night_it_waits_for_the_morning() -> None:
    async with arrived() as v:
        found = await judged(v, await about(v, 1), NIGHT)
        assert found == Verdict(None, "quiet hours", again=datetime(2026, 11, 22, 0, 0, tzinfo=UTC))


async def test_what_the_night_outlasts_expires() -> None:
    async with arrived() as v:
        found = await judged(v, await about(v, 1, good_until=NIGHT + timedelta(hours=2)), NIGHT)
        assert found == Verdict(End.EXPIRED, "quiet hours outlast it")


@pytest.mark.parametrize(("seconds", "goes"), [(-1, True), (0, False), (1, False)])
async def test_its_moment_is_over_at_the_second(seconds: int, goes: bool) -> None:
    async with arrived() as v:
        notice = await about(v, 1, good_until=START)
        found = await judged(v, notice, START + timedelta(seconds=seconds))
        assert isinstance(found, Verdict) is not goes
        assert goes or found == Verdict(End.EXPIRED, "its moment has passed")


async def test_what_was_fetched_meanwhile_is_not_announced() -> None:
    async with arrived() as v:
        notice = await about(v, 1)
        await v.say("王姐", "核销 #1", chat=LAKE)
        assert await judged(v, notice) == Verdict(End.EXPIRED, "no longer true")


async def test_who_asked_for_quiet_gets_no_reminder_but_hears_of_arrivals() -> None:
    async with arrived() as v:
        await v.say("李阿姨", "别提醒我")
        assert await judged(v, await about(v, 1)) == Verdict(End.UNDELIVERABLE, "asked not to be reminded")
        assert not isinstance(await judged(v, await about(v, 1, Arrived)), Verdict)


async def test_without_a_channel_it_is_undeliverable() -> None:
    async with arrived() as v:
        found = await judged(v, await about(v, 1), people=False)
        assert found == Verdict(End.UNDELIVERABLE, "no channel reaches the recipient")


async def test_a_kind_of_another_version_is_given_up() -> None:
    async with arrived() as v:
        assert await judged(v, await about(v, 1), kind="long_gone") == Verdict(End.GIVEN_UP, "unknown kind")


async def test_for_somebody_else_the_sponsors_quiet_counts() -> None:
    async with arrived() as v:
        notice = await about(v, 1)
        other = await order(v, 2)
        await v.say("赵六", "别提醒我")
        found = await judged(v, replace(notice, to=f"resident:{other.placed_by}"))
        assert found == Verdict(End.UNDELIVERABLE, "asked not to be reminded")
