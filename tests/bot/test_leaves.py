"""How an absence is shown in chat, and how the answers of somebody who is asked are read."""

from dataclasses import replace
from datetime import timedelta

from bot.commands.stand_in import chosen
from bot.incoming import Incoming
from bot.leaves import Asked, answers_to, leave_rows, question, receivers
from bot.talk import Talk
from bot.texts import Texts
from groupbuy.leave import Cover, Leave, Search, State
from groupbuy.resident import Speaker
from groupbuy.standins import Standin
from tests.for_each import for_each
from tests.groupbuy.absence import PICKUP, garden
from tests.groupbuy.made import CUTOFF, MEI, OPENED, a_resident, an_identity

DAY = timedelta(days=1)
ASKED = Cover(1, "north", PICKUP, PICKUP + DAY, Search.ASKED, ("qiang",), CUTOFF, "east")
DECLINED = replace(ASKED, state=Search.EXHAUSTED, until=None, offer="")
TAKEN = replace(ASKED, state=Search.ACCEPTED, until=None, substitute="qiang")


def a_leave(*covers: Cover) -> Leave:
    made = Leave("l1", "mei", PICKUP, PICKUP + DAY, State.PLANNED, OPENED)
    made.covers = {it.no: it for it in covers}
    return made


def talk() -> Talk:
    user = an_identity("u-mei")
    heard = Incoming("bot", "u-mei", "m1", "我的请假")
    return Talk(heard, OPENED, Speaker(a_resident("u-mei"), user, MEI), garden(), Texts({}))


@for_each(
    ("cover", "row"),
    [
        (ASKED, "北门便利店：在问强哥，11月21日(六) 20:00前回话"),
        (TAKEN, "北门便利店：强哥代班"),
        (replace(TAKEN, to="east"), "北门便利店：强哥代班，邻居们到东门驿站取"),
        (replace(TAKEN, last=PICKUP), "北门便利店 11月22日(日)：强哥代班"),
        (replace(TAKEN, substitute="gone"), "北门便利店：团长代班"),
        (DECLINED, "北门便利店：还没有人代，已告诉阿管；有人选就发“指派代班 名字”"),
        (replace(DECLINED, point="gone"), "gone：还没有人代，已告诉阿管；有人选就发“指派代班 名字”"),
    ],
)
def test_each_point_has_a_line_that_says_how_far_it_is(cover: Cover, row: str) -> None:
    assert leave_rows(talk(), a_leave(cover)) == ["11月22日–23日请假", row]


def test_points_come_in_the_order_of_their_numbers_and_what_is_over_is_left_out() -> None:
    clinic = replace(TAKEN, no=2, point="clinic")
    over = replace(TAKEN, no=3, state=Search.ENDED)
    later = replace(TAKEN, no=4, first=PICKUP + DAY, substitute="hong")
    earlier = replace(TAKEN, no=5, last=PICKUP)
    rows = leave_rows(talk(), a_leave(clinic, over, later, earlier))
    assert rows == [
        "11月22日–23日请假",
        "北门便利店 11月22日(日)：强哥代班",
        "北门便利店 11月23日(一)：红姐代班",
        "北门诊所：强哥代班",
    ]


def test_the_question_is_asked_again_with_its_answers_by_number() -> None:
    here = Asked(a_leave(ASKED), ASKED, now=True)
    assert question(talk(), here) == (
        "梅姐11月22日–23日请假，北门便利店想请你代班：\n1 去北门便利店代\n2 让他们到东门驿站取\n3 这次不行"
    )
    alone = replace(ASKED, offer="")
    assert question(talk(), replace(here, cover=alone)).endswith("1 去北门便利店代\n2 这次不行")


@for_each(
    ("said", "with_room", "without"),
    [
        ("1", "here", "here"),
        ("１", "here", "here"),
        ("1。", "here", "here"),
        ("2", "there", "no"),
        ("3", "no", None),
        ("4", None, None),
        ("0", None, None),
        ("12", None, None),
        ("好", "here", "here"),
        ("好的", "here", "here"),
        ("可以", "here", "here"),
        ("行", "here", "here"),
        ("确认", "here", "here"),
        ("我去", "here", "here"),
        ("我去吧", "here", "here"),
        ("接", "here", "here"),
        ("来我这", "there", "there"),
        ("来我这里取", "there", "there"),
        ("到我的点取", "there", "there"),
        ("让他们到我家取", "there", "there"),
        ("不行", "no", "no"),
        ("这次不行", "no", "no"),
        ("没空", "no", "no"),
        ("不", "no", "no"),
        ("不用了", "no", "no"),
        ("算了", "no", "no"),
        ("代不了", "no", "no"),
        ("草莓2盒", None, None),
        ("今天", None, None),
        ("什么时候", None, None),
        ("1盒草莓", None, None),
        ("好的草莓", None, None),
        ("", None, None),
    ],
)
def test_a_number_or_a_word_answers_and_nothing_else(
    said: str, with_room: str | None, without: str | None
) -> None:
    assert chosen(said, ASKED) == with_room
    assert chosen(said, replace(ASKED, offer="")) == without


def test_the_numbers_mean_what_the_notice_says() -> None:
    assert answers_to(ASKED) == ("here", "there", "no")
    assert answers_to(replace(ASKED, offer="")) == ("here", "no")


def test_goods_are_taken_in_by_who_stands_in_on_those_days_and_by_nobody_else_before_or_after() -> None:
    point = garden().points["north"]
    both = replace(point, managers=("hong",))
    away = Standin("l1", 1, "mei", "north", PICKUP, PICKUP, "qiang")
    directory = replace(garden(), standins=(away,))
    assert receivers(point, PICKUP, garden()) == "梅姐"
    assert receivers(point, PICKUP, directory) == "强哥（代梅姐）"
    assert receivers(both, PICKUP, directory) == "强哥（代梅姐）、红姐"
    for day in (PICKUP - DAY, PICKUP + DAY):
        assert receivers(point, day, directory) == "梅姐"
    nobody = replace(garden(), standins=(replace(away, substitute=""),))
    assert receivers(point, PICKUP, nobody) == "梅姐", "as long as it is only being asked"
    manager = replace(garden(), standins=(replace(away, leader="hong"),))
    assert receivers(both, PICKUP, manager) == "梅姐、强哥（代红姐）"
