"""Order by order the words against the book: counted by household, looked at between scenes, whoever cannot know is named."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from io import StringIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from bot.demo.cast import Person
from bot.demo.goods import BERRIES, PANTRY, RICE
from bot.demo.knowing import everybody_knows, look, places_told
from bot.demo.play import Play
from bot.demo.river import RIVER, somebody
from bot.demo.scenes.river_evening import at
from bot.demo.screen import Screen
from bot.demo.tellings import Telling
from groupbuy.order import Order
from groupbuy.places import Hours, PointKind, Spot
from tests.bot.demo.small_day import a_play
from tests.conversation import HandClock

DAY, WHEN = date(2026, 11, 26), "11月26日(四) 17:00–20:00"
NORTH, YARD = "river-north", "river-yard"
NAMES = {NORTH: "北门菜店", YARD: "老韩家小院"}
PAIR = ("果果", "果果爸")


@dataclass
class Orders:
    """As much of the reads as is looked at."""

    found: list[Order] = field(default_factory=list)

    async def orders(self, buy: int) -> Sequence[Order]:
        return [it for it in self.found if it.buy == buy]


@dataclass
class Evening:
    """Nobody has ordered; `places` puts somebody's order at a point, `tells` says a sentence to them."""

    play: Play
    book: Orders = field(default_factory=Orders)

    def places(self, who: Person, point: str, *, owner: str = "", who_is_there: str = "") -> Order:
        seq = len(self.book.found) + 1
        tab = self.play.ledger.book(PANTRY, who, owner or who.name, {BERRIES: Decimal(2), RICE: Decimal(1)})
        tab.seq = seq
        spot = Spot(point, NAMES[point], PointKind.STORE, "一楼", who=who_is_there)
        hours = (Hours(time(17), time(20)),)
        order = Order(f"o{seq}", PANTRY, f"r{seq}", f"r{seq}", seq, point, f"{seq:06}")
        order.day, order.hours, order.where = DAY, hours, spot
        self.book.found.append(order)
        return order

    def tells(self, who: Person, place: str, *, whose: str = "", when: str = WHEN) -> None:
        self.play.stage.tellings.append(Telling(who.user, f"【4号团】{whose}到货了\n{place}（一楼）\n{when}"))

    async def wrong(self) -> Sequence[str]:
        return (await everybody_knows(self.play, self.book, [PANTRY])).wrong


@pytest.fixture
def evening() -> Evening:
    play = a_play()
    play.ledger.tabs.clear()
    play.stage.tellings.clear()
    play.stage.places = NAMES
    play.cast = replace(play.cast, river=RIVER)
    return Evening(play)


async def test_all_know_where_each_was_told_what_the_book_has(evening: Evening) -> None:
    for who, point in zip(RIVER[:4], (NORTH, YARD, YARD, NORTH), strict=True):
        evening.places(who, point)
        evening.tells(who, NAMES[point])
    known = await everybody_knows(evening.play, evening.book, [1, PANTRY])
    assert (known.orders, known.households, known.wrong) == (4, 4, ())


async def test_two_who_live_behind_one_door_are_one_household_and_go_to_one_place(evening: Evening) -> None:
    for name in PAIR:
        evening.places(somebody(name), NORTH)
        evening.tells(somebody(name), "北门菜店")
    known = await everybody_knows(evening.play, evening.book, [PANTRY])
    assert (known.orders, known.households, known.wrong) == (2, 1, ())
    evening.book.found[1].point = YARD
    evening.tells(somebody(PAIR[1]), "老韩家小院")
    (line,) = await evening.wrong()
    assert line == "4号团 5-1004: one household, 2 places or times"


async def test_who_was_told_wrong_or_nothing_is_named_and_nobody_else(evening: Evening) -> None:
    one, two, three = RIVER[:3]
    for who in (one, two, three):
        evening.places(who, NORTH)
    evening.tells(one, "北门菜店")
    evening.tells(two, "老韩家小院")
    assert [line.partition(":")[0] for line in await evening.wrong()] == [
        f"4号团 2号 {two.name}",
        f"4号团 3号 {three.name}",
    ]
    evening.tells(two, "北门菜店", when="11月26日(四) 18:30–20:00")
    evening.tells(three, "北门菜店")
    (line,) = await evening.wrong()
    assert f"told 北门菜店 11月26日(四) 18:30–20:00; right is 北门菜店 {WHEN}" in line


async def test_a_guests_order_is_a_household_of_its_own_and_told_to_who_ordered(evening: Evening) -> None:
    who = RIVER[0]
    evening.places(who, NORTH)
    evening.places(who, YARD, owner="老王")
    evening.tells(who, "北门菜店")
    assert len(await evening.wrong()) == 2, "nothing was said of the guest, and one home has two places"
    evening.tells(who, "老韩家小院", whose="老王的")
    (line,) = await evening.wrong()
    assert "one household" in line


async def test_who_stands_in_must_have_been_named(evening: Evening) -> None:
    who = RIVER[0]
    evening.places(who, YARD, who_is_there="小唐")
    evening.tells(who, "老韩家小院")
    (line,) = await evening.wrong()
    assert line.endswith(f"right is 老韩家小院 {WHEN} 小唐")
    evening.tells(who, "老韩家小院（找小唐）")
    assert await evening.wrong() == ()


async def test_who_cancelled_everything_needs_to_know_nothing(evening: Evening) -> None:
    evening.places(RIVER[0], NORTH)
    evening.play.ledger.cancel(PANTRY, RIVER[0].name)
    known = await everybody_knows(evening.play, evening.book, [PANTRY])
    assert (known.orders, known.wrong) == (0, ())


async def test_a_look_between_two_scenes_says_how_many_know_or_notes_what_is_wrong(evening: Evening) -> None:
    file, play = StringIO(), evening.play
    play.stage.screen = Screen(Console(file=file, width=200), ZoneInfo("Asia/Shanghai"))
    play.stage.parts = SimpleNamespace(clock=HandClock(), store=SimpleNamespace(reads=evening.book))
    evening.places(RIVER[0], NORTH)
    evening.tells(RIVER[0], "北门菜店")
    await look(play, PANTRY)
    assert "1户1单，每户都只知道一个地点、一个时间，和账上一样" in file.getvalue()
    assert play.stage.tally.wrong_answers == []
    evening.tells(RIVER[0], "老韩家小院")
    await look(play, PANTRY)
    (line,) = play.stage.tally.wrong_answers
    assert f"✗ {line}" in file.getvalue()
    assert file.getvalue().count("查一遍") == 1, "a look that finds something wrong praises nobody"


def test_the_demo_knows_who_fetches_where_from_what_they_heard_last(evening: Evening) -> None:
    one, two, three = RIVER[:3]
    for who in (one, two, three):
        evening.places(who, NORTH)
    evening.tells(one, "北门菜店")
    evening.tells(two, "北门菜店")
    evening.tells(two, "老韩家小院")
    evening.tells(three, "北门菜店或老韩家小院")
    assert places_told(evening.play, PANTRY) == {1: "北门菜店", 2: "老韩家小院"}
    assert [tab.owner for tab in at(evening.play, "老韩家小院")] == [two.name]
    assert [tab.owner for tab in at(evening.play, "北门菜店")] == [one.name]
