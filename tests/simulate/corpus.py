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
        Plot(35, 3),
        "a question whose answer was lost, and whose deadline passed before the bot was back, was"
        " taken for unseen: what answered it was filed as an update, of another standup even",
    ),
    Found(Plot(77, 3), "the same, after which the answer counted for nothing"),
    Found(Plot(169, 3), "the same for two people at once"),
    Found(Plot(193, 3), "the same in the evening of a Learning Day"),
    Found(
        Plot(805),
        "a digest counted what came of a plan before anybody could read it, or did not, depending"
        " on when it was composed",
    ),
)
