"""What somebody may begin to answer now by themselves: before it is asked, after its end, or
without its ever being asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from standup.core import schedule
from standup.core.asking.check_in import CheckIn, State
from standup.core.cron import DAY
from standup.core.model import Round, Slot, Standup
from standup.core.slots import as_chosen
from standup.core.zones import date_in


class When(StrEnum):
    """Why somebody may begin a round now."""

    PUT_OFF = "put off"  # it was asked, and they wanted it later
    EARLY = "early"
    LATE = "late"
    UNSCHEDULED = "unscheduled"  # it is never asked by itself


@dataclass(frozen=True, slots=True)
class Beginning:
    """A round of a day that somebody may begin now, in a standup as they are asked it, until its
    deadline; with the check-in that there is of it, if any."""

    standup: Standup
    round: Round
    day: date
    zone: str
    when: When
    deadline: datetime
    check_in: CheckIn | None = None

    @property
    def token(self) -> str:
        """What it is known by wherever it is offered."""
        named = f"{self.standup.id}.{self.round.id}.{self.day.isoformat()}"
        return sha256(named.encode()).hexdigest()[:16]


def early(standup: Standup, slot: Slot, now: datetime) -> Iterator[Beginning]:
    """The rounds that may be begun before they are asked, for those of a slot."""
    asked = as_chosen(standup, slot.times)
    for round_ in asked.rounds:
        found = schedule.first_opening(asked, round_, slot.zone, now)
        if round_.early is None or found is None:
            continue
        if _begins(round_.early, slot.zone, found.day, found.at) <= now:
            ends = schedule.ends(asked, round_, slot.zone, found.day)
            yield Beginning(asked, round_, found.day, slot.zone, When.EARLY, ends)


def unscheduled(standup: Standup, now: datetime) -> Iterator[Beginning]:
    """The rounds without a schedule that may be begun, of each day that goes on."""
    zone = standup.zone
    if zone is None or standup.has_schedule:
        return
    today = date_in(zone, now)
    for round_ in standup.rounds:
        for back in range(round_.closes // DAY + 1):
            day = today - back * DAY
            ends = schedule.ends(standup, round_, zone, day)
            if now < ends and schedule.ruling(round_, standup.rhythm, day, zone) is None:
                yield Beginning(standup, round_, day, zone, When.UNSCHEDULED, ends)


def _begins(early: timedelta, zone: str, day: date, opens: datetime) -> datetime:
    """The last time before a round opens at which clocks show this."""
    same_day = schedule.instant(day, early, zone)
    return same_day if same_day < opens else schedule.instant(day - DAY, early, zone)


def late(
    standup: Standup, slot: Slot, day: date, there: dict[str, CheckIn], now: datetime
) -> Iterator[Beginning]:
    """The rounds of a day that may be begun after their end, given the check-ins that there are, by
    round: what was begun in time is open anyway."""
    asked = as_chosen(standup, slot.times)
    for round_ in asked.rounds:
        if round_.late is None or schedule.ruling(round_, asked.rhythm, day, slot.zone):
            continue
        check_in = there.get(round_.id)
        over = schedule.ends(asked, round_, slot.zone, day)
        if over <= now < over + round_.late and _is_unbegun(check_in):
            yield Beginning(asked, round_, day, slot.zone, When.LATE, over, check_in)


def looks_back(standup: Standup) -> timedelta:
    """For how long after its day a run may be begun at most."""
    return max((one.closes + one.late for one in standup.rounds if one.late), default=timedelta(0))


def _is_unbegun(check_in: CheckIn | None) -> bool:
    if check_in is None:
        return True
    return check_in.state in {State.CLOSED, State.AWAY} and not check_in.has_words


def may_begin_again(check_in: CheckIn | None) -> bool:
    """Whether whoever wants to may begin what nobody asks them: also after all, having sat it out
    or been away."""
    return _is_unbegun(check_in) or (
        check_in is not None and check_in.state is State.SKIPPED and not check_in.has_words
    )
