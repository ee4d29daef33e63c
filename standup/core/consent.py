"""Whose reports may be published: what people said of it, and where they did not, the standup."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from standup.core.model import Standup


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person said: of everything of theirs (None: nothing yet), and of single days.

    `told` is the day, by standup, since which they know that they are published in it unless they
    say otherwise.
    """

    everything: bool | None = None
    days: Mapping[date, bool] = field(default_factory=dict)
    told: Mapping[str, date] = field(default_factory=dict)

    @property
    def without(self) -> tuple[date, ...]:
        """The days that they took out one by one."""
        return tuple(sorted(day for day, agreed in self.days.items() if not agreed))


UNSAID = Consent()


def may_be_published(standup: Standup, said: Standup, consent: Consent, day: date) -> bool:
    """Whether a report may be published: the one place that decides it.

    `standup` is as configured now, `said` as the run of the report was opened: what is internal in
    either stays so. What was said of the day counts before what was said of everything.
    """
    if standup.is_internal or said.is_internal or standup.publish == "nobody":
        return False
    agreed = consent.days.get(day, consent.everything)
    if agreed is None and standup.publish == "everyone":
        told = consent.told.get(standup.id)
        return told is not None and told <= day
    return bool(agreed)
