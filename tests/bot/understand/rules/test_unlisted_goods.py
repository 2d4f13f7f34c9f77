"""LABELS §4: what is on no list is asked about as such, and never booked as what is (harm first)."""

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of
from tests.for_each import for_each

from .tables import BERRIES, FRUIT, MARKET, RICE, SETS, SHOP, SIZES, ctx, holds

GOODS = """
西瓜|葡萄|蓝莓|车厘子|樱桃|猕猴桃|火龙果|哈密瓜|菠萝|凤梨|柚子|柠檬|石榴|香蕉|梨|雪梨|桃子|水蜜桃|枇杷|荔枝|龙眼|杨梅|山竹
椰子|木瓜|甘蔗|白菜|菠菜|芹菜|韭菜|茄子|冬瓜|南瓜|丝瓜|苦瓜|莲藕|山药|红薯|芋头|洋葱|大蒜|生姜|香菜|萝卜|胡萝卜|豆角|毛豆
木耳|香菇|平菇|金针菇|牛肉|羊肉|鸡翅|鸡腿|鸭子|鲫鱼|鲈鱼|带鱼|三文鱼|大闸蟹|基围虾|扇贝|鱿鱼|海带|面粉|馒头|包子|饺子|汤圆
月饼|粽子|蛋糕|面包|饼干|薯片|瓜子|核桃|红枣|枸杞|蜂蜜|茶叶|咖啡|白酒|啤酒|红酒|味精|料酒|蚝油|橄榄油|洗发水|沐浴露|肥皂
毛巾|口罩|垃圾袋|保鲜膜|洗洁精|猫粮|狗粮|雨伞|袜子|拖鞋|充电线
"""


def _sentences(table: str) -> list[str]:
    return [s for line in table.strip().splitlines() for s in line.split("|")]


each = for_each("goods", _sentences(GOODS))


@each
def test_it_is_never_booked_as_something_else(goods: str) -> None:
    for buy in (BERRIES, RICE, FRUIT, SETS, MARKET, SHOP, SIZES):
        if any(goods in name for p in buy["products"] for name in (p["name"], *p["aliases"])):
            continue
        for text in (
            f"来3斤{goods}",
            f"给我留两盒{goods}",
            f"再来1盒{goods}",
            f"帮我妈带2斤{goods}",
            f"{goods} 2",
        ):
            got = predict_of(understand(text, context_of(ctx(buy, has={1: "2"}))))
            assert got["intent"] in ("ask", "none", "query"), f"{goods}: {buy['title']} {text} {got}"


SURELY_GOODS = """
西瓜|葡萄|蓝莓|车厘子|樱桃|猕猴桃|火龙果|哈密瓜|菠萝|凤梨|柚子|柠檬|石榴|香蕉|雪梨|桃子|水蜜桃|枇杷|荔枝|白菜|菠菜|芹菜|茄子
南瓜|山药|红薯|洋葱|大蒜|生姜|胡萝卜|牛肉|羊肉|带鱼|三文鱼|大闸蟹|面粉|包子|饺子|月饼|面包|红枣|蜂蜜|啤酒|红酒|洗洁精|肥皂
"""


@for_each("goods", _sentences(SURELY_GOODS))
def test_the_question_says_that_it_is_not_on_the_list(goods: str) -> None:
    for buy in (BERRIES, RICE, FRUIT, SETS):
        for text in (f"{goods}2份", f"来3斤{goods}", f"给我留两盒{goods}"):
            holds(text, "ask unknown_product", ctx(buy))


@for_each("goods", _sentences(SURELY_GOODS))
def test_the_listed_part_of_the_message_waits_for_the_answer(goods: str) -> None:
    holds(f"橘子2箱，{goods}2斤", "ask unknown_product", ctx(FRUIT))
    holds(f"{goods}2斤，橘子2箱", "ask unknown_product", ctx(FRUIT))
    holds(f"草莓2盒，{goods}1盒", "ask unknown_product", ctx(BERRIES))
