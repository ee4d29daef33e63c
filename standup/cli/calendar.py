"""`standup calendar`: the coming runs as a file that calendars subscribe to."""

import hashlib
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from standup.cli.holding import as_it_holds
from standup.cli.reading import unknown
from standup.config import load
from standup.core import schedule
from standup.core.model import Instance, Person, Round, Slot, Standup
from standup.core.slots import as_chosen
from standup.engine.clock import SystemClock
from standup.errors import NotFoundError, StandupError
from standup.whole import whole

if TYPE_CHECKING:
    from icalendar import Event

_BACK = timedelta(weeks=1)  # so that a round does not vanish from calendars while it is open
_REFRESH = timedelta(hours=12)
_MOST_WEEKS = 104


@dataclass(frozen=True, slots=True)
class Occasion:
    """One round of one run for those of a zone, from its opening to its deadline."""

    standup: Standup
    round: Round
    zone: str
    day: str
    begins: datetime
    ends: datetime

    @property
    def uid(self) -> str:
        """Its own for good, whenever it is moved to another time of its day."""
        where = "/".join(f"{c.adapter}:{c.place}" for c in self.standup.channels)
        home = hashlib.sha256(where.encode()).hexdigest()[:12]
        zone = self.zone.replace("/", "-")
        return f"{self.standup.id}.{self.round.id}.{self.day}.{zone}@{home}.open-standup"


def calendar(arguments: Namespace) -> int:
    """Print the calendar, or write it where it can be served."""
    if not 1 <= arguments.weeks <= _MOST_WEEKS:
        raise StandupError(f"--weeks is from 1 to {_MOST_WEEKS}")
    laid, _ = as_it_holds(load(arguments.folder))
    instance, now = laid.instance, SystemClock().now()
    standups = _standups(instance, arguments.standup)
    person = _person(instance, arguments.person)
    found = list(occasions(standups, person, now - _BACK, now + timedelta(weeks=arguments.weeks)))
    title = standups[0].title if len(standups) == 1 else "Standups"
    written = as_icalendar(title, found, now)
    if arguments.target is None:
        sys.stdout.buffer.write(written)
        return 0
    with whole(arguments.target) as beside:
        beside.write_bytes(written)
    print(f"wrote {arguments.target}: {len(found)} events", file=sys.stderr)
    return 0


def occasions(
    standups: tuple[Standup, ...], person: Person | None, start: datetime, end: datetime
) -> Iterator[Occasion]:
    """What opens from one instant to another, for everybody or for one person."""
    for standup in standups:
        if person is not None and person not in standup.participants:
            continue
        for slot in map(Slot, standup.zones) if person is None else (standup.slot_of(person),):
            asks, zone = as_chosen(standup, slot.times), slot.zone
            for opening in schedule.openings(asks, zone, start, end):
                if person is not None and not person.is_theirs(standup.id, opening.day):
                    continue
                round_ = asks.round(opening.round_id)
                ends = schedule.ends(asks, round_, zone, opening.day)
                day = opening.day.isoformat()
                yield Occasion(
                    standup=standup, round=round_, zone=zone, day=day, begins=opening.at, ends=ends
                )


def as_icalendar(title: str, found: list[Occasion], now: datetime) -> bytes:
    """The calendar as RFC 5545 has it. Raises StandupError where nothing writes it."""
    try:
        icalendar = import_module("icalendar")
    except ImportError as error:
        raise StandupError(
            "the calendar needs `icalendar`, which is not installed:"
            ' pip install "open-standup[calendar]"'
        ) from error
    made = icalendar.Calendar()
    made.add("PRODID", "-//open-standup//standup calendar//EN")
    made.add("VERSION", "2.0")
    made.add("METHOD", "PUBLISH")
    made.add("NAME", title)
    made.add("X-WR-CALNAME", title)
    made.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
    for occasion in sorted(found, key=lambda one: (one.begins, one.uid)):
        event = icalendar.Event()
        _fill(event, occasion, now)
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def _fill(event: "Event", occasion: Occasion, now: datetime) -> None:
    standup = occasion.standup
    where = f" ({occasion.zone})" if len(standup.zones) > 1 else ""
    event.add("UID", occasion.uid)
    event.add("DTSTAMP", now.astimezone(UTC).replace(microsecond=0))
    event.add("DTSTART", occasion.begins.astimezone(UTC))
    event.add("DTEND", occasion.ends.astimezone(UTC))
    event.add("SUMMARY", f"{standup.title}: {occasion.round.title}{where}")
    event.add("DESCRIPTION", "\n".join(q.ask for q in occasion.round.questions))
    event.add("TRANSP", "TRANSPARENT")  # it takes a minute, not the hours until its deadline


def _standups(instance: Instance, name: str | None) -> tuple[Standup, ...]:
    found = tuple(s for s in instance.standups if name in {None, s.id})
    if not found:
        raise NotFoundError(unknown("standup", str(name), [s.id for s in instance.standups]))
    return found


def _person(instance: Instance, name: str | None) -> Person | None:
    found = next((person for person in instance.people if person.id == name), None)
    if name is not None and found is None:
        raise NotFoundError(unknown("person", name, [person.id for person in instance.people]))
    return found
