"""LABELS §1: which of chain, command, order, query and none a message is; the first that applies."""

from typing import Any

from .tables import BERRIES, MARKET, RICE, SETS, SHOP, SIZES, cmd, ctx, holds, rows


@rows(
    ("橘子2箱，一共多少钱？", "set 1:2"),
    ("要一个榴莲，怎么付钱", "set 3:1"),
    ("苹果三斤 钱转给谁呀", "set 2:3"),
    ("来3斤芒果，什么时候能到？", "set 4:3"),
    ("橘子一箱，可以送到家吗", "set 1:1"),
    ("苹果5斤，收到请回复一下", "set 2:5"),
    ("什么时候到货呀？我要两箱橘子", "set 1:2"),
    ("橘子甜吗？给我来一箱吧", "set 1:1"),
    ("榴莲1个，坏了包赔吗？", "set 3:1"),
    ("蘋果兩斤，請問怎麼付款？", "set 2:2"),
    ("榴莲要一个，橘子要两箱，支付宝行吗", "set 3:1 1:2"),
    ("订1箱橘子，群主微信转你可以吗？", "set 1:1"),
)
def test_an_order_wins_over_a_question_in_the_same_message(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("榴莲还有的话来一个", "set 3:1"),
    ("有橘子的话给我留两箱", "set 1:2"),
    ("还有芒果就来三斤", "set 4:3"),
    ("如果还有货，苹果5斤", "set 2:5"),
    ("要是还有橘子我就要1箱", "set 1:1"),
    ("没卖完的话来2斤芒果", "set 4:2"),
    ("橘子还有吗？有就来两箱", "set 1:2"),
    ("榴蓮還有的話，要1個", "set 3:1"),
)
def test_a_condition_on_availability_is_still_an_order(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("芒果甜不甜？甜的话我要两斤", "query other"),
    ("榴莲熟吗？熟了我就来一个", "query other"),
    ("橘子能便宜点吗？便宜我就拿三箱", "query price"),
    ("买3箱橘子有优惠吗", "query price"),
)
def test_any_other_condition_is_no_order_but_its_question(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("能否给我留2箱橘子", "set 1:2"),
    ("可以帮我订三斤苹果吗", "set 2:3"),
    ("能不能要半斤芒果", "set 4:0.5"),
    ("半斤芒果可以不", "set 4:0.5"),
    ("方便的话给我记两斤苹果", "set 2:2"),
    ("麻烦您帮我登记一个榴莲，谢谢啦", "set 3:1"),
    ("请问可以给我留一箱橘子吗？", "set 1:1"),
    ("团长可不可以给我来2斤芒果呀", "set 4:2"),
    ("辛苦团长，橘子一箱🙏", "set 1:1"),
    ("不好意思，想订一箱橘子可以吗", "set 1:1"),
    ("劳驾 苹果 4 斤", "set 2:4"),
    ("能給我留三斤芒果嗎", "set 4:3"),
    ("要一斤半苹果行吗", "set 2:1.5"),
    ("可以给我来个榴莲吗", "set 3:1"),
)
def test_polite_forms_count_as_ordering(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("两箱橘子多少钱", "query price"),
    ("三斤苹果多少钱？", "query price"),
    ("10斤芒果一共多少钱", "query price"),
    ("5斤苹果怎么卖", "query price"),
    ("一个榴莲几块钱啊", "query price"),
    ("1箱橘子有几斤", "query other"),
    ("一个榴莲大概多重", "query other"),
    ("一箱橘子够吃多久", "query other"),
    ("兩箱橘子多少錢", "query price"),
    ("２箱橘子多少钱？", "query price"),
)
def test_number_and_product_as_the_object_of_a_question_is_a_query(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("截单", "none"),
    ("截单啦", "none"),
    ("核销 A1234", "none"),
    ("核销3388", "none"),
    ("汇总", "query list"),
    ("统计一下", "query list"),
    ("名单", "query list"),
    ("汇总一下", "query list"),
    ("发个名单看看", "query list"),
    ("统计", "query list"),
)
def test_a_resident_commands_nothing(text: str, expected: Any) -> None:
    holds(text, expected, ctx())


@rows(
    ("截单", cmd("close")),
    ("汇总", cmd("summary", products=[], filter="all")),
    ("核销 A1234", cmd("verify", code="A1234")),
    ("橘子2箱", "set 1:2"),
    ("我自己也来3斤苹果", "set 2:3"),
    ("谢谢大家支持", "none"),
    ("大家早上好呀", "none"),
)
def test_the_leader_commands_orders_and_chats(text: str, expected: Any) -> None:
    holds(text, expected, ctx(leader=True, sender="团长阿珍"))


@rows(
    ("1. 橘子2箱\n2. 苹果3斤", "set 1:2 2:3"),
    ("1、榴莲1个\n2、芒果2斤\n3、橘子一箱", "set 3:1 4:2 1:1"),
    ("1.苹果 2斤\n2.橘子 1箱\n谢谢", "set 2:2 1:1"),
)
def test_numbered_lines_that_start_with_a_product_are_an_ordinary_order(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("1. 小满 橘子2箱\n2. 阿泽 苹果3斤", ["1|小满|1:2", "2|阿泽|2:3"]),
    ("3. 冬冬妈 榴莲1个", ["3|冬冬妈|3:1"]),
    ("1、3-502 苹果5斤\n2、7-1101 橘子1箱", ["1|3-502|2:5", "2|7-1101|1:1"]),
    ("接龙\n1. 阿泽 芒果2斤\n2. 老康 橘子1箱", ["1|阿泽|4:2", "2|老康|1:1"]),
    ("#接龙\n1. 阿泽 芒果2斤", ["1|阿泽|4:2"]),
    ("#接龍\n1. 阿明 芒果2斤\n2. 老康 橘子兩箱", ["1|阿明|4:2", "2|老康|1:2"]),
    ("#Group Note\n周末水果\n\n1. Lily 橘子1箱\n2. Tom 苹果2斤", ["1|Lily|1:1", "2|Tom|2:2"]),
    ("1.阿泽 芒果2斤 2.老康 橘子1箱 3.娜娜 榴莲1个", ["1|阿泽|4:2", "2|老康|1:1", "3|娜娜|3:1"]),
)
def test_numbered_people_are_a_chain(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("#接龙\n周六羽毛球，双打\n\n1. 阿泽\n2. 老康", "none"),
    ("#接龙\n家长会签到\n\n1. 一一妈妈\n2. 豆豆爸爸\n3. 果果妈", "none"),
    ("#接龙\n关于电梯停运向物业投诉\n1. 3-502\n2. 5-101\n3. 7-1602", "none"),
    ("#接龙 周日爬山报名\n1. 小林 2人\n2. 老许 1人", "none"),
    ("#接龙\n同意安装充电桩的业主接龙\n1. 2-301 同意\n2. 4-502 同意", "none"),
    ("[链接] #接龙 周末水果团", "none"),
    ("[链接]#接龙\n周末水果\n1. 阿泽 橘子2箱", "none"),
)
def test_a_chain_about_something_else_or_a_card_is_none(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("草莓多少钱一盒", "query price"),
    ("来两盒，多少钱", "set 1:2"),
    ("两盒多少钱", "query price"),
    ("草莓要是甜就来两盒，甜吗", "query other"),
    ("还有货吗，有的话来3盒", "set 1:3"),
    ("能给我留1盒不", "set 1:1"),
    ("截单", "none"),
)
def test_the_same_order_of_intents_with_one_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("五花肉2斤，怎么付款？", "set 10:2"),
    ("两只老母鸡多少钱", "query price"),
    ("能不能给我留一块老豆腐", "set 6:1"),
    ("1. 五花肉1斤\n2. 土豆3斤\n3. 玉米4根", "set 10:1 2:3 11:4"),
    ("牛奶有的话来2瓶", "set 12:2"),
)
def test_the_same_with_twelve_products(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("可乐1箱，雪碧1箱，多少钱一共？", "set 12:1 13:1"),
    ("两箱可乐多少钱", "query price"),
    ("豆油有货的话要一桶", "set 15:1"),
    ("能给我留2提抽纸吗", "set 8:2"),
    ("1.挂面3把\n2.皮蛋1盒", "set 19:3 24:1"),
)
def test_the_same_with_thirty_products(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SHOP))


@rows(
    ("大米2斤，可以送上门吗", "set 1:2"),
    ("十斤大米多少钱", "query price"),
    ("大米还有的话来20斤", "set 1:20"),
)
def test_the_same_with_one_weighed_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(RICE))


@rows(
    ("甲套餐两份怎么付", "query other"),
    ("A一份，B一份，明天到吗", "set 1:1 2:1"),
    ("两份A多少钱", "query price"),
)
def test_the_same_with_lettered_sets(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SETS))


@rows(
    ("小炒肉一份，会不会很辣", "set 3:1"),
    ("口味虾三斤多少钱", "query price"),
    ("能否来两碗米饭", "set 5:2"),
)
def test_the_same_with_dishes(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SIZES))
