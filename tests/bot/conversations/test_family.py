"""A resident who orders for the family and the neighbours: each has an order of their own."""

from decimal import Decimal

from tests.bot.commands.days import LAKE, book, order, ordered
from tests.conversation import village

LIMITED = "开团 蛋\n鸡蛋 20/板 库存10 限3\n截单 今晚20:00\n取货 明天17:00-20:00"


async def test_one_message_for_two_households_makes_two_orders() -> None:
    async with village() as v:
        await v.open()
        answer = await v.say("李阿姨", "草莓2盒，帮张姐带1盒蓝莓", chat=LAKE)
        assert "草莓 2盒 50元" in answer
        assert "给张姐" in answer
        assert "蓝莓 1盒 15元" in answer
        assert [it.seq_no for it in await v.store.reads.orders(1)] == [1, 2]
        assert (await order(v, 1)).amount == 5000
        assert (await order(v, 2)).amount == 1500


async def test_the_family_changes_its_mind_one_by_one() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("李阿姨", LAKE, "草莓2盒", "记好了"),
            ("李阿姨", LAKE, "帮我妈带1盒草莓", "给我妈"),
            ("李阿姨", LAKE, "给张姐带3盒蓝莓", "给张姐"),
            ("李阿姨", LAKE, "我妈的改成2盒", "草莓 2盒"),
            ("李阿姨", LAKE, "张姐的不要了", "张姐"),
            ("李阿姨", LAKE, "再加一盒蓝莓", "蓝莓 1盒"),
            ("李阿姨", None, "我的订单", "我妈"),
        )
        own, mum, neighbour = await v.store.reads.orders(1)
        assert own.amount == 5000 + 1500
        assert mum.amount == 5000
        assert not neighbour.active


async def test_what_is_ordered_for_others_counts_for_ones_own_limit() -> None:
    async with village() as v:
        await v.open(text=LIMITED)
        await v.talk(
            ("李阿姨", LAKE, "鸡蛋2板", "记好了"),
            ("李阿姨", LAKE, "帮张姐带1板鸡蛋", "给张姐"),
            ("李阿姨", LAKE, "再来1板鸡蛋", "限"),
            ("李阿姨", LAKE, "帮王奶奶带1板鸡蛋", "限"),
            ("赵六", LAKE, "鸡蛋3板", "记好了"),
        )
        assert (await book(v)).item(1).taken == Decimal(6)


async def test_a_neighbour_named_again_keeps_the_number_they_have() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("李阿姨", LAKE, "帮张姐带1盒草莓", "1号"),
            ("李阿姨", LAKE, "草莓1盒", "2号"),
            ("李阿姨", LAKE, "张姐再加1盒蓝莓", "给张姐"),
        )
        assert len(await v.store.reads.orders(1)) == 2
        assert (await order(v, 1)).amount == 4000


async def test_another_neighbours_order_for_the_same_name_is_another_order() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("李阿姨", LAKE, "帮张姐带1盒草莓", "给张姐"),
            ("赵六", LAKE, "帮张姐带2盒草莓", "给张姐"),
            ("赵六", LAKE, "张姐的不要了", "取消"),
        )
        assert (await order(v, 1)).active
        assert not (await order(v, 2)).active


async def test_the_one_ordered_for_cannot_be_touched_by_a_stranger() -> None:
    async with ordered() as v:
        await v.say("路人", "李阿姨的不要了", chat=LAKE)
        await v.say("路人", "帮李阿姨取消", chat=LAKE)
        assert (await order(v, 1)).amount == 6500


async def test_the_leader_sees_whom_an_order_is_for() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("李阿姨", None, "我叫 3-1203 李阿姨", "李阿姨"),
            ("李阿姨", LAKE, "帮张姐带1盒草莓", "给张姐"),
            ("王姐", None, "名单", "张姐"),
            ("王姐", None, "名单", "李阿姨"),
        )


async def test_each_order_has_a_code_of_its_own_told_to_who_placed_it() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓1盒，帮张姐带1盒蓝莓", chat=LAKE)
        codes = await v.say("李阿姨", "取货码")
        one, two = await v.store.reads.orders(1)
        assert one.code != two.code
        assert one.code in codes
        assert two.code in codes
        assert "张姐" in codes


async def test_the_arrival_for_the_neighbour_is_told_to_who_ordered() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "帮张姐带1盒蓝莓", chat=LAKE)
        await v.talk(("王姐", LAKE, "截单", "截单"), ("王姐", LAKE, "到货", "蓝莓"))
        told = v.heard(user="李阿姨")
        assert any("蓝莓" in it and "张姐" in it for it in told), told


async def test_a_whole_household_leaves_the_buy() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓1盒，帮张姐带1盒蓝莓", chat=LAKE)
        await v.say("李阿姨", "取消", chat=LAKE)
        await v.say("李阿姨", "张姐的也取消", chat=LAKE)
        assert not any(it.active for it in await v.store.reads.orders(1))
        assert (await book(v)).item(1).taken == 0
