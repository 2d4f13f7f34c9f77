"""What the leaders write is what the demo's price list says, as the bot itself reads it."""

from datetime import date, datetime, time

import pytest

from bot.demo import goods
from bot.demo.cast import LEADERS, LIN, WANG, ZHOU
from bot.demo.goods import BAKERY, BREAKFAST, FRUIT, OFFERS, PANTRY
from bot.demo.scenes.opening import GROUPS
from bot.drafting import find_product
from bot.parsing.offer import read_offer
from config.loader import load
from groupbuy.buy import Minimum
from groupbuy.directory import Directory
from tests.bot.demo.house import CONFIG

DIRECTORY: Directory = load(CONFIG, {}).directory
NOW = datetime(2026, 11, 22, 9, 2, tzinfo=DIRECTORY.zone)
TODAY, TOMORROW = NOW.date(), date(2026, 11, 23)
OPENINGS = {
    FRUIT: goods.FRUIT_OPENING,
    BREAKFAST: goods.BREAKFAST_OPENING,
    BAKERY: goods.BAKERY_OPENING,
    PANTRY: goods.PANTRY_OPENING,
}
LEADS = {FRUIT: WANG, BREAKFAST: ZHOU, BAKERY: LIN}


@pytest.mark.parametrize("buy", OPENINGS)
def test_every_item_is_read_with_the_price_unit_stock_and_limit_of_the_list(buy: int) -> None:
    offer = read_offer(OPENINGS[buy].removeprefix("开团 "), NOW)
    read = [(it.name, it.unit, it.price, it.stock, it.limit) for it in offer.goods]
    assert read == [(it.name, it.unit, it.price, it.stock, it.limit) for it in OFFERS[buy]]


@pytest.mark.parametrize(
    ("buy", "title", "cutoff", "day", "hours", "minimum"),
    [
        (FRUIT, "周末水果团", time(12), TODAY, (time(16), time(20)), None),
        (BREAKFAST, "早餐奶蛋团", time(21, 30), TOMORROW, (time(16), time(20)), Minimum("units", 20)),
        (BAKERY, "现烤面包团", time(11, 30), TODAY, (time(17), time(19)), Minimum("units", 40)),
        (PANTRY, "周末囤货团", time(20), TOMORROW, (time(17), time(20)), None),
    ],
)
def test_cutoff_pickup_and_minimum_are_read_as_the_scenes_play_them(
    buy: int, title: str, cutoff: time, day: date, hours: tuple[time, time], minimum: Minimum | None
) -> None:
    offer = read_offer(OPENINGS[buy].removeprefix("开团 "), NOW)
    assert offer.cutoff_at == datetime.combine(TODAY, cutoff, DIRECTORY.zone)
    assert (offer.title, offer.day, offer.hours, offer.minimum) == (title, day, hours, minimum)


def test_the_bakery_is_first_opened_without_a_cutoff_and_then_with_one() -> None:
    first, then = (
        read_offer(it.removeprefix("开团 "), NOW)
        for it in (goods.BAKERY_WITHOUT_CUTOFF, goods.BAKERY_OPENING)
    )
    assert first.cutoff_at is None
    assert then.cutoff_at is not None
    assert first.goods == then.goods
    assert DIRECTORY.chats[GROUPS[BAKERY][0]].name == first.chats == then.chats == "湖畔花园2群"


@pytest.mark.parametrize("buy", OPENINGS)
def test_the_other_name_of_an_item_is_an_alias_that_the_bot_knows(buy: int) -> None:
    offer = read_offer(OPENINGS[buy].removeprefix("开团 "), NOW)
    for good, line in zip(OFFERS[buy], offer.goods, strict=True):
        product = find_product(good.name, DIRECTORY.products.values())
        known = {good.name, *line.aliases, *(product.aliases if product else ())}
        assert good.called in known, good


def test_no_two_items_of_one_buy_answer_to_the_same_name() -> None:
    for offered in OFFERS.values():
        names = [name for it in offered for name in {it.name, it.called}]
        assert len(set(names)) == len(names)


def test_each_buy_is_opened_where_its_leader_leads_and_everybody_there_can_hear_of_it() -> None:
    by_user = {user: it for it in DIRECTORY.leaders.values() for _, user in it.identities}
    for buy, groups in GROUPS.items():
        leader = by_user[LEADS[buy].user]
        for group in groups:
            chat = DIRECTORY.chats[group]
            assert chat.community in leader.communities
            assert chat.push in {it for it, _ in _speakers()}


def _speakers() -> list[tuple[str, str]]:
    return [(it.name, it.kind) for it in load(CONFIG, {}).channels if it.kind == "wecom_webhook"]


def test_every_group_has_a_webhook_of_its_own() -> None:
    pushes = [it.push for it in DIRECTORY.chats.values()]
    assert len(set(pushes)) == len(pushes) == len(_speakers())


def test_the_bakery_cannot_form_and_the_breakfast_can_with_the_people_there_are() -> None:
    bakery, breakfast = (read_offer(OPENINGS[it].removeprefix("开团 "), NOW) for it in (BAKERY, BREAKFAST))
    assert bakery.minimum is not None
    assert breakfast.minimum is not None
    assert bakery.minimum.need > 6 * 2 + 4, "six neighbours order two each, one of them four"
    assert breakfast.minimum.need <= 20, "twenty neighbours order one each at the least"


def test_leaders_are_known_to_the_configuration_by_the_names_they_play_under() -> None:
    assert [it.name for it in LEADERS] == ["王姐", "小林", "老周"]
    for person in LEADERS:
        found = [
            it for it in DIRECTORY.leaders.values() if person.user in {user for _, user in it.identities}
        ]
        assert [it.name for it in found] == [person.name]
