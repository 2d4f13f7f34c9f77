"""The people of 临河新村: at home where the configuration has homes, saying what the script says they say."""

from datetime import UTC, datetime
from decimal import Decimal
from random import Random

from bot.demo.cast import LEADERS, Person, make_cast
from bot.demo.goods import OFFERS, PANTRY, TAKES
from bot.demo.river import HOME, RIVER, RIVER_LEADERS, STEPS, WISHES, Wish, somebody
from bot.demo.scenes import river_day
from bot.understand import understand
from bot.understand.intent import Context, OrderIntent, Product
from config.loader import load
from groupbuy.directory import Right
from groupbuy.households import Households
from tests.bot.demo.house import CONFIG
from tests.for_each import for_each

LOADED = load(CONFIG, {})
DIRECTORY = LOADED.directory
NOW = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
PRODUCTS = tuple(
    Product(it.no, it.name, it.unit, f"{it.price / 100:.2f}", (it.called,)) for it in OFFERS[PANTRY]
)


def test_nobody_shares_a_name_or_an_id_with_anybody() -> None:
    people = [*make_cast(Random(1)).everybody, *RIVER_LEADERS, *RIVER]
    assert len({it.user for it in people}) == len(people)
    assert len({it.name for it in people}) == len(people)
    assert max(len(it.name) for it in RIVER) <= 4, "shown whole in a group"
    assert somebody(STEPS).name == STEPS


def test_everybody_is_heard_and_told_through_the_operators_own_channels() -> None:
    chat = DIRECTORY.chat(HOME)
    channels = {it.name: it for it in LOADED.channels}
    for person in (*RIVER, *RIVER_LEADERS):
        assert (person.home, person.group_door) == (HOME, chat.channel)
        assert channels[person.private].kind == "wecom_app"
        assert person.told
    assert channels[chat.push or ""].kind == "wecom_webhook"


def test_every_room_is_one_home_and_two_of_them_live_together() -> None:
    homes = Households(DIRECTORY)
    for wish in WISHES:
        home = homes.door(wish.who.room, "river")
        assert home is not None
        assert home.building == wish.building
    assert len({it.who.room for it in WISHES}) == len(WISHES) - 1


@for_each("wish", WISHES)
def test_an_order_means_what_the_script_says(wish: Wish) -> None:
    intent = understand(wish.text, Context("周末囤货团", PRODUCTS, NOW, sender=wish.who.name))
    assert isinstance(intent, OrderIntent)
    assert {it.product: it.qty for it in intent.lines} == {it.no: qty for it, qty in wish.goods.items()}


def test_some_talk_is_shown_and_most_of_the_same_is_not() -> None:
    assert 1 <= sum(it.shown for it in WISHES) <= 4 < len(WISHES)


def test_five_points_are_led_by_four_and_a_driver_brings_the_goods() -> None:
    points = DIRECTORY.points_in("river")
    by_user = {user: it for it in DIRECTORY.leaders.values() for _, user in it.identities}
    theirs = [by_user[it.user] for it in RIVER_LEADERS]
    assert [it.name for it in theirs] == [it.name for it in RIVER_LEADERS]
    assert not {it.user for it in RIVER_LEADERS} & {it.user for it in LEADERS}
    assert len(points) == 5
    assert {it.leader for it in points} == {it.id for it in theirs[:4]}
    assert theirs[4].rights == {Right.GOODS}
    assert all(it.capacity and it.place for it in points)


def test_there_is_room_for_all_that_is_ordered_and_hardly_more_in_the_fridges() -> None:
    points = DIRECTORY.points_in("river")
    wanted = sum(
        (
            qty * TAKES[good.name][1]
            for it in WISHES
            for good, qty in it.goods.items()
            if TAKES[good.name][0] == "冷藏"
        ),
        Decimal(0),
    )
    room = sum(next(n for kind, n in it.capacity.items() if kind.value == "chilled") for it in points)
    assert 0.9 < wanted / room <= 1


HANDED = (*river_day.FIRST, *river_day.RUSH, *river_day.LATE, *river_day.REMINDED)


@for_each(("leader", "words", "names"), HANDED)
def test_rooms_that_are_typed_in_the_rush_are_those_of_the_people_meant(
    leader: Person, words: str, names: tuple[str, ...]
) -> None:
    """A room hands out all that its household has: everybody who lives there is meant."""
    rooms = words.split()
    assert list(dict.fromkeys(somebody(name).room for name in names)) == rooms
    assert {it.name for it in RIVER if it.room in rooms} == set(names)
    assert leader in RIVER_LEADERS


def test_everybody_comes_once_but_one_who_forgets_and_one_who_gets_nothing() -> None:
    come = [name for _, _, names in HANDED for name in names]
    come += [river_day.BUSY, *river_day.BY_CODE]
    assert len(set(come)) == len(come)
    assert {it.name for it in RIVER} - set(come) == {"桃子", "南南"}
    assert river_day.FETCHES in come, "who fetches for somebody is there themselves"
