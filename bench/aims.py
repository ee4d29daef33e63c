"""What each figure is to be, and what falls short of it.

A line more is one `Aim` more in `AIMS`: which bench, how its figure's name begins, what its ratio
is to be at most or at least, and where that comes from. One with a `bound` fails the command when
its ratio is beyond that: what must not grow, with a margin for the noise of a busy machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.figure import Figure, short


@dataclass(frozen=True, slots=True)
class Aim:
    """What the ratio of a figure is to be, `most` or `least`.

    `figure` is how its name begins, `axis` how it ends.
    """

    bench: str
    figure: str
    source: str
    most: float | None = None
    least: float | None = None
    bound: float | None = None
    axis: str = ""

    def is_of(self, bench: str, figure: Figure) -> bool:
        """Whether it says what a figure is to be."""
        named = figure.name.startswith(self.figure) and figure.name.endswith(self.axis)
        return bench == self.bench and named

    @property
    def words(self) -> str:
        """The aim as a column shows it."""
        return f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}"

    def is_met(self, ratio: float) -> bool:
        """Whether a ratio is as it is to be."""
        short = self.least is not None and ratio < self.least
        return not short and not (self.most is not None and ratio > self.most)

    def is_broken(self, ratio: float) -> bool:
        """Whether a ratio is such that the command fails."""
        return self.bound is not None and ratio > self.bound


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A figure that is not what it is to be."""

    bench: str
    figure: Figure
    aim: Aim

    @property
    def is_failure(self) -> bool:
        """Whether it is beyond what may be."""
        return self.aim.is_broken(self.figure.ratio)

    def __str__(self) -> str:
        bound = f", and fails beyond {self.aim.bound:g}" if self.aim.bound is not None else ""
        return (
            f"{self.bench}: {self.figure.name}: {short(self.figure.ratio)}, to be"
            f" {self.aim.words}{bound} ({self.aim.source})"
        )


_TABLE = "aims set after the measurements of 2026-11-29"
_GROWTH = "what grows must not"
_FAR = 10.0  # of ×100 or more: what reads through a history is far beyond, noise and cache are not
_HISTORY = "a history costs room and nothing else: docs/reliability.md"
_COPIED = "of ×100 people; a row of them is copied as a whole, which takes milliseconds"
_SAID = "what people set costs a third at most"
_SILENT = "5 s at the worst, after a lease of 4 s: docs/reliability.md"
_ORDERLY = "1 s at the worst after an orderly stop: docs/reliability.md"
_CONNECTED = "`standup run` until connected, against `import asyncio, sqlite3`"

AIMS: tuple[Aim, ...] = (
    Aim("growth", "taking an answer, 60 to 50,000 waiting", _GROWTH, most=1.1, bound=1.3),
    Aim("growth", "taking an answer, 1,000 to 100,000 people", _GROWTH, most=1.3, bound=1.5),
    # Of so many, each message that it takes lies on a page of its own; of few, all on one.
    Aim("growth", "looking for what is due, 60 to 50,000 waiting", _GROWTH, most=1.6, bound=2.2),
    Aim("growth", "looking for what is due, 1,000 to 100,000 people", _GROWTH, most=1.6, bound=2.2),
    Aim("growth", "finding the next moment, 60 to 50,000 waiting", _GROWTH, most=1.3, bound=1.6),
    Aim("growth", "finding the next moment, 1,000 to 100,000 people", _GROWTH, most=1.3, bound=1.6),
    Aim("growth", "taking an answer, 10 to 10,000 items", _GROWTH, most=1.1, bound=1.3),
    *(
        Aim("growth", name, _HISTORY, most=1.3, bound=_FAR, axis="stored answers")
        for name in (
            "claiming due messages",
            "finding the next moment",
            "a run's thread and digest",
            "a run's report",
            "closing a run",
        )
    ),
    # An hour with nothing to do is so short that a busy machine has given 1.6; a scan gives ×10.
    Aim("settings", "an idle hour", _SAID, most=1.3, bound=3.0),
    Aim("settings", "the bot's memory", _SAID, most=1.3, bound=1.5),
    Aim("settings", "one more setting", _COPIED, most=5, bound=15.0),
    Aim("answers", "64 at once, against single commits", _TABLE, least=1.5),
    Aim("telegram", "message to next question, 1 at once, p50", _TABLE, most=1.4),
    Aim("discord", "message to next question, 1 at once, p50", _TABLE, most=2.5),
    Aim("discord", "message to next question, 50 at once, p50", _TABLE, most=1.5),
    Aim("telegram", "memory when connected", _TABLE, most=1.4),
    Aim("takeover", "takeover of a worker that is killed", _SILENT, most=1.25),
    Aim("takeover", "takeover of a worker that is hung", _SILENT, most=1.25),
    Aim("takeover", "takeover of a worker that is told to end", _ORDERLY, most=0.25),
    Aim("start", _CONNECTED, _TABLE, most=4.0),
)


def of(bench: str, figure: Figure) -> Aim | None:
    """The aim of a figure, if it has one."""
    return next((aim for aim in AIMS if aim.is_of(bench, figure)), None)


def words(bench: str, figure: Figure) -> str:
    """What the ratio of a figure is to be, if that was said."""
    aim = of(bench, figure)
    return aim.words if aim else ""


def shortfalls(bench: str, figures: Sequence[Figure]) -> list[Shortfall]:
    """The figures of a bench that are not what they are to be."""
    aimed = [(figure, aim) for figure in figures if (aim := of(bench, figure))]
    return [Shortfall(bench, f, aim) for f, aim in aimed if not aim.is_met(f.ratio)]


def summary(found: Sequence[Shortfall]) -> str:
    """What falls short, at the end of it all."""
    if not found:
        return "NOTHING FALLS SHORT of the aims of what was measured."
    return "\n".join(
        ["WHAT FALLS SHORT", *(f"  {'✗' if f.is_failure else '·'} {f}" for f in found)]
    )
