"""How long somebody has left a standup without a word, and what a kind colleague does about it.

After as many runs in a row as the standup bears (its `fatigue`) they are asked whether the rhythm
is right; after as many more they are let be.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from standup.core.text.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Silence:
    """So many `runs` in a row were left without a word.

    `asked_after` is after how many they were asked about the rhythm, `heard` when they last said
    something that was no answer while a question of the standup waited.
    """

    runs: int = 0
    asked_after: int | None = None
    heard: datetime | None = None

    def one_more(self) -> "Silence":
        """After another run without a word."""
        return replace(self, runs=self.runs + 1)

    def asked(self) -> "Silence":
        """Once they are asked about the rhythm."""
        return replace(self, asked_after=self.runs)

    def asks_now(self, fatigue: int | None) -> bool:
        """Whether to ask about the rhythm before the next question."""
        return fatigue is not None and self.asked_after is None and self.runs >= fatigue

    def lets_be(self, fatigue: int | None) -> bool:
        """Whether to ask nothing more until they say a word."""
        return (
            fatigue is not None
            and self.asked_after is not None
            and self.runs >= self.asked_after + fatigue
        )


NO_SILENCE = Silence()


class Rhythm(StrEnum):
    """What may be said when asked whether the rhythm is right; the value is also the word."""

    AS_BEFORE = "as before"
    FEWER = "fewer reminders"
    AWAY = "away"
    LEAVE = "leave"

    @property
    def example(self) -> str:
        """What one may write instead of choosing it."""
        return "away until friday" if self is Rhythm.AWAY else self.value


_VALUE = Pattern(r"rhythm\.([0-9]{1,18})\.([a-z ]{1,20})")


def value(check_in: int, rhythm: Rhythm) -> str:
    """The value of a choice that was offered with a check-in."""
    return f"rhythm.{check_in}.{rhythm}"


def chosen(text: str) -> tuple[int, Rhythm] | None:
    """The check-in and what was chosen by a choice's value, or None when it is no such. Never
    raises."""
    match = _VALUE.fullmatch(text)
    known = match is not None and match[2] in list(Rhythm)
    return (int(match[1]), Rhythm(match[2])) if match and known else None
