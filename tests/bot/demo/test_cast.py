"""The made-up people: enough of them, nobody twice, none with a real phone or an example's room."""

from random import Random

from bot.demo.cast import LEADERS, make_cast
from bot.demo.keys import NAMES, made_up_secrets
from bot.demo.river import RIVER_LEADERS
from config.loader import load
from tests.bot.demo.house import CONFIG


def test_nobody_shares_a_name_or_an_id() -> None:
    for seed in range(20):
        people = make_cast(Random(seed)).everybody
        assert len({it.name for it in people}) == len({it.user for it in people}) == len(people)


def test_there_are_at_least_sixty_residents_in_two_communities_and_three_leaders() -> None:
    cast = make_cast(Random(1))
    assert len(cast.lake) + len(cast.maple) >= 60
    assert len(LEADERS) == 3
    assert {it.home for it in cast.lake} == {"lake-1", "lake-2"}
    assert {it.home for it in cast.maple} == {"maple-1"}


def test_a_name_is_short_enough_to_be_shown_whole_in_a_group() -> None:
    assert max(len(it.name) for it in make_cast(Random(1)).everybody) <= 4


def test_no_room_is_the_one_in_the_bots_own_example() -> None:
    for seed in range(50):
        assert "3-1203" not in {it.room for it in make_cast(Random(seed)).everybody}


def test_the_same_dice_make_the_same_people() -> None:
    assert make_cast(Random(7)) == make_cast(Random(7))
    assert make_cast(Random(7)) != make_cast(Random(8))


def test_every_run_has_secrets_of_its_own_that_the_configuration_accepts() -> None:
    first, second = made_up_secrets(), made_up_secrets()
    assert set(first) == set(second) == set(NAMES)
    assert not set(first.values()) & set(second.values())
    loaded = load(CONFIG, first)
    assert [it.name for it in loaded.channels if it.off] == []


def test_the_configuration_is_an_operator_of_its_own_with_quiet_hours_and_reminders() -> None:
    directory = load(CONFIG, {}).directory
    assert len(directory.communities) == 3
    assert len(directory.leaders) == 3 + len(RIVER_LEADERS)
    assert directory.quiet is not None
    assert directory.reminders.before_cutoff
    assert all(chat.push and not chat.hears_all for chat in directory.chats.values())


def test_people_speak_and_are_told_where_the_configuration_has_them() -> None:
    loaded = load(CONFIG, {})
    channels = {it.name: it for it in loaded.channels}
    for person in make_cast(Random(1)).everybody:
        chat = loaded.directory.chat(person.home)
        assert chat.channel == person.group_door
        assert person.private in channels
        app_reaches = channels[person.private].realm == channels["lake-app"].realm
        assert person.told == (app_reaches or person in LEADERS)
    named = {user for leader in loaded.directory.leaders.values() for _, user in leader.identities}
    assert {it.user for it in LEADERS} <= named
