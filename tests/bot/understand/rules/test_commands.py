"""LABELS §6: what a leader tells the system to do, with the arguments."""

from typing import Any

from .tables import cmd, ctx, holds, rows


def told(text: str, expected: Any) -> None:
    holds(text, expected, ctx(leader=True, sender="团长阿珍"))


@rows(
    ("截单", cmd("close")),
    ("截单了", cmd("close")),
    ("现在截单", cmd("close")),
    ("可以截单了", cmd("close")),
    ("截单！", cmd("close")),
    ("停止接单", cmd("close")),
    ("截單", cmd("close")),
    ("立即截单", cmd("close")),
    ("截止接龙", cmd("close")),
)
def test_closing(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("截单时间改到今晚8点", cmd("extend", deadline="2026-11-21 20:00")),
    ("延长到明天中午12点", cmd("extend", deadline="2026-11-22 12:00")),
    ("延到晚上9点半截单", cmd("extend", deadline="2026-11-21 21:30")),
    ("截单推迟到明天上午10点", cmd("extend", deadline="2026-11-22 10:00")),
    ("30分钟后截单", cmd("extend", deadline="2026-11-21 10:30")),
    ("最后10分钟截单", cmd("extend", deadline="2026-11-21 10:10")),
    ("二十分钟后截单", cmd("extend", deadline="2026-11-21 10:20")),
    ("半小时后截单", cmd("extend", deadline="2026-11-21 10:30")),
    ("一小时后截单", cmd("extend", deadline="2026-11-21 11:00")),
    ("8点截单", cmd("extend", deadline="2026-11-21 20:00")),
    ("11点截单", cmd("extend", deadline="2026-11-21 11:00")),
    ("今晚十点截单", cmd("extend", deadline="2026-11-21 22:00")),
    ("下午3点截单", cmd("extend", deadline="2026-11-21 15:00")),
    ("明晚8点截单", cmd("extend", deadline="2026-11-22 20:00")),
    ("截单改到20:30", cmd("extend", deadline="2026-11-21 20:30")),
    ("延长30分钟", cmd("extend", minutes=30)),
    ("推迟20分钟截单", cmd("extend", minutes=20)),
    ("宽限10分钟", cmd("extend", minutes=10)),
    ("延长一小时", cmd("extend", minutes=60)),
    ("延长半小时", cmd("extend", minutes=30)),
    ("截单推迟两小时", cmd("extend", minutes=120)),
    ("延長15分鐘", cmd("extend", minutes=15)),
    ("截单时间延长１５分钟", cmd("extend", minutes=15)),
    ("再延长半个小时吧", cmd("extend", minutes=30)),
)
def test_extending(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("橘子到了", cmd("arrived", products=[1])),
    ("橘子到货", cmd("arrived", products=[1])),
    ("苹果和芒果到货了", cmd("arrived", products=[2, 4])),
    ("到货了", cmd("arrived", products=[])),
    ("全部到货", cmd("arrived", products=[])),
    ("货都到了，大家来取", cmd("arrived", products=[])),
    ("都到了", cmd("arrived", products=[])),
    ("除了橘子没到，其他到了", cmd("arrived", products=[2, 3, 4])),
    ("榴莲没到，其他都到了", cmd("arrived", products=[1, 2, 4])),
    ("橘子已到，可以来拿了", cmd("arrived", products=[1])),
    ("榴蓮到了", cmd("arrived", products=[3])),
)
def test_arrived(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("核销 3388", cmd("verify", code="3388")),
    ("核销3388", cmd("verify", code="3388")),
    ("核销码 A7K2", cmd("verify", code="A7K2")),
    ("核销 B2046", cmd("verify", code="B2046")),
    ("王姐已取", cmd("verify", who="王姐")),
    ("王姐的拿走了", cmd("verify", who="王姐")),
    ("3-502拿走了", cmd("verify", who="3-502")),
    ("老许 已取", cmd("verify", who="老许")),
    ("核销王姐", cmd("verify", who="王姐")),
    ("钱老师的货拿走了", cmd("verify", who="钱老师")),
    ("8-302已取", cmd("verify", who="8-302")),
)
def test_verify(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("汇总", cmd("summary", products=[], filter="all")),
    ("统计", cmd("summary", products=[], filter="all")),
    ("出一下汇总", cmd("summary", products=[], filter="all")),
    ("汇总一下", cmd("summary", products=[], filter="all")),
    ("發一下匯總", cmd("summary", products=[], filter="all")),
    ("汇总橘子", cmd("summary", products=[1], filter="all")),
    ("橘子汇总", cmd("summary", products=[1], filter="all")),
    ("统计一下榴莲和芒果", cmd("summary", products=[3, 4], filter="all")),
    ("没付款的名单", cmd("summary", products=[], filter="unpaid")),
    ("未付款名单", cmd("summary", products=[], filter="unpaid")),
    ("还有谁没付款", cmd("summary", products=[], filter="unpaid")),
    ("谁还没取货", cmd("summary", products=[], filter="unpicked")),
    ("未取货名单", cmd("summary", products=[], filter="unpicked")),
    ("统计未取的", cmd("summary", products=[], filter="unpicked")),
    ("看看谁没付钱", cmd("summary", products=[], filter="unpaid")),
)
def test_summary(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("提醒未付款的", cmd("remind", filter="unpaid")),
    ("催一下没付款的", cmd("remind", filter="unpaid")),
    ("提醒没取货的人来取", cmd("remind", filter="unpicked")),
    ("提醒大家取货", cmd("remind", filter="unpicked")),
    ("催一下没付钱的", cmd("remind", filter="unpaid")),
    ("提醒一下还没来拿的邻居", cmd("remind", filter="unpicked")),
    ("催付款", cmd("remind", filter="unpaid")),
    ("提醒未取貨的", cmd("remind", filter="unpicked")),
)
def test_remind(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("取消本次团购", cmd("cancel_buy")),
    ("这个团取消", cmd("cancel_buy")),
    ("取消这个团", cmd("cancel_buy")),
    ("本团取消", cmd("cancel_buy")),
    ("这次团购取消了", cmd("cancel_buy")),
    ("撤团", cmd("cancel_buy")),
    ("取消本次團購", cmd("cancel_buy")),
)
def test_cancelling_the_buy(text: str, expected: Any) -> None:
    told(text, expected)


def opened(title: str | None, deadline: str | None, *goods: tuple[str, str, str]) -> dict[str, Any]:
    products = [{"name": n, "price": p, "unit": u} for n, p, u in goods]
    return cmd("open", title=title, products=products, deadline=deadline)


@rows(
    ("开团：草莓 35元/盒", opened(None, None, ("草莓", "35", "盒"))),
    (
        "开团：周末水果\n橘子 39元/箱\n苹果 6.8元/斤",
        opened("周末水果", None, ("橘子", "39", "箱"), ("苹果", "6.8", "斤")),
    ),
    (
        "开团：海鲜\n1. 带鱼 28元/斤\n2. 大虾 45元/斤\n今晚8点截单",
        opened("海鲜", "2026-11-21 20:00", ("带鱼", "28", "斤"), ("大虾", "45", "斤")),
    ),
    (
        "开团\n阳澄湖大闸蟹 128元/盒\n截单：明天中午12点",
        opened(None, "2026-11-22 12:00", ("阳澄湖大闸蟹", "128", "盒")),
    ),
    ("開團：葡萄 15元/斤", opened(None, None, ("葡萄", "15", "斤"))),
    (
        "开团：面包\n吐司 18元/袋\n可颂 12元/个\n贝果 10元/个",
        opened("面包", None, ("吐司", "18", "袋"), ("可颂", "12", "个"), ("贝果", "10", "个")),
    ),
)
def test_open(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("大家晚上好呀", "none"),
    ("谢谢邻居们支持", "none"),
    ("这批橘子特别甜，喜欢的赶紧下单哦", "none"),
    ("今天的榴莲个个报恩，不好吃包赔！", "none"),
    ("喜欢的邻居抓紧啦", "none"),
    ("感谢王姐帮忙宣传", "none"),
    ("下周还会开樱桃团，敬请期待", "none"),
    ("辛苦大家了", "none"),
    ("哈哈哈好的", "none"),
    ("基地现摘，产地直发，错过再等一年", "none"),
    ("我去接下孩子，晚点回复大家", "none"),
    ("不客气", "none"),
    ("橘子3箱", "set 1:3"),
    ("我自己要2斤芒果", "set 4:2"),
    ("给我留一个榴莲", "set 3:1"),
)
def test_promotion_thanks_and_the_leaders_own_orders(text: str, expected: Any) -> None:
    told(text, expected)


@rows(
    ("延长30分钟", "none"),
    ("核销 A7K2", "none"),
    ("截单吧", "none"),
    ("提醒未付款的", "none"),
    ("橘子改价35", "none"),
    ("橘子售罄", "none"),
    ("王姐已付", "none"),
)
def test_from_a_resident_they_are_nothing(text: str, expected: Any) -> None:
    holds(text, expected, ctx())
