"""签收: at each stop somebody says what is there; 撤销签收."""

from groupbuy.buy import State
from tests.bot.commands.days import LAKE, book, code_of, order, second_buy
from tests.bot.commands.deliveries import on_the_way
from tests.conversation import village


async def test_all_as_on_the_note_and_only_that_points_people_are_told() -> None:
    async with on_the_way() as v:
        answer = await v.say("王姐", "签收 2号点", chat=LAKE)
        assert answer.splitlines() == [
            "@王姐 1号团 2号点 会所一楼 签收：",
            "草莓 3盒",
            "1单可以取了，马上通知他们。",
            "这个点齐了，还有2站：1号点、3号点。",
        ]
        assert (await book(v)).state is State.ARRIVED
        assert any("到货了：草莓3盒" in it for it in v.heard(user="赵六"))
        assert not any("到货了" in it for who in ("李阿姨", "陈伯", "孙姐") for it in v.heard(user=who))
        answer = await v.say("王姐", "签收 2号点", chat=LAKE)
        assert "2号点的货已经签收了，记错了先“撤销签收 2号点”" in answer
        assert "2号点的草莓已经签收了" in await v.say("王姐", "签收 1 2号点 草莓", chat=LAKE)
        assert "还有1站：3号点" in await v.say("王姐", "签收 东门驿站", chat=LAKE)
        assert "都送到了，取完回“完成 1”" in await v.say("王姐", "签收", chat=LAKE)
        assert "已经签收了" in await v.say("王姐", "签收 1 3号点", chat=LAKE)
        assert "草莓2盒，取完了" in await v.say("小林", f"核销 {await code_of(v, '孙姐')}")


async def test_what_is_short_is_missed_by_the_latest_at_that_point_alone() -> None:
    async with on_the_way() as v:
        answer = await v.say("老张", "签收 1号点 草莓 1/3 蓝莓", chat=LAKE)
        assert "蓝莓 3盒\n草莓 1盒，缺2盒" in answer or "草莓 1盒，缺2盒\n蓝莓 3盒" in answer
        assert "3号 陈伯 缺1盒、1号 李阿姨 缺1盒" in answer
        billed = [int((await order(v, seq)).line(1).billed) for seq in (1, 2, 3, 4)]
        assert billed == [1, 3, 0, 2]
        assert any("缺1盒" in it for it in v.heard(user="陈伯"))
        assert not any("缺" in it for who in ("赵六", "孙姐") for it in v.heard(user=who))
        assert "账上订了3盒" in await v.say("老张", "签收 2号点 草莓 18/20")
        assert "没有人订蓝莓" in await v.say("老张", "签收 2号点 蓝莓")
        assert "这个点还没到" not in await v.say("老张", "签收 2号点")


async def test_items_one_after_another_and_each_but_once() -> None:
    async with on_the_way() as v:
        assert "这个点还没到：草莓。" in await v.say("王姐", "签收 1号点 蓝莓")
        assert "1号点的蓝莓已经签收了" in await v.say("王姐", "签收 1号点 蓝莓 草莓")
        assert not (await book(v)).item(1).arrived
        answer = await v.say("王姐", "签收 1号点")
        assert "草莓 3盒\n2单" in answer
        assert "蓝莓" not in answer


async def test_a_receipt_is_taken_back_whole_or_in_part_and_can_be_given_again() -> None:
    async with on_the_way() as v:
        await v.say("王姐", "签收 1号点 草莓 2/3 蓝莓")
        assert "2号点的货还没有签收" in await v.say("王姐", "撤销签收 2号点")
        answer = await v.say("王姐", "撤销签收 1号点 草莓")
        assert "草莓（缺的1盒补回账上）的签收" in answer
        assert any("草莓还没到货" in it for it in v.heard(user="李阿姨"))
        assert int((await order(v, 3)).line(1).billed) == 1
        assert "1号点的草莓还没有签收" in await v.say("王姐", "撤销签收 1号点 草莓")
        assert "草莓 3盒" in await v.say("王姐", "签收 1号点")
        assert "草莓、蓝莓的签收" in await v.say("王姐", "撤销签收")
        await v.say("王姐", "签收 1号点")
        await v.say("王姐", "核销 #1")
        assert "已有人取走" in await v.say("王姐", "撤销签收 1号点")
        assert (await book(v)).item(2).arrived_at("lake-gate")


async def test_who_runs_the_point_signs_there_and_nowhere_else() -> None:
    async with on_the_way() as v:
        assert "3号点 小林家车库 签收" in await v.say("老张", "签收 3号点")
        await v.say("老张", "撤销签收 3号点")
        assert "请找王姐" in await v.say("老周", "签收 1号团 3号点")
        assert "团长的操作" in await v.say("赵六", "签收 2号点", chat=LAKE, mention=True)
        assert (await book(v)).arrivals == {}
        refused = await v.say("老张", "缺货 草莓 1")
        assert "签收" not in refused
        assert "能用“缺货”的团" in refused


async def test_without_a_point_or_buy_the_only_one_is_meant_else_it_asks() -> None:
    async with on_the_way() as v:
        answer = await v.say("王姐", "签收")
        assert "是哪个点？请带上，例如“签收 1 1号点”\n1号点 东门驿站\n2号点 会所一楼" in answer
        assert "没有这个自提点" in await v.say("王姐", "签收 9号点")
        await second_buy(v)
        await v.say("赵六", "鸡蛋1板", chat=LAKE)
        assert "签收：" in await v.say("王姐", "签收 2号点"), "the eggs are not closed yet"
        await v.say("王姐", "截单 2", chat=LAKE)
        assert "2号团 2号点 会所一楼 签收：\n鸡蛋 1板" in await v.say("王姐", "签收 2号点")
        assert "是哪个团" in await v.say("王姐", "撤销签收 2号点")
        assert "2号团没有要送到1号点的货" in await v.say("王姐", "签收 2 1号点")
    async with village() as v:
        assert "没有货在路上的团" in await v.say("王姐", "签收")


async def test_what_was_marked_as_arrived_everywhere_is_not_signed_for_again() -> None:
    async with on_the_way() as v:
        await v.say("王姐", "到货 草莓", chat=LAKE)
        assert "2号点的货已经签收了" in await v.say("王姐", "签收 2号点")
        assert "2号点的草莓还没有签收" in await v.say("王姐", "撤销签收 2号点")
        assert "蓝莓 3盒" in await v.say("王姐", "签收 1号点")
