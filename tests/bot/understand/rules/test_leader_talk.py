"""LABELS §6: promotion, thanks and chat by a leader are none, however much they sound like a command."""

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of
from tests.for_each import for_each

from .tables import BERRIES, FRUIT, MARKET, ctx, holds

TALK = """
快截单啦，没下单的抓紧|截单前还能改|截单后不退不换|明天到货，大家留意通知|货还没到，再等等|预计下午到|司机说3点到|到家了|我到了|到点了
王姐到了吗|孩子到学校了|卖完就没了哦|快卖完了|橘子快卖完啦|橘子卖得最好|橘子剩得不多了|还剩不少|只剩我一个人干活了
付过的邻居不用再付|付款码发在群公告|记得付款哦|没付款的邻居记得付一下|收到请回复|收到|已取的邻居帮忙晒个图|取货码别弄丢
催什么催
开团了开团了，快来看|明天开团|下周开团：樱桃|开团这么久感谢大家|橘子降价啦|价格不变|价格公道|延期毕业|延长线谁有|推迟上班
宽限几天吧|取消快递|补货中|补货要等下周|又到周末了|又到年底|限量供应|限量版手办|苹果到货我第一个吃
除了王姐其他人都回复了|王姐已婚|老许付出太多了|拿走不谢|价格战打不起|截止目前反响不错|延长保质期的秘诀
"""


def _sentences(table: str) -> list[str]:
    return [s for line in table.strip().splitlines() for s in line.split("|")]


@for_each("text", _sentences(TALK))
def test_a_leaders_chat_never_does_anything(text: str) -> None:
    for buy in (FRUIT, BERRIES, MARKET):
        context = ctx(buy, leader=True, sender="团长阿珍")
        got = predict_of(understand(text, context_of({"context": context})))
        assert got["intent"] in ("none", "query", "ask"), f"{text}: {got}"


PROMOTION = """
橘子特别甜，皮薄多汁，喜欢的邻居别错过|基地直发，坏果包赔|今天下单明天就能吃到|榴莲报恩率百分之九十|老客户都知道我家苹果有多脆|谢谢支持🙏🙏
感谢王姐、老许捧场|辛苦大家等待|今天忙晕了，回复慢请见谅|大家周末愉快|下次争取更便宜|反馈一下口味哈|晒图有惊喜|好吃记得点赞
我先去吃饭了|车子抛锚了，气死|谢谢理解|有问题随时找我|一家人一起努力💪|早安，新的一天
"""


@for_each("text", _sentences(PROMOTION))
def test_promotion_and_thanks_are_none(text: str) -> None:
    holds(text, "none", ctx(FRUIT, leader=True, sender="团长阿珍"))


NOTICES = [
    "停水通知\n1. 3号楼 8点\n2. 5号楼 9点",
    "群规：\n1. 不发广告\n2. 友善交流",
    "值班表\n1. 老王 周一\n2. 老李 周二",
    "作业：\n1. 语文 3页\n2. 数学 2页",
    "1. 先洗菜\n2. 再下锅\n3. 出锅",
    "1. 小明 98分\n2. 小红 95分",
    "拼车\n1. 小张 2人\n2. 小李 1人",
    "#接龙\n周末聚餐\n1. 小满 2大1小\n2. 老许 1",
    "#接龙\n拔河比赛报名 +1\n1. 小满+1\n2. 老许+1",
    "#接龙\n捐款\n1. 小满 100元\n2. 老许 50元",
    "#接龙 羽毛球场地费 20/人\n1. 小满\n2. 老许 带1人",
    "#接龙\n电影票\n1. 小满 2张\n2. 老许 3张",
    "#接龙\n暑假班报名\n1. 一一妈\n2. 豆豆爸",
    "#接龙\n物业满意度调查\n1. 3-502 不满意\n2. 5-101 一般",
]


@for_each("text", NOTICES)
def test_lists_about_other_things_are_none(text: str) -> None:
    for buy in (FRUIT, MARKET, BERRIES):
        holds(text, "none", ctx(buy))
