"""Where a draft opens and when it is fetched, where the message leaves it open."""

import shutil

import pytest

from bot.drafting import find_product
from config.loader import load
from tests.conversation import FRUIT, SAMPLE, village


@pytest.fixture
def two_communities(tmp_path):
    """The sample, with 王姐 leading both communities."""
    folder = shutil.copytree(SAMPLE, tmp_path / "config")
    leaders = folder / "leaders.yaml"
    leaders.write_text(leaders.read_text().replace("communities: [lake]", "communities: [lake, maple]", 1))
    return folder


async def test_a_leader_of_several_communities_is_asked_which_one(two_communities):
    async with village(config=two_communities) as v:
        answer = await v.say("王姐", FRUIT)
        assert "开在哪里？请加一行“小区 …”：湖畔花园、枫林苑" in answer
        assert "开在 枫林苑1群" in await v.say("王姐", f"{FRUIT}\n小区 枫林苑")
        assert "开在 湖畔花园1群、湖畔花园2群" in await v.say("王姐", f"{FRUIT}\n小区：湖畔")
        assert "开在 枫林苑1群" in await v.say("王姐", f"{FRUIT}\n群 枫林苑1群")
        assert "开在 湖畔花园2群\n" in await v.say("王姐", FRUIT, chat="lake-2")


async def test_one_buy_is_in_one_community(two_communities):
    async with village(config=two_communities) as v:
        assert "一个小区" in await v.say("王姐", f"{FRUIT}\n群 湖畔花园1群、枫林苑1群")
        assert "小区 …" in await v.say("王姐", f"{FRUIT}\n小区 火星")


async def test_the_hours_are_those_of_the_weekday(tmp_path):
    folder = shutil.copytree(SAMPLE, tmp_path / "config")
    points = folder / "points.yaml"
    weekend = '- {days: [mon], from: "09:00", to: "10:00"}'
    points.write_text(points.read_text().replace('- {from: "16:00", to: "20:30"}', weekend, 1))
    async with village(config=folder) as v:
        answer = await v.say("王姐", "开团 水果\n草莓\n截单 今晚8点")
        assert "取货 11月23日(一) 09:00–10:00" in answer
        answer = await v.say("王姐", "开团 水果\n草莓\n截单 今晚8点\n取货 周三")
        assert "取货 11月25日(三) 17:00–20:00" in answer


def test_a_product_is_known_by_its_very_name_or_alias_only():
    products = load(SAMPLE, {}).directory.products.values()
    assert find_product("草莓", products).id == "strawberry"
    assert find_product("红颜草莓", products).id == "strawberry"
    assert find_product("小番茄", products).id == "cherry-tomato"
    assert find_product("草", products) is None
    assert find_product("丹东草莓", products) is None


async def test_a_long_offer_is_echoed_to_its_last_line():
    async with village() as v:
        lines = [
            f"{no}号礼盒装有机蔬菜 {no}.5/盒 库存20 限2 别名 蔬菜礼盒{no}、有机菜{no}" for no in range(1, 41)
        ]
        text = "\n".join(["开团 大团", *lines, "截单 今晚8点"])
        answer = await v.say("王姐", text)
        assert "40. 40号礼盒装有机蔬菜 40.5元/盒" in answer
        assert answer.endswith("回“取消”。")
        assert "最多40样" in await v.say("王姐", text + "\n桃酥 5/袋")
