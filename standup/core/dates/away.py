"""Dates on which somebody is away."""

from dataclasses import dataclass
from datetime import date

from standup.core.dates.unclear import Problem

FOR_GOOD = date.max
"""The last day of what has no end yet."""


@dataclass(frozen=True, slots=True)
class Away:
    """Dates on which a person is not asked, both included; `last` is FOR_GOOD without an end. In
    one `standup` alone, where its owner said so for them."""

    first: date
    last: date
    standup: str = ""

    @property
    def has_end(self) -> bool:
        """Whether it is known when they are back."""
        return self.last != FOR_GOOD

    def covers(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last

    def in_standup(self, standup: str) -> "Away":
        """The same in one standup alone."""
        return Away(self.first, self.last, standup)

    def keeps_from(self, standup: str, day: date) -> bool:
        """Whether the day is one of them in a standup."""
        return self.covers(day) and self.standup in {"", standup}


@dataclass(frozen=True, slots=True)
class AwayUnclear:
    """Meant as `away`, but no dates can be made of it; `reason` is a word for the wording.

    `ends_before_start` may also be a year that was left out.
    """

    reason: Problem
