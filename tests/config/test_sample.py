"""The sample is a believable operator, loads without a mistake, and has what the documentation promises."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from config.channels import SimulatorSpec, WecomAppSpec, WecomBotSpec, WecomWebhookSpec
from config.loader import Loaded
from config.schema import FILES
from config.schema.leaders import ALL_RIGHTS
from config.schema.points import ALL_DAYS
from groupbuy.directory import Right, StorageClass
from tests.config.conftest import SAMPLE
from tests.for_each import for_each


def test_the_sample_has_two_communities_with_four_buildings_or_more_each(sample: Loaded):
    communities = sample.directory.communities
    assert [it.name for it in communities.values()] == ["湖畔花园", "枫林苑"]
    for it in communities.values():
        assert len(it.buildings) >= 4
        assert len({b.name for b in it.buildings}) == len(it.buildings)
        assert len({b.place for b in it.buildings}) == len(it.buildings)


def test_buildings_and_points_of_a_community_lie_within_a_walk(sample: Loaded):
    for community in sample.directory.communities.values():
        places = [it.place for it in community.buildings]
        places += [it.place for it in sample.directory.points_in(community.id)]
        assert max(it.lat for it in places) - min(it.lat for it in places) < 0.01
        assert max(it.lon for it in places) - min(it.lon for it in places) < 0.01


def test_the_sample_has_three_groups_that_the_simulator_hears_all_of(sample: Loaded):
    chats = sample.directory.chats
    assert [it.name for it in chats.values()] == ["湖畔花园1群", "湖畔花园2群", "枫林苑1群"]
    for key, it in chats.items():
        assert (it.id, it.chat, it.channel, it.hears_all) == (key, key, "sim", True)
        assert sample.directory.chat_at("sim", key) is it


def test_the_sample_has_three_leaders_and_the_simulator_knows_them_by_name(sample: Loaded):
    directory = sample.directory
    for name in ("王姐", "老周", "小林"):
        leader = directory.leader_of(("sim", name))
        assert leader is not None
        assert leader.name == name
        assert leader.pay
    assert len(directory.leaders) == 3


def test_the_samples_deputy_may_do_less_than_the_leader_she_stands_in_for(sample: Loaded):
    deputy, leader = sample.directory.leaders["lin"], sample.directory.leaders["wang"]
    assert deputy.deputy_of == leader.id
    assert deputy.rights < leader.rights == frozenset(Right)


def test_a_leader_is_one_person_on_every_channel_of_the_same_corp(sample: Loaded):
    directory = sample.directory
    assert directory.leader_of(("ww0000000000000000", "WangJie")) is directory.leader_of(("sim", "王姐"))
    assert directory.leader_of(("wecom-bot", "WangJie")) is None


def test_the_sample_has_admins_who_are_not_leaders(sample: Loaded):
    directory = sample.directory
    assert [it.name for it in directory.admins.values()] == ["陈经理", "小何"]
    admin = directory.admin_of(("sim", "陈经理"))
    assert admin is not None
    assert directory.leader_of(("sim", "陈经理")) is None


def test_the_sample_has_five_pickup_points_numbered_within_their_community(sample: Loaded):
    directory = sample.directory
    assert len(directory.points) == 5
    assert [it.no for it in directory.points_in("lake")] == [1, 2, 3]
    assert [it.no for it in directory.points_in("maple")] == [1, 2]
    for it in directory.points.values():
        assert it.windows
        assert it.place
        assert it.community in directory.leaders[it.leader].communities


def test_weekdays_count_from_monday_and_stand_for_every_day_when_left_out(sample: Loaded):
    points = sample.directory.points
    assert [sorted(w.weekdays) for w in points["lake-club"].windows] == [[0, 1, 2, 3, 4], [5, 6]]
    assert [sorted(w.weekdays) for w in points["maple-c"].windows] == [[1, 3, 5]]
    (every_day,) = points["lake-gate"].windows
    assert every_day.weekdays == frozenset(range(7))
    assert (every_day.opens, every_day.closes) == (time(16), time(20, 30))


def test_capacity_is_per_storage_class_and_absent_where_there_is_no_limit(sample: Loaded):
    points = sample.directory.points
    assert points["lake-club"].capacity == {
        StorageClass.NORMAL: 150,
        StorageClass.CHILLED: 40,
        StorageClass.FROZEN: 0,
    }
    assert points["maple-c"].capacity == {StorageClass.NORMAL: 100}


def test_the_sample_has_two_suppliers_and_twenty_products_that_show_every_storage_class(sample: Loaded):
    products = sample.directory.products.values()
    assert len(sample.directory.suppliers) == 2
    assert len(products) == 20
    assert {it.storage_class for it in products} == set(StorageClass)
    assert {it.supplier for it in products} == {"farm", "cold", None}
    for it in products:
        assert it.unit
        assert it.spec
        assert it.aliases
        assert it.price


def test_prices_are_the_yuan_of_the_file_in_fen(sample: Loaded):
    products = sample.directory.products
    assert (products["strawberry"].price, products["strawberry"].supply_price) == (2580, 1950)
    assert (products["shrimp"].price, products["corn"].price) == (7990, 350)
    assert products["rice"].supply_price is None
    for it in products.values():
        assert it.supply_price is None or it.supply_price < (it.price or 0)


def test_no_two_products_of_the_sample_are_called_the_same(sample: Loaded):
    names = [name for it in sample.directory.products.values() for name in {it.name, *it.aliases}]
    assert len(set(names)) == len(names)


def test_the_samples_day_is_chinas_with_quiet_nights(sample: Loaded):
    directory = sample.directory
    assert directory.operator == "邻里优鲜"
    assert directory.zone.key == "Asia/Shanghai"
    assert directory.quiet
    assert (directory.quiet.starts, directory.quiet.ends) == (time(22), time(8))


def test_a_holiday_with_an_end_is_every_day_up_to_it(sample: Loaded):
    holidays = sample.directory.holidays
    assert {date(2027, 2, day) for day in range(5, 12)} <= holidays
    assert date(2027, 2, 12) not in holidays
    assert date(2027, 1, 1) in holidays
    assert len(holidays) == 1 + 7 + 1 + 1 + 1 + 3


def test_reminders_and_limits_are_what_the_files_say(sample: Loaded):
    reminders, limits = sample.directory.reminders, sample.directory.limits
    assert reminders.before_cutoff == (timedelta(hours=2), timedelta(minutes=15))
    assert reminders.before_pickup_closes == timedelta(hours=2)
    assert reminders.not_formed_answer == timedelta(hours=3)
    assert reminders.reopen_within == timedelta(minutes=30)
    assert reminders.cover_answer == timedelta(hours=2)
    assert limits.grace == timedelta(seconds=60)
    assert limits.max_qty_per_line == Decimal(99)
    assert limits.max_order_amount == 500_000
    assert (limits.max_lines_per_message, limits.messages_per_minute) == (30, 20)
    assert limits.open_buys_per_leader == 20


def test_the_sample_shows_every_kind_of_channel_and_only_the_simulator_is_on(sample: Loaded):
    kinds = {SimulatorSpec, WecomBotSpec, WecomAppSpec, WecomWebhookSpec}
    assert {type(it) for it in sample.channels} == kinds
    assert sample.simulator is True
    assert [it.name for it in sample.channels if it.off is None] == ["sim"]
    for it in sample.channels[1:]:
        assert it.off
        assert "not set in the environment" in it.off


@for_each("file", FILES)
def test_every_sample_file_explains_itself_in_both_languages(file: str):
    comments = re.findall(r"#.*", (SAMPLE / file).read_text(encoding="utf-8"))
    assert any(re.search(r"[\u4e00-\u9fff]{4}", it) for it in comments)
    assert any(re.search(r"[a-z]{3} [a-z]{2}", it) for it in comments)


def test_the_schemas_words_are_the_rules_words():
    assert set(ALL_RIGHTS) == {it.value for it in Right}
    assert len(ALL_DAYS) == 7


def test_the_sample_names_no_phone_and_no_secret():
    for file in FILES:
        text = (SAMPLE / file).read_text(encoding="utf-8")
        assert not re.search(r"1[3-9]\d{9}", text)
        assert not re.search(r"[A-Za-z0-9]{43}", text)
