"""Closing, reopening and extending in turn: which moments come, what they find, what is told of them."""

from datetime import datetime

import pytest

from groupbuy import closing, delivering, errors, opening
from groupbuy.buy import Minimum, State
from groupbuy.notices import notice_kinds
from groupbuy.pickup import move
from groupbuy.record import from_json
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, DIRECTORY, OPENED, QUIET, a_directory, at_home, hours, minutes

TWO = Minimum("orders", 2)


def at(clock: str, day: int = 21) -> datetime:
    return at_home(f"2026-11-{day} {clock}")


async def step(day: Day, what: str) -> None:
    """`extend 21:00`, `reopen 20:35`, `close`, `proceed`, `ordered`, `off`."""
    word, _, clock = what.partition(" ")
    match word:
        case "extend":
            await day.leads(closing.extend, at(clock))
        case "reopen":
            await day.leads(closing.reopen, at(clock))
        case "close":
            await day.leads(closing.close, by_hand=True)
        case "proceed":
            await day.leads(closing.proceed)
        case "ordered":
            await day.leads(closing.order_goods)
        case "off":
            await day.leads(closing.cancel_buy, "leader")


async def played(day: Day, plot: str) -> list[str]:
    """Lines of `20:05 reopen 20:35` or `20:36` alone; everything that came due on the way."""
    done = []
    for line in plot.strip().splitlines():
        clock, _, what = line.strip().partition(" ")
        done += [f"{clock} {it}" for it in await day.comes(at(clock))]
        if what:
            await step(day, what)
    return done


@pytest.mark.parametrize(
    ("plot", "came", "state"),
    [
        (
            """18:00
               19:45
               20:00
               20:01
               20:31""",
            ["18:00 cutoff_soon", "19:45 cutoff_soon", "20:01 close", "20:31 form"],
            State.FORMED,
        ),
        (
            """20:02
               20:05 reopen 20:35
               20:19
               20:20
               20:36
               21:06""",
            [
                "20:02 cutoff_soon",
                "20:02 cutoff_soon",
                "20:02 close",
                "20:20 cutoff_soon",
                "20:36 close",
                "21:06 form",
            ],
            State.FORMED,
        ),
        (
            """18:30 close
               18:59
               19:00""",
            ["18:30 cutoff_soon", "19:00 form"],
            State.FORMED,
        ),
        (
            """17:00 close
               17:20 reopen 17:30
               17:31
               18:00""",
            ["17:31 close"],
            State.CLOSED,
        ),
        (
            """18:00 extend 21:00
               18:59
               19:00 extend 20:00
               19:45
               20:01
               20:02 reopen 20:10
               20:11
               20:40
               20:41""",
            [
                "18:00 cutoff_soon",
                "19:00 cutoff_soon",
                "19:45 cutoff_soon",
                "20:01 close",
                "20:11 close",
                "20:41 form",
            ],
            State.FORMED,
        ),
        (
            """19:50 close
               19:55 ordered
               20:01
               23:00""",
            ["19:50 cutoff_soon", "19:50 cutoff_soon"],
            State.PURCHASING,
        ),
        ("19:00 off\n20:30", ["19:00 cutoff_soon"], State.CANCELLED),
    ],
)
async def test_a_buy_without_a_minimum_goes_through_these_moments(
    day: Day, plot: str, came: list[str], state: State
) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    assert await played(day, plot) == came
    assert (await day.buy()).state is state


@pytest.mark.parametrize(
    ("plot", "came", "state"),
    [
        ("20:01\n23:00\n23:01", ["20:01 close", "23:01 give_up"], State.CANCELLED),
        ("20:01\n20:30 extend 21:00\n21:01\n23:01\n23:59", ["20:01 close", "21:01 close"], State.NOT_FORMED),
        ("20:01\n20:30 proceed\n23:01", ["20:01 close"], State.FORMED),
        ("19:50 close\n22:49\n22:50", ["22:50 give_up"], State.CANCELLED),
        ("20:01\n20:30 off\n23:59", ["20:01 close"], State.CANCELLED),
    ],
)
async def test_a_buy_that_misses_its_minimum_goes_through_these(
    day: Day, plot: str, came: list[str], state: State
) -> None:
    await day.opens(TWO)
    done = await played(day, plot)
    assert [it for it in done if "soon" not in it] == came
    assert (await day.buy()).state is state


async def versions(day: Day, kind: str, to: str) -> list[datetime]:
    waiting = [it for it in await day.store.outbox.waiting(to) if it.kind == kind]
    return [datetime.fromisoformat(from_json(notice_kinds()[kind], it.facts).version) for it in waiting]


async def test_every_closing_is_told_once_under_the_cutoff_that_held(day: Day) -> None:
    await day.opens()
    await played(day, "19:00 close\n19:10 reopen 19:30\n19:31\n19:40 reopen 21:00\n20:10 close\n20:50")
    held = [at("19:00"), at("19:30"), at("20:10")]
    assert await versions(day, "closed", "chat:garden-1") == held
    assert await versions(day, "closed", "chat:garden-2") == held
    assert await versions(day, "closed_summary", "leader:mei") == held
    moved = await day.told("chat:garden-1", "cutoff_moved")
    assert [it.partition(" 截单改到 ")[2] for it in moved] == [
        "11月21日(六) 19:30，还可以下单。",
        "11月21日(六) 21:00，还可以下单。",
    ]


async def test_a_missed_minimum_is_asked_about_after_every_closing(day: Day) -> None:
    await day.opens(TWO)
    await day.orders("wang", {1: 1})
    await played(day, "20:01\n20:10 extend 20:40\n20:41\n20:50 reopen 21:20\n21:21")
    asked = await day.told("leader:mei", "not_formed")
    assert [it.rsplit("\n", 1)[1] for it in asked] == [
        "到 11月21日(六) 23:01 没有答复就自动取消。",
        "到 11月21日(六) 23:41 没有答复就自动取消。",
        "到 11月22日(日) 00:21 没有答复就自动取消。",
    ]
    await day.comes(at("00:20", 22))
    assert (await day.buy()).state is State.NOT_FORMED
    await day.comes(at("00:21", 22))
    assert (await day.buy()).state is State.CANCELLED


@pytest.mark.parametrize("what", ["reopen 20:30", "extend 20:30"])
@pytest.mark.parametrize("state", ["draft", "formed", "ordered", "off"])
async def test_what_is_not_closed_is_not_opened_again(day: Day, state: str, what: str) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    if state == "draft":
        draft = {"community": "garden", "title": "新", "chats": ("garden-1",), "cutoff_at": CUTOFF}
        buy = await day.buy()
        wanted = opening.Draft(
            items=(await day.store.reads.journal())[0].event.items, pickup=buy.pickup, **draft
        )
        made = await day.run(lambda books: opening.draft(books, DIRECTORY.leaders["qiang"], wanted))
        day.number = made.number
    else:
        await played(day, "20:01\n20:05 ordered" if state == "ordered" else "20:01")
        if state == "formed":
            await played(day, "20:25\n20:26 proceed")
        if state == "off":
            await step(day, "off")
    with pytest.raises(errors.WrongState, match="不能变成开团中"):
        await step(day, what)


@pytest.mark.parametrize("hours_off", [1, 10, 30, 24 * 9])
async def test_a_machine_that_slept_over_the_cutoff_wakes_to_a_formed_buy(day: Day, hours_off: int) -> None:
    await day.opens()
    await day.orders("wang", {1: 2})
    done = await day.comes(CUTOFF + hours(hours_off))
    assert [it for it in done if it != "cutoff_soon"] == ["close", "form"]
    buy = await day.buy()
    assert (buy.state, buy.cutoff_at) == (State.FORMED, CUTOFF)
    assert await day.told("chat:garden-1", "cutoff_soon") == []
    assert len(await day.told("chat:garden-1", "closed")) == 1


async def test_a_machine_that_slept_ten_minutes_gives_the_full_half_hour_to_nobody(day: Day) -> None:
    """Closing late is as closing on time: the half hour for reopening counts from the cutoff."""
    await day.opens()
    await day.comes(CUTOFF + minutes(11))
    assert (await day.buy()).state is State.CLOSED
    assert await day.comes(CUTOFF + minutes(30)) == []
    assert await day.comes(CUTOFF + minutes(31)) == ["form"]


async def test_on_waking_at_night_nobody_is_asked_before_the_morning(day: Day) -> None:
    day.directory = a_directory(quiet=QUIET)
    await day.opens(TWO)
    await day.comes(at("23:30"))
    assert "到 11月22日(日) 11:00 没有答复" in (await day.told("leader:mei", "not_formed"))[0]
    assert await day.comes(at("10:59", 22)) == []
    assert await day.comes(at("11:00", 22)) == ["give_up"]


async def test_a_window_slept_through_is_reminded_of_in_vain_and_listed_once(day: Day) -> None:
    from groupbuy import delivering

    await day.opens()
    await day.orders("wang", {1: 2})
    await day.comes(CUTOFF + hours(1))
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)]))
    assert await day.comes(at("09:00", 23)) == ["pickup_soon", "unclaimed"]
    (reminder,) = [it for it in await day.store.outbox.waiting("resident:wang") if it.kind == "pickup_soon"]
    assert reminder.good_until == at("20:00", 22), "it has lost its sense, which whoever sends it sees"
    assert len(await day.told("leader:mei", "unclaimed")) == 1
    assert await day.comes(at("09:00", 25)) == []


async def test_whoever_runs_a_point_hears_what_was_not_fetched_there_and_only_that(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 2})
    await day.orders("li", {2: 1})
    east = await day.run(lambda books: books.order_of(day.number, "li"))
    assert east is not None
    await day.run(lambda books: move(books, east, "east", "hand"))
    await day.comes(CUTOFF + hours(1))
    await day.leads(lambda books, buy: delivering.arrive(books, buy, list(buy.items.values())))
    await day.comes(at("21:00", 22))
    (whole,) = await day.told("leader:mei", "unclaimed")
    (part,) = await day.told("leader:qiang", "unclaimed")
    assert "还有2单没取" in whole
    assert "还有1单没取" in part
    assert "2号" in part


async def test_two_buys_that_fall_due_together_are_both_seen_to(day: Day) -> None:
    numbers = [await day.opens(), await day.opens(TWO), await day.opens(cutoff_at=CUTOFF + hours(2))]
    await day.comes(CUTOFF + minutes(1))
    states = [(await day.store.reads.buy(number)).state for number in numbers]
    assert states == [State.CLOSED, State.NOT_FORMED, State.OPEN]
    assert await day.store.next_due() == CUTOFF + minutes(31)


async def test_a_clock_set_back_closes_nothing_twice(day: Day) -> None:
    await day.opens()
    await day.comes(CUTOFF + minutes(2))
    for back in (OPENED, CUTOFF - hours(1), CUTOFF, CUTOFF + minutes(2)):
        assert await day.comes(back) == []
    assert len(await day.told("chat:garden-1", "closed")) == 1
