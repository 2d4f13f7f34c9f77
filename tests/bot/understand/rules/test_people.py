"""LABELS §2 for: proxies keep the name as written, one's own signature is oneself."""

from typing import Any

from .tables import BERRIES, FRUIT, MARKET, RICE, SETS, ctx, holds, rows


@rows(
    ("帮我爸来2箱橘子", "set 1:2@我爸"),
    ("帮我妈订3斤苹果", "set 2:3@我妈"),
    ("替王姐要一个榴莲", "set 3:1@王姐"),
    ("代老许订2斤芒果", "set 4:2@老许"),
    ("给楼上的周阿姨带1箱橘子", "set 1:1@楼上的周阿姨"),
    ("给9-909带2斤芒果", "set 4:2@9-909"),
    ("帮对门小何带一箱橘子", "set 1:1@对门小何"),
    ("李叔说要2箱橘子", "set 1:2@李叔"),
    ("我婆婆说要3斤苹果", "set 2:3@我婆婆"),
    ("帮隔壁订3斤芒果", "set 4:3@隔壁"),
    ("幫王姐訂2箱橘子", "set 1:2@王姐"),
    ("替我闺蜜订1箱橘子", "set 1:1@我闺蜜"),
    ("给我妹带个榴莲", "set 3:1@我妹"),
    ("代5-1102要2斤苹果", "set 2:2@5-1102"),
    ("帮钱老师订两箱橘子，谢谢", "set 1:2@钱老师"),
    ("帮我同事小罗拿2斤芒果", "set 4:2@我同事小罗"),
    ("给我姥姥留一箱橘子", "set 1:1@我姥姥"),
)
def test_a_proxy_keeps_the_person_as_written(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("帮我来2箱橘子", "set 1:2"),
    ("给我留3斤苹果", "set 2:3"),
    ("帮我订个榴莲", "set 3:1"),
    ("给我2斤芒果", "set 4:2"),
    ("帮我记一下橘子1箱", "set 1:1"),
    ("幫我留兩箱橘子", "set 1:2"),
    ("给我来一箱橘子两斤苹果", "set 1:1 2:2"),
    ("麻烦帮我登记苹果5斤", "set 2:5"),
)
def test_for_me_is_the_sender(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("我橘子2箱，帮我妈3斤苹果", "set 1:2 2:3@我妈"),
    ("我1箱橘子，帮王姐也带1箱橘子", "set 1:1 1:1@王姐"),
    ("橘子2箱，另外帮老许带一个榴莲", "set 1:2 3:1@老许"),
    ("我和我妈各2箱橘子", "set 1:2 1:2@我妈"),
    ("我和王姐各一个榴莲", "set 3:1 3:1@王姐"),
    ("我跟老许各3斤苹果", "set 2:3 2:3@老许"),
    ("帮王姐和老许各带1箱橘子", "set 1:1@王姐 1:1@老许"),
    ("帮我妈和我姐各订2斤芒果", "set 4:2@我妈 4:2@我姐"),
    ("橘子3箱，我1箱，王姐2箱", "set 1:1 1:2@王姐"),
    ("苹果一共6斤，我2斤，我妈4斤", "set 2:2 2:4@我妈"),
    ("帮王姐带2箱橘子，帮老许带3斤苹果", "set 1:2@王姐 2:3@老许"),
    ("我要2斤芒果，我妈要3斤芒果", "set 4:2 4:3@我妈"),
)
def test_orders_for_oneself_and_others_are_split(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("8-302 橘子2箱", "set 1:2"),
    ("小满 橘子2箱", "set 1:2"),
    ("8栋302小满：苹果3斤", "set 2:3"),
    ("302 橘子1箱", "set 1:1"),
    ("阿满，芒果2斤", "set 4:2"),
    ("8-302 小满 榴莲1个", "set 3:1"),
    ("8号楼302 橘子1箱，苹果2斤", "set 1:1 2:2"),
    ("小滿：橘子兩箱", "set 1:2"),
)
def test_a_leading_room_or_name_is_ones_own_signature(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("8-302 橘子2箱", "set 1:2"),
    ("8栋302 苹果3斤", "set 2:3"),
    ("9-909 橘子2箱", "set 1:2@9-909"),
    ("5-1102 榴莲1个", "set 3:1@5-1102"),
    ("3-101 橘子1箱，苹果2斤", "set 1:1@3-101 2:2@3-101"),
)
def test_another_room_than_the_nicknames_is_another_person(text: str, expected: Any) -> None:
    holds(text, expected, ctx(sender="8-302小满"))


@rows(
    ("王姐 橘子2箱", "set 1:2@王姐"),
    ("9-909 橘子2箱", "set 1:2@9-909"),
    ("老许：苹果3斤，芒果2斤", "set 2:3@老许 4:2@老许"),
    ("3-502钱老师 榴莲1个", "set 3:1@3-502钱老师"),
    ("帮王姐记2箱橘子", "set 1:2@王姐"),
    ("我自己橘子1箱", "set 1:1"),
    ("我要2箱橘子", "set 1:2"),
    ("橘子2箱", "set 1:2"),
)
def test_a_leaders_prefix_names_who_it_is_for(text: str, expected: Any) -> None:
    holds(text, expected, ctx(leader=True, sender="团长阿珍"))


@rows(
    ("帮我妈也来2盒", "set 1:2@我妈"),
    ("我和我妈各两盒", "set 1:2 1:2@我妈"),
    ("给楼下王奶奶带1盒", "set 1:1@楼下王奶奶"),
    ("替小何订3盒", "set 1:3@小何"),
    ("帮6-601带一盒草莓", "set 1:1@6-601"),
    ("帮我带一盒", "set 1:1"),
    ("我两盒，我姐一盒", "set 1:2 1:1@我姐"),
    ("6-601 2盒", "set 1:2"),
    ("我妈说要两盒", "set 1:2@我妈"),
    ("帮邻居老罗加一盒", "set 1:1@邻居老罗"),
    ("帮老罗带两盒草莓，她明天转钱", "set 1:2@老罗"),
)
def test_people_with_one_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("帮郝奶奶带2斤五花肉，3斤土豆", "set 10:2@郝奶奶 2:3@郝奶奶"),
    ("给同楼的郝奶奶带一只老母鸡", "set 9:1@同楼的郝奶奶"),
    ("我五花肉1斤，帮郝奶奶带五花肉2斤", "set 10:1 10:2@郝奶奶"),
    ("替301的小孙订鸡蛋2板", "set 8:2@301的小孙"),
    ("我和郝奶奶各1板鸡蛋", "set 8:1 8:1@郝奶奶"),
    ("帮我老公带两瓶牛奶", "set 12:2@我老公"),
)
def test_people_in_the_market(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("给我妈带10斤", "set 1:10@我妈"),
    ("帮7-702订大米20斤", "set 1:20@7-702"),
    ("我和我弟各10斤大米", "set 1:10 1:10@我弟"),
    ("7-702 大米20斤", "set 1:20"),
)
def test_people_with_one_weighed_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(RICE))


@rows(
    ("帮王姐订A两份B一份", "set 1:2@王姐 2:1@王姐"),
    ("我A1，帮我妈B1", "set 1:1 2:1@我妈"),
    ("我和小何各一份A", "set 1:1 1:1@小何"),
)
def test_people_with_lettered_sets(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SETS))


@rows(
    ("帮王姐取消橘子", "cancel 1@王姐"),
    ("王姐的不要了", "cancel all@王姐"),
    ("帮我妈再加一箱橘子", "add 1:1@我妈"),
)
def test_changes_for_others(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT, has={1: "2"}))
