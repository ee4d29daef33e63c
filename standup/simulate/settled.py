"""What somebody has set for themselves, as it ought to hold: by what they said, in its order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from standup.core.model import Person
from standup.simulate import almanac
from standup.simulate.wants import NEVER, Wanted

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(slots=True)
class Set:
    """Something that somebody set, the `order`th of all that anybody said; a `wanted` without a
    value is as the team has it, in the place of what they had set `before`."""

    wanted: Wanted
    at: datetime
    order: int
    before: "Set | None"
    holds: bool = True


@dataclass
class Settled:
    """One person's settings. `is_unsure`: something was taken back that only the engine knows;
    `outset` is what held as the story began, by the id of a standup where it is of one alone."""

    is_unsure: bool = False
    outset: Mapping[tuple[str, str], object] = field(default_factory=dict)
    _said: list[Set] = field(default_factory=list)
    _since: dict[str, list[tuple[datetime, object | None]]] = field(default_factory=dict)

    def sets(self, wanted: Wanted, now: datetime, order: int) -> bool:
        """Something is said of it, which takes the place of what was said before; whether it is
        otherwise by that."""
        before = self._held(wanted.name)
        if before is not None:
            before.holds = False
        if wanted.value is not None or before is not None:
            self._said.append(Set(wanted, now, order, before))
        self._note(wanted.name, now)
        return wanted.value is not None or before is not None

    @property
    def latest(self) -> Set | None:
        """What was set last of all that holds."""
        held = (one for one in self._said if one.holds)
        return max(held, key=lambda one: one.order, default=None)

    def takes_back(self, last: Set, now: datetime) -> None:
        """What was set last is taken back."""
        last.holds = False
        if last.before is not None:
            last.before.holds = True
        self._note(last.wanted.name, now)

    def forgets(self, now: datetime) -> None:
        """All that was set is gone."""
        for one in self._said:
            one.holds = False
        for name in [*self._since]:
            self._note(name, now)

    def _held(self, name: str) -> Set | None:
        said = (one for one in reversed(self._said) if one.wanted.name == name)
        return next((one for one in said if one.holds and one.wanted.value is not None), None)

    def _note(self, name: str, now: datetime) -> None:
        self._since.setdefault(name, []).append((now, self.now(name)))

    @classmethod
    def of(cls, person: Person) -> "Settled":
        """That of somebody as they were before anything was said in the story."""
        outset: dict[tuple[str, str], object] = {}
        if person.quiet is not None:
            ends = (person.quiet.first, person.quiet.last)
            outset["quiet", ""] = tuple(end // _MINUTE for end in ends)
        for standup, own in person.own:
            if own.days is not None:
                outset["my days", standup] = own.days
            if own.nudge is not None and own.nudge.is_never:
                outset["remind", standup] = NEVER
        return cls(outset=outset)

    def now(self, name: str, standup: str = "") -> object | None:
        """What holds at present."""
        held = self._held(name)
        if held is None and name not in self._since:
            return self.outset.get((name, standup))
        return held.wanted.value if held else None

    def between(
        self, name: str, first: datetime, last: datetime, standup: str = ""
    ) -> list[object | None]:
        """All that held at some time from one instant to another."""
        outset = (datetime.min.replace(tzinfo=first.tzinfo), self.outset.get((name, standup)))
        told = [outset, *self._since.get(name, ())]
        before = [value for at, value in told if at <= first][-1:]
        return before + [value for at, value in told if first < at <= last]

    def is_theirs(self, standup: str, day: date) -> bool:
        """Whether they are asked in a standup on a day, as things are."""
        return is_among(self.now("my days", standup), day)

    def may_be_theirs(self, standup: str, day: date, first: datetime, last: datetime) -> set[bool]:
        """Whether a day was one of theirs, at any time from one instant to another."""
        return {is_among(days, day) for days in self.between("my days", first, last, standup)}

    def wants_no_reminder(self, standup: str, at: datetime) -> bool:
        """Whether they were to be reminded of nothing."""
        return self.between("remind", at, at, standup) == [NEVER]

    def quiet_until(self, at: datetime, zone: str) -> datetime | None:
        """When the quiet ends that somebody has at an instant, if they have any."""
        (hours,) = self.between("quiet", at, at)
        return quiet_until(hours, at, zone)

    def heard_from(
        self, at: datetime, deadline: datetime, lived: list[tuple[datetime, str]]
    ) -> datetime | None:
        """When a question of an instant may leave: at the end of quiet hours, if it is not over by
        then; None where that changed since."""
        if len(self.between("quiet", at, deadline)) > 1 or self.is_unsure:
            return None
        zone = [zone for since, zone in lived if since <= at][-1]
        over = self.quiet_until(at, zone)
        return over if over is not None and over < deadline else at


def is_among(days: object | None, day: date) -> bool:
    """Whether a day is one of these."""
    return days is None or day.weekday() in days  # type: ignore[operator]


def quiet_until(hours: object | None, at: datetime, zone: str) -> datetime | None:
    """When quiet hours end that are on at an instant; None where they are not."""
    if hours is None:
        return None
    begins, ends = (timedelta(minutes=n) for n in hours)  # type: ignore[attr-defined]
    today = at.astimezone(ZoneInfo(zone)).date()
    for day in (today - _DAY, today):
        over = almanac.instant(day, ends if begins < ends else ends + _DAY, zone)
        if almanac.instant(day, begins, zone) <= at < over:
            return over
    return None
