"""Whenever the process dies, nothing is lost and nothing is said twice.

`make crash` tries every point; here they are some of them.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings

from standup import cli
from standup.simulate import crashes
from standup.simulate.simulation import live
from standup.simulate.storm import Death
from tests.length import less, some
from tests.simulate import pairs
from tests.simulate.pairs import broken, course, day

EVERY, EVERY_EDGE = 197, 17
PAIRS = 40


@pytest.mark.parametrize("number", range(len(crashes.DOWNTIMES)))
def test_a_death_between_any_two_steps_breaks_nothing(number: int) -> None:
    down = crashes.DOWNTIMES[number]
    points = range(number * EVERY // len(crashes.DOWNTIMES), course().steps, EVERY)
    found = {at: broken(replace(day, deaths=(Death(at, down),))) for at in some(points)}
    assert {at: lies for at, lies in found.items() if lies} == {}


@pytest.mark.parametrize("number", range(len(crashes.DOWNTIMES)))
def test_nor_does_one_right_before_or_right_after_a_commit(number: int) -> None:
    down = crashes.DOWNTIMES[number]
    edges = course().edges[2 * number :: EVERY_EDGE]
    found = {at: broken(replace(day, deaths=(Death(at, down),))) for at in some(edges)}
    assert {at: lies for at, lies in found.items() if lies} == {}


@settings(max_examples=less(PAIRS), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs.deaths())
@example((Death(1495, timedelta(seconds=1)), Death(325, timedelta(days=1))))
def test_nor_do_two_of_them(pair: tuple[Death, Death]) -> None:
    pairs.held(pair)


def test_before_the_step_of_a_commit_it_is_not_kept_and_after_it_it_is() -> None:
    step = course().commits[40]
    kept = []
    for at in (step - 1, step):
        with live(replace(day, deaths=(Death(at, timedelta(days=1)),))) as story:
            kept.append(story.disk.commits[40] == step)
    assert kept == [False, True]


def test_a_day_has_everything_that_people_do() -> None:
    with live(day) as story:
        done = {meant.sort for meant in story.diary.values()}
    assert done == {"answer", "ask", "change", "press", "take back"}


# ── the command ──


def test_every_so_many_steps_a_death_is_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--crash-everywhere", "1000"]) == 0
    said = capsys.readouterr().out
    assert "3 deaths, for 4 downtimes each" in said
    assert "12 of 12 stories, 0 bad" in said


def test_a_story_is_told_with_its_deaths(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--seed", "6", "--crash-at", "900:60,30:3600"]) == 0
    assert capsys.readouterr().out.count("the bot is killed") == 2


@pytest.mark.parametrize("deaths", ["x", "5", "5:", "5:6:7", "5:6,"])
def test_deaths_that_are_none_are_refused(deaths: str) -> None:
    with pytest.raises(SystemExit):
        cli.main(["simulate", "--crash-at", deaths])
