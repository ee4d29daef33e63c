"""Every point at which the process can die: between any two steps, before and after each commit.

A commit begins and ends within one step. So a process that dies before that step dies before the
commit, and one that dies after it dies after the commit, before anybody is told of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from standup.simulate.simulation import Plot, live
from standup.simulate.storm import Death
from standup.simulate.town import learning_day

DOWNTIMES = (
    timedelta(seconds=1),
    timedelta(minutes=10),  # Discord has forgotten the key of what was under way
    timedelta(hours=3),  # a reminder was due meanwhile
    timedelta(days=1),  # the round is over, and Matrix has forgotten the key
)
_THURSDAY = date(2026, 11, 26)


def a_learning_day(seed: int = 1) -> Plot:
    """A Learning Day, and the night before it, on which nothing fails but what is made to."""
    return Plot(seed, 1, _THURSDAY, learning_day(), calm=True)


@dataclass(frozen=True, slots=True)
class Course:
    """How many steps a story takes when nobody dies, and in which of them something is kept."""

    steps: int
    commits: tuple[int, ...]

    @property
    def edges(self) -> tuple[int, ...]:
        """The points right before and right after each commit."""
        return tuple(sorted({max(0, at) for step in self.commits for at in (step - 1, step)}))


def course(plot: Plot) -> Course:
    """Live it once, to see how long it is."""
    with live(plot) as story:
        steps = story.lives[0]
        return Course(steps, tuple(step for step in story.disk.commits if step < steps))


def one_death(plot: Plot, points: Sequence[int]) -> Iterator[Plot]:
    """The plot with a death at each of these points, for each downtime."""
    for point in points:
        for down in DOWNTIMES:
            yield replace(plot, deaths=(Death(point, down),))
