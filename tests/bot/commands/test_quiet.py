"""别提醒我: no reminders, and still everything about one's own order."""

from datetime import timedelta

import pytest

from tests.bot.commands.days import LAKE, ordered


async def _person(v, who: str):
    return await v.store.reads.resident_at((v.channel, who))


@pytest.mark.parametrize("said", ["别提醒我", "不要提醒我", "不用提醒我"])
async def test_it_is_remembered_and_can_be_taken_back(said: str) -> None:
    async with ordered() as v:
        assert "不再提醒你" in await v.say("李阿姨", said, chat=LAKE)
        assert (await _person(v, "李阿姨")).quiet
        assert "会提醒你" in await v.say("李阿姨", "提醒我", chat=LAKE)
        assert not (await _person(v, "李阿姨")).quiet


async def test_name_and_room_survive_it() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "别提醒我", chat=LAKE)
        assert (await _person(v, "李阿姨")).label == "3-1203 李阿姨"


async def test_arrivals_are_told_and_reminders_are_not() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "别提醒我", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        await v.say("王姐", "到货", chat=LAKE)
        assert any("到货了" in it for it in v.heard(user="李阿姨"))
        count = len(v.heard(user="李阿姨"))
        others = len(v.heard(user="赵六"))
        await v.pass_time(timedelta(hours=34))
        assert len(v.heard(user="李阿姨")) == count
        assert len(v.heard(user="赵六")) > others


async def test_a_wish_to_be_reminded_of_something_is_not_the_command() -> None:
    async with ordered() as v:
        await v.say("李阿姨", "别提醒我", chat=LAKE)
        await v.say("李阿姨", "提醒我明天买菜", chat=LAKE)
        assert (await _person(v, "李阿姨")).quiet
