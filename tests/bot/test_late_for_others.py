"""A late order for a neighbour is kept whole: whom it is for survives the refusal that undid the unit."""

from datetime import timedelta

from tests.conversation import village


async def test_a_late_order_for_a_neighbour_is_kept_and_can_be_accepted_for_that_neighbour() -> None:
    async with village() as v:
        number = await v.open()
        await v.pass_time(timedelta(hours=10, minutes=5))
        assert "迟单 1" in await v.say("小张", "帮陈大爷带蓝莓2盒", chat="lake-1")
        assert "收下" in await v.say("王姐", "收迟单 1")
        order = (await v.store.reads.orders(number))[0]
        people = await v.store.reads.residents([order.resident, order.placed_by])
        assert people[order.resident].name == "陈大爷"
        assert people[order.resident].sponsor == order.placed_by


async def test_a_late_order_for_somebody_and_oneself_keeps_the_two_apart() -> None:
    async with village() as v:
        number = await v.open()
        await v.pass_time(timedelta(hours=10, minutes=5))
        await v.say("小张", "草莓1盒，帮陈大爷带蓝莓2盒", chat="lake-1")
        await v.say("王姐", "收迟单 1")
        orders = await v.store.reads.orders(number)
        assert [[it.line(1).ordered, it.line(2).ordered] for it in orders] == [[1, 0], [0, 2]]


async def test_a_message_sent_longer_ago_than_answers_are_remembered_is_never_executed() -> None:
    async with village() as v:
        number = await v.open()
        old = v.clock.now() - timedelta(days=7, minutes=1)
        assert await v.say("小张", "草莓1盒", chat="lake-1", sent_at=old) == ""
        assert await v.store.reads.orders(number) == []
        assert "记好了" in await v.say(
            "小张", "草莓1盒", chat="lake-1", sent_at=v.clock.now() - timedelta(days=6)
        )
