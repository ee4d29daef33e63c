"""What the schedule will bring, in lines a person can check."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from standup.core import schedule
from standup.core.model import Instance, Standup
from standup.core.wording.times import full_day_text, names_text

_MOST_NAMES = 8
_FAR = timedelta(days=3653)  # 29 February may be eight years away


def coming(instance: Instance, now: datetime, *, most: int) -> list[str]:
    """The next openings of all standups, one line each, earliest first."""
    streams = [
        _openings(standup, zone, now, now + _FAR)
        for standup in instance.standups
        for zone in standup.zones
    ]
    return [line for _, line in islice(heapq.merge(*streams), most)]


def _openings(
    standup: Standup, zone: str, start: datetime, end: datetime
) -> Iterator[tuple[datetime, str]]:
    names = [p.name for p in standup.participants if standup.zone_of(p) == zone]
    for opening in schedule.openings(standup, zone, start, end):
        local = opening.at.astimezone(ZoneInfo(zone))
        when = f"{full_day_text(local.date())}, {local:%H:%M} {zone}"
        title = f"{standup.title}, {standup.round(opening.round_id).title.lower()}"
        yield opening.at, f"{when}: {title} – {names_text(names, _MOST_NAMES)}"
