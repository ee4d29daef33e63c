"""An outage is told when it begins, at growing distances, and when it ends."""

from itertools import pairwise

import pytest

from standup.store.outage import Outage, duration

EIGHT_HOURS = 8 * 3600


def told_in(seconds: int, every: int = 1) -> list[int]:
    """When it is told of an outage whose end is looked for this often."""
    clock = [0.0]
    outage, told = Outage(lambda: clock[0]), []
    for second in range(0, seconds, every):
        clock[0] = second
        if outage.is_to_be_told():
            told.append(second)
    return told


@pytest.mark.parametrize("every", [1, 7, 60])
def test_eight_hours_are_a_few_lines_and_none_is_followed_by_one_at_once(every: int) -> None:
    told = told_in(EIGHT_HOURS, every)
    assert 5 < len(told) <= 20
    assert all(later - earlier >= 55 for earlier, later in pairwise(told))
    assert told[-1] > EIGHT_HOURS - 3700


def test_a_short_one_is_told_once_and_the_next_one_again() -> None:
    assert told_in(59) == [0]
    clock = [0.0]
    outage = Outage(lambda: clock[0])
    outage.begin()
    clock[0] = 30
    assert not outage.is_to_be_told()
    assert outage.lasted == "30 s"
    outage.end()
    assert not outage.is_under_way
    assert outage.is_to_be_told()


def test_a_length_of_time_is_said_as_one_says_it() -> None:
    said = [duration(seconds) for seconds in (0.2, 59, 60, 150, 3599, 3600, 7300)]
    assert said == ["0 s", "59 s", "1 minute", "2 minutes", "60 minutes", "1 hour", "2 hours"]
