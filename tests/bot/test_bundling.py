"""Which notices make one message, and in which order they go."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.bundling import MOST_BYTES, Ready, bundles
from bot.channels.opening import Outlet
from bot.ways import Way
from groupbuy.telling import Claimed
from tests.bot.posting import Postman

AT = datetime(2026, 11, 21, tzinfo=UTC)
OUT = Outlet("sim", "sim", Postman(), to_people=True, to_groups=True, per_minute=60)


def ready(
    no: int,
    text: str = "到货了",
    to: str = "resident:r1",
    target: str = "李阿姨",
    *,
    kind: str = "arrived",
    buy: int = 1,
    public: bool = False,
    head: str = "",
) -> Ready:
    claimed = Claimed(no, kind, to, {}, 0, "lease", AT, None, buy)
    return Ready(claimed, Way(OUT, target, public=public, head=head), text)


def texts(*some: Ready) -> list[str]:
    return [it.text for it in bundles(some)]


def test_one_persons_notices_of_a_kind_are_told_together() -> None:
    assert texts(ready(1, "草莓到了"), ready(2, "蓝莓到了", buy=2)) == ["草莓到了\n\n蓝莓到了"]


def test_two_people_and_two_kinds_are_told_apart() -> None:
    apart = texts(ready(1), ready(2, target="赵六", to="resident:r2"), ready(3, kind="shorted"))
    assert len(apart) == 3


def test_a_groups_own_notices_each_stand_alone() -> None:
    assert len(texts(ready(1, to="chat:lake-1"), ready(2, to="chat:lake-1"))) == 2


def test_neighbours_named_in_a_group_are_named_in_one_message_a_buy() -> None:
    here = {"target": "lake-1", "public": True}
    named = texts(
        ready(1, "李阿姨 到货", "resident:r1", **here),
        ready(2, "赵六 到货", "resident:r2", **here),
        ready(3, "陈伯 到货", "resident:r3", buy=2, **here),
    )
    assert named == ["李阿姨 到货\n赵六 到货", "陈伯 到货"]


def test_what_a_leader_is_to_post_is_said_once_above() -> None:
    assert texts(ready(1, "开团了", "chat:lake-1", head="请转发：\n")) == ["请转发：\n开团了"]


def test_the_oldest_goes_first_whatever_order_they_came_in() -> None:
    assert texts(ready(3, "三"), ready(1, "一"), ready(2, "二", kind="shorted")) == ["一\n\n三", "二"]


def test_nothing_makes_nothing() -> None:
    assert bundles([]) == []


def test_one_that_is_too_long_goes_alone() -> None:
    long = "长" * MOST_BYTES
    assert texts(ready(1, "短"), ready(2, long), ready(3, "短")) == ["短", long, "短"]


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 900)), max_size=30))
def test_no_bundle_is_too_long_and_none_is_lost_or_out_of_order(people: list[tuple[str, int]]) -> None:
    some = [ready(no, "字" * length, target=who) for no, (who, length) in enumerate(people)]
    made = bundles(some)
    for it in made:
        assert len(it.parts) == 1 or len(it.text.encode()) <= MOST_BYTES
        assert len({part.way.target for part in it.parts}) == 1
    for who in "ABC":
        told = [part.claimed.id for it in made for part in it.parts if part.way.target == who]
        assert told == [no for no, (whom, _) in enumerate(people) if whom == who]
