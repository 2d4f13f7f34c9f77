"""Why it is this point, and why not that one, however people ask; how to get there is another question."""

from bot.parsing.point_question import PointQuestion, apart, asked_after, asked_whole
from tests.for_each import for_each

WHY = (
    ("为什么是2号点", 2),
    ("为什么是 2 号点？", 2),
    ("为什么不在3号点", 3),
    ("为什么不是三号点啊", 3),
    ("为什么我在2号点取", 2),
    ("为什么我这次在2号点取货", 2),
    ("为什么我家的货在2号点", 2),
    ("怎么把我分到2号点了", 2),
    ("咋把我家分到5号点了呀", 5),
    ("我怎么在2号点", 2),
    ("我的货怎么在2号点", 2),
    ("怎么又是2号点", 2),
    ("怎么会分到2号点", 2),
    ("怎么给我换到2号点了", 2),
    ("为啥给我安排到二号自提点啊？", 2),
    ("為什麼把我分到３號點", 3),
    ("凭什么我要去12号点拿", 12),
    ("请问为什么我分到1号点", 1),
    ("为什么自提点是2号点", 2),
    ("为什么今天在2号点取", 2),
    ("为什么我不能去3号点拿", 3),
    ("为什么是这个点", None),
    ("为什么这个自提点", None),
    ("为什么分这么远", None),
    ("为什么要去那边取", None),
)
SOMETHING_ELSE = (
    "怎么去2号点",
    "2号点怎么走",
    "怎么换到2号点",
    "怎么把自提点换到2号点",
    "怎么改自提点",
    "为什么2点取",
    "为什么2号取",
    "怎么这么远",
    "为什么这么远",
    "为什么草莓这么贵",
    "为什么取货点变了",
    "为什么2号点没开门",
    "为什么2号点的草莓是坏的",
    "为什么",
    "2号点",
    "我在2号点取",
    "为什么王姐在2号点",
    "",
)


@for_each(("said", "no"), WHY)
def test_why_it_is_a_point_is_understood(said: str, no: int | None) -> None:
    assert asked_whole(said) == PointQuestion(no)


@for_each("said", SOMETHING_ELSE)
def test_how_to_get_there_and_other_whys_are_left_alone(said: str) -> None:
    assert asked_whole(said) is None


@for_each(
    ("words", "no"),
    [
        ("是2号点", 2),
        ("不在3号点", 3),
        ("2号点", 2),
        ("在 2号点 取", 2),
        ("我在2号点取", 2),
        ("为什么是1号点", 1),
    ],
)
def test_behind_the_word_less_is_needed(words: str, no: int) -> None:
    assert asked_after(words) == PointQuestion(no)


def test_what_follows_the_word_may_be_about_an_amount_or_somebody() -> None:
    for words in ("", "12号", "80元", "3-1203", "张叔", "这么多", "2点取"):
        assert asked_after(words) is None, words


def test_somebody_and_what_is_asked_about_them_come_apart_the_longest_name_first() -> None:
    assert list(apart("张叔")) == [("张叔", None)]
    found = list(apart("小成不在2号点"))
    assert found[0] == ("小成不在2号点", None), "somebody may be called so"
    assert ("小成", PointQuestion(2)) in found
    assert found.index(("小成不", PointQuestion(2))) < found.index(("小成", PointQuestion(2)))
    assert ("3-1203", PointQuestion(3)) in list(apart("3-1203 为什么在3号点取"))
