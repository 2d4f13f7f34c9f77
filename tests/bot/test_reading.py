"""Reading a message against the buys it may be about: the best sense, or several to choose from."""

from datetime import timedelta

from bot.listening import listen
from bot.reading import LONGEST, Reading, read
from bot.understand.intent import NoIntent, OrderIntent, QueryIntent
from tests.conversation import START, Village, village

GROUP = "lake-1"
SECOND = "开团 第二个\n草莓 30/盒\n香蕉 5/把\n截单 今晚21:00\n取货 明天17:00-20:00"


async def readings(v: Village, text: str, *, quote: str | None = None, late: float = 0) -> list[Reading]:
    sent = v.clock.now() - timedelta(minutes=late)
    message = v.message("李阿姨", text, chat=GROUP, quote=quote, sent_at=sent)
    talk, _ = await listen(message, v.store.reads, v.parts.settings, at=v.clock.now())
    return read(talk)


def numbers(found: list[Reading]) -> list[int | None]:
    return [it.buy.number if it.buy else None for it in found]


async def test_an_order_that_two_buys_could_take_is_two_readings_and_one_that_fits_one_is_one() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND)
        assert numbers(await readings(v, "草莓2盒")) == [1, 2]
        assert numbers(await readings(v, "香蕉2把")) == [2]
        assert numbers(await readings(v, "2号团 草莓2盒")) == [2]
        assert numbers(await readings(v, "草莓2盒", quote="【1号团】…")) == [1]


async def test_a_number_that_is_not_on_offer_is_never_booked_elsewhere() -> None:
    async with village() as v:
        await v.open()
        found = await readings(v, "77号团 草莓2盒")
        assert not any(isinstance(it.intent, OrderIntent) for it in found)


async def test_an_order_to_say_something_beats_a_question() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND)
        [found] = await readings(v, "香蕉多少钱")
        assert isinstance(found.intent, QueryIntent)
        assert numbers([found]) == [2]


async def test_what_is_open_comes_before_what_is_closed() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "截单", chat=GROUP)
        await v.open(text=SECOND)
        v.clock.at += timedelta(minutes=5)
        assert numbers(await readings(v, "草莓2盒")) == [2]


async def test_where_nothing_is_open_a_late_order_is_read_against_what_closed_last() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "截单", chat=GROUP)
        v.clock.at += timedelta(minutes=5)
        [late] = await readings(v, "蓝莓1盒")
        assert numbers([late]) == [1]  # its refusal says that it is closed and what can be done
        assert isinstance(late.intent, OrderIntent)


async def test_what_was_sent_before_the_close_is_read_as_it_would_have_been_then() -> None:
    async with village() as v:
        await v.open()
        await v.pass_time(timedelta(hours=10, minutes=3))
        [found] = await readings(v, "草莓2盒", late=4)
        assert numbers([found]) == [1]


async def test_too_long_a_text_is_nobodys_order_and_is_not_read_at_all() -> None:
    async with village() as v:
        await v.open()
        [found] = await readings(v, "草莓2盒 " * LONGEST)
        assert found == Reading(None, NoIntent())


async def test_with_nothing_on_offer_there_are_only_questions_and_commands() -> None:
    async with village(at=START) as v:
        [found] = await readings(v, "草莓2盒")
        assert found == Reading(None, NoIntent())


JAM = "开团 海鲜\n带鱼 25/斤\n草莓酱 20/瓶\n截单 今晚21:00\n取货 明天17:00-20:00"


async def test_a_whole_name_in_one_buy_beats_a_part_of_one_in_another() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=JAM)
        for text, number in (("草莓2盒", 1), ("草莓酱1瓶", 2), ("来点草莓", 1), ("草莓多少钱", 1)):
            assert numbers(await readings(v, text)) == [number], text
        [jam] = await readings(v, "草莓酱1瓶 带鱼1斤")
        assert isinstance(jam.intent, OrderIntent)
        assert jam.goods == ()


async def test_goods_of_two_buys_are_asked_about_by_both_and_none_is_booked_or_dropped() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=JAM)
        for text in ("草莓1份 带鱼1份", "带鱼1斤 草莓1盒", "带鱼1斤 蓝莓1盒", "草莓和带鱼都要"):
            answer = await v.say("李阿姨", text, chat=GROUP)
            assert "2号团有带鱼" in answer, text
            assert "1号团有" in answer, text
        assert "记好了" not in await v.say("李阿姨", "1", chat=GROUP), "no question waits for a number"
        assert not [it for number in (1, 2) for it in await v.store.reads.orders(number)]
        await v.say("李阿姨", "1号团 草莓1盒", chat=GROUP)
        assert "带鱼 1斤" in await v.say("李阿姨", "2号团 带鱼1斤", chat=GROUP)
        assert len(await v.store.reads.orders(1)) == 1
