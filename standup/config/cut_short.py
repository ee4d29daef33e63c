"""Whether each round is over by its deadline, or earlier because the standup asks again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from standup.config.problems import Finding, shown
from standup.config.year import days, every_week
from standup.core import schedule
from standup.core.model import Round, Standup


def cut_short(standup: Standup) -> Iterator[Finding]:
    """Each round whose deadline will not hold, with the time that will."""
    regular = every_week(standup)
    for index, round_ in enumerate(standup.rounds):
        over = min((_over(regular, round_, day) for day in days(regular, round_)), default=None)
        if over is not None and over[0] < round_.closes:
            wall, following = over
            yield Finding(
                ("rounds", index, "closes"),
                f"closes at {_text(round_.closes)}, but `{shown(following)}` opens at"
                f" {_text(wall)}: the round ends there",
                f'`closes: "{_text(wall)}"` or earlier',
            )


def _over(standup: Standup, round_: Round, day: date) -> tuple[timedelta, str]:
    """When it is over, as wall time from the midnight of its day, and which round opens then."""
    ends = schedule.ends(standup, round_, "UTC", day)
    opens = schedule.openings(standup, "UTC", ends, ends + timedelta(minutes=1))
    following = next((opening.round_id for opening in opens), round_.id)
    return ends - datetime.combine(day, time(), UTC), following


def _text(wall: timedelta) -> str:
    days_on, rest = divmod(wall, timedelta(days=1))
    if wall == timedelta(days=1):
        return "24:00"
    clock = f"{rest // timedelta(hours=1):02}:{rest // timedelta(minutes=1) % 60:02}"
    return f"+{days_on} day{'s' * (days_on > 1)} {clock}" if days_on else clock
