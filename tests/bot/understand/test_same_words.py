"""Lines of a chain that end in the same words: cut up and read once a buy, whoever writes them."""

from dataclasses import replace

from bot.understand import understand
from bot.understand.catalogue import build
from bot.understand.intent import ChainIntent, Product
from bot.understand.normal import normalize
from bot.understand.tokens import tokenize, tokenize_line
from tests.for_each import for_each

from .buys import NUTS, buy

NAMES = (
    "王姐|3-502 小李|1号楼 赵|小满|三哥|核桃妈妈|来来|2斤|核桃 2斤|2|王姐 +|取消 张|1号|第3|合桃|帮我妈|老王和老李|🍓"
    "|A座1203|要|再来|一一|8点|11月3日|302|李四，|王姐 两"
).split("|")
WORDS = (
    "核桃2袋|1份|2|+1|核桃1袋红枣2袋|1号2袋|号2|半斤葡萄干|袋2|袋|一袋|①2|2号各1|核桃各1|2-3袋核桃|斤半葡萄干|503王|红枣2袋王姐|12袋|核桃2袋了|x2"
    "|1袋核桃|桃2袋|合桃2袋|栋2|元3|点2袋|核桃2袋，|核桃2袋不要|都1袋"
).split("|")


@for_each("word", WORDS)
def test_a_line_is_cut_up_as_if_nobody_had_ended_one_so_before(word: str) -> None:
    known = build(NUTS, "干果团")
    for name in ("邻居", *NAMES):
        line = normalize(f"{name} {word}")
        assert tokenize_line(line, known)[0] == tokenize(line, build(NUTS, "干果团")), line.text


def test_a_number_that_is_part_of_a_name_is_read_with_what_stands_before_it() -> None:
    rice = (
        Product(1, "小米10斤", "袋", "60"),
        Product(2, "小米5斤", "袋", "32"),
        Product(3, "燕麦", "袋", "20"),
    )
    known = build(rice, "杂粮团")
    for word in ("10斤", "5斤", "10斤2袋", "5斤的1袋"):
        for name in ("王姐", "小米", "王姐 小米", "燕麦", "王姐 燕麦"):
            line = normalize(f"{name} {word}")
            fresh = tokenize(line, build(rice, "杂粮团"))
            found = tokenize_line(line, known)[0]
            assert [(t, t.value) for t in found] == [(t, t.value) for t in fresh], line.text


def test_an_entry_means_what_it_means_in_a_buy_where_nobody_wrote_before() -> None:
    used = buy(NUTS)
    for at, name in enumerate(NAMES):
        fresh = replace(used, title=f"{used.title}q{at}")
        for word in WORDS:
            first, again = (understand(f"#接龙\n{used.title}\n1. {name} {word}", it) for it in (fresh, used))
            assert first == again, f"{name} {word}"


def test_who_writes_what_a_neighbour_wrote_gets_the_place_of_the_own_words() -> None:
    text = "#接龙\n干果团\n1. 王姐 核桃2袋\n2. 三楼的李叔 核桃2袋"
    found = understand(text, buy(NUTS))
    assert isinstance(found, ChainIntent)
    spans = [entry.lines[0].span for entry in found.entries]
    assert [text[slice(*it)] for it in spans if it] == ["核桃2袋", "核桃2袋"]
    assert spans[0] != spans[1]
