"""How people are called: with the room where only the reader sees it, masked where others do."""

import pytest

from bot.incoming import Incoming
from bot.listening import listen
from bot.names import KnownNames, names_for
from bot.people import called_here, numbered
from groupbuy.notices.arrival_withdrawn import ArrivalWithdrawn
from groupbuy.notices.arrived import Arrived
from groupbuy.resident import Resident
from tests.bot.commands.days import LAKE, order, ordered
from tests.conversation import village
from tests.for_each import for_each


@for_each(
    ("resident", "alone", "among_others"),
    [
        (Resident("abcd1234", "王姐", "3-1203"), "3-1203 王姐", "王姐"),
        (Resident("abcd1234", "王姐"), "王姐", "王姐"),
        (Resident("abcd1234", room="3-1203"), "3-1203", "邻居1234"),
        (Resident("abcd1234"), "邻居1234", "邻居1234"),
        (Resident("abcd1234", "Alexandra", "3"), "3 Alexandra", "Alex"),
        (Resident("abcd1234", "三栋一单元1203王姐"), "三栋一单元1203王姐", "王姐"),
        (Resident("abcd1234", "A座1203 王姐"), "A座1203 王姐", "王姐"),
        (Resident("abcd1234", "十二號樓的王姐"), "十二號樓的王姐", "王姐"),
        (Resident("abcd1234", "王姐３＃５０２"), "王姐３＃５０２", "王姐"),
        (Resident("abcd1234", "3栋1203"), "3栋1203", "邻居1234"),
        (Resident("abcd1234", "阿强7号"), "阿强7号", "阿强"),
        (Resident("abcd1234", "楼上小单"), "楼上小单", "楼上小单"),
    ],
)
def test_a_name_alone_and_among_others(resident: Resident, alone: str, among_others: str) -> None:
    names = KnownNames({resident.id: resident})
    assert names.label(resident.id) == alone
    assert names.masked(resident.id) == among_others


def test_somebody_erased_is_a_neighbour() -> None:
    assert KnownNames({}).label("abcd1234") == KnownNames({}).masked("abcd1234") == "邻居1234"


async def test_lists_number_people_and_know_where_they_are_read() -> None:
    async with ordered() as v:
        private, group = await v.say("王姐", "名单"), await v.say("王姐", "名单", chat=LAKE)
        for it in ("3-1203 李阿姨", "5-402 赵六", "6-101 陈伯"):
            assert it in private
            assert it not in group
            assert it.split()[1] in group
        found = await order(v, 2)
        assert numbered(found, {found.resident: "赵六"}) == "2号 赵六"


async def test_a_notice_is_given_the_names_of_everybody_in_its_facts() -> None:
    async with ordered() as v:
        whose = await order(v, 1)
        notice = Arrived(
            to=f"resident:{whose.placed_by}",
            subject="order:x",
            order=whose.id,
            resident=whose.resident,
            items=(),
            point="lake-gate",
            window="",
            code="000001",
        )
        assert (await names_for(notice, v.store.reads)).label(whose.resident) == "3-1203 李阿姨"


async def test_a_person_the_book_does_not_know_is_a_neighbour_in_notices() -> None:
    async with village() as v:
        notice = ArrivalWithdrawn(to="resident:r1", subject="order:x", resident="r1", name="草莓")
        names = await names_for(notice, v.store.reads)
        assert names.people == {}
        assert names.label("r1") == "邻居r1"


@pytest.mark.parametrize("private", [True, False])
async def test_called_here_is_by_where_the_talk_is(private: bool) -> None:
    async with ordered() as v:
        said = Incoming(v.channel, "王姐", "m", "名单", None if private else LAKE)
        talk, _ = await listen(said, v.store.reads, v.parts.settings, at=v.clock.now())
        assert talk.private is private
        who = Resident("abcd1234", "王姐", "3-1203")
        assert called_here(talk, who) == ("3-1203 王姐" if private else "王姐")
