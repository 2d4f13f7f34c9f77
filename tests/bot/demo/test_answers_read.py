"""The bot's real answers and notices as the demo reads them: each says one place and one time of the right order."""

import re
from collections.abc import Sequence

from bot.demo.tellings import Due, Said, Telling, contradictions, sayings
from groupbuy.order import Order
from tests.conversation import Village, village

LAKE = "lake-1"
WEEKDAYS = "一二三四五六日"


def said_in(text: str, v: Village) -> list[Said]:
    return list(sayings([Telling("wm1", text)], places(v)))


def places(v: Village) -> Sequence[str]:
    return [it.name for it in v.directory.points.values()]


def due(order: Order, v: Village, owner: str, *, own: bool = True) -> Due:
    assert order.day is not None
    (span,) = order.hours
    when = f"{order.day.month}月{order.day.day}日({WEEKDAYS[order.day.weekday()]}) {span.opens:%H:%M}–{span.closes:%H:%M}"
    name, guests = v.directory.points[order.point].name, ("老王",)
    return Due(order.buy, order.seq_no, order.code, "wm1", owner, own, owner, name, when, "", guests)


async def test_every_answer_about_fetching_is_read_as_the_book_has_it() -> None:
    async with village() as v:
        await v.open()
        told = [
            await v.say("李阿姨", "草莓2盒", chat=LAKE),
            await v.say("李阿姨", "帮老王订蓝莓1盒", chat=LAKE),
        ]
        mine, guests = await v.store.reads.orders(1)
        both = [due(mine, v, "李阿姨"), due(guests, v, "老王", own=False)]
        for text, where in zip(told, both, strict=True):
            (said,) = said_in(text, v)
            assert said.about(where)
            assert said.right(where), text
        tellings = [Telling("wm1", text) for text in told]
        for question, of in (("取货码", {1, 2}), ("我的订单", {1, 2}), ("在哪里取货？", {1})):
            answer = await v.say("李阿姨", question)
            assert {it.seq for it in said_in(answer, v)} == of, answer
            tellings.append(Telling("wm1", answer))
            assert list(contradictions(both, tellings, places(v))) == [], answer
        (address,) = said_in(await v.say("李阿姨", "地址"), v)
        assert address.right(both[0])


async def test_a_change_of_place_is_a_telling_once_it_says_when() -> None:
    async with village() as v:
        await v.open()
        tellings = [Telling("wm1", await v.say("李阿姨", "草莓2盒", chat=LAKE))]
        bound = await v.say("李阿姨", "自提点 2")
        assert "会所一楼" in bound
        (order,) = await v.store.reads.orders(1)
        now = due(order, v, "李阿姨")
        assert now.place == "会所一楼"
        (line,) = contradictions([now], [*tellings, Telling("wm1", bound)], places(v))
        assert "told 东门驿站" in line
        tellings.append(Telling("wm1", await v.say("李阿姨", "取货码")))
        assert list(contradictions([now], tellings, places(v))) == []
        await v.say("王姐", "截单", chat=LAKE)
        await v.say("王姐", "到货 1号团", chat=LAKE)
        arrived = [it for it in v.heard(user="李阿姨") if "到货了" in it]
        (said,) = said_in(arrived[0], v)
        assert (said.code, said.right(now)) == (order.code, True)
        assert re.search(rf"取货码 {order.code}", arrived[0])


async def test_lists_and_offers_tell_nobody_where_to_go() -> None:
    async with village() as v:
        await v.open()
        for question in ("自提点", "团购", "帮助", "草莓多少钱", "我的订单"):
            assert said_in(await v.say("李阿姨", question), v) == [], question
