"""分拣单: point by point, item by item."""

from tests.bot.commands.days import LAKE, bought, ordered, second_buy
from tests.conversation import village


async def test_each_point_has_its_items_with_the_bags_they_go_into() -> None:
    async with ordered() as v:
        await v.say("陈伯", "自提点 2", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        answer = await v.say("王姐", "分拣单", chat=LAKE)
        head, *rows = answer.splitlines()
        assert head == "@王姐 1号团《周末水果》分拣单，11月22日(日) 17:00–20:00取"
        assert rows == [
            "【1号点 东门驿站】2户",
            "草莓 5盒：1号×2 2号×3",
            "蓝莓 1盒：1号",
            "【2号点 会所一楼】1户",
            "草莓 1盒：3号",
            "蓝莓 2盒：3号×2",
        ]


async def test_one_point_can_be_named_by_number_or_name() -> None:
    async with ordered() as v:
        await v.say("陈伯", "自提点 2", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        for said in ("分拣单 1 2号点", "分拣单 会所一楼", "分拣 1号团 2号自提点"):
            answer = await v.say("王姐", said, chat=LAKE)
            assert "会所一楼】1户\n草莓 1盒：3号\n蓝莓 2盒：3号×2" in answer, said
            assert "东门驿站" not in answer, said
        assert "没有这个自提点" in await v.say("王姐", "分拣单 9号点", chat=LAKE)


async def test_what_does_not_come_goes_into_no_bag() -> None:
    async with bought() as v:
        await v.say("王姐", "缺货 草莓 3", chat=LAKE)
        answer = await v.say("王姐", "分拣单", chat=LAKE)
        assert "草莓 3盒：1号×2 2号\n" in answer
        await v.say("王姐", "缺货 草莓 3", chat=LAKE)
        assert "草莓" not in await v.say("王姐", "分拣单", chat=LAKE)


async def test_a_deputy_sorts_and_a_leader_elsewhere_and_residents_do_not() -> None:
    async with bought() as v:
        assert "草莓 6盒" in await v.say("小林", "分拣单 1")
        assert "草莓" not in await v.say("老周", "分拣单 1")
        assert "草莓" not in await v.say("赵六", "分拣单 1", chat=LAKE, mention=True)


async def test_of_several_buys_it_asks_which_and_while_ordering_there_is_none() -> None:
    async with bought() as v:
        await second_buy(v)
        assert "草莓 6盒" in await v.say("王姐", "分拣单", chat=LAKE)
        await v.say("王姐", "截单 2", chat=LAKE)
        assert "是哪个团" in await v.say("王姐", "分拣单", chat=LAKE)
        assert "没有要分的货" in await v.say("王姐", "分拣单 2", chat=LAKE)
        assert "这样写" in await v.say("王姐", "分拣单 1 快点啦", chat=LAKE)
    async with village() as v:
        await v.open()
        assert "没有要配货的团" in await v.say("王姐", "分拣单", chat=LAKE)
