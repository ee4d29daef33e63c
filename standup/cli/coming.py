"""What the schedule will bring, in lines a person can check."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from standup.core import schedule
from standup.core.model import Instance, Slot, Standup
from standup.core.slots import as_chosen
from standup.core.wording.times import full_day_text, names_text

_MOST_NAMES = 8
_FAR = timedelta(days=3653)  # 29 February may be eight years away


def coming(instance: Instance, now: datetime, *, most: int) -> list[str]:
    """The next openings of all standups, one line each, earliest first."""
    streams = [
        _openings(standup, slot, now, now + _FAR)
        for standup in instance.standups
        for slot in standup.slots
    ]
    return [line for _, line in islice(heapq.merge(*streams), most)]


def whenever(standup: Standup) -> list[str]:
    """How it is begun, a line a round, where it has no schedule."""
    if standup.has_schedule:
        return []
    names = names_text([person.name for person in standup.participants], _MOST_NAMES)
    said = f"`report {standup.id}`"
    return [
        f"whenever somebody says {said} (by {standup.zone}): {one.title.lower()} – {names}"
        for one in standup.rounds
    ]


def _openings(
    standup: Standup, slot: Slot, start: datetime, end: datetime
) -> Iterator[tuple[datetime, str]]:
    zone = slot.zone
    names = [p.name for p in standup.participants if standup.slot_of(p) == slot]
    for opening in schedule.openings(as_chosen(standup, slot.times), zone, start, end):
        local = opening.at.astimezone(ZoneInfo(zone))
        when = f"{full_day_text(local.date())}, {local:%H:%M} {zone}"
        title = f"{standup.title}, {standup.round(opening.round_id).title.lower()}"
        yield opening.at, f"{when}: {title} – {names_text(names, _MOST_NAMES)}"
