"""Questions told by their shape, bargains, and a leader's talk that names no command."""

from bot.understand import topics
from bot.understand.commands.cues import plausible
from tests.for_each import for_each

from .buys import DISHES, EGGS, buy, said


@for_each(
    ("text", "topic"),
    [
        ("有没有团购价", "price"),
        ("核桃没了吗", "stock"),
        ("有大包装的核桃吗", "stock"),
        ("我的订单", "my_order"),
        ("帮我看看我订上没有", "my_order"),
        ("我之前订了多少来着", "my_order"),
        ("都有谁订了", "list"),
        ("卖的都是什么呀", "list"),
        ("发一下清单", "list"),
        ("核桃脆不脆", "other"),
        ("核桃现在脆不脆", "other"),
        ("钱转给谁", "other"),
        ("核桃送不送上门", "delivery"),
        ("两袋核桃70行不行", "price"),
        ("核桃30一袋卖不卖", "price"),
        ("核桃要是30块一袋我就要10袋", "price"),
        ("核桃是大的还是小的", "other"),
    ],
)
def test_what_a_question_is_about(text: str, topic: str) -> None:
    assert said(text) == f"query {topic}"


def test_how_much_is_in_one_is_no_question_of_stock() -> None:
    assert said("一板有多少个", buy(EGGS)) == "query other"
    assert said("酸菜鱼大份几个人吃", buy(DISHES)) == "query other"


@for_each(
    "text",
    [
        "米饭还是自己家的香",
        "盒马核桃打折了",
        "核桃手机坏了哪里修",
        "红枣谷去过吗",
        "理发多少钱",
        "老许你那个核桃在哪买的",
        "如果我是团长就买10袋",
        "我再看看要不要两袋",
    ],
)
def test_what_is_no_question_to_us(text: str) -> None:
    assert said(text, buy((*DISHES[2:], *buy().products))) == "none"


def test_an_order_wins_over_the_question_behind_it() -> None:
    assert said("核桃2袋 钱转给谁呀") == "set 1:2"


def test_every_topic_can_be_found_by_its_words_alone() -> None:
    for topic, words in topics.TOPICS:
        first = words.pattern.split("|")[0]
        assert words.search(f"请问{first}"), topic


@for_each("who", ["王姐", "小有", "3-502", "阿May", "301的小孙", "晓东", "老许"])
def test_people_can_have_paid(who: str) -> None:
    assert plausible(who)
    assert said(f"{who}已付", buy(leader=True)) == f"paid {{'who': '{who}', 'amount': None}}"


@for_each(
    "text",
    [
        "收到王姐的祝福了",
        "新疆的阳光给了它甜度",
        "核销码在短信里",
        "核销的时候出示一下",
        "垃圾拿走了",
        "王姐付了没",
        "等会儿截单",
        "今天只剩半天了",
        "名单我晚上发",
        "统计下孩子年龄",
        "统计一下谁要去爬山",
        "提醒一下大家明天降温",
        "核桃涨价了批发价都要40",
        "这个团结束后休息两天",
        "今天一共接了多少单我也数不清了",
    ],
)
def test_a_leaders_talk_is_no_command(text: str) -> None:
    assert said(text, buy(leader=True)) == "none"


@for_each(
    ("text", "meaning"),
    [
        ("核銷 3388", "verify {'code': '3388'}"),
        ("核销 ３３８８", "verify {'code': '3388'}"),
        ("核销 A7K2", "verify {'code': 'A7K2'}"),
        ("除核桃没到其他都到了", "arrived {'products': [2, 3, 4]}"),
        ("1号2号到货", "arrived {'products': [1, 2]}"),
        ("统计一下核桃和红枣", "summary {'products': [1, 2], 'filter': 'all'}"),
        ("汇总一下给供货商", "summary {'products': [], 'filter': 'all'}"),
        ("催一下没付款的", "remind {'filter': 'unpaid'}"),
    ],
)
def test_a_leaders_commands(text: str, meaning: str) -> None:
    assert said(text, buy(leader=True)) == meaning
