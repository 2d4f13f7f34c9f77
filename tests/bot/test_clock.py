"""The one clock: real time plus the store's offset; forward only, and only where nobody is real."""

from datetime import timedelta

import pytest

from bot.clock import ClockNotMovable, ClockOnlyForward, StoreClock
from tests.conversation import START, village

HOUR = timedelta(hours=1)


async def test_it_is_moved_forward_and_stays_moved_for_every_process() -> None:
    async with village() as v:
        clock = StoreClock(v.store, lambda: START, movable=True)
        assert clock.now() == START
        await clock.move_to(START + HOUR)
        assert clock.now() == START + HOUR
        other = StoreClock(v.store, lambda: START + timedelta(minutes=1), movable=True)
        assert other.now() == START + timedelta(minutes=1)
        await other.refresh()
        assert other.now() == START + HOUR + timedelta(minutes=1)


async def test_moves_add_up() -> None:
    async with village() as v:
        clock = StoreClock(v.store, lambda: START, movable=True)
        for hours in (1, 2, 5):
            await clock.move_to(START + hours * HOUR)
        assert await v.store.offset() == 5 * HOUR


async def test_back_it_never_goes() -> None:
    async with village() as v:
        clock = StoreClock(v.store, lambda: START, movable=True)
        await clock.move_to(START + HOUR)
        with pytest.raises(ClockOnlyForward, match="只能往前拨"):
            await clock.move_to(START)
        await clock.move_to(START + HOUR - timedelta(milliseconds=500))
        assert clock.now() == START + HOUR, "a moment's difference is no step back"


async def test_among_real_people_it_is_not_moved() -> None:
    async with village() as v:
        clock = StoreClock(v.store, lambda: START, movable=False)
        with pytest.raises(ClockNotMovable, match="模拟渠道"):
            await clock.move_to(START + HOUR)
        assert await v.store.offset() == timedelta(0)
