"""`python -m tests.simulate.pairs`: two deaths in one Learning Day, chosen by hypothesis."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from standup.simulate import crashes
from standup.simulate.crashes import Course
from standup.simulate.invariants import lies
from standup.simulate.simulation import Plot, live
from standup.simulate.storm import Death
from tests.simulate.progress import Progress

SEED = 6  # a day on which somebody answers, changes, presses, takes back, adds and asks

day = crashes.a_learning_day(SEED)


@cache
def course() -> Course:
    """How long the day is when nobody dies."""
    return crashes.course(day)


def broken(plot: Plot) -> list[tuple[str, str]]:
    """What ought not to be in a story."""
    with live(plot) as story:
        return list(lies(story))


@st.composite
def deaths(draw: st.DrawFn) -> tuple[Death, Death]:
    """A death anywhere, and another in the life after it: most often soon, while it recovers."""
    last = course().steps - 1
    downtimes = st.sampled_from(crashes.DOWNTIMES) | st.timedeltas(
        timedelta(seconds=1), timedelta(days=1)
    )
    edges = st.sampled_from(course().edges)
    first = Death(draw(st.integers(0, last) | edges), draw(downtimes))
    return first, Death(draw(st.integers(0, 150) | st.integers(0, last)), draw(downtimes))


def held(pair: tuple[Death, Death]) -> None:
    """Fail unless every invariant holds."""
    assert broken(replace(day, deaths=pair)) == []


def main() -> int:
    """Try as many pairs as asked for; the first that breaks something is told, made small."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulate.pairs", description=__doc__)
    parser.add_argument("--examples", type=int, default=2000, metavar="N", help="default: 2000")
    chosen = parser.parse_args()
    try:
        _tried(chosen.examples)()
    except AssertionError as error:
        sys.stdout.write(f"✗ {error}\n{'; '.join(getattr(error, '__notes__', ()))}\n")
        return 1
    return 0


def _tried(examples: int) -> Callable[[], None]:
    progress = Progress("pairs of deaths", examples)

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(deaths())
    def try_it(pair: tuple[Death, Death]) -> None:
        progress.step()
        held(pair)

    return try_it


if __name__ == "__main__":
    sys.exit(main())
