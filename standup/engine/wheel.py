"""Somebody at the wheel of a standup: what they see of it, and how what they do is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from standup.core import schedule
from standup.core.messages.markup import Message
from standup.core.model import Person, Round, Slot, Standup
from standup.core.settings.overlay import is_fixed
from standup.core.settings.setting import NAMES, Scope, Source, Value
from standup.core.slots import as_chosen
from standup.core.wording import steering as wording
from standup.core.wording import trail
from standup.core.zones import date_in
from standup.engine.directory import Directory
from standup.engine.occasion import Occasion
from standup.store import changes, lasting, runs, settings
from standup.store.database import Transaction

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wheel:
    """Somebody at the wheel of a standup: who, in which words, and when."""

    tx: Transaction
    directory: Directory
    standup: Standup
    source: Source
    words: str
    now: datetime

    @classmethod
    def of(cls, at: Occasion, standup: Standup, words: str) -> "Wheel":
        """That of whoever says these words in a conversation."""
        return cls(at.tx, at.directory, standup, at.source, words, at.now)

    @property
    def by(self) -> Person | None:
        """Who it is; nobody whom we know at the machine."""
        return self.directory.people.get(self.source.person or "")

    @property
    def name(self) -> str | None:
        """What whoever it is is called."""
        return self.by.name if self.by else None

    @property
    def zone(self) -> str:
        """The zone in which they are told of times."""
        known = self.by
        return known.zone if known else self.standup.zone or self.directory.instance.zone

    @property
    def today(self) -> date:
        """The date of whoever is at the wheel."""
        return date_in(self.zone, self.now)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot in which it asks."""
        return self.directory.slots(self.standup.id) or (Slot(self.zone),)

    @property
    def zones(self) -> tuple[str, ...]:
        """Every zone in which it asks."""
        return self.directory.zones(self.standup.id) or (self.zone,)


async def first_untouched(wheel: Wheel) -> date:
    """The first day whose run has not been opened anywhere."""
    today = min(date_in(zone, wheel.now) for zone in wheel.zones)
    latest = await runs.latest_day(wheel.tx, wheel.standup.id)
    return today if latest is None or latest < today else latest + _DAY


def to_come(wheel: Wheel, standup: Standup, first: date) -> list[tuple[datetime, date]]:
    """The next opening of each round in each slot, of a day from this one on, the soonest first."""
    found: list[tuple[datetime, date]] = []
    for zone, round_ in _rounds(wheel, standup):
        day = schedule.next_day(round_, standup.rhythm, first - _DAY, zone)
        while day is not None and schedule.opening(round_, zone, day) <= wheel.now:
            day = schedule.next_day(round_, standup.rhythm, day, zone)
        if day is not None:
            found.append((schedule.opening(round_, zone, day), day))
    return sorted(found)


async def comes_next(wheel: Wheel, standup: Standup | None = None) -> Message:
    """When a day that has not been opened yet is asked anywhere, or how one begins."""
    standup = standup or wheel.standup
    if not standup.has_schedule:
        return wording.begun_by_report(standup.id)
    found = to_come(wheel, standup, await first_untouched(wheel))
    return wording.comes_next(found[0][0] if found else None, wheel.zone, wheel.now)


def _rounds(wheel: Wheel, standup: Standup) -> Iterator[tuple[str, Round]]:
    for slot in wheel.slots:
        for round_ in as_chosen(standup, slot.times).rounds:
            yield slot.zone, round_


def is_fixed_here(wheel: Wheel, value: Value) -> bool:
    """Whether its files refuse this."""
    return is_fixed(value, NAMES[type(value)], (wheel.standup,))


def refusal(wheel: Wheel, value: Value) -> Message | None:
    """What is told instead where its files refuse this."""
    if not is_fixed_here(wheel, value):
        return None
    return wording.fixed(wheel.standup.title, wheel.directory.instance.organiser)


async def keep(wheel: Wheel, value: Value, action: str) -> int:
    """Keep what was said of it, with its line in the audit trail; the number of the setting."""
    scope = Scope(standup=wheel.standup.id)
    number = await settings.keep(wheel.tx, scope, value, wheel.words, wheel.source, wheel.now)
    await _note(wheel, action, trail.kept(value), number)
    return number


async def note(
    wheel: Wheel, action: str, effect: str, person: str | None = None, *, stays: bool = True
) -> None:
    """Write what set nothing into the audit trail, and have every process take notice; to which
    `person` it was done, if to one, and whether it `stays`, so that no `undo` reaches past it."""
    await settings.touch(wheel.tx)
    await _note(wheel, action, effect, None, person)
    if stays and wheel.source.person is not None:
        await lasting.keep(wheel.tx, wheel.source.person, wheel.words or action, wheel.now)


async def _note(
    wheel: Wheel, action: str, effect: str, setting: int | None, person: str | None = None
) -> None:
    await changes.note(
        wheel.tx,
        wheel.standup.id,
        action,
        wheel.words,
        effect,
        wheel.source,
        wheel.now,
        setting,
        person,
    )
