"""The simulator's world and the command line's voice over it: roster, clock, what is heard."""

from datetime import UTC, datetime, timedelta

import pytest
import structlog

from bot.clock import ClockNotMovable, ClockOnlyForward, StoreClock
from bot.replies import APOLOGY
from bot.saying import BadTime, NoSimulator, NoSuchChat, Saying
from bot.world import World
from tests.bot.rows import change
from tests.bot.wecom_town import town
from tests.conversation import START, Village, village


def world(v: Village) -> World:
    assert v.parts.world is not None
    return v.parts.world


async def test_the_roster_has_groups_leaders_admins_and_neighbours_each_once() -> None:
    async with village() as v:
        roster = await world(v).roster()
        assert [it.id for it in roster.chats] == ["lake-1", "lake-2", "maple-1"]
        roles = {it.user: it.role for it in roster.people}
        assert (roles["王姐"], roles["陈经理"], roles["李阿姨"]) == ("leader", "admin", "resident")
        assert len(roles) == len(roster.people)
        assert (roster.now, roster.zone) == (START, "Asia/Shanghai")
        assert (roster.next_cutoff, roster.next_close) == (None, None)


async def test_who_has_spoken_joins_the_roster_and_the_next_cutoff_stands_in_it() -> None:
    async with village() as v:
        await v.open()
        await world(v).say(v.message("新来的", "团购", chat="lake-1"))
        roster = await world(v).roster()
        assert "新来的" in {it.user for it in roster.people}
        assert roster.next_cutoff == datetime(2026, 11, 21, 12, tzinfo=UTC)


async def test_moved_to_the_next_close_the_buy_is_closed_and_until_then_it_stays_the_next() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        roster = await world(v).roster()
        assert roster.next_cutoff
        assert roster.next_close
        assert roster.next_close - roster.next_cutoff == v.directory.limits.grace
        await world(v).move_clock(roster.next_cutoff)
        within = await world(v).roster()
        assert (within.next_cutoff, within.next_close) == (roster.next_cutoff, roster.next_close)
        await world(v).move_clock(roster.next_close)
        assert (await world(v).roster()).next_close is None
        await v.talk(("王姐", None, "汇总", "已截单"), ("王姐", None, "已采购", "采购中"))


async def test_moving_the_clock_stops_at_every_moment_on_the_way() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        await v.pass_time(timedelta(hours=11))
        told = v.heard(chat="lake-1")
        assert [any(word in it for it in told) for word in ("已有1户下单", "已截单，共1户")] == [True, True]
        assert v.clock.now() == START + timedelta(hours=11)


async def test_a_crash_is_apologised_for_and_logged_by_the_messages_key_alone() -> None:
    async with village() as v:
        await v.open()
        change(v.path, "UPDATE buys SET pickup_day = 'broken'")
        with structlog.testing.capture_logs() as logged:
            assert await world(v).say(v.message("李阿姨", "草莓2盒", chat="lake-1")) == APOLOGY
        change(v.path, "UPDATE buys SET pickup_day = '2026-11-22'")
        [line] = logged
        assert set(line) == {"event", "channel", "message", "exc_info", "log_level"}


async def test_said_from_the_command_line_it_goes_through_the_room_with_notices_after_it() -> None:
    async with village() as v:
        saying = Saying(v.parts)
        await saying.say(
            "湖畔花园1群", "王姐", "开团 快\n草莓 25/盒\n截单 今晚20:00\n取货 明天17:00-20:00", message_id="1"
        )
        await saying.say("lake-1", "王姐", "确认", message_id="2")
        lines = saying.heard()
        assert lines[0].startswith("[11-21 10:00] lake-1 · 邻里（回复）：@王姐 1号团《快》")
        assert any("（通知）：【1号团】快" in it for it in lines)


async def test_1_to_1_and_mentions_are_told_apart() -> None:
    async with village() as v:
        saying = Saying(v.parts)
        assert await saying.say("1:1", "王姐", "今天真冷", message_id="1")
        assert await saying.say("lake-1", "李阿姨", "今天真冷", message_id="2") is None
        assert await saying.say("lake-1", "李阿姨", "@邻里 今天真冷", message_id="3")
        assert [it.split(" · ")[0].split("] ")[1] for it in saying.heard()] == ["1:1 王姐", "lake-1"]


async def test_an_unknown_group_lists_those_there_are_and_a_bad_time_shows_a_good_one() -> None:
    async with village() as v:
        saying = Saying(v.parts)
        with pytest.raises(NoSuchChat, match="可用：lake-1（湖畔花园1群）"):
            await saying.say("nowhere", "王姐", "团购", message_id="1")
        with pytest.raises(BadTime, match="2026-11-21T20:01"):
            await saying.move_to("tonight")


async def test_a_time_without_a_zone_is_the_operators() -> None:
    async with village() as v:
        await Saying(v.parts).move_to("2026-11-21T20:30")
        assert v.clock.now() == datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
        await Saying(v.parts).move_to("2026-11-21T13:00:00+00:00")
        assert v.clock.now() == datetime(2026, 11, 21, 13, tzinfo=UTC)


async def test_without_a_simulator_nothing_is_said_from_the_command_line() -> None:
    async with village() as v:
        v.parts.world = None
        with pytest.raises(NoSimulator, match="simulator: true"):
            Saying(v.parts)


class Dial:
    """A real clock that a test can turn."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at


async def test_the_stores_clock_goes_forward_only_and_keeps_how_far() -> None:
    async with village() as v:
        dial = Dial()
        clock = StoreClock(v.store, dial.now, movable=True)
        await clock.move_to(START + timedelta(hours=3))
        assert clock.now() == START + timedelta(hours=3)
        with pytest.raises(ClockOnlyForward, match="时钟只能往前拨"):
            await clock.move_to(START)
        await clock.move_to(clock.now() - timedelta(milliseconds=500))  # a page's clock may lag a little
        assert clock.now() == START + timedelta(hours=3)
        dial.at += timedelta(minutes=1)
        assert clock.now() == START + timedelta(hours=3, minutes=1)
        other = StoreClock(v.store, dial.now, movable=True)
        await other.refresh()
        assert other.now() == clock.now()


async def test_a_store_with_real_people_has_a_clock_nobody_moves() -> None:
    async with village() as v:
        clock = StoreClock(v.store, Dial().now, movable=False)
        with pytest.raises(ClockNotMovable):
            await clock.move_to(START + timedelta(hours=1))
        assert clock.now() == START


async def test_assembled_parts_hear_where_a_channel_hears_and_speak_where_it_speaks() -> None:
    async with town() as t:
        found = {name: (bool(it.wire), bool(it.outlet)) for name, it in t.parts.channels.items()}
        assert found == {
            "sim": (False, True),
            "wecom-bot": (True, False),
            "wecom-app": (True, True),
            "lake-webhook": (False, True),
        }
        assert t.parts.world is not None
        assert t.parts.world.channel == "sim"


async def test_a_person_of_one_corp_is_the_same_on_its_bot_and_its_app() -> None:
    async with town() as t:
        await t.open()
        await t.to_app("Li", "小区 1")
        assert "草莓 2盒 50元" in (await t.to_bot("Li", "草莓2盒"))[1]
        assert "草莓 2盒 50元" in (await t.to_app("Li", "我的订单"))[1]
        assert len(await t.orders()) == 1
