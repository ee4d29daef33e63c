"""Every counter-example that the simulator has found, so that none comes back."""

from dataclasses import dataclass

from standup.simulate.simulation import Plot


@dataclass(frozen=True, slots=True)
class Found:
    """A story in which something was broken, and what."""

    plot: Plot
    what: str


CORPUS = (
    Found(
        Plot(38),
        "a question whose answer was lost, and whose deadline passed before the bot was back,"
        " was taken for unseen: what answered it became an update elsewhere",
    ),
    Found(Plot(35), "the same, and the answer was edited before anybody listened"),
    Found(
        Plot(55),
        "the digest counted what came of a plan before anybody could read it, or not,"
        " depending on when it was composed",
    ),
)
