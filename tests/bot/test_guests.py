"""Whom somebody means who orders for others: a name they have ordered under before."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.guests import guest_meant
from bot.incoming import Incoming
from bot.talk import Talk
from bot.texts import Texts
from config.loader import load
from groupbuy.resident import Resident, Speaker
from tests.bot.commands.days import LAKE, book, order
from tests.conversation import SAMPLE, START, Village, village

TWO = "开团 早市\n草莓 28/盒 库存10\n香蕉 9.9/把\n截单 今晚21:00\n取货 后天17:00-20:00"


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Somebody who has ordered for 张姐, 小张姐 and 我妈."""
    speaker = Speaker(Resident("r1"), ("sim", "赵六"))
    said = Incoming("sim", "赵六", "m1", "", LAKE)
    nobody = Talk(said, START, speaker, load(SAMPLE, {}).directory, Texts({}))
    return replace(nobody, guests={"张姐": {}, "小张姐": {}, "我妈": {}})


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("张姐的改成3盒", "张姐"),
        ("张姐再加1盒蓝莓", "张姐"),
        ("张姐那份不要了", "张姐"),
        ("取消张姐的", "张姐"),
        ("小张姐的改成3盒", "小张姐"),
        ("我妈的改成2盒", "我妈"),
        ("张姐", "张姐"),
        ("张姐，再来2盒", None),
        ("张姐 草莓2盒", None),
        ("张姐：草莓2盒", None),
        ("张姐！草莓好甜", None),
        ("帮张姐带2盒", None),
        ("给张姐再加1盒", None),
        ("我2盒，张姐1盒", None),
        ("张姐和我妈各1盒", None),
        ("王姐的改成3盒", None),
        ("草莓2盒", None),
        ("", None),
    ],
)
def test_a_guest_is_meant_where_only_they_can_be(talk: Talk, words: str, meant: str | None) -> None:
    assert guest_meant(talk, words) == meant


def test_who_has_ordered_for_nobody_means_nobody(talk: Talk) -> None:
    assert guest_meant(replace(talk, guests={}), "张姐的改成3盒") is None


async def for_somebody(v: Village) -> None:
    """赵六 is 1号 (草莓1); 张姐 2号 (草莓2), through 赵六."""
    await v.open()
    await v.talk(("赵六", LAKE, "草莓1盒", "1号"), ("赵六", LAKE, "帮张姐带2盒草莓", "给张姐"))


@pytest.mark.parametrize(
    ("said", "own", "theirs"),
    [
        ("张姐改成3盒", 1, 3),
        ("张姐的改成3盒", 1, 3),
        ("张姐再加1盒", 1, 3),
        ("张姐那份少1盒", 1, 1),
        ("张姐的草莓不要了", 1, 0),
        ("张姐的不要了", 1, 0),
        ("取消张姐的", 1, 0),
        ("帮张姐取消", 1, 0),
        ("给张姐再加1盒草莓", 1, 3),
        ("张姐，再来2盒草莓", 3, 2),
        ("再来2盒草莓", 3, 2),
        ("我改成3盒", 3, 2),
        ("张姐昨天买的草莓两盒真甜", 1, 2),
        ("张姐在吗", 1, 2),
        ("王阿姨的不要了", 1, 2),
    ],
)
async def test_the_order_that_is_meant_changes_and_no_other(said: str, own: int, theirs: int) -> None:
    async with village() as v:
        await for_somebody(v)
        await v.say("赵六", said, chat=LAKE)
        assert (await order(v, 1)).line(1).ordered == Decimal(own)
        assert (await order(v, 2)).line(1).ordered == Decimal(theirs)


async def test_somebody_elses_guest_is_not_mine() -> None:
    async with village() as v:
        await for_somebody(v)
        await v.say("李阿姨", "张姐的不要了", chat=LAKE)
        await v.say("李阿姨", "取消张姐的", chat=LAKE)
        assert (await order(v, 2)).active


async def test_the_guest_is_found_in_the_buy_they_are_in() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=TWO)
        await v.talk(
            ("赵六", LAKE, "1号团草莓1盒", "1号团"),
            ("赵六", LAKE, "2号团帮张姐带1盒草莓", "给张姐"),
            ("赵六", LAKE, "张姐的草莓加1盒", "给张姐"),
        )
        assert (await book(v, 1)).item(1).taken == 1
        assert (await book(v, 2)).item(1).taken == 2


async def test_one_order_for_a_guest_alone_can_be_changed_and_called_off() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("赵六", LAKE, "帮张姐带2盒草莓", "给张姐"),
            ("赵六", LAKE, "张姐的改成1盒", "草莓 1盒"),
            ("赵六", LAKE, "张姐的不要了", "张姐在1号团（1号）的单已取消"),
            ("赵六", LAKE, "张姐还是要2盒草莓", "给张姐"),
        )
        assert len(await v.store.reads.orders(1)) == 1
