"""LABELS §6: a leader's commands about goods and money: stock, payments, prices; in every kind of buy."""

from typing import Any

from .tables import BERRIES, FRUIT, MARKET, SETS, SHOP, SIZES, cmd, ctx, holds, rows


def told(text: str, expected: Any, buy: dict[str, Any] = FRUIT) -> None:
    holds(text, expected, ctx(buy, leader=True, sender="团长阿珍"))


@rows(
    ("榴莲卖完了", cmd("stock", product=3, op="set", qty="0")),
    ("橘子售罄", cmd("stock", product=1, op="set", qty="0")),
    ("芒果下架", cmd("stock", product=4, op="set", qty="0")),
    ("下架榴莲", cmd("stock", product=3, op="set", qty="0")),
    ("橘子只剩5箱", cmd("stock", product=1, op="set", qty="5")),
    ("橘子还剩8箱", cmd("stock", product=1, op="set", qty="8")),
    ("榴莲限量10个", cmd("stock", product=3, op="set", qty="10")),
    ("橘子限量二十箱", cmd("stock", product=1, op="set", qty="20")),
    ("橘子又到10箱", cmd("stock", product=1, op="add", qty="10")),
    ("榴莲补货6个", cmd("stock", product=3, op="add", qty="6")),
    ("苹果补货50斤", cmd("stock", product=2, op="add", qty="50")),
    ("苹果又到了30斤", cmd("stock", product=2, op="add", qty="30")),
    ("只剩3个榴莲了", cmd("stock", product=3, op="set", qty="3")),
    ("芒果庫存只剩20斤", cmd("stock", product=4, op="set", qty="20")),
    ("榴蓮賣完了", cmd("stock", product=3, op="set", qty="0")),
    ("苹果还剩两斤半", cmd("stock", product=2, op="set", qty="2.5")),
)
def test_stock(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("王姐已付", cmd("paid", who="王姐", amount=None)),
    ("王姐付了", cmd("paid", who="王姐", amount=None)),
    ("老许已付款", cmd("paid", who="老许", amount=None)),
    ("收到王姐78元", cmd("paid", who="王姐", amount="78")),
    ("王姐付了78", cmd("paid", who="王姐", amount="78")),
    ("老许已付39元", cmd("paid", who="老许", amount="39")),
    ("3-502已付款", cmd("paid", who="3-502", amount=None)),
    ("3-502付了129元", cmd("paid", who="3-502", amount="129")),
    ("收到钱老师转账20.4元", cmd("paid", who="钱老师", amount="20.4")),
    ("王姐已付款１２９元", cmd("paid", who="王姐", amount="129")),
    ("收到老许39块", cmd("paid", who="老许", amount="39")),
    ("王姐已收款", cmd("paid", who="王姐", amount=None)),
)
def test_paid(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("橘子改价35", cmd("price", product=1, price="35")),
    ("橘子降价到35元", cmd("price", product=1, price="35")),
    ("苹果价格改成5.8", cmd("price", product=2, price="5.8")),
    ("榴莲涨价到139", cmd("price", product=3, price="139")),
    ("芒果改成10块一斤", cmd("price", product=4, price="10")),
    ("橘子改价为35.5元", cmd("price", product=1, price="35.5")),
    ("榴蓮改價119", cmd("price", product=3, price="119")),
    ("橘子价格调整为３６元", cmd("price", product=1, price="36")),
)
def test_price(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("草莓还剩12盒", cmd("stock", product=1, op="set", qty="12")),
    ("草莓卖完了", cmd("stock", product=1, op="set", qty="0")),
    ("草莓到了", cmd("arrived", products=[1])),
    ("草莓改价32", cmd("price", product=1, price="32")),
    ("截单", cmd("close")),
    ("延长20分钟", cmd("extend", minutes=20)),
    ("补货10盒草莓", cmd("stock", product=1, op="add", qty="10")),
    ("草莓汇总", cmd("summary", products=[], filter="all")),
)
def test_commands_with_one_product(text: str, expected: Any) -> None:
    told(text, expected, BERRIES)


@rows(
    ("五花肉和老母鸡到了", cmd("arrived", products=[9, 10])),
    ("除了鸡蛋没到，其他到了", cmd("arrived", products=[1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12])),
    ("鲜牛奶只剩6瓶", cmd("stock", product=12, op="set", qty="6")),
    ("五花肉改价20", cmd("price", product=10, price="20")),
    ("老母鸡售罄", cmd("stock", product=9, op="set", qty="0")),
    ("玉米又到40根", cmd("stock", product=11, op="add", qty="40")),
    ("统计五花肉", cmd("summary", products=[10], filter="all")),
)
def test_commands_in_the_market(text: str, expected: Any) -> None:
    told(text, expected, MARKET)


@rows(
    ("5号电池只剩20节", cmd("stock", product=5, op="set", qty="20")),
    ("可乐330ml*24罐 卖完了", cmd("stock", product=12, op="set", qty="0")),
    ("纸尿裤XL码到货", cmd("arrived", products=[4])),
    ("半糖酸奶改价5.5", cmd("price", product=1, price="5.5")),
    ("三只松鼠坚果限量10盒", cmd("stock", product=11, op="set", qty="10")),
)
def test_commands_in_the_shop(text: str, expected: Any) -> None:
    told(text, expected, SHOP)


@rows(
    ("A到了", cmd("arrived", products=[1])),
    ("A和C到货", cmd("arrived", products=[1, 3])),
    ("B卖完了", cmd("stock", product=2, op="set", qty="0")),
    ("菌菇套餐只剩4份", cmd("stock", product=3, op="set", qty="4")),
)
def test_commands_by_letter(text: str, expected: Any) -> None:
    told(text, expected, SETS)


@rows(
    ("剁椒鱼头大份只剩3份", cmd("stock", product=1, op="set", qty="3")),
    ("剁椒鱼头小份售罄", cmd("stock", product=2, op="set", qty="0")),
    ("小龙虾补货20斤", cmd("stock", product=4, op="add", qty="20")),
)
def test_commands_about_dishes(text: str, expected: Any) -> None:
    told(text, expected, SIZES)
