"""Payments: claimed by residents, confirmed by the leader, given back when less is owed. Nothing is held."""

from tests.bot.commands.days import LAKE, bought, order, ordered


async def test_a_claim_is_a_claim_until_the_leader_says_so() -> None:
    async with ordered() as v:
        await v.talk(
            ("李阿姨", LAKE, "已付", "王姐"),
            ("王姐", None, "未付", "说已付"),
            ("王姐", None, "已付 1 2", "65元"),
            ("王姐", None, "未付", "陈伯"),
            ("李阿姨", None, "我的订单", "已付清"),
            ("陈伯", None, "我的订单", "付款"),
            ("李阿姨", None, "为什么", "确认收到65元"),
        )
        assert (await order(v, 1)).paid == 6500
        assert (await order(v, 2)).paid == 7500
        assert (await order(v, 3)).paid == 0


async def test_more_ordered_after_paying_owes_the_difference() -> None:
    async with ordered() as v:
        await v.talk(
            ("王姐", None, "已付 1", "65元"),
            ("李阿姨", LAKE, "草莓加1盒", "待付 25元"),
            ("王姐", None, "未付", "李阿姨 25元"),
            ("王姐", None, "已付 1", "25元"),
            ("李阿姨", None, "我的订单", "已付清"),
        )
        assert (await order(v, 1)).paid == 9000


async def test_less_ordered_after_paying_gives_money_back() -> None:
    async with ordered() as v:
        await v.talk(
            ("王姐", None, "已付 2", "75元"),
            ("赵六", LAKE, "草莓改成1盒", "多付 50元"),
            ("王姐", None, "未付", "退50元"),
            ("赵六", LAKE, "取消", "75元"),
            ("赵六", None, "我的订单", "已取消"),
            ("王姐", None, "未付", "75元"),
        )


async def test_a_shortage_after_paying_is_money_back_too() -> None:
    async with bought() as v:
        await v.talk(
            ("王姐", None, "已付 1 2 3", "195元"),
            ("王姐", None, "缺货 草莓 4", "缺4盒"),
            ("陈伯", None, "我的订单", "多付 25元"),
            ("赵六", None, "我的订单", "多付 75元"),
            ("李阿姨", None, "我的订单", "已付清"),
            ("王姐", None, "未付", "退"),
            ("王姐", None, "汇总", "195元"),
        )


async def test_only_who_may_take_money_confirms_it() -> None:
    async with ordered() as v:
        await v.talk(
            ("小林", LAKE, "已付 1", "没有“收款”"),
            ("老周", None, "已付 1号团 1", "王姐"),
            ("小林", None, "未付", "没有“收款”"),
        )
        await v.say("赵六", "已付 1 2 3", chat=LAKE)
        assert [(await order(v, it)).paid for it in (1, 2, 3)] == [0, 0, 0]


async def test_paying_twice_and_paying_nothing() -> None:
    async with ordered() as v:
        await v.talk(
            ("王姐", None, "已付 1", "65元"),
            ("王姐", None, "已付 9", "没有"),
            ("路人", LAKE, "已付", ""),
            ("路人", None, "已付", "没有"),
        )
        again = await v.say("王姐", "已付 1")
        assert "没有欠款" in again
        assert (await order(v, 1)).paid == 6500


async def test_claims_in_plain_words() -> None:
    async with ordered() as v:
        for who, said in (("李阿姨", "已经付了"), ("赵六", "钱转了"), ("陈伯", "付过了")):
            assert "王姐" in await v.say(who, said), said
        assert all(it.claimed for it in await v.store.reads.orders(1))


async def test_every_confirmation_says_how_to_pay() -> None:
    async with ordered() as v:
        await v.talk(
            ("李阿姨", LAKE, "蓝莓加1盒", "付款：取货时付，或微信转账给我"),
            ("李阿姨", None, "怎么付钱", "微信"),
        )
