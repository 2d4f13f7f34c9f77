"""送货单: what is brought to which stop, and who receives it."""

from tests.bot.commands.days import LAKE
from tests.bot.commands.deliveries import on_the_way
from tests.conversation import village


async def test_stop_by_stop_what_and_how_much_and_who_receives() -> None:
    async with on_the_way() as v:
        head, *rows = (await v.say("老张", "送货单", chat=LAKE)).splitlines()
        assert head == "@老张 1号团《周末水果》送货单，11月22日(日) 17:00–20:00取"
        assert rows == [
            "1. 【1号点 东门驿站】2户，收货：王姐、小林",
            "湖畔花园东门门卫室旁",
            "草莓 3盒（2户）",
            "蓝莓 3盒（2户）",
            "2. 【2号点 会所一楼】1户，收货：王姐",
            "湖畔花园会所一楼前台",
            "草莓 3盒（1户）",
            "3. 【3号点 小林家车库】1户，收货：小林",
            "湖畔花园6号楼地下车库 B12",
            "草莓 2盒（1户）",
        ]
        assert "李阿姨" not in " ".join(rows)


async def test_what_was_signed_for_is_marked_with_what_fell_short() -> None:
    async with on_the_way() as v:
        await v.say("老张", "签收 1号点 草莓 2/3")
        await v.say("老张", "签收 3号点")
        answer = await v.say("王姐", "送货单 1 1号点")
        assert "✔草莓 2盒（1户，缺1盒）\n蓝莓 3盒（2户）" in answer
        assert "2号点" not in answer
        assert "收货：小林，已签收" in await v.say("王姐", "送货单 1")


async def test_a_leader_elsewhere_and_residents_get_none_and_an_open_buy_has_none() -> None:
    async with on_the_way() as v:
        assert "草莓" not in await v.say("老周", "送货单 1号团")
        assert "草莓" not in await v.say("赵六", "送货单 1", chat=LAKE, mention=True)
        assert "这样写" in await v.say("王姐", "送货单 1 快点啦")
        assert "没有这个自提点" in await v.say("王姐", "送货单 1 9号点")
    async with village() as v:
        await v.open()
        assert "没有要配货的团" in await v.say("王姐", "送货单", chat=LAKE)
        assert "没有要送的货" in await v.say("王姐", "送货单 1", chat=LAKE)
