"""Goods on no list: how a word is told to name goods, and that none is booked as something else."""

from bot.understand import notes
from bot.understand.things import names_goods
from bot.understand.words import THINGS
from tests.for_each import for_each

from .buys import EGGS, NUTS, buy, said


@for_each("word", "蓝莓 大蒜 葱 梨 洗发水 带鱼 哈密瓜 月饼 包子 小米 红酒 羊肉卷饼 海带 草莓酱 桃子".split())
def test_names_of_goods_are_known_by_how_they_end(word: str) -> None:
    assert names_goods(word)


@for_each(
    "word", "老许 王姐 红包 打包 前面 结果 水果 豆豆 吃梨 我的菜 这条鱼 泡酒 一二三四五六果 孩子 房子".split()
)
def test_people_talk_and_whole_kinds_are_no_goods(word: str) -> None:
    assert not names_goods(word)


@for_each("word", sorted(THINGS))
def test_every_listed_thing_is_goods_and_no_remark(word: str) -> None:
    assert names_goods(word)
    assert not notes.is_glued_remark(word)


@for_each("thing", "蓝莓 白菜 红薯 生姜 大闸蟹 带鱼 洗洁精 哈密瓜 梨 葱".split())
@for_each(
    "text",
    ["再来1板{}", "给我留两板{}", "{}2份", "{} 2", "{}，2板", "鸡蛋2板{}", "鸡蛋2板，{}", "鸡蛋2板 {}"],
)
def test_with_one_product_another_thing_is_asked_about(text: str, thing: str) -> None:
    assert said(text.format(thing), buy(EGGS)) == "ask unknown_product"


@for_each("text", ["来点葱", "核桃2袋，来点葱", "核桃2袋，白菜几颗", "核桃2袋和牛奶1箱", "🍉1个"])
def test_a_thing_on_no_list_in_any_amount_is_asked_about(text: str) -> None:
    assert said(text, buy(NUTS)) == "ask unknown_product"


@for_each(
    "text", ["打2份工", "来一首", "支持+1", "两只猫打架", "2瓶水忘在球场", "[转账] 78.00元", "核销 A7K2"]
)
def test_counted_talk_is_met_with_silence(text: str) -> None:
    assert said(text, buy(EGGS)) == "none"


@for_each(
    "text",
    "红一点 熟的 要软的 不要太熟 切片 剁块 去皮 送到家 明天取 放门口 大的 带皮 微辣 少油少盐 分开装 炖着吃 挑甜的 洗干净".split(),
)
def test_a_remark_behind_an_amount_is_one(text: str) -> None:
    assert notes.is_glued_remark(text)


@for_each("text", "红枣 生菜 大蒜 包子 开心果 切糕 酸奶 白酒 海带 烂了 够吃了 打架 老许".split())
def test_what_only_begins_like_a_remark_is_none(text: str) -> None:
    assert not notes.is_glued_remark(text)
