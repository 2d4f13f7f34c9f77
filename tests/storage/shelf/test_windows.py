"""The moving window of one process: never more than the limit in any minute, and nobody remembered for longer."""

from hypothesis import given
from hypothesis import strategies as st

from storage.shelf.windows import MINUTE, Windows
from tests.storage.shelf.kit import Seconds


def test_a_minute_holds_so_many_and_the_next_is_free_when_the_oldest_is_a_minute_old() -> None:
    now = Seconds()
    windows = Windows(now)
    assert [windows.take("Li", 2) for _ in range(3)] == [True, True, False]
    now.at += MINUTE
    assert (windows.taken("Li"), windows.taken("Wang")) == (2, 0)
    assert not windows.take("Li", 2), "a minute to the second is still within it"
    now.at += 0.001
    assert windows.taken("Li") == 0
    assert [windows.take("Li", 2) for _ in range(3)] == [True, True, False]


def test_what_was_refused_does_not_count_and_another_limit_holds_from_the_next_question_on() -> None:
    now = Seconds()
    windows = Windows(now)
    assert windows.take("Li", 1)
    assert not any(windows.take("Li", 1) for _ in range(50))
    assert [windows.take("Li", 3) for _ in range(3)] == [True, True, False]
    assert not windows.take("Li", 1)
    now.at += MINUTE + 1
    assert windows.take("Li", 1)


def test_everybody_is_counted_alone_and_forgotten_when_they_have_been_silent_for_a_minute() -> None:
    now = Seconds()
    windows = Windows(now)
    for no in range(500):
        assert windows.take(f"u{no}", 1)
        now.at += 0.1
    assert len(windows) == 500
    now.at += 20
    assert not windows.take("u499", 1)
    assert len(windows) == 400, "those of the first ten seconds are gone"
    now.at += MINUTE
    assert windows.take("somebody new", 1)
    assert len(windows) == 1


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 40)), max_size=60),
    st.integers(1, 4),
)
def test_it_says_what_a_look_at_all_that_ever_was_would_say(
    asked: list[tuple[str, float]], most: int
) -> None:
    now = Seconds()
    windows, taken = Windows(now), list[tuple[str, float]]()
    for key, later in asked:
        now.at += later
        within = sum(it == key and at >= now.at - MINUTE for it, at in taken)
        assert windows.take(key, most) == (within < most)
        if within < most:
            taken.append((key, now.at))
        assert len(windows) <= 2
