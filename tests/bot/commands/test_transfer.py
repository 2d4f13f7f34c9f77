"""调货 in chat: one side says it, the other side answers, and everybody can ask what became of it."""

from tests.bot.commands.days import LAKE, book, order
from tests.bot.commands.deliveries import on_the_way
from tests.conversation import village


async def test_both_sides_say_it_and_who_went_short_is_told() -> None:
    async with on_the_way() as v:
        await v.say("老张", "签收 1号点")
        await v.say("老张", "签收 3号点 草莓 0/2")
        answer = await v.say("王姐", "调货 草莓 2 1号点 到 3号点", chat=LAKE)
        assert "调货 1：1号团 草莓2盒，1号点到3号点，算1号点多到的，不动那里的单" in answer
        assert any("收到调货 1号团 1" in it for it in v.heard(user="小林"))
        assert (await order(v, 4)).line(1).billed == 0
        assert "1. 草莓2盒 1号点→3号点 等收" in await v.say("小林", "调货单 1")
        answer = await v.say("小林", "收到调货 1")
        assert answer == "收到：1号团 草莓2盒。\n补给了4号（先下单的先补），马上通知他们。"
        assert any("到货了：草莓2盒" in it for it in v.heard(user="孙姐"))
        assert any("3号点收到了你调去的草莓2盒" in it for it in v.heard(user="王姐"))
        assert "没有等收的调货 1" in await v.say("小林", "收到调货 1")
        rows = (await v.say("老张", "调货单 1")).splitlines()
        assert rows[1:] == [
            "1. 草莓2盒 1号点→3号点 已收",
            "1号点 草莓：调出2，调入0，多到2，还放着0盒",
            "3号点 草莓：调出0，调入2，多到0，还放着0盒",
        ]
        assert "已经调过货" in await v.say("老张", "撤销签收 1号点 草莓")


async def test_with_the_word_for_it_orders_go_short_and_get_it_back_if_it_is_not_taken() -> None:
    async with on_the_way() as v:
        await v.say("老张", "签收 1号点")
        await v.say("老张", "签收 2号点 草莓 1/3")
        assert "1号点后下单的先缺" in await v.say("王姐", "调货 1号团 草莓 2盒 从1号点到2号点 匀")
        assert [int((await order(v, seq)).line(1).billed) for seq in (1, 2, 3)] == [1, 1, 0]
        assert "还在1号点" in await v.say("老张", "拒收调货 1号团 1")
        assert [int((await order(v, seq)).line(1).billed) for seq in (1, 2, 3)] == [2, 1, 1]
        assert "没收" in await v.say("王姐", "调货单 1")
        await v.say("王姐", "调货 草莓 1 1号点 到 2号点")
        assert "还在1号点" in await v.say("王姐", "撤回调货 2")
        assert "账上订了3盒，不是9盒" in await v.say("王姐", "调货 草莓 9 1号点 到 2号点 匀")


async def test_who_is_told_of_a_transfer_that_is_off_is_the_other_side() -> None:
    async with on_the_way() as v:
        await v.say("老张", "签收 3号点")
        await v.say("小林", "调货 匀 草莓 1 3号点 到 2号点")
        await v.say("小林", "撤回调货 1")
        assert v.heard(user="王姐")[-1] == "【1号团】3号点不调草莓1盒来了，不用等。"
        await v.say("小林", "调货 草莓 1 3号点 到 2号点")
        await v.say("王姐", "拒收调货 2")
        assert v.heard(user="小林")[-1] == "【1号团】2号点没收你调去的草莓1盒，还算在3号点。"


async def test_more_than_anybody_lacks_lies_there() -> None:
    async with on_the_way() as v:
        for point in (1, 2):
            await v.say("老张", f"签收 {point}号点")
        await v.say("老张", "调货 草莓 3 1号点 到 2号点")
        assert "多3盒放着，要再调发“调货”" in await v.say("老张", "收到调货 1 1")
        assert "还放着3盒" in await v.say("王姐", "调货单 1")


async def test_what_is_unclear_or_not_theirs_moves_nothing() -> None:
    async with on_the_way() as v:
        assert "没有货已到的团" in await v.say("王姐", "调货 草莓 3 1号点 到 2号点")
        await v.say("王姐", "签收 1号点")
        for said, expected in (
            ("调货", "调货 草莓 3 1号点 到 2号点"),
            ("调货 草莓 1号点", "这样写"),
            ("调货 草莓 3 1号点 到 9号点", "没有这个自提点"),
            ("调货 草莓 3 1号点 到 1号点", "两个点是同一个"),
            ("调货 香蕉 3 1号点 到 2号点", "没有“香蕉”"),
            ("调货 草莓 3 2号点 到 1号点", "2号点的草莓还没签收"),
            ("收到调货 谢谢", "这样写"),
            ("收到调货 7", "没有等收的调货 7"),
            ("调货单 1", "没有调过货"),
        ):
            assert expected in await v.say("王姐", said), said
        await v.say("王姐", "调货 草莓 1 1号点 到 2号点")
        assert "2号点的草莓还没签收，先“签收 2号点”" in await v.say("王姐", "收到调货 1")
        for who in ("老周", "赵六"):
            for said in ("调货 草莓 1 1号点 到 2号点", "收到调货 1", "拒收调货 1"):
                await v.say(who, said)
        assert [it.state for it in (await book(v)).transfers.values()] == ["sent"]
    async with village() as v:
        assert "没有要配货的团" in await v.say("王姐", "调货单")
