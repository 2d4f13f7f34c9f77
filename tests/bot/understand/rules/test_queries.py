"""LABELS §5: the topic a question is about; questions to neighbours are none."""

from typing import Any

from .tables import BERRIES, FRUIT, MARKET, SHOP, SIZES, ctx, holds, rows


@rows(
    ("橘子多少钱", "query price"),
    ("苹果怎么卖", "query price"),
    ("榴莲什么价", "query price"),
    ("芒果几块一斤", "query price"),
    ("榴莲贵不贵", "query price"),
    ("橘子一箱多少钱啊", "query price"),
    ("价格是多少", "query price"),
    ("能便宜点吗", "query price"),
    ("有优惠吗", "query price"),
    ("多买有折扣吗", "query price"),
    ("三箱橘子能便宜点不", "query price"),
    ("橘子多少錢一箱？", "query price"),
    ("请问芒果单价多少", "query price"),
    ("这次苹果啥价格呀", "query price"),
    ("榴莲最低多少钱", "query price"),
    ("蘋果怎麼賣", "query price"),
    ("@团长 橘子啥价", "query price"),
)
def test_price_and_bargaining(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("橘子还有吗", "query stock"),
    ("榴莲还有没有", "query stock"),
    ("还有货吗", "query stock"),
    ("芒果还剩几斤", "query stock"),
    ("橘子还剩多少箱", "query stock"),
    ("有没有车厘子", "query stock"),
    ("有西瓜吗", "query stock"),
    ("蓝莓有吗", "query stock"),
    ("苹果卖完了吗", "query stock"),
    ("榴莲还能抢到吗还有吗", "query stock"),
    ("還有橘子嗎", "query stock"),
    ("请问还有苹果不", "query stock"),
    ("橘子有货没", "query stock"),
    ("团长有没有葡萄呀", "query stock"),
)
def test_stock_also_of_unlisted_goods(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("什么时候到货", "query delivery"),
    ("几点到", "query delivery"),
    ("今天能到吗", "query delivery"),
    ("橘子什么时候送", "query delivery"),
    ("在哪里取货", "query delivery"),
    ("去哪儿自提", "query delivery"),
    ("怎么取货", "query delivery"),
    ("送货上门吗", "query delivery"),
    ("几点可以来拿", "query delivery"),
    ("明天几点发货", "query delivery"),
    ("货到了没", "query delivery"),
    ("苹果到了吗", "query delivery"),
    ("我的还在吗，没被拿走吧", "query delivery"),
    ("什麼時候到貨", "query delivery"),
    ("啥时候能提货呀", "query delivery"),
    ("提货点在哪", "query delivery"),
    ("可以送到8栋吗", "query delivery"),
    ("最晚几点可以取", "query delivery"),
)
def test_delivery_and_pickup(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("我订了什么", "query my_order"),
    ("我订了几箱", "query my_order"),
    ("我一共多少钱", "query my_order"),
    ("我要付多少钱", "query my_order"),
    ("我登记上了吗", "query my_order"),
    ("我付款了吗", "query my_order"),
    ("收到我的钱了吗", "query my_order"),
    ("查一下我的订单", "query my_order"),
    ("我的单子记上了没", "query my_order"),
    ("我总共要转多少", "query my_order"),
    ("我訂了幾箱", "query my_order"),
    ("看下我的订单谢谢", "query my_order"),
)
def test_my_order(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT, has={1: "2"}))


@rows(
    ("今天有什么", "query list"),
    ("这次团什么", "query list"),
    ("有哪些品种", "query list"),
    ("都有啥", "query list"),
    ("多少人参加了", "query list"),
    ("几个人订了", "query list"),
    ("有多少人接龙了", "query list"),
    ("成团了吗", "query list"),
    ("成团了没", "query list"),
    ("发一下名单", "query list"),
    ("今天卖啥", "query list"),
    ("差几个人成团", "query list"),
    ("有哪些水果可以订", "query list"),
    ("這次團購有什麼", "query list"),
)
def test_list_of_goods_and_people(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("橘子甜吗", "query other"),
    ("榴莲包熟吗", "query other"),
    ("芒果多大一个", "query other"),
    ("怎么付款", "query other"),
    ("微信还是支付宝", "query other"),
    ("坏了怎么办", "query other"),
    ("可以退款吗", "query other"),
    ("几点截单", "query other"),
    ("什么时候截止", "query other"),
    ("还能订吗", "query other"),
    ("现在还可以下单吗", "query other"),
    ("橘子一箱几斤", "query other"),
    ("产地是哪里", "query other"),
    ("芒果新鲜吗", "query other"),
    ("榴莲几斤一个", "query other"),
    ("橘子有籽吗", "query other"),
    ("怎麼付款呀", "query other"),
    ("还来得及报名吗", "query other"),
)
def test_everything_else_about_the_buy(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("多少钱", "query price"),
    ("多少钱一盒", "query price"),
    ("草莓还有吗", "query stock"),
    ("还剩几盒", "query stock"),
    ("几点送来", "query delivery"),
    ("草莓甜不甜", "query other"),
    ("成团了吗", "query list"),
    ("我订上了吗", "query my_order"),
    ("一盒几斤", "query other"),
    ("有车厘子吗", "query stock"),
    ("草莓到了吗", "query delivery"),
    ("买5盒能便宜不", "query price"),
)
def test_questions_with_one_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("五花肉多少钱一斤", "query price"),
    ("老母鸡一只几斤", "query other"),
    ("鸡蛋还有没有", "query stock"),
    ("今天有茄子吗", "query stock"),
    ("玉米是甜的还是糯的", "query other"),
    ("菜什么时候送到", "query delivery"),
    ("牛奶保质期多久", "query other"),
    ("排骨有没有", "query stock"),
    ("土豆价格", "query price"),
)
def test_questions_in_the_market(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("5号电池多少钱一节", "query price"),
    ("可乐一箱几罐", "query other"),
    ("纸尿裤L码还有吗", "query stock"),
    ("半糖酸奶多少钱", "query price"),
    ("抽纸还剩几提", "query stock"),
    ("三只松鼠坚果保质期到什么时候", "query other"),
)
def test_questions_in_the_shop(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SHOP))


@rows(
    ("鱼头大份和小份差多少钱", "query price"),
    ("小炒肉还有吗", "query stock"),
    ("几点开饭，几点能取", "query delivery"),
)
def test_questions_about_dishes(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SIZES))


@rows(
    ("楼上的，你家橘子吃完了吗", "none"),
    ("谁知道附近哪有修鞋的", "none"),
    ("王姐你孩子上哪个幼儿园", "none"),
    ("今天几度啊", "none"),
    ("小区停水到几点", "none"),
    ("物业电话多少", "none"),
    ("地铁几点末班", "none"),
    ("谁家的狗一直叫", "none"),
    ("你们中午吃啥", "none"),
    ("有人一起拼车吗", "none"),
    ("物業什麼時候上班", "none"),
    ("有没有人会修水管", "none"),
    ("谁有多余的纸箱", "none"),
)
def test_questions_to_neighbours_and_about_other_matters_are_none(text: str, expected: Any) -> None:
    holds(text, expected)
