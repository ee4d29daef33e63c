"""An outage is told when it begins, at growing distances, and when it ends."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from standup.core.outage import Outage, duration
from standup.core.pause import Pause, grown

EIGHT_HOURS = 8 * 3600


class Told:
    """An outage on a clock of its own, and when it was told of."""

    def __init__(self) -> None:
        self.now = 0.0
        self.outage = Outage(lambda: self.now)
        self.lines: list[float] = []
        self.ends: list[float] = []

    def live(self, seconds: int, every: int, why: Callable[[int], str] = lambda _: "") -> None:
        for second in range(0, seconds, every):
            self.now = second
            if self.outage.is_to_be_told(why(second)):
                self.lines.append(second)

    def end(self) -> None:
        if self.outage.end():
            self.ends.append(self.now)


@pytest.mark.parametrize("every", [1, 7, 60])
def test_eight_hours_are_a_few_lines_and_none_is_followed_by_one_at_once(every: int) -> None:
    told = Told()
    told.live(EIGHT_HOURS, every)
    assert 5 < len(told.lines) < 20
    assert all(later - earlier >= 55 for earlier, later in pairwise(told.lines))
    assert told.lines[-1] > EIGHT_HOURS - 7300


def test_a_short_one_is_told_once_and_the_next_one_again() -> None:
    told = Told()
    told.live(59, 1)
    assert told.lines == [0]
    assert told.outage.end() == "58 s"
    assert not told.outage.is_under_way
    assert told.outage.end() is None
    told.now = 70
    assert told.outage.is_to_be_told()


def test_what_comes_and_goes_for_eight_hours_is_as_few_lines() -> None:
    for away, there in ((1, 1), (5, 55), (60, 5), (60, 200), (600, 20)):
        told = Told()
        while told.now < EIGHT_HOURS:
            for _ in range(away):
                if told.outage.is_to_be_told():
                    told.lines.append(told.now)
                told.now += 1
            told.end()
            told.now += there
        assert 5 < len(told.lines) + len(told.ends) <= 20
        assert told.lines[-1] > EIGHT_HOURS - 5 * 3600


def test_another_reason_is_told_at_once_but_not_each_time_they_take_turns() -> None:
    told = Told()
    told.live(50, 1, lambda second: "refused" if second % 2 else "no such name")
    assert told.lines == [0, 1]
    told = Told()
    told.live(EIGHT_HOURS, 1, lambda second: f"reason {second}")
    assert len(told.lines) < 20


def test_one_that_begins_in_silence_is_told_after_a_minute_and_else_not_at_all() -> None:
    told = Told()
    told.outage.begin()
    told.live(59, 1)
    assert told.lines == []
    told.end()
    assert told.ends == []
    told = Told()
    told.outage.begin()
    told.live(90, 1)
    told.end()
    assert (told.lines, told.ends) == ([60], [89])


def test_a_clock_that_is_set_back_silences_nothing_for_long() -> None:
    told = Told()
    told.now = 1e6
    assert told.outage.is_to_be_told()
    told.live(EIGHT_HOURS, 60)
    assert len(told.lines) > 5


def test_a_length_of_time_is_said_as_one_says_it() -> None:
    said = [duration(seconds) for seconds in (0.2, 59, 60, 150, 3599, 3600, 7300)]
    assert said == ["0 s", "59 s", "1 minute", "2 minutes", "60 minutes", "1 hour", "2 hours"]


def test_a_pause_is_twice_as_long_each_time_and_begins_anew_when_it_worked() -> None:
    pause = Pause(1.0, 60.0)
    assert [pause.next() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    pause.begin_anew()
    assert (pause.seconds, pause.next(), pause.next()) == (1, 1, 2)


def test_a_pause_is_never_longer_than_the_longest_however_often_it_was_made() -> None:
    assert grown(5.0, 60.0, 10**9) == 60
    assert grown(5.0, 60.0, -1) == 5
