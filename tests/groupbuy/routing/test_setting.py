"""A route is kept with its buy: every stop once, known again, and taken up when stops are added."""

import pytest

from groupbuy import pickup
from groupbuy.delivery_errors import NotThoseStops
from groupbuy.delivery_events import RouteSet
from groupbuy.routing.setting import covered, set_route
from groupbuy.routing.stops import Stop, stops
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, POINTS, hours
from tests.groupbuy.test_delaying import formed  # noqa: F401 - the fixture


async def there(day: Day) -> list[Stop]:
    return stops(await day.buy(), await day.store.reads.orders(day.number), day.directory)


async def goes(day: Day, *order: str, by_hand: bool = True) -> None:
    found = await there(day)
    await day.leads(lambda books, buy: set_route(books, buy, found, order, by_hand=by_hand))


async def written(day: Day) -> list[RouteSet]:
    entries = await day.store.reads.journal(buy=day.number)
    return [it.event for it in entries if isinstance(it.event, RouteSet)]


async def test_it_is_stored_and_the_stops_stand_along_it(formed: Day) -> None:  # noqa: F811
    assert [it.point.id for it in await there(formed)] == ["east", "north"]
    assert not covered(await formed.buy(), await there(formed))
    await goes(formed, "north", "east")
    buy = await formed.buy()
    assert (buy.route, buy.by_hand) == (("north", "east"), True)
    assert [it.point.id for it in await there(formed)] == ["north", "east"]
    assert covered(buy, await there(formed))
    assert await formed.store.disagreements() == []


async def test_the_same_route_again_is_no_news_but_who_made_it_is(formed: Day) -> None:  # noqa: F811
    for by_hand in (True, True, False, False):
        await goes(formed, "north", "east", by_hand=by_hand)
    assert [it.by_hand for it in await written(formed)] == [True, False]


@pytest.mark.parametrize(
    "order", [(), ("north",), ("north", "north"), ("north", "east", "clinic"), ("north", "9")]
)
async def test_a_route_names_every_stop_once(formed: Day, order: tuple[str, ...]) -> None:  # noqa: F811
    with pytest.raises(NotThoseStops, match="要送的点是 1、2，"):
        await goes(formed, *order)
    assert await written(formed) == []


async def test_a_stop_that_comes_on_top_stands_last_until_a_new_route_is_made(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 3})
    await day.run(lambda books: pickup.bind(books, "zhao", POINTS["east"]))
    await day.orders("zhao", {1: 2})
    await goes(day, "north", "east")
    await day.run(lambda books: pickup.bind(books, "li", POINTS["clinic"]))
    await day.orders("li", {1: 1})
    assert [it.point.id for it in await there(day)] == ["north", "east", "clinic"]
    assert not covered(await day.buy(), await there(day))
    await day.comes(CUTOFF + hours(1))
    await goes(day, "clinic", "north", "east", by_hand=False)
    assert [it.point.id for it in await there(day)] == ["clinic", "north", "east"]
