"""Harm first: whatever is not clearly an order books nothing, however it looks."""

from typing import Any

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of
from tests.for_each import for_each

from .tables import BERRIES, FRUIT, MARKET, RICE, SETS, SHOP, SIZES, ctx

ALL_BUYS = [BERRIES, RICE, FRUIT, SIZES, SETS, MARKET, SHOP]


def booked(text: str, context: dict[str, Any]) -> list[Any]:
    """The lines `text` would book for anybody, cancellations included."""
    got = predict_of(understand(text, context_of({"context": context})))
    lines = list(got.get("lines", []))
    for entry in got.get("entries", []):
        lines += entry["lines"]
    return lines + (["cancel"] if got["intent"] in ("cancel", "command") else [])


NOT_NOW = """
昨天订了2份|上周买过3份了|去年这时候买了10份|以后再来2份|下次给我留3份|改天来两份|等下次开团我要5份|明年再来10份
听说有人订了8份|老许要了2份|楼下那家买了三份|王姐说她上次买了2份|如果便宜我就买100份|要不是没钱就来两份了|早知道订两份
我不要2份|不用给我留2份|别给我记2份|不是我要的2份|两份太多了吧|两份够不够吃啊|2份能放几天|3份打折吗|有人拼2份吗|谁要跟我分2份
谁去超市帮带2瓶水|帮我带2个快递上来|给我打2分|群里有2个人没改名|我家在2楼|2号见|第2次参团|等了2小时|排到第2了|2024年的照片
给你点2个赞|0|-1|+0|0份|1e9|999999999|１００００００|二十万份|一亿份|来一百万份|几|N份|x份|?份
"""

HALF_SAID = """
来点|来些|要点|多来点|少来点|给我整点|随便|都行|看着办|你看着来|老规矩|跟上次一样|照旧|同上|一样|我也是|我也一样|和楼上一样|再来点|再来
"""


def _sentences(table: str) -> list[str]:
    return [s for line in table.strip().splitlines() for s in line.split("|")]


@for_each("text", _sentences(NOT_NOW))
def test_nothing_is_booked_that_is_not_asked_for_now(text: str) -> None:
    for buy in ALL_BUYS:
        assert booked(text, ctx(buy)) == [], buy["title"]


@for_each("text", _sentences(HALF_SAID))
def test_nothing_is_booked_from_half_a_wish(text: str) -> None:
    for buy in ALL_BUYS:
        assert booked(text, ctx(buy)) == [], buy["title"]
        assert booked(text, ctx(buy, has={1: "2"})) == [], buy["title"]


PAIRS = "西瓜2个|来3斤牛肉|蓝莓1盒|要一只烤鸭|两袋面粉|酱油x2|车厘子5斤|帮我妈带2斤带鱼|再来1盒蓝莓|月饼一盒|口罩2包|猫粮1袋"


@for_each("text", _sentences(PAIRS))
def test_goods_on_no_list_are_never_booked_as_something_else(text: str) -> None:
    for buy in ALL_BUYS:
        assert booked(text, ctx(buy)) == [], buy["title"]


TWICE = [
    ("橘子2箱，西瓜1个", FRUIT),
    ("橘子2箱，苹果来点", FRUIT),
    ("橘子一箱 牛肉两斤 苹果三斤", FRUIT),
    ("剁椒鱼头1份，米饭2碗", SIZES),
    ("小炒肉1份，鱼头1份", SIZES),
    ("电池4节，可乐1箱", SHOP),
    ("酸奶2杯，皮蛋1盒", SHOP),
    ("鸡蛋10个，土豆2斤", MARKET),
    ("五花肉2斤，羊肉2斤", MARKET),
    ("番茄两个，鸡蛋一板", MARKET),
    ("橘子2箱，榴莲半个", FRUIT),
    ("芒果两三斤，苹果3斤", FRUIT),
    ("草莓2盒，蓝莓2盒", BERRIES),
    ("大米10斤，面粉一袋", RICE),
]


@for_each(("text", "buy"), TWICE)
def test_half_of_a_message_is_never_booked(text: str, buy: dict[str, Any]) -> None:
    assert booked(text, ctx(buy)) == []


OTHERS = """
#接龙\\n周六羽毛球\\n1. 小林\\n2. 老许|#接龙\\n业主签字反对涨停车费\\n1. 3-502\\n2. 5-101
#接龙\\n班级秋游报名\\n1. 一一妈 2人\\n2. 豆豆爸 3人
[链接] #接龙 丹东草莓 2盒|[图片] 2份|转发：2份起售|接龙链接发群里了|#接龙\\n核酸检测登记\\n1. 小满 3人\\n2. 老许 2人
"""


@for_each("text", [s.replace("\\n", "\n") for s in _sentences(OTHERS)])
def test_chains_and_cards_about_other_things_book_nothing(text: str) -> None:
    for buy in ALL_BUYS:
        assert booked(text, ctx(buy)) == [], buy["title"]


COMMANDS = "截单|核销 3388|延长30分钟|提醒未付款的|汇总|统计|名单|卖完了|到货了|改价30"


@for_each("text", _sentences(COMMANDS))
def test_a_resident_can_neither_command_nor_book_by_commanding(text: str) -> None:
    for buy in ALL_BUYS:
        assert booked(text, ctx(buy)) == [], buy["title"]


QUESTIONS = """
两份多少钱|3份能便宜吗|2份起订吗|一份有多少|一份几个人吃|两份一起买有优惠吗|还剩2份吗|是不是只剩3份了|限购2份吗|每人限2份？|2份包邮吗|一份够两个人吃吗
"""


@for_each("text", _sentences(QUESTIONS))
def test_a_question_with_a_number_books_nothing(text: str) -> None:
    for buy in ALL_BUYS:
        assert booked(text, ctx(buy)) == [], buy["title"]


NO_CANCELLING = """
退休工资|退群|退税了吗|退步了|退伍军人|退潮|退房|退烧了|烧退了|撤离|撤资|取消点赞|取消关注|取消收藏|取消免打扰|航班取消了
会议取消了|今天的课取消了|演唱会取消|旧沙发不要了谁要|旧衣服不要了|不要脸|不要紧|不要急|不要忘了|不要客气|不要再下雨了|不要乱停车|请不要高空抛物
快递取消了|打车取消了|这个纸箱不要了可以拿走|孩子闹着不要了|我不要面子的吗|体检取消了|预约取消|活动取消啦|不要钱吗|不要票|团长退我钱了|押金退了
退了押金|红包退回|钱退给我了|差价退了吗|怎么取消订单|如何退订|有人取消订单吗|取消订单的人多吗|取消要扣钱吗|算了不说了
算了睡觉|我退休了|老公退役了|退货要运费吗|撤回一条消息
"""


@for_each("text", _sentences(NO_CANCELLING))
def test_words_like_cancel_and_never_mind_undo_and_book_nothing(text: str) -> None:
    for context in (ctx(BERRIES, has={1: "2"}), ctx(FRUIT, has={1: "2", 2: "3"}), ctx(BERRIES), ctx(FRUIT)):
        assert booked(text, context) == [], context


NO_NUMBERS = """
1+1|2:1|1:0|T2航站楼|1/2|2+3|我家在A1|B1停车场|7-11|4K|24小时|第2个路口|3岁半|八卦|五一|六六六|七夕|三缺一|两口子|四川
半天|半夜|半小时后|一起|一会儿|一下|一直|一路平安|加油|加1个群|补课|换班|来人啊|来电了|带娃|订机票|订婚|留言|报数|算账|扣分|扣款了|接娃|再见|再说
"""


@for_each("text", _sentences(NO_NUMBERS))
def test_words_like_numbers_and_verbs_book_nothing(text: str) -> None:
    for context in (ctx(BERRIES), ctx(RICE), ctx(FRUIT), ctx(SHOP)):
        assert booked(text, context) == [], context
