"""People who report when they like, in every storm: nobody is asked, and nobody is missing."""

from random import Random

import pytest

from standup.simulate import town
from standup.simulate.facts import gather
from standup.simulate.invariants import lies
from standup.simulate.simulation import Plot, live
from tests.length import some

STORMS, CALMS, DAYS = 30, 8, 3


def plot(seed: int, *, calm: bool = False) -> Plot:
    chance = Random(f"reporting/{seed}")  # noqa: S311 - to be repeated, not secret
    return Plot(seed, DAYS, town=town.reporting(town.built_in(chance), chance), calm=calm)


@pytest.mark.parametrize("seed", some(range(STORMS)))
def test_no_storm_breaks_what_is_reported_without_a_schedule(seed: int) -> None:
    with live(plot(seed)) as story:
        assert list(lies(story)) == []


@pytest.mark.parametrize("seed", some(range(CALMS)))
def test_in_calm_days_people_begin_by_themselves_and_nobody_else_is_asked(seed: int) -> None:
    with live(plot(seed, calm=True)) as story:
        assert list(lies(story)) == []
        begun = [s for s in gather(story).truth.sheets if s.run.standup.id == "notes"]
        assert begun
        assert all(sheet.is_begun for sheet in begun)


def test_who_is_asked_and_never_said_so_is_noticed() -> None:
    with live(plot(0, calm=True)) as story:
        for actor in story.actors:
            actor.diary = [meant for meant in actor.diary if meant.sort != "report"]
        assert any("nobody began it" in where for _, where in lies(story))
