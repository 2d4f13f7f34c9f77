"""Several rules at once: dictated, long and messy messages as people really write them."""

from typing import Any

from .tables import BERRIES, FRUIT, MARKET, RICE, SETS, SHOP, SIZES, ctx, holds, rows


@rows(
    ("团长晚上好，麻烦帮我登记一下橘子两箱苹果三斤谢谢", "set 1:2 2:3"),
    ("嗯嗯那就要两箱橘子吧再要三斤苹果", "set 1:2 2:3"),
    ("看着不错，橘子来一箱尝尝", "set 1:1"),
    ("孩子爱吃，芒果多拿点，拿五斤吧", "set 4:5"),
    ("橘子我要两箱 然后芒果我要三斤 榴莲就不要了", "set 1:2 4:3"),
    ("8-302，橘子2箱，芒果3斤要熟的，明天下午来拿", "set 1:2#明天下午来拿 4:3#要熟的"),
    ("要橘子，两箱", "set 1:2"),
    ("橘子啊，给我来两箱", "set 1:2"),
    ("苹果2斤3两", "set 2:2.3"),
    ("榴莲来一个！！！", "set 3:1"),
    ("来来来，橘子两箱", "set 1:2"),
    ("我的：橘子1箱、芒果2斤。谢谢！", "set 1:1 4:2"),
    ("橘子 1 箱\n\n芒果 2 斤", "set 1:1 4:2"),
    ("～橘子～两箱～", "set 1:2"),
    ("橘子2⃣️箱", "set 1:2"),
    ("刚下班，还能订吗？橘子两箱", "set 1:2"),
    ("第一次在群里买，橘子来一箱", "set 1:1"),
    ("我家三口人，苹果来五斤", "set 2:5"),
)
def test_dictated_and_chatty_orders(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("苹果一共5斤，我2斤，王姐3斤", "set 2:2 2:3@王姐"),
    ("我、王姐、老许各1箱橘子", "set 1:1 1:1@王姐 1:1@老许"),
    ("我和王姐、老许各要2斤苹果", "set 2:2 2:2@王姐 2:2@老许"),
    ("帮我爸妈订2箱橘子", "set 1:2@我爸妈"),
    ("我橘子1箱苹果2斤，帮老许带芒果2斤榴莲1个", "set 1:1 2:2 4:2@老许 3:1@老许"),
    ("帮楼下孙大爷带一箱橘子，他不会用手机", "set 1:1@楼下孙大爷"),
    ("老许让我帮他订2箱橘子", "set 1:2@老许"),
)
def test_several_people_in_one_message(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("橘子再加1箱，苹果改成5斤，榴莲不要了", "set 1:3 2:5 3:0"),
    ("上面写错了，橘子是3箱", "set 1:3"),
    ("我那个橘子再多要一箱哈", "add 1:1"),
    ("橘子少一箱，苹果不变", "set 1:1"),
    ("橘子不变，苹果再来2斤", "add 2:2"),
    ("把榴莲去掉", "cancel 3"),
    ("榴莲换成2斤芒果", "set 3:0 4:2"),
    ("苹果改为一斤半，其他照旧", "set 2:1.5"),
)
def test_changes_within_a_longer_order(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has={1: "2", 2: "3", 3: "1"}))


@rows(
    ("五花肉2斤切片，土豆3斤，番茄2斤要硬的，鸡蛋1板，牛奶2瓶", "set 10:2#切片 2:3 3:2#要硬的 8:1 12:2"),
    ("上海青一斤土豆两斤西红柿三斤黄瓜四斤", "set 1:1 2:2 3:3 4:4"),
    ("空心菜2把老豆腐1块内酯豆腐2盒", "set 5:2 6:1 7:2"),
    ("土豆、番茄、黄瓜各2斤，鸡蛋1板", "set 2:2 3:2 4:2 8:1"),
    ("五花肉斤半，要肥一点，老母鸡一只", "set 10:1.5#要肥一点 9:1"),
    ("1. 土豆2斤\n2. 番茄2斤\n3. 鸡蛋10个", "ask missing_qty"),
    ("番茄2斤，黄瓜两根，土豆3斤", "ask missing_qty"),
    ("鸡蛋一板，鸭蛋一板", "ask unknown_product"),
)
def test_long_market_lists(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("5号电池4节，7号电池4节，抽纸2提，可乐1箱", "set 5:4 6:4 8:2 12:1"),
    ("半糖酸奶和原味酸奶各3杯", "set 1:3 2:3"),
    ("纸尿裤L码3包", "set 3:3"),
    ("纸尿裤XL码 2", "set 4:2"),
    ("黑米、小米、红豆、绿豆各一斤", "set 20:1 21:1 22:1 23:1"),
    ("海天生抽2瓶，老干妈3瓶，挂面5把，火腿肠4袋", "set 17:2 27:3 19:5 26:4"),
    ("小米斤半 红豆半斤", "set 21:1.5 22:0.5"),
    ("可乐1箱雪碧2箱矿泉水3箱", "set 12:1 13:2 14:3"),
    ("5号电池半打", "ask missing_qty"),
    ("皮蛋1盒，松花蛋1盒", "ask unknown_product"),
)
def test_long_shop_lists(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SHOP))


@rows(
    ("那我来两盒吧，上次的很甜", "set 1:2"),
    ("草莓要两盒就够了", "set 1:2"),
    ("好的，我要3盒", "set 1:3"),
    ("我家2盒，我妈家1盒", "set 1:2 1:1@我妈"),
    ("6-601要两盒，已付款", "set 1:2"),
)
def test_chatty_orders_of_one_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("我们家来30斤大米，送到2号楼", "set 1:30"),
    ("大米20斤分两袋装", "set 1:20#分两袋装"),
    ("五常大米 10公斤 谢谢", "set 1:20"),
)
def test_chatty_orders_of_a_weighed_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(RICE))


@rows(
    ("A和B各来一份，C不要", "set 1:1 2:1"),
    ("A套餐两份，B套餐一份", "set 1:2 2:1"),
    ("给我妈A一份，我自己C两份", "set 1:1@我妈 3:2"),
)
def test_chatty_orders_by_letter(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SETS))


@rows(
    ("剁椒鱼头大份小份各一份", "set 1:1 2:1"),
    ("鱼头一份小炒肉两份米饭两碗", "ask ambiguous_product"),
)
def test_chatty_orders_of_dishes(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SIZES))


@rows(
    ("我上次说要2箱橘子，后来没要", "none"),
    ("橘子2箱已经收到了，谢谢团长", "none"),
    ("刚拿了2箱橘子，有点沉", "none"),
    ("昨天说的三斤芒果我老公吃光了", "none"),
    ("我同事在别的团买的2箱橘子才60", "none"),
    ("我家冰箱里还有2箱橘子呢", "none"),
    ("一个榴莲能开出4房肉算不错了", "none"),
    ("三斤苹果榨一杯汁", "none"),
    ("老公说别买榴莲", "none"),
    ("他们团3箱橘子送1箱", "none"),
    ("橘子吃了3天还没吃完", "none"),
)
def test_long_sentences_that_order_nothing(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT))
