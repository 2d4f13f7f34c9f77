"""What people were told is read off the words, and whoever was told wrong is found: the check fails by name."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.demo.tellings import Due, Telling, contradictions, sayings
from groupbuy.notices import notice_kinds
from tests.bot.demo.test_notices import Facts
from tests.for_each import for_each

PLACES = ("东门驿站", "会所一楼", "老韩家小院")
WHEN, LATER = "11月26日(四) 17:00–20:00", "11月26日(四) 18:30–20:00"
MING = Due(4, 21, "454711", "wm21", "阿明", own=True, home="12-1104", place="东门驿站", when=WHEN)
CONFIRMED = f"@阿明 记好了：4号团 21号\n草莓 2盒 52元\n合计 52元。\n自提：东门驿站，{WHEN}（换点回“自提点”）"
MOVED = f"【4号团】自提点统一排过了，你的货改到这里取：\n会所一楼（一楼前台）\n{WHEN}\n取货码 454711"
LATE = f"【4号团】货要晚到，取货改到{LATER}：东门驿站。到了再告诉你。"


GUESTS = ("老王",)


def found(*told: str, due: Due = MING, to: str = "wm21") -> list[str]:
    return list(contradictions([due], [Telling(to, text) for text in told], PLACES))


@for_each(
    ("told", "due"),
    [
        ([CONFIRMED], MING),
        ([CONFIRMED, MOVED], replace(MING, place="会所一楼")),
        ([MOVED, CONFIRMED], MING),
        ([CONFIRMED, LATE], replace(MING, when=LATER)),
        ([CONFIRMED, "【4号团】抱歉，草莓少到了，你的2盒缺1盒。", "今天天气真好"], MING),
        ([CONFIRMED, MOVED.replace("4号团", "3号团")], MING),
        (
            [CONFIRMED, "【4号团】周末囤货团 已截单，共24户\n取货 11月26日(四) 16:00–20:00，到货再通知。"],
            MING,
        ),
    ],
)
def test_who_heard_the_right_place_and_time_last_knows_it(told: Sequence[str], due: Due) -> None:
    assert found(*told, due=due) == []


@for_each(
    ("told", "due", "wrong"),
    [
        ([], MING, "4号团 21号 阿明: was never told where and when"),
        ([CONFIRMED, MOVED], MING, f"told 会所一楼 {WHEN}; right is 东门驿站 {WHEN}"),
        ([CONFIRMED], replace(MING, place="会所一楼"), f"told 东门驿站 {WHEN}; right is 会所一楼 {WHEN}"),
        ([CONFIRMED, LATE], MING, f"told 东门驿站 {LATER}; right is 东门驿站 {WHEN}"),
        ([CONFIRMED], replace(MING, when=LATER), f"told 东门驿站 {WHEN}; right is 东门驿站 {LATER}"),
        ([f"{MOVED}，或东门驿站"], MING, f"told 东门驿站、会所一楼 {WHEN}"),
        ([f"{CONFIRMED}，{LATER}也行"], MING, f"told 东门驿站 {WHEN}、{LATER}"),
        ([CONFIRMED], replace(MING, ask="小唐"), f"right is 东门驿站 {WHEN} 小唐"),
    ],
)
def test_a_household_that_was_told_wrong_is_named(told: Sequence[str], due: Due, wrong: str) -> None:
    (line,) = found(*told, due=due)
    assert wrong in line


def test_what_somebody_else_was_told_is_not_what_they_know() -> None:
    assert found(CONFIRMED, to="wm22") == ["4号团 21号 阿明: was never told where and when"]
    assert found(CONFIRMED, to="group:river-1") == ["4号团 21号 阿明: was never told where and when"]


def test_who_stands_in_has_to_be_named_with_the_place() -> None:
    due = replace(MING, place="老韩家小院", ask="小唐")
    told = f"【4号团】取货请找小唐（老韩请假）：老韩家小院（8号楼东侧），{WHEN}。取货码不变。"
    assert found(told, due=due) == []
    assert found(told, told.replace("小唐", "老韩"), due=due) != []


def test_orders_for_a_neighbour_are_told_apart_from_ones_own() -> None:
    mine = replace(MING, guests=GUESTS)
    guest = replace(mine, seq=22, code="111111", owner="老王", own=False, home="wm21 老王", place="会所一楼")
    own = f"【4号团】到货了：草莓2盒\n东门驿站\n{WHEN}\n取货码 454711"
    theirs = f"【4号团】老王的到货了：草莓2盒\n会所一楼\n{WHEN}\n取货码 111111"
    codes = (
        f"4号团 21号 取货码 454711\n东门驿站，{WHEN}\n\n4号团 22号（给老王） 取货码 111111\n会所一楼，{WHEN}"
    )
    reminder = f"【4号团】还有老王的草莓2盒等你取：会所一楼，{WHEN}"
    for told in ([own, theirs], [theirs, own], [codes], [codes, reminder]):
        tellings = [Telling("wm21", text) for text in told]
        assert list(contradictions([mine, guest], tellings, PLACES)) == [], told
    swapped = [Telling("wm21", it.replace("会所一楼", "东门驿站")) for it in (own, theirs)]
    (line,) = contradictions([mine, guest], swapped, PLACES)
    assert line.startswith("4号团 22号 老王: told 东门驿站")


def test_somebody_named_in_the_group_hears_it_there() -> None:
    due = replace(MING, to="邻居9a4b")
    told = f"【4号团】邻居9a4b 的草莓2盒到货了，{WHEN}到东门驿站取，取货码私聊我发“取货码”"
    other = told.replace("9a4b", "467e").replace("东门驿站", "会所一楼")
    bubble = Telling("group:maple-1", f"{told}\n{other}")
    assert list(contradictions([due], [bubble], PLACES)) == []
    assert list(contradictions([replace(due, to="邻居467e")], [bubble], PLACES)) != []


def test_one_household_cannot_have_two_places() -> None:
    both = [MING, replace(MING, seq=22, code="111111", to="wm22", owner="果果", place="会所一楼")]
    told = [Telling("wm21", CONFIRMED), Telling("wm22", MOVED.replace("454711", "111111"))]
    assert list(contradictions(both, told, PLACES)) == ["4号团 12-1104: one household, 2 places or times"]


@for_each(
    "kind",
    ["arrived", "delayed", "fetch_reminder", "handed_over", "pickup_moved", "pickup_soon", "point_assigned"],
)
def test_the_real_wordings_are_read(kind: str) -> None:
    """Every notice that tells a place and a time says one of each, to somebody 1:1 and in a group."""
    cls = notice_kinds()[kind]
    facts = Facts(
        who="赵阿姨", number="4", point="会所一楼", place="会所一楼", window=WHEN, person="小唐", whose=""
    )
    for template, to in ((cls.text, "wm21"), (cls.public, "group:lake-1")):
        (said,) = sayings([Telling(to, template.format_map(facts))], PLACES)
        assert (said.buy, said.places, said.times) == (4, {"会所一楼"}, {WHEN})
        assert said.about(replace(MING, to="wm21" if to == "wm21" else "赵阿姨", code=said.code))


def test_places_that_are_only_listed_tell_nobody_when() -> None:
    listed = "1 东门驿站 东门门卫室旁，16:00–20:00\n2 会所一楼 前台，16:00–20:00\n你还没选。"
    assert list(sayings([Telling("wm21", listed), Telling("wm21", "4号团 东门驿站")], PLACES)) == []


STEPS = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from((WHEN, LATER)), st.booleans()), max_size=8
)


@given(STEPS, st.sampled_from(PLACES), st.sampled_from((WHEN, LATER)))
def test_only_the_last_word_about_an_order_counts_whatever_went_before(
    steps: list[tuple[str, str, bool]], place: str, when: str
) -> None:
    """`True` are said to them, `False` to a neighbour or of another buy."""
    tellings = [
        Telling("wm21" if theirs else "wm22", f"【4号团】到货了：草莓2盒\n{where}（一楼）\n{hours}")
        for where, hours, theirs in steps
    ]
    tellings += [Telling("wm21", it.text.replace("4号团", "5号团")) for it in tellings]
    heard = [(where, hours) for where, hours, theirs in steps if theirs]
    lines = list(contradictions([replace(MING, place=place, when=when)], tellings, PLACES))
    assert bool(lines) is (not heard or heard[-1] != (place, when))


@given(st.permutations([CONFIRMED, MOVED, LATE]))
def test_the_book_that_agrees_is_the_one_of_the_last_word(told: list[str]) -> None:
    after = {CONFIRMED: ("东门驿站", WHEN), MOVED: ("会所一楼", WHEN), LATE: ("东门驿站", LATER)}
    for text, (place, when) in after.items():
        agrees = not found(*told, due=replace(MING, place=place, when=when))
        assert agrees is (text == told[-1])
