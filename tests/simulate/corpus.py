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
    Found(
        Plot(259),
        "an update that was written before a close, and read after it, was filed with a run that"
        " had opened earlier and was still open",
    ),
    Found(Plot(361), "the same, so that it stood in the wrong channel"),
    Found(Plot(727), "the same in the night between two dailies"),
    Found(
        Plot(387),
        "the simulator wanted words that were said before the bot was ever connected, where only"
        " who is connected hears",
    ),
    Found(
        Plot(645),
        "words that changed between two attempts, of both of which nobody knew the end, were not"
        " shown any more",
    ),
    Found(Plot(4188), "the same in a digest, where somebody shared late while it was being sent"),
    Found(
        Plot(774),
        "the simulator took a question for known to be refused, though the bot died before it"
        " heard",
    ),
    Found(
        Plot(1021),
        "the simulator took a word for lost whose writer had left before the reply could be shown",
    ),
    Found(Plot(4516), "the same where nobody knows whether the reply was shown"),
    Found(
        Plot(4538),
        "the simulated adapter knew the true time where its machine's clock was a day ahead",
    ),
    Found(Plot(1961), "the simulator started no bot again that a full disk had ended at the end"),
    Found(
        Plot(2723),
        "the simulator took a question for known to be seen of which no reply ever told the bot",
    ),
    Found(
        Plot(6352),
        "a question that was refused, and due again when the bot was let in again, was taken for"
        " seen though its deadline passed before another attempt: it was asked the day after, and"
        " updates answered it",
    ),
    Found(
        Plot(5673),
        "a question that may have been seen, and could not be repeated because its reader had left,"
        " was over with its deadline or not, depending on which of two tasks came first",
    ),
    Found(Plot(6346), "the same, so that another standup's question was put before its turn"),
    Found(
        Plot(6144),
        "the simulator missed a question that was to be moved to another account, and was not put"
        " there because another one was pending by then",
    ),
    Found(
        Plot(5012),
        "what was written before a check-in's second question was shown, and read after it, was"
        " taken for its answer",
    ),
    Found(
        Plot(7797),
        "who moved west after a run had closed was asked a round of it, hours after its digest",
    ),
)
