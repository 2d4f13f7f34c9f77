"""LABELS §2 for, §3, §6, §7: people called all kinds of things, numbers and product words among them."""

from typing import Any

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of
from tests.for_each import for_each

from .tables import BERRIES, FRUIT, cmd, ctx, holds

PLAIN = """
小张|小林|老王|老李|陈姐|李阿姨|王奶奶|大勇|豆豆爸|果果妈|Lily|阿May|晓东|海燕|建国|张伟|欧阳倩|美美|静静|云朵|阿强|黄先生|周女士|马老师
何老师|贾医生|尤姐|段姐|何苗|毛毛|元元|双双|千寻|百灵|米粒|豆包|白玉兰|小何|小有|小满|芳芳|陆姐|伍叔|万姐|钱姐|斤斤妈|方叔|安安妈
"""
ODD = """
一一妈|三哥|七仔|半夏|十一|钱多多|小多|阿几|小几|平安是福|高兴
方便|月亮|太阳花|万里|分分|块块|二妞|五月|九斤|两两|百合|千千
"""


def _sentences(table: str) -> list[str]:
    return [s for line in table.strip().splitlines() for s in line.split("|")]


plain = for_each("name", _sentences(PLAIN))


@plain
def test_a_name_in_front_is_a_signature_or_the_leaders_word(name: str) -> None:
    holds(f"{name} 橘子2箱", "set 1:2", ctx(sender=name))
    holds(f"{name}：橘子2箱", "set 1:2", ctx(sender=name))
    holds(f"{name} 橘子2箱", f"set 1:2@{name}", ctx(leader=True, sender="团长阿珍"))


@plain
def test_a_proxy_names_the_person(name: str) -> None:
    context = ctx(sender="木木")
    holds(f"帮{name}带2箱橘子", f"set 1:2@{name}", context)
    holds(f"我和{name}各2箱橘子", f"set 1:2 1:2@{name}", context)
    holds(f"替{name}订一盒", f"set 1:1@{name}", ctx(BERRIES, sender="木木"))
    holds(f"橘子1箱，帮{name}带2斤芒果", f"set 1:1 4:2@{name}", context)


@plain
def test_a_chain_keeps_the_name(name: str) -> None:
    chain = f"#接龙\n1. {name} 橘子2箱\n2. {name}苹果3斤\n3. 8-302{name} 榴莲1个"
    holds(chain, [f"1|{name}|1:2", f"2|{name}|2:3", f"3|8-302{name}|3:1"])
    holds(f"#接龙\n1. {name}\n2. {name} 2盒", [f"1|{name}|1:1", f"2|{name}|1:2"], ctx(BERRIES))
    holds(f"1. {name} 橘子2箱\n2. 阿泽 苹果3斤", [f"1|{name}|1:2", "2|阿泽|2:3"])


@plain
def test_a_leader_reports_on_the_person(name: str) -> None:
    leader = ctx(leader=True, sender="团长阿珍")
    holds(f"{name}已付", cmd("paid", who=name, amount=None), leader)
    holds(f"收到{name}39元", cmd("paid", who=name, amount="39"), leader)
    holds(f"{name}已取", cmd("verify", who=name), leader)
    holds(f"{name}的拿走了", cmd("verify", who=name), leader)


CANCELLING = """
小张|小林|老王|陈姐|李阿姨|王奶奶|豆豆爸|果果妈|黄先生|周女士|马老师|何老师
尤姐|段姐|我妈|我爸|我同事|隔壁|楼下|302|9-909|美美|晓东|张伟|小满
"""


@for_each("name", _sentences(CANCELLING))
def test_anothers_cancellation_never_touches_the_senders_order(name: str) -> None:
    context = ctx(has={1: "2", 2: "3"}, sender="木木")
    for text in (
        f"{name}的不要了",
        f"{name}的橘子不要了",
        f"{name}的取消",
        f"帮{name}取消橘子",
        f"{name}那份退了",
    ):
        got = predict_of(understand(text, context_of({"context": context})))
        assert got["intent"] != "cancel" or got.get("for"), f"{name}: {text} {got}"
        assert got["intent"] != "order", f"{name}: {text} {got}"


def orders(text: str, context: dict[str, Any]) -> list[tuple[Any, ...]]:
    got = predict_of(understand(text, context_of({"context": context})))
    lines = list(got.get("lines", []))
    for entry in got.get("entries", []):
        lines += entry["lines"]
    return [(line["product"], line["qty"]) for line in lines]


@for_each("name", _sentences(ODD))
def test_a_number_in_a_name_is_never_booked(name: str) -> None:
    for text, only in [
        (f"{name} 橘子2箱", (1, "2")),
        (f"{name}：橘子2箱", (1, "2")),
        (f"帮{name}带2箱橘子", (1, "2")),
        (f"我和{name}各2箱橘子", (1, "2")),
        (f"{name}说要2箱橘子", (1, "2")),
        (f"#接龙\n1. {name} 橘子2箱\n2. 8-302{name} 橘子2箱", (1, "2")),
        (f"1. {name} 橘子2箱\n2. 阿泽 橘子2箱", (1, "2")),
    ]:
        assert set(orders(text, ctx(FRUIT))) <= {only}, f"{name}: {text}"
    for text in (f"替{name}订两盒", f"{name}说要2盒", f"帮{name}带2盒", f"{name} 2盒"):
        assert set(orders(text, ctx(BERRIES))) <= {(1, "2")}, f"{name}: {text}"


@for_each("name", [n for n in _sentences(ODD) if n not in {"九斤", "两两", "分分", "块块"}])
def test_an_odd_name_stands_in_a_chain(name: str) -> None:
    holds(f"#接龙\n1. {name} 橘子2箱\n2. 阿泽 苹果3斤", [f"1|{name}|1:2", "2|阿泽|2:3"])
    holds(f"#接龙\n1. {name} 2盒\n2. 阿泽 1盒", [f"1|{name}|1:2", "2|阿泽|1:1"], ctx(BERRIES))
