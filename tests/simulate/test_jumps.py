"""The clock of the bot's machine is set while it runs: nothing is said twice, nothing is lost."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import pytest

from standup.simulate.invariants import lies
from standup.simulate.simulation import Plot, Story, live
from standup.simulate.storm import Jump
from tests.length import some

HOUR = timedelta(hours=1)
DAYS = 3
JUMPS = {"back an hour": -HOUR, "forward a day": 24 * HOUR}
Asked = set[tuple[object, ...]]


def plot(seed: int, by: timedelta, *, calm: bool) -> Plot:
    """A story in whose second day or after it the clock is set."""
    return Plot(seed, DAYS, calm=calm, jumps=(Jump((24 + seed * 0.9) * HOUR, by),))


def asked(story: Story) -> Asked:
    runs = {number: (standup, day) for number, standup, day, _, _ in story.kept.runs}
    return {(*runs[run], round_, person) for _, run, round_, person, *_ in story.kept.check_ins}


def missed(story: Story) -> Asked:
    people = {
        (standup.id, standup.zone_of(person), person.id)
        for standup in story.town.instance.standups
        for person in standup.participants
    }
    return {
        (standup, day, round_, person)
        for standup, day, round_, zone in story.kept.missed
        for of, where, person in people
        if (of, where) == (standup, zone)
    }


@dataclass(frozen=True)
class Lived:
    """What became of a story, which is lived once for all tests that ask."""

    lies: list[tuple[str, str]]
    asked: Asked
    missed: Asked
    last: str


@cache
def lived(plot: Plot) -> Lived:
    with live(plot) as story:
        last = (story.end - timedelta(days=1)).date().isoformat()
        return Lived(list(lies(story)), asked(story), missed(story), last)


@pytest.mark.parametrize("seed", some(range(12)))
@pytest.mark.parametrize("by", JUMPS.values(), ids=JUMPS)
def test_a_clock_that_is_set_breaks_nothing(by: timedelta, seed: int) -> None:
    assert lived(plot(seed, by, calm=True)).lies == []


@pytest.mark.parametrize("seed", some(range(12, 24)))
@pytest.mark.parametrize("by", JUMPS.values(), ids=JUMPS)
def test_nor_does_it_in_a_storm(by: timedelta, seed: int) -> None:
    assert lived(plot(seed, by, calm=False)).lies == []


@pytest.mark.parametrize("seed", some(range(8)))
@pytest.mark.parametrize("by", JUMPS.values(), ids=JUMPS)
def test_whatever_is_asked_otherwise_is_asked_or_told_to_be_missed(
    by: timedelta, seed: int
) -> None:
    otherwise, found = lived(Plot(seed, DAYS, calm=True)), lived(plot(seed, by, calm=True))
    lost = otherwise.asked - found.asked - found.missed
    assert {one for one in lost if str(one[1]) < otherwise.last} == set()
    assert not found.asked & found.missed
